"""Looking through the passages: an index for whoever reads many units, and for whoever reads few their passages one by one.

The index is FTS5 beside the table on SQLite, an inverted index (GIN) of the table's own on PostgreSQL; one of each kind, so that a
word that stands in every unit's name is not waded through among the items. Both hold the same words, cut and folded by us:
FTS5 is given a tokenizer that parts at spaces, and PostgreSQL an array of words instead of a text to take apart.

Of whoever reads few units nothing but those units' passages is read: what others wrote costs them no time, and tells them nothing by it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import product
from json import dumps
from typing import NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, transaction
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
                cursor.execute(statement.format(**_names(kind)))
        for statement in _MADE_BESIDE[there.vendor]:
            cursor.execute(statement)


def remove(there: BaseDatabaseWrapper) -> None:
    """Take the index away."""
    with there.cursor() as cursor:
        for kind in Kind:
            for statement in _REMOVED_FROM[there.vendor]:
                cursor.execute(statement.format(**_names(kind)))
        for statement in _REMOVED_BESIDE[there.vendor]:
            cursor.execute(statement)


def make_pieces_small(there: BaseDatabaseWrapper) -> None:
    """Write an index anew that was filled before its pieces were small. Of PostgreSQL's there is nothing to write."""
    install(there)
    if there.vendor == "sqlite":
        with there.cursor() as cursor:
            for index, what in product(map(_index, Kind), ("rebuild", "optimize")):
                cursor.execute(f"INSERT INTO {index} ({index}) VALUES (%s)", [what])  # noqa: S608 (our names)


def _names(kind: Kind) -> dict[str, str]:
    return {
        "kind": kind,
        "index": _index(kind),
        "texts": _texts(kind),
        "piece": str(_PIECE),
    }


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
    there = connections[DEFAULT_DB_ALIAS]
    shape = _shape(there.vendor, sought, where, together)
    with there.cursor() as cursor:
        cursor.execute(_page(shape), [*_values(there, shape, sought, where), count, first])
        return list(map(Hit._make, cursor.fetchall()))


def count_found(sought: Sought, where: Where, *, together: bool | None, most: int) -> int:
    """How many there are; never more than `most`, however many there are."""
    there = connections[DEFAULT_DB_ALIAS]
    shape = _shape(there.vendor, sought, where, together)
    with there.cursor() as cursor:
        cursor.execute(_count(shape), [*_values(there, shape, sought, where), most])
        return int(cursor.fetchone()[0])


_Value = str | date | list[str]


class _Shape(NamedTuple):
    """All of a question but the values in it. There are few, and their texts are kept: putting one together took a tenth of an answer.

    `words`: how many are sought in the table itself, none where FTS5 is asked. `is_few`: the passages are read one by one.
    """

    vendor: str
    kind: Kind
    is_few: bool
    words: int
    together: bool | None
    of_units: bool
    as_of: bool
    known_by: bool

    @property
    def walks_fts5(self) -> bool:
        """Whether SQLite's index is walked, the newest first, and of the table no more is read than is shown."""
        return not self.words


def _shape(vendor: str, sought: Sought, where: Where, together: bool | None) -> _Shape:
    is_few = where.is_few
    words = 0 if vendor == "sqlite" and not is_few else len(sought.words)
    limits = (where.units is not None, where.as_of is not None, where.known_by is not None)
    return _Shape(vendor, where.kind, is_few, words, together, *limits)


@cache
def _page(shape: _Shape) -> str:
    newest = "f.rowid" if shape.walks_fts5 else "p.id"
    return (
        f"SELECT p.unit, p.code, p.text {_asked(shape)} ORDER BY {newest} DESC LIMIT %s OFFSET %s"
    )


@cache
def _count(shape: _Shape) -> str:
    return f"SELECT count(*) FROM (SELECT 1 {_asked(shape)} LIMIT %s) found"  # noqa: S608 (our names)


def _asked(shape: _Shape) -> str:
    """What stands behind SELECT: the tables and the conditions."""
    if shape.walks_fts5:
        index = _index(shape.kind)
        # CROSS: so that the index is walked, and not the table.
        tables = f"{index} f CROSS JOIN search_passage p ON p.id = f.rowid"
        found = [f"f.{index} MATCH %s"]
    else:
        tables, found = "search_passage p", list(_found_in_the_table(shape))
    return f"FROM {tables} WHERE {' AND '.join([*found, *_held_against_the_columns(shape)])}"


def _found_in_the_table(shape: _Shape) -> Iterator[str]:
    """Signs are looked for by functions of which PostgreSQL thinks that most texts have them.

    Of LIKE it thinks that none has them, and reads and sorts all that its index finds instead of walking from the newest.
    """
    signs = _SIGNS_IN[shape.vendor]
    words = "' ' || p.words || ' '"
    if shape.is_few:
        yield from [f"{signs}({words}, %s) <> 0"] * shape.words
    else:
        # Asked first, being the cheapest: where the table is walked, few words are cut into a vector.
        yield from [f"{signs}(p.words, %s) <> 0"] * shape.words
        yield f"{_VECTOR} @@ %s::tsquery"
    if shape.together is not None:
        yield f"{signs}({words}, %s) {'<> 0' if shape.together else '< 1'}"


def _held_against_the_columns(shape: _Shape) -> Iterator[str]:
    yield "p.scope = %s"
    yield f"p.kind = '{Kind(shape.kind)}'"
    if shape.of_units:
        yield _AMONG[shape.vendor]
    if shape.as_of:
        yield "p.day <= %s"
    if shape.known_by:
        yield "p.told_at <= %s AND (p.replaced_at IS NULL OR p.replaced_at > %s)"
    else:
        yield "p.replaced_at IS NULL"


def _values(
    there: BaseDatabaseWrapper, shape: _Shape, sought: Sought, where: Where
) -> Iterator[_Value | None]:
    """The values, in the order in which the conditions want them."""
    if shape.walks_fts5:
        yield _for_fts5(sought, shape.together)
    else:
        yield from _for_the_table(shape, sought)
    yield where.scope
    if where.units is not None:
        units = sorted(where.units)
        yield dumps(units) if shape.vendor == "sqlite" else units
    if where.as_of is not None:
        yield there.ops.adapt_datefield_value(where.as_of)
    if where.known_by is not None:
        yield from [there.ops.adapt_datetimefield_value(where.known_by)] * 2


def _for_fts5(sought: Sought, together: bool | None) -> str:
    said = f'"{sought.said}"'
    if together:
        return said
    each = " AND ".join(f'"{one}"{" *" if begins_a_code(one) else ""}' for one in sought.words)
    return each if together is None else f"({each}) NOT {said}"


def _for_the_table(shape: _Shape, sought: Sought) -> Iterator[str]:
    """Words hold no sign that means anything to an engine."""
    if shape.is_few:
        yield from (f" {one}{'' if begins_a_code(one) else ' '}" for one in sought.words)
    else:
        yield from sought.words
        each = (f"'{one}'{':*' if begins_a_code(one) else ''}" for one in sought.words)
        yield " & ".join(each)
    if shape.together is not None:
        yield f" {sought.said} "


_VECTOR = "array_to_tsvector(string_to_array(words, ' '))"
_PIECE = 512
"""Bytes of a piece of FTS5's index. From the newest backwards it takes a piece apart from its beginning, of 4,050 bytes for twenty texts."""
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
        "INSERT INTO {index} ({index}, rank) VALUES ('pgsz', {piece})",
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
_MADE_BESIDE: Mapping[str, Sequence[str]] = {
    "sqlite": (),
    "postgresql": (
        # How often a word stands: it does not learn it from indexes of a part of a table, and would take every word for a rare one.
        f"CREATE STATISTICS IF NOT EXISTS search_words ON ({_VECTOR}) FROM search_passage",
        # The way from the newest, of what stands often, through one campaign's passages of a kind and no others.
        "CREATE INDEX IF NOT EXISTS search_newest ON search_passage (scope, kind, id)",
    ),
}
_REMOVED_BESIDE: Mapping[str, Sequence[str]] = {
    "sqlite": (),
    "postgresql": (
        "DROP INDEX IF EXISTS search_newest",
        "DROP STATISTICS IF EXISTS search_words",
    ),
}
_SIGNS_IN = {"sqlite": "instr", "postgresql": "strpos"}
_AMONG = {
    "sqlite": "p.unit IN (SELECT value FROM json_each(%s))",
    "postgresql": "p.unit = ANY(%s)",
}
