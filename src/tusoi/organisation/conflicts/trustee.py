"""COI-7: a trustee of the sealed opinions has no part in the campaign that could use what they read."""

from datetime import date

from tusoi.organisation.conflicts.roles_apart import Granting, HeldRole
from tusoi.organisation.conflicts.rule import ConflictRule, Example, Slots
from tusoi.organisation.roles import OF_A_GROUP, ROLE_WORDING, Role
from tusoi.values.period import Period
from tusoi.values.wording import Wording

BESIDE_NONE = (Role.ADMINISTRATOR, Role.CAMPAIGN_OFFICE, *OF_A_GROUP)
"""Whoever runs the machine, handles the figures, or assesses units."""


def judge(facts: Granting) -> Slots | None:
    """The name of whoever would hold a key beside such a role, or nothing."""
    for other in facts.held:
        one, two = facts.wanted.role, other.role
        beside = two if one is Role.TRUSTEE else one
        if Role.TRUSTEE not in (one, two) or beside not in BESIDE_NONE:
            continue
        if facts.wanted.meets(other):
            return {"name": facts.name, "role": ROLE_WORDING[beside]}
    return None


_YEAR = Period(date(2012, 1, 1), date(2012, 12, 31))
_KEEPS = HeldRole(Role.TRUSTEE, "tu", "", _YEAR)
_OFFICE = HeldRole(Role.CAMPAIGN_OFFICE, "tu", "", _YEAR)
_GROUP = HeldRole(Role.GROUP_MEMBER, "tu", "dot-2012", _YEAR)

RULE = ConflictRule(
    code="COI-7",
    name=Wording(vi="Người giữ khóa đứng riêng", en="A trustee stands apart"),
    source=Wording(
        vi="Quy tắc xung đột lợi ích của phần mềm: người giữ khóa ý kiến niêm phong không quản trị máy, không thuộc cơ quan thường trực làm số liệu, không ở tổ đánh giá đơn vị. Phần mềm chỉ thấy vai trò: ba người giữ khóa có cùng một cấp trên hay không thì người lập khóa phải tự xét.",
        en="Conflict-of-interest rule of this software: a trustee of the sealed opinions does not administer the machine, is not of the office that handles figures and is in no group that assesses units. The software sees roles alone: whether trustees stand in one chain of command is for those to judge who hold the ceremony.",
    ),
    sentence=Wording(
        vi="{name} không thể vừa giữ khóa ý kiến niêm phong vừa là {role} trong cùng đợt; hãy chọn người khác, hoặc chấm dứt vai trò kia trước.",
        en="{name} cannot keep a key of the sealed opinions and be {role} in one campaign; choose somebody else, or end the other role first.",
    ),
    enforced=("organisation/actions.py",),
    judge=judge,
    examples=(
        Example(
            Wording(vi="Chưa giữ vai trò nào", en="Holds nothing yet"),
            Granting("Ngân", _KEEPS, ()),
            passes=True,
        ),
        Example(
            Wording(
                vi="Thành viên tổ công tác được giao giữ khóa",
                en="A member of a working group is to keep a key",
            ),
            Granting("Ngân", _KEEPS, (_GROUP,)),
            passes=False,
        ),
        Example(
            Wording(
                vi="Người giữ khóa được giao vào cơ quan thường trực",
                en="A trustee is to be of the office",
            ),
            Granting("Ngân", _OFFICE, (_KEEPS,)),
            passes=False,
        ),
        Example(
            Wording(
                vi="Người của Ủy ban Kiểm tra giữ khóa",
                en="One of the inspection commission keeps a key",
            ),
            Granting("Dung", _KEEPS, (HeldRole(Role.INSPECTION, "tu", "", _YEAR),)),
            passes=True,
        ),
        Example(
            Wording(vi="Giữ khóa của cơ quan khác", en="Keeps a key of another host"),
            Granting("Mai", HeldRole(Role.TRUSTEE, "bv", "", _YEAR), (_OFFICE,)),
            passes=True,
        ),
    ),
)
