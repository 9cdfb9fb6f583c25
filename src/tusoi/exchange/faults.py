"""Faults of a campaign folder: where each stands, what it is, how to mend it, how all are shown."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from typing import Any

from tusoi.values.wording import Wording

FOLDED_FROM = 20
"""More causes than this of one code in one column are shown once, with their rows named."""

FOUND_LENGTH = 60
_SIGNS_A_COLUMN = 8
"""Signs that one column of a terminal may take: a letter with marks upon it."""
_ROWS_WIDTH = 2_000
"""Columns of a terminal that the rows of folded faults take at most."""
CELLS_BESIDE = 2
"""Cells of a row shown on either side of the faulty one."""
_PICTURE_CELL_WIDTH = 26

Snippet = tuple[tuple[str, str, bool], ...]
"""The cells around a fault: (heading, value, whether it is the faulty one), in the sheet's order."""


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a folder, as exact as is known; `row` counts as Excel shows it, `column` is a letter."""

    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    heading: str = ""

    def text(self, lang: str, *, rows: str = "") -> str:
        """`kiem-diem.xlsx › trang “Kiểm điểm” › hàng 14 › cột F (Ngày họp)`; `rows` replaces the row."""
        vi = lang == "vi"
        parts = [self.file]
        if self.sheet:
            parts.append(f"{'trang' if vi else 'sheet'} “{self.sheet}”")
        if rows:
            parts.append(f"{'hàng' if vi else 'rows'} {rows}")
        elif self.row is not None:
            parts.append(f"{'hàng' if vi else 'row'} {self.row}")
        if self.column:
            heading = f" ({self.heading})" if self.heading else ""
            parts.append(f"{'cột' if vi else 'column'} {self.column}{heading}")
        return " › ".join(parts)

    def order(self) -> tuple[str, str, int, int, str]:
        """Files by name, then down the rows, then along the columns (Z before AA)."""
        return (self.file, self.sheet, self.row or 0, len(self.column), self.column)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, without the place: `code` never changes, the three sentences may.

    Faults of one code that follow from one `cause`, such as a unit that is named nowhere, are told once with all their places.
    """

    code: str
    what: Wording
    expected: Wording
    mend: Wording
    cause: str = ""

    def filled(self, **slots: Any) -> "Problem":
        """The same problem with its slots filled; to be done once, for what fills them may hold braces."""
        return Problem(
            self.code,
            self.what.filled(**slots),
            self.expected.filled(**slots),
            self.mend.filled(**slots),
            self.cause,
        )

    def caused_by(self, cause: str) -> "Problem":
        """The same problem, wherever it is met for the same reason."""
        return replace(self, cause=cause)

    def at(self, place: Place, found: str = "", snippet: Snippet = ()) -> "Fault":
        """This problem, met at `place`, where `found` stood."""
        quoted = shortened(found, FOUND_LENGTH)
        return Fault(
            self.code, place, quoted, self.what, self.expected, self.mend, snippet, self.cause
        )


def problem(
    code: str, what: tuple[str, str], expected: tuple[str, str], mend: tuple[str, str]
) -> Problem:
    """A problem from its three sentences, each in Vietnamese and in English."""
    return Problem(code, Wording(*what), Wording(*expected), Wording(*mend))


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps the folder from being loaded."""

    code: str
    place: Place
    found: str
    what: Wording
    expected: Wording
    mend: Wording
    snippet: Snippet = ()
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """What is told once: a fault, or all those that follow from the same, in the order of their places."""

    faults: tuple[Fault, ...]

    @property
    def first(self) -> Fault:
        """The fault that stands for all."""
        return self.faults[0]

    @property
    def files(self) -> tuple[str, ...]:
        """The files it is met in."""
        return tuple(dict.fromkeys(fault.place.file for fault in self.faults))

    @property
    def columns(self) -> tuple[tuple[Place, str], ...]:
        """Every place: the first of each column, and the rows of all, "" where it is but one."""
        rows: dict[tuple[str, ...], list[Place]] = {}
        for fault in self.faults:
            rows.setdefault(_column(fault), []).append(fault.place)
        return tuple((places[0], _rows(places)) for places in rows.values())

    def places(self, lang: str) -> list[str]:
        """Every place as text, a line for each column."""
        return [place.text(lang, rows=rows) for place, rows in self.columns]


def _rows(places: Sequence[Place]) -> str:
    if len(places) == 1:
        return ""
    return shortened(row_ranges(place.row for place in places), _ROWS_WIDTH)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was mended or passed over while reading, and is only said."""

    code: str
    place: Place
    said: Wording


@dataclass(slots=True)
class Findings:
    """All that was noticed in one folder; nothing is written while `faults` is not empty."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def add(self, problem: Problem, place: Place, found: str = "", snippet: Snippet = ()) -> None:
        """Add a fault: `problem` met at `place`."""
        self.faults.append(problem.at(place, found, snippet))

    def note(self, code: str, place: Place, said: Wording) -> None:
        """Add a note."""
        self.notes.append(Note(code, place, said))

    def sorted_faults(self) -> list[Fault]:
        """The faults by file, sheet, row and column, each once."""
        return sorted(
            dict.fromkeys(self.faults), key=lambda fault: (fault.place.order(), fault.code)
        )

    def causes(self) -> list[Cause]:
        """What is told once each, in the order of the first places."""
        return causes(self.sorted_faults())

    def sorted_notes(self) -> list[Note]:
        """The notes by file, sheet, row and column, each once."""
        return sorted(dict.fromkeys(self.notes), key=lambda note: (note.place.order(), note.code))


def causes(faults: Iterable[Fault]) -> list[Cause]:
    """Faults that follow from one cause together, the others alone, in the order of their first."""
    groups: dict[object, list[Fault]] = {}
    for at, fault in enumerate(faults):
        groups.setdefault((fault.code, fault.cause) if fault.cause else at, []).append(fault)
    return [Cause(tuple(group)) for group in groups.values()]


def render(
    findings: Findings,
    lang: str,
    *,
    lines: Callable[[Place], Snippet] | None = None,
    most: int | None = None,
) -> str:
    """Everything found, as terminal text in the manner of Elm and rustc; "" when nothing was found.

    First what is met in several files, then by file; each with its places, a picture of the first row, what was expected
    and how to mend it; then the notes, one for each kind and column; then the count. `lines` draws the picture of a fault
    that carries none. `most` is how many causes, those folded together counted once, are shown at most.
    """
    blocks: list[str] = []
    left = most
    told = sorted(findings.causes(), key=lambda cause: len(cause.files) == 1)
    for title, titled in groupby(told, key=lambda cause: _title(cause, lang)):
        shown = list(islice(_folded(titled), left))
        if left is not None:
            left -= len(shown)
        if shown:
            blocks.append(f"── {title} ".ljust(78, "─"))
        blocks.extend(_block(cause, lang, lines) for cause in shown)
    notes = [_note_line(group, lang) for group in _alike(findings.sorted_notes()).values()]
    if notes:
        blocks.append("\n".join(notes))
    if findings.faults:
        blocks.append(_count(findings, lang))
    return _harmless("\n\n".join(blocks))


def _title(cause: Cause, lang: str) -> str:
    if len(cause.files) == 1:
        return cause.files[0]
    return "nhiều tệp" if lang == "vi" else "several files"


def _harmless(text: str) -> str:
    """No sign that could steer a terminal: a file name or a cell may hold any."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)


def to_json(findings: Findings, lang: str) -> list[dict[str, Any]]:
    """Faults, then notes, each a flat dictionary: sentences in `lang`, the place in its parts."""
    faults = [
        {
            "level": "fault",
            "code": fault.code,
            **_place_parts(fault.place),
            "found": fault.found,
            "what": fault.what.in_(lang),
            "expected": fault.expected.in_(lang),
            "mend": fault.mend.in_(lang),
            "cause": fault.cause,
        }
        for fault in findings.sorted_faults()
    ]
    notes = [
        {
            "level": "note",
            "code": note.code,
            **_place_parts(note.place),
            "said": note.said.in_(lang),
        }
        for note in findings.sorted_notes()
    ]
    return faults + notes


def _place_parts(place: Place) -> dict[str, Any]:
    names = ("file", "sheet", "row", "column", "heading")
    return {name: getattr(place, name) for name in names}


def _column(one: Fault | Note) -> tuple[str, ...]:
    return (one.place.file, one.place.sheet, one.place.column)


def _alike(notes: Iterable[Note]) -> dict[tuple[str, ...], list[Note]]:
    """Notes of one code in one column together, in the order of their first."""
    groups: dict[tuple[str, ...], list[Note]] = {}
    for one in notes:
        groups.setdefault((one.code, *_column(one)), []).append(one)
    return groups


def _folded(told: Iterable[Cause]) -> Iterator[Cause]:
    """Each cause alone, but those of one code that begin in one column together once they are too many."""
    groups: dict[tuple[str, ...], list[Cause]] = {}
    for cause in told:
        groups.setdefault((cause.first.code, *_column(cause.first)), []).append(cause)
    for group in groups.values():
        if len(group) > FOLDED_FROM:
            yield Cause(tuple(fault for cause in group for fault in cause.faults))
        else:
            yield from group


def _block(cause: Cause, lang: str, lines: Callable[[Place], Snippet] | None) -> str:
    """One cause as text: the first of its faults, and every place."""
    first, vi, places = cause.first, lang == "vi", cause.places(lang)
    text = [f"{'lỗi' if vi else 'fault'}[{first.code}]: {first.what.in_(lang)}"]
    text.append(f"  --> {places[0] if len(places) == 1 else first.place.text(lang)}")
    snippet = first.snippet or (lines(first.place) if lines else ())
    if snippet:
        text.extend(_picture(snippet, first.place.row))
    elif first.found:
        text.append(f"    {'thấy' if vi else 'found'}: “{first.found}”")
    text.append(f"    {'cần' if vi else 'expected'}: {first.expected.in_(lang)}")
    text.append(f"    {'cách sửa' if vi else 'to mend'}: {first.mend.in_(lang)}")
    if len(places) > 1:
        text.append(f"    {_places_line(len(cause.faults), lang)}")
        text.extend(f"      {place}" for place in places)
    elif len(cause.faults) > 1:
        text.append(_folded_line(len(cause.faults), first.place.row, lang))
    return "\n".join(text)


def _places_line(count: int, lang: str) -> str:
    if lang == "vi":
        return f"cùng một lỗi ở {count} ô; trên đây là ô đầu tiên:"
    return f"{count} cells have the same fault; shown is the first:"


def _folded_line(count: int, row: int | None, lang: str) -> str:
    if lang == "vi":
        return f"    ({count} ô cùng một lỗi; trên đây là ô đầu tiên, ở hàng {row})"
    return f"    ({count} cells with the same fault; shown is the first, in row {row})"


def _picture(snippet: Snippet, row: int | None) -> list[str]:
    """The row around the faulty cell: headings, values, carets below the faulty one.

    Widths are display columns: a combining mark takes none, a wide sign two.
    """
    at = next((index for index, cell in enumerate(snippet) if cell[2]), 0)
    start = max(0, at - CELLS_BESIDE)
    headings, values, carets = [], [], []
    for heading, value, faulty in snippet[start : at + CELLS_BESIDE + 1]:
        above = shortened(heading, _PICTURE_CELL_WIDTH)
        below = shortened(value, _PICTURE_CELL_WIDTH)
        width = max(display_width(above), display_width(below), 1)
        headings.append(_padded(above, width))
        values.append(_padded(below, width))
        mark = "^" * max(display_width(below), 1) if faulty else ""
        carets.append(_padded(mark, width))
    number = str(row or "")
    edge = " " * len(number)
    return [
        f"  {edge} │ {' │ '.join(headings)}".rstrip(),
        f"  {number} │ {' │ '.join(values)}".rstrip(),
        f"  {edge} │ {'   '.join(carets)}".rstrip(),
    ]


def _note_line(group: list[Note], lang: str) -> str:
    first = group[0]
    rows = row_ranges(note.place.row for note in group) if len(group) > 1 else ""
    rows = shortened(rows, _ROWS_WIDTH)
    word = "ghi chú" if lang == "vi" else "note"
    said = first.said.in_(lang)
    return f"{word}[{first.code}]: {said}\n  --> {first.place.text(lang, rows=rows)}"


def _count(findings: Findings, lang: str) -> str:
    told, places = len(findings.causes()), len(findings.sorted_faults())
    files = len({fault.place.file for fault in findings.faults})
    if lang == "vi":
        where = f" ở {places} chỗ" if places > told else ""
        return f"{told} lỗi{where} trong {files} tệp; chưa ghi gì vào cơ sở dữ liệu."
    where = f" in {places} places" if places > told else ""
    shown = f"{told} fault{'s' * (told != 1)}{where} in {files} file{'s' * (files != 1)}"
    return f"{shown}; nothing was written to the database."


def row_ranges(rows: Iterable[int | None]) -> str:
    """Row numbers as people write them: "2-40, 44"."""
    ranges: list[list[int]] = []
    for row in sorted({row for row in rows if row is not None}):
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)


def shortened(text: str, width: int) -> str:
    """The text on one line and at most `width` display columns wide, the cut shown by "…".

    Only its beginning is looked at: a cell may hold a hundred thousand signs, and be told of in as many faults.
    """
    beginning = text[: _SIGNS_A_COLUMN * width]
    line = "".join(sign if sign.isprintable() else " " for sign in beginning)
    if len(beginning) == len(text) and display_width(line) <= width:
        return line
    kept, taken = "", 0
    for sign in line:
        taken += _sign_width(sign)
        if taken > width - 1:
            break
        kept += sign
    return kept + "…"


def display_width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(_sign_width(sign) for sign in text)


def _sign_width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _padded(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))
