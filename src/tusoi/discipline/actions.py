"""Telling cases and inspections awaited; recording what an inspectorate and the inspection commission come to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    Round,
    Seat,
    campaign_act,
    refuse_day,
    review_of,
    round_of,
    tell_by_hand,
)
from tusoi.campaigns.conflicts import refuse_tied
from tusoi.discipline.events import (
    INSPECTION_CONCLUDED,
    RESPONSIBILITIES_SETTLED,
    SERIOUSNESS_RECORDED,
)
from tusoi.discipline.models import (
    CaseStep,
    CaseSubject,
    InspectionStep,
    ResponsibilitySettled,
)
from tusoi.discipline.queries import InspectionView, cases, inspections
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source, by_hand
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import posts_held
from tusoi.organisation.roles import Right
from tusoi.values.day import When
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same


class NoInspectionAwaited(Refused):
    """The unit's review waits for no inspectorate."""


class NotYetConcluded(Refused):
    """What is recorded needs a conclusion that has not come."""


class OutOfOrder(Refused):
    """A day that lies before what must come first, or after what came later."""


class UnknownPost(Refused):
    """A post that nobody in the unit held on the day."""


class UnknownBody(Refused):
    """A body that the campaign does not have."""


@dataclass(frozen=True, slots=True)
class CaseTold:
    """A case by code and post. `steps` maps found, concluded, serious, reviewed, decided to their days.

    `opened` is the earliest the record can place the case; `bodies` maps a step to the body that took it.
    """

    code: str
    subject: str
    unit: str
    post: str
    out_of_unit: str
    phase_told: str
    opened: When
    steps: Mapping[str, When]
    bodies: Mapping[str, str]
    form: str
    source: Source


@dataclass(frozen=True, slots=True)
class InspectionTold:
    """What a review waits for: `steps` maps awaited, concluded, settled to their days.

    `serious_posts` (unit code/post code) are told with the day of the step settled, and need it.
    """

    seat: Seat
    waiting_for: str
    steps: Mapping[str, When]
    source: Source
    serious_posts: tuple[str, ...] = ()


def tell_cases(opened: Act, told: Round, cases: Sequence[CaseTold]) -> Told:
    """Bring the cases and their steps into line."""
    subjects = [
        CaseSubject.made(
            **case.source.fact("subject", case.opened),
            campaign_id=told.campaign,
            case=case.code,
            subject=case.subject,
            unit_code=case.unit,
            post=case.post,
            out_of_unit=case.out_of_unit,
            phase_told=case.phase_told,
        )
        for case in cases
    ]
    steps = [
        CaseStep.made(
            **case.source.fact(step, when),
            campaign_id=told.campaign,
            case=case.code,
            step=step,
            body=case.bodies.get(step, ""),
            form=case.form if step == CaseStep.Step.DECIDED else "",
        )
        for case in cases
        for step, when in case.steps.items()
    ]
    return opened.tell(subjects, CaseSubject.objects.filter(campaign=told.campaign)) + opened.tell(
        steps, CaseStep.objects.filter(campaign=told.campaign)
    )


def tell_inspections(opened: Act, told: Round, inspections: Sequence[InspectionTold]) -> Told:
    """Bring into line which reviews wait for an inspectorate, and what has come of it."""
    facts = [
        InspectionStep.made(
            **one.source.fact(f"inspection-{step}", when),
            **told.review(one.seat),
            step=step,
            waiting_for=one.waiting_for if step == InspectionStep.Step.AWAITED else "",
        )
        for one in inspections
        for step, when in one.steps.items()
    ]
    serious = [
        ResponsibilitySettled.made(
            **one.source.fact(f"{_RESPONSIBILITY}{post}", one.steps[InspectionStep.Step.SETTLED]),
            **told.review(one.seat),
            post=post,
            serious=True,
        )
        for one in inspections
        for post in one.serious_posts
    ]
    return opened.tell(facts, InspectionStep.objects.filter(campaign=told.campaign)) + opened.tell(
        serious, ResponsibilitySettled.objects.filter(campaign=told.campaign)
    )


def record_conclusion(reach: Reach, unit: str, on: date) -> Told:
    """The inspectorate that the unit waits for concluded on that day.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NoInspectionAwaited, OutOfOrder, DayAhead.
    """
    reach.require(Right.RECORD_INSPECTION, unit)
    refuse_day(reach.campaign, on, since_opening=False)
    with campaign_act(reach, INSPECTION_CONCLUDED, unit=unit, day=on.isoformat()) as opened:
        waits = _awaited(opened, reach, unit)
        _refuse_before(on, waits.awaited, _BEFORE_WAIT)
        if waits.settled is not None and waits.settled.stated and waits.settled.day < on:
            raise OutOfOrder(_AFTER_SETTLED.filled(day=on, settled=waits.settled.day))
        return tell_by_hand(opened, [_step(reach, unit, InspectionStep.Step.CONCLUDED, on)])


def settle_responsibilities(
    reach: Reach, unit: str, on: date, serious: Collection[str] = ()
) -> Told:
    """Each person's responsibility was settled on that day, after the inspectorate's conclusion.

    `serious` are the posts of the unit (unit code/post code) whose holder's responsibility is serious
    relative to the office; said again without a post, that post's is no longer.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        NoInspectionAwaited, NotYetConcluded, OutOfOrder, UnknownPost, DayAhead, BeforeCampaign, InConflict.
    """
    reach.require(Right.RECORD_INSPECTION, unit)
    refuse_day(reach.campaign, on)
    day, count = on.isoformat(), len(set(serious))
    event = RESPONSIBILITIES_SETTLED
    with campaign_act(reach, event, unit=unit, day=day, serious=count) as opened:
        refuse_tied(reach, unit, known_by=opened.told_at)
        waits = _awaited(opened, reach, unit)
        if waits.concluded is None:
            raise NotYetConcluded(_NO_CONCLUSION.filled(unit=unit))
        _refuse_before(on, waits.concluded, _BEFORE_CONCLUSION)
        _refuse_unknown_posts(opened, reach, unit, on, serious)
        said = {**dict.fromkeys(waits.serious_posts, False), **dict.fromkeys(serious, True)}
        settled = [
            ResponsibilitySettled(
                **by_hand(unit, f"{_RESPONSIBILITY}{post}", on),
                **round_of(reach).review(Seat(unit)),
                post=post,
                serious=is_serious,
            )
            for post, is_serious in sorted(said.items())
        ]
        step = _step(reach, unit, InspectionStep.Step.SETTLED, on)
        return tell_by_hand(opened, [step]) + tell_by_hand(opened, settled)


def record_seriousness(reach: Reach, case: str, on: date, *, body: str = "") -> Told:
    """A concluded case was recorded on that day as serious relative to the office, by a body of the campaign.

    Raises:
        NotThere: there is no such case, or the asker may not.
        NotYetConcluded, OutOfOrder, UnknownBody, DayAhead, InConflict.
    """
    if reach.units(Right.RECORD_SERIOUSNESS) == frozenset():
        raise NotThere
    refuse_day(reach.campaign, on, since_opening=False)
    with campaign_act(reach, SERIOUSNESS_RECORDED, case=case, day=on.isoformat()) as opened:
        known = cases(reach.campaign.code, known_by=opened.told_at)
        found = next((one for one in known if one.code == case), None)
        if found is None:
            raise NotThere
        reach.require(Right.RECORD_SERIOUSNESS, found.unit)
        refuse_tied(reach, found.unit, known_by=opened.told_at)
        if body and body not in reach.campaign.bodies:
            bodies = same(", ".join(reach.campaign.bodies) or "–")
            raise UnknownBody(_NO_BODY.filled(body=body, bodies=bodies))
        if found.concluded is None:
            raise NotYetConcluded(_CASE_NOT_CONCLUDED.filled(case=case))
        _refuse_before(on, found.concluded, _BEFORE_CASE_CONCLUDED)
        if found.serious == When(on) and not body:
            return Told(same=1)
        step = CaseStep(
            **by_hand(case, CaseStep.Step.SERIOUS, on),
            campaign_id=reach.campaign.code,
            case=case,
            step=CaseStep.Step.SERIOUS,
            body=body,
        )
        return tell_by_hand(opened, [step])


def _awaited(opened: Act, reach: Reach, unit: str) -> InspectionView:
    """What the unit's review waits for, as known now."""
    review = review_of(reach, unit)
    waits = inspections(reach.campaign.code, known_by=opened.told_at).get(review)
    if waits is None or waits.awaited is None:
        raise NoInspectionAwaited(_NOT_AWAITED.filled(unit=unit))
    return waits


def _step(reach: Reach, unit: str, step: str, on: date) -> InspectionStep:
    return InspectionStep(
        **by_hand(unit, f"inspection-{step}", on),
        **round_of(reach).review(Seat(unit)),
        step=step,
    )


def _refuse_before(on: date, earlier: When | None, sentence: Wording) -> None:
    """A day not stated is held against nothing."""
    if earlier is not None and earlier.stated and on < earlier.day:
        raise OutOfOrder(sentence.filled(day=on, earlier=earlier.day))


def _refuse_unknown_posts(
    opened: Act, reach: Reach, unit: str, on: date, posts: Collection[str]
) -> None:
    held = posts_held(reach.campaign.host, known_by=opened.told_at).in_unit(unit, on)
    known = [f"{one.unit}/{one.post}" for one in held]
    unknown = sorted(set(posts) - set(known))
    if unknown:
        raise UnknownPost(
            _NO_POST.filled(
                posts=same(", ".join(unknown)), unit=unit, day=on, known=same(", ".join(known))
            )
        )


_RESPONSIBILITY = "responsibility-"
"""What a fact's key says before the post whose responsibility it settles."""
_NOT_AWAITED = Wording(
    vi="Đơn vị {unit} không chờ kết luận thanh tra nào; nếu có chờ, ghi ở cột “Chờ kết luận của” của kiem-diem.xlsx rồi nạp lại.",
    en="Unit {unit} waits for no inspectorate; if it does, say so in the column “Waiting for” of kiem-diem.xlsx and load it again.",
)
_NO_CONCLUSION = Wording(
    vi="Chưa có kết luận thanh tra về đơn vị {unit}; hãy ghi ngày kết luận trước, rồi mới ghi trách nhiệm từng cá nhân.",
    en="The inspectorate has not concluded on unit {unit}; record the day of its conclusion first, then each person's responsibility.",
)
_BEFORE_WAIT = Wording(
    vi="Ngày {day} đứng trước ngày đơn vị bắt đầu chờ ({earlier}). Hãy sửa ngày.",
    en="{day} lies before the day on which the unit began to wait ({earlier}). Correct the day.",
)
_AFTER_SETTLED = Wording(
    vi="Ngày {day} đứng sau ngày trách nhiệm từng cá nhân đã được làm rõ ({settled}). Hãy sửa ngày.",
    en="{day} lies after the day on which each person's responsibility was settled ({settled}). Correct the day.",
)
_BEFORE_CONCLUSION = Wording(
    vi="Ngày {day} đứng trước ngày thanh tra kết luận ({earlier}). Hãy sửa ngày.",
    en="{day} lies before the day of the inspectorate's conclusion ({earlier}). Correct the day.",
)
_NO_POST = Wording(
    vi="Ngày {day} không ai ở đơn vị {unit} giữ chức vụ {posts}; các chức vụ có người giữ hôm đó: {known}.",
    en="On {day} nobody in unit {unit} held the post {posts}; the posts held that day: {known}.",
)
_CASE_NOT_CONCLUDED = Wording(
    vi="Vụ việc {case} chưa có kết luận vi phạm; chỉ vi phạm đã kết luận mới được ghi là nghiêm trọng. Hãy ghi ngày kết luận ở ky-luat.xlsx rồi nạp lại.",
    en="Case {case} is not concluded; only a concluded violation is recorded as serious. State the day of its conclusion in ky-luat.xlsx and load it again.",
)
_BEFORE_CASE_CONCLUDED = Wording(
    vi="Ngày {day} đứng trước ngày vụ việc được kết luận ({earlier}). Hãy sửa ngày.",
    en="{day} lies before the day on which the case was concluded ({earlier}). Correct the day.",
)
_NO_BODY = Wording(
    vi="Đợt này không có cơ quan “{body}”; có: {bodies}.",
    en="This campaign has no body “{body}”; there are: {bodies}.",
)
