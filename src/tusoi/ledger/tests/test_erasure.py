"""A row whose time is up goes with its salt; the ledger knows who erased it, and names every other disappearance."""

import json
from collections.abc import Callable
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection

from tusoi.ledger.actions import act
from tusoi.ledger.checking import Discrepancy, discrepancies
from tusoi.ledger.event import Event
from tusoi.ledger.models import HOST_TREE, Committed, Entry, Erasure, RowDigest
from tusoi.ledger.queries import head
from tusoi.values.wording import Wording

LAN, DUNG = (UUID(f"00000000-0000-4000-8000-00000000000{number}") for number in (1, 2))
TOLD = Event("hosts_told", Wording(vi="kể tên cơ quan", en="hosts were told"))
ERASED = Event("erased", Wording(vi="xóa theo thời hạn", en="erased, its time being up"))

pytestmark = pytest.mark.django_db


def host(code: str) -> Committed:
    model = apps.get_model("organisation", "Host")
    return model(code=code)


def hosts() -> list[str]:
    return sorted(type(host("a"))._default_manager.values_list("pk", flat=True))


def two_told_one_erased() -> None:
    with act(TOLD, by=LAN) as opened:
        opened.insert([host("an-giang"), host("bac-lieu")])
    with act(ERASED, by=DUNG) as opened:
        opened.erase([host("an-giang")], ground="retention")


def insert(code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO organisation_host (code, salt) VALUES (%s, %s)", [code, b"x"])


def delete(table: str, column: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [value])  # noqa: S608


def named() -> list[str]:
    return sorted(f"{one.place}: {one.wording.en}" for one in discrepancies())


def test_an_erased_row_is_gone_its_entry_stays_and_the_check_reports_nothing() -> None:
    with act(TOLD, by=LAN) as opened:
        opened.insert([host("an-giang"), host("bac-lieu")])
    before = head(HOST_TREE)
    with act(ERASED, by=DUNG) as opened:
        opened.erase([host("an-giang")], ground="retention")
    assert hosts() == ["bac-lieu"]
    first, second = Entry.objects.order_by("position")
    assert RowDigest.objects.filter(entry=first, row="an-giang").exists(), "its digest stays"
    assert json.loads(second.body)["by"] == str(DUNG)
    assert list(RowDigest.objects.filter(entry=second).values_list("table", flat=True)) == [
        "ledger.erasure"
    ]
    assert head(HOST_TREE).size == before.size + 1
    assert list(discrepancies()) == []


def test_nothing_to_erase_leaves_no_line() -> None:
    with act(ERASED, by=DUNG) as opened:
        opened.erase([], ground="retention")
    assert not Entry.objects.exists()


def test_an_act_that_fails_erases_nothing() -> None:
    with act(TOLD, by=LAN) as opened:
        opened.insert([host("an-giang")])
    with pytest.raises(RuntimeError):
        _erase_and_break_off()
    assert hosts() == ["an-giang"]
    assert list(discrepancies()) == []


def _erase_and_break_off() -> None:
    with act(ERASED, by=DUNG) as opened:
        opened.erase([host("an-giang")], ground="retention")
        raise RuntimeError


def test_an_erasure_is_never_erased() -> None:
    two_told_one_erased()
    with pytest.raises(TypeError), act(ERASED, by=DUNG) as opened:
        opened.erase([Erasure.objects.get()], ground="retention")


def come_back() -> None:
    insert("an-giang")


def another_goes() -> None:
    delete("organisation_host", "code", "bac-lieu")


def erasure_goes() -> None:
    delete("ledger_erasure", '"row"', "an-giang")


def erased_without_an_act() -> None:
    another_goes()
    Erasure.of(host("bac-lieu"), "retention").save(force_insert=True)


def turned_to_another() -> None:
    another_goes()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_erasure SET \"row\" = 'bac-lieu'")


@pytest.mark.parametrize(
    ("behind_our_back", "expected"),
    [
        (come_back, {"organisation.host an-giang": "stands in the database again"}),
        (another_goes, {"organisation.host bac-lieu": "was removed"}),
        (erasure_goes, {"ledger.erasure": "was removed", "organisation.host an": "was removed"}),
        (
            erased_without_an_act,
            {"ledger.erasure": "added from outside", "organisation.host bac": "was removed"},
        ),
        (
            turned_to_another,
            {
                "ledger.erasure": "was changed",
                "organisation.host an": "was removed",
                "organisation.host bac": "was removed",
            },
        ),
    ],
)
def test_whatever_no_act_erased_is_named(
    behind_our_back: Callable[[], None], expected: dict[str, str]
) -> None:
    two_told_one_erased()
    behind_our_back()
    found = named()
    assert len(found) == len(expected), found
    for line, (place, said) in zip(found, sorted(expected.items()), strict=True):
        assert line.startswith(place)
        assert said in line


def test_an_erasure_of_what_was_never_recorded_is_named() -> None:
    with act(ERASED, by=DUNG) as opened:
        opened.insert([Erasure.of(host("ca-mau"), "retention")])
    (one,) = discrepancies()
    assert one == Discrepancy("organisation.host ca-mau", one.wording, HOST_TREE)
    assert "no entry ever recorded it" in one.wording.en


def test_an_act_of_another_tree_excuses_nothing() -> None:
    with act(TOLD, by=LAN) as opened:
        opened.insert([host("an-giang")])
    elsewhere = Erasure.of(host("an-giang"), "retention")
    elsewhere.witness = "campaign/other"
    with act(ERASED, by=DUNG) as opened:
        opened.insert([elsewhere])
    delete("organisation_host", "code", "an-giang")
    assert named() == [
        "organisation.host an-giang: was removed after it was recorded (entry host #0)"
    ]
