"""Triggers that refuse to update or delete the ledger's own rows, on SQLite and PostgreSQL.

Only these tables carry triggers: a table that has one cannot be distributed. They keep an honest
hand from slipping; against a dishonest one stands the root kept outside.
"""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

FIRST = ("ledger_entry", "ledger_rowdigest")
GUARDED = (*FIRST, "ledger_checkpoint", "ledger_cosignature")
_ACTS = ("update", "delete")
_REFUSE = " BEGIN RAISE EXCEPTION 'ledger rows are never changed'; END "


def install(connection: BaseDatabaseWrapper, tables: Sequence[str] = GUARDED) -> None:
    """Put every trigger of these tables in place; those that stand are made anew."""
    lift(connection, tables)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger AS $${_REFUSE}$$"
                " LANGUAGE plpgsql"
            )
        for table in tables:
            for act in _ACTS:
                cursor.execute(_create(connection.vendor, table, act))


def lift(connection: BaseDatabaseWrapper, tables: Sequence[str] = GUARDED) -> None:
    """Take every trigger of these tables away. Only the flush between tests may do so."""
    with connection.cursor() as cursor:
        for table in tables:
            for act in _ACTS:
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, act)}{on_table}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that do not stand as they were made: taken away, switched off or emptied."""
    if connection.vendor == "postgresql":
        question, answers = _STANDING_ON_POSTGRES, {_REFUSE}
    else:
        question = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        answers = {_create("sqlite", table, act) for table in GUARDED for act in _ACTS}
    with connection.cursor() as cursor:
        cursor.execute(question)
        standing = {name for name, body in cursor.fetchall() if body in answers}
    wanted = {_name(table, act) for table in GUARDED for act in _ACTS}
    return sorted(wanted - standing)


_STANDING_ON_POSTGRES = f"""
    SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE tgenabled IN ('O', 'A') AND tgqual IS NULL AND tgrelid IN (
        {", ".join(f"'{table}'::regclass" for table in GUARDED)})
"""  # noqa: S608 (our own names)


def _name(table: str, act: str) -> str:
    return f"{table}_no_{act}"


def _create(vendor: str, table: str, act: str) -> str:
    head = f"CREATE TRIGGER {_name(table, act)} BEFORE {act.upper()} ON {table} FOR EACH ROW"
    if vendor == "postgresql":
        return f"{head} EXECUTE FUNCTION ledger_refuse()"
    return f"{head} BEGIN SELECT RAISE(ABORT, 'ledger rows are never changed'); END"
