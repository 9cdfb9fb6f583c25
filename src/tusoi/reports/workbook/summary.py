"""The first sheet: what this is, as of when, as known by when, and what bears witness."""

from tusoi.reports.document import Chart, Table
from tusoi.reports.workbook.sheets import Book, writable
from tusoi.values.wording import Wording


def add_summary(book: Book) -> None:
    """The head's texts, the marks, both times, the ledger's line, and the sheets that follow."""
    document = book.document
    sheet = book.sheet(book.say(_SUMMARY))
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, writable(f"{document.title} {document.abstract}"), book.title)
    row = 1
    if document.marks:
        sheet.write_string(row, 0, writable(document.marks), book.mark)
        row += 1
    blocks = (*document.blocks, *document.appendices)
    captions = [
        block.caption
        for block in blocks
        if isinstance(block, Chart) or (isinstance(block, Table) and not block.of_chart)
    ]
    for label, text in (
        (_ISSUED_BY, document.author),
        (_COUNTED, document.counted),
        (_MARKED, document.reconstruction_sentence),
        (_DRAFT, document.draft_sentence),
        (_APPROVED, document.approved),
        (_LEDGER, document.ledger_line),
        (_SHEETS, "\n".join(captions)),
    ):
        if text:
            row += 1
            sheet.write_string(row, 0, book.say(label), book.label)
            sheet.write_string(row, 1, writable(text), book.text)


_SUMMARY = Wording(vi="Tóm tắt", en="Summary")
_ISSUED_BY = Wording(vi="Cơ quan", en="Issued by")
_COUNTED = Wording(vi="Tính đến, theo", en="As of, as known by")
_MARKED = Wording(vi="Bản dựng lại", en="Reconstruction")
_DRAFT = Wording(vi="Dự thảo", en="Draft")
_APPROVED = Wording(vi="Phê duyệt", en="Approved")
_LEDGER = Wording(vi="Sổ đối chứng", en="Ledger")
_SHEETS = Wording(vi="Các trang sau", en="The sheets that follow")
