"""How a load, the figures and the ledger's check grow with the units: ten times the units, at most twelve times the time.

Two invented countries, four people a unit (`tusoi generate`), each in a process and a database of its own. Time is that of the
processor, which other work on the machine moves less; elapsed time stands beside it. 250,000 units take the better part of an hour.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import country
import lines

if TYPE_CHECKING:
    from tusoi.values.wording import Wording

SIZES = {"25k": (3_000, 25_000), "250k": (25_000, 250_000), "3k": (300, 3_000)}
PEOPLE_EACH = 4
PER_TEN = 12.0
NOTES = {
    "generate": "Each row is made from its own dice and written as text.",
    "load": "Facts made without Django's objects would lower it most.",
    "figures": "All files are read and counted row by row in Python; the tallies answer for a page (line rollup).",
    "check": "Each row is read as an object and hashed anew; reading plain columns would lower it.",
}
STEPS = tuple(NOTES)


def measured(sizes: tuple[int, int]) -> list[lines.Row]:
    """A row a step: the large country beside the small one."""
    small, large = (of_size(units) for units in sizes)
    return [row(step, small, large, sizes) for step in STEPS]


def row(
    step: str, small: dict[str, float], large: dict[str, float], sizes: tuple[int, int]
) -> lines.Row:
    """What a step took of the large country; the ratio is of ten times the units."""
    per_ten = large[step] / small[step] / (sizes[1] / sizes[0]) * 10
    limited = step in ("load", "check")
    parts = [f"{large['rows']:,.0f} recorded rows"]
    if step == "load":
        parts += [
            f"{large['memory']:,.0f} MB of memory",
            f"{large['disk']:,.0f} MB of database",
            f"others waited {large['held']:.1f} s",
        ]
    return lines.Row(
        what=f"{step} of {sizes[1]:,} units, {PEOPLE_EACH} people each",
        unit="s of processor",
        value=lines.spread([large[step]]),
        against=f"itself at {sizes[0]:,} units; the ratio is for ten times the units",
        peer=lines.spread([small[step]]),
        ratio=lines.spread([per_ten]),
        goal=f"at most {PER_TEN:.0f}" if limited else "",
        reached=per_ten <= PER_TEN if limited else None,
        limit=f"the plain insert of as many rows of that many columns, {large['bare']:.1f} s",
        distance=f"{large[step] / large['bare']:.1f} times that; {large[f'{step}_elapsed']:.0f} s by the clock",
        note=", ".join(parts) + f". {NOTES[step]}",
    )


def of_size(units: int) -> dict[str, float]:
    """Seconds of processor of each step, and what the load took up, for a country of that many units."""
    said = country.in_a_process(__file__, str(units))
    return {name: float(value) for [line] in said for name, value in [line.split()]}


def bare(rows: int) -> None:
    """As many rows of twelve texts into a table of the same database, nothing checked: what no load goes without."""
    from django.db import connection

    row = tuple(f"{n:032x}" for n in range(12))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bare ({', '.join(f'c{n} TEXT' for n in range(12))})")
        with timed("bare"):
            cursor.execute("BEGIN")
            cursor.connection.executemany(
                f"INSERT INTO bare VALUES ({', '.join('?' * 12)})",  # noqa: S608  # our own words
                (row for _ in range(rows)),
            )
            cursor.execute("COMMIT")
        cursor.execute("DROP TABLE bare")


def play(units: int, folder: Path) -> None:
    """Run in a process of its own: write the country, load it, count, check; prints what each took."""
    import gc

    country.prepare()
    from django.conf import settings

    from tusoi.exchange.actions import load_folder
    from tusoi.exchange.country.folder import write_country
    from tusoi.exchange.country.rows import AS_OF
    from tusoi.exchange.raw import COUNTRY
    from tusoi.figures.engine import figures_of
    from tusoi.ledger.checking import discrepancies
    from tusoi.ledger.models import RowDigest
    from tusoi.organisation.actions import add_account
    from tusoi.values.clock import now

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
    print("memory", lines.most_memory())
    print("disk", sum(file.stat().st_size for file in settings.HOME.rglob("*")) / 1e6)
    print("rows", rows := RowDigest.objects.count())
    with timed("figures"):
        figures_of("nuoc-gia-dinh", as_of=AS_OF, known_by=now())
    with timed("check"):
        if next(discrepancies(), None) is not None:
            raise SystemExit("the ledger differs")
    bare(rows)


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
    if sys.argv[1:2] == ["play"]:
        play(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(lines.run(__file__, SIZES, measured))
