"""One file as it is: its first sheet as rows of raw cells, or the reasons why it cannot be read.

No input makes this module raise: whatever is damaged, locked, disguised or oversized is a fault.
"""

import codecs
import csv
import io
import json
import re
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple, overload
from zipfile import ZipFile

from tusoi.exchange.faults import (
    CELLS_BESIDE,
    Findings,
    Place,
    Problem,
    Snippet,
    row_ranges,
    shortened,
)
from tusoi.exchange.problems import workbooks as problems
from tusoi.exchange.xlsx import (
    CELL_LIMIT,
    COLUMN_LIMIT,
    DAMAGED,
    EMPTY,
    ROW_LIMIT,
    SWALLOWED,
    Cells,
    FirstSheet,
    LaterSheet,
    RawCell,
    Unreadable,
    column_letter,
    position,
    read_first_sheet,
    text_cell,
)
from tusoi.text.forms import tidy
from tusoi.values.share import count_wording
from tusoi.values.wording import Wording

__all__ = [
    "COUNTRY",
    "EMPTY",
    "SENT",
    "Limits",
    "RawCell",
    "RawRow",
    "RawSheet",
    "column_letter",
    "read_csv",
    "read_workbook",
]

MIB = 1024 * 1024
FILE_LIMIT = 64 * MIB
UNPACKED_LIMIT = 512 * MIB
RATIO_LIMIT = 200
"""Unpacked to packed size; sheets reach 10 to 60. Asked only from `RATIO_ASKED_FROM` on."""
RATIO_ASKED_FROM = 32 * MIB
PARTS_LIMIT = 10_000
GRID_LIMIT = 10 * CELL_LIMIT
"""Rows times headings: what the rows take once every gap is filled with an empty cell."""


class Limits(NamedTuple):
    """How large a .csv may be: bytes, rows, filled cells. A workbook is never larger than `SENT`."""

    file: int
    rows: int
    cells: int


SENT = Limits(FILE_LIMIT, ROW_LIMIT, CELL_LIMIT)
"""Of what anybody may send to a page."""
COUNTRY = Limits(8 * 1024 * MIB, 20_000_000, 500_000_000)
"""Of what lies on the machine itself, loaded by whoever runs it."""
Far = Callable[[int, int], None]
"""Says how many bytes of how many have been read."""

_ZIP_MAGIC = b"PK"
_OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_NAME_WIDTH, _HEADING_WIDTH = 40, 80
_THE_FILE = Wording("tệp", "the file")
_THE_SHEET = Wording("trang đầu tiên", "the first sheet")
_DELIMITERS = (",", ";", "\t")
_FEW_CELLS = 3
"""Of fewer cells than these no sign is told to be what parts them."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: its number as Excel shows it, and one cell for each heading."""

    number: int
    cells: tuple[RawCell, ...]


class PackedRows(Sequence[RawRow]):
    """The rows of a text file, some hundred packed into one: a country's are looked at once, and then only those at fault."""

    def __init__(self) -> None:
        self._numbers = array("L")
        self._packed: list[bytes] = []
        self._loose: list[Sequence[str]] = []
        self._unpacked: tuple[int, list[list[str]]] = (-1, [])

    def append(self, number: int, written: Sequence[str]) -> None:
        """One row more, as it is written, with a text for each heading."""
        self._numbers.append(number)
        self._loose.append(written)
        if len(self._loose) == _PACKED:
            written_out = json.dumps(self._loose, ensure_ascii=False, check_circular=False)
            self._packed.append(zlib.compress(written_out.encode(), 1))
            self._loose = []

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> RawRow: ...

    @overload
    def __getitem__(self, index: slice) -> list[RawRow]: ...

    def __getitem__(self, index: int | slice) -> RawRow | list[RawRow]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        package, place = divmod(index, _PACKED)
        return RawRow(self._numbers[index], tuple(map(text_cell, self._lines(package)[place])))

    def numbered(self, number: int) -> RawRow:
        """The row of a number, as a spreadsheet would show it."""
        return self[bisect_left(self._numbers, number)]

    def _lines(self, package: int) -> Sequence[Sequence[str]]:
        if package == len(self._packed):
            return self._loose
        if self._unpacked[0] != package:
            self._unpacked = package, json.loads(zlib.decompress(self._packed[package]))
        return self._unpacked[1]


_PACKED = 512


@dataclass(frozen=True, slots=True)
class RawSheet:
    """The first sheet of a file: headings of row 1, tidied, and the rows that hold something.

    `sheet_name` is "" for a .csv; that of a workbook may be empty too. Columns are counted from 0, as in the tuples.
    """

    file: str
    sheet_name: str
    headings: tuple[str, ...]
    rows: Sequence[RawRow]
    merged_headings: tuple[str, ...] = ()
    """Ranges of merged cells that begin in row 1: what is amiss below them follows from that."""
    since_1904: bool = False
    """Whether the workbook counts its days from 1904, and not from 1900."""
    later: tuple[LaterSheet, ...] = ()
    """How the sheets behind this one begin; they are not read."""

    @property
    def is_text(self) -> bool:
        """Whether it comes from a .csv, where all is text."""
        return isinstance(self.rows, PackedRows)

    def row(self, number: int) -> RawRow:
        """The row of a number that is there."""
        if isinstance(self.rows, PackedRows):
            return self.rows.numbered(number)
        return self.rows[bisect_left(self.rows, number, key=lambda row: row.number)]

    def place(self, row: int | None, column: int | None = None) -> Place:
        """Where a cell stands, by its row's number; without a row the column, without a column the row or the sheet."""
        if column is None:
            return Place(self.file, self.sheet_name, row)
        heading = self.headings[column]
        return Place(self.file, self.sheet_name, row, column_letter(column + 1), heading)

    def snippet(self, row: RawRow, column: int) -> Snippet:
        """The row as a picture around one of its cells; no more of it, for a sheet may have a fault in every cell."""
        shown = range(max(0, column - CELLS_BESIDE), min(len(row.cells), column + CELLS_BESIDE + 1))
        return tuple((self.headings[at], row.cells[at].text, at == column) for at in shown)


def read_workbook(path: Path, findings: Findings) -> RawSheet | None:
    """The first sheet of an .xlsx; None when nothing of it can be used.

    Faults and notes go to `findings`; a sheet may come back beside faults, so that its rows are
    checked too.
    The path must exist. Nothing in the workbook is run, computed or followed.
    """
    place = Place(path.name)
    try:
        problem, found = _problem_of_container(path)
        if problem is not None:
            findings.add(problem, place, found)
            return None
        with ZipFile(path) as package:
            return _first_sheet(package, path.name, findings)
    except DAMAGED:
        findings.add(problems.BROKEN.filled(part=_THE_FILE), place)
    return None


def _problem_of_container(path: Path) -> tuple[Problem | None, str]:
    """What its size and first bytes say against opening the file as a zip; and what was found."""
    size = path.stat().st_size
    if size == 0:
        return problems.EMPTY_FILE, ""
    if size > FILE_LIMIT:
        return problems.too_large(f"{size // MIB} MiB", f"{FILE_LIMIT // MIB} MiB"), ""
    with path.open("rb") as stream:
        sample = stream.read(4096)
    if sample.startswith(_ZIP_MAGIC):
        return None, ""
    if sample.startswith(_OLE_MAGIC):
        locked = "EncryptedPackage".encode("utf-16-le") in path.read_bytes()
        return (problems.PROTECTED if locked else problems.OLD_FORMAT.filled(name=path.name)), ""
    if _is_text(sample):
        return problems.TEXT_NAMED_XLSX, sample.decode("utf-8", "replace").strip().split("\n")[0]
    return problems.NOT_A_WORKBOOK, ""


def _is_text(sample: bytes) -> bool:
    return sample.startswith((b"\xff\xfe", b"\xfe\xff")) or min(sample) >= 9


def _first_sheet(package: ZipFile, file: str, findings: Findings) -> RawSheet | None:
    place = Place(file)
    try:
        _refuse_oversized(package)
        _refuse_two_of_a_name(package)
        sheet = read_first_sheet(package)
    except Unreadable as refused:
        findings.add(refused.problem, place)
        return None
    except DAMAGED:
        findings.add(problems.BROKEN.filled(part=_THE_SHEET), place)
        return None
    if any("/externallinks/" in name.lower() for name in package.namelist()):
        findings.note("external-links", place, problems.EXTERNAL_LINKS)
    name = shortened(sheet.name, _NAME_WIDTH)
    _note_what_is_hidden(sheet, Place(file, name), findings)
    _name_merged(sheet, Place(file, name), findings)
    read = _sheet(file, name, sheet.cells, findings)
    if read is None:
        return None
    return replace(
        read,
        rows=_with_swallowed(read.rows, sheet.merged),
        merged_headings=_of_headings(sheet, len(read.headings)),
        since_1904=sheet.since_1904,
        later=sheet.later,
    )


def _refuse_oversized(package: ZipFile) -> None:
    """Raise what speaks against unpacking: the declared sizes, beyond which zipfile never reads."""
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    times = unpacked // max(1, sum(part.compress_size for part in parts))
    if len(parts) > PARTS_LIMIT:
        measured = Wording(f"{len(parts)} phần", f"{len(parts)} parts")
        raise Unreadable(problems.too_large(measured, str(PARTS_LIMIT)))
    if unpacked > UNPACKED_LIMIT:
        size = f"{unpacked // MIB} MiB"
        measured = Wording(f"{size} sau khi giải nén", f"{size} once unpacked")
        raise Unreadable(problems.too_large(measured, f"{UNPACKED_LIMIT // MIB} MiB"))
    if unpacked > RATIO_ASKED_FROM and times > RATIO_LIMIT:
        measured = Wording(f"giải nén ra gấp {times} lần", f"unpacks to {times} times its size")
        raise Unreadable(problems.too_large(measured, str(RATIO_LIMIT)))
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise Unreadable(problems.MACROS)


def _refuse_two_of_a_name(package: ZipFile) -> None:
    """Raise where a part stands twice: other programs read the one that ours does not."""
    seen: set[str] = set()
    for part in package.namelist():
        if part.casefold() in seen:
            raise Unreadable(problems.PART_TWICE.filled(part=shortened(part, 60)))
        seen.add(part.casefold())


def _note_what_is_hidden(sheet: FirstSheet, place: Place, findings: Findings) -> None:
    """Say what is hidden or protected and was read all the same."""
    if sheet.hidden:
        findings.note("first-sheet-hidden", place, problems.FIRST_SHEET_HIDDEN)
    if sheet.protected:
        findings.note("sheet-protected", place, problems.SHEET_PROTECTED)
    if rows := sheet.hidden_rows & sheet.cells.keys():
        said = problems.HIDDEN_ROWS.filled(rows=shortened(row_ranges(rows), 200))
        findings.note("hidden-rows", place, said)
    filled = {column for row in sheet.cells.values() for column in row}
    hidden = [c for c in sorted(filled) if any(a <= c <= b for a, b in sheet.hidden_columns)]
    if hidden:
        letters = shortened(", ".join(column_letter(column) for column in hidden), 200)
        findings.note("hidden-columns", place, problems.HIDDEN_COLUMNS.filled(columns=letters))


def _of_headings(sheet: FirstSheet, width: int) -> tuple[str, ...]:
    """The merged ranges that begin among the headings, from left to right."""
    begin = sorted((position(merged.partition(":")[0]), merged) for merged in sheet.merged)
    return tuple(merged for (column, row), merged in begin if row == 1 and column <= width)


def _with_swallowed(rows: Sequence[RawRow], merged: Iterable[str]) -> tuple[RawRow, ...]:
    """The rows with each empty cell of a merged range as `SWALLOWED`: no second fault is that nothing is in it."""
    marked, numbers, looked_at = list(rows), [row.number for row in rows], 0
    for one in merged:
        first, _, last = one.partition(":")
        (left, top), (right, bottom) = position(first), position(last or first)
        for at in range(bisect_left(numbers, top), bisect_right(numbers, bottom)):
            cells = marked[at].cells
            looked_at += len(cells)
            if looked_at > CELL_LIMIT:  # ranges upon ranges, as no program writes them
                return tuple(marked)
            within = range(left - 1, right)
            told = (
                SWALLOWED if cell is EMPTY and column in within else cell
                for column, cell in enumerate(cells)
            )
            marked[at] = RawRow(numbers[at], tuple(told))
    return tuple(marked)


def _name_merged(sheet: FirstSheet, place: Place, findings: Findings) -> None:
    """A fault for each merged range that begins among the rows; beyond them merging does no harm."""
    last_row = max(sheet.cells, default=0)
    last_column = max((max(row) for row in sheet.cells.values()), default=0)
    for merged in sheet.merged:
        column, row = position(merged.partition(":")[0])
        if 1 < row <= last_row and column <= last_column:
            at = Place(place.file, place.sheet, row, column_letter(column))
            findings.add(problems.MERGED.filled(range=merged), at, merged)


def _sheet(file: str, name: str, cells: Cells, findings: Findings) -> RawSheet | None:
    """Headings and rows of a sheet, with the faults of both."""
    place = Place(file, name)
    if not cells:
        findings.add(problems.EMPTY_SHEET, place)
        return None
    if 1 not in cells:
        findings.add(problems.NO_HEADINGS.filled(row=min(cells)), place)
        return None
    used = {column for row in cells.values() for column, cell in row.items() if cell is not EMPTY}
    headings = _headings(place, cells[1], used, findings)
    if len(headings) * len(cells) > GRID_LIMIT:
        shown = f"{len(cells)} × {len(headings)}"
        findings.add(problems.too_large(shown, str(GRID_LIMIT)), place)
        return None
    _name_values_under_no_heading(place, len(headings), cells, findings)
    columns = range(1, len(headings) + 1)
    rows = (
        RawRow(number, tuple(cells[number].get(column, EMPTY) for column in columns))
        for number in sorted(cells)
        if number > 1
    )
    filled = tuple(row for row in rows if any(cell is not EMPTY for cell in row.cells))
    sheet = RawSheet(file, name, headings, filled)
    _name_formulas(sheet, RawRow(1, tuple(cells[1].get(c, EMPTY) for c in columns)), findings)
    return sheet


def _headings(
    place: Place, cells: dict[int, RawCell], used: set[int], findings: Findings
) -> tuple[str, ...]:
    """The headings up to the last filled one; a gap ("") above values is a fault, and so is one that comes twice."""
    headings = tuple(_told(cells.get(c, EMPTY).text) for c in range(1, max(cells) + 1))
    first_at: dict[str, str] = {}
    for column, heading in enumerate(headings, start=1):
        letter = column_letter(column)
        at = Place(place.file, place.sheet, 1, letter, heading)
        if not heading:
            if column in used:
                findings.add(problems.HEADING_EMPTY.filled(column=letter), at)
            continue
        if heading != cells[column].text:
            said = problems.HEADING_MENDED.filled(heading=heading)
            findings.note("heading-mended", at, said)
        before = first_at.setdefault(heading.casefold(), letter)
        if before != letter:
            findings.add(problems.HEADING_TWICE.filled(column=before), at, heading)
    return headings


def _told(heading: str) -> str:
    """A heading as it is told on pages and terminals: no longer than fits there, without a sign that no text has."""
    return tidy(shortened(tidy(heading), _HEADING_WIDTH))


def _name_values_under_no_heading(
    place: Place, width: int, cells: Cells, findings: Findings
) -> None:
    """One fault for each column right of the last heading that holds something."""
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, filled in cells.items():
        for column in filled:
            if column > width:
                rows_of[column].append(row)
    for column, rows in rows_of.items():
        letter, first = column_letter(column), min(rows)
        at = Place(place.file, place.sheet, first, letter)
        problem = problems.NO_HEADING_ABOVE.filled(
            column=letter, rows=shortened(row_ranges(rows), 80)
        )
        findings.add(problem, at, cells[first][column].text)


def _name_formulas(sheet: RawSheet, heading_row: RawRow, findings: Findings) -> None:
    """A fault for each formula and each error, in headings as in rows."""
    for row in (heading_row, *sheet.rows):
        for column, cell in enumerate(row.cells):
            if cell.kind == "formula":
                problem = problems.FORMULA
            elif cell.kind == "error":
                problem = problems.FORMULA_ERROR.filled(error=shortened(cell.text, 20))
            else:
                continue
            findings.add(
                problem, sheet.place(row.number, column), cell.text, sheet.snippet(row, column)
            )


def read_csv(
    path: Path,
    findings: Findings,
    *,
    limits: Limits = SENT,
    far: Far = lambda _done, _whole: None,
) -> RawSheet | None:
    """A .csv as a sheet whose cells are all text; None when nothing of it can be used.

    UTF-8 with or without a byte order mark, or UTF-16 with one; comma, semicolon or tab, whichever
    the heading line has most of. A row's number is the one a spreadsheet would show, for a cell may
    hold line breaks. It is read line by line: of the file itself nothing is kept.
    """
    place = Place(path.name)
    encoding: str | None = None
    try:
        size = path.stat().st_size
        if size > limits.file:
            problem = problems.too_large(f"{size // MIB} MiB", f"{limits.file // MIB} MiB")
            findings.add(problem, place)
            return None
        with path.open("rb") as file:
            encoding = _encoding(file.read(4), place, findings)
            if encoding is None:
                return None
            file.seek(0)
            text = io.TextIOWrapper(file, encoding=encoding, newline="")
            return _Csv(place, limits, lambda: far(file.tell(), size)).sheet(text, findings)
    except UnicodeDecodeError:
        _name_what_is_no_text(path, encoding or "", place, findings)
    except OSError:
        findings.add(problems.BROKEN.filled(part=_THE_FILE), place)
    return None


def _encoding(begins: bytes, place: Place, findings: Findings) -> str | None:
    if not begins:
        findings.add(problems.EMPTY_FILE, place)
        return None
    if begins.startswith(_ZIP_MAGIC + b"\x03\x04"):
        findings.add(problems.WORKBOOK_NAMED_CSV, place)
        return None
    return "utf-16" if begins.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"


def _name_what_is_no_text(path: Path, encoding: str, place: Place, findings: Findings) -> None:
    """A fault with the place of the first byte that is no text, for which the file is read once more."""
    coded = "utf-16" if encoding == "utf-16" else "utf-8"
    decoder = codecs.getincrementaldecoder(coded)()
    before, line = b"", 1
    with path.open("rb") as file:
        while some := file.read(MIB):
            pending = decoder.getstate()[0]
            try:
                line += decoder.decode(some).count("\n")
            except UnicodeDecodeError as refused:
                offset = file.tell() - len(some) - len(pending) + refused.start
                near = before + some
                at = len(near) - (file.tell() - offset)
                line += refused.object[: refused.start].decode(coded, "ignore").count("\n")
                said = problems.NOT_UTF8.filled(line=line, offset=offset)
                findings.add(said, place, near[max(0, at - 20) : at + 20].decode("latin-1"))
                return
            before = some[-40:]
    said = problems.NOT_UTF8.filled(line=line, offset=path.stat().st_size)  # cut off within a sign
    findings.add(said, place, before[-20:].decode("latin-1"))


_LONGEST_LINE = 16 * MIB
"""Of the first line no more is read; the longest that has columns enough is far shorter."""
_LINES_BETWEEN = 2_000
"""How many lines are read before it is said how far."""


@dataclass(slots=True)
class _Csv:
    """A text file on its way to becoming a sheet: its rows, and what stands where no heading is."""

    place: Place
    limits: Limits
    far: Callable[[], None]
    first: dict[int, RawCell] = field(default_factory=dict)
    rows: PackedRows = field(default_factory=PackedRows)
    astray: Cells = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def sheet(self, text: io.TextIOWrapper, findings: Findings) -> RawSheet | None:
        first_line = text.readline(_LONGEST_LINE)
        rows = _CsvRows(first_line, text)
        problem = self._problem(rows)
        if (parted := rows.parted_otherwise()) is not None:
            findings.add(parted, Place(self.place.file, row=rows.first_otherwise))
            return None
        if problem is None and not self.first:
            numbers = [row.number for row in self.rows] or list(self.astray)
            problem = (
                problems.NO_HEADINGS.filled(row=min(numbers)) if numbers else problems.EMPTY_SHEET
            )
        if problem is not None:
            findings.add(problem, self.place)
            return None
        headings = _headings(self.place, self.first, self.used, findings)
        _name_values_under_no_heading(self.place, len(headings), self.astray, findings)
        return RawSheet(self.place.file, "", headings, self.rows)

    def _problem(self, rows: "_CsvRows") -> Problem | None:
        """Take in every row; what is against reading them, if anything."""
        try:
            return self._read(rows)
        except _RowsInACell:
            return problems.QUOTE_OVER_ROWS.filled(line=rows.before + 1, last=rows.line)
        except csv.Error as refused:
            open_to_the_end = "unexpected end of data" in str(refused)
            said = problems.QUOTE_NOT_CLOSED if open_to_the_end else problems.BROKEN_CSV
            return said.filled(line=rows.before + 1)

    def _read(self, lines: Iterable[list[str]]) -> Problem | None:
        """Take in every row; what is against the size of the whole, if anything."""
        filled, width = 0, 0
        gaps: set[int] = set()
        for number, written in enumerate(lines, start=1):
            if len(written) > COLUMN_LIMIT:
                shown = Wording(f"hàng {number} có {len(written)} cột", f"{len(written)} columns")
                return problems.too_large(shown, str(COLUMN_LIMIT))
            if number == 1:
                self.first = _filled_cells(written)
                width = max(self.first, default=0)
                gaps = set(range(1, width + 1)) - self.first.keys()
            else:
                filled += self._row(number, written, width, gaps)
            grid = len(self.rows) * width
            if number > self.limits.rows or max(filled, grid // 10) > self.limits.cells:
                shown = Wording(f"{number} hàng, {filled} ô", f"{number} rows, {filled} cells")
                return problems.too_large(shown, f"{self.limits.rows}, {self.limits.cells}")
            if not number % _LINES_BETWEEN:
                self.far()
        return None

    def _row(self, number: int, written: Sequence[str], width: int, gaps: set[int]) -> int:
        """Take in one row; how many of its cells hold a sign."""
        cells = tuple(map(text_cell, written[:width]))
        cells += (EMPTY,) * (width - len(cells))
        if beyond := _filled_cells(written[width:], start=width + 1):
            self.astray[number] = beyond
        if any(cell is not EMPTY for cell in cells):
            self.rows.append(number, [*written[:width], *[""] * (width - len(written))])
            self.used.update(column for column in gaps if cells[column - 1] is not EMPTY)
        return len(written) - written.count("")


class _RowsInACell(Exception):
    """A quote was opened by a slip of the hand, and the next one closes it."""


class _CsvRows:
    """The rows of a text file; `before` is the line with which the row before the one being read ended.

    Raises:
        csv.Error: quotes do not match, or a cell is too long.
        _RowsInACell: whole rows stand between two quotes.
    """

    def __init__(self, first_line: str, rest: Iterable[str]) -> None:
        self.before = 0
        self.first_otherwise = 0
        self._otherwise: Counter[str] = Counter()
        self._read = self._width = 0
        self._of_the_row: list[str] = []
        self._dialect = _dialect(first_line)
        self._rows = csv.reader(self._lines(first_line, rest), self._dialect)

    @property
    def line(self) -> int:
        """The line read last."""
        return self._rows.line_num

    def _lines(self, first_line: str, rest: Iterable[str]) -> Iterator[str]:
        for line in chain((first_line,), rest):
            self._of_the_row.append(line)
            yield line

    def __iter__(self) -> Iterator[list[str]]:
        try:
            for row in self._rows:
                inner = self._of_the_row[1:]
                if inner and _holds_rows(inner, self._dialect.delimiter, len(row)):
                    raise _RowsInACell
                self._count(row)
                self._of_the_row.clear()
                yield row
                self.before = self.line
        except csv.Error:  # a cell in quotes ends where the headings' sign does not follow
            self._count([])
            raise

    def _count(self, row: Sequence[str]) -> None:
        """Hold the line of a row that has not as many cells as there are headings against the other signs."""
        self._read += 1
        if self._read == 1:
            self._width = len(row)
        elif len(row) != self._width and len(self._of_the_row) == 1:
            sign = _other_sign(self._of_the_row[0], self._dialect.delimiter, self._width)
            if sign:
                self.first_otherwise = self.first_otherwise or self._read
                self._otherwise[sign] += 1

    def parted_otherwise(self) -> Problem | None:
        """What to say of rows whose cells are parted by another sign than the headings; None where there are none."""
        if not self._otherwise:
            return None
        ((sign, count),) = self._otherwise.most_common(1)
        return problems.PARTED_OTHERWISE.filled(
            headings=problems.SIGNS[self._dialect.delimiter],
            rows=problems.SIGNS[sign],
            count=count_wording(count),
            row=self.first_otherwise,
        )


def _other_sign(line: str, delimiter: str, width: int) -> str:
    """By which other sign a line has as many cells as there are headings, and no delimiter in the first; "" by none."""
    for sign in _DELIMITERS:
        if sign == delimiter or line.count(sign) < width - 1:
            continue
        try:
            cells = next(csv.reader([line], delimiter=sign, strict=True))
        except csv.Error:
            continue
        if len(cells) == width >= _FEW_CELLS and delimiter not in cells[0]:
            return sign
    return ""


def _holds_rows(lines: Iterable[str], delimiter: str, width: int) -> bool:
    """Whether a line within a cell is a row by itself: as many cells as the row has, the first of them a code.

    Of a text of several lines none is: a line of prose has other commas, and a first word that is none.
    """
    return any(
        line.count(delimiter) == width - 1 and _CODE.fullmatch(line.partition(delimiter)[0])
        for line in lines
    )


_CODE = re.compile(r"\s*\w[\w./-]{0,39}\s*")


def _dialect(first_line: str) -> type[csv.Dialect]:
    class Found(csv.excel):
        delimiter = max(_DELIMITERS, key=first_line.count)
        strict = True

    return Found


def _filled_cells(row: Iterable[str], start: int = 1) -> dict[int, RawCell]:
    cells = {column: text_cell(text) for column, text in enumerate(row, start=start)}
    return {column: cell for column, cell in cells.items() if cell is not EMPTY}
