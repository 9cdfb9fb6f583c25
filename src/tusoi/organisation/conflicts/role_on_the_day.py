"""COI-11: authority is judged at the moment of the act, inside its transaction, and stored with it."""

from dataclasses import dataclass

from tusoi.organisation.conflicts.rule import ConflictRule, Example, Slots
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Acting:
    """The roles by which somebody was let in to act, and those that hold at the moment of the act."""

    by: frozenset[str]
    held: frozenset[str]


def judge(facts: Acting) -> Slots | None:
    """The roles that ended meanwhile, or nothing."""
    gone = facts.by - facts.held
    return {"roles": ", ".join(sorted(gone))} if gone else None


_LEADS, _HEADS = "group_leader:T07", "unit_head:A01"

RULE = ConflictRule(
    code="COI-11",
    name=Wording(vi="Thẩm quyền lúc làm", en="Authority at the moment of the act"),
    source=Wording(
        vi="Quy tắc xung đột lợi ích của phần mềm: vai trò có ngày đầu, ngày cuối; thẩm quyền xét lúc làm và ghi cùng việc ấy.",
        en="Conflict-of-interest rule of this software: roles carry dates; authority is judged at the moment of the act and stored with it.",
    ),
    sentence=Wording(
        vi="Vai trò của bạn ({roles}) vừa chấm dứt, nên việc này chưa được ghi. Tải lại trang để xem bạn còn những quyền nào.",
        en="Your role ({roles}) has just ended, so this was not recorded. Open the page again to see what you may still do.",
    ),
    enforced=("campaigns/actions.py", "organisation/access.py", "ledger/actions.py"),
    judge=judge,
    examples=(
        Example(
            Wording(vi="Vai trò vẫn còn", en="The role still holds"),
            Acting(frozenset({_LEADS}), frozenset({_LEADS, _HEADS})),
            passes=True,
        ),
        Example(
            Wording(vi="Vai trò vừa chấm dứt", en="The role has just ended"),
            Acting(frozenset({_LEADS}), frozenset({_HEADS})),
            passes=False,
        ),
    ),
)
