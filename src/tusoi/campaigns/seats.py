"""By which posts somebody sits, or sat, in a unit's collective."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.campaigns.queries import CampaignView
from tusoi.organisation.queries import PostHeld, Posts, RoleHeld
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
    sat = [held for held in posts.in_unit(unit, on) if _sits(held, wanted, heads=heads)]
    return tuple(sorted(sat, key=lambda held: (held.rank != "head", held.post)))


@dataclass(frozen=True, slots=True)
class Sat:
    """A tenure by which somebody sits or sat, and the last day on which their role let them."""

    post: PostHeld
    last: date


def seats_ever(
    campaign: CampaignView, roles: Iterable[RoleHeld], posts: Posts, on: date
) -> tuple[Sat, ...]:
    """The tenures by which the holder of some roles sits in the collectives of a campaign, or sat while it ran.

    A role that ended is looked at on its last day: whoever held the post then is whom it was given to.
    """
    found: dict[PostHeld, date] = {}
    for role in roles:
        over, last = role.over, min(role.period.until or on, on)
        if over.host != campaign.host or over.campaign not in ("", campaign.code):
            continue
        if not over.unit or not campaign.opens_on <= last or role.period.since > last:
            continue
        wanted = {over.post} if role.role is Role.MEMBER else set()
        heads = role.role is Role.UNIT_HEAD
        for held in posts.in_unit(over.unit, last):
            if _sits(held, wanted, heads=heads):
                found[held] = max(last, found.get(held, last))
    order = sorted(found, key=lambda one: (one.unit, one.rank != "head", one.post))
    return tuple(Sat(one, found[one]) for one in order)


def _sits(held: PostHeld, wanted: set[str], *, heads: bool) -> bool:
    return held.post in wanted or (heads and held.rank == "head")
