"""A report made again and held against the one that was kept: what differs, figure by figure and line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from tusoi.figures.disclosure.words import HIDDEN
from tusoi.figures.engine import forget
from tusoi.reports.approval import content_of
from tusoi.reports.document import Block, Chart, Document, Heading, Paragraph, Table
from tusoi.reports.frozen import document_of
from tusoi.reports.queries import Draft
from tusoi.values.wording import LANGUAGES


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a report made again differs: a figure's path or a line of the text, as kept and as it would be now."""

    where: str
    kept: str
    now: str


def differences(kept: Draft, lang: str) -> tuple[Difference, ...]:
    """The same report made again, as of the same day and known by the same moment, held against the one kept.

    Made from the rows themselves, not from what this process still remembers of them. Figures first, then the lines of the text in the reader's language; where that says the same, in the other.
    """
    forget()
    again = content_of(
        kept.campaign, as_of=kept.as_of, known_by=kept.known_by, before=kept.drafted_at
    )
    before, after = document_of(kept.content[lang]), document_of(again[lang])
    found = (*_figures(before, after), *_texts(before, after))
    other = next(one for one in LANGUAGES if one != lang)
    return found or tuple(_texts(document_of(kept.content[other]), document_of(again[other])))


def _figures(before: Document, after: Document) -> Iterator[Difference]:
    kept, now = (
        {
            line.path: HIDDEN if line.value is None else str(line.value)
            for note in document.figures
            for line in note.lines
        }
        for document in (before, after)
    )
    for path in dict.fromkeys((*kept, *now)):
        if kept.get(path) != now.get(path):
            yield Difference(path, kept.get(path, NOTHING), now.get(path, NOTHING))


def _texts(before: Document, after: Document) -> Iterator[Difference]:
    """Lines that were changed stand beside each other, as far as there are as many on both sides."""
    kept, now = list(_lines(before)), list(_lines(after))
    matcher = SequenceMatcher(a=kept, b=now, autojunk=False)
    for change, start, end, first, last in matcher.get_opcodes():
        if change == "equal":
            continue
        lines, others = kept[start:end], now[first:last]
        for place in range(max(len(lines), len(others))):
            one, other = lines[place : place + 1], others[place : place + 1]
            section, _ = (one or other)[0]
            yield Difference(section, *(side[0][1] if side else NOTHING for side in (one, other)))


def _lines(document: Document) -> Iterator[tuple[str, str]]:
    """Every line of the text with the section it stands in."""
    section = document.title
    for text in (document.abstract, document.counted, document.reconstruction, *document.footnotes):
        yield section, text
    for head in (*document.head.left, *document.head.right):
        yield section, head.text
    for block in (*document.blocks, *document.appendices):
        if isinstance(block, Heading):
            section = block.text
        for text in _texts_of(block):
            yield section, text
    for line in document.signature:
        yield section, line.text


def _texts_of(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Chart():
            yield block.says
        case Table():
            yield block.caption
            for row in block.rows:
                yield " | ".join(map(str, row.cells))
            yield block.note


NOTHING = "–"
