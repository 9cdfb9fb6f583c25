"""From who is asking to a review that was drawn for their group to read again, or a 404."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import review_of
from tusoi.organisation.access import NotThere, Right
from tusoi.supervision.models import SampleDrawn


@dataclass(frozen=True, slots=True)
class ToReadAgain:
    """A review drawn to be read again, for the asker's group."""

    unit: str
    review: UUID
    group: str
    draw: int
    drawn_on: date


def reading_groups(reach: Reach) -> frozenset[str]:
    """The groups in which the asker may read again."""
    grants = reach.asker.grants_in(reach.campaign.host, reach.campaign.code)
    return frozenset(
        grant.group for grant in grants if grant.group and grant.extent(Right.READ_AGAIN)
    )


def to_read_again(reach: Reach, unit: str) -> ToReadAgain:
    """The review of that unit, if it was drawn for a group of the asker's. Two queries.

    Raises:
        NotThere: it was not, or there is no such unit.
    """
    groups = reading_groups(reach)
    if not groups:
        raise NotThere
    review = review_of(reach, unit)
    rows = SampleDrawn.objects.known().filter(campaign=reach.campaign.code, review=review)
    for row in rows:
        if row.reader_group in groups:
            return ToReadAgain(unit, review, row.reader_group, row.draw, row.day)
    raise NotThere
