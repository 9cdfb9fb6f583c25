"""A load into PostgreSQL, with all checks and its ledger, beside a bare COPY of the rows it wrote.

An invented country of 3,000 and one of 25,000 units, four people a unit (`tusoi generate`), each on a PostgreSQL of its own that
writes to the disk as one in use does. The rows are then written twice more, by COPY from text that lies in memory, in one
transaction: into tables without any index or check, and into tables with the indexes of ours. Seconds of processor, of this process
and of the server's that serves it, which other work on the machine moves less than those that go by. Run: ./run bench copy, or with sizes: python bench/measure_copy.py 3000
Writes results/<day>-copy.md.
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
            "| units | rows written | load: program, s | load: server, s | load, s elapsed | COPY, s | COPY with indexes, s | COPY over load | with indexes |",
            "|---:" * 9 + "|",
            *(line(units, one) for units, one in measured.items()),
            f"\nThe goal is {GOAL}. A load reads and checks the workbooks, makes facts, their digests and what is derived of them, and the server holds every row to its indexes and references.\n",
        ]
    )
    sys.stdout.write(text)
    (BENCH / "results" / f"{day}-copy.md").write_text(text, encoding="utf-8")
    return 0


def line(units: int, one: dict[str, float]) -> str:
    """A row of the table."""
    load = one["load"] + one["load_server"]
    bare, indexed = (one[way] + one[f"{way}_server"] for way in ("bare", "indexed"))
    return (
        f"| {units:,} | {one['rows']:,.0f} | {one['load']:.1f} | {one['load_server']:.1f} | {one['load_elapsed']:.0f} | "
        f"{bare:.1f} | {indexed:.1f} | {bare / load:.2f} | {indexed / load:.2f} |"
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

    from tusoi.exchange.actions import load_folder
    from tusoi.exchange.country.folder import write_country
    from tusoi.exchange.raw import COUNTRY
    from tusoi.organisation.actions import add_account

    call_command("migrate", verbosity=0)
    by = add_account("bench").id
    write_country(folder, units=units, people=units * PEOPLE_EACH, seed=1)
    gc.disable()  # as the command does
    with timed("load"):
        load_folder(folder, by=by, limits=COUNTRY)
    tables = taken()
    print("rows", sum(rows for _, rows, _ in tables))
    for way, like in (("bare", ""), ("indexed", "INCLUDING INDEXES INCLUDING CONSTRAINTS")):
        copied(way, tables, like)


@contextmanager
def timed(way: str) -> Iterator[None]:
    """Print the seconds of processor that something took here and at the server, and those that went by."""
    elapsed, here, there = perf_counter(), process_time(), servers_seconds()
    yield
    print(f"{way}_server", servers_seconds() - there)
    print(way, process_time() - here)
    print(f"{way}_elapsed", perf_counter() - elapsed)


def servers_seconds() -> float:
    """Seconds of processor of the process that serves our connection."""
    from django.db import connection

    connection.ensure_connection()
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text(encoding="ascii")
    user, system = stat.rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


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


def copied(way: str, tables: list[tuple[str, int, bytes]], like: str) -> None:
    """Write the rows into new tables, in one transaction, its commit included; the tables go again."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        for table, _, _ in tables:
            cursor.execute(f'CREATE TABLE "bare_{table}" (LIKE "{table}" {like})')
        with timed(way), transaction.atomic():
            for table, _, text in tables:
                with cursor.copy(f'COPY "bare_{table}" FROM STDIN') as into:
                    into.write(text)
        for table, _, _ in tables:
            cursor.execute(f'DROP TABLE "bare_{table}"')


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        steps(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main([int(size) for size in sys.argv[1:]] or list(SIZES)))
