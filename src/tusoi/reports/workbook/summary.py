"""The first sheet: what this is, as of when, as known by when, and what bears witness."""

from typing import Any

from tusoi.reports.workbook.sheets import Book, writable
from tusoi.values.wording import Wording

SUMMARY = Wording(vi="Tóm tắt", en="Summary")


def fill_summary(book: Book, sheet: Any) -> None:
    """The head's texts, the marks, both times, the ledger's line, and the way to each sheet."""
    document = book.document
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, _WIDE)
    sheet.write_string(0, 0, writable(f"{document.title} {document.abstract}"), book.title)
    sheet.write_string(1, 0, writable(document.marks), book.mark)
    row = 2
    for label, text in (
        (_ISSUED_BY, document.author),
        (_COUNTED, document.counted),
        (_MARKED, document.reconstruction_sentence),
        (_DRAFT, document.draft_sentence),
        (_APPROVED, document.approved),
        (_LEDGER, document.ledger_line),
    ):
        if text:
            row += 1
            sheet.write_string(row, 0, book.say(label), book.label)
            sheet.write_string(row, 1, writable(text), book.text)
            sheet.set_row(row, 15.5 * -(-len(text) // _WIDE))
    row += 2
    sheet.write_string(row, 0, book.say(_SHEETS), book.label)
    for name, caption in book.sheets[1:]:
        sheet.write_url(row, 1, f"internal:'{name}'!A1", string=writable(caption))
        row += 1


_WIDE = 100
_ISSUED_BY = Wording(vi="Cơ quan", en="Issued by")
_COUNTED = Wording(vi="Tính đến, theo", en="As of, as known by")
_MARKED = Wording(vi="Bản dựng lại", en="Reconstruction")
_DRAFT = Wording(vi="Dự thảo", en="Draft")
_APPROVED = Wording(vi="Phê duyệt", en="Approved")
_LEDGER = Wording(vi="Sổ đối chứng", en="Ledger")
_SHEETS = Wording(vi="Các trang sau", en="The sheets that follow")
