"""Rows of one model into their table: their values made without an object in between.

`bulk_create` compiles a statement for every few hundred rows, value by value; at the size of a country that takes longer than all
the rest of a load. PostgreSQL takes many rows by COPY, which reads no statement for each.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import chain, islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model

from tusoi.ledger.columns import values_getter

Value = Any

COPIED_FROM = 10
"""So many rows, and PostgreSQL takes them by COPY; below, the exchange that opens one costs what it saves."""
LAID_BESIDE_FROM = 1_000
"""So many rows that add to what is there, and they are copied beside the table first."""


class _Column(NamedTuple):
    """A column: values of exactly this type go in as `quick` makes them (None: as they are), others as the field says."""

    name: str
    kind: type | None
    quick: Callable[[Value], Value] | None
    otherwise: Callable[[Value], Value]


def insert_rows(rows: Sequence[Model]) -> None:
    """Insert rows of one model, whose keys are made already."""
    insert_values(type(rows[0]), *values_of(rows))
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def values_of(rows: Sequence[Model]) -> tuple[list[str], Iterator[tuple[Value, ...]]]:
    """The columns of rows of one model, by name, and each row's values as the database takes them."""
    columns = _columns(type(rows[0]), connection.vendor)
    names = [column.name for column in columns]
    return names, (_as_taken(values, columns) for values in map(values_getter(names), rows))


def insert_values(
    model: type[Model], names: Sequence[str], values: Iterable[Sequence[Value]]
) -> None:
    """Insert values, as the database takes them, into the named columns of a model's table."""
    table, columns = _into(model, names)
    left = iter(values)
    some = list(islice(left, COPIED_FROM)) if connection.vendor == "postgresql" else list(left)
    if connection.vendor == "postgresql" and len(some) == COPIED_FROM:
        _copy(table, columns, chain(some, left))
        return
    if not some:
        return
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", some)  # noqa: S608  # names from the model


def add_values(
    model: type[Model],
    names: Sequence[str],
    values: Sequence[Sequence[Value]],
    *,
    adding: Sequence[str],
) -> None:
    """The same; but where a key is there already, each column of `adding` grows by what is given. In the order given."""
    if not values:
        return
    table, columns = _into(model, names)
    grown = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in adding)
    met = f'ON CONFLICT ("{model._meta.pk.column}") DO UPDATE SET {grown}'
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(values) >= LAID_BESIDE_FROM:
            cursor.execute(f"CREATE TEMPORARY TABLE beside (LIKE {table}) ON COMMIT DROP")
            _copy("beside", columns, values)
            cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM beside {met}")  # noqa: S608  # names from the model
            cursor.execute("DROP TABLE beside")
            return
        places = ", ".join(["%s"] * len(names))
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places}) {met}", values)  # noqa: S608  # names from the model


def _into(model: type[Model], names: Sequence[str]) -> tuple[str, str]:
    """A model's table and the named columns, as a statement has them."""
    quote = connection.ops.quote_name
    column_of = {
        name: field.column
        for field in model._meta.concrete_fields
        for name in (field.name, field.attname)
    }
    columns = ", ".join(quote(str(column_of[name])) for name in names)
    return quote(model._meta.db_table), columns


def _copy(table: str, columns: str, values: Iterable[Sequence[Value]]) -> None:
    """Send rows as text, as many at a time as the line takes; what PostgreSQL refuses is raised as of any statement."""
    connection.validate_no_broken_transaction()
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
    ):
        for row in values:
            copy.write_row(row)


def _as_taken(values: Sequence[Value], columns: Sequence[_Column]) -> tuple[Value, ...]:
    made: list[Value] = []
    for value, (_, kind, quick, otherwise) in zip(values, columns, strict=True):
        if type(value) is kind:
            made.append(value if quick is None else quick(value))
        else:
            made.append(None if value is None else otherwise(value))
    return tuple(made)


@cache
def _columns(model: type[Model], vendor: str) -> tuple[_Column, ...]:
    return tuple(_column(field, vendor) for field in model._meta.concrete_fields)


def _column(field: "Field[Any, Any]", vendor: str) -> _Column:
    """How a field's values go into the database; what is not plainly of its type is left to the field."""

    def otherwise(value: Value) -> Value:
        return field.get_db_prep_save(value, connection)

    target = field
    while target.is_relation:
        target = target.target_field  # type: ignore[attr-defined]  # a key's column is of its target's type
    kind = _KINDS.get(target.get_internal_type())
    if target.get_internal_type() == "DateTimeField":
        return _Column(field.attname, None, None, lru_cache(maxsize=64)(otherwise))
    quick = _QUICK_ON_SQLITE.get(kind) if kind and vendor == "sqlite" else None
    return _Column(field.attname, kind, quick, otherwise)


_KINDS: dict[str, type] = {
    "BinaryField": bytes,
    "BooleanField": bool,
    "CharField": str,
    "DateField": date,
    "PositiveIntegerField": int,
    "PositiveSmallIntegerField": int,
    "TextField": str,
    "UUIDField": UUID,
}
_QUICK_ON_SQLITE: dict[type, Callable[[Value], Value]] = {
    UUID: lambda key: key.hex,
    date: date.isoformat,
}
