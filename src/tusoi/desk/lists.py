"""The working groups as their page lists them, and an item as lists show it, as of a day."""

from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.queries import CampaignView
from tusoi.figures.labels import part_name
from tusoi.figures.records import GroupKnown, ItemKnown, Records, UnitFile, VerdictKnown
from tusoi.figures.stages import STAGE_WORDING, Stage, stage_on, verdict_by
from tusoi.guidance.queries import guidance_set
from tusoi.guidance.sets import VerdictWording
from tusoi.remediation.rules import stage as item_stage
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class GroupsUnit:
    """A unit given to a working group: how far its review is, and the group's verdict that counts."""

    file: UnitFile
    stage: Stage
    stage_wording: Wording
    verdict: VerdictKnown | None
    verdict_wording: Wording | None


@dataclass(frozen=True, slots=True)
class GroupListed:
    """A working group with its units, in order of their codes."""

    group: GroupKnown
    units: tuple[GroupsUnit, ...]


@dataclass(frozen=True, slots=True)
class ItemListed:
    """An item, how far it is, and whether it is overdue."""

    item: ItemKnown
    stage: str
    stage_wording: Wording
    overdue: bool


def groups_of(campaign: CampaignView, records: Records, day: date) -> tuple[GroupListed, ...]:
    """The working groups formed by the day."""
    files = {file.unit: file for file in records.units}
    words = guidance_set(campaign.guidance_set).verdicts
    return tuple(
        GroupListed(
            group, tuple(_unit(files[unit], day, words) for unit in group.units if unit in files)
        )
        for group in records.groups
        if group.when.surely_by(day)
    )


def _unit(file: UnitFile, day: date, words: VerdictWording) -> GroupsUnit:
    stage, verdict = stage_on(file, day), verdict_by(file, day)
    said = words.of(verdict.verdict) if verdict else None
    return GroupsUnit(file, stage, STAGE_WORDING[stage], verdict, said)


def listed(item: ItemKnown, day: date) -> ItemListed:
    """An item as lists show it, as of a day."""
    reached = item_stage.stage_on(item.life, day)
    return ItemListed(item, reached, part_name(reached, {}), item_stage.is_overdue(item.life, day))
