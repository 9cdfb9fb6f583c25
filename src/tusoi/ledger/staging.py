"""The rows of one long act, prepared beside the embedded database and taken into it at once.

What an act tells is made, salted and digested while people go on working; it stands in a file of its own, piece by piece,
and whoever is cut off goes on after the last piece. Nothing of it can be seen and no entry commits to it until another act
takes it over: one transaction, in which rows that are made already are copied into their tables.
"""

import fcntl
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import KW_ONLY, dataclass
from pathlib import Path
from typing import Any, Self
from uuid import UUID

from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper

from tusoi.ledger.actions import Act, Begun, Told, written_by_tree
from tusoi.ledger.inserting import values_of
from tusoi.ledger.models import Committed, Fact, RowDigest
from tusoi.ledger.tree import Growing, leaf_hash
from tusoi.values.refusal import Refused

_PIECE = 20_000
"""Rows after which what is prepared is put on the disk: at most so many are made again."""
_CACHE_KIB = 65_536
_COPYING_KIB = 131_072
HERE = "prepared"
"""What the file is called where the database looks into it."""
_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, said TEXT NOT NULL);
CREATE TABLE begun (told TEXT PRIMARY KEY, seen INTEGER, new INTEGER, changed INTEGER, withdrawn INTEGER, same INTEGER, whole INTEGER);
CREATE TABLE tree (name TEXT PRIMARY KEY, size INTEGER NOT NULL, frontier BLOB NOT NULL);
CREATE TABLE digest (tree TEXT, number INTEGER, told TEXT, row TEXT, digest BLOB);
CREATE TABLE touched (told TEXT, campaign TEXT, key TEXT, PRIMARY KEY (told, campaign, key)) WITHOUT ROWID;
"""


class NoRoom(Refused):
    """What is prepared finds no room on the disk."""

    exit_code = 6


class Staging:
    """One act's rows on their way, and how far they have come."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._db = sqlite3.connect(file, isolation_level=None)
        self._growing: dict[str, Growing] = {}
        self._made: set[str] = set()
        self._since = 0

    @classmethod
    def of(cls, file: Path, about: Mapping[str, str]) -> Self:
        """What is prepared in a file of just this; where it is of something else, or broken, it begins anew."""
        with suppress(sqlite3.DatabaseError):
            there = cls(file)
            if dict(there._db.execute("SELECT name, said FROM about")).items() >= about.items():
                there._go_on()
                return there
            there.close()
        take_away(file)
        file.touch(mode=0o600)
        begins = cls(file)
        begins._begin(about)
        return begins

    def _settle(self) -> None:
        """The log keeps whole what a killed process leaves; after a power cut at most the last pieces are missing."""
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"cache_size=-{_CACHE_KIB}"):
            self._db.execute(f"PRAGMA {pragma}")

    def _begin(self, about: Mapping[str, str]) -> None:
        self._settle()
        self._db.executescript(f"BEGIN; {_TABLES}")
        self._db.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def _go_on(self) -> None:
        self._settle()
        for tree, size, frontier in self._db.execute("SELECT name, size, frontier FROM tree"):
            self._growing[tree] = Growing.of(size, frontier)
        self._made = set(self.tables())
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Leave it as it is on the disk: what is no whole piece is gone."""
        self._db.close()

    def away(self) -> None:
        """It has been taken over, or is wanted no more."""
        self.close()
        take_away(self.file)

    # How far it has come

    @property
    def rows(self) -> int:
        """How many rows are prepared."""
        return sum(one.size for one in self._growing.values())

    def first_said(self, said: Mapping[str, str]) -> dict[str, str]:
        """All that was said of it when it was begun; this is said now, where nothing was of the name."""
        self._db.executemany("INSERT OR IGNORE INTO about VALUES (?, ?)", said.items())
        return dict(self._db.execute("SELECT name, said FROM about"))

    def begun(self, told: str) -> Begun:
        """How far the telling of one table has come."""
        asked = "SELECT seen, new, changed, withdrawn, same, whole FROM begun WHERE told = ?"
        found = self._db.execute(asked, (told,)).fetchone()
        return Begun(found[0], Told(*found[1:5]), bool(found[5])) if found else Begun()

    def note_begun(self, table: str, begun: Begun) -> None:
        """So far it has come; now and then, and at its end, all of it is put on the disk."""
        told = begun.told
        counts = (begun.seen, told.new, told.changed, told.withdrawn, told.same, begun.whole)
        self._db.execute(
            "INSERT OR REPLACE INTO begun VALUES (?, ?, ?, ?, ?, ?, ?)", (table, *counts)
        )
        if begun.whole or self._since >= _PIECE:
            self.put_down()

    def put_down(self) -> None:
        """All there is on the disk: a piece is whole."""
        grown = ((tree, one.size, one.frontier()) for tree, one in self._growing.items())
        self._db.executemany("INSERT OR REPLACE INTO tree VALUES (?, ?, ?)", grown)
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")
        self._since = 0

    # Rows

    def keep(self, rows: Sequence[Committed]) -> None:
        """Rows of one model, with their digests."""
        model = type(rows[0])
        names, values = values_of(rows)
        table = self._table(model, names)
        places = ", ".join("?" * len(names))
        self._db.executemany(f"INSERT INTO {table} VALUES ({places})", values)  # noqa: S608 (our names)
        for tree, written in written_by_tree(rows):
            growing = self._growing.setdefault(tree, Growing())
            first, each = growing.size, list(written.each())
            lines = ((tree, first + place, *one) for place, one in enumerate(each))
            self._db.executemany("INSERT INTO digest VALUES (?, ?, ?, ?, ?)", lines)
            growing.extend(leaf_hash(digest) for _, _, digest in each)
        self._since += len(rows)

    def there(self, model: type[Committed], keys: Collection[Any]) -> set[Any]:
        """Which of these keys are prepared."""
        field = model._meta.pk
        stored = {field.get_db_prep_value(key, connection): key for key in keys}
        table = self._table(model, [one.attname for one in model._meta.concrete_fields])
        asked = f"SELECT {quoted(field.column)} FROM {table} WHERE {quoted(field.column)} IN ({', '.join('?' * len(stored))})"  # noqa: S608 (our names)
        return {stored[found] for (found,) in self._db.execute(asked, list(stored))}

    def _table(self, model: type[Committed], names: Sequence[str]) -> str:
        """The table of a model's rows: its columns alone, looked up by key where an identity may be there already."""
        name = model._meta.db_table
        if name not in self._made:
            by_attname = {one.attname: one for one in model._meta.concrete_fields}
            columns = [
                quoted(by_attname[one].column)
                + (
                    " PRIMARY KEY"
                    if by_attname[one].primary_key and not issubclass(model, Fact)
                    else ""
                )
                for one in names
            ]
            self._db.execute(f"CREATE TABLE {quoted(name)} ({', '.join(columns)})")
            self._db.execute(_BEGUN, (model._meta.label_lower,))
            self._made.add(name)
        return quoted(name)

    def touch(self, told: str, about: Collection[tuple[str, UUID]]) -> None:
        """What rows of a table are about."""
        rows = ((told, campaign, str(key)) for campaign, key in about)
        self._db.executemany("INSERT OR IGNORE INTO touched VALUES (?, ?, ?)", rows)

    def touched(self) -> Iterator[tuple[str, tuple[str, UUID]]]:
        """All of that, by table."""
        for told, campaign, key in self._db.execute("SELECT told, campaign, key FROM touched"):
            yield told, (campaign, UUID(key))

    def tables(self) -> list[str]:
        """The tables that rows are prepared for, in the order in which they were begun."""
        ours = "'about', 'begun', 'tree', 'digest', 'touched'"
        asked = f"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ({ours}) ORDER BY rowid"  # noqa: S608
        return [name for (name,) in self._db.execute(asked)]

    def told(self) -> list[str]:
        """The labels of the models whose telling has begun."""
        return [told for (told,) in self._db.execute("SELECT told FROM begun")]

    # As what an act has taken over

    def trees(self) -> Collection[str]:
        """The trees that bear witness to the rows."""
        return self._growing.keys()

    def leaves(self, tree: str) -> Growing:
        """The digests of a tree's rows, as leaves in order."""
        growing = self._growing.get(tree, Growing())
        return Growing.of(growing.size, growing.frontier())

    def keys(self, tables: Collection[str]) -> Iterator[tuple[str, str]]:
        """Table and key of each row of these tables, in the order of their telling."""
        asked = f"SELECT told, row FROM digest WHERE told IN ({', '.join('?' * len(tables))}) ORDER BY rowid"  # noqa: S608 (our names)
        yield from self._db.execute(asked, list(tables))

    def witness(self, tree: str, entry: int) -> None:
        """Record the digest of each row under its entry."""
        with connection.cursor() as cursor:
            cursor.execute(_WITNESS, [entry, tree])


@dataclass(slots=True)
class StagedAct(Act):
    """An act that writes beside the database: what it tells is held against what stands there, its rows wait."""

    _: KW_ONLY
    staging: Staging

    def _write(self, rows: Sequence[Committed]) -> None:
        self.staging.keep(rows)

    def _note_concerned(self, rows: Sequence[Committed]) -> None:
        table = rows[0]._meta.label_lower
        before = len(self.touched[table])
        Act._note_concerned(self, rows)
        if len(self.touched[table]) > before:
            about = {one for row in rows if (one := row.concerns) in self.touched[table]}
            self.staging.touch(table, about)

    def _there(self, model: type[Committed], keys: Collection[Any]) -> set[Any]:
        missing = set(keys) - (known := Act._there(self, model, keys))
        return known | self.staging.there(model, missing)

    def _begun(self, model: type[Fact]) -> Begun:
        return self.staging.begun(model._meta.label_lower)

    def _note_begun(self, model: type[Fact], begun: Begun) -> None:
        self.staging.note_begun(model._meta.label_lower, begun)


@contextmanager
def looked_into(staging: Staging) -> Iterator[None]:
    """The database looks into what is prepared, from before the act that takes it over until after it."""
    staging.put_down()
    with connection.cursor() as cursor, attached(cursor, HERE, staging.file):
        yield


@contextmanager
def attached(cursor: CursorWrapper, name: str, file: Path | str) -> Iterator[None]:
    """A file is another schema of what a cursor asks, until the block ends; outside any transaction."""
    cursor.execute(f"ATTACH DATABASE %s AS {name}", [str(file)])
    try:
        yield
    finally:
        cursor.execute(f"DETACH DATABASE {name}")


def take_over(opened: Act, staging: Staging) -> None:
    """Copy what is prepared into its tables, as rows that this open act has written."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"PRAGMA cache_size = -{_COPYING_KIB}"
        )  # keys come in no order: each row is put in many places
        for name in staging.tables():
            cursor.execute(_COLUMNS, [name])
            columns = ", ".join(quoted(column) for (column,) in cursor.fetchall())
            table = quoted(name)
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {HERE}.{table} ORDER BY rowid"  # noqa: S608 (our names)
            )
    for told, about in staging.touched():
        opened.touched[told].add(about)
    opened.taken = staging


def look_at_indexes() -> None:
    """Have SQLite note how many rows share a value of each index, looking at a few hundred of each.

    Knowing nothing, it seeks what is of one unit among all that is of the campaign. Of a campaign it would know too little: it sees
    one value in all that it looks at, takes them for all there are, and then seeks what is of a thousand units among the
    campaign's again; so it is told that a quarter of a table may be one campaign's. And hardly two rows replace the same one,
    though in all that it looks at there is none. What it cannot note it does without.
    """
    with suppress(OperationalError), connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit = 400")
        cursor.execute("ANALYZE")
        for column, share in (("campaign_id", "max(rows / 4, 1)"), ("replaces", "1")):
            cursor.execute(_NOTED.format(share=share), [column])
        cursor.execute("ANALYZE sqlite_master")  # reads what is noted


@contextmanager
def held_alone(file: Path) -> Iterator[None]:
    """Whoever else prepares under this name waits until the block ends."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def told_since(entries: Mapping[str, int], tables: Collection[str]) -> bool:
    """Whether an entry after so many of its tree commits to a row of one of these tables."""
    return any(
        RowDigest.objects.filter(
            entry__tree=tree, entry__position__gte=size, table__in=tables
        ).exists()
        for tree, size in entries.items()
    )


def quoted(name: str | None) -> str:
    """A name of ours as a statement has it."""
    return f'"{name}"'


def take_away(file: Path) -> None:
    """A file of what was prepared, with its log."""
    for one in (file, *(file.with_name(f"{file.name}-{end}") for end in ("wal", "shm"))):
        one.unlink(missing_ok=True)


_COLUMNS = f"SELECT name FROM pragma_table_info(%s, '{HERE}')"  # noqa: S608 (our names)
_NOTED = """
UPDATE sqlite_stat1 SET stat = noted.rows || ' ' || {share}
FROM (
    SELECT one.idx, CAST(one.stat AS INTEGER) AS rows FROM sqlite_stat1 AS one, pragma_index_info(one.idx) AS its
    GROUP BY one.idx HAVING count(*) = 1 AND max(its.name) = %s
) AS noted
WHERE sqlite_stat1.idx = noted.idx
"""
"""What is noted of the indexes of one column; `rows` are those of the table."""
_BEGUN = "INSERT OR IGNORE INTO begun VALUES (?, 0, 0, 0, 0, 0, 0)"
_WITNESS = (
    f'INSERT INTO {RowDigest._meta.db_table} (entry_id, number, "table", "row", digest)'  # noqa: S608 (our names)
    f" SELECT %s, number, told, row, digest FROM {HERE}.digest WHERE tree = %s ORDER BY rowid"
)
