"""How many units had reached each stage by the end of a day, below any unit, by the tree of that day.

Asked of what is kept, two small queries answer whatever the number of units: a page's units each by its whole, and
by block and level only the unit it is about. `StagesOf` answers the same of what somebody has worked out from the
facts, as they were known by a moment of the past.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

from django.db import connection

from tusoi.campaigns.models import STAGES, StageReached, StageTally
from tusoi.campaigns.tallying import Counts, Place, Reached, whole
from tusoi.values.batches import in_batches
from tusoi.values.clock import today

NOTHING: Counts = (0,) * len(STAGES)


class Own(NamedTuple):
    """A unit's own review on a day: 1 or 0 for each stage. A plain tuple: a page makes one for each of its units."""

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


Split = tuple[str, int, Counts]
"""A block and a level, and how many units of them had reached each stage."""


class Stages(Protocol):
    """Where the counts of a campaign are asked for."""

    def tops(self) -> tuple[str, ...]:
        """The units at the top, whether they owe a review or not; in order of codes."""

    def below(self, parents: Collection[str], day: date) -> list[tuple[Place, Counts]]:
        """Of each unit directly below these, how many strictly below it had reached each stage by the end of a day."""

    def within(self, units: Collection[str], day: date) -> list[Split]:
        """The same of all strictly below these units, by block and level; none of them stands below another."""

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
        return tuple(node for (node,) in _rows(_TOPS, [self.campaign]))

    def below(self, parents: Collection[str], day: date) -> list[tuple[Place, Counts]]:
        """One query: all there ever was, less what came after the day; today nothing did."""
        if not parents:
            return []
        grown = _grown_by(_BELOW, self.campaign, parents, day)
        return [(whole(parent, node), counts) for parent, node, counts in grown]

    def within(self, units: Collection[str], day: date) -> list[Split]:
        """Two queries. Of a top nothing is kept: it is added up from the units below it, by four more."""
        tops = set(self.tops()) & set(units)
        below = {place.node for place, _ in self.below(tops, day)}
        found = [(one.block, one.level, one.counts) for one in self.own(tops, day)] if tops else []
        for some in in_batches(sorted({*units, *below} - tops)):
            found += _grown_by(_WITHIN, self.campaign, some, day)
        return [one for one in found if any(one[2])]

    def own(self, parents: Collection[str], day: date) -> list[Own]:
        """One query."""
        return self._each_own("parent", parents, day) if parents else []

    def of(self, units: Collection[str], day: date) -> list[Own]:
        """One query for each 500."""
        found: list[Own] = []
        for some in in_batches(sorted(units)):
            found += self._each_own("unit", some, day)
        return found

    def _each_own(self, column: str, codes: Collection[str], day: date) -> list[Own]:
        asked = [self.campaign, *codes, day.isoformat(), day.isoformat()]
        rows = _rows(_OWN.format(column=column, listed=_listed(len(codes))), asked)
        return [Own(row[0], row[1], row[2], row[3:]) for row in rows]


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
                    place = whole(above, node)
                    found[place] = added((found[place], one.counts))
        return list(found.items())

    def within(self, units: Collection[str], day: date) -> list[Split]:
        """Every unit is looked at."""
        above = set(units)
        found: dict[tuple[str, int], Counts] = defaultdict(lambda: NOTHING)
        for one in self._standing(day).values():
            if above.intersection(one.codes[:-1]):
                found[one.block, one.level] = added((found[one.block, one.level], one.counts))
        return [(block, level, counts) for (block, level), counts in found.items()]

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
    return counts_on(stages, day)[STAGES.index("owing")]


def late_on(stages: Stages, day: date) -> int:
    """How many of these had not held it. As many queries."""
    counts = counts_on(stages, day)
    return counts[STAGES.index("owing")] - counts[STAGES.index("held")]


def counts_on(stages: Stages, day: date) -> Counts:
    """How many units below the top had reached each stage on a day. Three queries of what is kept."""
    tops = stages.tops()
    further = [counts for _, counts in stages.below(tops, day)]
    return added([*further, *(one.counts for one in stages.own(tops, day))])


def added(counts: Iterable[Counts]) -> Counts:
    """Stage by stage the sum; nothing of nothing."""
    rows = list(counts)
    return tuple(map(sum, zip(*rows, strict=True))) if rows else NOTHING


def _rows(question: str, asked: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Plain rows: a model of each would take longer than all the database does."""
    with connection.cursor() as cursor:
        cursor.execute(question, asked)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _listed(many: int) -> str:
    return ", ".join(["%s"] * many)


_TALLIES, _REACHED = StageTally._meta.db_table, StageReached._meta.db_table
_SUMMED = ", ".join(f"SUM({stage})" for stage in STAGES)
_SIGNED = {sign: ", ".join(f"{sign}{stage} AS {stage}" for stage in STAGES) for sign in ("", "-")}
_TOPS = (
    f"SELECT node FROM {_TALLIES} WHERE campaign_id = %s AND parent = '' AND level = 0"  # noqa: S608 (our names)
    " ORDER BY node"
)
_OWN = (
    f"SELECT unit, path, block, {', '.join(STAGES)} FROM {_REACHED} WHERE campaign_id = %s"  # noqa: S608 (our names)
    " AND {column} IN ({listed}) AND until >= %s AND since <= %s ORDER BY unit"
)
_Question = tuple[str, str]
_BELOW: _Question = ("parent, node", "level = 0 AND parent")
_WITHIN: _Question = ("block, level", "level > 0 AND node")
"""What is told apart, and of which rows: wholes by the unit above them, parts by the unit they are of."""


def _grown_by(
    question: _Question, campaign: str, units: Collection[str], day: date
) -> list[tuple[str, Any, Counts]]:
    """What is told apart, in order, each with its counts by the end of a day; those with nothing are left out. One query.

    Of today there is little to take away: adding it up here is quicker than the database is at beginning to group it.
    """
    live = day >= today()
    grown = _grown(question, len(units), late=_is_late(day), summed=not live)
    rows = _rows(grown, _asked(campaign, units, day))
    if live:
        sums: dict[tuple[Any, ...], Counts] = {}
        for row in rows:
            there = sums.get(row[:2])
            sums[row[:2]] = row[2:] if there is None else added((there, row[2:]))
        return [(*key, sums[key]) for key in sorted(sums) if any(sums[key])]
    return [(row[0], row[1], counts) for row in rows if any(counts := row[2:])]


@lru_cache(maxsize=256)
def _grown(question: _Question, many: int, *, late: bool, summed: bool) -> str:
    """All, less the months after the day's, less the days after it in its month; early in a month, less that month but its first days.

    With `summed` one row for each that is told apart, else a row for each span.
    """
    told_apart, of = question
    parts = (
        ("", "span = 'A'"),
        ("-", f"span = 'M' AND day {'>' if late else '>='} %s"),
        ("-" if late else "", "span = 'D' AND day >= %s AND day < %s"),
    )
    every = " UNION ALL ".join(
        f"SELECT {told_apart}, {_SIGNED[sign]} FROM {_TALLIES}"  # noqa: S608 (our names)
        f" WHERE campaign_id = %s AND {of} IN ({_listed(many)}) AND {within}"
        for sign, within in parts
    )
    if not summed:
        return every
    return (
        f"SELECT {told_apart}, {_SUMMED} FROM ({every}) AS grown"  # noqa: S608 (our names)
        f" GROUP BY {told_apart} ORDER BY {told_apart}"
    )


def _asked(campaign: str, units: Collection[str], day: date) -> list[Any]:
    """What `_grown` leaves open: the month, and the days after the day or up to it, whichever are fewer."""
    first = day.replace(day=1)
    after, next_month = day + timedelta(days=1), (first + timedelta(days=31)).replace(day=1)
    days = (after, next_month) if _is_late(day) else (first, after)
    about = [campaign, *units]
    return [*about, *about, first.isoformat(), *about, *(one.isoformat() for one in days)]


def _is_late(day: date) -> bool:
    return day.day > _MIDDLE


_MIDDLE = 15
"""The day of a month up to which its days are added rather than taken away."""
