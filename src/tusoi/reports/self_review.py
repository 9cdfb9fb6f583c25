"""A self-review as a document in the form's layout: what was written, section by section, and the answers to topics.

Each section is a heading of the first level, a line of its text a paragraph: so it comes back the same from a word
processor (`exchange/word_drafts.py`). A draft shows under each heading what to write there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.template import Context, Engine

from tusoi.campaigns.queries import CampaignView
from tusoi.guidance.forms import Section, SelfReviewForm
from tusoi.guidance.queries import guidance_set
from tusoi.guidance.tables import CatalogueTable
from tusoi.preparation.causes import CAUSES
from tusoi.preparation.queries import TopicPut
from tusoi.preparation.versions import Submission, Texts
from tusoi.reports.document import (
    Block,
    Document,
    Head,
    Heading,
    HeadLine,
    LineKind,
    Paragraph,
    Recipients,
    SignatureKind,
    SignatureLine,
)
from tusoi.reports.drafting import DRAFT, roman
from tusoi.reports.form import load_form
from tusoi.values.wording import Wording

_SENTENCES = Engine(builtins=["tusoi.reports.templatetags.figures"], autoescape=False)


@dataclass(frozen=True, slots=True)
class SelfReviewMaterial:
    """What a self-review's document is made of.

    `version` is the number printed and `base` that version's key, by which a file that comes back says what it
    was begun from; `submitted` is None of a draft. `titles` are the unit's posts by unit code/post code.
    """

    campaign: CampaignView
    unit: str
    unit_name: str
    seat: str
    seat_title: str
    form: SelfReviewForm
    texts: Texts
    topics: Sequence[TopicPut]
    titles: Mapping[str, str]
    version: int
    base: UUID | None
    submitted: Submission | None
    on: date
    made: datetime

    @property
    def identity(self) -> str:
        """Which self-review a file holds, and the version it was begun from; codes never hold a slash."""
        base = self.base or ""
        return f"{MARK}/{self.campaign.code}/{self.unit}/{self.seat}/{base}"


MARK = "tusoi-self-review"
"""What the identity of such a file begins with."""


def self_review_document(material: SelfReviewMaterial, *, lang: str) -> Document:
    """The document in "vi" or "en"; only the form's own words change with the language."""
    return _Printing(material, lang).document()


def explained(topic: TopicPut, titles: Mapping[str, str], lang: str) -> Iterator[str]:
    """The lines that say how a topic was answered."""
    if topic.answer is None:
        yield _UNANSWERED.in_(lang)
        return
    answer = topic.answer
    cause = CAUSES.get(answer.cause, _NOT_SAID)
    yield _CAUSE.filled(cause=cause).in_(lang)
    if answer.ground:
        yield from f"{_GROUND.in_(lang)} {answer.ground}".split("\n")
    owner = titles.get(answer.owner, answer.owner)
    yield (_OWNER.filled(owner=owner) if owner else _NO_OWNER).in_(lang)
    if answer.words:
        yield from answer.words.split("\n")


class _Printing:
    """One printing: material and language held together while the pieces are written."""

    def __init__(self, material: SelfReviewMaterial, lang: str) -> None:
        self.material, self.lang = material, lang
        self.table = material.form.document
        self.is_draft = material.submitted is None
        self.context = Context(
            {
                "lang": lang,
                "on": material.on,
                "campaign": {"host": material.campaign.host_name.in_(lang)},
                "unit": {"name": material.unit_name, "code": material.unit},
                "seat": {"title": material.seat_title},
            },
            autoescape=False,
        )

    def document(self) -> Document:
        """The whole document."""
        material, table = self.material, self.table
        own = "-".join(filter(None, (material.unit, material.seat)))
        return Document(
            lang=self.lang,
            file_name=f"{self.said('file_name')}-{own}-{material.version}",
            layout=load_form(guidance_set(material.campaign.guidance_set)).layout,
            head=Head(left=self.head_lines("left"), right=self.head_lines("right")),
            title=self.said("title"),
            abstract=self.said("abstract"),
            counted=self.which(),
            blocks=tuple(self.blocks()),
            signature=self.signature(),
            recipients=Recipients(
                title=self.said("recipients_title"),
                lines=tuple(self.fill(_both(line)) for line in table.listed("recipients")),
            ),
            appendices=(),
            footnotes=(),
            reconstruction="",
            reconstruction_sentence="",
            ledger_line="",
            made_as_known_by=material.made,
            draft=DRAFT.in_(self.lang) if self.is_draft else "",
            draft_sentence=_NOT_HANDED_IN.in_(self.lang) if self.is_draft else "",
            identity=material.identity,
        )

    def which(self) -> str:
        """Which version it is, and of a submission its day."""
        material = self.material
        if material.submitted is None:
            return _DRAFT_OF.filled(version=material.version).in_(self.lang)
        day = material.submitted.when.day
        return _HANDED_IN.filled(version=material.version, day=day).in_(self.lang)

    def blocks(self) -> Iterator[Block]:
        number = str(self.table.content["section_number"])
        for place, section in enumerate(self.material.form.sections, start=1):
            above = number.format(roman=roman(place), number=place)
            yield Heading(above + section.title.in_(self.lang))
            if not section.is_written:
                yield from self.explanations()
                continue
            if self.is_draft:
                yield Paragraph(help_line(section, self.lang), kind="blank")
            text = self.material.texts.get(section.code, "")
            if text:
                yield from (Paragraph(line) for line in text.split("\n"))

    def explanations(self) -> Iterator[Block]:
        if not self.material.topics:
            yield Paragraph(_NONE_PUT.in_(self.lang))
        for topic in self.material.topics:
            yield Heading(f"{topic.code}. {topic.text}", level=2)
            for line in explained(topic, self.material.titles, self.lang):
                yield Paragraph(line)

    def head_lines(self, side: str) -> tuple[HeadLine, ...]:
        return tuple(
            HeadLine(self.fill(_both(line)), cast(LineKind, line.text("kind")))
            for line in self.table.listed(side)
        )

    def signature(self) -> tuple[SignatureLine, ...]:
        return tuple(
            SignatureLine(self.fill(_both(line)), cast(SignatureKind, line.text("kind")))
            for line in self.table.listed("signature")
        )

    def said(self, key: str) -> str:
        return self.fill(self.table.wording(key))

    def fill(self, sentence: Wording) -> str:
        return str(_SENTENCES.from_string(sentence.in_(self.lang)).render(self.context)).strip()


def help_line(section: Section, lang: str) -> str:
    """What a draft shows under a section's heading; read back, it is passed over."""
    return f"({section.help.in_(lang)})"


def _both(line: CatalogueTable) -> Wording:
    """A line of the head; the rule has no words."""
    said: Mapping[str, Any] = line.content
    return Wording(vi=str(said["vi"]), en=str(said["en"]))


_NOT_HANDED_IN = Wording(
    vi="Bản nháp: chưa nộp. Viết dưới từng đề mục; đừng đổi, xóa hay thêm đề mục, để nạp lại được.",
    en="A draft: not handed in. Write below each heading; do not change, remove or add headings, so that it can be read back.",
)
_DRAFT_OF = Wording(vi="Phiên bản {version}", en="Version {version}")
_HANDED_IN = Wording(
    vi="Nộp ngày {day}, phiên bản {version}", en="Handed in on {day}, version {version}"
)
_NONE_PUT = Wording(vi="Không có nội dung nào được gợi ý kiểm điểm.", en="No topic was suggested.")
_UNANSWERED = Wording(vi="Chưa giải trình.", en="Not explained.")
_CAUSE = Wording(vi="Nguyên nhân: {cause}.", en="Cause: {cause}.")
_GROUND = Wording(vi="Căn cứ:", en="What speaks for it:")
_OWNER = Wording(vi="Chịu trách nhiệm: {owner}.", en="Answerable: {owner}.")
_NO_OWNER = Wording(vi="Chịu trách nhiệm: không nêu ai.", en="Answerable: nobody is named.")
_NOT_SAID = Wording(vi="chưa nêu", en="not stated")
