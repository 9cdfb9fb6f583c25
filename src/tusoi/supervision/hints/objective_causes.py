"""How many causes, in explanations and findings, are put down to circumstances alone."""

from tusoi.supervision.hint import Example, Hint, ReviewSeen, Slots, Words
from tusoi.values.wording import Wording

HALF = 2
"""“Mainly”: it speaks where more than half of the causes stated are objective alone."""


def look(seen: ReviewSeen) -> Slots | None:
    """The causes that are objective alone, where they are more than half of all causes stated."""
    objective = seen.explained_objective + seen.findings_objective
    caused = seen.explained + seen.findings_caused
    if objective * HALF <= caused:
        return None
    return {
        "objective": objective,
        "caused": caused,
        "of_explanations": seen.explained_objective,
        "of_findings": seen.findings_objective,
    }


HINT = Hint(
    code="objective_causes",
    name=Wording(vi="Nguyên nhân nêu là khách quan", en="Causes put down as objective"),
    source=Wording(
        vi="Báo cáo giải trình phân tích nguyên nhân chủ yếu là khách quan (Sài Gòn Giải Phóng, 17-12-2012).",
        en="Explanatory reports put causes down mainly to circumstances (Sài Gòn Giải Phóng, 17 December 2012).",
    ),
    sentence=Wording(
        vi="{objective}/{caused} nguyên nhân được nêu chỉ là khách quan (trong giải trình {of_explanations}, trong khuyết điểm {of_findings}).",
        en="{objective} of {caused} causes stated are objective alone ({of_explanations} in explanations, {of_findings} in findings).",
    ),
    beside=Words.EXPLANATIONS,
    look=look,
    examples=(
        Example(
            Wording(
                vi="Ba nguyên nhân, hai chỉ là khách quan",
                en="Three causes, two of them objective alone",
            ),
            ReviewSeen(explained=2, explained_objective=2, findings=1, findings_caused=1),
            speaks=True,
        ),
        Example(
            Wording(vi="Hai nguyên nhân, một khách quan", en="Two causes, one of them objective"),
            ReviewSeen(explained=2, explained_objective=1),
            speaks=False,
        ),
        Example(
            Wording(vi="Chưa nêu nguyên nhân nào", en="No cause is stated"),
            ReviewSeen(suggested=2, unanswered=2),
            speaks=False,
        ),
    ),
)
