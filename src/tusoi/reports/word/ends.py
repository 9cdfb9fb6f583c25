"""How a document begins and ends: head, title, recipients and signature."""

from io import BytesIO

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tusoi.reports.document import Document, HeadLine, Layout, SignatureLine
from tusoi.reports.root import SQUARE_MM, square
from tusoi.reports.typesetting import png
from tusoi.reports.word.styles import add_styled
from tusoi.reports.word.tables import plain_table
from tusoi.reports.word.xml import border_below, plain

_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def add_head(word: WordDocument, document: Document) -> None:
    """The two columns of the head as a table without lines, in the body: a header would not be the text."""
    layout = document.layout
    widths = (layout.head_left_mm, layout.text_width_mm - layout.head_left_mm)
    table = plain_table(word, widths)
    for cell, lines, width in zip(
        table.rows[0].cells, (document.head.left, document.head.right), widths, strict=True
    ):
        for line in lines:
            _add_head_line(_next_paragraph(cell), line, layout, width)


def _add_head_line(paragraph: Paragraph, line: HeadLine, layout: Layout, width_mm: float) -> None:
    paragraph.alignment = _CENTRE
    if line.kind == "rule":
        _add_rule(paragraph, layout.head_rule_mm, width_mm)
        return
    run = paragraph.add_run(plain(line.text))
    sizes = {"party": layout.party_pt, "place": layout.place_pt}
    run.font.size = Pt(sizes.get(line.kind, layout.issuer_pt))
    run.font.bold = line.kind in ("party", "issuer")
    run.font.italic = line.kind == "place"


def _add_rule(paragraph: Paragraph, rule_mm: float, width_mm: float) -> None:
    """A rule of its own length, centred by indents: a paragraph's border runs from indent to indent."""
    side = max(0.0, (width_mm - rule_mm) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(side)
    paragraph.paragraph_format.line_spacing = Pt(3)
    paragraph.paragraph_format.space_after = Pt(6)
    border_below(paragraph)


def add_title(word: WordDocument, document: Document) -> None:
    """Kind of document, abstract, the short line below it, and what the figures stand for."""
    word.add_paragraph(plain(document.title), style="Title")
    word.add_paragraph(plain(document.abstract), style="Abstract")
    dashes = word.add_paragraph("-----", style="Abstract")
    dashes.paragraph_format.space_before = Pt(0)
    for sentence, bold in (
        (document.reconstruction_sentence, True),
        (document.draft_sentence, True),
        (document.counted, False),
    ):
        if not sentence:
            continue
        paragraph = word.add_paragraph(style="Small Print")
        paragraph.alignment = _CENTRE
        run = paragraph.add_run(plain(sentence))
        run.font.bold, run.font.italic = bold, not bold


def add_close(word: WordDocument, document: Document) -> None:
    """Recipients left, signature right."""
    # The signature never stands alone on a page: the last line before it comes along.
    for paragraph in (*word.paragraphs[-1:], word.add_paragraph()):
        paragraph.paragraph_format.keep_with_next = True
    half = document.layout.text_width_mm / 2
    if document.signatures:
        _add_signatures(word, document, half)
        return
    table = plain_table(word, (half, half))
    _add_recipients(table, document)
    for line in document.signature:
        _add_signature_line(_next_paragraph(table.rows[0].cells[1]), line, document.layout)


def _add_signatures(word: WordDocument, document: Document, half: float) -> None:
    """Two beside each other, row after row; the rows stay on one page."""
    blocks = document.signatures
    for first in range(0, len(blocks), 2):
        table = plain_table(word, (half, half))
        for cell, block in zip(table.rows[0].cells, blocks[first : first + 2], strict=False):
            for line in block.lines:
                paragraph = _next_paragraph(cell)
                _add_signature_line(paragraph, line, document.layout)
                paragraph.paragraph_format.keep_with_next = first + 2 < len(blocks)
        word.add_paragraph().paragraph_format.keep_with_next = first + 2 < len(blocks)


def _add_recipients(table: Table, document: Document) -> None:
    cell, layout = table.rows[0].cells[0], document.layout
    title = _next_paragraph(cell).add_run(plain(document.recipients.title))
    title.font.size, title.font.underline = Pt(layout.recipients_title_pt), True
    for line in document.recipients.lines:
        _next_paragraph(cell).add_run(plain(line)).font.size = Pt(layout.recipients_pt)


def _add_signature_line(paragraph: Paragraph, line: SignatureLine, layout: Layout) -> None:
    paragraph.alignment = _CENTRE
    run = paragraph.add_run(plain(line.text))
    run.font.bold = line.kind in ("authority", "name")
    if line.kind == "space":
        run.font.italic, run.font.size = True, Pt(layout.recipients_pt)
        # Four lines of the body: room for the hand and the seal.
        paragraph.paragraph_format.space_before = Pt(layout.line_pt)
        paragraph.paragraph_format.space_after = Pt(2 * layout.line_pt)


def add_witness(word: WordDocument, document: Document) -> None:
    """What bears witness, beside the square that a phone reads where there is one; on one page with the text before it."""
    _keep_the_end_with_what_follows(word)
    if not document.scanned:
        for line in document.witness:
            add_styled(word, line, "Small Print")
        return
    layout = document.layout
    word.add_paragraph().paragraph_format.keep_with_next = True
    table = plain_table(word, (SQUARE_MM + 4, layout.text_width_mm - SQUARE_MM - 4))
    left, right = table.rows[0].cells
    drawn = BytesIO(png(square(document.scanned), ppi=600))
    left.paragraphs[0].style = word.styles["Small Print"]
    picture = left.paragraphs[0].add_run().add_picture(drawn, width=Mm(SQUARE_MM))
    picture._inline.docPr.set("descr", plain(document.scanned))
    for line in document.witness:
        paragraph = _next_paragraph(right)
        paragraph.style = word.styles["Small Print"]
        paragraph.add_run(plain(line))


def _keep_the_end_with_what_follows(word: WordDocument) -> None:
    """The last paragraph, or the last row of the last table, and whatever empty paragraphs come after it."""
    for element in reversed(list(word.iter_inner_content())):
        if isinstance(element, Table):
            paragraphs = [one for cell in element.rows[-1].cells for one in cell.paragraphs]
        else:
            paragraphs = [element]
        for paragraph in paragraphs:
            paragraph.paragraph_format.keep_with_next = True
        if any(paragraph.text.strip() for paragraph in paragraphs):
            return


def _next_paragraph(cell: _Cell) -> Paragraph:
    """The cell's first paragraph while it is empty, then new ones."""
    first: Paragraph = cell.paragraphs[0]
    if len(cell.paragraphs) == 1 and not first.text and first._p.pPr is None:
        return first
    added: Paragraph = cell.add_paragraph()
    return added
