"""Tables: widths cell by cell, a head that repeats, rows that stay whole."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.table import Table as WordTable

from tusoi.reports.document import Align, Layout, Table
from tusoi.reports.word.styles import add_styled
from tusoi.reports.word.xml import element, plain

TABLE_TEXT = "TableText"
"""The id under which Word files keep the style "Table Text"."""

_SHORT = 8  # rows, the head included


def plain_table(word: WordDocument, widths_mm: Sequence[float]) -> WordTable:
    """One row without lines, for what stands side by side."""
    table: WordTable = word.add_table(rows=1, cols=len(widths_mm))
    table.autofit = False
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths_mm, strict=True):
        column.width = cell.width = Mm(width)
    table.rows[0]._tr.get_or_add_trPr().append(element("cantSplit"))
    return table


def add_table(word: WordDocument, table: Table, layout: Layout) -> None:
    """Caption, table and note. The table is written as it stands in the file: cell by cell python-docx takes ten times as long."""
    add_styled(word, table.caption, "Caption")
    drawn = parse_xml("".join(_drawn(table, layout)))
    word.element.body.insert_element_before(drawn, "w:sectPr")
    add_styled(word, table.note, "Small Print")


def _drawn(table: Table, layout: Layout) -> Iterator[str]:
    """The table's own XML. Word goes by the cells' widths, LibreOffice by the grid: both are set."""
    shares = sum(column.share for column in table.columns)
    widths = [Mm(layout.text_width_mm * column.share / shares).twips for column in table.columns]
    # A short table moves to the next page as one; a long one may break between rows.
    together = 1 + len(table.rows) <= _SHORT
    yield f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
    yield '<w:tblW w:type="auto" w:w="0"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield f"<w:tblGrid>{grid}</w:tblGrid>"
    yield "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    for column, width in zip(table.columns, widths, strict=True):
        yield _cell(column.title, "center", width, _HEAD, bold=True, kept=together)
    yield "</w:tr>"
    for place, row in enumerate(table.rows, start=1):
        kept = together and place < len(table.rows)
        yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        for column, cell, width in zip(table.columns, row.cells, widths, strict=True):
            yield _cell(str(cell), column.align, width, "", bold=row.strong, kept=kept)
        yield "</w:tr>"
    yield "</w:tbl>"


def _cell(text: str, align: Align, width: int, look: str, *, bold: bool, kept: bool) -> str:
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in plain(text).split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/>{look}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{TABLE_TEXT}"/>{"<w:keepNext/>" if kept else ""}<w:jc w:val="{align}"/></w:pPr>'
        f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{lines}</w:r></w:p></w:tc>"
    )


_HEAD = '<w:shd w:val="clear" w:color="auto" w:fill="F0F0F0"/><w:vAlign w:val="center"/>'
