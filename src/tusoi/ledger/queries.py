"""What may be asked of the ledger: its trees, their roots, their last lines, and which rows an office's returns told."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from itertools import count, groupby
from operator import itemgetter
from sqlite3 import Connection
from uuid import UUID

from django.apps import apps
from django.db import connection

from tusoi.ledger.event import Event
from tusoi.ledger.models import Committed, Entry, Erasure, Fact, Redaction
from tusoi.ledger.source import row_key_of
from tusoi.ledger.tree import Growing, leaf_hash
from tusoi.values.wording import Wording, same


@dataclass(frozen=True, slots=True)
class Head:
    """A tree's name, its number of entries, and its root in hexadecimal."""

    tree: str
    size: int
    root: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One entry as a reader is told of it: its position, the act, who by (the account's key), when, how many rows."""

    position: int
    event: Wording
    by: UUID
    at: datetime
    told_at: datetime
    keys: Mapping[str, str | int]
    rows: int
    roles: tuple[str, ...] = ()
    """The roles by which they acted, in codes; none in entries of a command, and in those before roles were kept."""


def heads() -> list[Head]:
    """Every tree with its size and root, recomputed from the entries as stored."""
    names = Entry.objects.order_by("tree").values_list("tree", flat=True).distinct()
    return [head(tree) for tree in names]


def head(tree: str, first: int | None = None) -> Head:
    """One tree's size and root, or those of its `first` entries; an empty tree has the root of nothing."""
    entries = Entry.objects.filter(tree=tree).order_by("position")
    return _head(tree, entries.values_list("body", flat=True)[:first].iterator())


def _head(tree: str, bodies: Iterable[object]) -> Head:
    growing = Growing()
    growing.extend(leaf_hash(line_of(body)) for body in bodies)
    return Head(tree, growing.size, growing.root().hex())


def sizes_of(trees: Iterable[str]) -> dict[str, int]:
    """How many entries each of these trees has. One query a tree."""
    return {tree: Entry.objects.filter(tree=tree).count() for tree in trees}


def known_since(sizes: Mapping[str, int], *, by: datetime) -> bool:
    """Whether an entry that came into a tree after so many of it tells anything that is known by a moment.

    Its facts may say that they were told before it was written. One query a tree.
    """
    return any(
        datetime.fromisoformat(json.loads(body)["told_at"]) <= by
        for tree, size in sizes.items()
        for body in Entry.objects.filter(tree=tree, position__gte=size).values_list(
            "body", flat=True
        )
    )


def rows_taken() -> int:
    """How often a row was erased, or words were taken out of one, in all. Two queries."""
    return Erasure.objects.count() + Redaction.objects.count()


def heads_in(file: Connection) -> Iterator[Head]:
    """Every tree of a database file that is not the one in use: a copy, or what a backup holds.

    Raises:
        sqlite3.Error: it has no ledger, or cannot be read.
    """
    table = Entry._meta.db_table
    lines = file.execute(f"SELECT tree, body FROM {table} ORDER BY tree, position")  # noqa: S608  # our own name
    for tree, entries in groupby(lines, key=itemgetter(0)):
        yield _head(tree, (body for _, body in entries))


def last_lines(tree: str, *, most: int) -> list[LedgerLine]:
    """The last entries of a tree, the newest first. One query."""
    wordings = {event.code: event.wording for event in _declared_events()}
    entries = Entry.objects.filter(tree=tree).order_by("-position")[:most]
    return [_told(entry, wordings) for entry in entries]


def _told(entry: Entry, wordings: Mapping[str, Wording]) -> LedgerLine:
    body = json.loads(entry.body)
    return LedgerLine(
        position=entry.position,
        event=wordings.get(body["event"], same(body["event"])),
        by=UUID(body["by"]),
        at=datetime.fromisoformat(body["at"]),
        told_at=datetime.fromisoformat(body["told_at"]),
        keys=body["keys"],
        rows=body["rows"]["count"],
        roles=tuple(body.get("roles", ())),
    )


def _declared_events() -> Iterator[Event]:
    """Every event a room declares in its `events.py`."""
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.events") is not None:
            yield from getattr(import_module(f"{app.name}.events"), "EVENTS", ())


def redactions() -> list[Redaction]:
    """Every redaction on record: whose rows stand without their words, by decision. One query."""
    return list(Redaction.objects.order_by("witness", "table", "row"))


def redacted(table: str, rows: Collection[UUID]) -> frozenset[UUID]:
    """Those of some rows of a table out of which words were taken. One query."""
    keys = {Redaction.key_of(table, str(row)): row for row in rows}
    there = Redaction.objects.filter(pk__in=list(keys)).values_list("pk", flat=True)
    return frozenset(keys[key] for key in there)


def last_redaction(row: Committed) -> Redaction | None:
    """What says how a row was left when it last lost words. As many queries as it lost some."""
    table, key, last = row._meta.label_lower, str(row.pk), None
    for before in count():
        found = Redaction.objects.filter(pk=Redaction.key_of(table, key, before)).first()
        if found is None:
            return last
        last = found
    return last


def rows_told(loads: Collection[UUID]) -> dict[tuple[str, str], int | None]:
    """The rows of returns whose facts still hold: file and row key, with the row the last telling had."""
    told: dict[tuple[str, str], int | None] = {}
    if not loads:
        return told
    for model in committed_models():
        if issubclass(model, Fact):
            known = model._default_manager.filter(load__in=loads)
            for file, key, row in known.known().values_list("source_file", "key", "source_row"):
                told[file, row_key_of(key)] = row
    return told


def committed_models() -> list[type[Committed]]:
    """Every model whose rows some entry commits to, from the registry of rooms."""
    return [model for model in apps.get_models() if issubclass(model, Committed)]


@contextmanager
def one_moment() -> Iterator[None]:
    """Read as of one moment, so that a load which ends meanwhile is not half seen; keeps no writer waiting."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_SNAPSHOT[connection.vendor])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


_SNAPSHOT = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


def line_of(body: object) -> bytes:
    """An entry's text as it stands."""
    return body if isinstance(body, bytes) else str(body).encode(errors="surrogatepass")
