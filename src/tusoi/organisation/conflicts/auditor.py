"""COI-10: an auditor only reads, and holds no role in what is audited."""

from datetime import date

from tusoi.organisation.conflicts.roles_apart import Granting, HeldRole
from tusoi.organisation.conflicts.rule import ConflictRule, Example, Slots
from tusoi.organisation.roles import Role
from tusoi.values.period import Period
from tusoi.values.wording import Wording


def judge(facts: Granting) -> Slots | None:
    """The name of whoever would audit what they have a role in, or nothing."""
    for other in facts.held:
        audits = (facts.wanted.role is Role.AUDITOR) != (other.role is Role.AUDITOR)
        if audits and facts.wanted.meets(other):
            return {"name": facts.name}
    return None


_YEAR = Period(date(2012, 1, 1), date(2012, 12, 31))
_AUDITS = HeldRole(Role.AUDITOR, "tu", "", _YEAR)
_OFFICE = HeldRole(Role.CAMPAIGN_OFFICE, "tu", "", _YEAR)

RULE = ConflictRule(
    code="COI-10",
    name=Wording(vi="Người giám sát độc lập", en="The auditor stands apart"),
    source=Wording(
        vi="Quy tắc xung đột lợi ích của phần mềm: người giám sát độc lập chỉ đọc, không giữ vai trò nào trong đợt được giám sát.",
        en="Conflict-of-interest rule of this software: an auditor only reads and holds no role in the audited campaign.",
    ),
    sentence=Wording(
        vi="{name} không thể vừa giám sát độc lập vừa giữ một vai trò khác trong cùng đợt; hãy chọn người khác, hoặc chấm dứt vai trò kia trước.",
        en="{name} cannot audit a campaign and hold another role in it; choose somebody else, or end the other role first.",
    ),
    enforced=("organisation/actions.py",),
    judge=judge,
    examples=(
        Example(
            Wording(vi="Chưa giữ vai trò nào", en="Holds nothing yet"),
            Granting("Khánh", _AUDITS, ()),
            passes=True,
        ),
        Example(
            Wording(
                vi="Người của cơ quan thường trực được giao giám sát",
                en="One of the office is to audit",
            ),
            Granting("Mai", _AUDITS, (_OFFICE,)),
            passes=False,
        ),
        Example(
            Wording(vi="Giám sát cơ quan khác", en="Audits another host"),
            Granting("Mai", HeldRole(Role.AUDITOR, "bv", "", _YEAR), (_OFFICE,)),
            passes=True,
        ),
    ),
)
