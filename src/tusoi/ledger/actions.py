"""The only way to write a committed row: open an act, insert or tell, and leave one entry in each tree touched."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache, partial
from itertools import groupby
from typing import Any, NamedTuple, Protocol, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from tusoi.ledger.checkpoints import checkpoint_after_act
from tusoi.ledger.commitment import canonical, new_salt
from tusoi.ledger.event import Event
from tusoi.ledger.inserting import insert_rows
from tusoi.ledger.models import (
    Committed,
    Entry,
    Erasure,
    Fact,
    FactQuerySet,
    Redaction,
)
from tusoi.ledger.placing import lock_number, next_place, place
from tusoi.ledger.traces import overwrite_what_goes
from tusoi.ledger.tree import Growing, leaf_hash, root
from tusoi.values.batches import in_batches
from tusoi.values.clock import now
from tusoi.values.moment import show_moment
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

C = TypeVar("C", bound=Committed)
MANY = 10_000
F = TypeVar("F", bound=Fact)


class ToldBefore(Refused):
    """What is told would take the place of something told later, perhaps by another campaign."""


@dataclass(frozen=True, slots=True)
class Told:
    """How many facts a telling added, replaced, withdrew and left as they were."""

    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    same: int = 0

    def __add__(self, other: "Told") -> "Told":
        return Told(
            self.new + other.new,
            self.changed + other.changed,
            self.withdrawn + other.withdrawn,
            self.same + other.same,
        )

    @property
    def changes(self) -> int:
        """Facts that were written."""
        return self.new + self.changed + self.withdrawn


class Written(NamedTuple):
    """Rows of one table that an act has written: their keys, one a line, and their digests, one after the other.

    An act may write millions; each takes some seventy bytes until its entry is made.
    """

    table: str
    keys: str
    digests: bytes

    @classmethod
    def of(cls, rows: Sequence[Committed]) -> "Written":
        """Of rows of one model."""
        keys = "\n".join(str(row.pk) for row in rows)
        return cls(rows[0]._meta.label_lower, keys, b"".join(row.digest() for row in rows))

    def each(self) -> Iterator[tuple[str, str, bytes]]:
        """Table, key and digest of each row."""
        for number, key in enumerate(self.keys.split("\n")):
            yield self.table, key, self.digests[32 * number : 32 * (number + 1)]


class Prepared(Protocol):
    """Rows that an act takes into its tables as they were prepared beside them, and what its entries say of these."""

    def trees(self) -> Collection[str]:
        """The trees that bear witness to them."""

    def leaves(self, tree: str) -> Growing:
        """Their digests, as leaves in order."""

    def keys(self, tables: Collection[str]) -> Iterator[tuple[str, str]]:
        """Table and key of each row of these tables, in the order of their telling."""

    def witness(self, tree: str, entry: int) -> None:
        """Record the digest of each under its entry."""


class Begun(NamedTuple):
    """How much of one telling is written: facts gone through, what came of them, and whether that was all."""

    seen: int = 0
    told: Told = Told()
    whole: bool = False


@dataclass(slots=True)
class Act:
    """An open act: who does it, the moment it tells, and the rows it has written so far, tree by tree."""

    event: Event
    by: UUID
    told_at: datetime
    load: UUID | None = None
    keys: dict[str, str | int] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    sworn: bool = False
    written: dict[str, list["Written"]] = field(default_factory=lambda: defaultdict(list))
    taken: "Prepared | None" = None
    """What was prepared beside the database and stands in it now (`ledger.staging`)."""
    tallied: set[str] = field(default_factory=set)
    """The campaigns whose tallies were prepared with it: they need not follow."""
    touched: dict[str, set[tuple[str, UUID]]] = field(default_factory=lambda: defaultdict(set))
    """What the rows written or erased are about, by their table; for those who follow acts. Of what a table says of one
    campaign some `MANY` at most: whoever follows takes the whole campaign long before."""
    noted: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How much is noted there, by table and campaign."""

    def insert(self, rows: Sequence[Committed]) -> None:
        """Insert rows of one model and take their digests."""
        for some in in_batches(rows):
            self._write(some)
            self._note_concerned(some)

    def _write(self, rows: Sequence[Committed]) -> None:
        insert_rows(rows)
        for tree, written in written_by_tree(rows):
            self.written[tree].append(written)

    def _note_concerned(self, rows: Sequence[Committed]) -> None:
        about = {concerned for row in rows if (concerned := row.concerns) is not None}
        if about:
            table = rows[0]._meta.label_lower
            few = [one for one in about if not one[0] or self.noted[table, one[0]] < MANY]
            self.touched[table].update(few)
            self.noted.update((table, campaign) for campaign, _ in few)

    def insert_missing(self, rows: Iterable[Committed]) -> None:
        """Insert those identities that are not there yet; their keys are derived, so the key tells."""
        for some in in_batches(rows):
            wanted = {row.pk: row for row in some}
            there = self._there(type(some[0]), wanted)
            self.insert([row for key, row in wanted.items() if key not in there])

    def _there(self, model: type[Committed], keys: Collection[Any]) -> set[Any]:
        known = model._default_manager.filter(pk__in=keys)
        return set(known.values_list("pk", flat=True))

    def erase(self, rows: Sequence[Committed], *, ground: str) -> None:
        """Take recorded rows of one model out of the database, leaving an `Erasure` for each in its tree.

        Whoever asks answers for the ground. All rows of a key go together: one that another replaced would
        otherwise stand again. An erasure is never erased.
        """
        if not rows:
            return
        model = type(rows[0])
        if issubclass(model, Erasure):
            raise TypeError("an erasure is never erased")
        self.insert([Erasure.of(row, ground) for row in rows])
        self._note_concerned(rows)
        overwrite_what_goes()
        for keys in in_batches([row.pk for row in rows]):
            model._default_manager.filter(pk__in=keys).delete()

    def redact(
        self, rows: Sequence[C], *, ground: str, left: Callable[[C], Mapping[str, Any]]
    ) -> None:
        """Take words out of recorded rows of one model, their salt with them, leaving a `Redaction` for each.

        `left` says of a row what each column of `redactable` holds from now on; all else stays. Whoever asks
        answers for the ground, and for all rows that say the same going together, as in `erase`.
        """
        if not rows:
            return
        model = type(rows[0])
        before = _redacted_before(rows)
        overwrite_what_goes()
        for row in rows:
            columns = left(row)
            if not model.redactable or not set(columns) <= set(model.redactable):
                raise TypeError(f"{model.__name__} declares no such words that may go")
            columns = {"salt": new_salt(), **columns}
            for name, value in columns.items():
                setattr(row, name, value)
            model._default_manager.filter(pk=row.pk).update(**columns)
        self.insert([Redaction.of(row, ground, before[str(row.pk)]) for row in rows])

    def tell(
        self,
        facts: Iterable[F],
        current: FactQuerySet[F],
        *,
        withdrawing: Collection[UUID] | None = None,
        taken_back: Collection[str] = (),
    ) -> Told:
        """Bring what is told into line with `facts`, by their keys; `current` are the facts they may replace.

        A fact that says what the current one says is left alone; one that says otherwise is a new row
        that names the row it replaces; a current fact whose key is no longer told is withdrawn, if it
        came with one of the loads of `withdrawing` (None: wherever it came from).

        What was told by hand, outside any return, a return withdraws only where it says so (`taken_back`, by keys),
        and replaces only where it says something new (`_ToldByHand.stays`). Facts are written a few at a time, so that no more of them
        need be there at once.
        """
        begun = self._begun(current.model)
        if begun.whole:
            return begun.told
        standing = {fact.key: fact for fact in current.known()}
        by_hand = {} if self.load is None else _told_by_hand(current, standing)
        gone: _WordsGone | None = None
        seen, told = 0, begun.told
        for some in in_batches(facts):
            seen += len(some)
            if seen <= begun.seen:
                _pass_over(some, standing)
                continue
            if self.load is not None:
                gone = gone or _WordsGone.of(some[0])
                gone.keep(some)
            added, came_of_it = self._held_against(some, standing, by_hand)
            self._insert_told(added)
            told += came_of_it
            self._note_begun(current.model, Begun(seen, told))
        withdrawals = [
            _withdrawal(fact)
            for fact in standing.values()
            if (
                fact.key in taken_back
                if fact.key in by_hand
                else withdrawing is None or fact.load in withdrawing
            )
        ]
        for withdrawn in withdrawals:
            self._refuse_the_past(withdrawn)
        self._insert_told(withdrawals)
        told += Told(withdrawn=len(withdrawals))
        self._note_begun(current.model, Begun(seen, told, whole=True))
        return told

    def _begun(self, model: type[Fact]) -> Begun:
        """How much of a telling was written before this process began; an act in one transaction always begins."""
        return Begun()

    def _note_begun(self, model: type[Fact], begun: Begun) -> None:
        """So much is written; an act in one transaction keeps no place."""

    def _held_against(
        self, facts: Sequence[F], standing: dict[str, F], by_hand: Mapping[str, "_ToldByHand"]
    ) -> tuple[list[F], Told]:
        """Which of the facts say something new; each takes its place off what was `standing`."""
        added: list[F] = []
        changed = 0
        for fact in facts:
            earlier = standing.pop(fact.key, None)
            hand = by_hand.get(fact.key)
            stays = hand is not None and hand.stays(fact)
            if stays or (earlier is not None and earlier.says() == fact.says()):
                continue
            if earlier is not None:
                changed += 1
                self._refuse_the_past(earlier)
                _take_the_place(fact, earlier)
            added.append(fact)
        return added, Told(len(added) - changed, changed, 0, len(facts) - len(added))

    def _insert_told(self, facts: Sequence[Fact]) -> None:
        for fact in facts:
            fact.told_at, fact.told_by_id, fact.load = self.told_at, self.by, self.load
        self.insert(facts)

    def _refuse_the_past(self, earlier: Fact) -> None:
        if earlier.told_at > self.told_at:
            sentence = _TOLD_BEFORE if earlier.source_file else _TOLD_BY_HAND_BEFORE
            raise ToldBefore(
                sentence.filled(
                    key=earlier.key,
                    row=earlier.source_row or 0,
                    file=earlier.source_file,
                    later=same(show_moment(earlier.told_at)),
                    moment=same(show_moment(self.told_at)),
                )
            )


def _redacted_before(rows: Sequence[Committed]) -> Counter[str]:
    """How often each of some rows has lost words already."""
    before: Counter[str] = Counter()
    for keys in in_batches([str(row.pk) for row in rows]):
        told = Redaction.objects.filter(table=rows[0]._meta.label_lower, row__in=keys)
        before.update(told.values_list("row", flat=True))
    return before


def written_by_tree(rows: Sequence[Committed]) -> Iterator[tuple[str, Written]]:
    """Rows of one model, stretch by stretch of those in one tree."""
    for tree, alike in groupby(rows, key=lambda row: row.tree):
        yield tree, Written.of(list(alike))


def _pass_over(facts: Iterable[F], standing: dict[str, F]) -> None:
    """Facts that are written already stand against nothing any more."""
    for fact in facts:
        standing.pop(fact.key, None)


@dataclass(frozen=True, slots=True)
class _ToldByHand:
    """A fact told outside any return, and what was said of its key before: by hand, and by the last return before that."""

    fact: Fact
    before: tuple[Fact, ...]

    def stays(self, returned: Fact) -> bool:
        """Whether a return leaves it alone: it says the same, or only repeats what had been said before."""
        if not self.fact.withdrawn and _says_nothing_else(returned, self.fact):
            return True
        return any(_says_nothing_else(returned, earlier) for earlier in self.before)


def _says_nothing_else(returned: Fact, earlier: Fact) -> bool:
    """Whether a return's fact says what the earlier one says, origin and citation apart.

    A day that the return leaves unstated does not speak against a day that is known.
    """
    apart = {"origin", "citation"}
    if not returned.day_stated:
        apart |= {"day", "day_stated"}
    ours, theirs = returned.says(), earlier.says()
    return all(ours.get(name) == theirs.get(name) for name in {*ours, *theirs} - apart)


def _told_by_hand(current: FactQuerySet[F], standing: Mapping[str, F]) -> dict[str, _ToldByHand]:
    """What was told by hand last of each key, whether it stands or withdrew, with what a return had said before."""
    withdrawn = {fact.key: fact for fact in current.filter(withdrawn=True).order_by("told_at")}
    last = [fact for fact in {**withdrawn, **standing}.values() if fact.load is None]
    before: dict[UUID, Fact] = {}
    wanted = {fact.replaces for fact in last}
    while wanted := {key for key in wanted if key is not None}:
        found = current.in_bulk(list(wanted))
        before |= found
        wanted = {fact.replaces for fact in found.values() if fact.load is None}
    return {fact.key: _ToldByHand(fact, tuple(_said_before(fact, before))) for fact in last}


def _said_before(fact: Fact, before: Mapping[UUID, Fact]) -> Iterator[Fact]:
    """What a fact told by hand replaced, step by step, as far as the first fact that a return told."""
    while fact.load is None and fact.replaces is not None and fact.replaces in before:
        fact = before[fact.replaces]
        if not fact.withdrawn:
            yield fact


@dataclass(frozen=True, slots=True)
class _WordsGone:
    """What stands in the place of words taken out by decision, by a fact's key and column."""

    stands: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, fact: Fact) -> "_WordsGone":
        """Of all facts of this one's kind in its tree. Two queries, none where no words of the kind may go."""
        model = type(fact)
        if not model.redactable:
            return cls({})
        told = Redaction.objects.filter(table=model._meta.label_lower, witness=fact.tree)
        rows = model._default_manager.filter(pk__in=list(told.values_list("row", flat=True)))
        return cls({(row.key, name): getattr(row, name) for row in rows for name in row.redactable})

    def keep(self, facts: Sequence[Fact]) -> None:
        """What was taken out no return brings back: what stands in its place goes on standing."""
        if self.stands:
            for fact in facts:
                for name in fact.redactable:
                    setattr(fact, name, self.stands.get((fact.key, name)) or getattr(fact, name))


_open: ContextVar[Act | None] = ContextVar("open_act", default=None)


@contextmanager
def act(
    event: Event,
    *,
    by: UUID,
    told_at: datetime | None = None,
    load: UUID | None = None,
    roles: tuple[str, ...] = (),
    **keys: str | int,
) -> Iterator[Act]:
    """One transaction and, at its end, one entry in each tree in which it wrote a row.

    `by` is the acting account's key; `told_at` the moment the facts are told (now, unless an office's
    return keeps its own). The entry always carries the real moment, or that of the entry before it where the
    machine's clock has run backwards. `roles` are those by which the account
    acts, in codes (none: a command). An act opened within another joins it: its rows go to the outer entry.
    """
    outer = _open.get()
    if outer is not None:
        outer.sworn |= event.sworn
        yield outer
        return
    unknown = set(keys) - set(event.keys)
    if unknown:
        raise ValueError(f"event {event.code} declares no key {sorted(unknown)}")
    with transaction.atomic():
        opened = Act(
            event, by, told_at or now(), load=load, keys=keys, roles=roles, sworn=event.sworn
        )
        token = _open.set(opened)
        try:
            yield opened
            for follow in _followers():
                follow(opened)
            trees = {*opened.written, *(opened.taken.trees() if opened.taken else ())}
            for tree in sorted(trees):
                _append(tree, opened)
            if opened.sworn:
                # Robust: the act is done and acknowledged, whatever comes of the signing; the hourly one tells.
                follow = partial(checkpoint_after_act, sorted(trees))
                transaction.on_commit(follow, robust=True)
        finally:
            _open.reset(token)


@lru_cache
def _followers() -> tuple[Callable[[Act], None], ...]:
    """What is derived from facts in the transaction that writes them, whichever room's door they came by (settings)."""
    return tuple(import_string(path) for path in settings.ACTS_ARE_FOLLOWED_BY)


def _append(tree: str, opened: Act) -> None:
    """Add the act's entry to one tree, with the digests it commits to: those of what it took over first."""
    leaves = opened.taken.leaves(tree) if opened.taken else Growing()
    written, taken = opened.written[tree], leaves.size
    for some in written:
        for _, _, digest in some.each():
            leaves.add(leaf_hash(digest))
    position, at = next_place(tree)
    body: dict[str, Any] = {
        "v": 1,
        "event": opened.event.code,
        "by": str(opened.by),
        "at": at.isoformat(timespec="microseconds"),
        "told_at": opened.told_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "keys": opened.keys,
        "rows": {"count": leaves.size, "root": leaves.root().hex()},
    }
    if opened.roles:
        body["roles"] = list(opened.roles)
    line = canonical(body)
    entry = Entry(tree=tree, position=position, body=line.decode(), leaf=leaf_hash(line))
    place(entry, (row for some in written for row in some.each()), after=taken)
    if opened.taken:
        opened.taken.witness(tree, entry.pk)


def rows_root(digests: Iterable[bytes]) -> bytes:
    """The root an entry commits to: its rows' digests as the leaves of a tree of their own."""
    return root(leaf_hash(digest) for digest in digests)


def hold_tree(tree: str) -> None:
    """Wait until nobody else decides anything in a tree, and decide alone to the end of the transaction.

    On SQLite the writer is alone already (IMMEDIATE); on PostgreSQL advisory locks see to it.
    """
    _lock(f"decide {tree}")


def hold_part(tree: str, part: str) -> None:
    """The same for one part of a tree, a unit: others go on in other parts, whoever holds the tree waits for all.

    For acts that read, of what the tree bears witness to, nothing but that part to decide.
    """
    _lock(f"decide {tree}", shared=True)
    _lock(f"decide {tree} {part}")


def _lock(what: str, *, shared: bool = False) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_SHARED if shared else _ALONE, [lock_number(what)])


_ALONE, _SHARED = "SELECT pg_advisory_xact_lock(%s)", "SELECT pg_advisory_xact_lock_shared(%s)"


def _take_the_place(fact: Fact, earlier: Fact) -> None:
    """Name the replaced row; where neither states its day, the earlier bound goes on: it had happened by then."""
    fact.replaces = earlier.pk
    if not fact.day_stated and not earlier.day_stated:
        fact.day = min(fact.day, earlier.day)


def _withdrawal(earlier: F) -> F:
    """A row that puts nothing in the place of `earlier`; it repeats what it takes back."""
    columns = (field.attname for field in earlier._meta.concrete_fields)
    kept = {name: getattr(earlier, name) for name in columns if name not in ("id", "salt")}
    return type(earlier)(**{**kept, "replaces": earlier.pk, "withdrawn": True})


_TOLD_BEFORE = Wording(
    vi="Điều báo lúc {moment} không thể thay điều đã báo sau đó, lúc {later} ({file}, hàng {row}); hãy báo vào một thời điểm muộn hơn.",
    en="What is told at {moment} cannot take the place of what was told later, at {later} ({file}, row {row}); tell it at a later moment.",
)
_TOLD_BY_HAND_BEFORE = Wording(
    vi="Điều báo lúc {moment} không thể thay điều đã ghi trực tiếp sau đó, lúc {later} ({key}); hãy báo vào một thời điểm muộn hơn.",
    en="What is told at {moment} cannot take the place of what was recorded by hand later, at {later} ({key}); tell it at a later moment.",
)
