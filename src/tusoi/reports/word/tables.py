"""Tables: widths cell by cell, a head that repeats, rows that stay whole."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from tusoi.reports.document import Align, Cell, Column, Layout, Table
from tusoi.reports.word.xml import element, plain, put

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}

_SHORT = 8  # rows, the head included


def plain_table(word: WordDocument, widths_mm: Sequence[float]) -> WordTable:
    """One row without lines, for what stands side by side."""
    table: WordTable = word.add_table(rows=1, cols=len(widths_mm))
    _set_widths(table, widths_mm)
    _keep_whole(table.rows[0])
    return table


TABLE_TEXT = "TableText"
"""The id under which Word files keep the style "Table Text"."""


def add_table(word: WordDocument, table: Table, layout: Layout) -> None:
    """Caption, table and note."""
    word.add_paragraph(plain(table.caption), style="Caption")
    drawn = word.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    _fill_head(drawn.rows[0], table.columns)
    for line in table.rows:
        row = drawn.add_row()
        _keep_whole(row)
        for cell, column, text in zip(row.cells, table.columns, line.cells, strict=True):
            _write(cell, text, column.align, bold=line.strong)
    _keep_together(drawn)
    shares = sum(column.share for column in table.columns)
    widths = [layout.text_width_mm * column.share / shares for column in table.columns]
    _set_widths(drawn, widths)
    word.add_paragraph(plain(table.note), style="Small Print")


def _fill_head(row: _Row, columns: Sequence[Column]) -> None:
    _keep_whole(row)
    row._tr.get_or_add_trPr().append(element("tblHeader"))
    for cell, column in zip(row.cells, columns, strict=True):
        _write(cell, column.title, "center", bold=True)
        put(
            cell._tc.get_or_add_tcPr(),
            element("shd", val="clear", color="auto", fill="F0F0F0"),
            "vAlign",
        )
        put(cell._tc.get_or_add_tcPr(), element("vAlign", val="center"))


def _write(cell: _Cell, text: Cell, align: Align, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = TABLE_TEXT  # by id: by name python-docx walks all styles, once a cell
    paragraph.alignment = _ALIGN[align]
    run = paragraph.add_run(plain(str(text)))
    run.font.bold = bold or None


def _keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def _keep_together(table: WordTable) -> None:
    """A short table moves to the next page as one; a long one may break between rows."""
    rows = table.rows
    if len(rows) > _SHORT:
        return
    for row in list(rows)[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _set_widths(table: WordTable, widths_mm: Sequence[float]) -> None:
    """Word goes by the cells, LibreOffice by the grid: both are set, and neither may guess."""
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)
