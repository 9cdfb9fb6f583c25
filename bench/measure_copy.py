"""A load into PostgreSQL, with all checks and its ledger, beside a bare COPY of the rows it wrote.

An invented country, four people a unit (`tusoi generate`), on a PostgreSQL of its own that writes to the disk as one in use does. The
rows are then written twice more, by COPY from text that lies in memory, in one transaction: into tables without any index or check, and
into tables with the indexes of ours. Seconds of processor, of this process and of the server's that serves it, which other work on the
machine moves less than those that go by.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import lines  # found by the line before

from tests import postgres  # found by the line before

SIZES = {"25k": 25_000, "3k": 3_000}
PEOPLE_EACH = 4
GOAL = 0.4
"""Rows a second of the load over those of a bare COPY: what is aimed at. What is reached is told, and where the time goes."""


def measured(units: int) -> list[lines.Row]:
    """The load beside a bare COPY; its ratio is of rows a second."""
    one = of_size(units)
    load, bare, indexed = (one[way] + one[f"{way}_server"] for way in ("load", "bare", "indexed"))
    return [
        lines.Row(
            what=f"load of {units:,} units into PostgreSQL, {PEOPLE_EACH} people each, {one['rows']:,.0f} rows written",
            unit="s of processor",
            value=lines.spread([load]),
            against="a bare COPY of the same rows",
            peer=lines.spread([bare]),
            ratio=lines.spread([bare / load]),
            goal=f"at least {GOAL}",
            reached=bare / load >= GOAL,
            limit=f"COPY into tables with our indexes, {indexed:.1f} s",
            distance=f"{load / indexed:.1f} times that; {one['load_elapsed']:.0f} s by the clock",
            note=f"Of the load {one['load']:.1f} s are the program's and {one['load_server']:.1f} s the server's: cells, facts, canonical"
            " text, digests and keys in Python, and at the server indexes and references. Facts made without objects would lower it most.",
        )
    ]


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
    return lines.processor_seconds(connection.connection.info.backend_pid)


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
        sys.exit(lines.run(__file__, SIZES, measured))
