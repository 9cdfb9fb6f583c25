"""Rows of one model into their table: one statement run for each, its values made without an object in between.

`bulk_create` compiles a statement for every few hundred rows, value by value; at the size of a country that takes longer than all
the rest of a load.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model

Value = Any


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
    return [column.name for column in columns], (_values(row, columns) for row in rows)


def insert_values(
    model: type[Model], names: Iterable[str], values: Iterable[tuple[Value, ...]]
) -> None:
    """Insert tuples of values, as the database takes them, into the named columns of a model's table."""
    quote = connection.ops.quote_name
    column_of = {
        name: field.column
        for field in model._meta.concrete_fields
        for name in (field.name, field.attname)
    }
    columns = [quote(str(column_of[name])) for name in names]
    places = ", ".join(["%s"] * len(columns))
    table = quote(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})",  # noqa: S608  # names from the model
            list(values),
        )


def _values(row: Model, columns: Sequence[_Column]) -> tuple[Value, ...]:
    made: list[Value] = []
    for name, kind, quick, otherwise in columns:
        value = getattr(row, name)
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
