"""A table of the document on a sheet of its own."""

from tusoi.reports.document import Table
from tusoi.reports.workbook.sheets import Book, writable


def add_table(book: Book, table: Table) -> None:
    """Caption, native table, note."""
    sheet = book.sheet(table.caption)
    sheet.write_string(0, 0, writable(table.caption), book.title)
    book.table(
        sheet,
        2,
        [column.title for column in table.columns],
        [row.cells for row in table.rows],
        strong=frozenset(place for place, row in enumerate(table.rows) if row.strong),
    )
    sheet.freeze_panes(3, 0)
    if table.note:
        sheet.write_string(4 + max(1, len(table.rows)), 0, writable(table.note))
