"""An entry in the next place of its tree.

Everybody waits for whoever places, and so it takes as few round trips as can be: on PostgreSQL one for lock and last
entry, one for the entry and its first digests. Sent as one text the statements are run one by one, each with a
snapshot of its own, so that what is read after the lock is what stood when it was had.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from itertools import chain, islice
from typing import Any

from django.db import connection

from tusoi.ledger.inserting import insert_values
from tusoi.ledger.models import Entry, RowDigest
from tusoi.ledger.reading import moment_of
from tusoi.values.clock import now

AT_ONCE = 100
"""Digests that go with their entry; an act of a million rows sends the others after it."""
Numbered = tuple[int, str, str, bytes]


def lock_number(what: str) -> int:
    """The number by which PostgreSQL knows a lock."""
    return int.from_bytes(sha256(what.encode()).digest()[:8], "big", signed=True)


def next_place(tree: str) -> tuple[int, datetime]:
    """The next free position of a tree, and the moment of what will stand there: never before that of the last entry.

    One lock for all trees, held from here to the commit, and so as short as can be: entries are committed in the
    order of their keys, and whoever sees the newest key has seen all there is. What decides was locked before.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"{_LOCK}; {_LAST}", [tree])
            cursor.nextset()
        else:
            cursor.execute(_LAST, [tree])
        last = cursor.fetchone()
    if last is None:
        return 0, now()
    position, body = last
    return position + 1, max(now(), moment_of(body) or now())


def place(entry: Entry, digests: Iterable[tuple[str, str, bytes]], *, after: int = 0) -> None:
    """Insert an entry in its place, with the digests (table, row, digest) that it commits to, numbered after so many others."""
    numbered = ((number, *one) for number, one in enumerate(digests, after))
    first = list(islice(numbered, AT_ONCE)) if connection.vendor == "postgresql" else []
    values: list[Any] = [entry.tree, entry.position, entry.body, entry.leaf]
    with connection.cursor() as cursor:
        if first:
            rows = ", ".join([_DIGEST] * len(first))
            values += chain.from_iterable(first)
            cursor.execute(f"{_ENTRY}; {_DIGESTS} {rows}", values)
        else:
            cursor.execute(_ENTRY, values)
            entry.pk = cursor.lastrowid
    _place_the_rest(entry, numbered)


def _place_the_rest(entry: Entry, numbered: Iterator[Numbered]) -> None:
    while some := list(islice(numbered, _BATCH)):
        if entry.pk is None:
            placed = Entry.objects.values_list("pk", flat=True)
            entry.pk = placed.get(tree=entry.tree, position=entry.position)
        values = ((entry.pk, *one) for one in some)
        insert_values(RowDigest, ("entry", "number", "table", "row", "digest"), values)


_BATCH = 10_000
_LOCK = f"SELECT pg_advisory_xact_lock({lock_number('append')})"
_IN = Entry._meta.db_table
_LAST = f"SELECT position, body FROM {_IN} WHERE tree = %s ORDER BY position DESC LIMIT 1"  # noqa: S608 (our names)
_ENTRY = f"INSERT INTO {_IN} (tree, position, body, leaf) VALUES (%s, %s, %s, %s)"  # noqa: S608
_DIGESTS = (
    f'INSERT INTO {RowDigest._meta.db_table} (entry_id, number, "table", "row", digest) VALUES'
)
_DIGEST = f"(currval(pg_get_serial_sequence('{_IN}', 'id')), %s, %s, %s, %s)"
