"""Holding whoever is to verify an item, or to check a good practice, to the rules on conflicts of interest, inside the transaction of the act."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.conflicts import refuse_tied
from tusoi.organisation.access import units_below
from tusoi.organisation.conflicts.checker import RULE as NOT_ONES_OWN
from tusoi.organisation.conflicts.checker import Checking
from tusoi.organisation.conflicts.rule import hold_to
from tusoi.organisation.conflicts.verifier import RULE as APART
from tusoi.organisation.conflicts.verifier import Verifying
from tusoi.organisation.queries import successions, who_is
from tusoi.remediation.life import Claim, ItemLife
from tusoi.remediation.lives import lives
from tusoi.remediation.practices.record import Practice
from tusoi.values.clock import today


def refuse_dependent(reach: Reach, life: ItemLife, claim: Claim, *, known_by: datetime) -> None:
    """Let answer a claim only who neither owes the item nor claimed it, is of another unit than its owner's and of none below,
    did not verify it before it came back (COI-5), and is not tied to the owner's unit (COI-3). Where the owner's unit ended,
    both it and the one that answers for it are the owner's.

    Two accounts of one person are one person. Eleven queries for the items it is the recurrence of, two for each account.

    Raises:
        InConflict.
    """
    host, unit, on = reach.campaign.host, life.owner_unit, today()
    answering = successions(host, known_by=known_by).successor_of(unit, on)
    owing = frozenset({unit, answering})
    their, posts = who_is(host, reach.asker.id, on=on, known_by=known_by, units=owing)
    before = _verified_before(reach, life, known_by)
    claimed = {one.by for one in life.claims if one.by is not None}
    facts = Verifying(
        item=life.item,
        owners=posts.persons(life.owner, on)
        | (posts.persons(posts.head(answering, on), on) if answering != unit else frozenset())
        | _persons(host, claimed, known_by),
        verifier=their.persons,
        verifier_units=frozenset(one.unit for one in their.served if one.period.includes(on)),
        below=owing.union(*units_below(host, owing, on=on).values()),
        verified_before=_persons(host, before, known_by),
    )
    hold_to(APART, facts)
    for one in sorted(owing):
        refuse_tied(reach, one, known_by=known_by, begun=claim.when.day)


def refuse_own_practice(reach: Reach, practice: Practice, *, known_by: datetime) -> None:
    """Let check a practice only who neither claimed it nor is of its unit or of one below (COI-14), and is not tied to it (COI-3).

    Two accounts of one person are one person. Two queries for each account.

    Raises:
        InConflict.
    """
    host, unit, on = reach.campaign.host, practice.unit, today()
    their, _ = who_is(host, reach.asker.id, on=on, known_by=known_by, units=[unit])
    facts = Checking(
        practice=practice.code,
        claimed=_persons(host, {one.by for one in practice.claims}, known_by),
        checker=their.persons,
        checker_units=frozenset(one.unit for one in their.served if one.period.includes(on)),
        below=units_below(host, [unit], on=on).get(unit, frozenset()) | {unit},
    )
    hold_to(NOT_ONES_OWN, facts)
    refuse_tied(reach, unit, known_by=known_by, begun=practice.last.when.day)


def _verified_before(reach: Reach, life: ItemLife, known_by: datetime) -> set[UUID]:
    """The accounts that verified what this item is the recurrence of, however often it came back."""
    if not life.recurs:
        return set()
    known, seen, found = lives(reach.campaign.code, known_by=known_by), {life.item}, set[UUID]()
    earlier = known.get(life.recurs)
    while earlier is not None and earlier.item not in seen:
        seen.add(earlier.item)
        found |= {one.answer.by for one in earlier.claims if one.answer and one.answer.verified}
        earlier = known.get(earlier.recurs)
    return found


def _persons(host: str, accounts: Collection[UUID], known_by: datetime) -> frozenset[str]:
    on = today()
    return frozenset[str]().union(
        *(who_is(host, one, on=on, known_by=known_by)[0].persons for one in sorted(accounts))
    )
