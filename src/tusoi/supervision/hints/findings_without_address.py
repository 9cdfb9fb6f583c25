"""Findings that do not say where and who answers for it."""

from tusoi.supervision.hint import Example, Hint, ReviewSeen, Slots, Words
from tusoi.values.wording import Wording


def look(seen: ReviewSeen) -> Slots | None:
    """The findings without an address."""
    if not seen.findings_without_address:
        return None
    return {"without": seen.findings_without_address, "findings": seen.findings}


HINT = Hint(
    code="findings_without_address",
    name=Wording(vi="Khuyết điểm chưa rõ địa chỉ", en="Findings without an address"),
    source=Wording(
        vi="Chưa chỉ rõ địa chỉ cụ thể, cán bộ vi phạm (Sài Gòn Giải Phóng, 17-12-2012).",
        en="No named address, no officer named (Sài Gòn Giải Phóng, 17 December 2012).",
    ),
    sentence=Wording(
        vi="{without}/{findings} khuyết điểm chưa nêu cả nơi xảy ra và người chịu trách nhiệm.",
        en="{without} of {findings} findings do not name both the place and who answers for it.",
    ),
    beside=Words.FINDINGS,
    look=look,
    examples=(
        Example(
            Wording(
                vi="Ba khuyết điểm, hai chưa rõ địa chỉ",
                en="Three findings, two without an address",
            ),
            ReviewSeen(findings=3, findings_without_address=2),
            speaks=True,
        ),
        Example(
            Wording(vi="Ba khuyết điểm, đều rõ địa chỉ", en="Three findings, each with an address"),
            ReviewSeen(findings=3),
            speaks=False,
        ),
    ),
)
