"""The few WordprocessingML pieces that python-docx has no words for."""

import re

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

# What XML 1.0 cannot hold; a cell of a workbook may.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain(text: str) -> str:
    """A text without the control characters that would break the file."""
    return _UNWRITABLE.sub("", text)


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """A `w:` element; each attribute is of the same namespace."""
    made: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def put(parent: BaseOxmlElement, child: BaseOxmlElement, *before: str) -> None:
    """Puts `child` into `parent` in place of one of its kind, ahead of the first of the `before` tags.

    Word is strict about the order of properties, so the caller names what has to come after.
    """
    for old in parent.findall(child.tag):
        parent.remove(old)
    for place, other in enumerate(parent):
        if other.tag in {qn(f"w:{tag}") for tag in before}:
            parent.insert(place, child)
            return
    parent.append(child)


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """A field such as PAGE at the end of a paragraph, in runs of its own."""
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
            continue
        text = element("instrText")
        text.text = f" {instruction} "
        run._r.append(text)


def border_below(paragraph: Paragraph, *, eighths: int = 6) -> None:
    """A rule under a paragraph, as thick as so many eighths of a point."""
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz=eighths, space=1, color="000000"))
    put(paragraph._p.get_or_add_pPr(), borders, "shd", "tabs", "spacing", "ind", "jc", "rPr")
