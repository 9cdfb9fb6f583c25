"""Everything out as the workbooks it could have come in: loaded again, they change nothing."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tusoi.campaigns.models import CampaignTerms
from tusoi.exchange import workbooks
from tusoi.exchange.campaign_file import RECORDED_UNTIL
from tusoi.exchange.cells import NOT_STATED
from tusoi.exchange.columns import (
    CAMPAIGN_FILE,
    GROUPS,
    PEOPLE,
    REMEDIATION,
    REVIEWS,
    SHEETS,
    UNITS,
    Kind,
    Sheet,
)
from tusoi.exchange.reader import FAULTY, Record, Value
from tusoi.exchange.retell import FolderRetold, retell, standing_terms
from tusoi.exchange.workbooks import Cell, Row, write_workbook
from tusoi.guidance.queries import guidance_set
from tusoi.values.origin import Origin

_ZIPPED_ON = (2012, 12, 17, 0, 0, 0)
"""The moment of every file in a zip, fixed so that the same facts give the same bytes."""
_DAY_KEYS = ("as_of", RECORDED_UNTIL, "due_on", "from", "to")
_OWN_UNIT = ("unit", "owner_unit", "out_of_unit")


def export_folder(
    code: str, *, known_by: datetime, lang: str = "vi", units: frozenset[str] | None = None
) -> dict[str, bytes]:
    """A campaign's file and its workbooks, by file name, as far as was known by a moment.

    Loaded again they change nothing; loaded into an empty database they give the same figures. With
    `units` given, rows about other units are left out everywhere: such a folder is to be read, and lacks
    what its rows refer to elsewhere.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
    """
    told = retell(code, known_by=known_by)
    blocks = [str(block["code"]) for block in told.terms.content["block"]]
    files = {CAMPAIGN_FILE: campaign_text(told.terms, _recorded_until(told))}

    def rows_of(sheet: Sheet) -> list[Row]:
        rows = [row_of(record) for record in _records(told, sheet, units)]
        if sheet is REVIEWS:
            rows += list(owed(rows_of(UNITS), rows_of(PEOPLE), set(map(seat_key, rows))))
        return rows

    with TemporaryDirectory() as folder:
        for sheet in SHEETS:
            write_workbook(
                sheet,
                Path(folder) / sheet.file,
                rows_of(sheet),
                criteria=len(guidance_set(told.terms.guidance_set).criteria),
                lang=lang,
                words={"block": blocks} if sheet is UNITS else {},
            )
            files[sheet.file] = (Path(folder) / sheet.file).read_bytes()
    return files


def owed(units: Iterable[Row], people: Iterable[Row], there: set[str]) -> Iterator[Row]:
    """A row for each review owed of which nothing is told yet, so that nobody has to type the codes; it tells nothing.

    `there` are the keys (`seat_key`) of the rows that tell; those that are given here are added.
    """
    blocks = dict.fromkeys(row["unit"] for row in units if row.get("block"))
    leaders = (
        (row["unit"], row["post"])
        for row in people
        if row["unit"] in blocks and row.get("rank") in ("head", "leader")
    )
    for unit, post in chain(((unit, "") for unit in blocks), leaders):
        row: Row = {"unit": unit, "post": post, "origin": Origin.RECORD.value}
        if (key := seat_key(row)) not in there:
            there.add(key)
            yield row


def seat_key(row: Row) -> str:
    """Whose review a row of kiem-diem.xlsx tells of, as one short text: a country has millions."""
    return f"{row.get('unit')}/{row.get('post') or ''}"


def export_zip(
    code: str, *, known_by: datetime, lang: str = "vi", units: frozenset[str] | None = None
) -> bytes:
    """The same as one zip, with everything in one folder named after the campaign."""
    return zipped(code, export_folder(code, known_by=known_by, lang=lang, units=units))


def blank_zip(code: str, *, known_by: datetime, lang: str = "vi") -> bytes:
    """The campaign's file and blank workbooks, explained, each with an example row, as one zip.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
    """
    terms = standing_terms(code, known_by=known_by)
    files = {CAMPAIGN_FILE: toml_text(terms.content).encode()}
    criteria = len(guidance_set(terms.guidance_set).criteria)
    with TemporaryDirectory() as folder:
        for sheet in SHEETS:
            path = Path(folder) / sheet.file
            write_workbook(sheet, path, criteria=criteria, lang=lang, example=True)
            files[sheet.file] = path.read_bytes()
    return zipped(f"{code}-mau", files)


def zipped(folder: str, files: Mapping[str, bytes]) -> bytes:
    """A zip with the files in one folder; the same files give the same bytes."""
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(_entry(f"{folder}/{name}"), content)
    return whole.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _ZIPPED_ON)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def campaign_text(terms: CampaignTerms, recorded: date) -> bytes:
    """The campaign's file; where something is recorded of a day after the one it counts to, with that day."""
    content = terms.content
    if recorded > terms.as_of:
        content = {**content, RECORDED_UNTIL: recorded.isoformat()}
    return toml_text(content).encode()


def days_of_deeds(sheet: Sheet) -> tuple[str, ...]:
    """The columns of a workbook that hold days on which something happened."""
    return tuple(
        column.key
        for column in sheet.columns
        if column.kind in (Kind.DAY, Kind.DAYS) and not column.may_lie_ahead
    )


def _recorded_until(told: FolderRetold) -> date:
    """The last day on which something happened, of all rows."""
    return max(
        (
            day
            for sheet in SHEETS
            for column in days_of_deeds(sheet)
            for row in told.of(sheet)
            for day in (row.record.day(column), *row.record.days(column))
            if day is not None
        ),
        default=told.terms.as_of,
    )


def _records(told: FolderRetold, sheet: Sheet, units: frozenset[str] | None) -> Iterator[Record]:
    """The rows of one workbook; with `units` given, those about them."""
    records = (row.record for row in told.of(sheet))
    if units is None:
        yield from records
        return
    solutions = {
        row.record.text("group")
        for row in told.of(REMEDIATION)
        if row.record.text("owner_unit") in units
    }
    for record in records:
        if sheet is GROUPS:
            given = tuple(unit for unit in record.several("units") if unit in units)
            if given:
                yield _with(record, "units", given)
        elif record.text("row_kind") == "group":
            if record.text("number") in solutions:
                yield record
        elif not units.isdisjoint(record.text(column) for column in _OWN_UNIT):
            yield record


def _with(record: Record, column: str, value: Value) -> Record:
    values = {**record.values, column: value}
    return Record.of(record.key, record.number, record.raw, record.positions, values)


def row_of(record: Record) -> Row:
    """A record as the row of a workbook to be written."""
    return {column: _cell(value) for column, value in record.values.items()}


def _cell(value: Value) -> Cell:
    return workbooks.NOT_STATED.vi if value is NOT_STATED or value is FAULTY else value


def toml_text(content: Mapping[str, Any]) -> str:
    """The campaign's file with this content, as it is kept in the terms: days come out as days.

    The form is the one the file has: texts, numbers and days, tables of them, and lists of tables.
    """
    return "\n".join(_toml(content, ())).strip() + "\n"


def _toml(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    inner = {key: value for key, value in table.items() if _is_table(value) or _is_tables(value)}
    for key, value in table.items():
        if key not in inner:
            yield f"{_toml_key(key)} = {_toml_value(key, value)}"
    for key, value in inner.items():
        name = ".".join(map(_toml_key, (*path, key)))
        for one in value if isinstance(value, list) else [value]:
            yield ""
            yield f"[[{name}]]" if isinstance(value, list) else f"[{name}]"
            yield from _toml(one, (*path, key))


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_table, value))


def _toml_key(key: str) -> str:
    plain = key.replace("_", "").replace("-", "")
    return key if plain.isascii() and plain.isalnum() else _toml_text(key)


def _toml_value(key: str, value: Any) -> str:
    if isinstance(value, str) and key in _DAY_KEYS:
        return date.fromisoformat(value).isoformat()
    if isinstance(value, str):
        return _toml_text(value)
    # Whole numbers, truth values and lists of texts are written alike.
    return json.dumps(value, ensure_ascii=False)


def _toml_text(text: str) -> str:
    """A text of the file holds no control character, so that what JSON escapes is what TOML does."""
    return json.dumps(text, ensure_ascii=False)
