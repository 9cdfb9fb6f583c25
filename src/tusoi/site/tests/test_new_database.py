"""A new database is made at once, and is the one that all migrations lead to."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
AT_ONCE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
BY_STEPS = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
executor.migrate(executor.loader.graph.leaf_nodes())
"""


def made(home: Path, way: str) -> Path:
    """The embedded database of a new home, made that way by a process of its own."""
    home.mkdir(mode=0o700)
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env |= {
        "PYTHONPATH": "src",
        "TUSOI_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "tusoi.site.settings",
    }
    program = f"import django; django.setup()\n{way}"
    subprocess.run([sys.executable, "-c", program], env=env, cwd=ROOT, check=True)
    return home / "tusoi.sqlite3"


def schema(database: Path) -> dict[str, object]:
    """Tables with their columns, keys, checks and indexes, whatever their order; triggers; migrations that count as done."""
    with closing(sqlite3.connect(database)) as opened:
        said = opened.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        found: dict[str, object] = {name: _table(opened, name, sql) for name, sql in said}
        triggers = opened.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found["triggers"] = set(triggers)
        found["done"] = set(opened.execute("SELECT app, name FROM django_migrations"))
    return found


def _table(opened: sqlite3.Connection, name: str, sql: str) -> object:
    columns = {row[1:] for row in opened.execute(f'PRAGMA table_info("{name}")')}
    keys = {row[2:7] for row in opened.execute(f'PRAGMA foreign_key_list("{name}")')}
    checks = sorted(re.findall(r"CHECK \(.*?\)", sql))
    indexes = sorted(
        (unique, partial, tuple(row[2] for row in opened.execute(f'PRAGMA index_info("{index}")')))
        for _, index, unique, _, partial in opened.execute(f'PRAGMA index_list("{name}")')
    )
    return columns, keys, checks, indexes


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return schema(made(tmp_path_factory.mktemp("new") / "at-once", AT_ONCE))


def test_a_database_made_at_once_is_the_one_that_all_migrations_lead_to(
    at_once: dict[str, object], tmp_path: Path
) -> None:
    by_steps = schema(made(tmp_path / "by-steps", BY_STEPS))
    assert {name for name in at_once if at_once[name] != by_steps.get(name)} == set()
    assert at_once.keys() == by_steps.keys()


def test_it_has_the_ledgers_guards_and_nothing_left_to_do(
    at_once: dict[str, object],
) -> None:
    assert len(at_once["triggers"]) == 8  # type: ignore[arg-type]  # a set
    assert ("ledger", "0002_triggers") in at_once["done"]  # type: ignore[operator]  # a set
