"""Where reviews stand, put together from what is kept of a campaign: one unit's, or those of many in one go."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from tusoi.campaigns.queries import CampaignView
from tusoi.desk.course import Course
from tusoi.figures.records import Records, UnitFile
from tusoi.figures.stages import held_by
from tusoi.gates.gate import Refusal
from tusoi.gates.queries import Gatekeeper
from tusoi.gates.register import gates
from tusoi.values.wording import Wording

Known = TypeVar("Known")


@dataclass(frozen=True)
class Courses:
    """The courses of a campaign's units as of a day, made as they are asked for; no query of its own."""

    campaign: CampaignView
    records: Records
    keeper: Gatekeeper
    day: date

    def of(self, unit: str) -> Course | None:
        """Where the review of one unit stands; None where the campaign has no such unit."""
        file = self.records.file_of(unit)
        return None if file is None else self._of(file)

    def all_of(self, units: Collection[str] | None) -> Iterable[Course]:
        """Of the units that owe a review on the day, those among `units` (None: all)."""
        for file, _ in self.records.owing(self.day):
            if units is None or file.unit in units:
                yield self._of(file)

    def not_held(self, units: Collection[str] | None) -> Iterable[str]:
        """The codes of those of the units (None: all) that owe a review on the day and have not held it."""
        for file, _ in self.records.owing(self.day):
            if (units is None or file.unit in units) and not held_by(file, self.day):
                yield file.unit

    def _of(self, file: UnitFile) -> Course:
        return Course(
            file=file,
            day=self.day,
            opens_on=self.campaign.opens_on,
            due_on=self.campaign.due_on,
            topics=self._topics.get(file.unit, ()),
            refusals=self._refusals(file),
            gates=self._gate_names,
            findings=self._findings.get(file.unit, ()),
            items=self._items.get(file.unit, ()),
            group=self._groups.get(file.unit, ""),
        )

    def _refusals(self, file: UnitFile) -> tuple[Refusal, ...]:
        if held_by(file, self.day):
            return ()
        return self.keeper.before_review(file.unit, self.day)

    @cached_property
    def _gate_names(self) -> Mapping[str, Wording]:
        return {gate.code: gate.name for gate in gates()}

    @cached_property
    def _topics(self) -> Mapping[str, Any]:
        return _by_unit(self.records.topics, lambda one: one.unit)

    @cached_property
    def _findings(self) -> Mapping[str, Any]:
        return _by_unit(self.records.findings, lambda one: one.unit)

    @cached_property
    def _items(self) -> Mapping[str, Any]:
        return _by_unit(self.records.items, lambda one: one.owner_unit)

    @cached_property
    def _groups(self) -> Mapping[str, str]:
        return {unit: group.code for group in self.records.groups for unit in group.units}


def _by_unit(
    known: Iterable[Known], unit_of: Callable[[Known], str]
) -> dict[str, tuple[Known, ...]]:
    found: dict[str, list[Known]] = {}
    for one in known:
        found.setdefault(unit_of(one), []).append(one)
    return {unit: tuple(rows) for unit, rows in found.items()}
