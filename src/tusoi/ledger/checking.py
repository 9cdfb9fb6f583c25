"""Whether every recorded row is what was recorded: all that differs is named, row by row."""

import json
import re
from collections.abc import Collection, Generator, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice, zip_longest
from operator import attrgetter
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, connection
from django.db.models import Field, Model, QuerySet, TextField
from django.db.models.functions import Cast

from tusoi.ledger.models import HOST_TREE, Committed, Entry, Erasure, Redaction, RowDigest
from tusoi.ledger.queries import committed_models, line_of, one_moment
from tusoi.ledger.tree import Growing, leaf_hash
from tusoi.ledger.triggers import missing
from tusoi.values.wording import Wording, same

Row = TypeVar("Row", bound=Model)
Places = dict[int, str]
"""By an entry's key where it stands: "campaign/do #3". In the order of trees and positions."""
Line = tuple[str, str, bytes]
"""A row's key, the place of the entry that commits to it, and the digest it recorded."""
Erased = dict[tuple[str, str], str]
"""By table and row: the tree whose entry commits to the row's erasure."""
Redacted = dict[tuple[str, str], tuple[str, bytes]]
"""By table and row: the tree whose entry commits to the redaction, and the digest of what it left."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that is not as recorded: the place (tree and entry, or table and row) and a sentence.

    `tree` is the one that bears witness to it; "" where it is of the database as such.
    """

    place: str
    wording: Wording
    tree: str = ""


def discrepancies() -> Iterator[Discrepancy]:
    """Everything that differs from what the entries commit to; nothing if all is as recorded.

    Reads every entry and every committed row once, and every digest twice, all as of one moment; what is in hand is the places
    of the entries, and rows and digests that have not met yet. It cannot see what a forger with the whole database rewrote
    consistently: for that the roots printed and kept outside are compared.
    """
    with one_moment():
        yield from _broken_file()
        for trigger in missing(connection):
            yield Discrepancy(trigger, _TRIGGER)
        places: Places = {}
        for one in _entries_and_digests(places):
            yield replace(one, tree=_tree(one.place))
        erased, redacted = _erased(places), _redacted(places)
        for model in committed_models():
            yield from _rows(model, places, erased, redacted)
        for table in _tables_unknown():
            for line in _recorded(table, places):
                yield from (line,) if isinstance(line, Discrepancy) else _gone(table, line, erased)
        for (table, key), tree in erased.items():
            yield Discrepancy(f"{table} {key}", _NEVER_THERE, tree)
        for (table, key), (tree, _) in redacted.items():
            yield Discrepancy(f"{table} {key}", _NEVER_SAID, tree)


def discrepancies_of(*trees: str) -> list[Discrepancy]:
    """Those that are for the readers of one campaign: of its own trees, the host's, and the database as such."""
    return [one for one in discrepancies() if one.tree in ("", *trees, HOST_TREE)]


def _tree(place: str) -> str:
    """The tree of an entry's place: "campaign/do #3"; "" of any other place."""
    tree, parted, position = place.rpartition(" #")
    return tree if parted and position.isdecimal() else ""


def _position(place: str) -> int:
    """The position of an entry's place: 3 of "campaign/do #3"."""
    _, _, position = place.rpartition(" #")
    return int(position) if position.isdecimal() else -1


def _entries_and_digests(places: Places) -> Iterator[Discrepancy]:
    """Check positions and row roots of all entries, collecting where each stands.

    The digests of many entries are asked for at once: one query each would take longer than all the rest.
    """
    before: dict[str, Entry] = {}
    coming = _readable(Entry.objects.order_by("tree", "position"))
    while block := list(islice(coming, _ENTRIES_AT_ONCE)):
        entries = [one for one in block if isinstance(one, Entry)]
        yield from (one for one in block if isinstance(one, Discrepancy))
        found = yield from _lists_of(entries)
        for entry in entries:
            yield from _entry_itself(entry, before.get(entry.tree))
            before[entry.tree] = entry
            places[entry.pk] = str(entry)
            yield from found[entry.pk]
    for line in RowDigest.objects.exclude(entry__in=Entry.objects.all()).iterator():
        yield Discrepancy(f"{line.table} {line.row}", _ENTRY_GONE)


_ENTRIES_AT_ONCE, _LEAVES_IN_HAND = 500, 4096


def _lists_of(
    entries: list[Entry],
) -> Generator[Discrepancy, None, dict[int, list[Discrepancy]]]:
    """What is wrong with the digests kept for each of these entries, by the entry's key. One query.

    They are gone through one by one: those of a country's load are many millions, all of one entry.
    """
    lists = {entry.pk: _ListOfRows(entry) for entry in entries}
    lines = RowDigest.objects.filter(entry__in=entries).order_by("entry_id", "number")
    for line in _readable(lines):
        if isinstance(line, Discrepancy):
            yield line
        else:
            lists[line.entry_id].take(line)
    return {key: list(one.wrong()) for key, one in lists.items()}


class _ListOfRows:
    """The digests kept for an entry, as they come in order of their numbers, beside those that it commits to."""

    def __init__(self, entry: Entry) -> None:
        self.place, self.next = str(entry), 0
        self.missing: list[int] = []
        self.root, self.leaves = Growing(), list[bytes]()
        try:
            said = json.loads(entry.body)["rows"]
            self.count, self.wanted = int(said["count"]), str(said["root"])
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            self.count, self.wanted = 0, ""

    def take(self, line: RowDigest) -> None:
        """The next one."""
        if isinstance(line.number, int):
            self._miss_until(line.number)
            self.next = max(self.next, line.number + 1)
        self.leaves.append(leaf_hash(_octets(line.digest)))
        if len(self.leaves) >= _LEAVES_IN_HAND:
            self._grow()

    def wrong(self) -> Iterator[Discrepancy]:
        """What differs once all have come; missing ones are named by their numbers, the first twenty."""
        if not self.wanted:
            yield Discrepancy(self.place, _UNREADABLE)
            return
        self._miss_until(self.count)
        for number in self.missing:
            filled = _DIGEST_GONE.filled(number=number, count=self.count)
            yield Discrepancy(self.place, filled)
        self._grow()
        if not self.missing and self.root.root().hex() != self.wanted:
            yield Discrepancy(self.place, _ROOT)

    def _grow(self) -> None:
        self.root.extend(self.leaves)
        self.leaves.clear()

    def _miss_until(self, number: int) -> None:
        room = 20 - len(self.missing)
        self.missing += range(self.next, min(number, self.count, self.next + room))


def _entry_itself(entry: Entry, before: Entry | None) -> Iterator[Discrepancy]:
    """Whether an entry follows the one before it, at the next position and written later, with its own text."""
    place = str(entry)
    wanted = before.position + 1 if before and isinstance(before.position, int) else 0
    if entry.position != wanted:
        yield Discrepancy(place, _GAP.filled(position=wanted))
    if before and entry.pk < before.pk:
        yield Discrepancy(place, _MOVED)
    if leaf_hash(line_of(entry.body)) != _octets(entry.leaf):
        yield Discrepancy(place, _UNREADABLE)


def _recorded(table: str, places: Places) -> Iterator["Line | Discrepancy"]:
    """Every row of a table that an entry commits to, in order of keys. Rows are inserted once: a later entry may not commit to a row again."""
    lines = RowDigest.objects.filter(table=table).order_by("row", "entry_id", "number")
    known = (
        one for one in _readable(lines) if isinstance(one, RowDigest) and one.entry_id in places
    )
    for row, same_row in groupby(known, key=attrgetter("row")):
        first, *again = same_row
        if again:
            order = {key: number for number, key in enumerate(places)}
            first, *again = sorted((first, *again), key=lambda one: order[one.entry_id])
        yield row, places[first.entry_id], _octets(first.digest)
        for line in again:
            said = _TWICE.filled(place=places[first.entry_id], again=places[line.entry_id])
            yield Discrepancy(f"{table} {row}", said)


def _tables_unknown() -> list[str]:
    """Tables that digests name and the product does not."""
    known = [model._meta.label_lower for model in committed_models()]
    named = RowDigest.objects.exclude(table__in=known).values_list("table", flat=True)
    return sorted(named.distinct(), key=str)


def _recorded_by_key(model: type[Committed], places: Places) -> dict[str, tuple[str, bytes]]:
    lines = (one for one in _recorded(model._meta.label_lower, places) if isinstance(one, tuple))
    return {row: (place, digest) for row, place, digest in lines}


def _erased(places: Places) -> Erased:
    """The rows whose erasure stands as an entry recorded it; any other erasure excuses nothing."""
    recorded = _recorded_by_key(Erasure, places)
    return {
        (one.table, one.row): one.tree
        for one in _readable(Erasure.objects.order_by("pk"))
        if isinstance(one, Erasure)
        and one.table != Erasure._meta.label_lower
        and recorded.get(str(one.pk), ("", b""))[1] == _digest_or_nothing(one) != b""
    }


def _redacted(places: Places) -> Redacted:
    """The rows with the last redaction that stands as an entry recorded it; any other redaction excuses nothing."""
    recorded = _recorded_by_key(Redaction, places)
    found: dict[tuple[str, str], tuple[int, Redaction]] = {}
    for one in _readable(Redaction.objects.order_by("pk")):
        if isinstance(one, Redaction):
            place, digest = recorded.get(str(one.pk), ("", b""))
            if digest == _digest_or_nothing(one) != b"":
                last = found.get((one.table, one.row))
                if last is None or last[0] < _position(place):
                    found[one.table, one.row] = _position(place), one
    return {row: (one.tree, bytes.fromhex(one.remains)) for row, (_, one) in found.items()}


def _rows(
    model: type[Committed], places: Places, erased: Erased, redacted: Redacted
) -> Iterator[Discrepancy]:
    """Compare the rows of one table with the digests recorded for it.

    Both come in order of keys, so a row and its digest come nearly at once, and few wait for each other. Where a database orders keys
    as texts otherwise than as keys, more wait; what is found is the same.
    """
    beside = _Beside(model, erased, redacted)
    rows, lines = _readable(model._base_manager.order_by("pk")), _recorded(beside.table, places)
    for row, line in zip_longest(rows, lines):
        if isinstance(line, Discrepancy):
            yield line
        elif line is not None:
            yield from beside.recorded(line)
        if row is not None:
            yield from beside.stands(row)
    yield from beside.left()


class _Beside:
    """The rows of one table and the digests recorded for it, each until the other comes."""

    def __init__(self, model: type[Committed], erased: Erased, redacted: Redacted) -> None:
        self.table, self.misspelt = model._meta.label_lower, _misspelt(model)
        self.erased, self.redacted = erased, redacted
        self._lines: dict[str, Line] = {}
        self._rows: dict[str, Committed] = {}
        self._unreadable: list[Discrepancy] = []

    def recorded(self, line: Line) -> Iterator[Discrepancy]:
        """A digest that is recorded."""
        self._lines[line[0]] = line
        yield from self._met(line[0])

    def stands(self, row: "Committed | Discrepancy") -> Iterator[Discrepancy]:
        """A row that is there; or that it cannot be read."""
        if isinstance(row, Discrepancy):
            self._unreadable.append(row)
            return
        key = str(row.pk)
        self._rows[key] = row
        yield from self._met(key)

    def left(self) -> Iterator[Discrepancy]:
        """What the other never came of, once all have come."""
        for one in self._unreadable:
            _, place, _ = self._lines.pop(one.place.removeprefix(f"{self.table} "), _NO_LINE)
            yield replace(one, tree=_tree(place))
        for key, row in self._rows.items():
            yield Discrepancy(f"{self.table} {key}", _ADDED, row.tree)
        for key, line in self._lines.items():
            self.redacted.pop((self.table, key), None)
            yield from _gone(self.table, line, self.erased)

    def _met(self, key: str) -> Iterator[Discrepancy]:
        if key not in self._lines or key not in self._rows:
            return
        _, place, digest = self._lines.pop(key)
        said = self._differs(self._rows.pop(key), place, digest)
        if said is not None:
            yield Discrepancy(f"{self.table} {key}", said, _tree(place))

    def _differs(self, row: Committed, place: str, digest: bytes) -> Wording | None:
        """What is wrong with a row that an entry commits to."""
        key = str(row.pk)
        if self.erased.pop((self.table, key), ""):
            return _BACK
        altered = _altered(row, place, digest, self.redacted)
        return altered or (_UNREADABLE_ROW if key in self.misspelt else None)


_NO_LINE: Line = ("", "", b"")


def _altered(row: Committed, place: str, digest: bytes, redacted: Redacted) -> Wording | None:
    """What is wrong with a row that is not as recorded, nor as an act of the same tree left it that took its words out."""
    by, remains = redacted.pop((row._meta.label_lower, str(row.pk)), ("", b""))
    now = _digest_or_nothing(row)
    if not row.redactable or by != _tree(place):
        return None if now == digest else _CHANGED.filled(place=place)
    if now == digest:
        return _WORDS_BACK.filled(place=place)
    return None if now == remains else _CHANGED_SINCE.filled(place=place)


def _gone(table: str, line: Line, erased: Erased) -> Iterator[Discrepancy]:
    """That a row is not there, but if an act of the same tree erased it."""
    key, place, _ = line
    if erased.pop((table, key), "") != _tree(place) or not _tree(place):
        yield Discrepancy(f"{table} {key}", _GONE.filled(place=place), _tree(place))


def _broken_file() -> Iterator[Discrepancy]:
    """What SQLite itself finds wrong in its file: an index that no longer leads to its rows hides them from every query."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(20)")
        for (said,) in cursor.fetchall():
            if said != "ok":
                yield Discrepancy("tusoi.sqlite3", _FILE.filled(said=same(str(said)[:200])))


def _readable(rows: "QuerySet[Row]") -> Iterator["Row | Discrepancy"]:
    """The rows; where a column holds what it cannot, that row is named and the others still come."""
    came = 0
    try:
        for row in rows.iterator():
            came += 1
            yield row
        return
    except _UNREADABLE_VALUES:
        pass
    table, key = rows.model._meta.label_lower, rows.model._meta.pk
    for raw in list(rows.values_list(Cast("pk", TextField()), flat=True))[came:]:
        pk: Any = raw
        try:
            pk = key.to_python(raw)
            yield rows.get(pk=pk)
        except (*_UNREADABLE_VALUES, ValidationError, ObjectDoesNotExist):
            yield Discrepancy(f"{table} {pk}", _UNREADABLE_ROW)


def _misspelt(model: type[Committed]) -> Collection[str]:
    """Keys of rows with a day, moment, key or truth that reads the same but is not written as the product writes it.

    SQLite keeps anything in any column and compares it as it stands: a reference with dashes reads as the
    same key and joins nothing, 20121217 reads as the same day and counts as a later one, 2 reads as false
    and counts as true. `quote` gives what is kept, past every conversion.
    """
    if connection.vendor != "sqlite":
        return ()
    columns = [(field.column, _SPELT[kind]) for field, kind in _kinds(model) if kind in _SPELT]
    kept = ", ".join(f'quote("{name}")' for name, _ in columns)
    key = model._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT CAST("{key.column}" AS TEXT), {kept} FROM "{model._meta.db_table}"')  # noqa: S608 (names from the registry)
        return {
            _key_as_read(model, raw)
            for raw, *values in cursor
            if not all(
                form.fullmatch(value) for value, (_, form) in zip(values, columns, strict=True)
            )
        }


def _kinds(model: type[Committed]) -> Iterator[tuple["Field[Any, Any]", str]]:
    """Each column with what it holds; a reference holds what it refers to."""
    for field in model._meta.concrete_fields:
        yield field, getattr(field, "target_field", field).get_internal_type()


def _key_as_read(model: type[Committed], raw: Any) -> str:
    try:
        return str(model._meta.pk.to_python(raw))
    except ValidationError:
        return str(raw)


_SPELT = {
    "BooleanField": re.compile("[01]"),
    "UUIDField": re.compile("NULL|'[0-9a-f]{32}'"),
    "DateField": re.compile("NULL|'[0-9]{4}-[0-9]{2}-[0-9]{2}'"),
    "DateTimeField": re.compile(
        "NULL|'[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}([.](?!000000)[0-9]{6})?'"
    ),
    "BinaryField": re.compile("X'[0-9A-F]*'"),
}


def _digest_or_nothing(row: Committed) -> bytes:
    """The row's digest; nothing where a column holds what was never written by the product."""
    try:
        return row.digest() if _octets(row.salt) else b""
    except (ValueError, TypeError, AttributeError):
        return b""


def _octets(value: object) -> bytes:
    """A column of bytes as it stands; nothing where it holds anything else (of a number, bytes() makes that many)."""
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


_UNREADABLE_VALUES = (ValueError, TypeError, AttributeError, DatabaseError, OverflowError)

_FILE = Wording(
    vi="tệp cơ sở dữ liệu hỏng hoặc bị sửa: {said}",
    en="the database file is damaged or was changed: {said}",
)
_TRIGGER = Wording(
    vi="chốt bảo vệ sổ ghi này đã bị tháo", en="this guard of the ledger has been taken away"
)
_CHANGED = Wording(
    vi="đã bị sửa sau khi ghi (mục {place})",
    en="was changed after it was recorded (entry {place})",
)
_GONE = Wording(
    vi="đã bị xóa sau khi ghi (mục {place})", en="was removed after it was recorded (entry {place})"
)
_BACK = Wording(
    vi="đã được xóa theo thời hạn lưu giữ nhưng nay lại có trong cơ sở dữ liệu",
    en="was erased when its time was up, and stands in the database again",
)
_NEVER_THERE = Wording(
    vi="được ghi là đã xóa theo thời hạn nhưng chưa từng có mục nào ghi hàng này",
    en="is said to have been erased, but no entry ever recorded it",
)
_WORDS_BACK = Wording(
    vi="đã được xóa lời theo quyết định của hai người nhưng lời cũ nay lại có (mục {place})",
    en="had its words taken out by two people's decision, and says them again (entry {place})",
)
_CHANGED_SINCE = Wording(
    vi="đã bị sửa sau khi được xóa lời theo quyết định (mục {place})",
    en="was changed after its words were taken out by decision (entry {place})",
)
_NEVER_SAID = Wording(
    vi="được ghi là đã xóa lời nhưng chưa từng có mục nào ghi hàng này",
    en="is said to have had its words taken out, but no entry ever recorded it",
)
_ADDED = Wording(
    vi="không có mục nào của sổ ghi; hàng này được thêm ngoài phần mềm",
    en="is in no entry of the ledger: it was added from outside",
)
_TWICE = Wording(
    vi="đã ghi ở mục {place} nhưng lại được ghi lần nữa ở mục {again}",
    en="was recorded in entry {place} and once more in entry {again}",
)
_GAP = Wording(
    vi="thiếu mục số {position} ngay trước mục này",
    en="entry {position} is missing before this one",
)
_MOVED = Wording(
    vi="mục này được ghi trước mục đứng trước nó: thứ tự đã bị đổi",
    en="this entry was written before the one that stands before it: the order was changed",
)
_ENTRY_GONE = Wording(
    vi="mục ghi hàng này đã bị xóa khỏi sổ", en="the entry that recorded this row was removed"
)
_UNREADABLE = Wording(vi="nội dung mục đã bị sửa", en="the entry's text was changed")
_UNREADABLE_ROW = Wording(
    vi="có ô chứa giá trị mà phần mềm không bao giờ ghi",
    en="holds a value in a column that the product never writes",
)
_DIGEST_GONE = Wording(
    vi="mục này ghi {count} hàng, thiếu hàng số {number}",
    en="this entry commits to {count} rows; row number {number} is missing",
)
_ROOT = Wording(
    vi="danh sách hàng của mục này không còn khớp với gốc đã ghi",
    en="the list of rows of this entry no longer has the root it recorded",
)
