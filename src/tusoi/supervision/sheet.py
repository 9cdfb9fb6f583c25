"""The words of a sheet: what may be marked of a sign, where a quote is from, what the three judgements are of.

Plain values: no Django. A mark is people's; nothing here proposes one.
"""

from dataclasses import dataclass
from enum import StrEnum

from tusoi.values.wording import Wording


class MarkWord(StrEnum):
    """What a group says of one sign."""

    SEEN = "seen"
    NOT_SEEN = "not_seen"
    CANNOT_TELL = "cannot_tell"


MARK_WORDING = {
    MarkWord.SEEN: Wording(vi="có thấy", en="seen"),
    MarkWord.NOT_SEEN: Wording(vi="không thấy", en="not seen"),
    MarkWord.CANNOT_TELL: Wording(vi="chưa đủ căn cứ để nói", en="cannot tell"),
}


class Whence(StrEnum):
    """Where a quote is taken from."""

    SECTION = "section"
    MINUTES = "minutes"
    TOPIC = "topic"
    OTHER = "other"


WHENCE_WORDING = {
    Whence.SECTION: Wording(vi="bản tự kiểm điểm", en="the self-review"),
    Whence.MINUTES: Wording(vi="biên bản họp", en="the minutes"),
    Whence.TOPIC: Wording(vi="giải trình nội dung gợi ý", en="the explanation of a topic"),
    Whence.OTHER: Wording(vi="nguồn khác", en="something else"),
}


class About(StrEnum):
    """What a group judges apart, and the review as a whole."""

    CONTENT = "content"
    PROCEDURE = "procedure"
    QUALITY = "quality"
    WHOLE = "whole"


THREE = (About.CONTENT, About.PROCEDURE, About.QUALITY)
ABOUT_WORDING = {
    About.CONTENT: Wording(vi="nội dung", en="content"),
    About.PROCEDURE: Wording(vi="quy trình", en="procedure"),
    About.QUALITY: Wording(vi="chất lượng", en="quality"),
    About.WHOLE: Wording(vi="kết luận chung", en="the whole"),
}


@dataclass(frozen=True, slots=True)
class OneMark:
    """What is said of one sign, with a quote as evidence; `place` is the section, page or code it stands at."""

    word: str
    quote: str = ""
    whence: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is judged of one of the three, by a word of the verdict and in the group's own words."""

    word: str
    words: str = ""


def about_sign(sign: int) -> str:
    """What a line of a sheet is about, where it is a sign."""
    return f"sign-{sign}"
