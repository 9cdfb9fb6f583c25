"""Holding somebody who acts in a campaign to the rules on conflicts of interest, inside the transaction of the act."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.queries import CampaignView, Group, groups
from tusoi.organisation.conflicts.rule import hold_to
from tusoi.organisation.conflicts.service import RULE as APART
from tusoi.organisation.conflicts.service import SERVED_MONTHS, YOU, Concerned
from tusoi.organisation.conflicts.two_hands import RULE as TWO
from tusoi.organisation.conflicts.two_hands import Hands
from tusoi.organisation.queries import (
    Posts,
    posts_held,
    relations,
    reviewed_in,
    services,
    who_is,
)
from tusoi.values.clock import today
from tusoi.values.wording import Wording


def refuse_tied(reach: Reach, unit: str, *, known_by: datetime, begun: date | None = None) -> None:
    """Let act about a unit only who neither serves there, nor did lately, nor has kin reviewed there (COI-3).

    `begun` is the day on which the matter came to the asker (None: today). At most five queries.

    Raises:
        InConflict: with what ties the asker to the unit.
    """
    refuse_tied_account(reach.campaign, reach.asker.id, [unit], known_by=known_by, begun=begun)


def refuse_tied_account(
    campaign: CampaignView,
    account: UUID,
    units: Collection[str],
    *,
    known_by: datetime,
    begun: date | None = None,
    who: Wording = YOU,
) -> None:
    """The same of any account (`who` is what the sentence calls it) and of several units. Five queries.

    Raises:
        InConflict: with what ties the account to the first unit of which something does.
    """
    on = today()
    their, posts = who_is(campaign.host, account, on=on, known_by=known_by, units=units)
    known = relations(campaign.host, known_by=known_by)
    facts = Concerned(
        "",
        on,
        their.persons,
        begun=begun,
        served=their.served,
        relations=known,
        who=who,
        months=campaign.supervision.get("served_months", SERVED_MONTHS),
    )
    for unit, reviewed in reviewed_in(campaign.host, units, posts, on=on).items():
        hold_to(APART, replace(facts, unit=unit, reviewed=reviewed))


def refuse_tied_group(
    campaign: CampaignView, group: Group, unit: str, *, known_by: datetime
) -> None:
    """Let a group act about a unit only if nobody of it, by the posts it names, is tied to it (COI-3). Four queries.

    Raises:
        InConflict: with what ties one of the group to the unit.
    """
    on = today()
    homes = {post.partition("/")[0] for post in group.posts}
    posts = posts_held(campaign.host, known_by=known_by, units={unit, *homes})
    persons = persons_of(group, posts, on)
    facts = Concerned(
        unit,
        on,
        persons,
        begun=group.when.day if group.when.stated else None,
        reviewed=reviewed_in(campaign.host, [unit], posts, on=on)[unit],
        served=services(persons, posts),
        relations=relations(campaign.host, known_by=known_by),
        months=campaign.supervision.get("served_months", SERVED_MONTHS),
        who=_OF_GROUP.filled(group=group.code),
    )
    hold_to(APART, facts)


def refuse_tied_to_given(reach: Reach, unit: str, *, known_by: datetime) -> None:
    """Hold the asker, and the group or groups that a unit is given to, to the rule that those tied do not judge (COI-3).

    The matter came to them on the day the unit was given. Two queries, five for the asker, four for each group.

    Raises:
        InConflict: with what ties the asker or one of the group to the unit.
    """
    given = [one for one in groups(reach.campaign.code, known_by=known_by) if unit in one.units]
    for group in given:
        refuse_tied_group(reach.campaign, group, unit, known_by=known_by)
    begun = min((one.when.day for one in given if one.when.stated), default=None)
    refuse_tied(reach, unit, known_by=known_by, begun=begun)


def refuse_kin(
    campaign: CampaignView,
    account: UUID,
    persons: Collection[str],
    unit: str,
    *,
    known_by: datetime,
    begun: date,
    who: Wording = YOU,
) -> None:
    """Let act on a case only who is no kin of those whom it concerns (COI-3); `begun`: when it was opened.

    To serve in the unit bars nobody here: a collective decides on its own members. An organisation's case
    (no `persons`) concerns everybody reviewed in the unit. At most five queries.

    Raises:
        InConflict: the account is their kin.
    """
    host, on = campaign.host, today()
    their, posts = who_is(host, account, on=on, known_by=known_by, units={unit})
    facts = Concerned(
        unit,
        on,
        their.persons,
        begun=begun,
        reviewed=frozenset(persons) or reviewed_in(host, [unit], posts, on=on)[unit],
        relations=relations(host, known_by=known_by),
        who=who,
        serving=False,
    )
    hold_to(APART, facts)


def refuse_same_hand(
    reach: Reach, first: UUID, *, known_by: datetime, about: UUID | None = None
) -> None:
    """Let do the second part of an act only another person than did the first, and than it is about (COI-8).

    Six queries at most.

    Raises:
        InConflict: the asker is one of the two, perhaps by another account.
    """
    host, on = reach.campaign.host, today()

    def names(account: UUID) -> frozenset[str]:
        return who_is(host, account, on=on, known_by=known_by)[0].persons

    theirs = names(about) if about else frozenset[str]()
    hold_to(TWO, Hands(names(first), names(reach.asker.id), theirs))


def persons_of(group: Group, posts: Posts, on: date) -> frozenset[str]:
    """Who is in a group on a day, by the posts it names."""
    return frozenset(person for post in group.posts for person in posts.persons(post, on))


_OF_GROUP = Wording(vi="Một người của tổ {group}", en="Somebody of group {group}")
