"""Reading back what was written, as Word and a browser would."""

import re
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document as WordDocument


def part(word: bytes, name: str) -> str:
    """One XML part of a .docx."""
    return ZipFile(BytesIO(word)).read(name).decode()


def headers(word: bytes) -> dict[str, str]:
    """The text of each header that the section uses, by its kind: "first" and "default"."""
    section = opened(word).sections[0]
    kinds = {"first": section.first_page_header, "default": section.header}
    return {kind: "\n".join(line.text for line in head.paragraphs) for kind, head in kinds.items()}


def opened(word: bytes) -> WordDocument:
    """The file as python-docx reads it."""
    return docx.Document(BytesIO(word))


def runs(word: bytes) -> list[str]:
    """The text of every run of the body, tables included."""
    return re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", part(word, "word/document.xml"))


def text_of(page: str) -> str:
    """What a reader sees of an HTML file: its body without tags."""
    body = page[page.index("<body") :]
    inline = re.sub(r"</?(?:span|strong|sup|a)\b[^>]*>", "", body)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", inline)).split())
