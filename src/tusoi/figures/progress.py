"""How many units had held their review, day by day: the steps of the progress chart."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tusoi.figures.records import Records, UnitFile
from tusoi.figures.stages import held_on
from tusoi.values.period import ALWAYS


@dataclass(frozen=True, slots=True)
class ProgressPoint:
    """`done` of `due` from the end of `day` on, until the next point."""

    day: date
    done: int
    due: int


@dataclass(frozen=True, slots=True)
class Changes:
    """By how many units each number changed on a day; of several pieces of a campaign they are counted into one."""

    done: Counter[date] = field(default_factory=Counter)
    due: Counter[date] = field(default_factory=Counter)

    def count(self, files: Iterable[UnitFile]) -> None:
        """Count some units in."""
        for file in files:
            for start, end, held in _stretches(file):
                self.due[start] += 1
                if held is not None and (end is None or held <= end):
                    self.done[max(start, held)] += 1
                if end is not None and end < date.max:
                    self.due[end + _DAY] -= 1
                    self.done[end + _DAY] -= int(held is not None and held <= end)


def changes_in(records: Records) -> Changes:
    """All that ever changed."""
    changes = Changes()
    changes.count(records.units)
    return changes


def progress_over_time(
    changes: Changes, *, until: date, since: date = ALWAYS
) -> tuple[ProgressPoint, ...]:
    """The days after `since` on which either number changed, up to `until`, which closes the line.

    With a `since` the line opens that day; without one, with the first change, and what has held
    since before the record begins is counted in. On each day both numbers are those of `units_reviewed`.
    """
    return tuple(_points(changes.done, changes.due, since, until))


def _stretches(file: UnitFile) -> Iterator[tuple[date, date | None, date | None]]:
    """Each stretch of days on which the unit owes a review, and the day from which it is held."""
    held = held_on(file)
    for place in file.places:
        yield place.period.since, place.period.until, held.day if held else None


def _points(
    done: Counter[date], due: Counter[date], since: date, until: date
) -> Iterator[ProgressPoint]:
    changed = {day for counts in (done, due) for day, change in counts.items() if change}
    opened = {since} if since != ALWAYS else set()
    after = {day for day in changed if since < day <= until}
    so_far = [sum(n for day, n in counts.items() if day <= since) for counts in (done, due)]
    for day in sorted(after | opened | {until}):
        if day > since:
            so_far = [so_far[0] + done[day], so_far[1] + due[day]]
        yield ProgressPoint(day, *so_far)


_DAY = timedelta(days=1)
