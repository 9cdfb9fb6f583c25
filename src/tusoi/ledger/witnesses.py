"""Who outside vouches for the trees: the policy that names the witnesses, and the cosignatures they bring."""

import logging
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from tusoi.ledger.models import Checkpoint, Cosignature, RowDigest
from tusoi.ledger.tree import consistency
from tusoi.ledger.verify import (
    FEW,
    FORK,
    UNREADABLE,
    Policy,
    Unreadable,
    cosigned_at,
    read_checkpoint,
    read_policy,
)
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

FILE = "witnesses.policy"
log = logging.getLogger("tusoi.ledger")


class PolicyUnreadable(Refused):
    """The file that names the witnesses cannot be read, or names none whom one could believe."""

    exit_code = UNREADABLE


class CosignatureUnfit(Refused):
    """What was brought is no cosignature of a witness that the policy names, on a checkpoint of this host."""


class CosignatureUnreadable(CosignatureUnfit):
    """What was brought is no checkpoint at all, or cut short."""

    exit_code = UNREADABLE


class AnotherVersion(CosignatureUnfit):
    """A checkpoint signed by a log of the policy and not among those here: somebody was handed another version, or this one went back."""

    exit_code = FORK


class NoWitnessOfOurs(CosignatureUnfit):
    """No witness whom the policy names has signed it rightly."""

    exit_code = FEW


class NoCheckpoint(Refused):
    """The tree has no checkpoint yet, or none of that size."""


@dataclass(frozen=True, slots=True)
class Witnessed:
    """How far outsiders vouch for something recorded: how many of the policy's witnesses signed, how many are needed."""

    has: int
    least: int
    of: int
    names: tuple[str, ...]
    enough: bool
    size: int
    """Entries that the checkpoint covers; 0 where none covers the thing yet."""
    waits_for: tuple[str, ...] = ()
    """Those of the policy who have not signed that checkpoint."""


def policy() -> Policy | None:
    """Whom this host's readers believe; None where nobody was named.

    Raises:
        PolicyUnreadable: the file is there and cannot be read.
    """
    file = Path(settings.HOME) / FILE
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyUnreadable(_UNREADABLE.filled(file=str(file), said="")) from error
    return _read(text, str(file))


@lru_cache(4)
def _read(text: str, file: str) -> Policy:
    try:
        found = read_policy(text)
    except Unreadable as unreadable:
        said = Wording(vi=unreadable.said.vi, en=unreadable.said.en)
        raise PolicyUnreadable(_UNREADABLE.filled(file=file, said=said)) from None
    if not found.witnesses and found.quorum != "none":
        raise PolicyUnreadable(_UNREADABLE.filled(file=file, said=""))
    return found


def take_cosignatures(text: str) -> list[Cosignature]:
    """Keep what a witness brings: the checkpoint it was handed, with its line added; brought twice it is kept once.

    Raises:
        CosignatureUnreadable: it is no checkpoint. AnotherVersion: it contradicts the one that was signed here.
        CosignatureUnfit: it is another host's. NoWitnessOfOurs: it bears no right line of a witness of the policy.
        PolicyUnreadable: the policy cannot be read.
    """
    told = policy()
    if told is None:
        raise CosignatureUnfit(_NO_POLICY.filled(file=FILE))
    try:
        brought = read_checkpoint(text)
    except Unreadable as unreadable:
        said = Wording(vi=unreadable.said.vi, en=unreadable.said.en)
        raise CosignatureUnreadable(said) from None
    ours = Checkpoint.objects.filter(size=brought.size, root=brought.root)
    kept = next((one for one in ours if _text(one) == brought.text), None)
    if kept is None:
        refusal = AnotherVersion if told.believes(brought) else CosignatureUnfit
        raise refusal(_NOT_OURS.filled(origin=brought.origin, size=brought.size))
    lines = [
        (key.vkey, signature.line, at)
        for key in told.witnesses.values()
        for signature in brought.signatures
        if (signature.name, signature.id) == (key.name, key.id)
        if (at := cosigned_at(brought._replace(signatures=(signature,)), key)) is not None
    ]
    if not lines:
        raise NoWitnessOfOurs(_NO_WITNESS.filled(origin=brought.origin, size=brought.size))
    return [_kept(kept, key, line, at) for key, line, at in lines]


def _kept(checkpoint: Checkpoint, key: str, line: str, at: int) -> Cosignature:
    moment = datetime.fromtimestamp(min(at, _LAST), UTC)
    try:
        with transaction.atomic():
            return Cosignature.objects.create(checkpoint=checkpoint, key=key, line=line, at=moment)
    except IntegrityError:
        return Cosignature.objects.get(checkpoint=checkpoint, key=key)


_LAST = 253_402_300_799
"""The last second of the year 9999."""


def _text(checkpoint: Checkpoint) -> str:
    """The part of a checkpoint that is signed."""
    return checkpoint.note.rpartition("\n\n")[0] + "\n"


def note_of(checkpoint: Checkpoint) -> str:
    """The checkpoint with every cosignature that was brought."""
    lines = checkpoint.cosignatures.order_by("pk").values_list("line", flat=True)
    return checkpoint.note + "".join(lines)


def request_of(checkpoint: Checkpoint, old: int, leaves: Sequence[bytes]) -> str:
    """What a witness is asked with (tlog-witness): the size it remembers, the proof from there, the checkpoint.

    Raises:
        NoCheckpoint: the witness remembers more than the checkpoint covers.
    """
    if old > checkpoint.size:
        raise NoCheckpoint(_FEWER.filled(tree=checkpoint.tree, old=old, size=checkpoint.size))
    proof = consistency(leaves[: checkpoint.size], old)
    lines = "".join(f"{b64encode(one).decode()}\n" for one in proof)
    return f"old {old}\n{lines}\n{note_of(checkpoint)}"


@dataclass(frozen=True, slots=True)
class Standing:
    """A tree's newest checkpoint: how much it covers, and how far outsiders vouch for it (None: nobody was named)."""

    tree: str
    size: int
    witnessed: Witnessed | None


def standings() -> list[Standing]:
    """Every tree that has a checkpoint, with its newest. Two queries."""
    told = _policy_or_nobody()
    newest = Checkpoint.objects.values("tree").annotate(newest=Max("size")).order_by("tree")
    sizes = {row["tree"]: row["newest"] for row in newest}
    keys: dict[str, list[str]] = {}
    lines = Cosignature.objects.values_list("checkpoint__tree", "checkpoint__size", "key")
    for tree, size, key in lines.filter(checkpoint__size__in=set(sizes.values())):
        if sizes.get(tree) == size:
            keys.setdefault(tree, []).append(key)
    return [
        Standing(tree, size, standing(told, keys.get(tree, ()), size) if told else None)
        for tree, size in sizes.items()
    ]


def witnessed(table: str, row: str) -> Witnessed | None:
    """How far outsiders vouch for a recorded row; None where no witnesses were named, or the row is not recorded.

    Of all checkpoints that cover it the one that most witnesses signed counts. Three queries, or none at all.
    """
    told = _policy_or_nobody()
    if told is None:
        return None
    rows = RowDigest.objects.filter(table=table, row=row)
    place = rows.values_list("entry__tree", "entry__position").first()
    if place is None:
        return None
    tree, position = place
    covering = Checkpoint.objects.filter(tree=tree, size__gt=position)
    signed: dict[int, set[str]] = {}
    lines = Cosignature.objects.filter(checkpoint__in=covering)
    for size, key in lines.values_list("checkpoint__size", "key"):
        signed.setdefault(size, set()).add(key)
    if not signed:
        first = covering.order_by("size").values_list("size", flat=True).first()
        return standing(told, (), first or 0)
    best = max(
        signed, key=lambda size: (told.is_met(_names(told, signed[size])), len(signed[size]))
    )
    return standing(told, signed[best], best)


def standing(told: Policy, keys: Iterable[str], size: int) -> Witnessed:
    """How many of the policy's witnesses these keys are, and whether they are enough."""
    names = _names(told, keys)
    return Witnessed(
        has=len(names),
        least=told.fewest(),
        of=len(told.witnesses),
        names=tuple(sorted(names)),
        enough=told.is_met(names) and size > 0,
        size=size,
        waits_for=tuple(sorted(set(told.witnesses) - names)),
    )


def _names(told: Policy, keys: Iterable[str]) -> set[str]:
    by_key: Mapping[str, str] = {key.vkey: name for name, key in told.witnesses.items()}
    return {by_key[key] for key in keys if key in by_key}


def _policy_or_nobody() -> Policy | None:
    """A policy that cannot be read names nobody to a page; whoever starts the program is told."""
    try:
        return policy()
    except PolicyUnreadable as unreadable:
        log.error("%s", unreadable.wording.en)
        return None


_UNREADABLE = Wording(
    vi="Tệp nêu người làm chứng {file} không đọc được hoặc không nêu khóa nào dùng được. {said} Sửa tệp, hoặc bỏ tệp đi nếu không có người làm chứng.",
    en="The file that names the witnesses, {file}, cannot be read or names no key to believe. {said} Mend it, or take it away if there are no witnesses.",
)
_NO_POLICY = Wording(
    vi="Chưa nêu người làm chứng nào: ghi khóa của họ vào tệp {file} trong thư mục dữ liệu trước.",
    en="No witnesses are named yet: write their keys into the file {file} of the data folder first.",
)
_NOT_OURS = Wording(
    vi="Điểm chốt {origin} ở {size} mục không phải do nơi này ký. Nếu người làm chứng nhận được nó từ đây thì sổ đã có hai phiên bản: giữ lại tệp ấy.",
    en="The checkpoint of {origin} at {size} entries was not signed here. If the witness was handed it by this host, the ledger has had two versions: keep that file.",
)
_NO_WITNESS = Wording(
    vi="Điểm chốt {origin} ở {size} mục không mang chữ ký đúng của người làm chứng nào nêu trong tệp chính sách.",
    en="The checkpoint of {origin} at {size} entries bears no right signature of a witness whom the policy names.",
)
_FEWER = Wording(
    vi="Người làm chứng đã xác nhận {old} mục của sổ {tree}, điểm chốt mới nhất ở đây chỉ có {size}.",
    en="The witness has vouched for {old} entries of the tree {tree}; the newest checkpoint here covers only {size}.",
)
