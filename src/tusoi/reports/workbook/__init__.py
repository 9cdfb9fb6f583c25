"""A document as a workbook: a sheet for each table, native charts on native tables, every figure with its definition.

Numbers are numbers; a text that begins like a formula stays a text. The same document gives the same bytes.
"""

from datetime import UTC
from io import BytesIO

import xlsxwriter

from tusoi.reports.document import Chart, Document, Table
from tusoi.reports.workbook.charts import add_chart
from tusoi.reports.workbook.figures import add_definitions, add_figures
from tusoi.reports.workbook.sheets import Book
from tusoi.reports.workbook.summary import SUMMARY, fill_summary
from tusoi.reports.workbook.tables import add_table


def workbook_of(document: Document) -> bytes:
    """The whole .xlsx."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as file:
        _set_properties(file, document)
        book = Book(file, document)
        summary = book.sheet(book.say(SUMMARY))
        add_figures(book)
        add_definitions(book)
        for block in (*document.blocks, *document.appendices):
            if isinstance(block, Chart):
                add_chart(book, block)
            elif isinstance(block, Table) and not block.of_chart:
                add_table(book, block)
        fill_summary(book, summary)
    return buffer.getvalue()


def _set_properties(file: xlsxwriter.Workbook, document: Document) -> None:
    moment = document.made_as_known_by.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    file.set_properties(
        {
            "title": f"{document.title} {document.abstract}",
            "author": document.author,
            "comments": document.marks,
            "created": moment,
        }
    )
