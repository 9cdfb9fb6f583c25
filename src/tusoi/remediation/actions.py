"""Telling solution groups, items and their steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.actions import Round
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source
from tusoi.remediation.models import Item, ItemStep, SolutionGroup
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class SolutionGroupTold:
    """A group of items."""

    number: str
    title: str
    agreed: When
    source: Source


@dataclass(frozen=True, slots=True)
class ItemTold:
    """One item; `steps` maps in_progress, claimed, verified to their days."""

    number: str
    title: str
    group: str
    area: str
    comes_from: str
    owner_unit: str
    owner: str
    due: date | None
    indicator: str
    agreed: When
    steps: Mapping[str, When]
    source: Source


def tell_remediation(
    opened: Act, told: Round, groups: Sequence[SolutionGroupTold], items: Sequence[ItemTold]
) -> Told:
    """Bring the solution groups, the items and their steps into line."""
    campaign = {"campaign": told.campaign}
    return (
        opened.tell(
            [_group(told, group) for group in groups], SolutionGroup.objects.filter(**campaign)
        )
        + opened.tell([_item(told, item) for item in items], Item.objects.filter(**campaign))
        + opened.tell(_steps(told, items), ItemStep.objects.filter(**campaign))
    )


def _group(told: Round, group: SolutionGroupTold) -> SolutionGroup:
    return SolutionGroup(
        **group.source.fact("group", group.agreed),
        campaign_id=told.campaign,
        number=group.number,
        title=group.title,
    )


def _item(told: Round, item: ItemTold) -> Item:
    return Item(
        **item.source.fact("item", item.agreed),
        campaign_id=told.campaign,
        number=item.number,
        title=item.title,
        group=item.group,
        area=item.area,
        comes_from=item.comes_from,
        owner_unit=item.owner_unit,
        owner=item.owner,
        due_on=item.due,
        indicator=item.indicator,
    )


def _steps(told: Round, items: Sequence[ItemTold]) -> list[ItemStep]:
    return [
        ItemStep(
            **item.source.fact(stage, when),
            campaign_id=told.campaign,
            item=item.number,
            stage=stage,
        )
        for item in items
        for stage, when in item.steps.items()
    ]
