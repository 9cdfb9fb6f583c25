"""Whom an opinion concerns, and holding whoever acts to the rule that they are left out (COI-6)."""

from collections.abc import Collection
from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.opinions.sealed.models import SealedOpinion
from tusoi.organisation.access import units_below
from tusoi.organisation.conflicts.concerned import RULE, Concern
from tusoi.organisation.conflicts.rule import hold_to, refusal
from tusoi.organisation.roles import OF_A_UNIT
from tusoi.values.clock import today


def concern_of(reach: Reach, units: Collection[str], *, on: date) -> frozenset[str]:
    """Those of the units that are the asker's own or stand above one of theirs, whatever else the asker is. One query."""
    grants = reach.asker.grants_in(reach.campaign.host, reach.campaign.code)
    own = {one.unit for one in grants if one.role in OF_A_UNIT}
    if not own:
        return frozenset()
    below = units_below(reach.campaign.host, set(units) - {""}, on=on)
    return frozenset(unit for unit, codes in below.items() if own & codes)


def may_read(reach: Reach, unit: str, digests: int, *, closed: bool, on: date) -> bool:
    """Whether the digests about a unit may be read by the asker: always, if it does not concern them."""
    facts = Concern(concern_of(reach, [unit], on=on), closed=closed, digests=digests)
    return refusal(RULE, facts) is None


def may_leave(digests: int, *, closed: bool) -> bool:
    """Whether digests about a unit may be told where those whom they concern will learn of them."""
    return refusal(RULE, Concern(("",), closed=closed, digests=digests)) is None


def refuse_concerned(reach: Reach, units: Collection[str]) -> None:
    """Let a trustee deal with units of which none concerns them.

    Raises:
        InConflict: one does.
    """
    hold_to(RULE, Concern(concern_of(reach, units, on=today()), keeps=True))


def refuse_concerned_by_batch(reach: Reach, number: int) -> None:
    """The same of every unit that stands in clear on a batch. Two queries.

    Raises:
        InConflict: one concerns the asker.
    """
    rows = SealedOpinion.objects.filter(campaign=reach.campaign.code, batch=number)
    refuse_concerned(reach, set(rows.values_list("unit_code", flat=True)))
