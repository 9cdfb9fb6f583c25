# ruff: noqa: S608  table and column names come from the registry of models
"""Whatever is changed, added or taken away in the database behind the program's back, the check names it.

The seed's campaign is loaded once; every test changes it by plain SQL and is rolled back. Foreign keys
are deferred, and the guards of the ledger's own rows are lifted first, as an owner of the machine could.
"""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from tests.acts_on_pages import CHANGED_ON_PAGES, act_on_pages
from tests.tampering import (
    TREE,
    add_copy,
    entry,
    found,
    keys,
    one_change_per_row,
    other,
    place,
    places,
    recorded_columns,
    rows_of,
    said,
    set_column,
    sql,
    with_rows,
)
from tusoi.exchange.actions import load_folder
from tusoi.exchange.events import RETURN_LOADED
from tusoi.ledger import checking, triggers
from tusoi.ledger.actions import Written, act, rows_root
from tusoi.ledger.commitment import canonical
from tusoi.ledger.models import Entry, RowDigest
from tusoi.ledger.queries import committed_models, head
from tusoi.ledger.tree import leaf_hash
from tusoi.meetings.models import (
    Session,
)
from tusoi.organisation.actions import add_account
from tusoi.organisation.events import ACCOUNT_ADDED
from tusoi.organisation.models import Account, Standing
from tusoi.remediation.models import Item
from tusoi.values.moment import ZONE, parse_moment

SEED = Path(__file__).resolve().parents[1] / "examples" / "hcmc-2012"
RETURNS = (
    (SEED / "returns" / "2012-11-16", "2012-11-16T17:00+07:00"),
    (SEED / "returns" / "2012-12-03", "2012-12-03T17:00+07:00"),
    (SEED, "2012-12-17T17:00+07:00"),
)
pytestmark = pytest.mark.django_db
WITHOUT_ROWS = frozenset(CHANGED_ON_PAGES)
"""Committed tables of which the seed has no row, by label: name a new one here or give the seed a row."""


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        teller = add_account("Mai")
        for folder, moment in RETURNS:
            load_folder(folder, by=teller.pk, told_at=parse_moment(moment))
        triggers.lift(connection)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _undone(loaded: None, db: None) -> Iterator[None]:
    """Rolled back before the test's own transaction ends, which would look at the foreign keys."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_few_rows_and_digests_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check of a country's millions of rows has room on a small machine."""
    compared, most = 0, 0
    met = checking._Beside._met

    def noted(self: Any, key: str) -> Iterator[checking.Discrepancy]:
        nonlocal compared, most
        compared, most = compared + 1, max(most, len(self._rows) + len(self._lines))
        return met(self, key)

    monkeypatch.setattr(checking._Beside, "_met", noted)
    assert not found()
    assert compared == 2 * RowDigest.objects.count()
    assert most <= 100


def test_a_clean_database_gives_nothing() -> None:
    assert found() == []


def test_the_seed_has_a_row_of_every_recorded_table() -> None:
    empty = {model._meta.label for model in committed_models() if not keys(model)}
    assert empty == WITHOUT_ROWS


def test_what_was_told_on_pages_is_named_when_it_is_changed() -> None:
    act_on_pages()
    assert found() == []
    for label, change in CHANGED_ON_PAGES.items():
        model = apps.get_model(label)
        row = model._base_manager.exclude(**change).order_by("pk").first()
        model._base_manager.filter(pk=row.pk).update(**change)
    named = {one.place.split()[0] for one in found()}
    assert named == {label.lower() for label in CHANGED_ON_PAGES}


def test_every_changed_value_of_every_column_is_named() -> None:
    """In rounds: in each, one other column of each row at hand, in all tables at once."""
    rounds = 0
    while changes := list(one_change_per_row(rounds)):
        expected = set()
        with transaction.atomic():
            for model, field, key in changes:
                old = model._base_manager.values_list(field.attname, flat=True).get(pk=key)
                new = other(field, old)
                target = getattr(field, "target_field", field)
                set_column(model, key, field.column, target.get_db_prep_save(new, connection))
                expected |= {place(model, key), place(model, new if field.primary_key else key)}
            assert places() == sorted(expected)
            transaction.set_rollback(True)
        rounds += 1
    assert rounds >= 4


def test_a_password_is_no_record() -> None:
    set_column(Account, keys(Account)[0], "password", "another")
    assert found() == []


def test_every_removed_row_is_named() -> None:
    expected = []
    for model in with_rows():
        key = keys(model)[0]
        pk = model._meta.pk
        sql(
            f'DELETE FROM "{model._meta.db_table}" WHERE "{pk.column}" = %s',
            pk.get_db_prep_value(key, connection),
        )
        expected.append(place(model, key))
    reported = found()
    assert sorted(one.place for one in reported) == sorted(expected)
    assert all("was removed" in one.wording.en for one in reported)


def test_every_added_row_is_named() -> None:
    expected = [place(model, add_copy(model, keys(model)[0])) for model in with_rows()]
    reported = found()
    assert sorted(one.place for one in reported) == sorted(expected)
    assert all("added from outside" in one.wording.en for one in reported)


def test_two_rows_that_change_places_are_both_named() -> None:
    one, two = keys(Item)[:2]
    values = {row["pk"]: row for row in Item.objects.filter(pk__in=[one, two]).values("pk", "salt")}
    for field in (*recorded_columns(Item),):
        if field.primary_key:
            continue
        first, second = (
            Item.objects.values_list(field.attname, flat=True).get(pk=key) for key in (one, two)
        )
        target = getattr(field, "target_field", field)
        set_column(Item, one, field.column, target.get_db_prep_save(second, connection))
        set_column(Item, two, field.column, target.get_db_prep_save(first, connection))
    assert bytes(Item.objects.get(pk=one).salt) == bytes(values[two]["salt"])
    assert places() == sorted([place(Item, one), place(Item, two)])


# The ledger's own rows


def test_an_entry_that_was_rewritten_is_named() -> None:
    body = entry(1).body.replace("return_loaded", "return_loadef")
    set_column(Entry, entry(1).pk, "body", body)
    assert places() == [f"{TREE} #1"]


def test_a_leaf_that_was_rewritten_is_named() -> None:
    set_column(Entry, entry(1).pk, "leaf", bytes(32))
    assert places() == [f"{TREE} #1"]


def test_an_entry_removed_with_its_digests_leaves_a_gap_and_rows_without_an_entry() -> None:
    gone = entry(1)
    expected = sorted([f"{TREE} #2", *rows_of(gone)])
    sql("DELETE FROM ledger_rowdigest WHERE entry_id = %s", gone.pk)
    sql("DELETE FROM ledger_entry WHERE id = %s", gone.pk)
    assert places() == expected


def test_a_tail_cut_off_leaves_rows_without_an_entry() -> None:
    gone = entry(2)
    expected = sorted(rows_of(gone))
    sql("DELETE FROM ledger_rowdigest WHERE entry_id = %s", gone.pk)
    sql("DELETE FROM ledger_entry WHERE id = %s", gone.pk)
    assert places() == expected


def test_an_entry_removed_alone_is_missed_by_its_digests() -> None:
    gone = entry(2)
    expected = sorted(rows_of(gone))
    sql("DELETE FROM ledger_entry WHERE id = %s", gone.pk)
    reported = [
        one for one in found() if "entry that recorded this row was removed" in one.wording.en
    ]
    assert sorted(one.place for one in reported) == expected


def test_entries_that_were_renumbered_are_named() -> None:
    first, second = entry(1).pk, entry(2).pk
    set_column(Entry, first, "position", 99)
    set_column(Entry, second, "position", 1)
    set_column(Entry, first, "position", 2)
    assert places() == [f"{TREE} #2"]
    assert "order was changed" in said(f"{TREE} #2")


def test_a_position_that_was_skipped_is_named() -> None:
    set_column(Entry, entry(2).pk, "position", 3)
    assert places() == [f"{TREE} #3"]


def test_a_tree_that_was_renamed_is_named() -> None:
    set_column(Entry, entry(0).pk, "tree", "campaign/other")
    assert f"{TREE} #1" in places()


def test_a_digest_that_was_removed_is_named_with_its_row() -> None:
    line = RowDigest.objects.filter(entry=entry(1)).order_by("number")[7]
    sql("DELETE FROM ledger_rowdigest WHERE id = %s", line.pk)
    assert places() == sorted([f"{TREE} #1", f"{line.table} {line.row}"])
    assert "row number 7 is missing" in said(f"{TREE} #1")


def test_a_digest_that_was_changed_is_named_with_its_row() -> None:
    line = RowDigest.objects.filter(entry=entry(1)).order_by("number")[7]
    set_column(RowDigest, line.pk, "digest", bytes(32))
    assert places() == sorted([f"{TREE} #1", f"{line.table} {line.row}"])


def test_two_digests_that_change_places_are_named() -> None:
    one, two = RowDigest.objects.filter(entry=entry(1)).order_by("number")[:2]
    set_column(RowDigest, one.pk, "number", 9999)
    set_column(RowDigest, two.pk, "number", one.number)
    set_column(RowDigest, one.pk, "number", two.number)
    assert places() == [f"{TREE} #1"]


def test_a_digest_given_to_another_row_is_named() -> None:
    line = RowDigest.objects.filter(entry=entry(1)).order_by("number")[7]
    set_column(RowDigest, line.pk, "row", "elsewhere")
    assert places() == sorted([f"{line.table} elsewhere", f"{line.table} {line.row}"])


def test_a_changed_row_with_a_digest_to_match_is_named_by_its_entry() -> None:
    item = Item.objects.get(pk=keys(Item)[0])
    item.title = "việc khác"
    set_column(Item, item.pk, "title", item.title)
    line = RowDigest.objects.get(row=str(item.pk))
    set_column(RowDigest, line.pk, "digest", item.digest())
    assert places() == [str(line.entry)]


def test_a_row_recorded_once_more_by_a_later_entry_is_named() -> None:
    """Otherwise a forger could change a row and append an entry that says so, and every earlier root would hold."""
    item = Item.objects.get(pk=keys(Item)[0])
    item.title = "việc khác"
    set_column(Item, item.pk, "title", item.title)
    with act(RETURN_LOADED, by=uuid4()) as forged:
        forged.written[TREE].append(Written.of([item]))
    assert set(places()) == {place(Item, item.pk)}
    assert "once more in entry campaign/hcmc-2012 #3" in said(place(Item, item.pk))


def test_a_forger_who_rewrites_everything_still_changes_the_root() -> None:
    """What the check cannot see, and what the root kept outside is for."""
    before = head(TREE)
    item = Item.objects.get(pk=keys(Item)[0])
    item.title = "việc khác"
    set_column(Item, item.pk, "title", item.title)
    line = RowDigest.objects.get(row=str(item.pk))
    set_column(RowDigest, line.pk, "digest", item.digest())
    digests = RowDigest.objects.filter(entry=line.entry).order_by("number")
    body = json.loads(line.entry.body)
    body["rows"]["root"] = rows_root(bytes(one.digest) for one in digests).hex()
    text = canonical(body)
    set_column(Entry, line.entry_id, "body", text.decode())
    set_column(Entry, line.entry_id, "leaf", leaf_hash(text))
    assert found() == []
    assert head(TREE).size == before.size
    assert head(TREE).root != before.root


# What a column cannot hold (SQLite keeps anything in any column)

on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="PostgreSQL refuses these values itself; run without DATABASE_URL",
)


Misspelling = Callable[[Session], Any]

READS_THE_SAME: tuple[tuple[str, Misspelling], ...] = (
    ("day", lambda row: f"{row.day:%Y%m%d}"),
    ("day", lambda row: f"{row.day:%G-W%V-%u}"),
    ("day", lambda row: f"{row.day} 00:00:00"),
    ("day", lambda row: f"{row.day}".encode()),
    ("told_at", lambda row: f"{row.told_at:%Y-%m-%dT%H:%M:%S}"),
    ("told_at", lambda row: f"{row.told_at:%Y-%m-%d %H:%M:%S}.000000"),
    ("told_at", lambda row: f"{row.told_at.astimezone(ZONE):%Y-%m-%d %H:%M:%S}+07:00"),
    ("review_id", lambda row: str(row.review_id)),
    ("review_id", lambda row: row.review_id.hex.upper()),
    ("id", lambda row: str(row.pk)),
    ("withdrawn", lambda row: 2),
    ("salt", lambda row: row.salt.hex()),
)
READS_OTHERWISE_OR_NOT_AT_ALL: tuple[tuple[str, Misspelling], ...] = (
    ("day", lambda row: "hôm qua"),
    ("day", lambda row: 20121112),
    ("told_at", lambda row: "lúc chiều"),
    ("replaces", lambda row: "không có"),
    ("campaign_id", lambda row: b"hcmc-2012"),
    ("redo", lambda row: "x"),
    ("number", lambda row: "mười"),
    ("number", lambda row: 1.5),
    ("key", lambda row: b"\xff\xfe"),
    ("salt", lambda row: 10**12),
)


@on_sqlite
@pytest.mark.parametrize("values", [READS_THE_SAME, READS_OTHERWISE_OR_NOT_AT_ALL])
def test_a_value_the_product_never_writes_is_named(
    values: tuple[tuple[str, Misspelling], ...],
) -> None:
    rows = [Session.objects.get(pk=key) for key in keys(Session)[: len(values)]]
    for row, (column, value) in zip(rows, values, strict=True):
        set_column(Session, row.pk, column, value(row))
    assert places() == sorted(place(Session, row.pk) for row in rows)


@on_sqlite
def test_the_same_value_written_as_the_product_writes_it_is_no_change() -> None:
    row = Session.objects.get(pk=keys(Session)[0])
    set_column(Session, row.pk, "day", row.day.isoformat())
    set_column(Session, row.pk, "told_at", f"{row.told_at:%Y-%m-%d %H:%M:%S}")
    set_column(Session, row.pk, "review_id", row.review_id.hex)
    assert found() == []


@on_sqlite
def test_letters_that_are_none_and_a_key_that_is_none_are_named() -> None:
    bad, keyless = keys(Session)[:2]
    sql("UPDATE meetings_session SET chair = CAST(X'ff41' AS TEXT) WHERE id = %s", bad.hex)
    set_column(Session, keyless, "id", "không phải khóa")
    assert places() == sorted(
        [place(Session, bad), place(Session, keyless), "meetings.session không phải khóa"]
    )


@on_sqlite
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("body", b"\xff"),
        ("body", "[]"),
        ("body", "[" * 100_000),
        ("body", '{"rows":{"count":1e400,"root":""}}'),
        ("body", '{"rows":{"count":1000000000000,"root":""}}'),
        ("leaf", 10**12),
        ("leaf", "text"),
        ("position", "x"),
        ("position", 2.5),
    ],
)
def test_a_broken_entry_is_named_and_breaks_nothing(column: str, value: Any) -> None:
    one = entry(2)
    set_column(Entry, one.pk, column, value)
    assert any(name.startswith(f"{TREE} #") for name in places())
    assert head(TREE).size == 3


@on_sqlite
@pytest.mark.parametrize(
    ("column", "value"), [("digest", 10**12), ("row", b"\xff"), ("number", "x"), ("table", b"x")]
)
def test_a_broken_digest_is_named_and_breaks_nothing(column: str, value: Any) -> None:
    line = RowDigest.objects.filter(entry=entry(1)).order_by("number")[7]
    set_column(RowDigest, line.pk, column, value)
    assert places()


# What entries say


def test_an_entry_has_only_declared_keys_and_holds_no_name_and_no_text() -> None:
    declared = {event.code: set(event.keys) for event in (RETURN_LOADED, ACCOUNT_ADDED)}
    bodies = list(Entry.objects.values_list("body", flat=True))
    for text in bodies:
        body = json.loads(text)
        assert set(body) == {"v", "event", "by", "at", "told_at", "keys", "rows"}
        assert set(body["rows"]) == {"count", "root"}
        assert set(body["keys"]) <= declared[body["event"]]
        assert text.isascii(), "codes, days and digests are plain; a name or a sentence is not"
    whole = "\n".join(bodies)
    for words in told_words():
        assert words not in whole


def told_words() -> set[str]:
    """Every text of five letters and more in a recorded column that is no code: names, titles, reasons, citations."""
    words: set[str] = set(Standing.objects.values_list("name", flat=True))
    for model in committed_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and not field.primary_key:
                words |= set(model._base_manager.values_list(field.attname, flat=True).distinct())
    codes = {"hcmc-2012"} | set(sql_column("SELECT folder_digest FROM exchange_load"))
    return {text for text in words if len(text) >= 5} - codes


def sql_column(sentence: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sentence)
        return [value for (value,) in cursor.fetchall()]


def test_an_index_that_no_longer_leads_to_its_rows_is_named(tmp_path: Path) -> None:
    """No row differs, and yet no query by campaign finds one."""
    home = tmp_path / "home"
    env = {
        **os.environ,
        "TUSOI_HOME": str(home),
        "PYTHONPATH": str(Path(__file__).resolve().parents[1] / "src"),
    }
    env.pop("DATABASE_URL", None)

    def tusoi(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tusoi.site.cli", *words]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    assert tusoi("demo", "--no-serve").returncode == 0
    file = home / "tusoi.sqlite3"
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA writable_schema=ON")
        database.execute(
            "DELETE FROM sqlite_master WHERE name LIKE 'meetings_session_campaign_id%'"
        )
        database.commit()
    said = tusoi("ledger", "root", "--check", "--lang", "en")
    assert said.returncode == 1
    assert "database file" in said.stdout
