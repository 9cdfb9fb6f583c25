"""An edited copy of a register held against what stands: row by row the same, new, changed, in conflict or refused; and what was confirmed written.

The register says what its rows are and by which acts they change (`Register`); a workbook and an office's program give
`Said`, and both see the same preview. Nothing that changed since the copy was taken is written over but where it is chosen.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from django.db import transaction

from tusoi.organisation.access import NotThere
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

Texts = Mapping[str, str]
"""One row: each column's value as text, days as YYYY-MM-DD, words by their codes; "" for none."""
STAMP = "stamp"
"""The column of a copy that holds the stamps."""
_DIGEST = 10


@dataclass(frozen=True, slots=True)
class Said:
    """A row of the copy: its number in it, whose row it is, what it says of some or all columns, and its stamp ("" for none).

    `places` says where a column stands in the copy, to name it.
    """

    row: int
    key: str
    texts: Texts
    stamp: str = ""
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planned:
    """What a row would write: whose it is, what it was seen as (a digest; "" where it is new), and the columns that differ."""

    key: str
    seen: str
    said: Texts


@dataclass(frozen=True, slots=True)
class Sentences:
    """What a register says of a row that is not written; each with `{key}`, and `left` with `{why}` beside it."""

    not_here: Wording
    no_stamp: Wording
    not_yours: Wording
    meanwhile: Wording
    left: Wording


@dataclass(frozen=True, slots=True)
class Register:
    """A register of rows: its columns by their headings, what stands, what may not change, and how a row is written.

    `stands` gives what stands now by key; `hold` holds the trees that it is read from; `write` writes a row by the acts of
    its pages. `refuse` says of a column that a copy may not change it. `shown` words a value. One that `grows` takes rows
    of new keys, and a row without a stamp as one of which nobody knows what it was made of: what it leaves empty stays.
    """

    about: str
    title: str
    columns: Mapping[str, Wording]
    stands: Callable[[], dict[str, Texts]]
    hold: Callable[[], None]
    write: Callable[[Planned, Texts | None], None]
    refuse: Callable[[str, Texts], Wording | None]
    shown: Callable[[str, str], Wording]
    sentences: Sentences
    grows: bool = False

    def digests(self, key: str, texts: Texts) -> list[str]:
        """One for each column: of the register, the row, the column and what it says."""
        return [
            sha256(f"{self.about}\n{key}\n{one}\n{texts[one]}".encode()).hexdigest()[:_DIGEST]
            for one in self.columns
        ]

    def digest_of(self, key: str, texts: Texts) -> str:
        """What tells whether a row still stands as it was seen."""
        return "".join(self.digests(key, texts))

    def stamp(self, key: str, texts: Texts, moment: str) -> str:
        """What a copy carries of a row, by which a change since `moment` is known."""
        return " ".join((moment, *self.digests(key, texts)))

    def changed_since(self, key: str, texts: Texts, stamp: str) -> frozenset[str] | None:
        """The columns in which a row differs from what its stamp was made of; None where it is no stamp of this row."""
        _, *were = stamp.split() or [""]
        said = self.digests(key, texts)
        if not stamp and self.grows:
            return frozenset(self.columns)
        if len(were) != len(said) or were[0] != said[0]:
            return None
        pairs = zip(self.columns, were, said, strict=True)
        return frozenset(one for one, then, here in pairs if then != here)


@dataclass(frozen=True, slots=True)
class CellChanged:
    """One cell: what stands now, and what the copy says; whether it changed here too since the copy was taken."""

    key: str
    column: Wording
    stands: Wording
    said: Wording
    in_conflict: bool


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A row of the copy. `planned` is what it would write; `refused` says why it writes nothing, `place` at which column."""

    row: int
    key: str
    title: str = ""
    cells: tuple[CellChanged, ...] = ()
    planned: Planned | None = None
    refused: Wording | None = None
    place: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it would add a row."""
        return self.planned is not None and not self.planned.seen

    @property
    def in_conflict(self) -> bool:
        """Whether it would write over what changed since the copy was taken."""
        return self.planned is not None and any(one.in_conflict for one in self.cells)


@dataclass(frozen=True, slots=True)
class Compared:
    """A copy, row by row; `missing` are rows that it leaves out: they stay as they are."""

    rows: tuple[RowSeen, ...]
    missing: tuple[str, ...]

    @property
    def added(self) -> list[RowSeen]:
        """The rows that would be added."""
        return [one for one in self.rows if one.is_new]

    @property
    def changed(self) -> list[RowSeen]:
        """The rows that stand and would be written."""
        return [one for one in self.rows if one.planned and not one.in_conflict and not one.is_new]

    @property
    def conflicts(self) -> list[RowSeen]:
        """The rows that are written only where they are chosen."""
        return [one for one in self.rows if one.in_conflict]

    @property
    def refused(self) -> list[RowSeen]:
        """The rows that are not written."""
        return [one for one in self.rows if one.refused]

    @property
    def planned(self) -> list[Planned]:
        """What the rows would write, those in conflict too."""
        return [one.planned for one in self.rows if one.planned]

    @property
    def unchanged(self) -> int:
        """How many rows say what stands."""
        return sum(1 for one in self.rows if not one.planned and not one.refused)


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a confirmed preview: which rows were written, how many say what stands, and which were not, and why."""

    keys: tuple[str, ...]
    same: int
    left: tuple[Wording, ...]


def compare(register: Register, rows: Iterable[Said]) -> Compared:
    """Hold the rows against what stands, and try each change by its act; all that is taken back again.

    So what is refused is refused in the words of the act, before anybody confirms.
    """
    stands = register.stands()
    seen = [_seen(register, said, stands.get(said.key)) for said in rows]
    with transaction.atomic():
        tried = tuple(_tried(register, one, stands.get(one.key)) for one in seen)
        transaction.set_rollback(True)
    there = {one.key for one in seen}
    return Compared(tried, tuple(key for key in stands if key not in there))


def write_rows(
    register: Register,
    planned: Sequence[Planned],
    conflicts: Collection[str],
    over: Collection[str],
) -> Written:
    """Write each row by its acts, in one transaction: those in conflict only where they are chosen (`over`).

    A row that changed since the preview, or that an act refuses, is left as a whole, and said.
    """
    written: list[str] = []
    there = 0
    left: list[Wording] = []
    with transaction.atomic():
        register.hold()  # what stands may not move until it is written
        stands = register.stands()
        for one in planned:
            if one.key in conflicts and one.key not in over:
                continue
            here = stands.get(one.key)
            if here is not None and all(here[key] == text for key, text in one.said.items()):
                there += 1
            elif (register.digest_of(one.key, here) if here else "") != one.seen:
                left.append(register.sentences.meanwhile.filled(key=same(one.key)))
            elif refused := _refusal_of(register, one, here):
                left.append(register.sentences.left.filled(key=same(one.key), why=refused))
            else:
                written.append(one.key)
    return Written(tuple(written), there, tuple(left))


def _refusal_of(register: Register, planned: Planned, here: Texts | None) -> Wording | None:
    """Write one row; or say why an act refuses it, and then nothing of the row is written."""
    try:
        with transaction.atomic():
            register.write(planned, here)
    except NotThere:
        return register.sentences.not_yours
    except Refused as refused:
        return refused.wording
    return None


def _tried(register: Register, seen: RowSeen, here: Texts | None) -> RowSeen:
    if seen.planned is None:
        return seen
    refused = _refusal_of(register, seen.planned, here)
    return seen if refused is None else replace(seen, planned=None, refused=refused)


def _seen(register: Register, said: Said, here: Texts | None) -> RowSeen:
    seen = RowSeen(said.row, said.key)
    if here is None:
        return _new(register, said, seen)
    texts = {**here, **{key: text for key, text in said.texts.items() if text or said.stamp}}
    seen = replace(seen, title=here[register.title])
    edited = register.changed_since(said.key, texts, said.stamp)
    moved = register.changed_since(said.key, here, said.stamp)
    if edited is None or moved is None:
        return _refused(register, said, seen, STAMP, register.sentences.no_stamp)
    changed = {
        key: texts[key] for key in register.columns if key in edited and texts[key] != here[key]
    }
    return _judged(register, said, seen, changed, here, moved)


def _new(register: Register, said: Said, seen: RowSeen) -> RowSeen:
    if not register.grows or said.stamp:
        return _refused(register, said, seen, "", register.sentences.not_here)
    nothing = dict.fromkeys(register.columns, "")
    texts = {**nothing, **said.texts}
    stated = {key: text for key, text in texts.items() if text}
    cells = tuple(_cells(register, stated, nothing, frozenset()))
    planned = Planned(said.key, "", texts)
    return replace(seen, title=texts[register.title], cells=cells, planned=planned)


def _judged(
    register: Register,
    said: Said,
    seen: RowSeen,
    changed: Texts,
    here: Texts,
    moved: frozenset[str],
) -> RowSeen:
    seen = replace(seen, cells=tuple(_cells(register, changed, here, moved)))
    for key in changed:
        sentence = register.refuse(key, here)
        if sentence is not None:
            return _refused(register, said, seen, key, sentence)
    digest = register.digest_of(said.key, here)
    return replace(seen, planned=Planned(said.key, digest, dict(changed)) if changed else None)


def _refused(
    register: Register, said: Said, seen: RowSeen, column: str, sentence: Wording
) -> RowSeen:
    heading = register.columns.get(column, same(column))
    filled = sentence.filled(key=same(said.key), column=heading)
    return replace(seen, place=said.places.get(column, ""), refused=filled)


def _cells(
    register: Register, said: Texts, here: Texts, moved: frozenset[str]
) -> Iterator[CellChanged]:
    for key, text in said.items():
        shown = (register.shown(key, here[key]), register.shown(key, text))
        yield CellChanged(key, register.columns[key], *shown, key in moved)
