"""Following every act: whose stages it touched is worked out anew, and the tallies above are moved, before it ends.

One place does it, whichever room's door the facts came by: a unit's stages rest on facts of five rooms, and a room
that told its tallies itself would be wrong on the day one forgets to. An act that touches none of these facts costs
nothing; one on a single unit a fixed number of small queries.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from itertools import islice
from uuid import UUID

from django.db import transaction

from tusoi.campaigns.queries import (
    campaigns_around,
    hosts_of,
    tree_of,
    units_about,
    units_ever,
    units_with,
)
from tusoi.campaigns.tallying import (
    Reached,
    campaigns_without_stages,
    forget_reached,
    keep_reached,
)
from tusoi.figures.reached import reached
from tusoi.figures.unit_files import files_with_stages
from tusoi.ledger.actions import Act, hold_tree
from tusoi.values.batches import in_batches

RESTS_ON = frozenset(
    (
        "organisation.standing",
        "organisation.tenure",
        "campaigns.membership",
        "preparation.selfreviewprepared",
        "discipline.inspectionstep",
        "meetings.session",
        "meetings.minutessigned",
        "supervision.verdict",
    )
)
"""The tables of the facts that a unit's stages are read off."""
READS = RESTS_ON | {
    "campaigns.campaign",
    "campaigns.review",
    "discipline.responsibilitysettled",
    "organisation.unit",
}
"""All tables that are asked for them."""
DERIVES = frozenset(("campaigns.stagereached", "campaigns.stagetally"))
"""The tables in which it is kept what they come to."""
EVER = datetime(9999, 1, 1, tzinfo=UTC)
"""A moment by which everything is known, whatever the clock says."""
ONE_BY_ONE = 400
"""As many units as are asked for by code; of more the whole campaign is read."""
AT_ONCE = 2_000
"""Units that are read together: with their leaders' reviews as many keys as any database takes in one question."""


def follow(opened: Act) -> None:
    """Bring the tallies into line with what an act has written, in its transaction."""
    tables = RESTS_ON & opened.touched.keys()
    touched = {subject for table in tables for subject in opened.touched[table]}
    for campaign, units in sorted(_units(touched).items()):
        if campaign not in opened.tallied:
            keep(campaign, units)


def keep(campaign: str, units: Collection[str] | None = None) -> int:
    """Work out anew what units of a campaign (None: all) have reached; how many had been kept otherwise."""
    left = each_reached(campaign, known_by=EVER, units=units)
    changed = 0
    while some := dict(islice(left, AT_ONCE)):
        changed += keep_reached(campaign, some)
    return changed


def renew(campaign: str) -> None:
    """Forget what is kept of a campaign and work it out anew; nobody writes to it meanwhile."""
    with transaction.atomic():
        hold_tree(tree_of(campaign))
        forget_reached(campaign)
        keep(campaign)


def renew_missing() -> None:
    """The same of every campaign of which nothing is kept, as after the update that began to keep it."""
    for campaign in sorted(campaigns_without_stages()):
        renew(campaign)


def each_reached(
    campaign: str, *, known_by: datetime, units: Collection[str] | None = None
) -> Iterator[tuple[str, list[Reached]]]:
    """What each unit has reached by the facts known by a moment, in order of codes; with nothing where it owes nothing.

    `AT_ONCE` units are in hand at a time, so a country takes no more memory than a district.
    """
    host = hosts_of((campaign,))[campaign]
    asked = sorted(units_ever(campaign) if units is None else units)
    for some in in_batches(asked, AT_ONCE):
        files = files_with_stages(campaign, host, known_by=known_by, units=some)
        found = {file.unit: reached(file, standings) for file, standings in files}
        for unit in some:
            yield unit, found.get(unit, [])


def _units(touched: Collection[tuple[str, UUID]]) -> dict[str, set[str] | None]:
    """The units that rows are about, by campaign (None: too many to ask for each).

    A row of the host is about its unit in every campaign of the host.
    """
    about: dict[str, set[UUID]] = defaultdict(set)
    for campaign, key in touched:
        about[campaign].add(key)
    found: dict[str, set[str] | None] = {}
    of_the_host = about.pop("", set())
    if len(of_the_host) > ONE_BY_ONE:
        found = dict.fromkeys(campaigns_around(of_the_host))
    else:
        for campaign, unit in units_with(of_the_host):
            _among(found, campaign, {unit})
    for campaign, keys in about.items():
        _among(found, campaign, units_about(keys) if len(keys) <= ONE_BY_ONE else None)
    return found


def _among(found: dict[str, set[str] | None], campaign: str, units: set[str] | None) -> None:
    there = found.setdefault(campaign, set())
    found[campaign] = None if there is None or units is None else there | units
