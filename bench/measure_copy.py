"""A load into PostgreSQL, with all checks and its ledger, beside a bare COPY of the rows it wrote.

An invented country of 3,000 and one of 25,000 units, four people a unit (`tusoi generate`), each on a PostgreSQL of its own that
writes to the disk as one in use does. The rows are then written twice more, by COPY from text that lies in memory, in one
transaction: into tables without any index or check, and into tables with the indexes of ours. Elapsed seconds; the processor's
of this process beside them, the rest is the server's and waiting. Run: ./run bench copy, or with sizes: python bench/measure_copy.py 3000
Writes results/<day>-copy.md.
"""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from platform import python_version
from time import perf_counter, process_time

BENCH = Path(__file__).resolve().parent
sys.path.insert(0, str(BENCH.parent))

from tests import postgres  # noqa: E402  # found by the line before

SIZES = (3_000, 25_000)
PEOPLE_EACH = 4
GOAL = 0.4
"""Rows a second of the load over those of a bare COPY: what is aimed at. What is reached is told, and where the time goes."""


def main(sizes: list[int]) -> int:
    """Measure every size, print and write the table."""
    measured = {units: of_size(units) for units in sorted(sizes)}
    day = datetime.now(UTC).date()
    text = "\n".join(
        [
            f"# Load beside COPY, {day:%d %B %Y}\n",
            f"{os.cpu_count()} processors, load {os.getloadavg()[1]:.0f}, Python {python_version()}, PostgreSQL with fsync.\n",
            "| units | rows written | load, s | of it this process, s | in statements, s | COPY, s | COPY with indexes, s | COPY over load |",
            "|---:" * 8 + "|",
            *(line(units, one) for units, one in measured.items()),
            f"\nThe goal is {GOAL}. A load reads and checks the workbooks, makes facts, digests and tallies: *in statements* is what of its time the database was asked for.\n",
        ]
    )
    sys.stdout.write(text)
    (BENCH / "results" / f"{day}-copy.md").write_text(text, encoding="utf-8")
    return 0


def line(units: int, one: dict[str, float]) -> str:
    """A row of the table."""
    ratio = one["bare"] / one["load"]
    return (
        f"| {units:,} | {one['rows']:,.0f} | {one['load']:.1f} | {one['processor']:.1f} | {one['statements']:.1f} | "
        f"{one['bare']:.1f} | {one['indexed']:.1f} | {ratio:.2f} |"
    )


def of_size(units: int) -> dict[str, float]:
    """What a country of that many units took, on a server of its own."""
    with tempfile.TemporaryDirectory() as folder, postgres.server(durable=True) as url:
        env = {**os.environ, "DATABASE_URL": url.replace("/tusoi", "/postgres")}
        env |= {"TUSOI_HOME": folder, "DJANGO_SETTINGS_MODULE": "tusoi.site.settings"}
        said = subprocess.run(
            [sys.executable, __file__, "--one", str(units), str(Path(folder) / "nuoc")],
            env=env,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    return {name: float(value) for name, value in map(str.split, said.stdout.splitlines())}


def steps(units: int, folder: Path) -> None:
    """Run in a process of its own: write the country, load it, copy its rows twice; prints what each took."""
    import gc

    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tusoi.exchange.actions import load_folder
    from tusoi.exchange.country.folder import write_country
    from tusoi.exchange.raw import COUNTRY
    from tusoi.organisation.actions import add_account

    call_command("migrate", verbosity=0)
    by = add_account("bench").id
    write_country(folder, units=units, people=units * PEOPLE_EACH, seed=1)
    statements = 0.0

    def timed(execute, *asked):  # type: ignore[no-untyped-def]  # Django's wrapper of a statement
        nonlocal statements
        begun = perf_counter()
        try:
            return execute(*asked)
        finally:
            statements += perf_counter() - begun

    gc.disable()  # as the command does
    elapsed, processor = perf_counter(), process_time()
    with connection.execute_wrapper(timed):
        load_folder(folder, by=by, limits=COUNTRY)
    print("load", perf_counter() - elapsed)
    print("processor", process_time() - processor)
    print("statements", statements)
    tables = taken()
    print("rows", sum(rows for _, rows, _ in tables))
    print("bare", copied(tables, like=""))
    print("indexed", copied(tables, like="INCLUDING INDEXES INCLUDING CONSTRAINTS"))


def taken() -> list[tuple[str, int, bytes]]:
    """Every table of the rooms that has rows: its name, how many, and their text."""
    from django.apps import apps
    from django.db import connection

    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if not model.__module__.startswith("tusoi."):
                continue
            table = model._meta.db_table
            with cursor.copy(f'COPY "{table}" TO STDOUT') as out:
                text = b"".join(bytes(block) for block in out)
            if text:
                found.append((table, text.count(b"\n"), text))
    return found


def copied(tables: list[tuple[str, int, bytes]], *, like: str) -> float:
    """Seconds to write the rows into new tables, in one transaction, its commit included; the tables go again."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        for table, _, _ in tables:
            cursor.execute(f'CREATE TABLE "bare_{table}" (LIKE "{table}" {like})')
        begun = perf_counter()
        with transaction.atomic():
            for table, _, text in tables:
                with cursor.copy(f'COPY "bare_{table}" FROM STDIN') as into:
                    into.write(text)
        took = perf_counter() - begun
        for table, _, _ in tables:
            cursor.execute(f'DROP TABLE "bare_{table}"')
    return took


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        steps(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main([int(size) for size in sys.argv[1:]] or list(SIZES)))
