"""How many of those present spoke at all."""

from tusoi.supervision.hint import Example, Hint, ReviewSeen, Slots, Words
from tusoi.values.wording import Wording

TWO_THIRDS = (2, 3)
"""It speaks where fewer than two in three of those present spoke, all sessions together."""


def look(seen: ReviewSeen) -> Slots | None:
    """Those who spoke, where they are fewer than two in three of those present; people count once for each session."""
    part, whole = TWO_THIRDS
    if not seen.present or seen.spoke * whole >= seen.present * part:
        return None
    return {"spoke": seen.spoke, "present": seen.present}


HINT = Hint(
    code="few_spoke",
    name=Wording(vi="Ít người phát biểu", en="Few spoke"),
    source=Wording(
        vi="Kiểm điểm tập thể chưa kỹ, ít ý kiến (Sài Gòn Giải Phóng, 17-12-2012).",
        en="The collective's review was not thorough, with few opinions (Sài Gòn Giải Phóng, 17 December 2012).",
    ),
    sentence=Wording(
        vi="{spoke}/{present} lượt người có mặt đã phát biểu.",
        en="{spoke} of {present} present spoke.",
    ),
    beside=Words.SESSIONS,
    look=look,
    examples=(
        Example(
            Wording(vi="5/11 người phát biểu", en="5 of 11 spoke"),
            ReviewSeen(tallied=1, present=11, spoke=5),
            speaks=True,
        ),
        Example(
            Wording(vi="9/11 người phát biểu", en="9 of 11 spoke"),
            ReviewSeen(tallied=1, present=11, spoke=9),
            speaks=False,
        ),
        Example(
            Wording(vi="Chưa có số đếm của buổi họp", en="No session was counted"),
            ReviewSeen(sessions=2),
            speaks=False,
        ),
    ),
)
