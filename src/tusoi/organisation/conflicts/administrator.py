"""COI-9: whoever administers the machine has no part in any review: no business role, in whichever campaign."""

from datetime import date

from tusoi.organisation.conflicts.roles_apart import Granting, HeldRole
from tusoi.organisation.conflicts.rule import ConflictRule, Example, Slots
from tusoi.organisation.roles import Role
from tusoi.values.period import Period
from tusoi.values.wording import Wording


def judge(facts: Granting) -> Slots | None:
    """The name of whoever would hold both, or nothing."""
    for other in facts.held:
        administers = (facts.wanted.role is Role.ADMINISTRATOR) != (
            other.role is Role.ADMINISTRATOR
        )
        if administers and facts.wanted.period.overlaps(other.period):
            return {"name": facts.name}
    return None


_YEAR = Period(date(2012, 1, 1), date(2012, 12, 31))
_ADMINISTERS = HeldRole(Role.ADMINISTRATOR, "tu", "", _YEAR)
_OFFICE = HeldRole(Role.CAMPAIGN_OFFICE, "tu", "", _YEAR)
_NEXT_YEAR = HeldRole(Role.CAMPAIGN_OFFICE, "tu", "", Period(date(2013, 1, 1)))

RULE = ConflictRule(
    code="COI-9",
    name=Wording(
        vi="Người quản trị máy không giữ vai trò nghiệp vụ",
        en="Whoever administers holds no business role",
    ),
    source=Wording(
        vi="OWASP ASVS 5.0, 6.4.6; quy tắc xung đột lợi ích của phần mềm. Phần mềm không có quản trị viên toàn quyền; ai là người quản trị máy thì chỉ biết khi vai trò ấy được ghi.",
        en="OWASP ASVS 5.0, 6.4.6; conflict-of-interest rule of this software. There is no superuser; who administers is known only once that role is recorded.",
    ),
    sentence=Wording(
        vi="{name} không thể vừa quản trị máy vừa giữ một vai trò nghiệp vụ trong cùng thời gian; hãy giao cho người khác, hoặc chấm dứt vai trò kia trước.",
        en="{name} cannot administer the machine and hold a business role at the same time; give it to somebody else, or end the other role first.",
    ),
    enforced=("organisation/actions.py",),
    judge=judge,
    examples=(
        Example(
            Wording(vi="Chưa giữ vai trò nào", en="Holds nothing yet"),
            Granting("An", _ADMINISTERS, ()),
            passes=True,
        ),
        Example(
            Wording(
                vi="Người quản trị được giao vai trò cơ quan thường trực",
                en="An administrator is to be of the office",
            ),
            Granting("An", _OFFICE, (_ADMINISTERS,)),
            passes=False,
        ),
        Example(
            Wording(vi="Thôi quản trị rồi mới nhận", en="Takes it up after administering"),
            Granting("An", _NEXT_YEAR, (_ADMINISTERS,)),
            passes=True,
        ),
    ),
)
