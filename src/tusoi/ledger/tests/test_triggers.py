"""The ledger's own rows are never changed, and a guard that was taken away is missed."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from tusoi.ledger import triggers
from tusoi.ledger.actions import act
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import Checkpoint, Cosignature, Entry, RowDigest
from tusoi.ledger.tests.test_acts import LAN, TOLD, host

pytestmark = pytest.mark.django_db

ALL = [
    "ledger_checkpoint_no_delete",
    "ledger_checkpoint_no_update",
    "ledger_cosignature_no_delete",
    "ledger_cosignature_no_update",
    "ledger_entry_no_delete",
    "ledger_entry_no_update",
    "ledger_rowdigest_no_delete",
    "ledger_rowdigest_no_update",
]


@pytest.fixture(autouse=True)
def _one_entry() -> None:
    with act(TOLD, by=LAN) as opened:
        opened.insert([host("a")])
    moment = datetime(2026, 11, 29, tzinfo=UTC)
    made = Checkpoint.objects.create(
        tree="host", size=1, root=bytes(32), frontier=bytes(32), at=moment, note=""
    )
    Cosignature.objects.create(checkpoint=made, key="", line="", at=moment)


def test_all_guards_stand_after_migrate() -> None:
    assert triggers.missing(connection) == []


@pytest.mark.parametrize("table", triggers.GUARDED)
@pytest.mark.parametrize("sentence", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_the_database_itself_refuses(table: str, sentence: str) -> None:
    with (
        pytest.raises(DatabaseError, match="ledger rows are never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sentence.format(table))
    assert Entry.objects.count() == RowDigest.objects.count() == 1


def test_guards_that_were_lifted_are_named() -> None:
    triggers.lift(connection)
    assert triggers.missing(connection) == ALL
    assert [found.place for found in discrepancies()] == ALL
    triggers.install(connection)
    assert triggers.missing(connection) == []


def test_a_guard_that_was_emptied_is_named() -> None:
    """A trigger of the same name that lets everything pass does not stand for the one that was made."""
    on_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if on_postgres:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$"
                " LANGUAGE plpgsql"
            )
        else:
            cursor.execute("DROP TRIGGER ledger_entry_no_update")
            cursor.execute(
                "CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry"
                " BEGIN SELECT 1; END"
            )
    expected = ALL if on_postgres else ["ledger_entry_no_update"]
    assert triggers.missing(connection) == expected


@pytest.mark.postgres
def test_a_guard_that_was_switched_off_is_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_no_delete")
        assert triggers.missing(connection) == ["ledger_entry_no_delete"]
        cursor.execute("ALTER TABLE ledger_entry ENABLE REPLICA TRIGGER ledger_entry_no_delete")
    assert triggers.missing(connection) == ["ledger_entry_no_delete"]
