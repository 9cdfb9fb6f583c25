"""The acts one does on a unit's page: each a small form, one action of a room, one line of the ledger.

To add an act: an `Act` here, its action in the room it belongs to, and a template `desk/acts/<slug>.html`
with the fields. Who may is said by the right; whether it is offered now, by `offered`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import reason_seen, state_reason
from tusoi.campaigns.parts import Part
from tusoi.campaigns.seen import seen_by
from tusoi.campaigns.typed import Typed
from tusoi.desk.unit import UnitPage
from tusoi.discipline.actions import (
    record_conclusion,
    record_seriousness,
    settle_responsibilities,
)
from tusoi.figures.stages import Stage, held_on
from tusoi.gates.gate import Clearing
from tusoi.ledger.actions import Told
from tusoi.meetings.actions import hold_session, name_chair, sign_minutes
from tusoi.organisation.roles import Right
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Shown:
    """What a form shows again after a refusal: what was typed, the fault of each field, and why it was refused."""

    typed: Mapping[str, str]
    faults: Mapping[str, Wording]
    refused: Refused | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `do` reads the form and calls the room's action; `choices` are what the form offers.

    `clears`: beside the gates that this clears it is offered too.
    """

    slug: str
    right: Right
    title: Wording
    help: Wording
    offered: Callable[[UnitPage], bool]
    do: Callable[[Reach, UnitPage, Typed], Told]
    choices: Callable[[UnitPage, Shown], Mapping[str, Any]] = lambda _page, _shown: {}
    clears: Clearing | None = None


def act_called(slug: str) -> Act | None:
    """The act of that slug."""
    return next((act for act in ACTS if act.slug == slug), None)


def open_acts(page: UnitPage) -> tuple[Act, ...]:
    """What the reader may do for the unit now; on a page of another day, or of what was known once, nothing."""
    if page.asked.query:
        return ()
    return tuple(
        act for act in ACTS if page.asked.reach.may(act.right, page.unit) and act.offered(page)
    )


def _not_held(page: UnitPage) -> bool:
    return page.place is not None and not page.is_held


def _state_reason(reach: Reach, page: UnitPage, typed: Typed) -> Told:
    reason, look = typed.text("reason", wanted=True), typed.day_or_none("next_look")
    typed.check()
    return state_reason(
        reach, page.unit, reason, look, held_on=held_on(page.file), seen=typed.sent.get("seen")
    )


def _reason_stated(page: UnitPage, shown: Shown) -> Mapping[str, Any]:
    there = page.file.reason
    stands = reason_seen(there.text, there.next_look) if there else ""
    return {
        "stated": there.text if there else "",
        "seen": seen_by(shown.typed, shown.refused, stands),
    }


def _awaits_conclusion(page: UnitPage) -> bool:
    return page.inspection is not None and page.inspection.concluded is None


def _record_conclusion(reach: Reach, page: UnitPage, typed: Typed) -> Told:
    on = typed.day("on")
    typed.check()
    return record_conclusion(reach, page.unit, on)


def _awaits_settling(page: UnitPage) -> bool:
    waits = page.inspection
    return waits is not None and waits.concluded is not None and waits.settled is None


def _settle(reach: Reach, page: UnitPage, typed: Typed) -> Told:
    on = typed.day("on")
    serious = typed.several("serious", [post.reference for post in page.posts])
    typed.check()
    return settle_responsibilities(reach, page.unit, on, serious=serious)


def _not_yet_serious(page: UnitPage) -> list[str]:
    return [
        case.code
        for case in page.all_cases
        if case.post and case.concluded is not None and case.serious is None
    ]


def _record_seriousness(reach: Reach, page: UnitPage, typed: Typed) -> Told:
    case, on = typed.one_of("case", _not_yet_serious(page)), typed.day("on")
    typed.check()
    return record_seriousness(reach, case, on)


def _name_chair(reach: Reach, page: UnitPage, typed: Typed) -> Told:
    post = typed.text("post", wanted=True, longest=81)
    typed.check()
    return name_chair(reach, page.unit, post, seen=typed.sent.get("seen"))


def _chair_seen(page: UnitPage, shown: Shown) -> Mapping[str, Any]:
    return {"seen": seen_by(shown.typed, shown.refused, page.chair)}


def _may_meet(page: UnitPage) -> bool:
    return _not_held(page) or page.stage is Stage.TO_REDO


def _hold_session(reach: Reach, page: UnitPage, typed: Typed) -> Told:
    on, chair = typed.day("on"), typed.text("chair", wanted=True, longest=81)
    prepared = None if page.file.prepared else typed.day("prepared_on")
    leaders = typed.several("leaders", [one.seat for one in page.leaders])
    typed.check()
    again = page.stage is Stage.TO_REDO
    parts = (Part.COLLECTIVE_SESSION, *((Part.PERSONAL_SESSIONS,) if leaders else ()))
    return hold_session(
        reach,
        page.unit,
        on,
        chair=chair,
        leaders=leaders,
        prepared_on=prepared,
        redo=again,
        judged=page.stage is Stage.JUDGED,
        redone=parts if again else (),
        order=page.order,
    )


def _unsigned(page: UnitPage) -> int | None:
    """The number of the redo (0: the review itself) that is held and whose minutes are not signed yet."""
    if page.stage is Stage.HELD:
        return 0
    number, _ = page.course.last_round
    if not number or page.stage not in (Stage.TO_REDO, Stage.JUDGED) or page.course.open_parts:
        return None
    there = page.course.minutes.get(number)
    return None if there is not None and there.is_signed else number


def _sign_minutes(reach: Reach, page: UnitPage, typed: Typed) -> Told:
    on = typed.day("on")
    typed.check()
    return sign_minutes(reach, page.unit, on, redo_number=_unsigned(page) or 0)


ACTS = (
    Act(
        slug="ly-do",
        right=Right.STATE_REASON,
        title=Wording(vi="Ghi lý do chưa kiểm điểm", en="State why there is no review yet"),
        help=Wording(
            vi="Lý do và ngày xem lại hiện trên bảng tiến độ và trong báo cáo.",
            en="The reason and the next look show on the wall and in the report.",
        ),
        offered=_not_held,
        do=_state_reason,
        choices=_reason_stated,
    ),
    Act(
        slug="ket-luan",
        right=Right.RECORD_INSPECTION,
        title=Wording(vi="Ghi kết luận thanh tra", en="Record the inspectorate's conclusion"),
        help=Wording(
            vi="Ngày cơ quan thanh tra ban hành kết luận.",
            en="The day on which the inspectorate issued its conclusion.",
        ),
        offered=_awaits_conclusion,
        do=_record_conclusion,
        clears=Clearing.INSPECTION_CONCLUDED,
    ),
    Act(
        slug="trach-nhiem",
        right=Right.RECORD_INSPECTION,
        title=Wording(vi="Ghi trách nhiệm từng cá nhân", en="Record each person's responsibility"),
        help=Wording(
            vi="Ngày trách nhiệm từng cá nhân được làm rõ; đánh dấu ai có trách nhiệm nghiêm trọng so với cương vị. Người đó không được chủ trì.",
            en="The day on which each person's responsibility was settled; tick whose is serious relative to the office. They may not chair.",
        ),
        offered=_awaits_settling,
        do=_settle,
        clears=Clearing.RESPONSIBILITY_SETTLED,
    ),
    Act(
        slug="nghiem-trong",
        right=Right.RECORD_SERIOUSNESS,
        title=Wording(
            vi="Ghi vi phạm nghiêm trọng so với cương vị",
            en="Record a violation as serious relative to the office",
        ),
        help=Wording(
            vi="Chỉ vi phạm đã kết luận. Người vi phạm nghiêm trọng không được chủ trì kiểm điểm.",
            en="A concluded violation only. Whoever committed it may not chair the review.",
        ),
        offered=lambda page: bool(_not_yet_serious(page)),
        do=_record_seriousness,
        choices=lambda page, _: {"cases": _not_yet_serious(page)},
    ),
    Act(
        slug="chu-tri",
        right=Right.NAME_CHAIR,
        title=Wording(vi="Cử người chủ trì", en="Name who is to chair"),
        help=Wording(
            vi="Chọn một chức vụ của đơn vị, hoặc ghi mã đơn vị/mã chức vụ của người từ nơi khác đến.",
            en="Choose a post of the unit, or write unit code/post code of somebody from elsewhere.",
        ),
        offered=_may_meet,
        do=_name_chair,
        choices=_chair_seen,
        clears=Clearing.CHAIR_NAMED,
    ),
    Act(
        slug="hop",
        right=Right.HOLD_SESSION,
        title=Wording(vi="Ghi cuộc họp kiểm điểm", en="Record a session of the review"),
        help=Wording(
            vi="Tập thể họp một ngày hoặc nhiều ngày, mỗi ngày ghi một lần; đánh dấu những người đã kiểm điểm cá nhân hôm đó. Đơn vị tính là đã kiểm điểm khi tập thể và mọi lãnh đạo đã kiểm điểm.",
            en="A collective meets on one day or several, each recorded once; tick whose own review was held that day. A unit counts as reviewed once the collective and every leader have been.",
        ),
        offered=_may_meet,
        do=_hold_session,
    ),
    Act(
        slug="bien-ban",
        right=Right.HOLD_SESSION,
        title=Wording(vi="Ghi ngày ký biên bản", en="Record the signing of the minutes"),
        help=Wording(
            vi="Ngày biên bản được ký trên giấy. Ký trên máy thì ở trang Biên bản, không cần ghi ở đây.",
            en="The day the minutes were signed on paper. To sign here, go to the page of the minutes; then nothing is recorded on this form.",
        ),
        offered=lambda page: _unsigned(page) is not None,
        do=_sign_minutes,
        choices=lambda page, _: {"redo": bool(_unsigned(page))},
    ),
)
