"""From a form and a day's figures to a document."""

from collections.abc import Iterator

from django.template import Context, Engine

from tusoi.figures.disclosed import Disclosed
from tusoi.guidance.sets import GuidanceSet
from tusoi.reports.charts import CHARTS
from tusoi.reports.document import (
    Block,
    Document,
    Head,
    Heading,
    HeadLine,
    LineKind,
    Paragraph,
    Recipients,
    SignatureLine,
)
from tusoi.reports.form import InterimForm, Part, Section
from tusoi.reports.notes import figure_notes
from tusoi.reports.numbers import Numbers
from tusoi.reports.tables import TABLES
from tusoi.reports.tables.sources import Sources
from tusoi.values.wording import Wording

DRAFT = Wording(vi="DỰ THẢO", en="DRAFT")
_NOT_APPROVED = Wording(
    vi="Dự thảo: chưa ai phê duyệt văn bản này.", en="A draft: nobody has approved this text."
)

# A form's sentences are plain text: each format escapes for itself, so nothing is escaped here.
_SENTENCES = Engine(builtins=["tusoi.reports.templatetags.figures"], autoescape=False)

_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def draft_interim(
    shown: Disclosed,
    form: InterimForm,
    guidance: GuidanceSet,
    *,
    lang: str,
) -> Document:
    """The interim report of one figure set, in "vi" or "en".

    It carries the mark of a reconstruction as soon as one figure rests on a reconstructed row, and the mark of
    a draft: only approval takes that away.
    """
    return _Draft(shown, form, guidance, lang).document()


class _Draft:
    """One drafting: form, figures and language held together while the pieces are written."""

    def __init__(
        self, shown: Disclosed, form: InterimForm, guidance: GuidanceSet, lang: str
    ) -> None:
        self.shown, figures = shown, shown.figures
        self.figures, self.form, self.lang = figures, form, lang
        self.sources = Sources(figures, Numbers(shown, lang), guidance, lang)
        self.reconstructed = figures.rests_on_reconstruction
        self.context = Context(_context(self.sources), autoescape=False)

    def document(self) -> Document:
        """The whole document."""
        form, campaign = self.form, self.figures.campaign
        return Document(
            lang=self.lang,
            file_name=f"{form.file_name.in_(self.lang)}-{campaign.code}-{self.figures.as_of}",
            layout=form.layout,
            head=Head(left=self.head_lines(form.head_left), right=self.head_lines(form.head_right)),
            title=self.fill(form.title),
            abstract=self.fill(form.abstract),
            counted=self.fill(form.counted),
            blocks=tuple(self.body()),
            signature=tuple(self.signature()),
            recipients=Recipients(
                title=self.fill(form.recipients_title),
                lines=tuple(self.fill(line) for line in form.recipients),
            ),
            appendices=tuple(self.appendices()),
            footnotes=tuple(self.fill(note) for note in form.footnotes),
            reconstruction=self.fill(form.reconstruction) if self.reconstructed else "",
            reconstruction_sentence=(
                self.fill(form.reconstruction_sentence) if self.reconstructed else ""
            ),
            ledger_line="",
            made_as_known_by=self.figures.known_by,
            figures=figure_notes(self.shown, self.lang),
            draft=DRAFT.in_(self.lang),
            draft_sentence=_NOT_APPROVED.in_(self.lang),
        )

    def fill(self, sentence: Wording) -> str:
        """A form's sentence with its figures; runs of blanks left by the template become one."""
        return " ".join(self.render(sentence).split())

    def render(self, sentence: Wording) -> str:
        template = _SENTENCES.from_string(sentence.in_(self.lang))
        return str(template.render(self.context))

    def head_lines(self, lines: tuple[tuple[LineKind, Wording], ...]) -> tuple[HeadLine, ...]:
        return tuple(HeadLine(self.render(text).strip(), kind) for kind, text in lines)

    def body(self) -> Iterator[Block]:
        for place, section in enumerate(self.form.sections, start=1):
            number = self.form.section_number.format(roman=roman(place), number=place)
            yield Heading(number + self.fill(section.title))
            yield from self.parts(section)

    def appendices(self) -> Iterator[Block]:
        for place, section in enumerate(self.form.appendices, start=1):
            number = self.form.appendix_number.in_(self.lang).format(number=place)
            yield Heading(f"{number}. {self.fill(section.title)}", new_page=place == 1)
            yield from self.parts(section)

    def parts(self, section: Section) -> Iterator[Block]:
        place = 0
        for part in section.parts:
            if part.kind == "heading":
                place += 1
                number = self.form.heading_number.format(roman=roman(place), number=place)
                yield Heading(number + self.fill(part.text), level=2)
                continue
            yield from self.part(part)

    def part(self, part: Part) -> tuple[Block, ...]:
        """A text that comes out empty, since the campaign has nothing of the kind, leaves nothing behind."""
        if part.kind == "table":
            return TABLES[part.name](self.sources)
        if part.kind == "chart":
            return CHARTS[part.name](self.sources)
        text = self.fill(part.text)
        if part.kind == "blank":
            left_open = self.form.to_be_written.in_(self.lang).format(what=text)
            return (Paragraph(left_open, kind="blank"),)
        rule = self.sources.numbers.rules()
        return (Paragraph(f"{text} {rule}".strip()),) if text else ()

    def signature(self) -> Iterator[SignatureLine]:
        """Nobody signs a reconstruction: the authority stands, all else is one label."""
        for kind, text in self.form.signature:
            if kind == "authority" or not self.reconstructed:
                yield SignatureLine(self.fill(text), kind)
        if self.reconstructed:
            yield SignatureLine(self.fill(self.form.signature_left_empty), "space")


def _context(sources: Sources) -> dict[str, object]:
    """What a form's sentences may name, all texts already in the report's language."""
    figures, campaign, say = sources.figures, sources.figures.campaign, sources.say
    blocks = [
        {
            "title": say(title),
            "path": f"units_reviewed.blocks.{code}",
            "due": f"units_reviewed.blocks.{code}.due",
        }
        for code, title in campaign.blocks.items()
    ]
    verdicts = sources.guidance.verdicts
    return {
        "numbers": sources.numbers,
        "lang": sources.lang,
        "printed": frozenset(line.path for line in figures.printed),
        "campaign": {
            "title": say(campaign.title),
            "host": say(campaign.host_name),
            "symbol": campaign.symbol,
            "place": say(campaign.place),
        },
        "blocks": blocks,
        "verdicts": {key: say(verdicts.of(key)) for key in ("meets", "basically_meets", "redo")},
        "as_of": figures.as_of,
        "known_by": figures.known_by,
        "due_on": campaign.due_on,
    }


def roman(number: int) -> str:
    """A section's number: 4 is "IV"."""
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (number // worth)
        number %= worth
    return text
