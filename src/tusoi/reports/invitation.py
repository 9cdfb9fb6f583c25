"""A letter that asks a body for its opinion, in the frame that the guidance set gives."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from tusoi.campaigns.queries import CampaignView
from tusoi.guidance.queries import guidance_set
from tusoi.guidance.sets import GuidanceSet
from tusoi.reports.document import (
    Block,
    Document,
    Head,
    HeadLine,
    Paragraph,
    Recipients,
    SignatureLine,
)
from tusoi.reports.form import load_form
from tusoi.values.day import show_day
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

FORMATS = ("docx", "pdf")
"""The formats a letter comes down in."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says: who is asked, about whom ("" the collective), on which topics, by when, and its link ("" none)."""

    campaign: CampaignView
    code: str
    giver: str
    unit_name: str
    about: str
    due_on: date
    on: date
    topics: tuple[Wording, ...]
    link: str


def invitation_letter(letter: Letter, *, lang: str) -> Document:
    """The letter in "vi" or "en".

    Raises:
        Refused: the guidance set has no form for it.
    """
    guidance = guidance_set(letter.campaign.guidance_set)
    return _Writing(letter, _frame(guidance), lang).document(guidance)


def _frame(guidance: GuidanceSet) -> Mapping[str, Any]:
    file = guidance.forms_folder / "invitation.toml"
    if not file.is_file():
        raise Refused(_NO_FORM.filled(code=guidance.code))
    return tomllib.loads(file.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class _Writing:
    """One letter: what it says, its frame and its language held together while the pieces are written."""

    letter: Letter
    frame: Mapping[str, Any]
    lang: str

    def document(self, guidance: GuidanceSet) -> Document:
        letter, frame = self.letter, self.frame
        return Document(
            lang=self.lang,
            file_name=f"{frame['file_name']}-{letter.code}",
            layout=load_form(guidance).layout,
            head=Head(left=self.head("left"), right=self.head("right")),
            title=self.fill(frame["title"]),
            abstract=self.fill(frame["abstract"]),
            counted="",
            blocks=tuple(self.blocks()),
            signature=tuple(
                SignatureLine(self.fill(one), one["kind"]) for one in frame["signature"]
            ),
            recipients=Recipients(
                self.fill(frame["recipients_title"]),
                tuple(self.fill(one) for one in frame["recipients"]),
            ),
            appendices=(),
            footnotes=(),
            reconstruction="",
            reconstruction_sentence="",
            ledger_line="",
            made_as_known_by=datetime.combine(letter.on, time(0), tzinfo=UTC),
            draft="",
            draft_sentence="",
        )

    def blocks(self) -> Iterator[Block]:
        frame = self.frame
        yield Paragraph(self.fill(frame["to"]))
        yield Paragraph(self.fill(frame["asks_person" if self.letter.about else "asks"]))
        for topic in self.letter.topics:
            yield Paragraph(f"- {topic.in_(self.lang)}")
        for one in frame["body"]:
            yield Paragraph(self.fill(one))
        yield Paragraph(self.fill(frame["by_link" if self.letter.link else "by_letter"]))
        if self.letter.link:
            yield Paragraph(self.letter.link)

    def head(self, side: str) -> tuple[HeadLine, ...]:
        return tuple(HeadLine(self.fill(one), one["kind"]) for one in self.frame["head"][side])

    def fill(self, said: Mapping[str, str]) -> str:
        letter, campaign = self.letter, self.letter.campaign
        return said[self.lang].format(
            host=campaign.host_name.in_(self.lang),
            host_in_capitals=campaign.host_name.in_(self.lang).upper(),
            symbol=campaign.symbol,
            place=campaign.place.in_(self.lang) or "……………",
            day=show_day(letter.on, self.lang),
            campaign=campaign.title.in_(self.lang),
            giver=letter.giver,
            unit=letter.unit_name,
            about=letter.about,
            due=show_day(letter.due_on, self.lang),
            code=letter.code,
        )


_NO_FORM = Wording(
    vi="Bộ hướng dẫn “{code}” chưa có mẫu thư mời góp ý (forms/invitation.toml).",
    en="The guidance set “{code}” has no form for a letter of invitation (forms/invitation.toml).",
)
