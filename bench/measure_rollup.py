"""A country by province, live and as of a past day: the tallies beside a recursive CTE, a window over events, and numpy.

A tree of five levels (1 / 63 / 700 / 11,400 / the rest, to scale) whose units have come some way through the stages is
written by the same writer as a load's (`campaigns.tallying.keep_reached`), and beside it as plain tables of units and
events. Each answers: every province, how many of its units have come to each stage; all answers are held to numpy's.
"tallies" are the two queries of a page (`KeptStages.below` and `.own`) with what Python makes of their rows. SQLite, one process.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

import lines

ROUNDS, IN_A_ROW = 15, 5
OPENED = date(2026, 1, 5)
DAYS = 360
PAST = OPENED + timedelta(days=200)
LIVE = OPENED + timedelta(days=DAYS + 20)


class Goal(NamedTuple):
    """How many times as fast as its peer, and within how many milliseconds (0: any)."""

    times: float
    ms: float = 0


SIZES = {
    "25k": (25_000, Goal(5), Goal(5)),
    "250k": (250_000, Goal(1_000, 1), Goal(450, 5)),
    "3k": (3_000, Goal(1), Goal(1)),
}
"""Units, and the goals live and as of a past day; the issue's are those of 250,000."""
PROVINCES = 63


def measured(size: tuple[int, Goal, Goal]) -> list[lines.Row]:
    """Fill, ask in turn, hold every answer to numpy's."""
    units, live, past = size
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"TUSOI_HOME": home, "DJANGO_SETTINGS_MODULE": "tusoi.site.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        country = Country(units)
        filled = country.fill()
        ways = country.ways()
        taken = asked_in_turn(ways)
        agree(country, ways)
        room = Path(home, "tusoi.sqlite3").stat().st_size / 2**20
        profile = lines.where_time_goes(ways["tallies, past day"])
    province = lines.spread(taken["tallies, one province live"])
    note = f"One province live: {province} ms. Written in bulk in {filled:.0f} s; the database {room:.0f} MiB. {profile}"
    return [
        row(units, "live", "recursive CTE", taken, live, note),
        row(units, "past day", "window over events", taken, past, note),
    ]


def row(
    units: int, when: str, peer: str, taken: dict[str, list[float]], goal: Goal, note: str
) -> lines.Row:
    """The tallies beside one peer; the ratio is how many times as fast they are."""
    ours, theirs = taken[f"tallies, {when}"], taken[f"{peer}, {when}"]
    numpy, faster = taken[f"numpy in memory, {when}"], lines.over(theirs, ours)
    first = lines.spread(taken[f"tallies, {when}, first"])
    slow = goal.ms and lines.spread(ours).middle > goal.ms
    return lines.Row(
        what=f"the country of {units:,} units by province, {when}",
        unit="ms of processor",
        value=lines.spread(ours),
        against=peer,
        peer=lines.spread(theirs),
        ratio=faster,
        goal=f"at least {goal.times:,.0f} times as fast" + (f", {goal.ms:g} ms" if goal.ms else ""),
        reached=faster.middle >= goal.times and not slow,
        limit=f"numpy over arrays in memory, {lines.spread(numpy)} ms",
        distance=f"{lines.over(ours, numpy)} times that",
        note=f"The first of {IN_A_ROW} in a row, after the others read all their rows: {first} ms. {note}",
    )


class Country:
    """Units in a tree of five levels, each with the days on which it came to each stage."""

    def __init__(self, units: int) -> None:
        self.random = random.Random(1)  # noqa: S311 (no secret: the same country each time)
        self.units = units
        self.parents = list(self._parents())
        self.codes = [f"U{number:06d}" for number in range(units)]
        self.days = [self._days() for _ in range(units)]
        self.province = [self._province(number) for number in range(units)]

    def _parents(self) -> Iterator[int]:
        """The place of each unit's parent; the country is its own."""
        districts, communes = (
            max(63, self.units * 28 // 10_000),
            max(63, self.units * 456 // 10_000),
        )
        starts = (0, 1, 1 + PROVINCES, 1 + PROVINCES + districts)
        starts = (*starts, starts[3] + communes)
        for number in range(self.units):
            level = sum(number >= start for start in starts) - 1
            if level == 0:
                yield 0
                continue
            above = range(starts[level - 1], starts[level])
            yield above[(number - starts[level]) % len(above)]

    def _province(self, number: int) -> int:
        while number > PROVINCES:
            number = self.parents[number]
        return number

    def _days(self) -> list[date]:
        """When a unit was ready, had met, had held its review, had signed, was judged: some of them, in order."""
        come = self.random.choice((0, 1, 3, 4, 5, 5, 5))
        days = sorted(self.random.randrange(DAYS) for _ in range(come))
        return [OPENED + timedelta(days=one) for one in days]

    def path(self, number: int) -> str:
        """The codes from the country down."""
        above = [number]
        while number:
            number = self.parents[number]
            above.append(number)
        return "".join(f"{self.codes[one]}/" for one in reversed(above))

    def reached(self) -> Iterator[tuple[str, list[Any]]]:
        """Each unit's stretches, as the facts would give them."""
        from tusoi.campaigns.models import STILL
        from tusoi.campaigns.tallying import Reached

        for number, days in enumerate(self.days):
            path, block = self.path(number), f"K{number % 3}"
            turns = sorted({OPENED, *days})
            ends = [*(one - timedelta(days=1) for one in turns[1:]), STILL]
            yield (
                self.codes[number],
                [
                    Reached(path, block, since, until, _counts(days, since))
                    for since, until in zip(turns, ends, strict=True)
                ],
            )

    def fill(self) -> float:
        """Write all of it; seconds that the tallies' own writer took."""
        from django.db import connection, transaction

        from tusoi.campaigns.models import Campaign
        from tusoi.campaigns.tallying import keep_reached
        from tusoi.organisation.models import Host

        with transaction.atomic():
            Host.objects.bulk_create([Host(code="do")])
            Campaign.objects.bulk_create([Campaign(code="do", host_id="do")])
            started = time.perf_counter()
            reached = list(self.reached())
            for start in range(0, len(reached), 5_000):
                keep_reached("do", dict(reached[start : start + 5_000]))
            took = time.perf_counter() - started
            with connection.cursor() as cursor:
                cursor.execute(
                    "CREATE TABLE u (id INTEGER PRIMARY KEY, parent INT, province INT, stage INT)"
                )
                cursor.execute("CREATE INDEX u_parent ON u (parent)")
                cursor.execute("CREATE TABLE e (unit INT, day TEXT, stage INT)")
                cursor.executemany(
                    "INSERT INTO u VALUES (%s, %s, %s, %s)",
                    [
                        (
                            number,
                            self.parents[number] if number else None,
                            self.province[number],
                            len(self.days[number]),
                        )
                        for number in range(self.units)
                    ],
                )
                cursor.executemany(
                    "INSERT INTO e VALUES (%s, %s, %s)",
                    [
                        (number, one.isoformat(), stage)
                        for number, days in enumerate(self.days)
                        for stage, one in enumerate([OPENED, *days])
                    ],
                )
                cursor.execute("CREATE INDEX e_unit ON e (unit, day)")
                cursor.execute("ANALYZE")
        return took

    def ways(self) -> dict[str, Callable[[], Any]]:
        """Each way to the answer: by province (by place), how many units had come how far (0 to 5)."""
        import numpy

        from tusoi.campaigns.tallies import KeptStages

        stages, top = KeptStages("do"), self.codes[0]
        provinces = numpy.array(self.province)
        far = numpy.full((self.units, 5), DAYS * 2)
        for number, days in enumerate(self.days):
            far[number, : len(days)] = [(one - OPENED).days for one in days]

        def tallied(day: date) -> Any:
            return stages.below([top], day), stages.own([top], day)

        def counted(day: date) -> Any:
            come = (far <= (day - OPENED).days).sum(axis=1)
            return numpy.bincount(provinces * 6 + come, minlength=(PROVINCES + 1) * 6)

        return {
            "tallies, live": lambda: tallied(LIVE),
            "recursive CTE, live": lambda: _asked(_CTE),
            "numpy in memory, live": lambda: counted(LIVE),
            "tallies, past day": lambda: tallied(PAST),
            "window over events, past day": lambda: _asked(_WINDOW, PAST.isoformat()),
            "numpy in memory, past day": lambda: counted(PAST),
            "tallies, one province live": lambda: (
                stages.below([self.codes[1]], LIVE),
                stages.own([self.codes[1]], LIVE),
            ),
            "tallies, one province past day": lambda: (
                stages.below([self.codes[1]], PAST),
                stages.own([self.codes[1]], PAST),
            ),
            "by block and level, one province live": lambda: stages.within([self.codes[1]], LIVE),
            "by block and level, country live": lambda: stages.within([top], LIVE),
            "by block and level, country past day": lambda: stages.within([top], PAST),
        }


_CTE = """
WITH RECURSIVE t(id, province) AS (
  SELECT id, id FROM u WHERE parent = 0
  UNION ALL SELECT u.id, t.province FROM u JOIN t ON u.parent = t.id
)
SELECT t.province, u.stage, COUNT(*) FROM t JOIN u ON u.id = t.id GROUP BY 1, 2
"""
_WINDOW = """
SELECT u.province, last.stage, COUNT(*) FROM (
  SELECT unit, stage, ROW_NUMBER() OVER (PARTITION BY unit ORDER BY day DESC, stage DESC) AS n
  FROM e WHERE day <= %s
) AS last JOIN u ON u.id = last.unit WHERE last.n = 1 AND u.province > 0 GROUP BY 1, 2
"""


def _counts(days: list[date], day: date) -> tuple[int, ...]:
    """The eight stages of a unit: owing, the five in order, none to redo, none waiting."""
    come = sum(one <= day for one in days)
    return (1, *(int(come > stage) for stage in range(5)), 0, 0)


def _asked(question: str, *values: Any) -> Any:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()


def asked_in_turn(ways: dict[str, Callable[[], Any]]) -> dict[str, list[float]]:
    """Milliseconds of the processor of each way, round by round in turn, the mean of those asked in a row; each was asked before.

    Under the name and "first" the first of each row: the others have read all their rows since, and what SQLite keeps of pages in memory was theirs.
    """
    taken: dict[str, list[float]] = {}
    for number in range(ROUNDS + 1):
        for name, ask in ways.items():
            spent = []
            for _ in range(IN_A_ROW):
                started = time.process_time()
                ask()
                spent.append((time.process_time() - started) * 1000)
            if number:
                taken.setdefault(name, []).append(fmean(spent))
                taken.setdefault(f"{name}, first", []).append(spent[0])
    return taken


def agree(country: Country, ways: dict[str, Callable[[], Any]]) -> None:
    """Hold every answer to numpy's."""
    for when, peer in (
        ("live", "recursive CTE, live"),
        ("past day", "window over events, past day"),
    ):
        limit = ways[f"numpy in memory, {when}"]().reshape(PROVINCES + 1, 6)
        theirs = {(province, come): count for province, come, count in ways[peer]()}
        below, own = ways[f"tallies, {when}"]()
        for province in range(1, PROVINCES + 1):
            code = country.codes[province]
            counts = [counted for place, counted in below if place.node == code]
            counts += [one.counts for one in own if one.unit == code]
            summed = [sum(some) for some in zip(*counts, strict=True)]
            for come in range(6):
                expected = int(limit[province, come])
                assert theirs.get((province, come), 0) == expected, (peer, province, come)
                at_least = int(limit[province, come:].sum())
                assert summed[come] == at_least, (when, province, come)


if __name__ == "__main__":
    sys.exit(lines.run(__file__, SIZES, measured))
