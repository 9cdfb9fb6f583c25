"""What changed hands in a campaign: units that ended, posts that passed to somebody else; and what of it was acknowledged."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

from tusoi.campaigns.handover import Acknowledged, Counts, Handover
from tusoi.campaigns.models import HandoverAcknowledged
from tusoi.campaigns.queries import CampaignView
from tusoi.organisation.models import Tenure
from tusoi.organisation.queries import (
    PostHeld,
    Posts,
    posts_held,
    units_with_new_holders,
)
from tusoi.organisation.successions import Successions
from tusoi.values.batches import in_batches

NEXT_DAY = timedelta(days=1)


def handovers_on(
    campaign: CampaignView, ended: Successions, day: date, *, known_by: datetime
) -> tuple[Handover, ...]:
    """The handovers since a campaign opened, as of a day, with the units that `ended`. Posts are read of those units alone
    where one passed on: one query, and one for each five hundred of these.
    """
    since, host = campaign.opens_on, campaign.host
    moved = units_with_new_holders(host, since=since, on=day, known_by=known_by)
    held: dict[str, tuple[PostHeld, ...]] = {}
    for units in in_batches(sorted(moved)):
        held |= posts_held(host, known_by=known_by, units=units).by_unit
    return handovers_of(ended, Posts(held), since=since, on=day)


def handovers_of(
    successions: Successions, posts: Posts, *, since: date, on: date
) -> tuple[Handover, ...]:
    """The handovers between two days, those of units first; of each post the last one."""
    ended = (
        Handover(one.unit, "", one.last_day + NEXT_DAY, one.unit, one.successor)
        for unit in sorted(successions.by_unit)
        for one in successions.after(unit, on)[:1]
        if one.last_day + NEXT_DAY >= since
    )
    passed = (
        one
        for unit, held in sorted(posts.by_unit.items())
        if not successions.after(unit, on)
        for one in _passed(held, since, on)
    )
    return (*ended, *passed)


def _passed(held: tuple[PostHeld, ...], since: date, on: date) -> Iterator[Handover]:
    last: dict[str, Handover] = {}
    for earlier, later in pairwise(held):
        day = later.period.since
        if earlier.post == later.post and earlier.person != later.person and since < day <= on:
            last[later.post] = Handover(
                later.unit,
                later.post,
                day,
                earlier.person,
                later.person,
                of_head=later.rank == Tenure.Rank.HEAD,
            )
    yield from last.values()


def acknowledged(campaign: str, *, known_by: datetime) -> dict[tuple[str, str, date], Acknowledged]:
    """The handovers acknowledged in a campaign, by unit, post and day. One query."""
    rows = HandoverAcknowledged.objects.known(known_by).filter(campaign=campaign)
    return {
        (row.unit, row.post, row.handed_on): Acknowledged(
            row.day, row.told_by_id, Counts(row.reviews, row.topics, row.issues, row.items)
        )
        for row in rows
    }
