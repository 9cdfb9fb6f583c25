"""What an invited body says, and the ways in which it may say it. Plain values: no Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tusoi.text.forms import control_sign, tidy
from tusoi.values.refusal import Refused, no_text
from tusoi.values.wording import Wording, same

OTHER = "other"
"""The topic of what belongs to no topic of the campaign."""
OTHER_WORDING = Wording(vi="Việc khác", en="Other matters")
TEXT_LENGTH = 2_000
"""Characters of one text, as a cell of a workbook may hold them."""


class Via(StrEnum):
    """How an answer came in."""

    LINK = "link"
    SIGNED_IN = "signed_in"
    WORKBOOK = "workbook"
    LETTER = "letter"
    DICTATION = "dictation"


VIA_WORDING: Mapping[Via, Wording] = {
    Via.LINK: Wording(
        vi="gửi qua đường liên kết, không ai đăng nhập", en="sent by the link, nobody signed in"
    ),
    Via.SIGNED_IN: Wording(vi="đăng nhập rồi gửi", en="sent after signing in"),
    Via.WORKBOOK: Wording(vi="nạp từ sổ bảng", en="loaded from a workbook"),
    Via.LETTER: Wording(vi="thư, do cán bộ nhập", en="a letter, entered by a clerk"),
    Via.DICTATION: Wording(
        vi="nói miệng, do cán bộ ghi lại", en="dictated, written down by a clerk"
    ),
}
BY_CLERK = (Via.LETTER, Via.DICTATION)
"""The ways that go through the hand of a clerk, whose name stands beside the answer."""
BY_LINK = Wording(
    vi="nơi được mời, không ai đăng nhập; đường liên kết do {name} cấp",
    en="the invited body, nobody signed in; the link was given out by {name}",
)
"""Whose an answer by link is, where the account is named under which it was recorded: that of whoever gave the link."""


class AnswerNotUsable(Refused):
    """An answer without a word, with too many, on a topic that is none, or with a sign that no text holds."""


@dataclass(frozen=True, slots=True)
class Point:
    """What is said of one topic."""

    topic: str
    strengths: str = ""
    faults: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return not (self.strengths or self.faults)


def said(points: Sequence[Point], topics: Sequence[str]) -> tuple[Point, ...]:
    """The points in their stored form, those that say nothing left out: one line each, as a workbook's cell holds it.

    Marks that turn the direction of writing are taken out with the line breaks: a line reads as it was written.

    Raises:
        AnswerNotUsable: see there.
    """
    stored = [Point(one.topic, tidy(one.strengths), tidy(one.faults)) for one in points]
    for one in stored:
        _refuse(one, topics)
    kept = tuple(one for one in stored if not one.is_empty)
    if not kept:
        raise AnswerNotUsable(_EMPTY)
    return kept


def _refuse(point: Point, topics: Sequence[str]) -> None:
    if point.topic not in topics:
        known = same(", ".join(topics))
        raise AnswerNotUsable(_NO_TOPIC.filled(topic=same(point.topic[:40]), known=known))
    for text in (point.strengths, point.faults):
        if sign := control_sign(text):
            raise AnswerNotUsable(no_text(sign))
        if len(text) > TEXT_LENGTH:
            raise AnswerNotUsable(_LONG.filled(length=len(text), longest=TEXT_LENGTH))


_EMPTY = Wording(
    vi="Chưa có ý kiến nào; chưa ghi gì. Hãy viết ưu điểm hoặc khuyết điểm ở ít nhất một nội dung.",
    en="There is no opinion yet; nothing was recorded. Write a strength or a fault under one topic at least.",
)
_NO_TOPIC = Wording(
    vi="Đợt kiểm điểm này không có nội dung “{topic}”; có: {known}. Hãy mở lại trang rồi viết vào đúng mục.",
    en="This campaign has no topic “{topic}”; there are: {known}. Open the page again and write under one of these.",
)
_LONG = Wording(
    vi="Một ô dài {length} ký tự; tối đa là {longest}. Chưa ghi gì; hãy viết ngắn lại, hoặc gửi thư kèm theo.",
    en="One text has {length} characters; {longest} is the most. Nothing was recorded; make it shorter, or send a letter beside it.",
)
