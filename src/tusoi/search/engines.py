"""Looking through the passages: an index for whoever reads many units, and for whoever reads few their passages one by one.

The index is FTS5 beside the table on SQLite, an inverted index (GIN) of the table's own on PostgreSQL; one of each kind, so that a
word that stands in every unit's name is not waded through among the items. Both hold the same words, cut and folded by us:
FTS5 is given a tokenizer that parts at spaces, and PostgreSQL an array of words instead of a text to take apart.

Of whoever reads few units nothing but those units' passages is read: what others wrote costs them no time, and tells them nothing by it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from json import dumps
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from tusoi.ledger.inserting import insert_rows
from tusoi.search.kinds import Kind
from tusoi.search.models import Passage
from tusoi.text.words import Sought, begins_a_code
from tusoi.values.batches import in_batches

FEW = 200
"""So many units' passages are read one by one; of more the index is asked."""
_AT_ONCE = 500
"""Rows named in one statement."""


def install(there: BaseDatabaseWrapper) -> None:
    """Make the index of every kind that has none yet, empty."""
    with there.cursor() as cursor:
        for kind in Kind:
            for statement in _MADE_ON[there.vendor]:
                cursor.execute(statement.format(index=_index(kind), texts=_texts(kind), kind=kind))


def remove(there: BaseDatabaseWrapper) -> None:
    """Take the index away."""
    with there.cursor() as cursor:
        for kind in Kind:
            for statement in _REMOVED_FROM[there.vendor]:
                cursor.execute(statement.format(index=_index(kind), texts=_texts(kind)))


def _index(kind: str) -> str:
    return f"search_words_{Kind(kind).name.lower()}"


def _texts(kind: str) -> str:
    return f"search_texts_{Kind(kind).name.lower()}"


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
        for kind in {passage.kind for passage in passages}:
            cursor.execute(
                f"INSERT INTO {_index(kind)} (rowid, words)"  # noqa: S608 (our names)
                f" SELECT id, words FROM {_texts(kind)} WHERE id > %s",
                [last],
            )


def take(rows: Collection[UUID]) -> int:
    """Take the passages of recorded rows away, out of the index first; how many there were."""
    taken = 0
    for some in in_batches(sorted(rows)):
        there = Passage.objects.filter(row__in=some)
        kinds = dict(there.values_list("pk", "kind"))
        if connection.vendor == "sqlite":
            _take_words(kinds)
        taken += len(kinds)
        if kinds:
            Passage.objects.filter(pk__in=list(kinds)).delete()
    return taken


def _take_words(kinds: Mapping[int, str]) -> None:
    with connection.cursor() as cursor:
        for kind in set(kinds.values()):
            keys = dumps([key for key, one in kinds.items() if one == kind])
            cursor.execute(
                f"INSERT INTO {_index(kind)} ({_index(kind)}, rowid, words)"  # noqa: S608 (our names)
                f" SELECT 'delete', id, words FROM {_texts(kind)}"
                " WHERE id IN (SELECT value FROM json_each(%s))",
                [keys],
            )


def empty() -> None:
    """Take all away."""
    empty_index()
    Passage.objects.all().delete()


def empty_index() -> None:
    """What an embedded database keeps beside the table, emptied; for a table that was emptied."""
    _tell_index("delete-all")


def write_anew() -> None:
    """Write the index in one piece, without what was taken out of it. On PostgreSQL that is the vacuum's affair.

    FTS5 keeps a word that was taken out, beside a note that it was, until both meet in a merge; this is that merge.
    """
    _tell_index("optimize")


def _tell_index(what: str) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for index in map(_index, Kind):
                cursor.execute(f"INSERT INTO {index} ({index}) VALUES (%s)", [what])  # noqa: S608 (our names)


def is_whole() -> bool:
    """Whether the index holds the words of all passages and no others. PostgreSQL sees to it itself."""
    if connection.vendor != "sqlite":
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for index in map(_index, Kind):
                cursor.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 (our names)
    except DatabaseError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Where:
    """Where is looked: at a kind in a scope, of some units (None: of all), on a day (None: any), as known by a moment (None: now)."""

    scope: str
    kind: Kind
    units: frozenset[str] | None = None
    as_of: date | None = None
    known_by: datetime | None = None

    @property
    def is_few(self) -> bool:
        """Whether the passages of these units are read one by one."""
        return self.units is not None and len(self.units) <= FEW


class Hit(NamedTuple):
    """A passage that was found: of which unit, under which code, and what it says."""

    unit: str
    code: str
    text: str


def hits(
    sought: Sought, where: Where, *, together: bool | None, first: int, count: int
) -> list[Hit]:
    """Passages in which the words stand, the newest first, `count` of them from the `first` on. One query.

    `together`: only where they stand next to each other as they were typed; False: only where they do not; None: either.
    """
    asked, values = _asked(sought, where, together)
    newest = "f.rowid" if _walks_fts5(where) else "p.id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.unit, p.code, p.text {asked} ORDER BY {newest} DESC LIMIT %s OFFSET %s",
            [*values, count, first],
        )
        return list(map(Hit._make, cursor.fetchall()))


def count_found(sought: Sought, where: Where, *, together: bool | None, most: int) -> int:
    """How many there are; never more than `most`, however many there are."""
    asked, values = _asked(sought, where, together)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (SELECT 1 {asked} LIMIT %s) found", [*values, most])  # noqa: S608 (our names)
        return int(cursor.fetchone()[0])


def _asked(sought: Sought, where: Where, together: bool | None) -> tuple[str, list[Any]]:
    """What stands behind SELECT: the tables and the conditions, and the values in them."""
    if _walks_fts5(where):
        start, values = _in_fts5(sought, where, together)
    elif where.is_few:
        start, values = _one_by_one(sought, together)
    else:
        start, values = _in_gin(sought, together)
    conditions, more = _held_against_the_columns(where)
    return " AND ".join([start, *conditions]), [*values, *more]


def _walks_fts5(where: Where) -> bool:
    return connection.vendor == "sqlite" and not where.is_few


def _held_against_the_columns(where: Where) -> tuple[list[str], list[Any]]:
    conditions: list[str] = ["p.scope = %s", f"p.kind = '{Kind(where.kind)}'"]
    values: list[Any] = [where.scope]
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


def _in_fts5(sought: Sought, where: Where, together: bool | None) -> tuple[str, list[Any]]:
    said = f'"{sought.said}"'
    each = " AND ".join(f'"{one}"{" *" if begins_a_code(one) else ""}' for one in sought.words)
    words = {True: said, False: f"({each}) NOT {said}", None: each}[together]
    index = _index(where.kind)
    # CROSS: the index is walked, newest first, and of the table no more is read than is shown.
    walked = (
        f"FROM {index} f CROSS JOIN search_passage p ON p.id = f.rowid WHERE f.{index} MATCH %s"
    )
    return walked, [words]


def _in_gin(sought: Sought, together: bool | None) -> tuple[str, list[Any]]:
    each = " & ".join(f"'{one}'{':*' if begins_a_code(one) else ''}" for one in sought.words)
    start = f"FROM search_passage p WHERE {_VECTOR} @@ %s::tsquery"
    if together is None:
        return start, [each]
    return f"{start} AND {_next_to_each_other(together)}", [each, f"% {sought.said} %"]


def _one_by_one(sought: Sought, together: bool | None) -> tuple[str, list[Any]]:
    each = [f"% {one}{'' if begins_a_code(one) else ' '}%" for one in sought.words]
    conditions = ["' ' || p.words || ' ' LIKE %s"] * len(each)
    if together is not None:
        conditions.append(_next_to_each_other(together))
        each.append(f"% {sought.said} %")
    return f"FROM search_passage p WHERE {' AND '.join(conditions)}", each


def _next_to_each_other(together: bool) -> str:
    """Words hold neither % nor _, and are small already: LIKE takes them as they are on both engines."""
    return f"' ' || p.words || ' ' {'LIKE' if together else 'NOT LIKE'} %s"


_VECTOR = "array_to_tsvector(string_to_array(words, ' '))"
_MADE_ON = {
    "sqlite": (
        """
        CREATE VIEW IF NOT EXISTS {texts} AS
            SELECT id, words FROM search_passage WHERE kind = '{kind}'
        """,
        """
        CREATE VIRTUAL TABLE IF NOT EXISTS {index} USING fts5(
            words, content = '{texts}', content_rowid = 'id', tokenize = 'ascii'
        )
        """,
    ),
    "postgresql": (
        f"""
        CREATE INDEX IF NOT EXISTS {{index}} ON search_passage
            USING gin ({_VECTOR}) WHERE kind = '{{kind}}'
        """,
    ),
}
_REMOVED_FROM = {
    "sqlite": ("DROP TABLE IF EXISTS {index}", "DROP VIEW IF EXISTS {texts}"),
    "postgresql": ("DROP INDEX IF EXISTS {index}",),
}
_AMONG = {
    "sqlite": "p.unit IN (SELECT value FROM json_each(%s))",
    "postgresql": "p.unit = ANY(%s)",
}
