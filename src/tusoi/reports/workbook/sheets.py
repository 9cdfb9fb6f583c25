"""The workbook while it is written: its formats, and sheets that hold one native table each."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from tusoi.reports.document import Cell, Document, Number
from tusoi.values.wording import Wording

WIDE = 60
"""Characters that no column is wider than."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Value = Cell | int | date


class Book:
    """The file, the document, and how each kind of cell looks."""

    def __init__(self, file: Any, document: Document) -> None:
        self.file, self.document = file, document
        wrapped = {"text_wrap": True, "valign": "top"}
        vietnamese = document.lang == "vi"
        self.title = file.add_format({"bold": True, "font_size": 14})
        self.label = file.add_format({"bold": True, "valign": "top"})
        self.mark = file.add_format({"bold": True, "font_color": "#7A1F2B"})
        self.text = file.add_format(wrapped)
        self.strong = file.add_format({**wrapped, "bold": True})
        self.number = file.add_format({"num_format": "#,##0", "valign": "top"})
        self.strong_number = file.add_format({"num_format": "#,##0", "valign": "top", "bold": True})
        self.percent = file.add_format({"num_format": "0.00%", "valign": "top"})
        self.strong_percent = file.add_format(
            {"num_format": "0.00%", "valign": "top", "bold": True}
        )
        self.day = file.add_format(
            {"num_format": "dd/mm/yyyy" if vietnamese else "d mmmm yyyy", "align": "left"}
        )
        self.head = file.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "vcenter",
                "bg_color": "#F0F0F0",
                "bottom": 1,
            }
        )
        self.sheets: list[tuple[str, str]] = []
        self._names: set[str] = set()
        self._tables = 0

    def say(self, wording: Wording) -> str:
        """A wording in the document's language."""
        return wording.in_(self.document.lang)

    def sheet(self, name: str) -> Any:
        """A new sheet, its name made such as a workbook admits; the marks stand in its printed head."""
        free = self._free_name(name)
        sheet = self.file.add_worksheet(free)
        self.sheets.append((free, name))
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        if self.document.marks:
            sheet.set_header("&C&B" + writable(self.document.marks).replace("&", "&&"))
        sheet.set_footer("&C&P/&N")
        return sheet

    def table(
        self,
        sheet: Any,
        top: int,
        heads: Sequence[str],
        rows: Sequence[Sequence[Value]],
        *,
        strong: frozenset[int] = frozenset(),
    ) -> None:
        """A native table from the left edge, `strong` rows of it in bold; columns as wide as they need."""
        self._tables += 1
        bottom, right = top + max(1, len(rows)), len(heads) - 1
        sheet.add_table(
            top,
            0,
            bottom,
            right,
            {
                "name": f"table_{self._tables}",
                "columns": [
                    {"header": writable(head), "header_format": self.head}
                    for head in _distinct(heads)
                ],
                "style": "Table Style Light 1",
                "autofilter": len(rows) > 8,
            },
        )
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                self.write(sheet, top + 1 + place, column, value, strong=place in strong)
        self._fit(sheet, top, heads, rows)

    def _fit(
        self, sheet: Any, top: int, heads: Sequence[str], rows: Sequence[Sequence[Value]]
    ) -> None:
        """Columns as wide as they need, up to a measure; rows as high as their longest text then is."""
        widths = []
        for column, head in enumerate(heads):
            shown = [len(head) + 4, *(len(str(row[column])) + 2 for row in rows)]
            widths.append(min(max(shown), WIDE))
            sheet.set_column(column, column, widths[-1])
        for place, row in enumerate(rows):
            lines = max(-(-len(str(cell)) // wide) for cell, wide in zip(row, widths, strict=True))
            if lines > 1:
                sheet.set_row(top + 1 + place, 15.5 * lines)

    def write(
        self, sheet: Any, row: int, column: int, value: Value, *, strong: bool = False
    ) -> None:
        """One cell. A text is written as text, whatever it begins with."""
        if isinstance(value, Number) and value.percent:
            form = self.strong_percent if strong else self.percent
            sheet.write_number(row, column, value.value / 10_000, form)
        elif isinstance(value, Number | int):
            number = value.value if isinstance(value, Number) else value
            sheet.write_number(row, column, number, self.strong_number if strong else self.number)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self.day)
        else:
            sheet.write_string(row, column, writable(value), self.strong if strong else self.text)

    def _free_name(self, name: str) -> str:
        """At most 31 letters, none that a sheet's name may not hold, none that another sheet has."""
        bare = " ".join(_FORBIDDEN.sub(" ", writable(name)).split()) or "–"
        short = bare[:31].strip()
        number = 2
        while short.lower() in self._names:
            tail = f" {number}"
            short, number = bare[: 31 - len(tail)].strip() + tail, number + 1
        self._names.add(short.lower())
        return short


def writable(text: str) -> str:
    """A text without what XML cannot hold, and no longer than a cell may be."""
    return _UNWRITABLE.sub("", text)[:32_000]


def _distinct(heads: Sequence[str]) -> list[str]:
    """Heads of a native table differ, and none is empty."""
    found: list[str] = []
    for head in heads:
        name, number = head or "–", 2
        while name.lower() in (one.lower() for one in found):
            name, number = f"{head} ({number})", number + 1
        found.append(name)
    return found
