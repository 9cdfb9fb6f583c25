"""Telling solution groups, items and their steps; a unit's remedy plan, its items and its adoption."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    LAST_YEAR,
    REASON_LENGTH,
    Round,
    Seat,
    campaign_act,
    refuse_day,
    review_of,
    round_of,
    tell_by_hand,
)
from tusoi.campaigns.own_codes import next_own_code
from tusoi.campaigns.seen import refuse_unseen
from tusoi.findings.queries import findings_of
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source, by_hand
from tusoi.organisation.models import Unit
from tusoi.organisation.queries import posts_held
from tusoi.organisation.roles import Right
from tusoi.preparation.queries import topics_of_unit
from tusoi.remediation.events import ITEM_PLANNED, PLAN_ADOPTED
from tusoi.remediation.living.rows import DUE_FAR, DUE_PAST
from tusoi.remediation.models import Item, ItemStep, PlanItem, RemedyPlan, SolutionGroup
from tusoi.remediation.queries import ItemOfPlan, items_of, solution_groups
from tusoi.remediation.rules.plan import KIND, owed_by
from tusoi.text.forms import tidy
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.refusal import Refused, too_long
from tusoi.values.wording import Wording, same


@dataclass(frozen=True, slots=True)
class SolutionGroupTold:
    """A group of items."""

    number: str
    title: str
    agreed: When
    source: Source


@dataclass(frozen=True, slots=True)
class ItemTold:
    """One item; `steps` maps in_progress, claimed, verified to their days."""

    number: str
    title: str
    group: str
    area: str
    comes_from: str
    owner_unit: str
    owner: str
    due: date | None
    indicator: str
    agreed: When
    steps: Mapping[str, When]
    source: Source


def tell_remediation(
    opened: Act, told: Round, groups: Sequence[SolutionGroupTold], items: Sequence[ItemTold]
) -> Told:
    """Bring the solution groups, the items and their steps into line."""
    campaign = {"campaign": told.campaign}
    return (
        opened.tell(
            [_group(told, group) for group in groups], SolutionGroup.objects.filter(**campaign)
        )
        + opened.tell([_item(told, item) for item in items], Item.objects.filter(**campaign))
        + opened.tell(_steps(told, items), ItemStep.objects.filter(**campaign))
    )


def _group(told: Round, group: SolutionGroupTold) -> SolutionGroup:
    return SolutionGroup.made(
        **group.source.fact("group", group.agreed),
        campaign_id=told.campaign,
        number=group.number,
        title=group.title,
    )


def _item(told: Round, item: ItemTold) -> Item:
    return Item.made(
        **item.source.fact("item", item.agreed),
        campaign_id=told.campaign,
        number=item.number,
        title=item.title,
        group=item.group,
        area=item.area,
        comes_from=item.comes_from,
        owner_unit=item.owner_unit,
        owner=item.owner,
        due_on=item.due,
        indicator=item.indicator,
    )


def _steps(told: Round, items: Sequence[ItemTold]) -> list[ItemStep]:
    return [
        ItemStep.made(
            **item.source.fact(stage, when),
            campaign_id=told.campaign,
            item=item.number,
            stage=stage,
        )
        for item in items
        for stage, when in item.steps.items()
    ]


class PlanEmpty(Refused):
    """A plan without an item puts nothing right."""


class TooEarly(Refused):
    """The review has not been held, or not yet on that day."""


class ItemNotUsable(Refused):
    """An item without a title or with too many words, or in a group, for a finding or a topic that is not there."""


class DueMissing(Refused):
    """An item by no day, by one that is past, or by one further ahead than any record."""


class OwnerElsewhere(Refused):
    """The answerable post is another unit's, or nobody holds it."""


class ItemChangedMeanwhile(Refused):
    """Somebody amended the item since the form was opened."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What an item of a unit's plan says. `due` None is refused; group, finding and topic may be empty."""

    title: str
    owner: str
    due: date | None
    indicator: str = ""
    group: str = ""
    finding_code: str = ""
    topic_code: str = ""


def plan_item(
    reach: Reach, unit: str, planned: Planned, *, held_on: When | None, amends: str = ""
) -> Told:
    """Add an item to the unit's remedy plan; its number is given by the system, in the unit's own range.

    `held_on` is the day from which the review counts as held, which the caller knows: figures come later.
    `amends` is the `id` of the row that the asker saw and puts another in the place of.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        TooEarly, ItemNotUsable, DueMissing, OwnerElsewhere, ItemChangedMeanwhile.
    """
    reach.require(Right.PLAN_REMEDY, unit)
    planned = _tidied(planned)
    if held_on is None:
        raise TooEarly(_NOT_HELD.filled(unit=unit))
    with campaign_act(reach, ITEM_PLANNED, unit=unit) as opened:
        review = review_of(reach, unit)
        there = items_of(reach.campaign.code, unit, review)
        amended = _amended(there, amends) if amends else None
        if any(_says(one, planned) for one in there if amended in (None, one)):
            return Told(same=1)
        _refuse_due(planned.due, kept=amended.due_on if amended else None)
        if amended:
            _refuse_moving_alone(reach, review, amended, planned)
        _refuse_owner(opened, reach, unit, planned.owner)
        _refuse_unknown(reach, unit, planned)
        numbers = [one.number for one in there]
        number = amended.number if amended else next_own_code(unit, KIND, numbers)
        since = amended.when.day if amended else today()
        return _tell_item(opened, reach, unit, number, planned, since)


def adopt_plan(
    reach: Reach,
    unit: str,
    on: date,
    *,
    held_on: When | None,
    judged_on: When | None,
    seen: str | None = None,
) -> Told:
    """The unit adopted its remedy plan on that day; a later day takes the place of an earlier one.

    `judged_on` is the day of the verdict that counts (None: none yet); from it the day is reckoned by which the
    plan is owed. Both days the caller knows: figures come later. `seen` is the day of adoption that the asker saw,
    as YYYY-MM-DD ("": none); None where it does not matter.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        PlanEmpty, TooEarly, DayAhead, BeforeCampaign.
        SaidMeanwhile: somebody recorded another day since.
    """
    reach.require(Right.PLAN_REMEDY, unit)
    refuse_day(reach.campaign, on)
    if held_on is None:
        raise TooEarly(_NOT_HELD.filled(unit=unit))
    if not held_on.surely_by(on):
        raise TooEarly(_BEFORE_HELD.filled(day=on, held=held_on.day))
    with campaign_act(reach, PLAN_ADOPTED, unit=unit, day=on.isoformat()) as opened:
        if not items_of(reach.campaign.code, unit, review_of(reach, unit)):
            raise PlanEmpty(_EMPTY.filled(unit=unit))
        _refuse_other_day(reach, unit, on, seen)
        due = owed_by(judged_on.day, reach.campaign.remedy_plan_days) if judged_on else None
        plan = RemedyPlan(
            **by_hand(unit, "remedy-plan", on), **round_of(reach).review(Seat(unit)), due_on=due
        )
        return tell_by_hand(opened, [plan])


def _refuse_other_day(reach: Reach, unit: str, on: date, seen: str | None) -> None:
    """Let pass where the plan was adopted on the day that the asker saw, or on this one."""
    about = round_of(reach).review(Seat(unit))
    plan = RemedyPlan.objects.known().filter(
        campaign=reach.campaign.code, review=about["review_id"]
    )
    if plan:
        there = plan[0].day
        wording = _ADOPTED_MEANWHILE.filled(day=there, on=on)
        refuse_unseen(there.isoformat(), seen=seen, said=on.isoformat(), wording=wording)


def _tell_item(
    opened: Act, reach: Reach, unit: str, number: str, planned: Planned, since: date
) -> Told:
    told, row = round_of(reach), f"item/{number}"
    item = Item(
        **by_hand(row, "item", since),
        campaign_id=told.campaign,
        number=number,
        title=planned.title,
        group=planned.group,
        comes_from=", ".join(filter(None, (planned.finding_code, planned.topic_code))),
        owner_unit=unit,
        owner=planned.owner,
        due_on=planned.due,
        indicator=planned.indicator,
    )
    answers = PlanItem(
        **by_hand(row, "answers", since),
        **told.review(Seat(unit)),
        item=number,
        finding_code=planned.finding_code,
        topic_code=planned.topic_code,
    )
    return tell_by_hand(opened, [item]) + tell_by_hand(opened, [answers])


def _amended(there: Sequence[ItemOfPlan], amends: str) -> ItemOfPlan:
    """The item that the asker saw under that row.

    Raises:
        ItemChangedMeanwhile: another row stands in its place by now, or none.
    """
    found = next((one for one in there if str(one.id) == amends), None)
    if found is None:
        raise ItemChangedMeanwhile(_CHANGED)
    return found


def _says(one: ItemOfPlan, planned: Planned) -> bool:
    """Whether an item that stands says this already: the form was sent twice."""
    return planned == Planned(
        one.title,
        one.owner,
        one.due_on,
        one.indicator,
        one.group,
        one.finding_code,
        one.topic_code,
    )


def _tidied(planned: Planned) -> Planned:
    """The same without stray blanks.

    Raises:
        ItemNotUsable: no title, or too many words.
    """
    said = {
        one.name: tidy(getattr(planned, one.name)) for one in fields(Planned) if one.name != "due"
    }
    if not said["title"]:
        raise ItemNotUsable(_NO_TITLE)
    for text in (said["title"], said["indicator"]):
        if len(text) > REASON_LENGTH:
            raise ItemNotUsable(too_long(len(text), REASON_LENGTH))
    return Planned(due=planned.due, **said)


def _refuse_due(due: date | None, *, kept: date | None) -> None:
    """A day is named and not past; an item that is amended may keep the one it has."""
    if due is None:
        raise DueMissing(_NO_DUE)
    if due < today() and due != kept:
        raise DueMissing(DUE_PAST.filled(day=due, today=today()))
    if due.year > LAST_YEAR:
        raise DueMissing(DUE_FAR.filled(day=due))


def _refuse_moving_alone(reach: Reach, review: UUID, amended: ItemOfPlan, planned: Planned) -> None:
    """The deadlines of a plan that was adopted are moved by two, with a reason, on the item's page."""
    if amended.due_on is None or amended.due_on == planned.due:
        return
    adopted = RemedyPlan.objects.known().filter(campaign=reach.campaign.code, review=review)
    if adopted.exists():
        raise DueMissing(_DUE_ADOPTED.filled(item=amended.number, day=amended.due_on))


def _refuse_owner(opened: Act, reach: Reach, unit: str, owner: str) -> None:
    """Whoever answers for the item holds a post of this unit today."""
    posts = posts_held(reach.campaign.host, known_by=opened.told_at).in_unit(unit, today())
    held = [one.reference for one in posts]
    if owner in held:
        return
    known = same(", ".join(held) or "–")
    sentence = _NO_OWNER if not owner else _NOBODY if owner.startswith(f"{unit}/") else _ELSEWHERE
    raise OwnerElsewhere(sentence.filled(post=same(owner), unit=unit, known=known, day=today()))


def _refuse_unknown(reach: Reach, unit: str, planned: Planned) -> None:
    """The group is one of the campaign's; the finding and the topic are the unit's own."""
    code, key = reach.campaign.code, Unit.key_of(reach.campaign.host, unit)
    groups = {one.number for one in solution_groups(code, known_by=now())}
    findings = {one.code for one in findings_of(code, key)}
    topics = {one.code for one in topics_of_unit(reach.campaign, unit)}
    for said, known, sentence in (
        (planned.group, groups, _NO_GROUP),
        (planned.finding_code, findings, _NO_FINDING),
        (planned.topic_code, topics, _NO_TOPIC),
    ):
        if said and said not in known:
            listed = same(", ".join(sorted(known)) or "–")
            raise ItemNotUsable(sentence.filled(said=same(said), unit=unit, known=listed))


_NOT_HELD = Wording(
    vi="{unit} chưa kiểm điểm xong nên chưa lập kế hoạch khắc phục; tập thể và mọi lãnh đạo phải họp trước.",
    en="{unit} has not held its review, so there is no plan to make yet; the collective and every leader meet first.",
)
_BEFORE_HELD = Wording(
    vi="Ngày thông qua {day} đứng trước ngày kiểm điểm xong ({held}). Hãy sửa ngày.",
    en="The day of adoption, {day}, lies before the day on which the review was held ({held}). Correct the day.",
)
_EMPTY = Wording(
    vi="Kế hoạch khắc phục của {unit} chưa có việc nào; hãy ghi ít nhất một việc rồi mới thông qua.",
    en="The remedy plan of {unit} has no item yet; add at least one, then adopt it.",
)
_NO_TITLE = Wording(
    vi="Chưa có nội dung việc; hãy viết việc phải làm.",
    en="There is no item yet; write what is to be done.",
)
_NO_DUE = Wording(
    vi="Chưa có hạn hoàn thành; việc không có hạn thì không biết bao giờ xong. Hãy chọn một ngày.",
    en="There is no due day; an item without one is never late and never done. Choose a day.",
)
_DUE_ADOPTED = Wording(
    vi="Kế hoạch đã thông qua nên hạn {day} của việc {item} không sửa ở đây được; hãy mở trang của việc ấy và đề nghị đổi hạn, nêu lý do, để một người khác đồng ý.",
    en="The plan was adopted, so the deadline {day} of item {item} is not amended here; open the item's page and propose another one with a reason, for somebody else to approve.",
)
_NO_OWNER = Wording(
    vi="Chưa có người chịu trách nhiệm; hãy chọn một chức vụ của {unit}: {known}.",
    en="Nobody answers for the item yet; choose a post of {unit}: {known}.",
)
_NOBODY = Wording(
    vi="Ngày {day} không ai giữ chức vụ “{post}”. Ở {unit} có: {known}.",
    en="On {day} nobody holds the post “{post}”. {unit} has: {known}.",
)
_ELSEWHERE = Wording(
    vi="“{post}” không phải chức vụ của {unit}; việc trong kế hoạch của đơn vị do người của đơn vị chịu trách nhiệm. Ở {unit} có: {known}.",
    en="“{post}” is no post of {unit}; an item of a unit's plan is answered for by one of the unit. {unit} has: {known}.",
)
_NO_GROUP = Wording(
    vi="Đợt kiểm điểm không có nhóm giải pháp “{said}”; có: {known}. Hãy chọn lại, hoặc để trống.",
    en="The campaign has no solution group “{said}”; there are: {known}. Choose again, or leave it empty.",
)
_NO_FINDING = Wording(
    vi="{unit} không có khuyết điểm “{said}”; có: {known}. Hãy chọn lại, hoặc để trống.",
    en="{unit} has no finding “{said}”; there are: {known}. Choose again, or leave it empty.",
)
_NO_TOPIC = Wording(
    vi="Không có nội dung gợi ý “{said}” cho {unit}; có: {known}. Hãy chọn lại, hoặc để trống.",
    en="No topic “{said}” was suggested to {unit}; there are: {known}. Choose again, or leave it empty.",
)
_ADOPTED_MEANWHILE = Wording(
    vi="Sau khi bạn mở trang, người khác đã ghi ngày thông qua là {day}; chưa ghi gì thêm. Nếu đúng là {on}, hãy bấm ghi một lần nữa.",
    en="After you opened the page somebody recorded {day} as the day of adoption; nothing more was recorded. If it was {on}, record it once more.",
)
_CHANGED = Wording(
    vi="Việc này đã được người khác sửa sau khi bạn mở biểu mẫu. Điều bạn viết vẫn còn bên dưới; hãy mở lại trang để xem bản mới rồi sửa tiếp.",
    en="Somebody amended this item after you opened the form. What you wrote is still below; open the page again, look at the new version, then amend that.",
)
