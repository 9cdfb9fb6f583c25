"""Suggested topics to which no explanation has come."""

from tusoi.supervision.hint import Example, Hint, ReviewSeen, Slots, Words
from tusoi.values.wording import Wording


def look(seen: ReviewSeen) -> Slots | None:
    """The suggested topics without an answer."""
    if not seen.unanswered:
        return None
    return {"unanswered": seen.unanswered, "suggested": seen.suggested}


HINT = Hint(
    code="topics_unanswered",
    name=Wording(vi="Gợi ý chưa được giải trình", en="Suggested topics without an answer"),
    source=Wording(
        vi="Mỗi nội dung được gợi ý phải được giải trình (thực tiễn đợt kiểm điểm năm 2012: gợi ý cụ thể, đơn vị trả lời từng nội dung).",
        en="Each suggested topic is to be explained (practice of the 2012 campaign: suggestions are definite, and the unit answers each).",
    ),
    sentence=Wording(
        vi="{unanswered}/{suggested} nội dung gợi ý chưa được giải trình.",
        en="{unanswered} of {suggested} suggested topics have no answer.",
    ),
    beside=Words.EXPLANATIONS,
    look=look,
    examples=(
        Example(
            Wording(vi="Hai gợi ý, một chưa giải trình", en="Two topics, one without an answer"),
            ReviewSeen(suggested=2, unanswered=1),
            speaks=True,
        ),
        Example(
            Wording(vi="Hai gợi ý, đều đã giải trình", en="Two topics, both answered"),
            ReviewSeen(suggested=2, explained=2),
            speaks=False,
        ),
    ),
)
