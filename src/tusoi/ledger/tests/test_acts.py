"""An act is one transaction and one entry in each tree it touches, and says nothing it did not declare."""

import json
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from uuid import UUID, uuid4

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tusoi.ledger import checking
from tusoi.ledger.actions import act, hold_part, hold_tree
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.event import Event
from tusoi.ledger.models import HOST_TREE, Committed, Entry, Erasure, RowDigest
from tusoi.ledger.queries import committed_models, head
from tusoi.ledger.reading import Newest, newest
from tusoi.values.wording import Wording

LAN = UUID("00000000-0000-4000-8000-000000000001")
TOLD = Event("hosts_told", Wording(vi="kể tên cơ quan", en="hosts were told"), keys=("count",))
OTHER = Event("other", Wording(vi="việc khác", en="something else"))


def host(code: str) -> Committed:
    model = apps.get_model("organisation", "Host")
    return model(code=code)


@pytest.mark.django_db
def test_an_act_leaves_one_entry_that_commits_to_its_rows() -> None:
    moment = datetime(2012, 11, 16, 10, tzinfo=UTC)
    with act(TOLD, by=LAN, told_at=moment, count=2) as opened:
        opened.insert([host("a"), host("b")])
    entry = Entry.objects.get()
    body = json.loads(entry.body)
    assert (entry.tree, entry.position) == (HOST_TREE, 0)
    assert set(body) == {"v", "event", "by", "at", "told_at", "keys", "rows"}
    assert body["event"] == "hosts_told"
    assert body["keys"] == {"count": 2}
    assert body["rows"]["count"] == 2
    assert body["told_at"].startswith("2012-11-16T10:00")
    assert not body["at"].startswith("2012"), "the entry keeps the real moment"
    assert list(RowDigest.objects.values_list("row", flat=True)) == ["a", "b"]
    assert list(discrepancies()) == []


@pytest.mark.django_db
def test_an_act_within_another_joins_its_entry() -> None:
    with act(TOLD, by=LAN) as outer:
        outer.insert([host("a")])
        with act(OTHER, by=LAN) as inner:
            inner.insert([host("b")])
            assert inner is outer
    assert [json.loads(body)["event"] for body in Entry.objects.values_list("body", flat=True)] == [
        "hosts_told"
    ]
    assert list(discrepancies()) == []


@pytest.mark.django_db
def test_an_act_that_fails_writes_nothing() -> None:
    with pytest.raises(RuntimeError):
        break_off()
    assert not Entry.objects.exists()
    assert not type(host("a"))._default_manager.exists()
    with act(TOLD, by=LAN) as opened:
        opened.insert([host("a")])
    assert Entry.objects.count() == 1, "the act that failed is closed"


def break_off() -> None:
    with act(TOLD, by=LAN) as opened:
        opened.insert([host("a")])
        raise RuntimeError


@pytest.mark.django_db
def test_an_act_that_writes_nothing_leaves_no_entry() -> None:
    with act(TOLD, by=LAN):
        pass
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_key_that_the_event_does_not_declare_is_refused() -> None:
    with pytest.raises(ValueError, match="declares no key"), act(TOLD, by=LAN, name="Lan"):
        pass


@pytest.mark.django_db
def test_identities_that_are_there_are_not_inserted_again() -> None:
    for _ in range(2):
        with act(TOLD, by=LAN) as opened:
            opened.insert_missing([host("a"), host("a")])
    assert Entry.objects.count() == RowDigest.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(min_value=0, max_value=3), max_size=6))
def test_positions_have_no_gap_and_the_root_grows_with_them(acts: list[int]) -> None:
    before, told = head(HOST_TREE), 0
    for number, rows in enumerate(acts):
        with act(TOLD, by=LAN) as opened:
            opened.insert([host(f"{before.size}-{number}-{row}") for row in range(rows)])
        told += bool(rows)
    assert head(HOST_TREE).size == before.size + told
    assert (head(HOST_TREE).root == before.root) == (told == 0)
    assert list(discrepancies()) == []


ACTS = 12


def tell(name: str) -> None:
    for number in range(ACTS):
        with act(TOLD, by=LAN) as opened:
            opened.insert_missing([host(f"{name}-{number}")])  # reads first, as a load does


def positions() -> list[int]:
    return list(
        Entry.objects.filter(tree=HOST_TREE).order_by("position").values_list("position", flat=True)
    )


def tell_and_close(name: str) -> None:
    try:
        tell(name)
    finally:
        connection.close()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_sixteen_writers_on_postgresql_leave_no_gap() -> None:
    with ThreadPoolExecutor(16) as all_of_them:
        list(all_of_them.map(tell_and_close, [f"client{number}" for number in range(16)]))
    assert positions() == list(range(16 * ACTS))
    assert list(discrepancies()) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_whoever_sees_the_newest_entry_has_seen_all_there_is_on_postgresql() -> None:
    """What is kept of a page is kept as long as the newest entry is the same, whichever tree it is of."""
    seen: list[tuple[Newest, int]] = []

    def tell_in_another_tree() -> None:
        try:
            with act(TOLD, by=LAN) as opened:
                opened.insert([in_tree("campaign/a")])
            seen.append((newest(), Entry.objects.count()))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            with act(TOLD, by=LAN) as opened:
                opened.insert([host("a")])
            told = other.submit(tell_in_another_tree)
            wait([told], timeout=1)
        told.result(timeout=30)
    assert seen == [(newest(), 2)], "the entry of the first was committed after that of the second"


def in_tree(name: str) -> Committed:
    return Erasure(id=uuid4(), witness=name, table="a.b", row=name, ground="period")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("one", "other", "side_by_side"),
    [("A47", "A48", True), ("A47", "A47", False), ("", "A47", False), ("A47", "", False)],
)
def test_a_part_is_held_beside_other_parts_on_postgresql(
    one: str, other: str, side_by_side: bool
) -> None:
    both_hold = Barrier(2)

    def hold(part: str) -> bool:
        try:
            with transaction.atomic():
                hold_part(HOST_TREE, part) if part else hold_tree(HOST_TREE)
                both_hold.wait(10 if side_by_side else 1)
        except BrokenBarrierError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as both:
        assert list(both.map(hold, (one, other))) == [side_by_side, side_by_side]


@pytest.mark.django_db
def test_the_times_of_a_tree_never_go_back_though_the_clock_does() -> None:
    for hour, name in ((12, "a"), (11, "b"), (13, "c")):
        with (
            time_machine.travel(datetime(2012, 12, 20, hour, tzinfo=UTC), tick=False),
            act(TOLD, by=LAN) as opened,
        ):
            opened.insert([host(name)])
    bodies = Entry.objects.order_by("position").values_list("body", flat=True)
    assert [json.loads(body)["at"][11:13] for body in bodies] == ["12", "12", "13"]
    assert list(discrepancies()) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_what_is_told_while_the_check_reads_is_not_half_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Between the entries and the rows of the check, somebody else tells: neither is seen yet."""

    def told_meanwhile() -> list[type[Committed]]:
        with ThreadPoolExecutor(1) as another:
            another.submit(tell_and_close, "minh").result()
        return committed_models()

    monkeypatch.setattr(checking, "committed_models", told_meanwhile)
    assert list(discrepancies()) == []
    assert head(HOST_TREE).size == ACTS


WRITER = """
import django; django.setup()
import sys; from tusoi.ledger.tests.test_acts import tell
if sys.argv[1] == "migrate":
    from django.core.management import call_command; call_command("migrate", verbosity=0)
else:
    tell(sys.argv[1])
"""


def test_two_programs_on_one_embedded_database_leave_no_gap(tmp_path: Path) -> None:
    there = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "TUSOI_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tusoi.site.settings",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }

    def start(word: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-c", WRITER, word], env=there)

    assert start("migrate").wait(600) == 0
    assert [writer.wait(600) for writer in [start("lan"), start("minh")]] == [0, 0]
    with closing(sqlite3.connect(tmp_path / "tusoi.sqlite3")) as database:
        told = database.execute("SELECT position FROM ledger_entry ORDER BY position").fetchall()
    assert [position for (position,) in told] == list(range(2 * ACTS))
