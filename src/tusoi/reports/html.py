"""A document as one HTML file that needs nothing beside it."""

from django.template.loader import render_to_string

from tusoi.reports.document import Document


def html_of(document: Document) -> str:
    """The whole file's text; its body is the partial `reports/document.html`, which a page may show too."""
    return render_to_string("reports/interim.html", {"document": document})
