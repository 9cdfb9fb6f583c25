"""The index over the passages' words: FTS5 beside the table on SQLite, an inverted index (GIN) of the table's own on PostgreSQL.

Both hold the same words, cut and folded by us, so that both find the same: FTS5 is given a tokenizer that parts at spaces, and
PostgreSQL an array of words instead of a text to take apart. Before its words each passage has two marks of its place, one of
its kind in its campaign and one of its unit as well: whoever reads a few units has what all others wrote passed over within the
index, and not looked at one by one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2s
from json import dumps
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from tusoi.ledger.inserting import insert_rows
from tusoi.search.models import Passage
from tusoi.text.words import Sought, begins_a_code

_MARKED_UNITS = 200
"""So many units are sought by their marks; more are looked up in a list."""
_AT_ONCE = 500
"""Rows named in one statement."""


def install(there: BaseDatabaseWrapper) -> None:
    """Make the index, empty."""
    with there.cursor() as cursor:
        if there.vendor == "sqlite":
            cursor.execute(_FTS5)
        else:
            cursor.execute(f"CREATE INDEX search_words ON search_passage USING gin ({_VECTOR})")


def remove(there: BaseDatabaseWrapper) -> None:
    """Take the index away."""
    with there.cursor() as cursor:
        what = "TABLE" if there.vendor == "sqlite" else "INDEX"
        cursor.execute(f"DROP {what} IF EXISTS search_words")


def marks(scope: str, kind: str, unit: str) -> tuple[str, str]:
    """The marks of a place: of a kind in a scope, and of a unit's in it. No word begins with such a sign.

    They are short, and so may be those of another place too: what they narrow down is held against the columns as well.
    """
    return f"§{_short(scope, kind)}", f"§{_short(scope, kind, unit)}"


def _short(*parts: str) -> str:
    return blake2s("\x1f".join(parts).encode(), digest_size=5).hexdigest()


def put(passages: Sequence[Passage]) -> None:
    """Insert passages, and their words into the index. Within a transaction: on SQLite nobody else writes meanwhile."""
    if not passages:
        return
    if connection.vendor != "sqlite":
        Passage.objects.bulk_create(passages, batch_size=_AT_ONCE)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM search_passage")
        last = cursor.fetchone()[0] or 0
        insert_rows(passages)
        cursor.execute(f"INSERT INTO search_words (rowid, words) {_WORDS} id > %s", [last])


def take(rows: Collection[UUID]) -> int:
    """Take the passages of recorded rows away, out of the index first; how many there were."""
    taken, ordered = 0, sorted(rows)
    for start in range(0, len(ordered), _AT_ONCE):
        there = Passage.objects.filter(row__in=ordered[start : start + _AT_ONCE])
        keys = list(there.values_list("pk", flat=True))
        if keys and connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"{_TAKE} (SELECT value FROM json_each(%s))", [dumps(keys)])
        taken += len(keys)
        if keys:
            Passage.objects.filter(pk__in=keys).delete()
    return taken


def empty() -> None:
    """Take all away."""
    if connection.vendor == "sqlite":
        empty_index()
    Passage.objects.all().delete()


def empty_index() -> None:
    """What an embedded database keeps beside the table, emptied; for a table that was emptied."""
    if connection.vendor == "sqlite":
        _tell_index("delete-all")


def write_anew() -> None:
    """Write the index in one piece, without what was taken out of it. On PostgreSQL that is the vacuum's affair.

    FTS5 keeps a word that was taken out, beside a note that it was, until both meet in a merge; this is that merge.
    """
    if connection.vendor == "sqlite":
        _tell_index("optimize")


def is_whole() -> bool:
    """Whether the index holds the words of all passages and no others. PostgreSQL sees to it itself."""
    if connection.vendor != "sqlite":
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)"
            )
    except DatabaseError:
        return False
    return True


def _tell_index(what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words (search_words) VALUES (%s)", [what])


@dataclass(frozen=True, slots=True)
class Where:
    """Where is looked: at a kind in a scope, of some units (None: of all), on a day (None: any), as known by a moment (None: now)."""

    scope: str
    kind: str
    units: frozenset[str] | None = None
    as_of: date | None = None
    known_by: datetime | None = None


def keys_found(
    sought: Sought, where: Where, *, together: bool | None, first: int, count: int
) -> list[int]:
    """The keys of passages in which the words stand, the newest first, `count` of them from the `first` on.

    `together`: only where they stand next to each other as they were typed; False: only where they do not; None: either.
    """
    asked, values = _asked(sought, where, together)
    with connection.cursor() as cursor:
        newest = "search_words.rowid" if connection.vendor == "sqlite" else "p.id"
        cursor.execute(
            f"SELECT p.id {asked} ORDER BY {newest} DESC LIMIT %s OFFSET %s",
            [*values, count, first],
        )
        return [key for (key,) in cursor.fetchall()]


def count_found(sought: Sought, where: Where, *, together: bool | None, most: int) -> int:
    """How many there are; never more than `most`, however many there are."""
    asked, values = _asked(sought, where, together)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (SELECT 1 {asked} LIMIT %s) found", [*values, most])
        return int(cursor.fetchone()[0])


def _asked(sought: Sought, where: Where, together: bool | None) -> tuple[str, list[Any]]:
    """What stands behind SELECT: the tables and the conditions, and the values in them."""
    asked = _on_sqlite if connection.vendor == "sqlite" else _on_postgres
    start, values = asked(sought, where, together)
    conditions, more = _held_against_the_columns(where)
    return " AND ".join([start, *conditions]), [*values, *more]


def _held_against_the_columns(where: Where) -> tuple[list[str], list[Any]]:
    conditions, values = ["p.scope = %s", "p.kind = %s"], [where.scope, where.kind]
    if where.units is not None:
        conditions.append(_AMONG[connection.vendor])
        units = sorted(where.units)
        values.append(dumps(units) if connection.vendor == "sqlite" else units)
    if where.as_of is not None:
        conditions.append("p.day <= %s")
        values.append(connection.ops.adapt_datefield_value(where.as_of))
    if where.known_by is None:
        return [*conditions, "p.replaced_at IS NULL"], values
    moment = connection.ops.adapt_datetimefield_value(where.known_by)
    known = "p.told_at <= %s AND (p.replaced_at IS NULL OR p.replaced_at > %s)"
    return [*conditions, known], [*values, moment, moment]


def _places(where: Where) -> list[str]:
    """The marks of which a passage must bear one."""
    if where.units is None or len(where.units) > _MARKED_UNITS:
        return [marks(where.scope, where.kind, "")[0]]
    return [marks(where.scope, where.kind, unit)[1] for unit in sorted(where.units)]


def _on_sqlite(sought: Sought, where: Where, together: bool | None) -> tuple[str, list[Any]]:
    said = f'"{sought.said}"'
    each = " AND ".join(f'"{one}"{" *" if begins_a_code(one) else ""}' for one in sought.words)
    words = {True: said, False: f"(({each}) NOT {said})", None: f"({each})"}[together]
    places = " OR ".join(f'"{one}"' for one in _places(where))
    return _FROM_FTS5, [f"({places}) AND {words}"]


def _on_postgres(sought: Sought, where: Where, together: bool | None) -> tuple[str, list[Any]]:
    each = " & ".join(f"'{one}'{':*' if begins_a_code(one) else ''}" for one in sought.words)
    places = " | ".join(f"'{one}'" for one in _places(where))
    values: list[Any] = [f"({places}) & {each}"]
    if together is None:
        return _FROM_GIN, values
    next_to_each_other = "strpos(' ' || p.words || ' ', %s) " + ("> 0" if together else "= 0")
    return f"{_FROM_GIN} AND {next_to_each_other}", [*values, f" {sought.said} "]


_VECTOR = "array_to_tsvector(string_to_array(words, ' '))"
_FTS5 = """
    CREATE VIRTUAL TABLE search_words USING fts5(
        words, content = 'search_passage', content_rowid = 'id', tokenize = 'ascii'
    )
"""
_WORDS = "SELECT id, words FROM search_passage WHERE"
_TAKE = (
    "INSERT INTO search_words (search_words, rowid, words)"
    " SELECT 'delete', id, words FROM search_passage WHERE id IN"
)
_FROM_FTS5 = (
    "FROM search_words CROSS JOIN search_passage p ON p.id = search_words.rowid"
    " WHERE search_words MATCH %s"
)
"""CROSS: the index is walked, newest first, and of the table no more is read than is shown."""
_FROM_GIN = f"FROM search_passage p WHERE {_VECTOR.replace('words', 'p.words')} @@ %s::tsquery"
_AMONG = {
    "sqlite": "p.unit IN (SELECT value FROM json_each(%s))",
    "postgresql": "p.unit = ANY(%s)",
}
