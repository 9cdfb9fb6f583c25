"""Topics of the agenda to which nobody spoke."""

from tusoi.supervision.hint import Example, Hint, ReviewSeen, Slots, Words
from tusoi.values.wording import Wording


def look(seen: ReviewSeen) -> Slots | None:
    """The topics without a speech, all sessions together; nothing where every topic had one."""
    if not seen.topics_silent:
        return None
    return {"silent": seen.topics_silent, "due": seen.topics_due}


HINT = Hint(
    code="topics_not_discussed",
    name=Wording(vi="Nội dung không được thảo luận", en="Topics not discussed"),
    source=Wording(
        vi="Thảo luận, mổ xẻ chưa đi vào trúng vấn đề (Sài Gòn Giải Phóng, 17-12-2012).",
        en="Discussion and dissection did not reach the point (Sài Gòn Giải Phóng, 17 December 2012).",
    ),
    sentence=Wording(
        vi="{silent}/{due} nội dung của chương trình họp không có ai phát biểu.",
        en="Nobody spoke to {silent} of {due} topics of the agenda.",
    ),
    beside=Words.SESSIONS,
    look=look,
    examples=(
        Example(
            Wording(
                vi="3 nội dung, 1 nội dung không ai nói đến",
                en="3 topics, one of which nobody spoke to",
            ),
            ReviewSeen(tallied=1, topics_due=3, topics_silent=1),
            speaks=True,
        ),
        Example(
            Wording(
                vi="3 nội dung, nội dung nào cũng có người nói",
                en="3 topics, each of which somebody spoke to",
            ),
            ReviewSeen(tallied=1, topics_due=3),
            speaks=False,
        ),
    ),
)
