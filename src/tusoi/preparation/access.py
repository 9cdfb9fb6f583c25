"""Who writes a self-review and answers a topic: the collective's those who prepare, a person's that person alone."""

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import Seat
from tusoi.campaigns.seats import seats_of
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import PostHeld, posts_held
from tusoi.organisation.roles import Right
from tusoi.values.clock import now, today


def own_seats(reach: Reach, unit: str) -> tuple[PostHeld, ...]:
    """The asker's seats in the unit today whose review is owed, the head's first; one for each seat. One query."""
    if not reach.may(Right.REVIEW_ONESELF, unit):
        return ()
    posts = posts_held(reach.campaign.host, known_by=now(), units=[unit])
    sat = seats_of(reach, unit, posts, today())
    first: dict[str, PostHeld] = {}
    for held in sat:
        if held.owes_review:
            first.setdefault(held.seat, held)
    return tuple(first.values())


def writes(reach: Reach, whose: Seat) -> bool:
    """Whether the asker writes that self-review and answers what is put to that seat."""
    if not whose.holder:
        return reach.may(Right.PREPARE, whose.unit)
    return any(held.seat == whose.holder for held in own_seats(reach, whose.unit))


def require_writer(reach: Reach, whose: Seat) -> None:
    """Let pass whoever writes that self-review.

    Raises:
        NotThere: the asker does not; nothing says whether it is there.
    """
    if not writes(reach, whose):
        raise NotThere
