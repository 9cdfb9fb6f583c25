"""A home's database file, looked into as it lies there."""

import sqlite3
from contextlib import closing
from pathlib import Path

DATABASE = "tusoi.sqlite3"


def rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a database holds, by table."""
    with closing(sqlite3.connect(home / DATABASE)) as there:
        tables = there.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(there.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608
            for (name,) in tables
        }
