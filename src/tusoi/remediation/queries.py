"""What may be asked of remediation."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tusoi.ledger.reading import read_rows
from tusoi.ledger.source import Provenance
from tusoi.remediation.models import (
    BacklogCounted,
    Item,
    PlanItem,
    RemedyPlan,
    SolutionGroup,
)
from tusoi.remediation.rules.backlog import Period
from tusoi.remediation.rules.plan import is_of_a_plan
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class SolutionGroupView:
    """A solution group."""

    number: str
    title: str
    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item; how far it is, its life says (`lives`)."""

    number: str
    title: str
    group: str
    area: str
    comes_from: str
    owner_unit: str
    owner: str
    due_on: date | None
    indicator: str
    when: When
    provenance: Provenance


def solution_groups(campaign: str, *, known_by: datetime) -> tuple[SolutionGroupView, ...]:
    """The solution groups. One query."""
    rows = SolutionGroup.objects.known(known_by).filter(campaign=campaign)
    groups = (SolutionGroupView(row.number, row.title, row.when, row.provenance) for row in rows)
    return tuple(sorted(groups, key=lambda group: by_number(group.number)))


def items(
    campaign: str, *, known_by: datetime, owners: Collection[str] | None = None
) -> tuple[ItemView, ...]:
    """The items, those alone that some posts answer for where they are given; in order of their numbers. One query."""
    rows = Item.objects.known(known_by).filter(campaign=campaign)
    if owners is not None:
        rows = rows.filter(owner__in=owners)
    columns = (
        *("number", "title", "group", "area", "comes_from"),
        *("owner_unit", "owner", "due_on", "indicator"),
    )
    views = (ItemView(*(*said, when, source)) for when, source, *said in read_rows(rows, *columns))
    return tuple(sorted(views, key=lambda item: by_number(item.number)))


@dataclass(frozen=True, slots=True)
class PlanAdopted:
    """A unit's remedy plan: the day it was adopted, and the one by which it was owed (None: it was not yet)."""

    when: When
    due_on: date | None
    provenance: Provenance


def remedy_plans(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> dict[UUID, PlanAdopted]:
    """The plans adopted, all or those of some reviews, by the key of the collective's review. One query."""
    rows = RemedyPlan.objects.known(known_by).filter(campaign=campaign)
    if reviews is not None:
        rows = rows.filter(review__in=reviews)
    return {
        review: PlanAdopted(when, due_on, source)
        for when, source, review, due_on in read_rows(rows, "review", "due_on")
    }


@dataclass(frozen=True, slots=True)
class ItemOfPlan:
    """An item of one unit's plan as it stands; `id` names the row, so that an amendment says what it amends."""

    id: UUID
    number: str
    title: str
    owner: str
    due_on: date | None
    indicator: str
    group: str
    finding_code: str
    topic_code: str
    when: When


def items_of(
    campaign: str, unit: str, review: UUID, *, known_by: datetime | None = None
) -> tuple[ItemOfPlan, ...]:
    """The items of one unit's own plan, in order of their numbers. Two queries."""
    of_unit = Item.objects.known(known_by).filter(campaign=campaign, owner_unit=unit)
    rows = [row for row in of_unit if is_of_a_plan(row.number, unit)]
    told = PlanItem.objects.known(known_by).filter(campaign=campaign, review=review)
    answers = {row.item: (row.finding_code, row.topic_code) for row in told}
    return tuple(
        ItemOfPlan(
            row.pk,
            row.number,
            row.title,
            row.owner,
            row.due_on,
            row.indicator,
            row.group,
            *answers.get(row.number, ("", "")),
            when=row.when,
        )
        for row in sorted(rows, key=lambda row: row.number)
    )


def by_number(number: str) -> tuple[int, str]:
    """The turn of an item in a list: 2 before 10; what is no number comes last."""
    return (int(number), "") if number.isdecimal() else (10**9, number)


def backlogs(
    campaign: str, *, known_by: datetime, numbers: Collection[str]
) -> dict[str, tuple[Period, ...]]:
    """What registers counted of some items, the first period first; items of which nothing was counted are left out. One query."""
    rows = BacklogCounted.objects.known(known_by).filter(campaign=campaign, item__in=numbers)
    found: dict[str, list[Period]] = {}
    counts = ("opening", "came_in", "settled", "reopened", "closing", "oldest_days", "read_from")
    for item, *said in rows.order_by("day").values_list("item", "since", "day", *counts):
        found.setdefault(item, []).append(Period(*said))
    return {item: tuple(periods) for item, periods in found.items()}


def backlog_on(campaign: str, number: str, day: date, *, known_by: datetime) -> tuple[Period, ...]:
    """The periods of one item's backlog that had ended by a day. One query."""
    told = backlogs(campaign, known_by=known_by, numbers=[number]).get(number, ())
    return tuple(one for one in told if one.until <= day)
