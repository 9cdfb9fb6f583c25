"""Whoever watches the program asks two addresses: alive, and ready; nothing of anybody is in the answer."""

import shutil
from collections import namedtuple
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tusoi.errands.heard import note_heard
from tusoi.site import health

pytestmark = pytest.mark.django_db
ALIVE, READY = "/suc-khoe/", "/suc-khoe/san-sang/"
Disk = namedtuple("Disk", "total used free")


@pytest.fixture(autouse=True)
def _all_is_well(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HOME = tmp_path
    monkeypatch.setattr(health, "_UP_TO_DATE", set())
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Disk(2**40, 0, 2**40))
    note_heard()


def bad(client: Client | None = None) -> set[str]:
    """What is told to be bad; the number of the answer goes with it."""
    answer = (client or Client()).get(READY)
    told = answer.json()
    found = {name for name, one in told.items() if name != "good" and not one["good"]}
    assert answer.status_code == (503 if found else 200)
    assert told["good"] is not bool(found)
    assert all(one["vi"] and one["en"] for name, one in told.items() if name != "good")
    return found


def test_alive_opens_no_database_and_no_session(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        answer = Client().get(ALIVE)
    assert answer.json()["good"] is True
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"


def test_ready_where_all_is_well_and_the_tables_are_looked_at_once(
    django_assert_max_num_queries: Any,
) -> None:
    assert bad() == set()
    with django_assert_max_num_queries(2):
        assert bad() == set()


def test_a_database_that_is_away_is_told_and_alive_is_alive(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("password authentication failed for user “mai”")

    monkeypatch.setattr(connection, "cursor", away)
    answer = Client().get(READY)
    assert answer.status_code == 503
    assert "mai" not in answer.content.decode()
    assert Client().get(ALIVE).status_code == 200
    assert bad() == {"database", "tables", "worker"}


def test_tables_of_an_older_version_are_told() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'errands'")
    assert bad() == {"tables"}


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Disk(2**40, 2**40, 2**20))
    assert bad() == {"disk"}


def test_a_worker_that_was_never_heard_is_told() -> None:
    from tusoi.errands.models import Heard

    Heard.objects.all().delete()
    assert bad() == {"worker"}


def test_it_answers_by_any_name_and_without_https(settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["tusoi.office.vn"], True
    for address in (ALIVE, READY):
        assert Client(headers={"host": "10.0.0.7:8000"}).get(address).status_code == 200


def test_it_takes_nothing() -> None:
    assert Client().post(ALIVE, {"a": "b"}).status_code == 405
    assert Client().head(READY).status_code == 200
    assert Client().get("/suc-khoe/khac/").status_code == 404
