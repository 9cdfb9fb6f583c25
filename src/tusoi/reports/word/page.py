"""Paper, margins and what stands at the top of every page."""

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import _Header
from docx.shared import Mm, Pt

from tusoi.reports.document import Document
from tusoi.reports.word.xml import add_field, plain


def set_page(word: WordDocument, document: Document) -> None:
    """The page number stands top centre from page 2 on, the marks on every page."""
    layout, section = document.layout, word.sections[0]
    section.page_width, section.page_height = Mm(layout.width_mm), Mm(layout.height_mm)
    section.top_margin, section.bottom_margin = Mm(layout.top_mm), Mm(layout.bottom_mm)
    section.left_margin, section.right_margin = Mm(layout.left_mm), Mm(layout.right_mm)
    section.header_distance, section.footer_distance = Mm(8), Mm(8)
    section.different_first_page_header_footer = True
    _fill(section.first_page_header, document, numbered=False)
    _fill(section.header, document, numbered=True)


def _fill(header: _Header, document: Document, *, numbered: bool) -> None:
    header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.tab_stops.clear_all()
    if numbered:
        add_field(paragraph, "PAGE")
        for run in paragraph.runs:
            run.font.size = Pt(document.layout.page_number_pt)
    if not document.marks:
        return
    mark = header.add_paragraph() if numbered else paragraph
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    mark.paragraph_format.space_after = Pt(6)
    run = mark.add_run(plain(document.marks))
    run.font.size, run.font.bold = Pt(11), True
