"""A document as a PDF for the archive: the same text and layout as the Word file, set by Typst.

`report.typ` is the layout; it is handed the document as JSON and holds no sentence of its own.
"""

from typing import Any

from tusoi.reports.document import Chart, Document
from tusoi.reports.frozen import as_json
from tusoi.reports.root import square
from tusoi.reports.svg import svg_of
from tusoi.reports.typesetting import pdf


def pdf_of(document: Document) -> bytes:
    """The whole file; the same document gives the same bytes."""
    content = as_json(document) | {
        "marks": document.marks,
        "witness": list(document.witness),
        "author": document.author,
        "square": square(document.scanned) if document.scanned else "",
        "drawings": {chart.code: svg_of(chart) for chart in _charts(document)},
    }
    del content["figures"]
    return pdf("report.typ", content, made=document.made_as_known_by)


def _charts(document: Document) -> list[Chart]:
    blocks: tuple[Any, ...] = (*document.blocks, *document.appendices)
    return [block for block in blocks if isinstance(block, Chart)]
