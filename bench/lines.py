"""The one shape of what is measured, and the day's table that it is merged into. Standard library only.

A script `measure_NAME.py` is one line of the table. It ends with

    if __name__ == "__main__":
        sys.exit(lines.run(__file__, SIZES, measured))

where `SIZES` are the sizes that it knows by word (`--size`), the usual one first, and `measured(SIZES[word])` returns its rows.
`run` merges them into `results/<day>.json`, writes `results/<day>.md` anew from it, and ends with 1 where a goal is not reached.
A line measured again at the same size replaces what it said that day; what other lines said stays.
"""

import argparse
import cProfile
import json
import os
import platform
import pstats
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple, TypeVar

RESULTS = Path(__file__).resolve().parent / "results"
NO_SUCH_SIZE = 3
"""What a script ends with that does not know the size."""
STANDARD = Path(os.__file__).parent.name
"""The folder of Python's own modules, as python3.11."""
Size = TypeVar("Size")


class Spread(NamedTuple):
    """The median of several, with the least and the most."""

    middle: float
    least: float
    most: float

    def __str__(self) -> str:
        if self.least == self.most:
            return figure(self.middle)
        return f"{figure(self.middle)} ({figure(self.least)} to {figure(self.most)})"


def spread(values: Sequence[float]) -> Spread:
    """The spread of what several rounds took."""
    return Spread(median(values), min(values), max(values))


def over(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """Ours over theirs, round by round, so that a ratio is of one minute."""
    return spread([one / other for one, other in zip(ours, theirs, strict=True)])


def figure(value: float) -> str:
    """Three figures that count, whole thousands whole."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{float(f'{value:.3g}'):g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing measured beside its peer.

    `ratio` is what `goal` is about; `reached` is None where there is no goal or the peer is not on this machine, and then
    `note` says so. `note` also tells, where a goal is not reached, where the time goes and what would change it.

    Raises:
        ValueError: it names no peer, or no physical limit and how far from it we are.
    """

    what: str
    unit: str
    value: Spread
    against: str
    peer: Spread | None = None
    ratio: Spread | None = None
    goal: str = ""
    reached: bool | None = None
    limit: str
    distance: str
    note: str = ""

    def __post_init__(self) -> None:
        for field in ("what", "unit", "against", "limit", "distance"):
            if not getattr(self, field).strip():
                raise ValueError(f"{self.what or 'a row'}: {field} is not said")
        if self.reached is False and not self.note:
            raise ValueError(f"{self.what}: not reached, and no note says why")


def run(script: str, sizes: Mapping[str, Size], measured: Callable[[Size], Sequence[Row]]) -> int:
    """Measure at the size asked for, merge, show; 1 where a goal is not reached."""
    name = Path(script).stem.removeprefix("measure_")
    asked = argparse.ArgumentParser(prog=Path(script).name)
    asked.add_argument("--size", default=next(iter(sizes)))
    size = asked.parse_args().size
    if size not in sizes:
        sys.stderr.write(f"{name} has no size {size}; it has: {', '.join(sizes)}.\n")
        return NO_SUCH_SIZE
    machine = machine_now()
    rows = measured(sizes[size])
    machine["load_after"] = os.getloadavg()[0]
    keep(name, size, rows, machine)
    sys.stdout.write("\n".join([*table(name, size, rows), *remarks(rows), ""]))
    return int(any(row.reached is False for row in rows))


def machine_now() -> dict[str, Any]:
    """What the figures were taken on, and how busy it was."""
    info = Path("/proc/cpuinfo")
    models = [
        line.partition(":")[2].strip()
        for line in (info.read_text().splitlines() if info.exists() else [])
        if line.startswith("model name")
    ]
    return {
        "at": f"{datetime.now(UTC):%H:%M} UTC",
        "processors": os.cpu_count(),
        "processor": models[0] if models else platform.machine(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "load_before": os.getloadavg()[0],
    }


def keep(
    name: str,
    size: str,
    rows: Sequence[Row],
    machine: Mapping[str, Any],
    *,
    results: Path = RESULTS,
    day: str = "",
) -> None:
    """Put the rows in the day's file in place of what the line said at that size, and write the table anew."""
    day = day or f"{datetime.now(UTC):%Y-%m-%d}"
    file = results / f"{day}.json"
    told = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    told.setdefault(name, {})[size] = {
        "machine": dict(machine),
        "rows": [asdict(row) for row in rows],
    }
    results.mkdir(exist_ok=True)
    told = {line: told[line] for line in sorted(told)}
    _write(file, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    _write(results / f"{day}.md", "\n".join(page(day, told)) + "\n")


def _write(file: Path, text: str) -> None:
    """All of it or nothing: a run that is broken off harms no earlier line."""
    fresh = file.with_suffix(f"{file.suffix}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)


def page(day: str, told: Mapping[str, Any]) -> Iterator[str]:
    """The day as Markdown: a table of all lines, then each with its limit and its remarks."""
    yield f"# Measured on {day}"
    yield ""
    yield "Printed by `./run bench` from the file of the same name in JSON; `bench/README.md` says what each line is. Each ratio is of one run,"
    yield "round by round beside its peer: medians, with the least and the most. **no** is a goal that is not reached; its note says why."
    yield ""
    sections = [
        (name, size, one["machine"], [row_of(row) for row in one["rows"]])
        for name, sizes in told.items()
        for size, one in sizes.items()
    ]
    yield from HEAD
    for name, size, _, rows in sections:
        yield from body(name, size, rows)
    for name, size, machine, rows in sections:
        yield ""
        yield f"## {name}, {size}"
        yield ""
        yield (
            "{at}; {processors} processors ({processor}), {memory_gib} GiB, {system}, Python {python}, SQLite {sqlite};"
            " load {load_before:.1f} before, {load_after:.1f} after.".format(**machine)
        )
        yield ""
        yield from remarks(rows)


HEAD = (
    "| line | size | what | value | against | its value | ratio | goal | reached |",
    "|---|---|---|---|---|---|---|---|---|",
)


def table(name: str, size: str, rows: Sequence[Row]) -> Iterator[str]:
    """The rows of one line with their headings."""
    yield from HEAD
    yield from body(name, size, rows)


def body(name: str, size: str, rows: Sequence[Row]) -> Iterator[str]:
    """A row of the table for each thing measured."""
    for row in rows:
        cells = (
            name,
            size,
            row.what,
            f"{row.value} {row.unit}",
            row.against,
            f"{row.peer} {row.unit}" if row.peer else "",
            str(row.ratio or ""),
            row.goal,
            {True: "yes", False: "**no**", None: ""}[row.reached],
        )
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def remarks(rows: Sequence[Row]) -> Iterator[str]:
    """What each row's limit is, how far we are from it, and what else there is to say."""
    for row in rows:
        note = f" {row.note}" if row.note else ""
        yield f"- {row.what}: the limit is {row.limit}; {row.distance}.{note}"


def row_of(told: Mapping[str, Any]) -> Row:
    """A row as it was before it was written down."""
    spreads = {
        name: Spread(*told[name]) if told[name] else None for name in ("value", "peer", "ratio")
    }
    return Row(**{**told, **spreads})


def processor_seconds(process: int) -> float:
    """What a process and those that it began have taken of the processors so far."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    own = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(map(processor_seconds, _begun_by(process)))


def most_memory() -> float:
    """MiB that this process held at most. What the system says of it otherwise counts what began it, too."""
    told = Path("/proc/self/status").read_text().partition("\nVmHWM:")[2]
    return int(told.split()[0]) / 1024


def memory_held(process: int) -> float:
    """MiB that a process and those that it began hold; what several share is counted once (PSS)."""
    told = Path(f"/proc/{process}/smaps_rollup").read_text().partition("\nPss:")[2]
    return int(told.split()[0]) / 1024 + sum(map(memory_held, _begun_by(process)))


def _begun_by(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(one) for one in told.split()]


def where_time_goes(step: Callable[[], object], most: int = 6) -> str:
    """A sentence on one run of the step under the profiler: the shares of the packages, and of our rooms, the profiler's own cost in it."""
    watched = cProfile.Profile()
    watched.runcall(step)
    shares: dict[str, float] = {}
    for (file, _, function), told in pstats.Stats(watched).stats.items():  # type: ignore[attr-defined]  # typeshed leaves it out
        place = _place(file, function)
        shares[place] = shares.get(place, 0.0) + told[2]
    whole = sum(shares.values()) or 1.0
    largest = sorted(shares.items(), key=lambda item: -item[1])[:most]
    return "By profile: " + ", ".join(f"{name} {took / whole:.0%}" for name, took in largest) + "."


def _place(file: str, function: str) -> str:
    """Whose code that is: a room of ours, a package, a built-in by its owner."""
    if file == "~":  # built in: <method 'execute' of 'sqlite3.Cursor' objects>
        owner = function.partition(" of '")[2].partition("'")[0]
        named = owner or function.strip("<>").removeprefix("built-in method ").removeprefix(
            "function "
        )
        return f"built in: {named.partition(' at 0x')[0]}"
    parts = Path(file).parts
    for root, depth in (("tusoi", 2), ("site-packages", 2), (STANDARD, 1), ("bench", 1)):
        if root in parts[:-1]:
            place = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[place + (root == "site-packages") : place + depth + 1])
    return parts[-1] if parts else file
