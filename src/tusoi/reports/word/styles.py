"""Word styles from the form's layout. Everything is set on styles, so that a clerk can change one place."""

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from tusoi.reports.document import Document, Layout
from tusoi.reports.word.xml import element, plain, put

_BLACK = RGBColor(0, 0, 0)
_AFTER_FONTS = ("b", "bCs", "i", "iCs", "color", "spacing", "kern", "sz", "szCs", "u", "lang")


def set_styles(word: WordDocument, document: Document) -> None:
    """Normal, Body Text, both headings and our own few, all in one font and language."""
    layout = document.layout
    _set_defaults(word, layout.font, "vi-VN" if document.lang == "vi" else "en-GB")
    normal = _style(word, "Normal", layout, size=layout.body_pt)
    normal.paragraph_format.space_after = Pt(0)
    _set_body(_style(word, "Body Text", layout, size=layout.body_pt), layout)
    _set_blank(_style(word, "To Be Written", layout, size=layout.body_pt))
    for level, above in ((1, 12), (2, 6)):
        _set_heading(_style(word, f"Heading {level}", layout, size=layout.body_pt), layout, above)
    title = _style(word, "Title", layout, size=layout.title_pt, bold=True)
    _set_centred(title, above=12, below=0)
    _remove_borders(title)
    _set_centred(
        _style(word, "Abstract", layout, size=layout.abstract_pt, bold=True), above=2, below=0
    )
    caption = _style(word, "Caption", layout, size=layout.table_pt, bold=True)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(8), Pt(4)
    _set_table_text(_style(word, "Table Text", layout, size=layout.table_pt))
    small = _style(word, "Small Print", layout, size=layout.note_pt)
    small.paragraph_format.space_before, small.paragraph_format.space_after = Pt(3), Pt(6)


def add_styled(word: WordDocument, text: str, style: str) -> Paragraph:
    """A paragraph in the style of that name. Set by id: by name python-docx walks all styles, each time."""
    paragraph = word.add_paragraph(plain(text))
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def _set_defaults(word: WordDocument, font: str, language: str) -> None:
    """What no style says; python-docx's template names theme fonts here, which have no Vietnamese."""
    defaults = word.styles.element.find(f".//{{{word.styles.element.nsmap['w']}}}rPrDefault")
    defaults.clear()
    properties = element("rPr")
    properties.append(_fonts(font))
    properties.append(element("lang", val=language, eastAsia=language, bidi="ar-SA"))
    defaults.append(properties)


def _style(
    word: WordDocument, name: str, layout: Layout, *, size: float, bold: bool = False
) -> ParagraphStyle:
    """The named paragraph style, made where the template has none, in the layout's font and black."""
    styles = word.styles
    known = {style.name for style in styles}
    style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no paragraph style")
    if name not in known:
        style.base_style = styles["Normal"]
    put(style.element.get_or_add_rPr(), _fonts(layout.font), *_AFTER_FONTS)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = _BLACK
    return style


def _fonts(font: str) -> BaseOxmlElement:
    """All four attributes: Word picks one by the letter's script, and Vietnamese uses more than one."""
    return element("rFonts", ascii=font, hAnsi=font, cs=font, eastAsia=font)


def _set_body(style: ParagraphStyle, layout: Layout) -> None:
    form = style.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form.first_line_indent = Mm(layout.first_line_mm)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(layout.line_pt)
    form.space_before, form.space_after = Pt(3), Pt(3)


def _set_blank(style: ParagraphStyle) -> None:
    style.font.italic = True
    style.paragraph_format.left_indent = Mm(10)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(3)


def _set_heading(style: ParagraphStyle, layout: Layout, above: float) -> None:
    style.font.bold = True
    form = style.paragraph_format
    form.first_line_indent = Mm(layout.first_line_mm)
    form.keep_with_next = True
    form.space_before, form.space_after = Pt(above), Pt(3)


def _set_centred(style: ParagraphStyle, *, above: float, below: float) -> None:
    form = style.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    form.space_before, form.space_after = Pt(above), Pt(below)


def _set_table_text(style: ParagraphStyle) -> None:
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(1)


def _remove_borders(style: ParagraphStyle) -> None:
    """The template's title stands on a blue rule."""
    properties = style.element.get_or_add_pPr()
    for borders in properties.findall(element("pBdr").tag):
        properties.remove(borders)
