"""By which posts somebody sits in a unit's collective."""

from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.organisation.queries import PostHeld, Posts
from tusoi.organisation.roles import Role


def seats_of(reach: Reach, unit: str, posts: Posts, on: date) -> tuple[PostHeld, ...]:
    """The tenures of a day by which the asker sits in the unit's collective; the head's first.

    Whoever heads the unit sits by the head's post, a member by the post named with the role; one person
    may sit by several. The tenure says who that is (`PostHeld.seat`) and whether a review is owed.
    """
    grants = reach.asker.grants_in(reach.campaign.host, reach.campaign.code)
    own = [grant for grant in grants if grant.unit == unit]
    wanted = {grant.post for grant in own if grant.role is Role.MEMBER}
    heads = any(grant.role is Role.UNIT_HEAD for grant in own)
    sat = [
        held
        for held in posts.in_unit(unit, on)
        if held.post in wanted or (heads and held.rank == "head")
    ]
    return tuple(sorted(sat, key=lambda held: (held.rank != "head", held.post)))
