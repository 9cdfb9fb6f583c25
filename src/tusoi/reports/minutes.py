"""A review's minutes as a document: in the frame that the guidance set gives, their text as it was signed.

Minutes are one text in one language, so the document is in Vietnamese whoever reads it.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tusoi.campaigns.queries import CampaignView
from tusoi.guidance.queries import guidance_set
from tusoi.guidance.sets import GuidanceSet
from tusoi.ledger.queries import Head as TreeHead
from tusoi.meetings.minutes.draft import POINT, Section, short
from tusoi.meetings.minutes.queries import Minutes, Signature, Statement, Version
from tusoi.reports.document import (
    Block,
    Document,
    Head,
    Heading,
    HeadLine,
    Paragraph,
    Recipients,
    SignatureBlock,
    SignatureLine,
)
from tusoi.reports.drafting import roman
from tusoi.reports.form import InterimForm, load_form
from tusoi.values.day import show_day
from tusoi.values.moment import show_minute
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

LANGUAGE = "vi"
FORMATS = ("pdf", "docx", "html")
"""In which of the report's formats minutes are written; they hold no table for a workbook."""


class NothingToPrint(Refused):
    """There are no minutes to print."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What the frame is filled with: the campaign, the unit's name, and its posts' titles by reference."""

    campaign: CampaignView
    unit: str
    unit_name: str
    titles: Mapping[str, str]

    def named(self, post: str) -> str:
        """A post as the minutes call it; of a group or an office its code."""
        title = self.titles.get(post)
        return f"{title} ({post})" if title else post


def minutes_document(
    printed: Printed, minutes: Minutes, *, version: Version | None = None, tree: TreeHead
) -> Document:
    """The minutes as they stand, or one of their earlier versions; without all signatures it is marked a draft.

    Raises:
        NothingToPrint: nothing was drafted.
        Refused: the guidance set has no form for minutes.
    """
    text = version or minutes.text
    if text is None:
        raise NothingToPrint(_NOTHING)
    guidance = guidance_set(printed.campaign.guidance_set)
    return _Minutes(printed, minutes, text, load_form(guidance), _frame(guidance)).document(tree)


def _frame(guidance: GuidanceSet) -> Mapping[str, Any]:
    file = guidance.forms_folder / "minutes.toml"
    if not file.is_file():
        raise Refused(_NO_FORM.filled(code=guidance.code))
    return tomllib.loads(file.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class _Minutes:
    """One printing: frame, layout, text and signatures held together while the pieces are written."""

    printed: Printed
    minutes: Minutes
    text: Version
    form: InterimForm
    frame: Mapping[str, Any]

    def document(self, tree: TreeHead) -> Document:
        printed, frame = self.printed, self.frame
        abstract = frame["abstract_of_redo" if self.minutes.redo_number else "abstract"]
        code = f"{frame['file_name']}-{printed.campaign.code}-{printed.unit}"
        draft, sentence = self.mark()
        return Document(
            lang=LANGUAGE,
            file_name=f"{code}-{self.minutes.redo_number}-{self.text.number}",
            layout=self.form.layout,
            head=Head(left=self.head("left"), right=self.head("right")),
            title=frame["title"],
            abstract=self.fill(abstract),
            counted="",
            blocks=(*self.body(), *self.dissents()),
            signature=(),
            recipients=Recipients("", ()),
            appendices=tuple(self.addenda()),
            footnotes=(),
            reconstruction="",
            reconstruction_sentence="",
            ledger_line=_LEDGER.format(tree=tree.tree, size=tree.size, root=short(tree.root)),
            made_as_known_by=self.made(),
            draft=draft,
            draft_sentence=sentence,
            approved=_DIGEST.format(number=self.text.number, digest=self.text.short_digest),
            signatures=tuple(self.block(*one) for one in frame["signatures"].items()),
        )

    def made(self) -> datetime:
        """The moment of the last that the document tells of, so that the same minutes give the same bytes."""
        told = [one.at for one in (*self.minutes.dissents, *self.minutes.addenda)]
        told += [one.at for one in self.minutes.signatures]
        return max(self.text.at, *told, self.text.at).astimezone(UTC)

    @property
    def is_last(self) -> bool:
        """Whether this is the version that stands."""
        return self.text == self.minutes.text

    def mark(self) -> tuple[str, str]:
        """The mark on every page, and what it means; nothing once all have signed this very text."""
        if not self.is_last:
            return _DRAFT, _OLD.format(number=self.text.number)
        if self.minutes.is_on_paper and self.minutes.signed_on is not None:
            return _COPY, _ON_PAPER.format(day=show_day(self.minutes.signed_on, LANGUAGE))
        return ("", "") if self.minutes.is_locked else (_DRAFT, _NOT_SIGNED)

    def fill(self, text: str) -> str:
        printed, campaign = self.printed, self.printed.campaign
        return text.format(
            host=campaign.host_name.vi.upper(),
            unit=printed.unit_name,
            unit_in_capitals=printed.unit_name.upper(),
            place=campaign.place.vi or "……………",
            day=_head_day(self.text.drawn_to),
            title=campaign.title.vi,
        )

    def head(self, side: str) -> tuple[HeadLine, ...]:
        return tuple(
            HeadLine(self.fill(one["text"]), one["kind"]) for one in self.frame["head"][side]
        )

    def body(self) -> Iterator[Block]:
        """Sections under Roman numbers; the points of the discussion are numbered within theirs."""
        number, points = 0, 0
        for section in self.text.sections:
            is_point = section.key.startswith(POINT)
            if not is_point or points == 0:
                number += 1
                title = self.frame["discussion"] if is_point else section.title
                yield Heading(self.numbered(self.form.section_number, number) + title.upper())
            if is_point:
                points += 1
                numbered = self.numbered(self.form.heading_number, points)
                yield Heading(numbered + section.title, level=2)
            yield from _lines(section)

    def numbered(self, pattern: str, number: int) -> str:
        return pattern.format(roman=roman(number), number=number)

    def dissents(self) -> Iterator[Block]:
        if self.minutes.dissents:
            yield Heading(_DISSENT)
            yield from self.statements(self.minutes.dissents)
            yield Paragraph(_DISSENT_NOTE, kind="note")

    def addenda(self) -> Iterator[Block]:
        if self.minutes.addenda:
            yield Heading(_ADDED)
            yield from self.statements(self.minutes.addenda)

    def statements(self, statements: Sequence[Statement]) -> Iterator[Block]:
        for one in statements:
            by = _BY.format(
                day=show_day(one.day, LANGUAGE), name=one.name, post=self.printed.named(one.author)
            )
            first, *rest = one.words.split("\n")
            yield Paragraph(f"{by} {first}")
            yield from (Paragraph(line) for line in rest if line.strip())

    def block(self, capacity: str, title: str) -> SignatureBlock:
        """Where somebody signs: how it was signed and by whom, or room for the hand."""
        signature = self.minutes.in_force.get(capacity) if self.is_last else None
        if signature is None:
            return SignatureBlock(
                (SignatureLine(title, "authority"), SignatureLine(_HAND, "space"))
            )
        return SignatureBlock(tuple(self.signed(title, signature)))

    def signed(self, title: str, signature: Signature) -> Iterator[SignatureLine]:
        yield SignatureLine(title, "authority")
        yield SignatureLine(_SIGNED.format(at=show_minute(signature.at, LANGUAGE)), "space")
        yield SignatureLine(signature.name, "name")
        yield SignatureLine(self.printed.titles.get(signature.post, signature.post), "post")


def _lines(section: Section) -> Iterator[Paragraph]:
    """The section's lines; one in which something is still to be written stands out."""
    for line in section.text.split("\n"):
        if line.strip():
            is_open = Section("", "", line).is_open
            yield Paragraph(line.strip(), kind="blank" if is_open else "body")


def _head_day(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2026"."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


_DRAFT = "DỰ THẢO"
_COPY = "BẢN TRÊN MÁY"
_NOT_SIGNED = "Dự thảo: chưa đủ chữ ký của bốn người."
_OLD = "Bản số {number} là bản cũ; đã có bản sau."
_ON_PAPER = "Biên bản đã ký trên giấy ngày {day}; bản trên máy này có thể khác bản giấy."
_DISSENT = "Ý KIẾN BẢO LƯU"
_DISSENT_NOTE = "Ý kiến bảo lưu do chính người nêu ghi, in nguyên văn, ngoài phần văn bản được ký."
_ADDED = "GHI THÊM SAU KHI KÝ"
_BY = "Ngày {day}, {name}, {post}:"
_HAND = "(chữ ký)"
_SIGNED = "(đã ký lúc {at})"
_DIGEST = "Bản số {number}, dấu văn bản {digest}."
_LEDGER = "Sổ đối chứng {tree}: {size} mục, gốc {root}"
_NOTHING = Wording(
    vi="Chưa có biên bản để in; người ghi biên bản lập dự thảo từ hồ sơ buổi họp trước.",
    en="There are no minutes to print yet; the secretary draws a draft from the record first.",
)
_NO_FORM = Wording(
    vi="Bộ hướng dẫn “{code}” chưa có mẫu biên bản (forms/minutes.toml).",
    en="The guidance set “{code}” has no form for minutes (forms/minutes.toml).",
)
