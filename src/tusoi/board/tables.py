"""The open data as tables: rows of plain cells, written as text parted by commas or as a workbook."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import xlsxwriter
from django.conf import settings
from django.http import HttpResponse

from tusoi.board.rules.catalogue import FIGURES
from tusoi.board.shown import Board, PublicItem
from tusoi.figures.figure_set import FigureSet
from tusoi.values.day import When
from tusoi.values.moment import show_moment

Cell = str | int | date | None
Rows = Sequence[Sequence[Cell]]
RECKONED = ("=", "+", "-", "@", "\t", "\r")
"""Signs with which a spreadsheet takes a text for something to reckon with, or to run."""
_WRITTEN_ON = datetime(2012, 12, 17, tzinfo=UTC)
"""Every workbook's moment, so that the same rows give the same bytes."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: its type on the web, its extension, and what writes it."""

    content_type: str
    extension: str
    write: Callable[[Rows], bytes]

    def response(self, rows: Rows, name: str) -> HttpResponse:
        """The file, to be kept."""
        response = HttpResponse(self.write(rows), content_type=self.content_type)
        response["Content-Disposition"] = f'attachment; filename="{name}.{self.extension}"'
        return response


def item_rows(board: Board) -> Rows:
    """The published items under the names that the interface gives them, then when and under which licence."""
    names = (
        *("number", "title", "area", "owner", "title_en", "area_en", "owner_en"),
        *("due_on", "deadlines_before", "stage", "overdue"),
        *("claimed_on", "verified_on", "said_put_right", "said_still_not", "disputed"),
        *("published_on", "redacted", "out_of_record", "as_of", "licence"),
    )
    ends = (board.as_of, settings.DATA_LICENCE)
    rows: Iterator[Sequence[Cell]] = ([*_item(one), *ends] for one in board.items)
    return [names, *rows]


def figure_rows(figures: FigureSet) -> Rows:
    """Every number of the open figures by its path, with what it is called; then when and under which licence."""
    names = ("path", "number", "title_vi", "title_en", "as_of", "known_by", "licence")
    ends = (figures.as_of, show_moment(figures.known_by), settings.DATA_LICENCE)
    rows: Iterator[Sequence[Cell]] = ([*said, *ends] for said in _numbers(figures))
    return [names, *rows]


def _numbers(figures: FigureSet) -> Iterator[tuple[str, int, str, str]]:
    for code in FIGURES:
        for path in figures.paths(code) if code in figures.parts else ():
            title, part = figures.definition(code).title, figures.part_of(path)
            vi, en = (
                ": ".join(filter(None, pair)) for pair in ((title.vi, part.vi), (title.en, part.en))
            )
            yield path, figures.value(path), vi, en


def _item(one: PublicItem) -> list[Cell]:
    taken = (*one.taken, *((one.whole_taken,) if one.whole_taken else ()))
    back = "; ".join(
        f"{back.on}: {', '.join(sorted(back.pieces))} ({back.ground})" for back in taken
    )
    earlier = ", ".join(str(due.due_on or "") for due in one.deadlines[:-1])
    return [
        *(one.number, one.title, one.area, one.owner, one.title_en, one.area_en, one.owner_en),
        *(
            one.due_on,
            earlier,
            one.stage,
            "yes" if one.overdue else "no",
            _day(one.claimed),
            _day(one.verified),
        ),
        *(
            one.put_right.number,
            one.still_not.number,
            "yes" if one.disputed else "no",
            one.since,
            back,
            "yes" if one.out_of_record else "no",
        ),
    ]


def _day(when: When | None) -> date | None:
    return when.day if when is not None and when.stated else None


def _csv(rows: Rows) -> bytes:
    """In UTF-8 with the mark by which spreadsheets know it."""
    text = StringIO()
    csv.writer(text).writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def safe(cell: Cell) -> str | int:
    """A cell as text that no spreadsheet reckons with: with an apostrophe before a sign of reckoning."""
    if isinstance(cell, int):
        return cell
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(RECKONED) else text


def _xlsx(rows: Rows) -> bytes:
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": _WRITTEN_ON.replace(tzinfo=None)})
        day, strong = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        sheet = book.add_worksheet("data")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 12)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 20, 22)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(place, column, cell, day)
                elif isinstance(cell, int):
                    sheet.write_number(place, column, cell)
                elif cell:
                    sheet.write_string(place, column, cell, strong if place == 0 else None)
    return buffer.getvalue()


CSV = Form("text/csv; charset=utf-8", "csv", _csv)
XLSX = Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", _xlsx)
