"""What may be asked of remediation."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tusoi.ledger.reading import read_rows
from tusoi.ledger.source import Provenance
from tusoi.remediation.models import Item, ItemStep, SolutionGroup
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
    """An item with the days on which it reached its stages."""

    number: str
    title: str
    group: str
    area: str
    comes_from: str
    owner_unit: str
    owner: str
    due_on: date | None
    indicator: str
    steps: Mapping[str, When]
    when: When
    provenance: Provenance


def solution_groups(campaign: str, *, known_by: datetime) -> tuple[SolutionGroupView, ...]:
    """The solution groups. One query."""
    rows = SolutionGroup.objects.known(known_by).filter(campaign=campaign)
    groups = (SolutionGroupView(row.number, row.title, row.when, row.provenance) for row in rows)
    return tuple(sorted(groups, key=lambda group: _by_number(group.number)))


def items(
    campaign: str, *, known_by: datetime, owners: Collection[str] | None = None
) -> tuple[ItemView, ...]:
    """The items with their steps, those alone that some posts answer for where they are given; in order of their numbers. Two queries."""
    steps: dict[str, dict[str, When]] = {}
    taken = ItemStep.objects.known(known_by).filter(campaign=campaign)
    for when, _, item, stage in read_rows(taken, "item", "stage"):
        steps.setdefault(item, {})[stage] = when
    rows = Item.objects.known(known_by).filter(campaign=campaign)
    if owners is not None:
        rows = rows.filter(owner__in=owners)
    columns = (
        *("number", "title", "group", "area", "comes_from"),
        *("owner_unit", "owner", "due_on", "indicator"),
    )
    views = (
        ItemView(*(*said, steps.get(said[0], {}), when, source))
        for when, source, *said in read_rows(rows, *columns)
    )
    return tuple(sorted(views, key=lambda item: _by_number(item.number)))


def _by_number(number: str) -> tuple[int, str]:
    """2 before 10; what is no number comes last."""
    return (int(number), "") if number.isdecimal() else (10**9, number)
