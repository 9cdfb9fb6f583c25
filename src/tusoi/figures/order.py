"""What a cascade lets come first for one campaign: read off the sessions of the campaigns next to it.

Gates come before meetings and cannot look themselves; so this room, which knows when a review is held, makes the
`Order` that the gatekeeper is given. Pages, breaches and the acts on pages are all judged by the same one.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from tusoi.campaigns.cascade import Direction
from tusoi.campaigns.queries import (
    CampaignView,
    Family,
    Member,
    members_in,
    seats_in,
    views_of_host,
)
from tusoi.figures.records import Leader, Sitting, UnitFile
from tusoi.figures.stages import held_on
from tusoi.gates.order import NO_ORDER, Order, ReviewOwed
from tusoi.gates.queries import Gatekeeper
from tusoi.meetings.queries import SessionHeld, sessions_in
from tusoi.organisation.queries import Posts
from tusoi.values.period import Period


def order_of(
    campaign: CampaignView, gates: Gatekeeper, *, family: Family, known_by: datetime
) -> Order:
    """What comes before the reviews of a campaign, as known by a moment; `family` are those next to it.

    Five queries, however many campaigns stand below; none for a campaign that stands by itself.
    """
    if not family.codes:
        return NO_ORDER
    views = views_of_host(campaign.host, known_by=known_by)
    place = campaign.cascade
    above = views.get(place.of) if place and place.order_held else None
    if place is not None and place.direction is not Direction.TOP_DOWN:
        above = None
    below = [
        view
        for view in (views[code] for code in family.below if code in views)
        if view.cascade
        and view.cascade.order_held
        and view.cascade.direction is Direction.BOTTOM_UP
    ]
    if above is None and not below:
        return NO_ORDER
    next_to = [*([above] if above else []), *below]
    codes = (campaign.code, *(one.code for one in next_to))
    standing = members_in(codes, known_by=known_by)
    owed = _owed(next_to, standing, gates, known_by)
    own = {one.unit for one in standing.get(campaign.code, ())}
    walked = own | {one.unit for one in owed}
    return Order(
        above={one.unit: one for one in owed if above is not None and one.campaign == above.code},
        under=place.under if place else "",
        below=tuple(one for one in owed if above is None or one.campaign != above.code),
        members=frozenset(own),
        ways={unit: _ways(gates, unit) for unit in walked if unit in gates.names},
    )


def _owed(
    campaigns: Iterable[CampaignView],
    standing: Mapping[str, tuple[Member, ...]],
    gates: Gatekeeper,
    known_by: datetime,
) -> tuple[ReviewOwed, ...]:
    """Every review owed in some campaigns, with the day from which it is held."""
    views = tuple(campaigns)
    codes = tuple(view.code for view in views)
    keys = {place: review for review, place in seats_in(codes).items()}
    met = sessions_in(codes, known_by=known_by)
    found = []
    for view in views:
        periods: dict[str, tuple[Period, ...]] = {}
        for one in standing.get(view.code, ()):
            periods[one.unit] = (*periods.get(one.unit, ()), one.period)
        for unit, stretches in periods.items():
            file = _file(view.code, unit, keys, met, gates.posts)
            name = gates.name_on(unit, view.as_of)
            under = view.cascade.under if view.cascade else ""
            found.append(ReviewOwed(view.code, unit, name, stretches, held_on(file), under))
    return tuple(found)


def _file(
    campaign: str,
    unit: str,
    keys: Mapping[tuple[str, str, str], UUID],
    met: Mapping[UUID, tuple[SessionHeld, ...]],
    posts: Posts,
) -> UnitFile:
    """As much of a unit's file as says when its review is held: its sessions and its leaders'."""

    def sat(*seats: str) -> tuple[Sitting, ...]:
        found = (keys.get((campaign, unit, seat)) for seat in seats)
        held = next((met[review] for review in found if review is not None and review in met), ())
        return tuple(Sitting(one.when, one.redo, one.provenance) for one in held)

    leaders = tuple(
        Leader(post.seat, post.title, post.period, sat(post.seat, post.post))
        for post in posts.by_unit.get(unit, ())
        if post.owes_review
    )
    return UnitFile(unit, unit, (), sittings=sat(""), leaders=leaders)


def _ways(gates: Gatekeeper, unit: str) -> tuple[tuple[Period, tuple[str, ...]], ...]:
    """The codes above a unit, nearest first, over each stretch of days."""
    return tuple(
        (row.period, tuple(reversed(row.path.split("/")[:-2]))) for row in gates.names[unit]
    )
