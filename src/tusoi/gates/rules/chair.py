"""G3: whoever's wrong is recorded as serious relative to the office does not chair; a substitute is named.

A chair is barred by a concluded violation recorded as serious, when it was concluded by the day of the
session: seriousness counts from when it is told, so it needs no day of its own here. An open case that is
not concluded bars nobody. A chair is barred as well when, after an inspection, that person's
responsibility was settled as serious by the day of the session.
"""

from datetime import date

from tusoi.gates.gate import (
    Clearing,
    ConcernedCase,
    Example,
    Gate,
    Readiness,
    SeriousResponsibility,
    Slots,
    case_codes,
)
from tusoi.values.day import When
from tusoi.values.wording import Wording, same


def judge(readiness: Readiness) -> Slots | None:
    """What bars the chair, or nothing."""
    if readiness.chair is None:
        return None
    cases = [case for case in readiness.cases if _bars(case, readiness)]
    posts = [one.post for one in readiness.responsibilities if _is_theirs(one, readiness)]
    if not cases and not posts:
        return None
    grounds = _BOTH if cases and posts else _CASE if cases else _RESPONSIBILITY
    return {
        "grounds": grounds.filled(cases=case_codes(cases), posts=same(", ".join(posts))),
    }


def _bars(case: ConcernedCase, readiness: Readiness) -> bool:
    return case.serious and case.person == readiness.chair and readiness.stands(case.concluded)


def _is_theirs(one: SeriousResponsibility, readiness: Readiness) -> bool:
    return one.person == readiness.chair and readiness.stands(one.settled)


_CASE = Wording(vi="vi phạm đã kết luận ({cases}) được", en="a concluded violation ({cases}) is")
_RESPONSIBILITY = Wording(
    vi="trách nhiệm cá nhân đã làm rõ sau thanh tra ({posts}) được",
    en="the responsibility settled after an inspection ({posts}) is",
)
_BOTH = Wording(
    vi="vi phạm đã kết luận ({cases}) và trách nhiệm cá nhân đã làm rõ sau thanh tra ({posts}) được",
    en="a concluded violation ({cases}) and the responsibility settled after an inspection ({posts}) are",
)

_DAY = date(2012, 11, 20)
_SERIOUS = ConcernedCase(
    code="KL07", person="A09-01", concluded=When(date(2012, 10, 30)), serious=True
)
_SETTLED = SeriousResponsibility("A09-01", "A09/BT", When(date(2012, 11, 15)))

GATE = Gate(
    code="G3",
    name=Wording(vi="Người chủ trì", en="The chair"),
    source=Wording(
        vi="Đợt kiểm điểm năm 2012: người đứng đầu vi phạm nghiêm trọng so với tư cách người đứng đầu thì không chủ trì kiểm điểm (Sài Gòn Giải Phóng, 17-12-2012).",
        en="The 2012 campaign: a head whose violation is serious relative to the office of a head does not chair the review (Sài Gòn Giải Phóng, 17 December 2012).",
    ),
    sentence=Wording(
        vi="{unit} chưa được kiểm điểm dưới sự chủ trì này: {grounds} xác định là nghiêm trọng so với cương vị; phải có người khác được cử chủ trì.",
        en="{unit} may not hold its review under this chair: {grounds} recorded as serious relative to the office; a substitute must be named.",
    ),
    who_can_clear=Wording(
        vi="cấp trên, bằng cách cử người khác chủ trì",
        en="the superior level, by naming a substitute chair",
    ),
    never_waived=Wording(
        vi="Điều kiện này không được miễn: cuộc kiểm điểm do người vi phạm nghiêm trọng chủ trì thì không thể đạt. Hãy cử người khác chủ trì.",
        en="This gate is never waived: a review chaired by somebody with a serious violation cannot succeed. Name a substitute chair.",
    ),
    cleared_by=(Clearing.CHAIR_NAMED,),
    judge=judge,
    examples=(
        Example(
            Wording(vi="Người chủ trì không có vụ việc", en="The chair has no case"),
            Readiness("A09", "Đơn vị A09", _DAY, chair="A09-01"),
            passes=True,
        ),
        Example(
            Wording(
                vi="Người đứng đầu vi phạm nghiêm trọng vẫn chủ trì",
                en="A head with a serious violation chairs all the same",
            ),
            Readiness("A09", "Đơn vị A09", _DAY, cases=(_SERIOUS,), chair="A09-01"),
            passes=False,
        ),
        Example(
            Wording(vi="Đã cử người khác chủ trì", en="A substitute is named"),
            Readiness("A09", "Đơn vị A09", _DAY, cases=(_SERIOUS,), chair="A09-02"),
            passes=True,
        ),
        Example(
            Wording(
                vi="Hồ sơ không nêu ai chủ trì: không coi là vướng",
                en="The record does not say who chaired: nothing is held against it",
            ),
            Readiness("A09", "Đơn vị A09", _DAY, cases=(_SERIOUS,), chair=None),
            passes=True,
        ),
        Example(
            Wording(vi="Kết luận sau ngày họp", en="Concluded only after the session"),
            Readiness("A09", "Đơn vị A09", date(2012, 10, 20), cases=(_SERIOUS,), chair="A09-01"),
            passes=True,
        ),
        Example(
            Wording(
                vi="Trách nhiệm của người đứng đầu đã làm rõ là nghiêm trọng, vẫn chủ trì",
                en="A head whose responsibility was settled as serious chairs all the same",
            ),
            Readiness("A09", "Đơn vị A09", _DAY, responsibilities=(_SETTLED,), chair="A09-01"),
            passes=False,
        ),
        Example(
            Wording(
                vi="Trách nhiệm nghiêm trọng là của người khác",
                en="The serious responsibility is another person's",
            ),
            Readiness("A09", "Đơn vị A09", _DAY, responsibilities=(_SETTLED,), chair="A09-02"),
            passes=True,
        ),
        Example(
            Wording(
                vi="Trách nhiệm được làm rõ sau ngày họp",
                en="The responsibility was settled only after the session",
            ),
            Readiness(
                "A09",
                "Đơn vị A09",
                date(2012, 11, 14),
                responsibilities=(_SETTLED,),
                chair="A09-01",
            ),
            passes=True,
        ),
    ),
)
