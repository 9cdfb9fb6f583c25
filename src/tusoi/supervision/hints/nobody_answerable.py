"""Explanations and findings that name nobody answerable."""

from tusoi.supervision.hint import Example, Hint, ReviewSeen, Slots, Words
from tusoi.values.wording import Wording


def look(seen: ReviewSeen) -> Slots | None:
    """The explanations and findings without anybody answerable."""
    without = seen.explained_without_owner + seen.findings_without_owner
    if not without:
        return None
    return {"without": without, "of": seen.suggested - seen.unanswered + seen.findings}


HINT = Hint(
    code="nobody_answerable",
    name=Wording(vi="Chưa nêu người chịu trách nhiệm", en="Nobody named answerable"),
    source=Wording(
        vi="Không thấy rõ khuyết điểm do chính đội ngũ cán bộ, công chức; chưa chỉ rõ cán bộ vi phạm (Sài Gòn Giải Phóng, 17-12-2012).",
        en="Shortcomings of the unit's own people are not seen; no officer is named (Sài Gòn Giải Phóng, 17 December 2012).",
    ),
    sentence=Wording(
        vi="{without}/{of} giải trình và khuyết điểm không nêu ai chịu trách nhiệm.",
        en="{without} of {of} explanations and findings name nobody who is answerable.",
    ),
    beside=Words.FINDINGS,
    look=look,
    examples=(
        Example(
            Wording(
                vi="Một giải trình và một khuyết điểm không nêu ai",
                en="One explanation and one finding name nobody",
            ),
            ReviewSeen(
                suggested=2,
                explained=2,
                explained_without_owner=1,
                findings=2,
                findings_without_owner=1,
            ),
            speaks=True,
        ),
        Example(
            Wording(vi="Đều nêu người chịu trách nhiệm", en="Each names who is answerable"),
            ReviewSeen(suggested=2, explained=2, findings=2),
            speaks=False,
        ),
    ),
)
