"""An edited copy held against what stands: row by row the same, changed, in conflict, or refused. It writes nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from tusoi.campaigns.access import Reach
from tusoi.exchange.items.rows import COLUMNS, Texts, changed_since, digest_of, standing, texts_of
from tusoi.exchange.items.sheet import ITEMS, LOCKED, OWNER, STAMP
from tusoi.exchange.items.telling import Planned, refusal_of
from tusoi.exchange.reader import Record
from tusoi.exchange.xlsx import column_letter
from tusoi.remediation.rules.plan import is_of_a_plan
from tusoi.values.wording import Wording, same


@dataclass(frozen=True, slots=True)
class CellChanged:
    """One cell: what stands now, and what the workbook says; whether it changed here too since the download."""

    column: Wording
    stands: Wording
    said: Wording
    in_conflict: bool


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A row of the workbook. `planned` is what it would write; `refused` says why it writes nothing."""

    row: int
    number: str
    title: str = ""
    cells: tuple[CellChanged, ...] = ()
    planned: Planned | None = None
    refused: Wording | None = None
    column: str = ""

    @property
    def in_conflict(self) -> bool:
        """Whether it would write over what changed since the download."""
        return self.planned is not None and any(one.in_conflict for one in self.cells)


@dataclass(frozen=True, slots=True)
class Compared:
    """A workbook, row by row; `missing` are items that it leaves out: they stay as they are."""

    rows: tuple[RowSeen, ...]
    missing: tuple[str, ...]

    @property
    def changed(self) -> list[RowSeen]:
        """The rows that would be written."""
        return [one for one in self.rows if one.planned and not one.in_conflict]

    @property
    def conflicts(self) -> list[RowSeen]:
        """The rows that are written only where they are chosen."""
        return [one for one in self.rows if one.in_conflict]

    @property
    def refused(self) -> list[RowSeen]:
        """The rows that are not written."""
        return [one for one in self.rows if one.refused]

    @property
    def unchanged(self) -> int:
        """How many rows say what stands."""
        return sum(1 for one in self.rows if not one.planned and not one.refused)


def compare(reach: Reach, records: Iterable[Record]) -> Compared:
    """Hold the rows against what stands, and try each change by its act; all that is taken back again.

    So what is refused is refused in the words of the act, before anybody confirms.
    """
    stands = standing(reach)
    rows = [_seen(reach, record, stands) for record in records]
    with transaction.atomic():
        tried = tuple(_tried(reach, one, stands) for one in rows)
        transaction.set_rollback(True)
    there = {one.number for one in rows}
    return Compared(tried, tuple(number for number in stands if number not in there))


def _tried(reach: Reach, seen: RowSeen, stands: Mapping[str, Texts]) -> RowSeen:
    if seen.planned is None:
        return seen
    refused = refusal_of(reach, seen.planned, stands[seen.number])
    return seen if refused is None else replace(seen, planned=None, refused=refused)


def _seen(reach: Reach, record: Record, stands: Mapping[str, Texts]) -> RowSeen:
    said = texts_of(record)
    seen = RowSeen(record.number, said["number"])
    here = stands.get(seen.number)
    if here is None:
        return replace(seen, refused=_NOT_HERE.filled(number=same(seen.number)))
    seen = replace(seen, title=here["title"])
    edited = changed_since(reach, said, record.text(STAMP))
    moved = changed_since(reach, here, record.text(STAMP))
    if edited is None or moved is None:
        at = _letter(record, STAMP)
        return replace(seen, column=at, refused=_NO_STAMP.filled(number=same(seen.number)))
    changed = [one.key for one in COLUMNS if one.key in edited and said[one.key] != here[one.key]]
    return _judged(reach, record, seen, {key: said[key] for key in changed}, here, moved)


def _judged(
    reach: Reach,
    record: Record,
    seen: RowSeen,
    said: Texts,
    here: Texts,
    moved: frozenset[str],
) -> RowSeen:
    seen = replace(seen, cells=tuple(_cells(said, here, moved)))
    for key in said:
        sentence = _refusal(key, here)
        if sentence is not None:
            filled = sentence.filled(column=ITEMS.column(key).heading, number=same(seen.number))
            return replace(seen, column=_letter(record, key), refused=filled)
    planned = Planned(seen.number, digest_of(reach, here), dict(said)) if said else None
    return replace(seen, planned=planned)


def _refusal(key: str, here: Texts) -> Wording | None:
    if key in OWNER and is_of_a_plan(here["number"], here["owner_unit"]):
        return _OF_A_PLAN
    return LOCKED.get(key)


def _cells(said: Texts, here: Texts, moved: frozenset[str]) -> Iterator[CellChanged]:
    for key, text in said.items():
        heading = ITEMS.column(key).heading
        yield CellChanged(heading, _shown(key, here[key]), _shown(key, text), key in moved)


def _shown(key: str, text: str) -> Wording:
    column = ITEMS.column(key)
    if not text:
        return _NOTHING
    if key in ("due", "measured_on"):
        year, month, day = text.split("-")
        return same(f"{day}/{month}/{year}")
    return column.words.get(text) or same(text)


def _letter(record: Record, key: str) -> str:
    at = record.positions.get(key)
    return column_letter(at + 1) if at is not None else ""


_NOTHING = Wording(vi="(trống)", en="(empty)")
_NOT_HERE = Wording(
    vi="Không có việc số {number} trong những việc bạn xem được. Sổ này không thêm việc mới: việc của đơn vị ghi ở trang kế hoạch khắc phục của đơn vị, việc của đợt nạp ở trang “Sổ bảng”.",
    en="There is no item {number} among those you see. This workbook adds none: a unit's item is recorded on its remedy plan, the campaign's are loaded on the page “Workbooks”.",
)
_NO_STAMP = Wording(
    vi="Dấu lúc tải xuống của việc {number} đã mất, bị sửa hoặc là của hàng khác, nên không biết điều gì đã thay đổi từ đó; hãy tải sổ xuống lại rồi chép các ô đã sửa sang.",
    en="The stamp of item {number} is gone, changed or another row's, so it is not known what changed since the download; download again and copy over the cells you edited.",
)
_OF_A_PLAN = Wording(
    vi="Cột “{column}”: việc {number} thuộc kế hoạch khắc phục của đơn vị, nên không giao cho nơi khác; chức vụ chịu trách nhiệm sửa ở trang kế hoạch của đơn vị.",
    en="“{column}”: item {number} is of a unit's remedy plan and is not given elsewhere; its post is amended on the unit's plan.",
)
