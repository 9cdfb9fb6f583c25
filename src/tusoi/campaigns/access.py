"""An asker's reach in one campaign: which units, by which right."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tusoi.campaigns.models import Assignment, Membership
from tusoi.campaigns.queries import CampaignView
from tusoi.organisation.access import Asker, Extent, Grant, NotThere, Right, units_below
from tusoi.organisation.queries import successions
from tusoi.organisation.roles import STAYS_WITH_THE_PERSON
from tusoi.values.batches import in_batches
from tusoi.values.clock import now


@dataclass(frozen=True)
class Reach:
    """What an asker may do in a campaign, right by right: the units, or None for every unit.

    `answering` says of each unit that ended which one answers for it; nothing where the asker's roles are over no unit.
    """

    asker: Asker
    campaign: CampaignView
    by_right: dict[Right, frozenset[str] | None] = field(repr=False)
    answering: Mapping[str, str] = field(default_factory=dict, repr=False)
    let_in_by: list[tuple[Right, str]] = field(default_factory=list, repr=False, compare=False)
    """The right that was required last, and over which unit: by it the act that follows is done."""

    def units(self, right: Right = Right.SEE) -> frozenset[str] | None:
        """The units over which the asker has a right; None: over every unit, now and to come."""
        return self.by_right.get(right, frozenset())

    def may(self, right: Right, unit: str = "") -> bool:
        """Whether the asker has a right over a unit, or, without one, over the whole campaign."""
        units = self.units(right)
        return units is None or unit in units

    def units_of_any(self, rights: Iterable[Right]) -> frozenset[str] | None:
        """The units over which the asker has any of the rights; None: over every unit."""
        found: frozenset[str] = frozenset()
        for right in rights:
            units = self.units(right)
            if units is None:
                return None
            found |= units
        return found

    def is_own(self, unit: str) -> bool:
        """Whether the asker is of the unit: what one reads of one's own is not recorded (`reading.py`)."""
        grants = self.asker.grants_in(self.campaign.host, self.campaign.code)
        return any(one.unit == unit for one in grants)

    def trees(self, right: Right = Right.SEE) -> frozenset[str] | None:
        """The units with all below which the asker has a right, as of today's roles; None: over every unit."""
        if self.units(right) is None:
            return None
        grants = self.asker.grants_in(self.campaign.host, self.campaign.code)
        tops = {one.unit for one in grants if one.extent(right) is Extent.BELOW}
        return frozenset(tops & (self.units(right) or frozenset())) - self.answering.keys()

    def require(self, right: Right, unit: str = "") -> None:
        """Let pass whoever has the right.

        Raises:
            NotThere: the asker has it not; nothing says whether the unit is there.
        """
        if not self.may(right, unit):
            raise NotThere
        self.let_in_by[:] = [(right, unit)]

    def answers_for(self, unit: str) -> frozenset[str]:
        """The units for which one answers: itself, and those that ended and that it succeeded; none where it ended."""
        ended = {one for one, by in self.answering.items() if by == unit}
        return frozenset(ended if unit in self.answering else {unit, *ended})

    def acting_by(self) -> tuple[Grant, ...]:
        """The roles by which the asker acts: those that give the right required last there, else all in the campaign."""
        grants = self.asker.grants_in(self.campaign.host, self.campaign.code)
        for right, unit in self.let_in_by:
            answers = {unit, self.answering.get(unit, unit)}
            giving = tuple(one for one in grants if _gives(one, right, answers))
            return giving or grants
        return grants


def _gives(grant: Grant, right: Right, units: Collection[str]) -> bool:
    """Whether a role may be the one that gives a right over a unit, itself or through its successor.

    Which units stand below or in a group is not asked.
    """
    extent = grant.extent(right)
    return extent is not None and (extent is not Extent.OWN or grant.unit in ("", *units))


def reach_of(asker: Asker, campaign: CampaignView, *, on: date) -> Reach:
    """The reach of an asker in a campaign by the tree and the roles of a day. At most four queries."""
    return reaches_of(asker, (campaign,), on=on)[campaign.code]


def reaches_of(asker: Asker, campaigns: Collection[CampaignView], *, on: date) -> dict[str, Reach]:
    """The same in several campaigns of one host, by campaign. At most four queries, however many there are.

    Whoever has a right over a unit has it over those that ended and that the unit answers for.
    """
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
    bounded = any(one.unit or one.group for found in grants.values() for one in found)
    ended = successions(next(iter(hosts)), known_by=now()).answering(on) if bounded else {}
    follows = _followed_on(given, ended) if ended else given
    return {
        one.code: Reach(
            asker,
            one,
            _by_right(grants[one.code], _Extents(below, follows.get(one.code, {}), ended)),
            ended,
        )
        for one in campaigns
    }


def seen_by(asker: Asker, campaigns: Collection[CampaignView], *, on: date) -> dict[str, Reach]:
    """The reach in those of a host's campaigns in which the asker sees a unit that owes a review.

    A role over a unit holds in every campaign of the host; one that the unit has no part in is not theirs.
    At most three queries; where none of five hundred units is in a campaign, one more for the next five hundred.
    """
    reaches = reaches_of(asker, campaigns, on=on) if campaigns else {}
    partly = {code: units for code, one in reaches.items() if (units := one.units()) is not None}
    wanted = frozenset[str]().union(*partly.values())
    hosts, seen = {one.host for one in campaigns}, set[str]()
    for some in in_batches(sorted(wanted)):
        left = partly.keys() - seen
        if not left:
            break
        there = Membership.objects.known().filter(
            campaign__in=left, unit__host__in=hosts, unit__code__in=some
        )
        found = there.values_list("campaign", "unit__code")
        seen |= {code for code, unit in found if unit in partly[code]}
    return {code: one for code, one in reaches.items() if code not in partly or code in seen}


@dataclass(frozen=True, slots=True)
class _Extents:
    """How far roles reach in a campaign: units below units, units given to groups, and who answers for which that ended."""

    below: Mapping[str, frozenset[str]]
    given: Mapping[str, frozenset[str]]
    ended: Mapping[str, str]

    def of(self, grant: Grant, right: Right) -> frozenset[str] | None:
        """The units over which a role gives a right; None: every unit."""
        extent = grant.extent(right)
        if extent is None or (grant.unit in self.ended and right not in STAYS_WITH_THE_PERSON):
            return frozenset()
        if extent is Extent.GROUP:
            return self.given.get(grant.group, frozenset())
        if not grant.unit:
            return None
        units = self.below[grant.unit] if extent is Extent.BELOW else frozenset({grant.unit})
        return units | {one for one, by in self.ended.items() if by in units}


def _by_right(grants: Collection[Grant], extents: _Extents) -> dict[Right, frozenset[str] | None]:
    by_right: dict[Right, frozenset[str] | None] = {}
    for grant in grants:
        for right in Right:
            there = by_right.get(right, frozenset())
            if grant.extent(right) is None or there is None:
                continue
            units = extents.of(grant, right)
            by_right[right] = None if units is None else units | there
    return by_right


def _followed_on(
    given: Mapping[str, Mapping[str, frozenset[str]]], ended: Mapping[str, str]
) -> dict[str, dict[str, frozenset[str]]]:
    """The groups with what they are given, and with each unit that answers for one of those and is given to no group. One query."""
    rows = Assignment.objects.known().filter(campaign__in=given, unit__code__in=set(ended.values()))
    taken = set(rows.values_list("campaign", "unit__code"))
    return {
        code: {
            group: units
            | {ended[one] for one in units if one in ended and (code, ended[one]) not in taken}
            for group, units in groups.items()
        }
        for code, groups in given.items()
    }


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
