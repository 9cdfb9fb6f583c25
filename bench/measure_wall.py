"""The wall page, from the request to the last byte, at 136 and at 5,000 units.

Each country is loaded into a database of its own and its wall asked for as the campaign office, through the
whole application. *cold*: nothing is kept, as after an act or a start; *warm*: nothing was written since;
*another day*: the as-of day moves; *one parent*: the cells of one parent. Limit: warm, under 150 ms at 5,000
units; a page costs as many queries at 5,000 units as at 136. The processor's time is taken, so that what
else the machine does is not counted.
"""

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import country
import lines

SMALL = 136
SIZES = {"5k": 5_000, "1k": 1_000}
LIMIT_MS = 150.0
WALL = f"/dot/{country.CODE}/?as_of={country.DAY}"


class Step(NamedTuple):
    """Milliseconds of each answer; the queries of one, and what they alone took; where the time goes."""

    spent: list[float]
    queries: int
    database: float
    profile: str


def measured(units: int) -> list[lines.Row]:
    """Both sizes in one run, a row a step."""
    small, large = asked_at(SMALL), asked_at(units)
    return [row(step, small[step], large[step], units) for step in small]


def row(step: str, small: Step, large: Step, units: int) -> lines.Row:
    """A step at the larger size beside the smaller."""
    grew, value = small.queries != large.queries, lines.spread(large.spent)
    limited = step == "warm"
    counted = f"{small.queries}" + (f" against {large.queries}" if grew else "")
    return lines.Row(
        what=f"the wall of {units:,} units, {step}",
        unit="ms of processor",
        value=value,
        against=f"itself at {SMALL} units",
        peer=lines.spread(small.spent),
        ratio=lines.spread([value.middle / lines.spread(small.spent).middle]),
        goal=f"at most {LIMIT_MS:.0f} ms, as many queries" if limited else "as many queries",
        reached=not grew and not (limited and value.middle > LIMIT_MS),
        limit=f"its {counted} queries alone, {lines.figure(large.database)} ms",
        distance=f"{value.middle / large.database:.1f} times that",
        note=large.profile,
    )


def asked_at(units: int) -> dict[str, Step]:
    """What each step costs, in a process of its own."""
    return {
        step: Step([float(one) for one in spent.split()], int(queries), float(alone), profile)
        for step, spent, queries, alone, profile in country.in_a_process(__file__, str(units))
    }


def play(units: int, folder: Path) -> None:
    """Run in a process of its own: load, then ask for the page; prints the times of each step."""
    country.prepare()
    from django.test import Client

    from tusoi.figures import engine

    reader = Client(SERVER_NAME="localhost")
    reader.force_login(country.load(folder, units))
    days = (
        f"/dot/{country.CODE}/?as_of={country.DAY - timedelta(days=place)}"
        for place in range(1, 90)
    )

    def ask(address: str) -> None:
        answer = reader.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")

    ask(WALL)
    show("cold", 5, lambda: ask(WALL), before=engine.forget)
    show("warm", 15, lambda: ask(WALL))
    show("another day", 7, lambda: ask(next(days)))
    show("one parent", 7, lambda: ask(f"{WALL}&nhom=X0001"))


def show(
    step: str, times: int, ask: Callable[[], None], *, before: Callable[[], None] = lambda: None
) -> None:
    """Ask that often; print the times, the queries of one answer and where its time goes."""
    from time import process_time

    spent = []
    for _ in range(times):
        before()
        started = process_time()
        ask()
        spent.append((process_time() - started) * 1000)
    before()
    with country.queries_timed() as queries:
        ask()
    before()
    profile, times = lines.where_time_goes(ask), " ".join(map(str, spent))
    print(step, times, len(queries), sum(queries), profile, sep="|")


if __name__ == "__main__":
    if sys.argv[1:2] == ["play"]:
        play(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(lines.run(__file__, SIZES, measured))
