"""Real footnotes, hung on the title: python-docx has none, so the part is written here."""

from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from tusoi.reports.document import Document
from tusoi.reports.word.xml import element, plain

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Word wants the rule above the notes and its continuation as notes of their own.
_RULES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
)


def add_footnotes(word: WordDocument, document: Document) -> None:
    """Calls at the end of the title, texts at the foot of its page."""
    if not document.footnotes:
        return
    size = int(document.layout.note_pt * 2)  # Word counts half points
    notes = "".join(_note(number, text, size) for number, text in document.numbered_footnotes)
    content = f'<w:footnotes xmlns:w="{_NAMESPACE}">{_RULES}{notes}</w:footnotes>'
    part = Part(
        PackURI("/word/footnotes.xml"),
        _TYPE,
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}'.encode(),
        word.part.package,
    )
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    style = word.styles["Title"]
    title = next(paragraph for paragraph in word.paragraphs if paragraph.style == style)
    for number, _ in document.numbered_footnotes:
        run = title.add_run()
        run.font.superscript, run.font.bold = True, False
        run._r.append(element("footnoteReference", id=number))


def _note(number: int, text: str, size: int) -> str:
    letters = f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    mark = f'<w:rPr><w:sz w:val="{size}"/><w:vertAlign w:val="superscript"/></w:rPr>'
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:jc w:val="both"/></w:pPr>'
        f"<w:r>{mark}<w:footnoteRef/></w:r>"
        f'<w:r>{letters}<w:t xml:space="preserve"> {escape(plain(text))}</w:t></w:r>'
        "</w:p></w:footnote>"
    )
