"""What a database does to answer: the statements of a page or an act, and how each is gone about where there are many rows.

Statements are noted where the campaign is small and answers as it should; then its rows are multiplied, the database counts
what it holds, and each noted statement is explained. Rows that are multiplied need not make sense, only stand as many stand:
each copy of a campaign has keys, units and a tree of its own, side by side.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models
from django.db.models import Model

from tusoi.campaigns.models import Campaign
from tusoi.errands.models import Heard
from tusoi.ledger.inserting import insert_values
from tusoi.ledger.models import Checkpoint, Cosignature, Entry, RowDigest
from tusoi.organisation.models import Account, Host
from tusoi.search.models import Passage

NOT_COPIED = (Account, Entry, RowDigest, Checkpoint, Cosignature, Passage, Heard)
BIG = 400
"""Rows of a table of which nobody may read all to find a few."""
LAPS = 60
"""How many times as long as it was each tree is made, that in use as well."""
TOLD_TIMES = 40
"""PostgreSQL reads small tables whole, and rightly: it is told that its tables hold so many times the rows that it counted. And of
campaigns and hosts it counts nothing, so that it takes it that there are two hundred of each, where a handful would rightly be read whole."""

_ANY = re.compile(r"^(?!.* WHERE ).* LIMIT \d+\b", re.DOTALL)
"""A statement that takes what comes first, and so reads no more."""

Statement = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Use:
    """How a statement reads a table: the index by which it finds the rows; "" where it reads all."""

    table: str
    index: str


@dataclass(slots=True)
class Noted:
    """The statements of something, each once."""

    statements: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if not many and re.match(r"(SELECT|INSERT|DELETE|UPDATE)\b", sql) and not _ANY.search(sql):
            self.statements.setdefault(sql, tuple(params or ()))
        return execute(sql, params, many, context)


@contextmanager
def noted() -> Iterator[Noted]:
    """Note what is asked inside."""
    noting = Noted()
    with connection.execute_wrapper(noting):
        yield noting


def multiply(times: int, more: Mapping[type[Model], int]) -> None:
    """Set so many copies of all that is recorded beside it, of some models `more`, and have the database count its rows."""
    for model in apps.get_models():
        if model.__module__.startswith("tusoi.") and model not in NOT_COPIED:
            _multiply(model, more.get(model, times), times)
    _multiply_entries(times)
    connection.check_constraints()  # of PostgreSQL's tables no index can be dropped while a check is open
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("ANALYZE")
            return
        for table, column in _of_campaigns():
            cursor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET STATISTICS 0')
        cursor.execute("ANALYZE")
        cursor.execute(_TOLD, [TOLD_TIMES])


def _of_campaigns() -> Iterator[tuple[str, str]]:
    """Every column that says of which campaign, or of which host, a row is."""
    for model in apps.get_models():
        for one in model._meta.concrete_fields:
            if one.related_model in (Campaign, Host):
                yield model._meta.db_table, str(one.column)


_TOLD = (
    "UPDATE pg_class SET reltuples = reltuples * %s WHERE relkind IN ('r', 'i')"
    " AND relnamespace = 'public'::regnamespace AND reltuples > 0"
)


def _multiply(model: type[Model], times: int, campaigns: int) -> None:
    fields = list(model._meta.concrete_fields)
    rows = list(model._base_manager.values_list(*(one.attname for one in fields)))
    columns = [(one, _copier(one, campaigns)) for one in fields]
    insert_values(
        model,
        [one.attname for one in fields],
        [
            [
                one.get_db_prep_save(copy(value, number), connection)
                for (one, copy), value in zip(columns, row, strict=True)
            ]
            for number in range(1, times + 1)
            for row in rows
        ],
    )


def _copier(column: "models.Field[Any, Any]", campaigns: int) -> Callable[[Any, int], Any]:
    """How a column's value is told apart in a copy: keys and what refers to keys; all else is as it was."""
    target = column.related_model if column.is_relation else column.model
    if target is Account:
        return lambda value, _: value
    while column.is_relation:
        column = column.target_field  # type: ignore[attr-defined]
    if isinstance(column, models.UUIDField):
        return lambda value, number: value and UUID(int=value.int ^ number)
    if target in (Host, Campaign) and column.primary_key:
        return lambda value, number: f"{value}-{number % campaigns + 1}"
    return lambda value, _: value


def _multiply_entries(times: int) -> None:
    """The trees of each copy, with their digests; then all of them go on as they began."""
    entries = list(
        Entry.objects.order_by("id").values_list("id", "tree", "position", "body", "leaf")
    )
    digests = list(RowDigest.objects.values_list("entry_id", "number", "table", "row", "digest"))
    for number in range(1, times + 1):
        of_copy = [(f"{tree}-{number}", at, body, leaf) for _, tree, at, body, leaf in entries]
        insert_values(Entry, _ENTRY, [(*rest, bytes(leaf)) for *rest, leaf in of_copy])
        there = Entry.objects.filter(tree__endswith=f"-{number}")
        ids = {(tree, at): key for tree, at, key in there.values_list("tree", "position", "id")}
        copies = {one[0]: ids[copy[:2]] for one, copy in zip(entries, of_copy, strict=True)}
        insert_values(
            RowDigest,
            ["entry_id", "number", "table", "row", "digest"],
            [
                (copies[entry], at, table, f"{row}-{number}", bytes(digest))
                for entry, at, table, row, digest in digests
            ],
        )
    laps = [
        (f"{tree}{copy}", lap * len(entries) + at, body, bytes(leaf))
        for copy in ("", *(f"-{number}" for number in range(1, times + 1)))
        for lap in range(1, LAPS)
        for _, tree, at, body, leaf in entries
    ]
    insert_values(Entry, _ENTRY, laps)


_ENTRY = ("tree", "position", "body", "leaf")


def uses(statement: Statement) -> list[Use]:
    """How the database at hand would go about a statement: every table it reads."""
    sql, params = statement
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        asked = "EXPLAIN (FORMAT JSON) " if postgres else "EXPLAIN QUERY PLAN "
        cursor.execute(asked + sql, params)
        found = cursor.fetchall()
    if not postgres:
        return list(_of_sqlite(sql, [row[3] for row in found]))
    (told,) = found[0]
    plan = json.loads(told) if isinstance(told, str) else told
    return list(_of_postgres(plan[0]["Plan"], ""))


def _of_postgres(node: dict[str, Any], within: str) -> Iterator[Use]:
    """A bitmap's table stands in the node above those that name its indexes."""
    table = node.get("Relation Name", within)
    below = node.get("Plans", [])
    if node["Node Type"] == "Seq Scan":
        yield Use(table, "")
    if "Index Name" in node:
        yield Use(table, node["Index Name"])
    for one in below:
        yield from _of_postgres(one, table)


def _of_sqlite(sql: str, details: list[str]) -> Iterator[Use]:
    """A table stands under the name that the statement gives it; to walk through a whole index is to read all."""
    called = {alias: table for table, alias in re.findall(r'"?(\w+)"? (?:AS )?"?([A-Z]\d+)"?', sql)}
    for detail in details:
        read = re.match(
            r"(SCAN|SEARCH) (\w+)(?: USING (?:COVERING )?(?:INDEX (\w+)|(\w.*PRIMARY KEY)))?",
            detail,
        )
        if read is None:
            continue
        how, name, index, by_key = read.groups()
        table = called.get(name, name)
        # Django's keys that are no integers are an index of SQLite's own making.
        yield Use(str(table), "" if how == "SCAN" else (index or by_key or ""))


def columns_of(use: Use) -> tuple[str, ...]:
    """The columns of the index in use, in order; none where all is read."""
    if not use.index:
        return ()
    with connection.cursor() as cursor:
        if (
            connection.vendor == "sqlite"
        ):  # which does not tell which of its indexes a constraint is
            cursor.execute(f'PRAGMA index_info("{use.index}")')
            return tuple(row[2] for row in cursor.fetchall()) or ("id",)
        return tuple(
            connection.introspection.get_constraints(cursor, use.table)[use.index]["columns"]
        )


def drop_indexes(table: str, columns: tuple[str, ...]) -> None:
    """Take away every index of a table that begins with these columns."""
    with connection.cursor() as cursor:
        for name, one in connection.introspection.get_constraints(cursor, table).items():
            if not (one["index"] or one["unique"]) or not begins(one["columns"], columns):
                continue
            if one["unique"] or one["primary_key"]:
                cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}" CASCADE')
            else:
                cursor.execute(f'DROP INDEX "{name}"')


def begins(index: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether an index begins with these columns."""
    return list(index[: len(columns)]) == list(columns)


def big_tables() -> set[str]:
    """The tables of more than `BIG` rows."""
    return {
        model._meta.db_table for model in apps.get_models() if model._base_manager.count() > BIG
    }
