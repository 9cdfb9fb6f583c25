"""An office's own workbook back, with every faulty cell coloured and told why in a comment, and all faults on a last sheet.

What the office wrote stays: formats, other sheets, the text of formulas. Pictures and charts are lost, for
the library that edits workbooks does not carry them. Our own reader has passed a file before it is opened here.
"""

import io
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from tusoi.exchange.cells import read_day, read_number
from tusoi.exchange.columns import SHEETS, Kind
from tusoi.exchange.faults import Cause, Fault, Findings, Place, causes
from tusoi.exchange.raw import MIB, RawCell, RawSheet, read_csv, read_workbook
from tusoi.exchange.xlsx import Unreadable, column_letter, parse, position
from tusoi.text.forms import fold
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

AUTHOR = "Tự Soi"
UNPACKED_LIMIT = 64 * MIB
"""A workbook is held whole while it is edited, at many times this size."""
SPREAD_LIMIT = 1_000_000
"""Cells of all ranges that the library spreads out, cell by cell, while it opens a workbook."""
_SPREAD_OUT = ("mergeCell", "hyperlink")
_FAULTY = PatternFill("solid", fgColor="FFF6C9BE")
_PLAIN = PatternFill()
_OURS_BELOW = f"— {AUTHOR} —"
_NOT_OPENED = (
    InvalidFileException,
    BadZipFile,
    zlib.error,
    struct.error,
    ExpatError,
    ParseError,
    Unreadable,
    EOFError,
    OSError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
)


class CannotBeAnnotated(Refused):
    """The file cannot be opened for editing; its faults are shown on the page alone."""

    def __init__(self, file: str) -> None:
        super().__init__(_CANNOT.filled(file=file))


def annotated(path: Path, faults: Iterable[Fault], *, lang: str) -> bytes:
    """The workbook at `path` with those of the faults that are its own; a .csv comes back as .xlsx.

    Loaded after mending it loads: comments, colours and the added sheet are never read. A copy that is
    annotated again loses the earlier remarks first.

    Raises:
        CannotBeAnnotated: our reader can use nothing of it, or it is too large to be edited.
    """
    own = _own(faults, path.name)
    try:
        book, sheet = _opened(path)
        _without_our_remarks(book, sheet)
        for address, here in _by_cell(own).items():
            _mark(sheet, address, here, lang)
        _add_list(book, sheet, own, lang)
        whole = io.BytesIO()
        book.save(whole)
    except _NOT_OPENED:
        raise CannotBeAnnotated(path.name) from None
    return whole.getvalue()


def _own(faults: Iterable[Fault], file: str) -> list[Fault]:
    """The faults of one file; one that is met elsewhere too says at how many cells."""
    own: list[Fault] = []
    for cause in causes(faults):
        also = [fault for fault in cause.faults if fault.place.file == file]
        if len(cause.faults) > 1:
            also = [replace(one, what=_also(one, cause)) for one in also]
        own.extend(also)
    return sorted(own, key=lambda fault: fault.place.order())


def _also(fault: Fault, cause: Cause) -> Wording:
    cells, files = len(cause.faults), len(cause.files)
    return _ALSO.filled(what=fault.what, cells=cells, files=files)


def annotated_name(file: str) -> str:
    """The name under which the copy is handed back: the workbook's own, as .xlsx."""
    return f"{file.rpartition('.')[0]}.xlsx"


def _opened(path: Path) -> tuple[Workbook, Worksheet]:
    """The workbook for editing, and the sheet that our reader reads."""
    if path.suffix.lower() == ".csv":
        raw = read_csv(path, Findings())
        if raw is None:
            raise CannotBeAnnotated(path.name)
        return _from_csv(raw)
    if read_workbook(path, Findings()) is None:
        raise CannotBeAnnotated(path.name)
    _refuse_what_grows(path)
    book = openpyxl.load_workbook(path, rich_text=True)
    return book, book.worksheets[0]  # our reader has seen that no chart stands before it


def _refuse_what_grows(path: Path) -> None:
    """Every part once through our own parser, which refuses entities; parts and ranges stay below their limits."""
    spread = 0

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal spread
        if name in _SPREAD_OUT:
            spread += _cells_of(given.get("ref", ""))
        if spread > SPREAD_LIMIT:
            raise CannotBeAnnotated(path.name)

    with ZipFile(path) as package:
        if sum(part.file_size for part in package.infolist()) > UNPACKED_LIMIT:
            raise CannotBeAnnotated(path.name)
        for name in package.namelist():
            if name.lower().endswith((".xml", ".rels", ".vml")):
                parse(package, name, start)


def _cells_of(ref: str) -> int:
    """How many cells a range has: 6 for "B2:C4"."""
    first, _, last = ref.partition(":")
    (left, top), (right, bottom) = position(first), position(last or first)
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _from_csv(raw: RawSheet) -> tuple[Workbook, Worksheet]:
    """A workbook with the rows of a .csv where they stood; days and counts as Excel keeps them."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = raw.file.removesuffix(".csv")[:31]
    kinds = _kinds(raw.file)
    for at, heading in enumerate(raw.headings, start=1):
        _write(sheet, 1, at, heading)
        sheet.column_dimensions[column_letter(at)].width = 22
    for row in raw.rows:
        for at, cell in enumerate(row.cells, start=1):
            if cell.text:
                _write(sheet, row.number, at, _value(cell, kinds.get(fold(raw.headings[at - 1]))))
    sheet.freeze_panes = "B2"
    return book, sheet


def _kinds(file: str) -> Mapping[str, Kind]:
    """What the cells under each heading hold, by the folded heading."""
    stem = file.removesuffix(".csv")
    return {
        fold(heading): column.kind
        for sheet in SHEETS
        if sheet.file == f"{stem}.xlsx"
        for column in sheet.columns
        for heading in (column.heading.vi, column.heading.en, column.key)
    }


def _value(cell: RawCell, kind: Kind | None) -> str | int | date:
    if kind is Kind.DAY:
        day = read_day(cell, [], csv=True)
        return day if isinstance(day, date) else cell.text
    if kind is Kind.NUMBER:
        number = read_number(cell, [])
        return number if isinstance(number, int) else cell.text
    return cell.text


def _write(sheet: Worksheet, row: int, column: int, value: str | int | date) -> None:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101  # for the type checker: nothing is merged in a new sheet
    cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # also where it begins with "=": a text stays a text
        cell.number_format = "@"
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"


def _by_cell(faults: Sequence[Fault]) -> dict[str, list[Fault]]:
    """The faults by the cell they are marked at: a row's at its first cell, the file's at A1."""
    cells: dict[str, list[Fault]] = {}
    for fault in faults:
        cells.setdefault(_address(fault.place), []).append(fault)
    return cells


def _address(place: Place) -> str:
    return f"{place.column or 'A'}{place.row or 1}"


def _mark(sheet: Worksheet, address: str, faults: Sequence[Fault], lang: str) -> None:
    cell = _top_left(sheet, address)
    text = "\n\n".join(_remark(fault, lang) for fault in faults)
    if cell.comment is not None:
        text = f"{cell.comment.text}\n{_OURS_BELOW}\n{text}"
    text = ILLEGAL_CHARACTERS_RE.sub(" ", text)
    lines = sum(1 + len(line) // 55 for line in text.splitlines())
    cell.comment = Comment(text, AUTHOR, height=min(600, 20 + 18 * lines), width=380)
    cell.fill = _FAULTY


def _top_left(sheet: Worksheet, address: str) -> Cell:
    """The cell of that address, or of the merged range that swallowed it, its first."""
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        merged = next(one for one in sheet.merged_cells.ranges if address in one)
        cell = sheet.cell(merged.min_row, merged.min_col)
    assert isinstance(cell, Cell)  # noqa: S101  # for the type checker: a range's first cell is never swallowed
    return cell


def _remark(fault: Fault, lang: str) -> str:
    what, expected, mend = (heading.in_(lang) for heading, _ in _LIST[1:])
    return "\n".join(
        (
            f"{what}: {fault.what.in_(lang)}",
            f"{expected}: {fault.expected.in_(lang)}",
            f"{mend}: {fault.mend.in_(lang)}",
        )
    )


def _without_our_remarks(book: Workbook, sheet: Worksheet) -> None:
    """Take off what an earlier annotating left: our sheet, our comments and their colour."""
    for other in book.worksheets:
        if other is not sheet and other["A1"].value in (_TITLE.vi, _TITLE.en):
            book.remove(other)
    # The cells there are: `iter_rows` makes one for every place up to the farthest, which may be the last of a sheet.
    for cell in tuple(sheet._cells.values()):
        if isinstance(cell, Cell) and cell.comment and cell.comment.author == AUTHOR:
            theirs, ours, _ = cell.comment.text.partition(f"\n{_OURS_BELOW}\n")
            cell.comment = Comment(theirs, "") if ours else None
            cell.fill = _PLAIN


def _add_list(book: Workbook, sheet: Worksheet, faults: Sequence[Fault], lang: str) -> None:
    """The last sheet: every fault of the file with its place, what is wrong and how to mend it."""
    page = book.create_sheet(_free_title(book, lang))
    _write(page, 1, 1, _TITLE.in_(lang))
    page["A1"].font = Font(bold=True, size=14)
    _write(page, 2, 1, _HOW.in_(lang))
    for at, (heading, width) in enumerate(_LIST, start=1):
        _write(page, 4, at, heading.in_(lang))
        page.cell(4, at).font = Font(bold=True)
        page.column_dimensions[column_letter(at)].width = width
    page.freeze_panes = "A5"
    name = sheet.title.replace("'", "''")
    for row, fault in enumerate(faults, start=5):
        place = _place(fault.place, lang)
        for at, text in enumerate(
            (place, fault.what.in_(lang), fault.expected.in_(lang), fault.mend.in_(lang)), start=1
        ):
            _write(page, row, at, text)
            page.cell(row, at).alignment = Alignment(wrap_text=True, vertical="top")
        link = page.cell(row, 1)
        there = f"'{name}'!{_address(fault.place)}"
        link.hyperlink = Hyperlink(ref=link.coordinate, location=there)
        link.font = Font(underline="single", color="FF1F4E79")


def _place(place: Place, lang: str) -> str:
    """The place within the file; the whole file where the fault is about all of it."""
    text = Place("", "", place.row, place.column, place.heading).text(lang)
    return text.removeprefix(" › ") or _WHOLE_FILE.in_(lang)


def _free_title(book: Workbook, lang: str) -> str:
    taken = {title.casefold() for title in book.sheetnames}
    wanted, number = _SHEET.in_(lang), 1
    while (title := wanted if number == 1 else f"{wanted} ({number})").casefold() in taken:
        number += 1
    return title


_SHEET = Wording(vi="Lỗi", en="Faults")
_TITLE = Wording(vi="Lỗi trong tệp này", en="Faults in this file")
_HOW = Wording(
    vi="Sửa các ô tô màu ở trang đầu rồi gửi lại tệp. Trang này, màu và ghi chú không được đọc khi nạp; không cần xóa.",
    en="Mend the coloured cells on the first sheet, then send the file again. This sheet, colours and comments are not read when it is loaded; they may stay.",
)
_WHOLE_FILE = Wording(vi="cả tệp", en="the whole file")
_ALSO = Wording(
    vi="{what} (Cùng một lỗi này ở {cells} ô, số tệp: {files}.)",
    en="{what} (The same fault is in {cells} cells, files: {files}.)",
)
_LIST = (
    (Wording(vi="Chỗ", en="Place"), 34),
    (Wording(vi="Lỗi", en="Fault"), 50),
    (Wording(vi="Cần", en="Expected"), 44),
    (Wording(vi="Cách sửa", en="To mend"), 60),
)
_CANNOT = Wording(
    vi="Không đánh dấu được trong tệp {file}: tệp hỏng, bị khóa hoặc quá lớn. Các lỗi vẫn được liệt kê trên trang.",
    en="{file} cannot be marked up: it is damaged, locked or too large. Its faults are listed on the page all the same.",
)
