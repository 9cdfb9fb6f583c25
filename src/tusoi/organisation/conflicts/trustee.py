"""COI-7: a trustee of the sealed opinions has no part in the campaign that could use what they read, and no other
trustee above them."""

from datetime import date

from tusoi.organisation.conflicts.command import Serving
from tusoi.organisation.conflicts.roles_apart import Fellow, Granting, HeldRole
from tusoi.organisation.conflicts.rule import ConflictRule, Example, Slots
from tusoi.organisation.roles import OF_A_GROUP, ROLE_WORDING, Role
from tusoi.values.period import Period
from tusoi.values.wording import Wording

BESIDE_NONE = (Role.ADMINISTRATOR, Role.CAMPAIGN_OFFICE, *OF_A_GROUP)
"""Whoever runs the machine, handles the figures, or assesses units."""


def judge(facts: Granting) -> Slots | None:
    """Why somebody would hold a key beside such a role, or beside another trustee of their chain of command; or nothing."""
    why = _beside(facts) or _in_one_chain(facts)
    return None if why is None else {"name": facts.name, "why": why}


def _beside(facts: Granting) -> Wording | None:
    for other in facts.held:
        one, two = facts.wanted.role, other.role
        beside = two if one is Role.TRUSTEE else one
        if Role.TRUSTEE not in (one, two) or beside not in BESIDE_NONE:
            continue
        if facts.wanted.meets(other):
            return _AND.filled(role=ROLE_WORDING[beside])
    return None


def _in_one_chain(facts: Granting) -> Wording | None:
    keeping = [one for one in (facts.wanted, *facts.held) if one.role is Role.TRUSTEE]
    for fellow in facts.fellows:
        together = any(one.meets(fellow.keeps) for one in keeping)
        if together and facts.serving.shares_a_chain(fellow.serving):
            return _CHAIN.filled(other=fellow.name)
    return None


_AND = Wording(
    vi="không thể vừa giữ khóa ý kiến niêm phong vừa là {role} trong cùng đợt",
    en="cannot keep a key of the sealed opinions and be {role} in one campaign",
)
_CHAIN = Wording(
    vi="không thể cùng giữ khóa ý kiến niêm phong với {other}, vì hai người cùng đơn vị hoặc người này ở dưới quyền người kia",
    en="cannot keep a key of the sealed opinions together with {other}: the two are of one unit, or one is below the other",
)
_YEAR = Period(date(2012, 1, 1), date(2012, 12, 31))
_KEEPS = HeldRole(Role.TRUSTEE, "tu", "", _YEAR)
_OFFICE = HeldRole(Role.CAMPAIGN_OFFICE, "tu", "", _YEAR)
_MEMBER = HeldRole(Role.MEMBER, "tu", "", _YEAR)
_OF_A47 = Fellow("Hoa", _KEEPS, Serving.at("TU/A47/"))
_GROUP = HeldRole(Role.GROUP_MEMBER, "tu", "dot-2012", _YEAR)

RULE = ConflictRule(
    code="COI-7",
    name=Wording(vi="Người giữ khóa đứng riêng", en="A trustee stands apart"),
    source=Wording(
        vi="Quy tắc xung đột lợi ích của phần mềm: người giữ khóa ý kiến niêm phong không quản trị máy, không thuộc cơ quan thường trực làm số liệu, không ở tổ đánh giá đơn vị. Hai người giữ khóa không cùng một tuyến chỉ huy. Phần mềm chỉ biết vai trò và chức vụ đã ghi; người lập khóa vẫn phải tự xét điều chưa ghi.",
        en="Conflict-of-interest rule of this software: a trustee of the sealed opinions does not administer the machine, is not of the office that handles figures and is in no group that assesses units. No two trustees are of one chain of command. The software knows recorded roles and posts alone; what is not recorded is for those to judge who hold the ceremony.",
    ),
    sentence=Wording(
        vi="{name} {why}; hãy chọn người khác, hoặc chấm dứt vai trò kia trước.",
        en="{name} {why}; choose somebody else, or end the other role first.",
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
            Wording(
                vi="Hai người giữ khóa ở hai đơn vị ngang cấp",
                en="Two trustees of units side by side",
            ),
            Granting("Ngân", _KEEPS, (), Serving.at("TU/A01/"), (_OF_A47,)),
            passes=True,
        ),
        Example(
            Wording(
                vi="Người giữ khóa là cấp trên của người kia", en="One trustee above the other"
            ),
            Granting("Ngân", _KEEPS, (), Serving.at("TU/"), (_OF_A47,)),
            passes=False,
        ),
        Example(
            Wording(
                vi="Người giữ khóa nhận chức vụ ở đơn vị của người kia",
                en="A trustee takes a post in the unit of another",
            ),
            Granting("Ngân", _MEMBER, (_KEEPS,), Serving.at("TU/A47/"), (_OF_A47,)),
            passes=False,
        ),
        Example(
            Wording(vi="Giữ khóa của cơ quan khác", en="Keeps a key of another host"),
            Granting("Mai", HeldRole(Role.TRUSTEE, "bv", "", _YEAR), (_OFFICE,)),
            passes=True,
        ),
    ),
)
