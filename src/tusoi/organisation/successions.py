"""Which unit answers for one that ended. Plain values: no Django, no clock.

Nothing is moved when units merge or split: records keep the code of their unit, and whoever asks resolves it as of a day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Succession:
    """A unit ended with `last_day`; `successor` answers from the next day on, as the main one or beside it."""

    unit: str
    successor: str
    main: bool
    last_day: date


@dataclass(frozen=True)
class Successions:
    """The successors of a host's units, by the unit that ended; the main one first."""

    by_unit: Mapping[str, tuple[Succession, ...]]

    @classmethod
    def of(cls, told: Iterable[Succession]) -> "Successions":
        """Successions put in order of the units that ended."""
        by_unit: dict[str, list[Succession]] = {}
        for one in told:
            by_unit.setdefault(one.unit, []).append(one)
        return cls(
            {
                unit: tuple(sorted(found, key=lambda one: (not one.main, one.successor)))
                for unit, found in by_unit.items()
            }
        )

    def after(self, unit: str, on: date) -> tuple[Succession, ...]:
        """The successors of a unit that ended before a day; the main one first, none where it has not ended."""
        return tuple(one for one in self.by_unit.get(unit, ()) if one.last_day < on)

    def successor_of(self, unit: str, on: date) -> str:
        """The unit that answers on a day for what another left open; itself where it has not ended.

        A successor that ended too is followed on; where that leads round, the first that comes twice is the answer.
        """
        seen = {unit}
        while there := self.after(unit, on):
            unit = there[0].successor
            if unit in seen:
                break
            seen.add(unit)
        return unit

    def answering(self, on: date) -> dict[str, str]:
        """Of each unit that ended before a day with a successor, which answers for it on that day."""
        return {unit: self.successor_of(unit, on) for unit in self.by_unit if self.after(unit, on)}

    def leads_to(self, unit: str, other: str) -> bool:
        """Whether `other` is among those that come after a unit, however many steps on, as far as is recorded."""
        seen, ahead = set[str](), [unit]
        while ahead:
            here = ahead.pop()
            if here == other:
                return True
            if here not in seen:
                seen.add(here)
                ahead += [one.successor for one in self.by_unit.get(here, ())]
        return False


NO_SUCCESSIONS = Successions({})
"""Of a host whose units all stand as they always did."""
