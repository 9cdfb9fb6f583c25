"""Whom an opinion concerns, and holding whoever acts to the rule that they are left out (COI-6)."""

from collections.abc import Collection
from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.opinions.sealed.models import SealedOpinion
from tusoi.organisation.conflicts.command import NOWHERE
from tusoi.organisation.conflicts.concerned import RULE, Concern, concerned
from tusoi.organisation.conflicts.rule import hold_to, refusal
from tusoi.organisation.queries import commands_of, serving_of
from tusoi.values.clock import now, today


def concern_of(reach: Reach, units: Collection[str], *, on: date) -> frozenset[str]:
    """Those of the units that concern the asker, by the chain of command of a day. Eight queries, none for no units."""
    facts = _facts(reach, units, on)
    return concerned(facts.who, facts.commands)


def may_read(reach: Reach, unit: str, digests: int, *, closed: bool, on: date) -> bool:
    """Whether the digests about a unit may be read by the asker: always, if it does not concern them."""
    return refusal(RULE, _facts(reach, [unit], on, closed=closed, digests=digests)) is None


def refuse_concerned(reach: Reach, units: Collection[str]) -> None:
    """Let a trustee deal with units of which none concerns them.

    Raises:
        InConflict: one does.
    """
    hold_to(RULE, _facts(reach, units, today(), keeps=True))


def refuse_concerned_by_batch(reach: Reach, number: int) -> None:
    """The same of every unit that stands in clear on a batch. Two queries.

    Raises:
        InConflict: one concerns the asker.
    """
    rows = SealedOpinion.objects.filter(campaign=reach.campaign.code, batch=number)
    refuse_concerned(reach, set(rows.values_list("unit_code", flat=True)))


def _facts(
    reach: Reach,
    units: Collection[str],
    on: date,
    *,
    closed: bool = False,
    digests: int = 0,
    keeps: bool = False,
) -> Concern:
    known_by, host = now(), reach.campaign.host
    commands = commands_of(host, set(units) - {""}, on=on, known_by=known_by)
    who = serving_of(host, reach.asker.id, on=on, known_by=known_by) if commands else NOWHERE
    return Concern(who, commands, closed=closed, digests=digests, keeps=keeps)
