"""An asker's reach in one campaign: which units, by which right."""

from dataclasses import dataclass, field
from datetime import date

from tusoi.campaigns.models import Assignment
from tusoi.campaigns.queries import CampaignView
from tusoi.organisation.access import Asker, Extent, NotThere, Right, units_below


@dataclass(frozen=True)
class Reach:
    """What an asker may do in a campaign, right by right: the units, or None for every unit."""

    asker: Asker
    campaign: CampaignView
    by_right: dict[Right, frozenset[str] | None] = field(repr=False)

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


def reach_of(asker: Asker, campaign: CampaignView, *, on: date) -> Reach:
    """The reach of an asker in a campaign by the tree and the roles of a day. At most two queries."""
    grants = asker.grants_in(campaign.host, campaign.code)
    tops = {
        grant.unit
        for grant in grants
        if grant.unit and any(grant.extent(right) is Extent.BELOW for right in Right)
    }
    below = units_below(campaign.host, tops, on=on)
    given = _given(campaign.code, [grant.group for grant in grants if grant.group])
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
    return Reach(asker, campaign, by_right)


def _given(campaign: str, groups: list[str]) -> dict[str, frozenset[str]]:
    """The units given to each of some working groups. One query; none for no groups."""
    if not groups:
        return {}
    rows = Assignment.objects.known().filter(campaign=campaign, group__in=groups)
    given: dict[str, set[str]] = {}
    for group, unit in rows.values_list("group", "unit__code"):
        given.setdefault(group, set()).add(unit)
    return {group: frozenset(units) for group, units in given.items()}
