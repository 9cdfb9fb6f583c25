"""COI-6: whoever an opinion concerns reads no digest before the close, opens nothing and brings nothing of it.

Concerned are those of the unit and of its office, those of every unit below it, those under a leader of it elsewhere,
and whoever holds a post in it, whatever else they are (`command`).
"""

from collections.abc import Collection
from dataclasses import dataclass

from tusoi.organisation.conflicts.command import Command, Serving
from tusoi.organisation.conflicts.rule import ConflictRule, Example, Slots
from tusoi.values.wording import Wording, same

FEWEST = 5
"""Digests about a unit, each weighing one: with fewer, what is read would point at somebody."""


@dataclass(frozen=True, slots=True)
class Concern:
    """Who is to read of units, or to open and bring it, and the chains of command of those units.

    `closed`: intake is over; `digests`: how many stand; `keeps`: whether the asker acts as a trustee, who is left
    out for the whole batch.
    """

    who: Serving
    commands: Collection[Command]
    closed: bool = False
    digests: int = 0
    keeps: bool = False


def concerned(who: Serving, commands: Collection[Command]) -> frozenset[str]:
    """Those of the units that concern somebody."""
    return frozenset(one.unit for one in commands if one.reaches(who))


def may_be_learnt(digests: int, *, closed: bool) -> bool:
    """Whether digests about a unit may be told where those whom they concern will learn of them."""
    return closed and digests >= FEWEST


def judge(facts: Concern) -> Slots | None:
    """The first unit that concerns the asker, or nothing."""
    tied = concerned(facts.who, facts.commands)
    if not tied or (not facts.keeps and may_be_learnt(facts.digests, closed=facts.closed)):
        return None
    return {"unit": same(min(tied))}


_A47 = Command("A47", persons=frozenset({"lan"}), above=("TU",))
_HEADS_B02_TOO = Command("A47", heads=frozenset({"B02"}), persons=frozenset({"lan"}))
_HEAD = Serving.at("TU/A47/", persons=["lan"])

RULE = ConflictRule(
    code="COI-6",
    name=Wording(
        vi="Người bị góp ý không đọc ý kiến", en="Whoever is written about reads nothing of it"
    ),
    source=Wording(
        vi="Quy tắc xung đột lợi ích của phần mềm: người bị góp ý, cấp dưới và văn phòng đơn vị ấy không biết gì về ý kiến niêm phong trước khi đóng kênh và trước khi có ít nhất năm bản tóm lược; người giữ khóa thuộc đơn vị được nói đến thì đứng ngoài cả lô. Cấp dưới gồm mọi đơn vị dưới đơn vị ấy và dưới đơn vị khác mà lãnh đạo của nó cũng đứng đầu. Ai thuộc đâu chỉ biết qua vai trò và chức vụ đã ghi; vai trò trên toàn cơ quan không tính là của đơn vị nào.",
        en="Conflict-of-interest rule of this software: the person written about, their subordinates and the unit's office learn nothing of sealed opinions before intake closed and at least five digests stand; a trustee of a unit that is written about is left out for the whole batch. Subordinates are those of every unit below it, and below another unit that one of its leaders heads. Who belongs where is known by recorded roles and posts alone; a role over the whole host counts as of no unit.",
    ),
    sentence=Wording(
        vi="Lô này có ý kiến về đơn vị {unit}, nơi bạn công tác, ở dưới quyền, hoặc có chức vụ, nên bạn đứng ngoài cả lô. Hai người giữ khóa còn lại mở và nộp kết quả.",
        en="The batch holds opinions about unit {unit}, which is yours, above yours or led by one of your superiors, so you are left out for the whole batch. The other two trustees open it and bring the result.",
    ),
    enforced=(
        "opinions/sealed/concerned.py",
        "opinions/sealed/results.py",
        "issues/receiving.py",
        "issues/access.py",
    ),
    judge=judge,
    examples=(
        Example(
            Wording(vi="Phục vụ ở đơn vị khác", en="Serves in another unit"),
            Concern(Serving.at("TU/B02/"), [_A47], digests=1),
            passes=True,
        ),
        Example(
            Wording(vi="Ở cấp trên của đơn vị", en="Serves in the unit above"),
            Concern(Serving.at("TU/"), [_A47], digests=1),
            passes=True,
        ),
        Example(
            Wording(vi="Người đứng đầu, trước khi đóng kênh", en="The head, before the close"),
            Concern(_HEAD, [_A47], digests=9),
            passes=False,
        ),
        Example(
            Wording(vi="Ở đơn vị cấp dưới", en="Serves in a unit below"),
            Concern(Serving.at("TU/A47/A47-01/"), [_A47], digests=9),
            passes=False,
        ),
        Example(
            Wording(
                vi="Dưới quyền lãnh đạo đơn vị, ở một đơn vị khác người ấy cũng đứng đầu",
                en="Under a leader of the unit, in another unit which that leader heads as well",
            ),
            Concern(Serving.at("TU/B02/"), [_HEADS_B02_TOO], digests=9),
            passes=False,
        ),
        Example(
            Wording(
                vi="Có chức vụ trong đơn vị, với tài khoản của nơi khác",
                en="Holds a post in the unit, with the account of another body",
            ),
            Concern(Serving.at("TU/B02/", persons=["lan"]), [_A47], digests=9),
            passes=False,
        ),
        Example(
            Wording(
                vi="Ý kiến về cấp trên, người đứng đầu cấp ấy đọc",
                en="An opinion about the unit above, read by whoever heads it",
            ),
            Concern(Serving.at("TU/"), [Command("TU")], digests=9),
            passes=False,
        ),
        Example(
            Wording(
                vi="Người đứng đầu, đã đóng kênh, bốn bản tóm lược",
                en="The head, after the close, four digests",
            ),
            Concern(_HEAD, [_A47], closed=True, digests=4),
            passes=False,
        ),
        Example(
            Wording(
                vi="Người đứng đầu, đã đóng kênh, năm bản tóm lược",
                en="The head, after the close, five digests",
            ),
            Concern(_HEAD, [_A47], closed=True, digests=5),
            passes=True,
        ),
        Example(
            Wording(
                vi="Người giữ khóa thuộc đơn vị được nói đến",
                en="A trustee of a unit that is written about",
            ),
            Concern(_HEAD, [_A47], closed=True, digests=9, keeps=True),
            passes=False,
        ),
    ),
)
