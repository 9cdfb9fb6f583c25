"""How many units had reached each stage by the end of a day, below any unit, by the tree of that day.

Asked of what is kept, two small queries answer whatever the number of units; `StagesOf` answers the same of what
somebody has worked out from the facts, as they were known by a moment of the past.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Protocol

from django.db import connection
from django.db.models import QuerySet

from tusoi.campaigns.models import STAGES, StageReached, StageTally
from tusoi.campaigns.tallying import Counts, Place, Reached

NOTHING: Counts = (0,) * len(STAGES)


@dataclass(frozen=True, slots=True)
class Own:
    """A unit's own review on a day: 1 or 0 for each stage."""

    unit: str
    path: str
    block: str
    counts: Counts

    @property
    def above(self) -> list[str]:
        """The codes of the units above it on that day, the top first."""
        return self.path.strip("/").split("/")[:-1]

    @property
    def parent(self) -> str:
        """The unit directly above; "" at the top."""
        return ["", *self.above][-1]

    @property
    def level(self) -> int:
        """How deep it stood: 1 at the top."""
        return len(self.above) + 1


class Stages(Protocol):
    """Where the counts of a campaign are asked for."""

    def tops(self) -> tuple[str, ...]:
        """The units at the top, whether they owe a review or not; in order of codes."""

    def below(self, parents: Collection[str], day: date) -> list[tuple[Place, Counts]]:
        """Of each unit directly below these, how many strictly below it had reached each stage by the end of a day."""

    def own(self, parents: Collection[str], day: date) -> list[Own]:
        """Of each unit directly below these that owes a review on the day, its own; in order of codes."""

    def of(self, units: Collection[str], day: date) -> list[Own]:
        """The same of these units themselves."""


@dataclass(frozen=True, slots=True)
class KeptStages:
    """What is kept of a campaign, as known now."""

    campaign: str

    def tops(self) -> tuple[str, ...]:
        """One query."""
        rows = StageTally.objects.filter(campaign=self.campaign, parent="")
        return tuple(rows.order_by("node").values_list("node", flat=True))

    def below(self, parents: Collection[str], day: date) -> list[tuple[Place, Counts]]:
        """One query: all there ever was, less what came after the day; today nothing did."""
        if not parents:
            return []
        with connection.cursor() as cursor:
            cursor.execute(_below(len(parents), day), _asked(self.campaign, sorted(parents), day))
            found = cursor.fetchall()
        return [(Place(*row[:4]), tuple(map(int, row[4:]))) for row in found if any(row[4:])]

    def own(self, parents: Collection[str], day: date) -> list[Own]:
        """One query."""
        rows = StageReached.objects.filter(
            campaign=self.campaign, parent__in=parents, since__lte=day, until__gte=day
        )
        return list(_each_own(rows))

    def of(self, units: Collection[str], day: date) -> list[Own]:
        """One query for each 500."""
        found: list[Own] = []
        for some in _in_batches(sorted(units)):
            rows = StageReached.objects.filter(
                campaign=self.campaign, unit__in=some, since__lte=day, until__gte=day
            )
            found += _each_own(rows)
        return found


@dataclass(frozen=True)
class StagesOf:
    """The same of what each unit had reached, worked out from the facts."""

    units: Mapping[str, Sequence[Reached]]
    _on: dict[date, dict[str, Reached]] = field(default_factory=dict, repr=False)

    def tops(self) -> tuple[str, ...]:
        """Those of every day."""
        return tuple(sorted({one.codes[0] for steps in self.units.values() for one in steps}))

    def below(self, parents: Collection[str], day: date) -> list[tuple[Place, Counts]]:
        """Every unit is looked at."""
        found: dict[Place, Counts] = defaultdict(lambda: NOTHING)
        for one in self._standing(day).values():
            codes = one.codes
            for above, node in pairwise(codes[:-1]):
                if above in parents:
                    place = Place(above, node, one.block, len(codes))
                    found[place] = added((found[place], one.counts))
        return list(found.items())

    def own(self, parents: Collection[str], day: date) -> list[Own]:
        """Every unit is looked at."""
        return [
            Own(unit, one.path, one.block, one.counts)
            for unit, one in sorted(self._standing(day).items())
            if one.parent in parents
        ]

    def of(self, units: Collection[str], day: date) -> list[Own]:
        """No more are looked at."""
        standing = self._standing(day)
        return [
            Own(unit, one.path, one.block, one.counts)
            for unit in sorted(units)
            if (one := standing.get(unit)) is not None
        ]

    def _standing(self, day: date) -> dict[str, Reached]:
        """What each unit that owes a review on a day had reached by its end; sought once for a day."""
        if day not in self._on:
            found = (
                (unit, next((one for one in steps if one.since <= day <= one.until), None))
                for unit, steps in self.units.items()
            )
            self._on[day] = {unit: one for unit, one in found if one is not None}
        return self._on[day]


def owing_on(stages: Stages, day: date) -> int:
    """How many units below the top owed a review on a day. Three queries of what is kept."""
    tops = stages.tops()
    further = [counts for _, counts in stages.below(tops, day)]
    return added([*further, *(one.counts for one in stages.own(tops, day))])[STAGES.index("owing")]


def added(counts: Iterable[Counts]) -> Counts:
    """Stage by stage the sum; nothing of nothing."""
    rows = list(counts)
    return tuple(map(sum, zip(*rows, strict=True))) if rows else NOTHING


def _each_own(rows: QuerySet[StageReached]) -> Iterator[Own]:
    asked = rows.order_by("unit").values_list("unit", "path", "block", *STAGES)
    for unit, path, block, *counts in asked:
        yield Own(unit, path, block, tuple(counts))


def _in_batches(units: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(units), 500):
        yield units[start : start + 500]


_PLACE = "parent, node, block, level"
_SUMMED = ", ".join(f"SUM({stage})" for stage in STAGES)


def _part(sign: str, within: str, parents: int) -> str:
    """Some rows of the tallies below some parents, added or taken away."""
    counts = ", ".join(f"{sign}{stage} AS {stage}" for stage in STAGES)
    listed = ", ".join(["%s"] * parents)
    return (
        f"SELECT {_PLACE}, {counts} FROM {StageTally._meta.db_table}"  # noqa: S608 (our names)
        f" WHERE campaign_id = %s AND parent IN ({listed}) AND {within}"
    )


def _below(parents: int, day: date) -> str:
    """All, less the months after the day's, less the days after it in its month; early in a month, less that month but its first days."""
    late = day.day > _MIDDLE
    parts = (
        _part("", "span = 'A'", parents),
        _part("-", f"span = 'M' AND day {'>' if late else '>='} %s", parents),
        _part("-" if late else "", "span = 'D' AND day >= %s AND day < %s", parents),
    )
    return (
        f"SELECT {_PLACE}, {_SUMMED} FROM ({' UNION ALL '.join(parts)}) AS grown"  # noqa: S608 (our names)
        f" GROUP BY {_PLACE} ORDER BY {_PLACE}"
    )


def _asked(campaign: str, parents: Sequence[str], day: date) -> list[Any]:
    """What `_below` leaves open: the month, and the days after the day or up to it, whichever are fewer."""
    first = day.replace(day=1)
    after, next_month = day + timedelta(days=1), (first + timedelta(days=31)).replace(day=1)
    days = (after, next_month) if day.day > _MIDDLE else (first, after)
    about = [campaign, *parents]
    return [*about, *about, first.isoformat(), *about, *(one.isoformat() for one in days)]


_MIDDLE = 15
"""The day of a month up to which its days are added rather than taken away."""
