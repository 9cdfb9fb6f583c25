"""A document as a Word file that clerks can go on editing: A4, real styles, tables, notes and headers.

Built from nothing by python-docx, so that every value is in code and no binary template has to be kept.
"""

from datetime import UTC
from io import BytesIO

import docx
from docx.document import Document as WordDocument

from tusoi.reports.document import Document
from tusoi.reports.word.blocks import add_blocks
from tusoi.reports.word.ends import add_close, add_head, add_title, add_witness
from tusoi.reports.word.footnotes import add_footnotes
from tusoi.reports.word.page import set_page
from tusoi.reports.word.stable import stable_zip
from tusoi.reports.word.styles import set_styles
from tusoi.reports.word.xml import plain


def word_of(document: Document) -> bytes:
    """The whole .docx; the same document gives the same bytes."""
    word = docx.Document()
    set_styles(word, document)
    set_page(word, document)
    add_head(word, document)
    add_title(word, document)
    add_blocks(word, document, document.blocks)
    add_close(word, document)
    add_blocks(word, document, document.appendices)
    add_witness(word, document)
    add_footnotes(word, document)
    _set_properties(word, document)
    return stable_zip(_saved(word))


def _set_properties(word: WordDocument, document: Document) -> None:
    """Author and times would otherwise be those of python-docx's own template."""
    properties, moment = word.core_properties, document.made_as_known_by.astimezone(UTC)
    properties.title = _property(f"{document.title} {document.abstract}")
    properties.subject = _property(document.counted)
    properties.author = _property(document.author)
    properties.last_modified_by = properties.author
    properties.language = "vi-VN" if document.lang == "vi" else "en-GB"
    properties.comments = _property(document.marks)
    properties.keywords = ""
    properties.identifier = plain(document.identity)
    properties.revision = 1
    # Word keeps whole seconds, in UTC and without a zone.
    properties.created = properties.modified = moment.replace(tzinfo=None, microsecond=0)


def _property(text: str) -> str:
    """A text as a property holds it, of 255 characters at most; a campaign's title may be longer."""
    said = plain(text)
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


_LONGEST = 255


def _saved(word: WordDocument) -> bytes:
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()
