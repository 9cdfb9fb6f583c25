"""Whether every recorded row is what was recorded: all that differs is named, row by row."""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, connection
from django.db.models import Field, Model, QuerySet, TextField
from django.db.models.functions import Cast

from tusoi.ledger.actions import rows_root
from tusoi.ledger.models import HOST_TREE, Committed, Entry, Erasure, Redaction, RowDigest
from tusoi.ledger.queries import committed_models, line_of, one_moment
from tusoi.ledger.tree import leaf_hash
from tusoi.ledger.triggers import missing
from tusoi.values.wording import Wording, same

Row = TypeVar("Row", bound=Model)
Recorded = dict[str, dict[str, tuple[str, bytes]]]
"""By table and row: the entry that commits to the row, and the digest it recorded."""
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

    Reads every entry and every committed row once, all as of one moment. It cannot see what a forger
    with the whole database rewrote consistently: for that the roots printed and kept outside are compared.
    """
    with one_moment():
        yield from _broken_file()
        for trigger in missing(connection):
            yield Discrepancy(trigger, _TRIGGER)
        recorded: Recorded = {}
        for one in _entries_and_digests(recorded):
            yield replace(one, tree=_tree(one.place))
        erased = _erased(recorded.get(Erasure._meta.label_lower, {}))
        redacted = _redacted(recorded.get(Redaction._meta.label_lower, {}))
        for model in committed_models():
            table = model._meta.label_lower
            yield from _rows(model, recorded.pop(table, {}), erased, redacted)
        for table in sorted(recorded, key=str):
            yield from _gone(table, recorded[table], erased)
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


def _entries_and_digests(recorded: Recorded) -> Iterator[Discrepancy]:
    """Check positions and row roots of all entries, collecting the recorded digests by table and row.

    The digests of many entries are asked for at once: one query each would take longer than all the rest.
    """
    before: dict[str, Entry] = {}
    coming = _readable(Entry.objects.order_by("tree", "position"))
    while block := list(islice(coming, _ENTRIES_AT_ONCE)):
        entries = [one for one in block if isinstance(one, Entry)]
        yield from (one for one in block if isinstance(one, Discrepancy))
        digests = yield from _digests_of(entries)
        for entry in entries:
            yield from _entry_itself(entry, before.get(entry.tree))
            before[entry.tree] = entry
            yield from _digests_of_entry(entry, digests[entry.pk], recorded)
    for line in RowDigest.objects.exclude(entry__in=Entry.objects.all()).iterator():
        yield Discrepancy(f"{line.table} {line.row}", _ENTRY_GONE)


_ENTRIES_AT_ONCE = 500


def _digests_of(
    entries: list[Entry],
) -> Generator[Discrepancy, None, dict[int, list[RowDigest]]]:
    """The digests kept for these entries, by the entry's key and in their order. One query."""
    found: dict[int, list[RowDigest]] = defaultdict(list)
    lines = RowDigest.objects.filter(entry__in=entries).order_by("entry_id", "number")
    for line in _readable(lines):
        if isinstance(line, Discrepancy):
            yield line
        else:
            found[line.entry_id].append(line)
    return found


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


def _digests_of_entry(
    entry: Entry, digests: list[RowDigest], recorded: Recorded
) -> Iterator[Discrepancy]:
    """Collect the digests kept for an entry and hold them against what it commits to."""
    place = str(entry)
    for line in digests:
        yield from _collected(line, place, recorded)
    yield from _rows_of_entry(entry, place, digests)


def _collected(line: RowDigest, place: str, recorded: Recorded) -> Iterator[Discrepancy]:
    """Keep one recorded digest. Rows are inserted once: a later entry may not commit to a row again."""
    rows = recorded.setdefault(line.table, {})
    if line.row in rows:
        first, _ = rows[line.row]
        yield Discrepancy(f"{line.table} {line.row}", _TWICE.filled(place=first, again=place))
    else:
        rows[line.row] = (place, _octets(line.digest))


def _rows_of_entry(entry: Entry, place: str, digests: list[RowDigest]) -> Iterator[Discrepancy]:
    """Whether the digests kept for an entry are those it commits to; a missing one is named by its number."""
    try:
        said = json.loads(entry.body)["rows"]
        count, wanted = int(said["count"]), str(said["root"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        yield Discrepancy(place, _UNREADABLE)
        return
    numbers = {line.number for line in digests}
    missing = list(islice((number for number in range(count) if number not in numbers), 20))
    for number in missing:
        yield Discrepancy(place, _DIGEST_GONE.filled(number=number, count=count))
    if not missing and rows_root(_octets(line.digest) for line in digests).hex() != wanted:
        yield Discrepancy(place, _ROOT)


def _erased(recorded: Mapping[str, tuple[str, bytes]]) -> Erased:
    """The rows whose erasure stands as an entry recorded it; any other erasure excuses nothing."""
    return {
        (one.table, one.row): one.tree
        for one in _readable(Erasure.objects.order_by("pk"))
        if isinstance(one, Erasure)
        and one.table != Erasure._meta.label_lower
        and recorded.get(str(one.pk), ("", b""))[1] == _digest_or_nothing(one) != b""
    }


def _redacted(recorded: Mapping[str, tuple[str, bytes]]) -> Redacted:
    """The rows with the last redaction that stands as an entry recorded it; any other redaction excuses nothing."""
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
    model: type[Committed],
    recorded: dict[str, tuple[str, bytes]],
    erased: Erased,
    redacted: Redacted,
) -> Iterator[Discrepancy]:
    """Compare the rows of one table with the digests recorded for it."""
    table, misspelt = model._meta.label_lower, _misspelt(model)
    for row in _readable(model._base_manager.order_by("pk")):
        if isinstance(row, Discrepancy):
            place, _ = recorded.pop(row.place.removeprefix(f"{table} "), ("", b""))
            yield replace(row, tree=_tree(place))
            continue
        key = str(row.pk)
        place, digest = recorded.pop(key, ("", b""))
        if not place:
            yield Discrepancy(f"{table} {key}", _ADDED, row.tree)
        elif erased.pop((table, key), ""):
            yield Discrepancy(f"{table} {key}", _BACK, _tree(place))
        elif wording := _altered(row, place, digest, redacted):
            yield Discrepancy(f"{table} {key}", wording, _tree(place))
        elif key in misspelt:
            yield Discrepancy(f"{table} {key}", _UNREADABLE_ROW, _tree(place))
    for key in recorded:
        redacted.pop((table, key), None)
    yield from _gone(table, recorded, erased)


def _altered(row: Committed, place: str, digest: bytes, redacted: Redacted) -> Wording | None:
    """What is wrong with a row that is not as recorded, nor as an act of the same tree left it that took its words out."""
    by, remains = redacted.pop((row._meta.label_lower, str(row.pk)), ("", b""))
    now = _digest_or_nothing(row)
    if not row.redactable or by != _tree(place):
        return None if now == digest else _CHANGED.filled(place=place)
    if now == digest:
        return _WORDS_BACK.filled(place=place)
    return None if now == remains else _CHANGED_SINCE.filled(place=place)


def _gone(
    table: str, recorded: dict[str, tuple[str, bytes]], erased: Erased
) -> Iterator[Discrepancy]:
    """Rows that are not there, but for those that an act of the same tree erased."""
    for key, (place, _) in recorded.items():
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
    seen = set()
    try:
        for row in rows.iterator():
            seen.add(row.pk)
            yield row
        return
    except _UNREADABLE_VALUES:
        pass
    table, key = rows.model._meta.label_lower, rows.model._meta.pk
    for raw in list(rows.order_by("pk").values_list(Cast("pk", TextField()), flat=True)):
        pk: Any = raw
        try:
            pk = key.to_python(raw)
            if pk not in seen:
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
