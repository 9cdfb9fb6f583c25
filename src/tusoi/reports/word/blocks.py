"""The text between head and signature."""

from collections.abc import Sequence

from docx.document import Document as WordDocument

from tusoi.reports.document import Block, Chart, Document, Heading, Paragraph, Table
from tusoi.reports.word.charts import add_chart
from tusoi.reports.word.styles import add_styled
from tusoi.reports.word.tables import add_table

_STYLES = {"body": "Body Text", "blank": "To Be Written", "note": "Small Print"}


def add_blocks(word: WordDocument, document: Document, blocks: Sequence[Block]) -> None:
    """Each block in its style. A paragraph is one run, so that no number in it is ever cut in two."""
    for block in blocks:
        match block:
            case Heading():
                heading = add_styled(word, block.text, f"Heading {block.level}")
                heading.paragraph_format.page_break_before = block.new_page or None
            case Paragraph():
                add_styled(word, block.text, _STYLES[block.kind])
            case Table():
                add_table(word, block, document.layout)
            case Chart():
                add_chart(word, block, document.layout)
