"""COI-6: whoever an opinion concerns reads no digest before the close, opens nothing and brings nothing of it.

Concerned are those of the unit, of its office, and of every unit below it, whatever else they are.
"""

from collections.abc import Collection
from dataclasses import dataclass

from tusoi.organisation.conflicts.rule import ConflictRule, Example, Slots
from tusoi.values.wording import Wording, same

FEWEST = 5
"""Digests about a unit, each weighing one: with fewer, what is read would point at somebody."""


@dataclass(frozen=True, slots=True)
class Concern:
    """What is to be read of units, or opened and brought; `concerned` are those of them that concern the asker.

    `closed`: intake is over; `digests`: how many stand; `keeps`: whether the asker acts as a trustee, who is left
    out for the whole batch.
    """

    concerned: Collection[str]
    closed: bool = False
    digests: int = 0
    keeps: bool = False


def judge(facts: Concern) -> Slots | None:
    """The first unit that concerns the asker, or nothing."""
    if not facts.concerned:
        return None
    if not facts.keeps and facts.closed and facts.digests >= FEWEST:
        return None
    return {"unit": same(min(facts.concerned))}


RULE = ConflictRule(
    code="COI-6",
    name=Wording(
        vi="Người bị góp ý không đọc ý kiến", en="Whoever is written about reads nothing of it"
    ),
    source=Wording(
        vi="Quy tắc xung đột lợi ích của phần mềm: người bị góp ý, cấp dưới và văn phòng đơn vị ấy không biết gì về ý kiến niêm phong trước khi đóng kênh và trước khi có ít nhất năm bản tóm lược; người giữ khóa thuộc đơn vị được nói đến thì đứng ngoài cả lô. Ai thuộc đơn vị nào chỉ biết qua vai trò đã ghi.",
        en="Conflict-of-interest rule of this software: the person written about, their subordinates and the unit's office learn nothing of sealed opinions before intake closed and at least five digests stand; a trustee of a unit that is written about is left out for the whole batch. Who belongs to a unit is known by recorded roles alone.",
    ),
    sentence=Wording(
        vi="Lô này có ý kiến về đơn vị {unit}, nơi bạn thuộc về hoặc ở dưới quyền, nên bạn đứng ngoài cả lô. Hai người giữ khóa còn lại mở và nộp kết quả.",
        en="The batch holds opinions about unit {unit}, which is yours or above yours, so you are left out for the whole batch. The other two trustees open it and bring the result.",
    ),
    enforced=("opinions/sealed/concerned.py", "opinions/sealed/results.py"),
    judge=judge,
    examples=(
        Example(
            Wording(vi="Không liên quan", en="Nothing concerns them"),
            Concern((), digests=1),
            passes=True,
        ),
        Example(
            Wording(vi="Người đứng đầu, trước khi đóng kênh", en="The head, before the close"),
            Concern(("A47",), digests=9),
            passes=False,
        ),
        Example(
            Wording(
                vi="Người đứng đầu, đã đóng kênh, bốn bản tóm lược",
                en="The head, after the close, four digests",
            ),
            Concern(("A47",), closed=True, digests=4),
            passes=False,
        ),
        Example(
            Wording(
                vi="Người đứng đầu, đã đóng kênh, năm bản tóm lược",
                en="The head, after the close, five digests",
            ),
            Concern(("A47",), closed=True, digests=5),
            passes=True,
        ),
        Example(
            Wording(
                vi="Người giữ khóa thuộc đơn vị được nói đến",
                en="A trustee of a unit that is written about",
            ),
            Concern(("A47",), closed=True, digests=9, keeps=True),
            passes=False,
        ),
    ),
)
