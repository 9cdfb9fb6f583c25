"""A review's minutes as a document: their text as it was signed, in the frame that the guidance set gives.

What people said and what was written is one text in one language, the one that is signed. Head, titles,
signature lines and what is printed about the text are in the reader's.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tusoi.campaigns.queries import CampaignView
from tusoi.guidance.queries import guidance_set
from tusoi.guidance.sets import GuidanceSet
from tusoi.ledger.queries import Head as TreeHead
from tusoi.meetings.minutes.draft import PERSON, POINT, TITLES, Section, short
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
from tusoi.reports.drafting import DRAFT, roman
from tusoi.reports.form import InterimForm, load_form
from tusoi.reports.root import scanned
from tusoi.values.day import show_head_day
from tusoi.values.moment import show_minute
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

FORMATS = ("pdf", "docx", "html")
"""In which of the report's formats minutes are written; they hold no table for a workbook."""


class NothingToPrint(Refused):
    """There are no minutes to print."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What the frame is filled with: the campaign, the unit's name, its posts' titles by reference, and topics.

    `topics` are those that the campaign's reviews speak of, by the keys of their sections.
    """

    campaign: CampaignView
    unit: str
    unit_name: str
    titles: Mapping[str, str]
    topics: Mapping[str, Wording] = field(default_factory=dict)

    def named(self, post: str) -> str:
        """A post as the minutes call it; of a group or an office its code."""
        title = self.titles.get(post)
        return f"{title} ({post})" if title else post

    def title(self, section: Section, lang: str) -> str:
        """A section's title: its fixed words in the reader's language, a suggested topic in those it was put in."""
        fixed = TITLES.get(section.key) or self.topics.get(section.key)
        about, said, post = section.title.partition(PERSON.vi.partition("{post}")[0])
        if said and not about:
            fixed = PERSON.filled(post=same(post))
        return fixed.in_(lang) if fixed and lang != "vi" else section.title


def minutes_document(
    printed: Printed,
    minutes: Minutes,
    *,
    version: Version | None = None,
    tree: TreeHead,
    lang: str,
) -> Document:
    """The minutes as they stand, or one of their earlier versions; without all signatures it is marked a draft.

    In "vi" or "en": what the text itself says stays as it was written.

    Raises:
        NothingToPrint: nothing was drafted.
        Refused: the guidance set has no form for minutes.
    """
    text = version or minutes.text
    if text is None:
        raise NothingToPrint(_NOTHING)
    guidance = guidance_set(printed.campaign.guidance_set)
    return _Minutes(printed, minutes, text, load_form(guidance), _frame(guidance), lang).document(
        tree
    )


def _frame(guidance: GuidanceSet) -> Mapping[str, Any]:
    file = guidance.forms_folder / "minutes.toml"
    if not file.is_file():
        raise Refused(_NO_FORM.filled(code=guidance.code))
    return tomllib.loads(file.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class _Minutes:
    """One printing: frame, layout, text, signatures and language held together while the pieces are written."""

    printed: Printed
    minutes: Minutes
    text: Version
    form: InterimForm
    frame: Mapping[str, Any]
    lang: str

    def said(self, entry: Mapping[str, str]) -> str:
        """A piece of the frame in the reader's language."""
        return entry.get(self.lang, "")

    def document(self, tree: TreeHead) -> Document:
        printed, frame = self.printed, self.frame
        abstract = frame["abstract_of_redo" if self.minutes.redo_number else "abstract"]
        code = f"{self.said(frame['file_name'])}-{printed.campaign.code}-{printed.unit}"
        draft, sentence = self.mark()
        return Document(
            lang=self.lang,
            file_name=f"{code}-{self.minutes.redo_number}-{self.text.number}",
            layout=self.form.layout,
            head=Head(left=self.head("left"), right=self.head("right")),
            title=self.said(frame["title"]),
            abstract=self.fill(self.said(abstract)),
            counted="",
            blocks=(*self.body(), *self.dissents()),
            signature=(),
            recipients=Recipients("", ()),
            appendices=tuple(self.addenda()),
            footnotes=(),
            reconstruction="",
            reconstruction_sentence="",
            ledger_line=_LEDGER.filled(
                tree=tree.tree, size=str(tree.size), root=short(tree.root)
            ).in_(self.lang),
            scanned=scanned(tree),
            made_as_known_by=self.made(),
            draft=draft,
            draft_sentence=sentence,
            approved=_DIGEST.filled(
                number=self.text.number, digest=same(self.text.short_digest)
            ).in_(self.lang),
            signatures=tuple(
                self.block(capacity, self.said(title))
                for capacity, title in frame["signatures"].items()
            ),
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
            return self.marked(DRAFT, _OLD.filled(number=self.text.number))
        if self.minutes.is_on_paper and self.minutes.signed_on is not None:
            return self.marked(_COPY, _ON_PAPER.filled(day=self.minutes.signed_on))
        return ("", "") if self.minutes.is_locked else self.marked(DRAFT, _NOT_SIGNED)

    def marked(self, mark: Wording, sentence: Wording) -> tuple[str, str]:
        return mark.in_(self.lang), sentence.in_(self.lang)

    def fill(self, text: str) -> str:
        printed, campaign = self.printed, self.printed.campaign
        return text.format(
            host=campaign.host_name.in_(self.lang).upper(),
            unit=printed.unit_name,
            unit_in_capitals=printed.unit_name.upper(),
            place=campaign.place.in_(self.lang) or "……………",
            day=show_head_day(self.text.drawn_to, self.lang),
            title=campaign.title.in_(self.lang),
        )

    def head(self, side: str) -> tuple[HeadLine, ...]:
        return tuple(
            HeadLine(self.fill(self.said(one)), one["kind"]) for one in self.frame["head"][side]
        )

    def body(self) -> Iterator[Block]:
        """Sections under Roman numbers; the points of the discussion are numbered within theirs."""
        number, points = 0, 0
        for section in self.text.sections:
            is_point = section.key.startswith(POINT)
            if not is_point or points == 0:
                number += 1
                title = self.said(self.frame["discussion"]) if is_point else self.title(section)
                yield Heading(self.numbered(self.form.section_number, number) + title.upper())
            if is_point:
                points += 1
                numbered = self.numbered(self.form.heading_number, points)
                yield Heading(numbered + self.title(section), level=2)
            yield from _lines(section)

    def title(self, section: Section) -> str:
        return self.printed.title(section, self.lang)

    def numbered(self, pattern: str, number: int) -> str:
        return pattern.format(roman=roman(number), number=number)

    def dissents(self) -> Iterator[Block]:
        if self.minutes.dissents:
            yield Heading(_DISSENT.in_(self.lang))
            yield from self.statements(self.minutes.dissents)
            yield Paragraph(_DISSENT_NOTE.in_(self.lang), kind="note")

    def addenda(self) -> Iterator[Block]:
        if self.minutes.addenda:
            yield Heading(_ADDED.in_(self.lang))
            yield from self.statements(self.minutes.addenda)

    def statements(self, statements: Sequence[Statement]) -> Iterator[Block]:
        for one in statements:
            post = same(self.printed.named(one.author))
            by = _BY.filled(day=one.day, name=same(one.name), post=post).in_(self.lang)
            first, *rest = one.words.split("\n")
            yield Paragraph(f"{by} {first}")
            yield from (Paragraph(line) for line in rest if line.strip())

    def block(self, capacity: str, title: str) -> SignatureBlock:
        """Where somebody signs: how it was signed and by whom, or room for the hand."""
        signature = self.minutes.in_force.get(capacity) if self.is_last else None
        if signature is None:
            return SignatureBlock(
                (SignatureLine(title, "authority"), SignatureLine(_HAND.in_(self.lang), "space"))
            )
        return SignatureBlock(tuple(self.signed(title, signature)))

    def signed(self, title: str, signature: Signature) -> Iterator[SignatureLine]:
        yield SignatureLine(title, "authority")
        at = same(show_minute(signature.at, self.lang))
        yield SignatureLine(_SIGNED.filled(at=at).in_(self.lang), "space")
        yield SignatureLine(signature.name, "name")
        yield SignatureLine(self.printed.titles.get(signature.post, signature.post), "post")


def _lines(section: Section) -> Iterator[Paragraph]:
    """The section's lines; one in which something is still to be written stands out."""
    for line in section.text.split("\n"):
        if line.strip():
            is_open = Section("", "", line).is_open
            yield Paragraph(line.strip(), kind="blank" if is_open else "body")


_COPY = Wording(vi="BẢN TRÊN MÁY", en="COPY")
_NOT_SIGNED = Wording(
    vi="Dự thảo: chưa đủ chữ ký của bốn người.", en="A draft: not all four have signed."
)
_OLD = Wording(
    vi="Bản số {number} là bản cũ; đã có bản sau.",
    en="Version {number} is an old one; there is a later version.",
)
_ON_PAPER = Wording(
    vi="Biên bản đã ký trên giấy ngày {day}; bản trên máy này có thể khác bản giấy.",
    en="The minutes were signed on paper on {day}; this copy may differ from the paper.",
)
_DISSENT = Wording(vi="Ý KIẾN BẢO LƯU", en="DISSENT")
_DISSENT_NOTE = Wording(
    vi="Ý kiến bảo lưu do chính người nêu ghi, in nguyên văn, ngoài phần văn bản được ký.",
    en="Each dissent is printed whole, as its author wrote it; it is no part of the text that is signed.",
)
_ADDED = Wording(vi="GHI THÊM SAU KHI KÝ", en="ADDED AFTER SIGNING")
_BY = Wording(vi="Ngày {day}, {name}, {post}:", en="{day}, {name}, {post}:")
_HAND = Wording(vi="(chữ ký)", en="(signature)")
_SIGNED = Wording(vi="(đã ký lúc {at})", en="(signed at {at})")
_DIGEST = Wording(
    vi="Bản số {number}, dấu văn bản {digest}.",
    en="Version {number}, digest {digest}. The text is printed as it was written and signed, in Vietnamese; head, titles and signature lines are in English.",
)
_LEDGER = Wording(
    vi="Sổ đối chứng {tree}: {size} mục, gốc {root}. Mã vuông ghi đủ gốc; quét bằng điện thoại và giữ lại để đối chiếu về sau.",
    en="Ledger {tree}: {size} entries, root {root}. The square holds the whole root; a phone reads it, and whoever keeps it can compare later.",
)
_NOTHING = Wording(
    vi="Chưa có biên bản để in; người ghi biên bản lập dự thảo từ hồ sơ buổi họp trước.",
    en="There are no minutes to print yet; the secretary draws a draft from the record first.",
)
_NO_FORM = Wording(
    vi="Bộ hướng dẫn “{code}” chưa có mẫu biên bản (forms/minutes.toml).",
    en="The guidance set “{code}” has no form for minutes (forms/minutes.toml).",
)
