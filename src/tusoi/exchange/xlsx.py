"""The first sheet of an .xlsx package, streamed cell by cell: nothing computed, nothing guessed.

The parts are read with expat and not with a workbook library, because formulas, error cells, merged
ranges and hidden rows have to be named, and because python-calamine lays the cells out in a full
grid: two cells in opposite corners of a 5 kB file ask it for 512 GiB, which ends the process.
Layout of the parts: ECMA-376-1, 18.
"""

import re
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Literal, NamedTuple
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from tusoi.exchange.faults import Problem
from tusoi.exchange.problems import workbooks as problems
from tusoi.text.forms import tidy
from tusoi.values.wording import Wording

ROW_LIMIT = 1_048_576
COLUMN_LIMIT = 16_384
CELL_LIMIT = 2_000_000
"""Filled cells of one sheet: 12,000 units times 100 columns fit, in half a gigabyte at worst."""

Kind = Literal["empty", "text", "number", "date", "bool", "formula", "error", "merged"]
Value = str | int | float | bool | date | datetime | time | None


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell as it stands: its value, its kind, and its text as a person would read it.

    A formula's or an error's value is None. A date cell holds a `date`, with a time of day a
    `datetime`, a time alone a `time`.
    """

    value: Value
    kind: Kind
    text: str

    @property
    def named(self) -> bool:
        """Whether the cell is a fault by itself, which `raw` has named: a formula, an error, or a part of a merged one."""
        return self.kind in ("formula", "error", "merged")


EMPTY = RawCell(None, "empty", "")
SWALLOWED = RawCell(None, "merged", "")
"""An empty cell within a merged range: what belongs there, nobody can tell."""
Cells = dict[int, dict[int, RawCell]]
"""Filled cells by row and column, both counted from 1."""


DAMAGED = (
    BadZipFile,
    zlib.error,
    struct.error,
    expat.ExpatError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    ArithmeticError,
    RuntimeError,  # of zipfile: a part under a password, an unknown compression
)
"""What a damaged package makes its readers raise."""


class Unreadable(Exception):
    """The package cannot be read as a workbook, for a reason that `problem` says."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(slots=True)
class FirstSheet:
    """What stands on the first sheet; ranges as written ("B2:C4"), columns as (first, last)."""

    name: str
    hidden: bool
    cells: Cells = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    protected: bool = False
    since_1904: bool = False
    later: tuple["LaterSheet", ...] = ()


class LaterSheet(NamedTuple):
    """How a sheet behind the first begins: its first filled rows, each as the texts of its filled cells, by the row's number."""

    name: str
    rows: Mapping[int, Sequence[str]]


def read_first_sheet(package: ZipFile) -> FirstSheet:
    """The first sheet in workbook order, hidden or not.

    Raises: Unreadable; for damaged parts whatever zipfile, zlib and expat raise, ValueError and
    LookupError.
    """
    main = _target(_relations(package, ""), "/officeDocument")
    if main is None or main.endswith(".bin"):
        raise Unreadable(problems.NOT_A_WORKBOOK)
    sheets, since_1904 = _sheets_of(package, main)
    name, state, relation = sheets[0]
    relations = _relations(package, main)
    kind, part = relations.get(relation, ("", ""))
    if not kind.endswith("/worksheet") or part not in package.NameToInfo:
        raise Unreadable(problems.SHEET_MISSING)
    strings = _strings(package, _target(relations, "/sharedStrings"))
    styles = _styles(package, _target(relations, "/styles"))
    hidden = state not in ("", "visible")
    sheet = FirstSheet(name=tidy(name), hidden=hidden, since_1904=since_1904)
    scan = _Scan(sheet, strings, styles, since_1904)
    parse(package, part, scan.start, scan.end, scan.characters)
    later = ((name, relations.get(relation, ("", ""))[1]) for name, _, relation in sheets[1:])
    sheet.later = tuple(
        LaterSheet(tidy(name), _beginning(package, part, strings, styles))
        for name, part in later
        if part in package.NameToInfo
    )
    return sheet


def _beginning(
    package: ZipFile, part: str, strings: list[str], styles: list["Style"]
) -> dict[int, list[str]]:
    """The first filled rows of a sheet; none of one that cannot be read, for nothing of it is."""
    sheet = FirstSheet(name="", hidden=False)
    scan = _Scan(sheet, strings, styles, since_1904=False, rows=_ROWS_OF_LATER_SHEETS)
    try:
        parse(package, part, scan.start, scan.end, scan.characters)
    except _Enough:
        pass
    except (*DAMAGED, Unreadable):
        return {}
    rows = sorted(sheet.cells.items())[:_ROWS_OF_LATER_SHEETS]
    return {number: [cell.text for _, cell in sorted(row.items())] for number, row in rows}


_ROWS_OF_LATER_SHEETS = 5


class _Enough(Exception):
    """As many rows are read as were asked for."""


Start = Callable[[str, dict[str, str]], None]


def parse(
    package: ZipFile,
    part: str,
    on_start: Start,
    on_end: Callable[[str], None] | None = None,
    on_text: Callable[[str], None] | None = None,
) -> None:
    """Stream one part through the handlers, which get names without their namespace prefix.

    Raises: Unreadable on a document type, with which entities could be made to grow; BadZipFile on
    a compression that .xlsx does not know.
    """
    if package.getinfo(part).compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile(part)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda name, given: on_start(_local(name), given)
    if on_end:
        parser.EndElementHandler = lambda name: on_end(_local(name))
    if on_text:
        parser.CharacterDataHandler = on_text
    with package.open(part) as stream:
        while chunk := stream.read(1 << 16):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    raise Unreadable(problems.UNSAFE_XML)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _relations(package: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """The relations of a part ("" for the package) to other parts: id to (type, part)."""
    path = PurePosixPath(part)
    rels = str(path.parent / "_rels" / f"{path.name}.rels") if part else "_rels/.rels"
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, given: dict[str, str]) -> None:
        if name == "Relationship" and given.get("TargetMode") != "External":
            target = normpath(f"/{path.parent}/{given['Target']}").lstrip("/")
            if given["Target"].startswith("/"):
                target = given["Target"].lstrip("/")
            found[given["Id"]] = (given["Type"], target)

    if rels in package.NameToInfo:
        parse(package, rels, start)
    return found


def _target(relations: dict[str, tuple[str, str]], kind: str) -> str | None:
    return next((part for is_a, part in relations.values() if is_a.endswith(kind)), None)


def _sheets_of(package: ZipFile, main: str) -> tuple[list[tuple[str, str, str]], bool]:
    """Name, state and relation of each sheet, of which there is one, and whether days count from 1904."""
    root = ""
    sheets: list[tuple[str, str, str]] = []
    since_1904 = False

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal since_1904, root
        root = root or name
        if name == "workbookPr":
            since_1904 = _is_true(given.get("date1904"))
        if name == "sheet":
            relation = next((value for key, value in given.items() if key.endswith(":id")), "")
            sheets.append((given["name"], given.get("state", ""), relation))

    parse(package, main, start)
    if root != "workbook":
        raise Unreadable(problems.NOT_A_WORKBOOK)
    if not sheets:
        raise Unreadable(problems.SHEET_MISSING)
    return sheets, since_1904


def _is_true(given: str | None) -> bool:
    return given in ("1", "true", "on")


def _strings(package: ZipFile, part: str | None) -> list[str]:
    """The shared strings by number, rich text joined, the phonetic reading aids left out."""
    found: list[str] = []
    pieces: list[str] = []
    inside: list[str] = []

    def start(name: str, _: dict[str, str]) -> None:
        inside.append(name)
        if name == "si":
            pieces.clear()

    def characters(text: str) -> None:
        if inside[-1] == "t" and "rPh" not in inside:
            pieces.append(text)

    def end(name: str) -> None:
        inside.pop()
        if name == "si":
            found.append(_unescaped("".join(pieces)))

    if part is not None:
        parse(package, part, start, end, characters)
    return found


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _unescaped(text: str) -> str:
    """`_x000D_` as the sign it stands for (ECMA-376-1, 22.9.2.19), two halves of a pair as the one they make."""
    if "_x" not in text:
        return text
    signs = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return signs.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


_DATED_NUMBERS = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}
_NOT_LETTERS_OF_A_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)


class Style(NamedTuple):
    """How a cell shows its number: whether as a date or a time of day, else with how many digits at least."""

    dated: bool
    digits: int


_GENERAL = Style(dated=False, digits=1)


def _styles(package: ZipFile, part: str | None) -> list[Style]:
    """The cell styles by number."""
    formats: dict[int, str] = {}
    numbers: list[int] = []
    inside: list[str] = []

    def start(name: str, given: dict[str, str]) -> None:
        inside.append(name)
        if name == "numFmt" and "numFmts" in inside:
            formats[int(given["numFmtId"])] = given["formatCode"]
        if name == "xf" and "cellXfs" in inside:
            numbers.append(int(given.get("numFmtId", 0)))

    if part is not None:
        parse(package, part, start, lambda _: inside.remove(inside[-1]))
    known = {number: _style(number, formats.get(number)) for number in set(numbers)}
    return [known[number] for number in numbers]


def _style(number: int, number_format: str | None) -> Style:
    if number_format is None:
        return Style(number in _DATED_NUMBERS, 1)
    return Style(shows_a_date(number_format), least_digits(number_format))


def least_digits(number_format: str) -> int:
    """With how many digits at least a format shows a whole number: 3 for "000", which shows 7 as 007."""
    zeros = number_format.partition(";")[0].strip()
    return len(zeros) if zeros and not zeros.strip("0") else 1


def shows_a_date(number_format: str) -> bool:
    """Whether a number format writes days or times; elapsed hours, as in [h]:mm, are a quantity."""
    first = number_format.partition(";")[0]
    if _ELAPSED.search(first):
        return False
    letters = _NOT_LETTERS_OF_A_FORMAT.sub("", first).lower()
    if "#" in letters or letters in ("general", "standard"):
        return False
    return any(letter in letters for letter in "dmyhs")


_LAST_SERIAL = 2_957_003  # 31 December 9999, counted from 1904: the first that could overflow


def day_of(serial: float, *, since_1904: bool = False) -> date | datetime | time | None:
    """The date behind a serial number, to the second; None outside Excel's calendar.

    The 1900 system counts a 29 February 1900 that never was: before it the days lie one off.
    """
    if not 0 <= serial < _LAST_SERIAL:
        return None
    zero = date(1904, 1, 1) if since_1904 else date(1899, 12, 30 if serial >= 60 else 31)
    seconds = round(serial * 86_400)
    moment = datetime.combine(zero, time()) + timedelta(seconds=seconds)
    if seconds < 86_400 and not since_1904:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


_IN_THE_DATA = ["sheetData", "row"]
"""What a cell stands in; an element of its name elsewhere is none."""


class _Scan:
    """The handlers that fill a FirstSheet while its part streams by."""

    def __init__(
        self,
        sheet: FirstSheet,
        strings: list[str],
        styles: list[Style],
        since_1904: bool,
        rows: int = ROW_LIMIT,
    ) -> None:
        self.sheet, self.strings, self.styles, self.since_1904 = sheet, strings, styles, since_1904
        self.rows = rows
        self.row = self.column = self.filled = 0
        self.in_cell = False
        self.inside: list[str] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        self.inside.append(name)
        if name == "c" and self.inside[-3:-1] == _IN_THE_DATA:
            self._open_cell(given)
        elif name == "row":
            self.row, self.column = int(given.get("r", self.row + 1)), 0
            if _is_true(given.get("hidden")):
                self.sheet.hidden_rows.add(self.row)
        elif name == "col" and _is_true(given.get("hidden")):
            self.sheet.hidden_columns.append((int(given["min"]), int(given["max"])))
        elif name == "mergeCell":
            self.sheet.merged.append(given["ref"])
        elif name == "sheetProtection":
            self.sheet.protected = self.sheet.protected or _is_true(given.get("sheet"))
        elif name == "f" and self.in_cell:
            self.has_formula = True

    def characters(self, text: str) -> None:
        if not self.in_cell:
            return
        if self.inside[-1] == "f":
            self.formula.append(text)
        elif self.inside[-1] == "v" or (self.inside[-1] == "t" and "rPh" not in self.inside):
            self.pieces.append(text)

    def end(self, name: str) -> None:
        self.inside.pop()
        if name == "c" and self.in_cell:
            self.in_cell = False
            self._keep(self._cell("".join(self.pieces)))

    def _open_cell(self, given: dict[str, str]) -> None:
        """A cell may leave its address out: it then stands right of the one before."""
        self.column += 1
        if "r" in given:
            self.column, self.row = position(given["r"])
        self.type, self.style = given.get("t", "n"), int(given.get("s", 0))
        self.pieces: list[str] = []
        self.formula: list[str] = []
        self.in_cell, self.has_formula = True, False

    def _keep(self, cell: RawCell) -> None:
        if cell.kind == "empty":
            return
        if not (1 <= self.row <= ROW_LIMIT and 1 <= self.column <= COLUMN_LIMIT):
            raise ValueError(f"a cell outside the sheet: {self.column}, {self.row}")
        self.filled += 1
        if self.filled > CELL_LIMIT:
            measured = Wording(f"hơn {CELL_LIMIT} ô", f"more than {CELL_LIMIT} cells")
            raise Unreadable(problems.too_large(measured, str(CELL_LIMIT)))
        if len(self.sheet.cells) == self.rows and self.row not in self.sheet.cells:
            raise _Enough
        row = self.sheet.cells.setdefault(self.row, {})
        if self.column in row:
            twice = f"{column_letter(self.column)}{self.row}"
            raise Unreadable(problems.CELL_TWICE.filled(cell=twice))
        row[self.column] = cell

    def _cell(self, written: str) -> RawCell:
        if self.type == "e":
            return RawCell(None, "error", written)
        if self.has_formula:
            return RawCell(None, "formula", "=" + "".join(self.formula))
        if self.type == "s":
            return text_cell(self.strings[_index(written)]) if written else EMPTY
        if self.type in ("str", "inlineStr"):
            return text_cell(_unescaped(written))
        if not written.strip():
            return EMPTY
        if self.type == "b":
            return RawCell(_is_true(written), "bool", "TRUE" if _is_true(written) else "FALSE")
        if self.type == "d":
            return date_cell(datetime.fromisoformat(written))
        return self._number(float(written))

    def _number(self, number: float) -> RawCell:
        """A number as Excel shows it: with fifteen digits, behind which sums leave a dust that nobody sees."""
        style = self.styles[self.style] if self.style < len(self.styles) else _GENERAL
        if style.dated:
            moment = day_of(number, since_1904=self.since_1904)
            if moment is not None:
                return date_cell(moment)
        number = float(f"{number:.15g}")
        if not number.is_integer() or abs(number) >= 1 << 53:
            return RawCell(number, "number", f"{number:.15g}")
        return RawCell(int(number), "number", f"{int(number):0{style.digits}d}")


@lru_cache(maxsize=32_768)
def text_cell(text: str) -> RawCell:
    """A cell of text; one of nothing but white space is empty. Cells that say the same are mostly one and the same cell."""
    return RawCell(text, "text", text) if tidy(text) else EMPTY


def date_cell(moment: date | datetime | time) -> RawCell:
    """A cell of a day, of one with a time of day, or of such a time alone."""
    if isinstance(moment, datetime) and moment.time() == time():
        moment = moment.date()
    if isinstance(moment, time):
        return RawCell(moment, "date", f"{moment:%H:%M}")
    clock = f" {moment:%H:%M}" if isinstance(moment, datetime) else ""
    day = f"{moment.day:02d}/{moment.month:02d}/{moment.year:04d}"
    return RawCell(moment, "date", day + clock)


def _index(written: str) -> int:
    index = int(written)
    if index < 0:
        raise ValueError(f"a shared string of number {index}")
    return index


_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def position(address: str) -> tuple[int, int]:
    """Column and row of a cell address, both from 1: "C14" is (3, 14).

    Raises: ValueError for anything else.
    """
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(f"no cell address: {address!r}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(found[2])


def column_letter(column: int) -> str:
    """The letter of a column counted from 1: "C" for 3, "AA" for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
