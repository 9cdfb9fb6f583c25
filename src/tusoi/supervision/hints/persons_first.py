"""Persons were reviewed before the collective."""

from tusoi.supervision.hint import Example, Hint, ReviewSeen, Slots, Words
from tusoi.values.wording import Wording


def look(seen: ReviewSeen) -> Slots | None:
    """How many persons' reviews came first."""
    if not seen.persons_before_collective:
        return None
    return {"persons": seen.persons_before_collective}


HINT = Hint(
    code="persons_first",
    name=Wording(vi="Cá nhân kiểm điểm trước tập thể", en="Persons reviewed before the collective"),
    source=Wording(
        vi="Tập thể kiểm điểm trước, cá nhân sau (hướng dẫn và thực tiễn đợt kiểm điểm năm 2012).",
        en="The collective first, then persons (guidance and practice of the 2012 campaign).",
    ),
    sentence=Wording(
        vi="{persons} cá nhân đã kiểm điểm trước ngày họp đầu tiên của tập thể.",
        en="Persons reviewed before the collective's first session: {persons}.",
    ),
    beside=Words.SESSIONS,
    look=look,
    examples=(
        Example(
            Wording(vi="Hai cá nhân họp trước tập thể", en="Two persons' sessions came first"),
            ReviewSeen(sessions=1, persons_before_collective=2),
            speaks=True,
        ),
        Example(
            Wording(vi="Tập thể họp trước", en="The collective met first"),
            ReviewSeen(sessions=1),
            speaks=False,
        ),
    ),
)
