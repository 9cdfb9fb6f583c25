"""How many were asked for their opinion of the unit, and how many answered."""

from tusoi.supervision.hint import Example, Hint, ReviewSeen, Slots, Words
from tusoi.values.wording import Wording

HALF = 2
"""It speaks where nobody was asked, or where fewer than half of those asked answered."""


def look(seen: ReviewSeen) -> Slots | None:
    """How many were asked and answered, where fewer than half did; nothing where the campaign keeps no such record."""
    if seen.invited is None or seen.answered is None:
        return None
    if seen.invited and seen.answered * HALF >= seen.invited:
        return None
    return {"invited": seen.invited, "answered": seen.answered}


HINT = Hint(
    code="few_asked",
    name=Wording(vi="Ít lấy ý kiến", en="Few asked for opinions"),
    source=Wording(
        vi="Ý kiến góp ý là một kênh thông tin cực kỳ quan trọng (Sài Gòn Giải Phóng, 17-12-2012).",
        en="Opinions are an extremely important channel (Sài Gòn Giải Phóng, 17 December 2012).",
    ),
    sentence=Wording(
        vi="Hồ sơ ghi {invited} nơi được hỏi ý kiến về đơn vị, {answered} nơi trả lời.",
        en="Asked on record for their opinion of the unit: {invited}; of those answered: {answered}.",
    ),
    beside=Words.SELF_REVIEW,
    look=look,
    examples=(
        Example(
            Wording(vi="Hỏi 8 nơi, 3 nơi trả lời", en="8 asked, 3 answered"),
            ReviewSeen(invited=8, answered=3),
            speaks=True,
        ),
        Example(
            Wording(
                vi="Có ghi việc lấy ý kiến, nhưng không hỏi nơi nào",
                en="Asking is on record, and nobody was asked",
            ),
            ReviewSeen(invited=0, answered=0),
            speaks=True,
        ),
        Example(
            Wording(vi="Hỏi 8 nơi, 7 nơi trả lời", en="8 asked, 7 answered"),
            ReviewSeen(invited=8, answered=7),
            speaks=False,
        ),
        Example(
            Wording(vi="Đợt chưa ghi việc lấy ý kiến", en="The campaign records no opinions asked"),
            ReviewSeen(sessions=1),
            speaks=False,
        ),
    ),
)
