"""How a load, the figures and the ledger's check grow with the units: ten times the units, at most twelve times the time.

An invented country of 3,000 and one of 25,000 units, four people a unit (`tusoi generate`), each in a process and a database of its
own. Time is that of the processor, which other work on the machine moves less; elapsed time stands beside it. Run: ./run bench growth, or
with sizes of your own (250,000 takes the better part of an hour): python bench/measure_growth.py 3000 250000
Writes results/<day>-growth.md.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from platform import python_version
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tusoi.values.wording import Wording

BENCH = Path(__file__).resolve().parent
SIZES = (3_000, 25_000)
PEOPLE_EACH = 4
PER_TEN = 12.0
STEPS = ("generate", "load", "figures", "check")


def main(sizes: list[int]) -> int:
    """Measure every size, print and write the table; 1 if a step grew faster than it may."""
    measured = {units: of_size(units) for units in sorted(sizes)}
    table = "\n".join(lines(measured))
    sys.stdout.write(table + "\n")
    day = datetime.now(UTC).date()
    head = f"# Growth, {day:%d %B %Y}\n\n{os.cpu_count()} processors, load {os.getloadavg()[1]:.0f}, Python {python_version()}, SQLite (WAL, synchronous FULL).\n\n"
    (BENCH / "results" / f"{day}-growth.md").write_text(head + table + "\n", encoding="utf-8")
    return int(any(ratio > PER_TEN for ratio in ratios(measured).values()))


def ratios(measured: dict[int, dict[str, float]]) -> dict[str, float]:
    """By step: how many times the time ten times the units take, from the smallest size to the largest."""
    small, large = min(measured), max(measured)
    times = large / small
    return {
        step: measured[large][step] / measured[small][step] / times * 10
        for step in ("load", "check")
        if times > 1
    }


def lines(measured: dict[int, dict[str, float]]) -> Iterator[str]:
    """The table, a row a size."""
    yield (
        "| units | rows recorded | "
        + " | ".join(f"{step}, s" for step in STEPS)
        + " | others wait, s | load, s elapsed | rows/s | memory of the load, MB | database, MB |"
    )
    yield "|---:" * 11 + "|"
    for units, one in measured.items():
        times = " | ".join(f"{one[step]:.1f}" for step in STEPS)
        yield (
            f"| {units:,} | {one['rows']:,.0f} | {times} | {one['held']:.1f} | {one['load_elapsed']:.0f} | {one['rows'] / one['load']:,.0f} | "
            f"{one['memory']:.0f} | {one['disk']:.0f} |"
        )
    yield ""
    for step, ratio in ratios(measured).items():
        yield f"- {step}: ten times the units, {ratio:.1f} times the time (limit {PER_TEN:.0f})"


def of_size(units: int) -> dict[str, float]:
    """Seconds of processor of each step, and what the load took up, for a country of that many units."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "TUSOI_HOME": str(Path(folder) / "home")}
        env["DJANGO_SETTINGS_MODULE"] = "tusoi.site.settings"
        said = subprocess.run(
            [sys.executable, __file__, "--one", str(units), str(Path(folder) / "nuoc")],
            env=env,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    return {name: float(value) for name, value in map(str.split, said.stdout.splitlines())}


def steps(units: int, folder: Path) -> None:
    """Run in a process of its own: write the country, load it, count, check; prints what each took."""
    import gc

    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from tusoi.exchange.actions import load_folder
    from tusoi.exchange.country.folder import write_country
    from tusoi.exchange.country.rows import AS_OF
    from tusoi.exchange.raw import COUNTRY
    from tusoi.figures.engine import figures_of
    from tusoi.ledger.models import RowDigest
    from tusoi.ledger.queries import discrepancies
    from tusoi.organisation.actions import add_account
    from tusoi.values.clock import now

    settings.HOME.mkdir(parents=True)
    call_command("migrate", verbosity=0)
    by = add_account("bench").id
    with timed("generate"):
        write_country(folder, units=units, people=units * PEOPLE_EACH, seed=1)
    gc.disable()  # as the command does
    held = Held()
    with timed("load"):
        load_folder(folder, by=by, limits=COUNTRY, beside=True, progress=held.note)
        held.note(None)
    gc.enable()
    print("held", held.seconds)
    print("memory", getrusage(RUSAGE_SELF).ru_maxrss / 1024)
    print("disk", sum(file.stat().st_size for file in settings.HOME.rglob("*")) / 1e6)
    print("rows", RowDigest.objects.count())
    with timed("figures"):
        figures_of("nuoc-gia-dinh", as_of=AS_OF, known_by=now())
    with timed("check"):
        if next(discrepancies(), None) is not None:
            raise SystemExit("the ledger differs")


class Held:
    """Seconds of processor for which a load kept others from writing: from its last but one saying to its end."""

    def __init__(self) -> None:
        self.seconds = self._since = 0.0

    def note(self, said: "Wording | None") -> None:
        """What the load says of itself; None: it has ended."""
        if said is None:
            self.seconds = process_time() - self._since
        elif said.en in ("writing, rows gone through", "taking it into the database; others wait"):
            self._since = process_time()


@contextmanager
def timed(step: str) -> Iterator[None]:
    """Print the seconds of processor that a step took, and those that went by."""
    processor, elapsed = process_time(), perf_counter()
    yield
    print(step, process_time() - processor)
    print(f"{step}_elapsed", perf_counter() - elapsed)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        steps(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main([int(size) for size in sys.argv[1:]] or list(SIZES)))
