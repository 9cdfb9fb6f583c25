"""The database as an act that is prepared will leave it: the tables from which something is derived, in a file of their own.

What follows an act is worked out there, by the very code that follows it, while people go on working; its rows are prepared
as the act's own are, and only copied while others wait.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from tusoi.ledger.staging import (
    HERE,
    Staging,
    attached,
    look_at_indexes,
    quoted,
    take_away,
)

_THERE = "there"
"""What the database is called where its rows are copied from."""
_SETTLED = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA cache_size=-16384;"
"""Nothing of the file outlives its block, so nothing of it need outlive the process."""


@contextmanager
def foreseen(
    staging: Staging, *, reads: Collection[str], derives: Collection[str], campaign: str
) -> Iterator[None]:
    """What the block asks for is there as it will be once this is taken over; what it derives is prepared with the rest.

    `reads` and `derives` are models by their labels: of the first the campaign's rows are there, with those prepared; of
    the second there is nothing yet. This thread's questions go to a file of its own meanwhile: nothing the block does
    reaches the database, and a question about any other table fails.
    """
    prepared, laid_out = staging.tables(), {*reads, *derives}
    staging.put_down()  # all of it can be read, and it holds nothing that it has read itself
    with _asked_instead(staging.file.with_suffix(".foreseen.sqlite3")) as (database, cursor):
        cursor.execute("PRAGMA foreign_keys=OFF")  # of most parents there is no table
        with (
            attached(cursor, _THERE, database.settings_dict["NAME"]),
            attached(cursor, HERE, staging.file),
            transaction.atomic(),
        ):
            _lay_out(cursor, "table", laid_out)
            for model in map(apps.get_model, reads):
                _fill(cursor, model, campaign, from_here=model._meta.db_table in prepared)
            _lay_out(cursor, "index", laid_out)
        look_at_indexes()
        with transaction.atomic():
            yield
        with attached(cursor, HERE, staging.file), transaction.atomic():
            for model in map(apps.get_model, derives):
                _prepare(cursor, model)


@contextmanager
def _asked_instead(file: Path) -> Iterator[tuple[BaseDatabaseWrapper, CursorWrapper]]:
    """This thread asks an empty file in the place of the database, which is handed out to be copied from."""
    take_away(file)
    file.touch(mode=0o600)
    database = connections[DEFAULT_DB_ALIAS]
    own = database.copy()
    # Not IMMEDIATE, which would take every attached file's place for a writer, the database's too.
    own.settings_dict |= {"NAME": str(file), "OPTIONS": {"init_command": _SETTLED}}
    connections[DEFAULT_DB_ALIAS] = own
    try:
        with own.cursor() as cursor:
            yield database, cursor
    finally:
        connections[DEFAULT_DB_ALIAS] = database
        own.close()
        take_away(file)


def _lay_out(cursor: CursorWrapper, kind: str, labels: Collection[str]) -> None:
    """Make the tables, or the indexes, of these models as the database has them."""
    for model in map(apps.get_model, labels):
        asked = f"SELECT sql FROM {_THERE}.sqlite_master WHERE type = %s AND tbl_name = %s AND sql <> ''"  # noqa: S608 (our names)
        cursor.execute(asked, [kind, model._meta.db_table])
        for (made,) in cursor.fetchall():
            cursor.execute(made)


def _fill(cursor: CursorWrapper, model: type[Model], campaign: str, *, from_here: bool) -> None:
    """The campaign's rows of a table, and those prepared; where both have an identity, somebody made it meanwhile."""
    table, columns = quoted(model._meta.db_table), _columns(model)
    copied = f"INSERT OR IGNORE INTO {table} ({columns}) SELECT {columns} FROM"
    if "campaign_id" in {one.column for one in model._meta.concrete_fields}:
        cursor.execute(f"{copied} {_THERE}.{table} WHERE campaign_id = %s", [campaign])
    else:
        cursor.execute(f"{copied} {_THERE}.{table}")
    if from_here:
        cursor.execute(f"{copied} {HERE}.{table}")


def _prepare(cursor: CursorWrapper, model: type[Model]) -> None:
    """Prepare what was derived, by its key: so it goes into the index of a large table side by side."""
    table, key = quoted(model._meta.db_table), quoted(model._meta.pk.column)
    cursor.execute(f"DROP TABLE IF EXISTS {HERE}.{table}")  # of one that was cut off
    cursor.execute(
        f"CREATE TABLE {HERE}.{table} AS SELECT {_columns(model)} FROM main.{table} ORDER BY {key}"  # noqa: S608 (our names)
    )


def _columns(model: type[Model]) -> str:
    return ", ".join(quoted(field.column) for field in model._meta.concrete_fields)
