"""The formats a report is written in, each a function from one document to bytes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tusoi.reports.document import Document
from tusoi.reports.html import html_of
from tusoi.reports.pdf import pdf_of
from tusoi.reports.word import word_of
from tusoi.reports.workbook import workbook_of
from tusoi.values.wording import Wording, same


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its code, which is the file's extension too, its type on the web, and what people call it."""

    code: str
    content_type: str
    name: Wording
    write: Callable[[Document], bytes]

    def file_name(self, document: Document) -> str:
        """What a file of the document is called."""
        return f"{document.file_name}.{self.code}"


def _html(document: Document) -> bytes:
    return html_of(document).encode()


_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS: Mapping[str, Format] = {
    one.code: one
    for one in (
        Format("html", "text/html; charset=utf-8", same("HTML"), _html),
        Format("docx", f"{_OFFICE}wordprocessingml.document", same("Word"), word_of),
        Format("pdf", "application/pdf", same("PDF"), pdf_of),
        Format("xlsx", f"{_OFFICE}spreadsheetml.sheet", same("Excel"), workbook_of),
    )
}
