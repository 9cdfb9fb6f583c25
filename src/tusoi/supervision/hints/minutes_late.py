"""How long after the last session the minutes were signed, or have waited to be."""

from tusoi.supervision.hint import Example, Hint, ReviewSeen, Slots, Words
from tusoi.values.wording import Wording

LATEST = 10
"""Days from the last session on which minutes are still written fresh."""


def look(seen: ReviewSeen) -> Slots | None:
    """The days from the last session, where they are more than ten."""
    if seen.days_to_minutes is None or seen.days_to_minutes <= LATEST:
        return None
    state = SIGNED if seen.minutes_signed else NOT_SIGNED
    return {"state": state, "days": seen.days_to_minutes}


SIGNED = Wording(vi="Biên bản được ký", en="The minutes were signed")
NOT_SIGNED = Wording(vi="Biên bản chưa ký", en="The minutes are not signed yet")


HINT = Hint(
    code="minutes_late",
    name=Wording(vi="Biên bản ký muộn", en="Minutes signed late"),
    source=Wording(
        vi="Biên bản viết muộn thì dựa vào trí nhớ: thực hành chung của công tác văn phòng, không phải một quy định.",
        en="Minutes written late rest on memory: the general practice of offices, no rule.",
    ),
    sentence=Wording(
        vi="{state}: {days} ngày sau buổi họp cuối.",
        en="{state}: {days} days after the last session.",
    ),
    beside=Words.SESSIONS,
    look=look,
    examples=(
        Example(
            Wording(vi="Ký sau 21 ngày", en="Signed after 21 days"),
            ReviewSeen(sessions=1, days_to_minutes=21, minutes_signed=True),
            speaks=True,
        ),
        Example(
            Wording(vi="Chưa ký, đã 15 ngày", en="Not signed, 15 days have passed"),
            ReviewSeen(sessions=1, days_to_minutes=15),
            speaks=True,
        ),
        Example(
            Wording(vi="Ký sau 3 ngày", en="Signed after 3 days"),
            ReviewSeen(sessions=1, days_to_minutes=3, minutes_signed=True),
            speaks=False,
        ),
        Example(
            Wording(vi="Không rõ ngày họp", en="The day of the session is not stated"),
            ReviewSeen(sessions=1),
            speaks=False,
        ),
    ),
)
