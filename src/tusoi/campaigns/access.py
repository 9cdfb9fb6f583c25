"""An asker's reach in one campaign: which units, by which right."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tusoi.campaigns.models import Assignment, Membership
from tusoi.campaigns.queries import CampaignView
from tusoi.organisation.access import Asker, Extent, Grant, NotThere, Right, units_below


@dataclass(frozen=True)
class Reach:
    """What an asker may do in a campaign, right by right: the units, or None for every unit."""

    asker: Asker
    campaign: CampaignView
    by_right: dict[Right, frozenset[str] | None] = field(repr=False)
    let_in_by: list[tuple[Right, str]] = field(default_factory=list, repr=False, compare=False)
    """The right that was required last, and over which unit: by it the act that follows is done."""

    def units(self, right: Right = Right.SEE) -> frozenset[str] | None:
        """The units over which the asker has a right; None: over every unit, now and to come."""
        return self.by_right.get(right, frozenset())

    def may(self, right: Right, unit: str = "") -> bool:
        """Whether the asker has a right over a unit, or, without one, over the whole campaign."""
        units = self.units(right)
        return units is None or unit in units

    def require(self, right: Right, unit: str = "") -> None:
        """Let pass whoever has the right.

        Raises:
            NotThere: the asker has it not; nothing says whether the unit is there.
        """
        if not self.may(right, unit):
            raise NotThere
        self.let_in_by[:] = [(right, unit)]

    def acting_by(self) -> tuple[Grant, ...]:
        """The roles by which the asker acts: those that give the right required last there, else all in the campaign."""
        grants = self.asker.grants_in(self.campaign.host, self.campaign.code)
        for right, unit in self.let_in_by:
            giving = tuple(one for one in grants if _gives(one, right, unit))
            return giving or grants
        return grants


def _gives(grant: Grant, right: Right, unit: str) -> bool:
    """Whether a role may be the one that gives a right over a unit; which units stand below or in a group is not asked."""
    extent = grant.extent(right)
    return extent is not None and (extent is not Extent.OWN or grant.unit in ("", unit))


def reach_of(asker: Asker, campaign: CampaignView, *, on: date) -> Reach:
    """The reach of an asker in a campaign by the tree and the roles of a day. At most two queries."""
    return reaches_of(asker, (campaign,), on=on)[campaign.code]


def reaches_of(asker: Asker, campaigns: Collection[CampaignView], *, on: date) -> dict[str, Reach]:
    """The same in several campaigns of one host, by campaign. At most two queries, however many there are."""
    grants = {one.code: asker.grants_in(one.host, one.code) for one in campaigns}
    tops = {
        grant.unit
        for found in grants.values()
        for grant in found
        if grant.unit and any(grant.extent(right) is Extent.BELOW for right in Right)
    }
    hosts = {one.host for one in campaigns}
    if len(hosts) > 1:
        raise ValueError("campaigns of several hosts")
    below = units_below(next(iter(hosts)), tops, on=on) if tops else {}
    given = _given(
        {code: [one.group for one in found if one.group] for code, found in grants.items()}
    )
    return {
        one.code: Reach(asker, one, _by_right(grants[one.code], below, given.get(one.code, {})))
        for one in campaigns
    }


def seen_by(asker: Asker, campaigns: Collection[CampaignView], *, on: date) -> dict[str, Reach]:
    """The reach in those of a host's campaigns in which the asker sees a unit that owes a review.

    A role over a unit holds in every campaign of the host; one that the unit has no part in is not theirs.
    At most three queries.
    """
    reaches = reaches_of(asker, campaigns, on=on) if campaigns else {}
    partly = {code: units for code, one in reaches.items() if (units := one.units()) is not None}
    wanted = frozenset[str]().union(*partly.values())
    standing = Membership.objects.known().filter(campaign__in=partly, unit__code__in=wanted)
    there = set(standing.values_list("campaign", "unit__code")) if wanted else set()
    seen = {code for code, unit in there if unit in partly[code]}
    return {code: one for code, one in reaches.items() if code not in partly or code in seen}


def _by_right(
    grants: Collection[Grant],
    below: Mapping[str, frozenset[str]],
    given: Mapping[str, frozenset[str]],
) -> dict[Right, frozenset[str] | None]:
    by_right: dict[Right, frozenset[str] | None] = {}
    for grant in grants:
        for right in Right:
            extent = grant.extent(right)
            if extent is None or by_right.get(right, frozenset()) is None:
                continue
            if extent is Extent.GROUP:
                units: frozenset[str] | None = given.get(grant.group, frozenset())
            elif not grant.unit:
                units = None
            else:
                units = below[grant.unit] if extent is Extent.BELOW else frozenset({grant.unit})
            by_right[right] = (
                None if units is None else units | (by_right.get(right) or frozenset())
            )
    return by_right


def _given(groups: Mapping[str, Collection[str]]) -> dict[str, dict[str, frozenset[str]]]:
    """By campaign the units given to each of some working groups. One query; none for no groups."""
    wanted = {group for found in groups.values() for group in found}
    if not wanted:
        return {}
    codes = [code for code, found in groups.items() if found]
    rows = Assignment.objects.known().filter(campaign__in=codes, group__in=wanted)
    given: dict[str, dict[str, set[str]]] = {}
    for campaign, group, unit in rows.values_list("campaign", "group", "unit__code"):
        given.setdefault(campaign, {}).setdefault(group, set()).add(unit)
    return {
        campaign: {group: frozenset(units) for group, units in found.items()}
        for campaign, found in given.items()
    }


def reaches_into(asker: Asker, campaigns: Sequence[CampaignView], *, on: date) -> tuple[Reach, ...]:
    """The asker's reach in those of the campaigns, of whatever hosts, in which they see something; in their order."""
    by_host: dict[str, list[CampaignView]] = {}
    for campaign in campaigns:
        by_host.setdefault(campaign.host, []).append(campaign)
    seen: dict[str, Reach] = {}
    for found in by_host.values():
        seen |= seen_by(asker, found, on=on)
    return tuple(seen[one.code] for one in campaigns if one.code in seen)
