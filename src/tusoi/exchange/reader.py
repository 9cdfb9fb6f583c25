"""From the sheets as they are to records: headings matched to the declared columns, cells to typed values.

A record's day is a `date`, or `NOT_STATED`, as a number may be; a word is its code; "chưa nêu" in any other kind of column
is the same as an empty cell. Whatever does not fit is a fault with its place and `FAULTY`, and reading goes on.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import compress, islice
from pathlib import Path
from typing import Final

from tusoi.exchange.calendars import ANY, Span, in_its_calendar
from tusoi.exchange.cells import (
    MENDED,
    NOT_STATED,
    NotStated,
    read_value,
)
from tusoi.exchange.columns import CAMPAIGN_FILE, SHEETS, Column, Kind, Sheet, columns_for
from tusoi.exchange.faults import Findings, Place, Problem, shortened
from tusoi.exchange.later_sheets import name_later_sheets
from tusoi.exchange.problems import folder as problems
from tusoi.exchange.raw import (
    EMPTY,
    SENT,
    Limits,
    RawCell,
    RawRow,
    RawSheet,
    read_csv,
    read_workbook,
)
from tusoi.exchange.second_headings import second_headings
from tusoi.exchange.xlsx import column_letter
from tusoi.text.forms import as_seen, fold
from tusoi.values.pace import Pace, Progress
from tusoi.values.period import ALWAYS, Period
from tusoi.values.wording import Wording, same

MANY_CRITERIA = 99
_ROWS_ABOVE = 10
"""How far down the headings are looked for, to say that they stand too low."""
_FEW_HEADINGS = 3
"""Fewer headings than these tell no workbook from another."""
_RANGES_WIDTH = 200
"""Columns of a terminal that merged ranges listed in one sentence take at most."""


class Faulty(Enum):
    """The type of `FAULTY`, so that `is FAULTY` narrows."""

    FAULTY = "faulty"


FAULTY: Final = Faulty.FAULTY
"""What a cell says that has a fault of its own: no check draws a second one from it."""

Value = str | int | date | NotStated | Faulty | tuple[str, ...] | tuple[date, ...] | None


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a workbook: its values by column, and where it stands. `key` tells it apart in its sheet.

    A country has millions: what all rows of a sheet share, which column comes where, is kept once for all of them.
    """

    key: str
    number: int
    """The row as Excel shows it."""
    raw: RawSheet
    positions: Mapping[str, int]
    """Where each column stands in the sheet."""
    places: Mapping[str, int]
    """Where each column stands in `told`."""
    told: tuple[Value, ...]

    @classmethod
    def of(
        cls,
        key: str,
        number: int,
        raw: RawSheet,
        positions: Mapping[str, int],
        values: Mapping[str, Value],
    ) -> "Record":
        """A row alone, with its values by column."""
        places = {column: place for place, column in enumerate(values)}
        return cls(key, number, raw, positions, places, tuple(values.values()))

    @property
    def values(self) -> dict[str, Value]:
        """What the row says by column; a column whose cell is empty is not there."""
        return {column: self.told[place] for column, place in self.places.items()}

    @property
    def period(self) -> Period:
        """The days on which a dated row holds."""
        return Period(self.day("since") or ALWAYS, self.day("until"))

    def value(self, column: str) -> Value:
        """What a cell says; None where it is empty."""
        place = self.places.get(column)
        return None if place is None else self.told[place]

    def text(self, column: str) -> str:
        """A code, word or text; "" where the cell is empty or not stated."""
        place = self.places.get(column)  # not through `value`: this is asked most of all
        value = None if place is None else self.told[place]
        return value if isinstance(value, str) else ""

    def several(self, column: str) -> tuple[str, ...]:
        """The codes of a cell that holds several."""
        value = self.value(column)
        return (
            tuple(one for one in value if isinstance(one, str)) if isinstance(value, tuple) else ()
        )

    def count(self, column: str) -> int:
        """A number; 0 where the cell is empty or not stated."""
        value = self.value(column)
        return value if isinstance(value, int) else 0

    def day(self, column: str) -> date | None:
        """A stated day; None where the cell is empty or not stated."""
        value = self.value(column)
        return value if isinstance(value, date) else None

    def days(self, column: str) -> tuple[date, ...]:
        """The stated days of a cell that holds several, in order."""
        value = self.value(column)
        found = value if isinstance(value, tuple) else ()
        if not found:
            return ()
        return tuple(sorted(one for one in found if isinstance(one, date)))

    def silent(self, column: str) -> bool:
        """Whether the cell says "not stated", or what it says cannot be told."""
        return self.value(column) in (NOT_STATED, FAULTY)

    def faulty(self, column: str) -> bool:
        """Whether the cell has a fault of its own."""
        return self.value(column) is FAULTY

    @property
    def broken(self) -> bool:
        """Whether any cell of the row has a fault of its own."""
        return FAULTY in self.told

    @property
    def withdrawn(self) -> bool:
        """Whether the row takes back what it told earlier."""
        return self.text("withdrawn") == "withdrawn"

    def place(self, column: str | None = None) -> Place:
        """Where the row, or its cell in a column, stands."""
        return self.raw.place(self.number, self.positions.get(column or ""))

    def fault(self, findings: Findings, problem: Problem, column: str | None = None) -> None:
        """Name a fault of this row, at the cell of a column if one is to blame."""
        position = self.positions.get(column or "")
        place = self.raw.place(self.number, position)
        if position is None:
            findings.add(problem, place)
            return
        row = self.raw.row(self.number)
        findings.add(problem, place, row.cells[position].text, self.raw.snippet(row, position))


@dataclass(slots=True)
class Folder:
    """A campaign folder's workbooks as records by file, withdrawn rows among them."""

    path: Path
    records: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    """Workbooks whose rows cannot be told for a fault of their own; nothing is held against them."""
    _told: dict[str, tuple[Record, ...]] = field(default_factory=dict)

    def of(self, sheet: Sheet) -> tuple[Record, ...]:
        """The records of one workbook that are told; not those withdrawn."""
        if sheet.file not in self._told:
            records = self.records.get(sheet.file, ())
            told = tuple(record for record in records if not record.withdrawn)
            self._told[sheet.file] = records if len(told) == len(records) else told
        return self._told[sheet.file]

    def all_of(self, sheet: Sheet) -> tuple[Record, ...]:
        """The records of one workbook, withdrawn ones too."""
        return self.records.get(sheet.file, ())


def read_folder(
    path: Path,
    *,
    criteria: int | None,
    findings: Findings,
    limits: Limits = SENT,
    progress: Progress = lambda _: None,
    span: Span = ANY,
) -> Folder:
    """Every declared workbook of the folder, with all faults of reading in `findings`.

    `limits` are those of a .csv; `span` tells when the campaign was. `criteria` is the number of the guidance set's criteria;
    None if it is not known, and then the columns per criterion are not judged.
    """
    folder = Folder(path)
    likes = _not_ours_but_like(path)
    for sheet in SHEETS:
        faults = len(findings.faults)
        raw = _raw_sheet(path, sheet, likes.get(sheet.file), findings, limits, progress)
        columns = _match_headings(sheet, raw, criteria, findings) if raw else {}
        if raw is not None and columns:
            name_later_sheets(sheet, raw, findings)
            raw = in_its_calendar(sheet, raw, columns, span, findings)
            folder.records[sheet.file] = _records(sheet, raw, columns, findings)
        known = {column.key for column in columns.values()}
        if len(findings.faults) > faults and not known.issuperset(sheet.row_key):
            folder.unread.add(sheet.file)
    _name_strays(path, findings)
    return folder


def read_alone(path: Path, sheet: Sheet, findings: Findings) -> tuple[Record, ...]:
    """The rows of one workbook that is no part of a campaign folder, with all faults of reading in `findings`."""
    raw = read_workbook(path, findings)
    columns = _match_headings(sheet, raw, 0, findings) if raw else {}
    if raw is None or not columns:
        return ()
    name_later_sheets(sheet, raw, findings)
    return _records(sheet, raw, columns, findings)


def workbook_paths(path: Path) -> list[Path]:
    """The files of the folder that hold a declared workbook, in the order in which they are read."""
    found = [path / name for sheet in SHEETS for name in (sheet.file, csv_name(sheet))]
    return [file for file in found if file.is_file()]


def csv_name(sheet: Sheet) -> str:
    """The name of the workbook's text form."""
    return f"{_stem(sheet)}.csv"


def _stem(sheet: Sheet) -> str:
    return sheet.file.removesuffix(".xlsx")


def foreign_form(name: str) -> str:
    """The workbook of ours that a file of a form we do not read is named like: ky-luat.xlsx of "Kỷ-luật.xls"; else ""."""
    return named_like(name) if _form(name) in _FOREIGN else ""


def named_like(name: str) -> str:
    """The workbook of ours that a file is named like but for capitals, marks, what parts words, its form, or the number of a copy; else ""."""
    if is_no_document(name):
        return ""
    told = "".join(filter(str.isalnum, _COPIED.sub("", _without_forms(fold(name)))))
    return next((sheet.file for sheet in SHEETS if told == fold(_stem(sheet)).replace("-", "")), "")


def is_no_document(name: str) -> bool:
    """Whether a file is one that programs and systems leave beside others, or hide."""
    return name.startswith(_NO_DOCUMENT) or name.lower() in _LEFT_BY_SYSTEMS


def _without_forms(name: str) -> str:
    """A name without its ends: "ky-luat" of "ky-luat.csv.txt"."""
    stem, dot, _ = name.rpartition(".")
    while dot and _form(name) in _FORMS:
        name = stem
        stem, dot, _ = name.rpartition(".")
    return name


def _form(name: str) -> str:
    """The end of a name, such as ".xls"; "" where it has none."""
    _, dot, end = name.rpartition(".")
    return f"{dot}{end.strip().lower()}" if dot else ""


def _not_ours_but_like(path: Path) -> dict[str, str]:
    """The files that are not read because of their form or name, by the workbook that each is named like; one of each."""
    there = (file.name for file in path.iterdir() if file.name not in OURS and not file.is_dir())
    return {like: name for name in sorted(there, reverse=True) if (like := named_like(name))}


def _raw_sheet(
    path: Path,
    sheet: Sheet,
    like: str | None,
    findings: Findings,
    limits: Limits,
    progress: Progress,
) -> RawSheet | None:
    workbook, text = path / sheet.file, path / csv_name(sheet)
    for file in (workbook, text):
        if (file.is_symlink() or file.exists()) and not file.is_file():
            findings.add(problems.NOT_A_FILE.filled(file=file.name), Place(file.name))
            return None
    if workbook.is_file() and text.is_file():
        findings.add(problems.BOTH_FORMS.filled(file=text.name), Place(sheet.file))
        return None
    if workbook.is_file():
        return read_workbook(workbook, findings)
    if text.is_file():
        with Pace(
            _READING.filled(file=same(text.name)), text.stat().st_size // _MB, progress
        ) as pace:
            return read_csv(text, findings, limits=limits, far=lambda done, _: pace.to(done // _MB))
    if like is not None:
        filled = _misnamed(like).filled(file=sheet.file, text=csv_name(sheet))
        findings.add(filled, Place(_shown(like)))
    elif sheet.required:
        findings.add(problems.FILE_MISSING.filled(file=sheet.file), Place(sheet.file))
    return None


def _misnamed(name: str) -> Problem:
    """Why a file that is named like a workbook is not read: its form, that it is packed, or its name."""
    if foreign_form(name):
        return problems.FOREIGN_FORM
    return problems.PACKED if _form(name) in PACKED else problems.MISNAMED


def _name_strays(path: Path, findings: Findings) -> None:
    """A file of another name is not read, nor are files further down; that is said, with the name one may have meant.

    Systems that hide the end of a name make "don-vi.csv.txt" of what is shown as "don-vi.csv".
    """
    told = {fault.place.file for fault in findings.faults}
    for file in sorted(path.iterdir()):
        if file.name in OURS or is_no_document(file.name) or _shown(file.name) in told:
            continue
        if not file.is_dir():
            if _may_hold_rows(file.name):
                note_stray(file.name, findings)
        elif any((file / name).is_file() for name in OURS):
            findings.note("folder-not-read", Place(_shown(file.name)), problems.STRAY_FOLDER)


def _may_hold_rows(name: str) -> bool:
    """Whether a file is of a form that people keep rows in, of none, or named much like one of ours: a README is not told of."""
    return _form(name) in ("", *_FORMS) or bool(_meant(name, cutoff=0.8))


def note_stray(name: str, findings: Findings) -> None:
    """Say of a file that it was not read, and which name it may have meant."""
    near = _meant(name, cutoff=0.6 if _form(name) in _SPREADSHEETS else 0.8) or named_like(name)
    said = problems.STRAY_NEAR.filled(near=near) if near else problems.STRAY
    findings.note("file-not-read", Place(_shown(name)), said)


def _meant(name: str, *, cutoff: float) -> str:
    """The name of ours that is spelled most alike; "" where none is."""
    return next(iter(difflib.get_close_matches(fold(name), OURS, n=1, cutoff=cutoff)), "")


def _shown(name: str) -> str:
    """A name as it may be shown: it need not be text."""
    return shortened(name.encode("utf-8", "replace").decode(), 80)


def _records(
    sheet: Sheet, raw: RawSheet, columns: Mapping[int, Column], findings: Findings
) -> tuple[Record, ...]:
    """The records of the rows, each under the key of its columns; a key that comes twice is a fault.

    Where several dated rows share a key, the first day is part of it: so a dated row keeps its key whatever other
    rows a return, or another campaign of the host, lists.
    """
    positions = {column.key: position for position, column in columns.items()}
    headings = _name_second_headings(sheet, raw, columns, findings)
    cells = _Cells(raw, columns, findings, sheet.row_key)
    filled = _Filled([column.key for column in columns.values()])
    read = []
    for row in islice(raw.rows, headings, None):
        places, told = filled.alone(cells.told(row))
        read.append(Record(_key(sheet, told, places), row.number, raw, positions, places, told))
    if not sheet.several_rows_per_key:
        whole = [record for record in read if has_whole_key(sheet, record)]
        times = Counter(record.key for record in whole)
        for record in whole:
            if times[record.key] > 1:
                problem = problems.ROW_TWICE.filled(key=record.key)
                record.fault(findings, problem, sheet.row_key[0])
    return tuple(read)


def _name_second_headings(
    sheet: Sheet, raw: RawSheet, columns: Mapping[int, Column], findings: Findings
) -> int:
    """One fault for rows beneath the headings that are headings too; how many there are."""
    second = second_headings(sheet, raw, columns, _spelled(columns_for(sheet, MANY_CRITERIA)))
    for row in second:
        there = " │ ".join(cell.text for cell in row.cells if cell.text)
        findings.add(problems.SECOND_HEADINGS.caused_by(sheet.file), raw.place(row.number), there)
    return len(second)


class _Filled:
    """Which columns the rows of a sheet fill: what rows that fill the same ones share, and what each says of its own."""

    def __init__(self, columns: Sequence[str]) -> None:
        self.columns = columns
        self.known: dict[tuple[bool, ...], Mapping[str, int]] = {}

    def alone(self, told: Sequence[Value]) -> tuple[Mapping[str, int], tuple[Value, ...]]:
        """Where each filled column stands among the values of those that are filled, and these values."""
        filled = tuple([value is not None for value in told])
        if filled not in self.known:
            columns = compress(self.columns, filled)
            self.known[filled] = {column: place for place, column in enumerate(columns)}
        return self.known[filled], tuple(compress(told, filled))


def _key(sheet: Sheet, told: tuple[Value, ...], places: Mapping[str, int]) -> str:
    parts = (told[places[column]] for column in sheet.row_key if column in places)
    key = "/".join(part for part in parts if part and isinstance(part, str))
    if not sheet.several_rows_per_key:
        return key
    since = told[places["since"]] if "since" in places else None
    return f"{key}#{since.isoformat() if isinstance(since, date) else ''}"


def _match_headings(
    sheet: Sheet, raw: RawSheet, criteria: int | None, findings: Findings
) -> dict[int, Column]:
    """The declared column of each position; unknown and missing headings are faults."""
    declared = columns_for(sheet, MANY_CRITERIA if criteria is None else criteria)
    spelled = _spelled(declared)
    found, others = _found(raw, spelled)
    astray = _astray(sheet, raw, found, declared, spelled) or _merged(raw)
    if astray is not None:
        _say_only(findings, astray, raw)
        return {}
    missing = [column for column in declared if column not in found.values()]
    for position, first in others.items():
        heading = raw.headings[position]
        said = _unknown(heading, missing) if first is None else _twice(raw, heading, first)
        if said is not None:
            findings.add(said, raw.place(None, position), heading)
    for column in missing:
        if not column.may_be_absent and not (column.per_criterion and criteria is None):
            problem = problems.HEADING_MISSING.filled(heading=column.heading)
            findings.add(problem, raw.place(None))
    return found


def _spelled(declared: Iterable[Column]) -> dict[str, Column]:
    """Each column by every heading that it may have."""
    return {
        fold(heading): column
        for column in declared
        for heading in (column.heading.vi, column.heading.en, column.key)
    }


def _found(
    raw: RawSheet, spelled: Mapping[str, Column]
) -> tuple[dict[int, Column], dict[int, int | None]]:
    """The column of each position; and the other headings, each with the position of the column it repeats, if any."""
    found: dict[int, Column] = {}
    others: dict[int, int | None] = {}
    at: dict[str, int] = {}
    for position, heading in enumerate(raw.headings):
        column = spelled.get(fold(as_seen(heading)))
        if not heading:
            continue
        if column is None or column.key in at:
            others[position] = at[column.key] if column else None
        else:
            found[position] = column
            at[column.key] = position
    return found, others


def _astray(
    sheet: Sheet,
    raw: RawSheet,
    found: Mapping[int, Column],
    declared: Sequence[Column],
    spelled: Mapping[str, Column],
) -> Problem | None:
    """What to say of a sheet whose headings stand lower, or that is another one: a cover, or a text that was read wrongly."""
    if len(found) >= len(declared) / 2:
        return None
    below = _headings_below(raw, spelled)
    if below is not None:
        return problems.HEADINGS_BELOW.filled(row=below)
    other = _another(raw, len(found))
    if other is not None:
        return problems.ANOTHER_WORKBOOK.filled(
            other=other.file, file=sheet.file, heading=declared[0].heading
        )
    if found:
        return None
    problem = problems.NO_KNOWN_HEADING_IN_TEXT if raw.is_text else problems.NO_KNOWN_HEADING
    there = shortened(" │ ".join(filter(None, raw.headings)), 60)
    return problem.filled(there=there, heading=declared[0].heading)


def _merged(raw: RawSheet) -> Problem | None:
    """What to say of headings that share cells: which column is whose cannot be told, and what is missing follows."""
    if not raw.merged_headings:
        return None
    ranges = shortened(", ".join(raw.merged_headings), _RANGES_WIDTH)
    return problems.HEADINGS_MERGED.filled(ranges=ranges)


def _another(raw: RawSheet, found: int) -> Sheet | None:
    """The sheet whose headings these nearly all are, where twice as many as were `found` are known to it."""
    there = {fold(as_seen(heading)) for heading in raw.headings if heading}
    for sheet in SHEETS:
        fit = len(there & _spelled(columns_for(sheet, MANY_CRITERIA)).keys())
        if fit >= max(_FEW_HEADINGS, 2 * found) and 10 * fit >= 9 * len(there):
            return sheet
    return None


def _headings_below(raw: RawSheet, spelled: Mapping[str, Column]) -> int | None:
    """The row in which the headings stand when a title or an empty row is above them."""
    first = raw.rows[:_ROWS_ABOVE]
    return next((row.number for row in first if fold(row.cells[0].text) in spelled), None)


def _say_only(findings: Findings, problem: Problem, raw: RawSheet) -> None:
    """One fault for a sheet instead of the many that follow from it."""
    place = raw.place(None)
    findings.faults[:] = [fault for fault in findings.faults if fault.place.file != place.file]
    findings.add(problem, place)


def _twice(raw: RawSheet, heading: str, first: int) -> Problem | None:
    """What to say of a column that stands at `first` already; nothing where the heading is the same, for that is said."""
    there = raw.headings[first]
    if there.casefold() == heading.casefold():
        return None
    return problems.HEADING_IN_TWO_FORMS.filled(
        heading=heading, column=column_letter(first + 1), there=there
    )


def _unknown(heading: str, missing: list[Column]) -> Problem:
    spelled = {
        fold(text): text for column in missing for text in (column.heading.vi, column.heading.en)
    }
    near = difflib.get_close_matches(fold(heading), spelled, n=1, cutoff=0.6)
    if near:
        return problems.HEADING_MISSPELT.filled(heading=heading, near=spelled[near[0]])
    return problems.HEADING_UNKNOWN.filled(heading=heading)


class _Cells:
    """The cells of one sheet read by their columns.

    The same words, days and codes fill most cells of a column: what such a text was read as, without a word said,
    is remembered, and a cell of it costs one look.
    """

    def __init__(
        self, raw: RawSheet, columns: Mapping[int, Column], findings: Findings, key: Sequence[str]
    ) -> None:
        self.raw, self.findings, self.key = raw, findings, key
        self.csv = raw.is_text
        self.columns: tuple[tuple[int, Column, dict[str, Value]], ...] = tuple(
            (position, column, {}) for position, column in columns.items()
        )

    def told(self, row: RawRow) -> list[Value]:
        """What the row says, column by column; None for an empty cell."""
        cells = row.cells
        told: list[Value] = []
        for position, column, known in self.columns:
            cell = cells[position]
            if cell is EMPTY:
                if column.required:
                    self._fault(row, position, _missing(column))
                told.append(FAULTY if column.required else None)
            elif cell.kind == "text" and cell.text in known:
                told.append(known[cell.text])
            else:
                told.append(self._read(row, cell, position, column, known))
        return told

    def _read(
        self, row: RawRow, cell: RawCell, position: int, column: Column, known: dict[str, Value]
    ) -> Value:
        said: list[str] = []
        value = read_value(cell, column, said, csv=self.csv)
        if self.csv:  # all is text there: that a number is needs no saying
            said = [code for code in said if code != "number-as-text"]
        for code in said:
            self.findings.note(code, self.raw.place(row.number, position), MENDED[code])
        if isinstance(value, Problem):
            self._fault(row, position, value)
            return FAULTY
        if cell.named:
            return FAULTY
        if refused := self._no_answer(column, value):
            self._fault(row, position, refused)
            return FAULTY
        if cell.kind == "text" and not said:
            if len(known) >= _REMEMBERED:
                known.clear()
            known[cell.text] = value
        return value

    def _no_answer(self, column: Column, value: Value) -> Problem | None:
        """Why a column does not take that nothing is there, or that it is not stated."""
        if column.required:
            return None if _is_filled(value, column) else _missing(column)
        silent = value is NOT_STATED and (not column.may_be_silent or column.key in self.key)
        return problems.SILENT.filled(heading=column.heading) if silent else None

    def _fault(self, row: RawRow, position: int, problem: Problem) -> None:
        place, snippet = self.raw.place(row.number, position), self.raw.snippet(row, position)
        self.findings.add(problem, place, row.cells[position].text, snippet)


def _missing(column: Column) -> Problem:
    return problems.CELL_MISSING.filled(heading=column.heading)


def _is_filled(value: Value, column: Column) -> bool:
    """A required cell holds a value; of a number the record may be silent."""
    return value is not None and (value is not NOT_STATED or column.kind is Kind.NUMBER)


def has_whole_key(sheet: Sheet, record: Record) -> bool:
    """Whether no column of the key has a fault of its own, nor lacks what it must hold; else nobody knows which row it is."""
    return not any(
        record.faulty(column) or (sheet.column(column).required and not record.text(column))
        for column in sheet.row_key
    )


def bare_key(key: str) -> str:
    """The key without the first day: "A01" of "A01#2012-11-01"."""
    return key.split("#", 1)[0]


OURS = (CAMPAIGN_FILE, *(name for sheet in SHEETS for name in (sheet.file, csv_name(sheet))))
"""The names a campaign folder may hold."""
_FOREIGN = (
    ".xls",
    ".xlsm",
    ".xlsb",
    ".xlt",
    ".xltx",
    ".xltm",
    ".ods",
    ".fods",
    ".ots",
    ".numbers",
    ".et",
    ".gsheet",
    ".tsv",
    ".xml",
    ".html",
    ".htm",
)
_SPREADSHEETS = (".xlsx", ".csv", *_FOREIGN)
PACKED = (".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz")
_FORMS = (*_SPREADSHEETS, *PACKED, ".txt", ".doc", ".docx", ".pdf")
"""Ends of names that say of what form a file is."""
_COPIED = re.compile(r"^(copy of|ban sao cua)\s|[\s_-]*(copy|ban sao)?\s*(\(\d+\))?\s*$")
"""What programs add to the folded name of a copy."""
_NO_DOCUMENT = ("~$", ".")
"""How the names begin of what programs leave beside a file, or hide."""
_LEFT_BY_SYSTEMS = ("thumbs.db", "desktop.ini")
_REMEMBERED = 4096
"""Texts remembered of a column at most; codes come again soon or never."""
_READING = Wording(vi="đang đọc {file}, MB", en="reading {file}, MB")
_MB = 1_000_000
