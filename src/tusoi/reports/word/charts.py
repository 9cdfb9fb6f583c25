"""Charts: the same drawing as everywhere, as a picture, for Word shows no SVG reliably."""

from io import BytesIO

from docx.document import Document as WordDocument
from docx.shared import Mm

from tusoi.reports.document import Chart, Layout
from tusoi.reports.svg import svg_of
from tusoi.reports.typesetting import png
from tusoi.reports.word.styles import add_styled
from tusoi.reports.word.xml import plain


def add_chart(word: WordDocument, chart: Chart, layout: Layout) -> None:
    """Caption and picture; what the picture shows is told to whoever does not see it."""
    add_styled(word, chart.caption, "Caption")
    paragraph = word.add_paragraph()
    picture = paragraph.add_run().add_picture(
        BytesIO(png(svg_of(chart))), width=Mm(layout.text_width_mm)
    )
    properties = picture._inline.docPr
    properties.set("descr", plain(chart.says))
    properties.set("title", plain(chart.caption))
