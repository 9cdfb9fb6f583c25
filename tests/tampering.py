# ruff: noqa: S608  table and column names come from the registry of models
"""Changing what is recorded behind the program's back, by plain SQL, and what the check names then."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, models

from tusoi.ledger import triggers
from tusoi.ledger.checking import Discrepancy, discrepancies
from tusoi.ledger.models import Committed, Entry, RowDigest
from tusoi.ledger.queries import committed_models

TREE = "campaign/hcmc-2012"


def found() -> list[Discrepancy]:
    """What the check names, the lifted guards apart."""
    guards = set(triggers.missing(connection))
    return [one for one in discrepancies() if one.place not in guards]


def places() -> list[str]:
    return sorted(one.place for one in found())


def said(place: str) -> str:
    """All that is said of one place, in English."""
    return " | ".join(one.wording.en for one in found() if one.place == place)


def sql(sentence: str, *values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sentence, values)
        return int(cursor.rowcount)


def set_column(model: type[models.Model], key: Any, column: str, value: Any) -> None:
    """Change one value of one row, past the program; `value` is as the database takes it."""
    pk = model._meta.pk
    assert pk is not None
    changed = sql(
        f'UPDATE "{model._meta.db_table}" SET "{column}" = %s WHERE "{pk.column}" = %s',
        value,
        pk.get_db_prep_value(key, connection),
    )
    assert changed == 1


def keys(model: type[models.Model]) -> list[Any]:
    found_keys = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
    random.Random(2012).shuffle(found_keys)  # noqa: S311 (the same rows every time)
    return found_keys


def place(model: type[models.Model], key: Any) -> str:
    return f"{model._meta.label_lower} {key}"


def recorded_columns(model: type[Committed]) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in model.uncommitted - {"salt"}
    ]


def one_change_per_row(turn: int) -> Iterator[tuple[type[Committed], Any, Any]]:
    for model in committed_models():
        rows = keys(model)
        if rows:
            columns = recorded_columns(model)[turn * len(rows) : (turn + 1) * len(rows)]
            for field, key in zip(columns, rows, strict=False):
                yield model, field, key


def other(field: Any, value: Any) -> Any:
    """A value for the column that is not this one, and as near to it as may be."""
    target = getattr(field, "target_field", field)
    if isinstance(target, models.UUIDField):
        return uuid4()
    if isinstance(target, models.BooleanField):
        return not value
    if isinstance(target, models.DateTimeField):
        return value + timedelta(microseconds=1)
    if isinstance(target, models.DateField):
        return value + timedelta(days=1) if value else date(2012, 12, 17)
    if isinstance(target, models.IntegerField):
        return 7 if value is None else value + 1
    if isinstance(target, models.BinaryField):
        return bytes(32)
    if isinstance(target, models.JSONField):
        return {"other": 1}
    return value[:-1] + ("x" if value[-1:] != "x" else "y")


def with_rows() -> list[type[Committed]]:
    """The committed tables of which the seed has rows."""
    return [model for model in committed_models() if keys(model)]


def add_copy(model: type[Committed], key: Any) -> Any:
    """The same row once more under another key; gives that key."""
    new = other(model._meta.pk, key)
    fresh: Mapping[str | None, Any] = {
        field.column: new if field.primary_key else "other"
        for field in model._meta.concrete_fields
        if field.primary_key or field.unique or (model._meta.label, field.name) == UNIT_CODE
    }
    columns = [field.column for field in model._meta.concrete_fields]
    taken = ", ".join("%s" if name in fresh else f'"{name}"' for name in columns)
    named = ", ".join(f'"{name}"' for name in columns)
    pk = model._meta.pk
    added = sql(
        f'INSERT INTO "{model._meta.db_table}" ({named}) SELECT {taken}'
        f' FROM "{model._meta.db_table}" WHERE "{pk.column}" = %s',
        *(
            pk.get_db_prep_value(new, connection) if name == pk.column else fresh[name]
            for name in columns
            if name in fresh
        ),
        pk.get_db_prep_value(key, connection),
    )
    assert added == 1
    return new


UNIT_CODE = ("organisation.Unit", "code")


def entry(position: int) -> Entry:
    return Entry.objects.get(tree=TREE, position=position)


def rows_of(one: Entry) -> list[str]:
    lines = RowDigest.objects.filter(entry=one).values_list("table", "row")
    return [f"{table} {row}" for table, row in lines]
