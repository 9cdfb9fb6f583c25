"""What changed hands in a campaign: units that ended, posts that passed to somebody else. Plain values, and one query."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tusoi.campaigns.models import HandoverAcknowledged
from tusoi.organisation.models import Tenure
from tusoi.organisation.queries import PostHeld, Posts
from tusoi.organisation.successions import Successions

NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many duties of each kind were open."""

    reviews: int = 0
    topics: int = 0
    issues: int = 0
    items: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.reviews + self.topics + self.issues + self.items


@dataclass(frozen=True, slots=True)
class Handover:
    """From the day `on` others answer: for a unit that ended (`post` ""), or as the holder of a post of the unit (by code).

    `before` and `after` are who did and who does: codes of units, or of persons as the tenures name them. `of_head`: the
    post is that of the unit's head.
    """

    unit: str
    post: str
    on: date
    before: str
    after: str
    of_head: bool = False

    @property
    def aspect(self) -> str:
        """What tells it from other handovers of the unit."""
        return f"{self.post}@{self.on.isoformat()}" if self.post else self.on.isoformat()


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """That a handover was acknowledged: on which day, by which account, over how much."""

    on: date
    by: UUID
    counts: Counts


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
    for earlier, later in zip(held, held[1:], strict=False):
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
