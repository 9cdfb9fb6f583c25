"""The pages: every address is in the table, answers in both languages, and refuses in sentences."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from pytest_django import DjangoDbBlocker

from tests.cast import kept_for_a_module, mai_loads_the_hospital, mai_loads_the_seed

pytestmark = pytest.mark.django_db

PUBLIC = {
    "campaigns": "/",
    "campaign": "/dot/hcmc-2012/",
    "figure": "/dot/hcmc-2012/so-lieu/units_reviewed/",
    "report": "/dot/hcmc-2012/bao-cao/",
    "report-word": "/dot/hcmc-2012/bao-cao/word/",
}
"""Every address, by the name of its page. All are read-only and answer on this machine alone until roles come."""


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai_loads_the_hospital()
        yield


def text_of(address: str, lang: str = "vi") -> str:
    return Client().get(address, {"lang": lang}).content.decode()


def test_every_address_is_in_the_table() -> None:
    named = {getattr(pattern, "name", None) for pattern in get_resolver().url_patterns}
    assert named == set(PUBLIC)


@pytest.mark.parametrize("address", PUBLIC.values())
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_page_answers_in_both_languages(address: str, lang: str) -> None:
    response = Client().get(address, {"lang": lang})
    assert response.status_code == 200
    if response["Content-Type"].startswith("text/html"):
        assert f'<html lang="{lang}">' in response.content.decode()


@pytest.mark.parametrize("address", PUBLIC.values())
def test_no_page_takes_anything(address: str) -> None:
    assert Client().post(address).status_code == 405


@pytest.mark.parametrize("address", PUBLIC.values())
def test_every_page_is_held_to_the_strict_policy(address: str) -> None:
    policy = Client().get(address)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_first_page_shows_the_progress_and_who_is_missing_and_why() -> None:
    page = text_of("/dot/hcmc-2012/")
    for shown in ("133/136", "67/68", "66/68", "97,79%", "A47", "B29", "B51"):
        assert shown in page
    assert "chờ kết luận thanh tra, làm rõ trách nhiệm từng cá nhân rồi mới kiểm điểm" in page
    assert page.count("chưa nêu lý do") >= 2


def test_what_stands_before_a_review_is_said_with_who_can_clear_it() -> None:
    page = text_of("/dot/hcmc-2012/", "en")
    assert "Who can clear it:" in page
    assert "the inspectorate (its conclusion)" in page


def test_an_earlier_day_and_moment_show_what_was_known_then() -> None:
    asked = "/dot/hcmc-2012/?as_of=2012-11-15&known_by=2012-11-16T17:00%2B07:00"
    assert "57/136" in Client().get(asked).content.decode()


def test_a_number_leads_to_its_rows_with_file_and_row() -> None:
    page = text_of("/dot/hcmc-2012/so-lieu/discipline_through_review/", "en")
    assert "ky-luat.xlsx:" in page
    assert "record" in page


def test_every_page_that_prints_the_signs_says_that_the_list_is_provisional() -> None:
    for address in ("/dot/hcmc-2012/", "/dot/hcmc-2012/bao-cao/"):
        assert "chưa tìm được nguyên văn" in text_of(address)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/dot/khong-co/", 404),
        ("/dot/khong-co/bao-cao/", 404),
        ("/dot/hcmc-2012/so-lieu/khong-co/", 404),
        ("/dot/hcmc-2012/so-lieu/units_reviewed..done/", 404),
        ("/khong-co/", 404),
        ("/dot/hcmc-2012/?as_of=31/02/2012", 400),
        ("/dot/hcmc-2012/?as_of=2012-12-17&known_by=hôm-qua", 400),
        ("/dot/hcmc-2012/?known_by=2012-11-16T17:00", 400),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_cannot_be_shown_is_refused_in_a_sentence(
    address: str, status: int, lang: str
) -> None:
    joined = "&" if "?" in address else "?"
    response = Client(raise_request_exception=False).get(f"{address}{joined}lang={lang}")
    assert response.status_code == status
    page = response.content.decode()
    assert 'class="refusal"' in page
    assert "Traceback" not in page


QUERIES = {"campaign": 34, "figure": 27, "report": 28}
"""How often a page asks the database, whatever the number of units."""


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("code", ["hcmc-2012", "hospital-2026"])
def test_a_page_asks_as_often_for_twelve_units_as_for_136(name: str, code: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        Client().get(PUBLIC[name].replace("hcmc-2012", code))
    assert len(asked) == QUERIES[name]


def test_the_language_chosen_is_kept() -> None:
    client = Client()
    client.get("/dot/hcmc-2012/", {"lang": "en"})
    assert "Progress" in client.get("/dot/hcmc-2012/").content.decode()
