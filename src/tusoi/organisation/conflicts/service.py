"""COI-3: nobody assesses, verifies, audits or publishes about a unit of their own, or where kin is reviewed.

Their own is a unit in which they serve, or served within the campaign's months (36 unless its file says
otherwise). Kin is a husband or wife, a parent, a child, a brother or sister. What the office or the
inspection commission declared counts at once; what both took back frees only what begins on a later day.
"""

from dataclasses import dataclass, field
from datetime import date

from tusoi.organisation.conflicts.rule import ConflictRule, Example, Slots
from tusoi.organisation.kinship import KINSHIP_WORDING, Body, Kinship, Relation
from tusoi.values.period import ALWAYS, Period
from tusoi.values.wording import Wording

YOU = Wording(vi="Bạn", en="You")
SERVED_MONTHS = 36
"""For how long somebody who left a unit stays out of its affairs, where the campaign does not say."""


@dataclass(frozen=True, slots=True)
class Service:
    """A stretch of days on which somebody serves in a unit, by a post or a role in it."""

    unit: str
    by: str
    period: Period


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody, or a group, who is to act about a unit on a day, and what ties them to it.

    `persons` are all the names of whoever acts, `reviewed` those of the people whose conduct is looked at;
    `begun` is the day on which the matter came to them; `who` is what the sentence calls them.
    """

    unit: str
    day: date
    persons: frozenset[str]
    begun: date | None = None
    reviewed: frozenset[str] = frozenset()
    served: tuple[Service, ...] = ()
    relations: tuple[Relation, ...] = ()
    months: int = SERVED_MONTHS
    who: Wording = YOU
    serving: bool = field(default=True)
    """Whether serving in the unit counts; on a case only kin does: a collective decides on its own members."""


def judge(facts: Concerned) -> Slots | None:
    """What ties whoever acts to the unit, or nothing."""
    why = _service(facts) or _kin(facts)
    if why is None:
        return None
    return {"unit": facts.unit, "who": facts.who, "why": why}


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of a month that is shorter."""
    at = day.year * 12 + day.month - 1 - months
    year, month = divmod(at, 12)
    if year < 1:
        return ALWAYS
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")


def _service(facts: Concerned) -> Wording | None:
    if not facts.serving:
        return None
    window = Period(months_before(facts.day, facts.months), facts.day)
    own = [one for one in facts.served if one.unit == facts.unit and one.period.overlaps(window)]
    if not own:
        return None
    if any(one.period.includes(facts.day) for one in own):
        return _SERVES
    return _SERVED.filled(months=facts.months)


def _kin(facts: Concerned) -> Wording | None:
    begun = facts.begun or facts.day
    others = facts.reviewed - facts.persons
    for one in facts.relations:
        if one.ties(facts.persons, others) and one.counts(begun, facts.day):
            seen = one.kinship if one.other in facts.persons else one.kinship.seen_from_the_other
            said = _RELATED.filled(kinship=KINSHIP_WORDING[seen])
            if one.lifted_on is not None:
                return _JUST_LIFTED.filled(said=said, day=one.lifted_on)
            return _HALF_LIFTED.filled(said=said) if one.taken_back_by else said
    return None


_SERVES = Wording(vi="đang công tác ở đơn vị này", en="serving there")
_SERVED = Wording(
    vi="đã công tác ở đơn vị này trong {months} tháng qua",
    en="having served there within the last {months} months",
)
_RELATED = Wording(
    vi="có người thân ({kinship}) là người được xem xét ở đó",
    en="having kin ({kinship}) whose conduct is looked at there",
)
_HALF_LIFTED = Wording(
    vi="{said} (mới một cơ quan rút quan hệ này, nên vẫn tính đến khi cơ quan kia cũng rút)",
    en="{said} (only one body has taken this back, so it counts until the other does)",
)
_JUST_LIFTED = Wording(
    vi="{said} (quan hệ này được rút ngày {day}, nên chỉ việc bắt đầu sau ngày ấy mới không tính)",
    en="{said} (taken back on {day}, which frees only what begins after that day)",
)

_DAY = date(2012, 11, 20)
_TUAN = frozenset({"tuan"})
_BOTH = frozenset(Body)


def _spouses(**taken_back: date) -> Relation:
    back = {Body(word): day for word, day in taken_back.items()}
    return Relation("lan", "tuan", Kinship.SPOUSE, ALWAYS, _BOTH, back)


_KIN = Concerned("A01", _DAY, _TUAN, reviewed=frozenset({"lan"}), relations=(_spouses(),))

RULE = ConflictRule(
    code="COI-3",
    name=Wording(vi="Không xét nơi có liên quan", en="Nobody judges where they are involved"),
    source=Wording(
        vi="Quy tắc xung đột lợi ích của phần mềm: không ai xét, xác minh, giám sát hay công bố về nơi mình công tác hoặc nơi người thân được kiểm điểm. Báo cáo cả đợt thì quy tắc COI-8 lo.",
        en="Conflict-of-interest rule of this software: nobody assesses, verifies, audits or publishes about a unit of their own or where kin is reviewed. For the report on the whole campaign rule COI-8 stands.",
    ),
    sentence=Wording(
        vi="{who} {why}, nên không được xét, xác minh hay công bố về đơn vị {unit}. Hãy để người khác làm; nếu quan hệ ghi sai, đề nghị cơ quan thường trực và Ủy ban Kiểm tra cùng rút.",
        en="{who}, {why}, may not assess, verify or publish about unit {unit}. Leave it to somebody else; if the relationship is wrong, ask the campaign office and the inspection commission to take it back together.",
    ),
    enforced=(
        "campaigns/conflicts.py",
        "campaigns/granting.py",
        "gates/actions.py",
        "discipline/actions.py",
        "discipline/access.py",
        "discipline/handling/held.py",
        "discipline/handling/opening.py",
        "discipline/handling/readers.py",
        "remediation/independence.py",
        "supervision/actions.py",
        "supervision/drafting.py",
        "supervision/second.py",
        "supervision/replies.py",
    ),
    judge=judge,
    examples=(
        Example(
            Wording(vi="Người ngoài, không có quan hệ", en="A stranger without ties"),
            Concerned("A01", _DAY, _TUAN, reviewed=frozenset({"lan"})),
            passes=True,
        ),
        Example(
            Wording(vi="Đang giữ chức vụ ở đơn vị", en="Holds a post in the unit"),
            Concerned("A01", _DAY, _TUAN, served=(Service("A01", "UV1", Period(ALWAYS)),)),
            passes=False,
        ),
        Example(
            Wording(vi="Rời đơn vị 35 tháng trước", en="Left the unit 35 months ago"),
            Concerned(
                "A01",
                _DAY,
                _TUAN,
                served=(Service("A01", "UV1", Period(ALWAYS, date(2009, 12, 20))),),
            ),
            passes=False,
        ),
        Example(
            Wording(vi="Rời đơn vị 37 tháng trước", en="Left the unit 37 months ago"),
            Concerned(
                "A01",
                _DAY,
                _TUAN,
                served=(Service("A01", "UV1", Period(ALWAYS, date(2009, 10, 20))),),
            ),
            passes=True,
        ),
        Example(
            Wording(vi="Vợ là người đứng đầu đơn vị", en="Married to the head of the unit"),
            _KIN,
            passes=False,
        ),
        Example(
            Wording(vi="Chỉ một cơ quan rút quan hệ", en="Only one body took it back"),
            Concerned(
                "A01",
                _DAY,
                _TUAN,
                reviewed=frozenset({"lan"}),
                relations=(_spouses(office=date(2012, 11, 1)),),
            ),
            passes=False,
        ),
        Example(
            Wording(
                vi="Quan hệ được rút ngay trong ngày giao việc",
                en="Taken back on the very day of the assignment",
            ),
            Concerned(
                "A01",
                _DAY,
                _TUAN,
                reviewed=frozenset({"lan"}),
                relations=(_spouses(office=date(2012, 11, 1), commission=_DAY),),
            ),
            passes=False,
        ),
        Example(
            Wording(
                vi="Hai cơ quan đã rút từ trước ngày giao việc",
                en="Both bodies took it back before the day of the assignment",
            ),
            Concerned(
                "A01",
                _DAY,
                _TUAN,
                reviewed=frozenset({"lan"}),
                relations=(_spouses(office=date(2012, 11, 1), commission=date(2012, 11, 19)),),
            ),
            passes=True,
        ),
        Example(
            Wording(
                vi="Công tác cùng đơn vị với người bị xem xét kỷ luật, không phải người thân",
                en="Serves in the unit of whoever a case concerns, and is no kin",
            ),
            Concerned(
                "A01",
                _DAY,
                _TUAN,
                reviewed=frozenset({"lan"}),
                served=(Service("A01", "UV1", Period(ALWAYS)),),
                serving=False,
            ),
            passes=True,
        ),
    ),
)
