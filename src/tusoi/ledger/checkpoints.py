"""Checkpoints: what this host signs of its trees, after it has read their entries again from storage."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from django.db import IntegrityError, transaction
from django.db.models import Max

from tusoi.ledger.models import Checkpoint, Entry
from tusoi.ledger.signing import HostKey, host_key
from tusoi.ledger.tree import Growing, leaf_hash
from tusoi.ledger.verify import body_of
from tusoi.values.clock import now
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class LedgerDiffers(Refused):
    """The entries in storage are not those that were recorded: nothing is signed."""


def make_checkpoints(key: HostKey, trees: Iterable[str] | None = None) -> list[Checkpoint]:
    """A checkpoint of each tree (None: of all) that has grown since its last one, every entry read again.

    Raises:
        LedgerDiffers: a tree's entries are not as recorded, or contradict what was signed before. Trees before it
            have their checkpoint, it and those after it have none.
    """
    names = Entry.objects.order_by("tree").values_list("tree", flat=True).distinct()
    made = (_made(key, tree, from_the_first=True) for tree in (names if trees is None else trees))
    return [one for one in made if one is not None]


def checkpoint_after_act(trees: Sequence[str]) -> None:
    """The checkpoints that follow a sworn act, as soon as it is committed; none while the host has no key.

    What an earlier checkpoint covers is not read again here, for the act would wait ever longer; the hourly one does.
    """
    key = host_key()
    if key is not None:
        for tree in trees:
            _made(key, tree, from_the_first=False)


def newest(tree: str) -> Checkpoint | None:
    """The checkpoint of a tree that covers most."""
    return Checkpoint.objects.filter(tree=tree).order_by("-size").first()


def clock_ran_backwards(tree: str, at: datetime) -> bool:
    """Whether a checkpoint of the tree was made later than now: by the clock, for their sizes go on."""
    last = Checkpoint.objects.filter(tree=tree).aggregate(last=Max("at"))["last"]
    return last is not None and last > at


def _made(key: HostKey, tree: str, *, from_the_first: bool) -> Checkpoint | None:
    """The checkpoint of a tree as it stands; None where the last one covers it."""
    last = newest(tree)
    growing = Growing()
    if last is not None and not from_the_first:
        growing = Growing.of(last.size, bytes(last.frontier))
    leaves = _leaves(tree, after=growing.size)
    if last is not None:
        growing.extend(islice(leaves, last.size - growing.size))
        as_signed = growing.size == last.size and growing.root() == bytes(last.root)
        _refuse_unless(as_signed, tree, last.size)
    covered = growing.size
    growing.extend(leaves)
    return _signed(key, tree, growing) if growing.size > covered else None


def _leaves(tree: str, *, after: int) -> Iterator[bytes]:
    """The leaves of a tree from its entries' text; each must be the one that was kept, at the next position."""
    entries = Entry.objects.filter(tree=tree, position__gte=after).order_by("position")
    told = entries.values_list("position", "body", "leaf").iterator()
    for place, (position, body, leaf) in enumerate(told, start=after):
        made = leaf_hash(str(body).encode())
        _refuse_unless(position == place and made == bytes(leaf), tree, place)
        yield made


def _signed(key: HostKey, tree: str, growing: Growing) -> Checkpoint:
    text = body_of(key.origin(tree), growing.size, growing.root())
    note = f"{text}\n{key.signature(text).line}"
    made = Checkpoint(
        tree=tree,
        size=growing.size,
        root=growing.root(),
        frontier=growing.frontier(),
        at=now(),
        note=note,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # another process signed the same at the same time
        there = Checkpoint.objects.get(tree=tree, size=growing.size)
        _refuse_unless(bytes(there.root) == growing.root(), tree, growing.size)
        return there
    return made


def _refuse_unless(right: bool, tree: str, place: int) -> None:
    if not right:
        raise LedgerDiffers(_DIFFERS.filled(tree=tree, place=place))


_DIFFERS = Wording(
    vi="Sổ {tree} trong máy không còn như đã ghi (quanh mục {place}), nên không ký điểm chốt mới. Chạy: tusoi ledger root --check, và giữ nguyên máy để kiểm tra.",
    en="The tree {tree} in storage is not as it was recorded (around entry {place}), so no new checkpoint is signed. Run: tusoi ledger root --check, and leave the machine as it is.",
)
