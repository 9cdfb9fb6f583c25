"""Recording that a unit ended and who answers for it, that a post changed hands, and that this was acknowledged."""

from collections.abc import Collection, Sequence
from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    FIRST_YEAR,
    LAST_YEAR,
    Seat,
    campaign_act,
    owe_reviews,
    round_of,
    tell_by_hand,
    work_act,
)
from tusoi.campaigns.events import HANDOVER_ACKNOWLEDGED, POST_HANDED_OVER, UNIT_ENDED
from tusoi.campaigns.handover import Counts, Handover
from tusoi.campaigns.models import HandoverAcknowledged, Membership
from tusoi.campaigns.seats import seats_of
from tusoi.ledger.actions import Act, Told, hold_tree
from tusoi.ledger.models import HOST_TREE
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import NotThere
from tusoi.organisation.ending import (
    ChangeNotUsable,
    EndNotUsable,
    tell_change_of_hands,
    tell_unit_end,
)
from tusoi.organisation.models import Tenure, Unit
from tusoi.organisation.queries import posts_held
from tusoi.organisation.roles import Right, Role
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same


def end_unit(reach: Reach, unit: str, last_day: date, successors: Sequence[str]) -> Told:
    """A unit ends with a day; from the next on others answer for it, the first of them for all it leaves open.

    In this campaign it owes no review after the day; figures of earlier days stand. The day may lie ahead. Whoever may load
    the units' workbook may record it: it says the same.

    Raises:
        NotThere: the asker may not.
        Refused: as `tell_unit_end`; or the day lies beyond any record.
    """
    reach.require(Right.EXCHANGE)
    _refuse_year(last_day, EndNotUsable)
    said = {
        "unit": unit[:40],
        "day": last_day.isoformat(),
        "successors": ",".join(successors)[:200],
    }
    with campaign_act(reach, UNIT_ENDED, **said) as opened:
        hold_tree(HOST_TREE)
        opened.told_at = now()
        told = tell_unit_end(opened, reach.campaign.host, unit, last_day, successors)
        return told + _end_membership(opened, reach, unit, last_day)


def hand_over_post(
    reach: Reach,
    post: str,
    since: date,
    holder: str,
    name: str = "",
    *,
    sat: Collection[date] = (),
) -> Told:
    """Another person, by code, holds a post (unit code/post code) from a day on; the one before holds it to the day before.

    A leader who takes over owes a review of their own. Whoever may load the persons' workbook may record it. `sat` are
    the days on which whoever leaves it sat their own review, which the caller knows: meetings come later.

    Raises:
        NotThere: the asker may not.
        ChangeNotUsable, HolderNotUsable.
    """
    reach.require(Right.EXCHANGE)
    _refuse_year(since, ChangeNotUsable)
    last = max(sat, default=None)
    if last is not None and last >= since:
        # Whose session it was is read off who held the post on its day.
        raise ChangeNotUsable(_SAT.filled(post=same(post[:81]), day=last, since=since))
    unit, _, code = post.partition("/")
    said = {"unit": unit[:40], "post": code[:40], "day": since.isoformat()}
    with campaign_act(reach, POST_HANDED_OVER, **said) as opened:
        hold_tree(HOST_TREE)
        opened.told_at = now()
        told = tell_change_of_hands(opened, reach.campaign.host, post, since, holder, name)
        there = Membership.objects.known().filter(
            campaign=reach.campaign.code, unit=Unit.key_of(reach.campaign.host, unit)
        )
        row = Tenure.objects.known().filter(
            unit=Unit.key_of(reach.campaign.host, unit), post=code, holder=holder
        )
        if there.exists() and row.exclude(rank=Tenure.Rank.MEMBER).exists():
            owe_reviews(opened, round_of(reach), [Seat(unit, holder)])
        return told


def acknowledge_handover(reach: Reach, handover: Handover, counts: Counts) -> Told:
    """Whoever answers now takes note of what was left open: for a unit its successor's head or office, for a post its holder.

    What is open the caller has counted: items and reviews come later.

    Raises:
        NotThere: it is not the asker's to acknowledge.
    """
    if not may_acknowledge(reach, handover):
        raise NotThere
    unit, post = handover.unit, handover.post
    with work_act(reach, HANDOVER_ACKNOWLEDGED, unit=unit, post=post, open=counts.all) as opened:
        fact = HandoverAcknowledged(
            **by_hand(handover.unit, f"handover:{handover.aspect}", today()),
            campaign_id=reach.campaign.code,
            unit=handover.unit,
            post=handover.post,
            handed_on=handover.on,
            reviews=counts.reviews,
            topics=counts.topics,
            issues=counts.issues,
            items=counts.items,
        )
        there = HandoverAcknowledged.objects.known().filter(
            campaign=reach.campaign.code, key=fact.key
        )
        return Told(same=1) if there.exists() else tell_by_hand(opened, [fact])


def may_acknowledge(reach: Reach, handover: Handover) -> bool:
    """Whether a handover is the asker's to acknowledge. At most one query."""
    if handover.on > today():
        return False
    grants = reach.asker.grants_in(reach.campaign.host, reach.campaign.code)
    if not handover.post:
        return any(
            one.role in (Role.UNIT_HEAD, Role.UNIT_OFFICE)
            and handover.unit in reach.answers_for(one.unit)
            and handover.unit != one.unit
            for one in grants
        )
    if all(one.unit != handover.unit for one in grants):
        return False
    held = posts_held(reach.campaign.host, known_by=now(), units=[handover.unit])
    sat = seats_of(reach, handover.unit, held, today())
    return any((one.post, one.person) == (handover.post, handover.after) for one in sat)


def _end_membership(opened: Act, reach: Reach, unit: str, last_day: date) -> Told:
    told = Told()
    rows = Membership.objects.filter(
        campaign=reach.campaign.code, unit=Unit.key_of(reach.campaign.host, unit)
    )
    for row in rows.known():
        if row.period.includes(last_day):
            ended = Membership(**row.says(), key=row.key)
            ended.until = last_day
            told += opened.tell([ended], rows.filter(key=row.key))
    return told


def _refuse_year(day: date, refusal: type[Refused]) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise refusal(_YEAR.filled(day=day))


_SAT = Wording(
    vi="Người đang giữ chức vụ {post} đã họp kiểm điểm cá nhân ngày {day}, nên không thể thôi chức vụ từ ngày {since}; hãy ghi một ngày sau {day}, hoặc sửa ngày họp trước.",
    en="Whoever holds the post {post} sat their own review on {day}, and cannot have left it from {since} on; write a day after {day}, or correct the day of the session first.",
)
_YEAR = Wording(
    vi="Ngày {day} không hợp lý; hãy xem lại năm.",
    en="{day} cannot be right; look at the year.",
)
