"""What may be asked of the ledger: its trees, their roots, and whether every recorded row is what was recorded."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, connection

from tusoi.ledger.actions import rows_root
from tusoi.ledger.models import Committed, Entry, Fact, RowDigest
from tusoi.ledger.source import row_key_of
from tusoi.ledger.tree import leaf_hash, root
from tusoi.ledger.triggers import missing
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Head:
    """A tree's name, its number of entries, and its root in hexadecimal."""

    tree: str
    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that is not as recorded: the place (tree and entry, or table and row) and a sentence."""

    place: str
    wording: Wording


def heads() -> list[Head]:
    """Every tree with its size and root, recomputed from the entries as stored."""
    names = Entry.objects.order_by("tree").values_list("tree", flat=True).distinct()
    return [head(tree) for tree in names]


def head(tree: str) -> Head:
    """One tree's size and root; an empty tree has the root of nothing."""
    bodies = list(
        Entry.objects.filter(tree=tree).order_by("position").values_list("body", flat=True)
    )
    return Head(tree, len(bodies), root(leaf_hash(body.encode()) for body in bodies).hex())


def discrepancies() -> Iterator[Discrepancy]:
    """Everything that differs from what the entries commit to; nothing if all is as recorded.

    Reads every entry and every committed row once. It cannot see what a forger with the whole
    database rewrote consistently: for that the roots printed and kept outside are compared.
    """
    for trigger in missing(connection):
        yield Discrepancy(trigger, _TRIGGER)
    recorded: dict[str, dict[str, tuple[str, bytes]]] = {}
    yield from _entries_and_digests(recorded)
    for model in committed_models():
        yield from _rows(model, recorded.pop(model._meta.label_lower, {}))
    for table, rows in sorted(recorded.items()):
        for row, (place, _) in rows.items():
            yield Discrepancy(f"{table} {row}", _GONE.filled(place=place))


def rows_told(loads: Collection[UUID]) -> dict[tuple[str, str], int | None]:
    """The rows of returns whose facts still hold: file and row key, with the row the last telling had."""
    told: dict[tuple[str, str], int | None] = {}
    if not loads:
        return told
    for model in committed_models():
        if issubclass(model, Fact):
            known = model._default_manager.filter(load__in=loads)
            for file, key, row in known.known().values_list("source_file", "key", "source_row"):
                told[file, row_key_of(key)] = row
    return told


def committed_models() -> list[type[Committed]]:
    """Every model whose rows some entry commits to, from the registry of rooms."""
    return [model for model in apps.get_models() if issubclass(model, Committed)]


def _entries_and_digests(
    recorded: dict[str, dict[str, tuple[str, bytes]]],
) -> Iterator[Discrepancy]:
    """Check positions and row roots of all entries, collecting the recorded digests by table and row."""
    expected: dict[str, int] = {}
    for entry in Entry.objects.order_by("tree", "position").iterator():
        place = str(entry)
        wanted = expected.get(entry.tree, 0)
        if entry.position != wanted:
            yield Discrepancy(place, _GAP.filled(position=wanted))
        expected[entry.tree] = entry.position + 1
        if leaf_hash(entry.body.encode()) != bytes(entry.leaf):
            yield Discrepancy(place, _UNREADABLE)
        digests = list(RowDigest.objects.filter(entry=entry).order_by("number"))
        for line in digests:
            recorded.setdefault(line.table, {})[line.row] = (place, bytes(line.digest))
        yield from _rows_of_entry(entry, place, digests)
    for line in RowDigest.objects.exclude(entry__in=Entry.objects.all()).iterator():
        yield Discrepancy(f"{line.table} {line.row}", _ENTRY_GONE)


def _rows_of_entry(entry: Entry, place: str, digests: list[RowDigest]) -> Iterator[Discrepancy]:
    """Whether the digests kept for an entry are those it commits to; a missing one is named by its number."""
    try:
        said = json.loads(entry.body)["rows"]
        count, wanted = int(said["count"]), str(said["root"])
    except (ValueError, KeyError, TypeError):
        yield Discrepancy(place, _UNREADABLE)
        return
    numbers = {line.number for line in digests}
    missing = [number for number in range(count) if number not in numbers]
    for number in missing[:20]:
        yield Discrepancy(place, _DIGEST_GONE.filled(number=number, count=count))
    if not missing and rows_root(bytes(line.digest) for line in digests).hex() != wanted:
        yield Discrepancy(place, _ROOT)


def _rows(model: type[Committed], recorded: dict[str, tuple[str, bytes]]) -> Iterator[Discrepancy]:
    """Compare the rows of one table with the digests recorded for it."""
    table = model._meta.label_lower
    for row in _readable(model):
        if isinstance(row, Discrepancy):
            yield row
            continue
        place, digest = recorded.pop(str(row.pk), ("", b""))
        if not place:
            yield Discrepancy(f"{table} {row.pk}", _ADDED)
        elif _digest_or_nothing(row) != digest:
            yield Discrepancy(f"{table} {row.pk}", _CHANGED.filled(place=place))
    for key, (place, _) in recorded.items():
        yield Discrepancy(f"{table} {key}", _GONE.filled(place=place))


def _readable(model: type[Committed]) -> Iterator["Committed | Discrepancy"]:
    """The table's rows; where a column holds what it cannot, that row is named and the others still come."""
    seen = set()
    try:
        for row in model._default_manager.order_by("pk").iterator():
            seen.add(row.pk)
            yield row
        return
    except _UNREADABLE_VALUES:
        pass
    for raw in _raw_keys(model):
        try:
            if model._meta.pk.to_python(raw) not in seen:
                yield model._default_manager.get(pk=raw)
        except (*_UNREADABLE_VALUES, ValidationError, ObjectDoesNotExist):
            yield Discrepancy(f"{model._meta.label_lower} {raw}", _UNREADABLE_ROW)


def _raw_keys(model: type[Committed]) -> list[Any]:
    """The primary keys as the database holds them, whatever the other columns hold."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{key}" FROM "{table}" ORDER BY "{key}"')  # noqa: S608 (names from the registry)
        return [raw for (raw,) in cursor.fetchall()]


def _digest_or_nothing(row: Committed) -> bytes:
    """The row's digest; nothing where a column holds what was never written by the product."""
    try:
        return row.digest()
    except (ValueError, TypeError, AttributeError):
        return b""


_UNREADABLE_VALUES = (ValueError, TypeError, AttributeError, DatabaseError, OverflowError)

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
_ADDED = Wording(
    vi="không có mục nào của sổ ghi; hàng này được thêm ngoài phần mềm",
    en="is in no entry of the ledger: it was added from outside",
)
_GAP = Wording(
    vi="thiếu mục số {position} ngay trước mục này",
    en="entry {position} is missing before this one",
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
