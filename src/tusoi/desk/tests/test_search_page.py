"""The search of a campaign: what was typed in any form, kinds apart, pages, an older day, and odd words."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    binh,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
)
from tests.pages import text
from tusoi.organisation.models import Account

pytestmark = pytest.mark.django_db
SEARCH, AS_JSON = (f"/dot/{HCMC_CAMPAIGN}/{word}/" for word in ("tim", "tim-json"))
TOPIC = "Quản lý đất công, trật tự xây dựng trên địa bàn"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def page(who: Account, address: str = SEARCH, **asked: str) -> Any:
    client = Client()
    client.force_login(who)
    return client.get(address, asked)


def read(who: Account, q: str, **asked: str) -> dict[str, Any]:
    """What was found, by kind."""
    found = page(who, AS_JSON, q=q, **asked).json()["kinds"]
    return {one["kind"]: one for one in found}


@pytest.mark.parametrize(
    "typed",
    [
        "đất công",
        "dat cong",
        "ĐẤT CÔNG",
        "Dat Công",
        unicodedata.normalize("NFD", "đất công"),
        "  đất   công. ",
    ],
)
def test_a_topic_and_a_finding_are_found_with_marks_and_without_in_either_form(typed: str) -> None:
    found = read(mai(), typed)
    assert TOPIC in [one["text"] for one in found["goi-y"]["found"]]
    assert any("lấn chiếm" in one["text"] for one in found["khuyet-diem"]["found"])
    shown = text(page(mai(), q=typed))
    assert "<mark>đất công</mark>" in shown


@pytest.mark.parametrize("typed", ["đơn vị a47", "don vi A47", "A47"])
def test_a_unit_is_found_by_code_and_name_and_leads_to_its_page(typed: str) -> None:
    units = read(mai(), typed)["don-vi"]
    assert [one["unit"] for one in units["found"]] == ["A47"]
    assert units["found"][0]["url"] == f"/dot/{HCMC_CAMPAIGN}/don-vi/A47/"


def test_the_beginning_of_a_code_finds_all_that_begin_so() -> None:
    found = read(mai(), "a4", loai="don-vi")["don-vi"]
    assert {one["unit"][:2] for one in found["found"]} == {"A4"}
    assert found["count"] == 10


def test_words_next_to_each_other_come_first() -> None:
    texts = [one["text"] for one in read(mai(), "người đứng đầu", loai="goi-y")["goi-y"]["found"]]
    together = ["người đứng đầu" in one for one in texts]
    assert together == sorted(together, reverse=True)
    assert together[0]


def test_one_kind_is_turned_page_by_page_and_nothing_is_shown_twice() -> None:
    seen: list[str] = []
    first = read(mai(), "viec so", loai="khac-phuc")["khac-phuc"]
    for number in range(1, first["pages"] + 1):
        one = read(mai(), "viec so", loai="khac-phuc", trang=str(number))["khac-phuc"]
        seen += [item["code"] for item in one["found"]]
    assert len(seen) == len(set(seen)) == first["count"] > 40
    shown = text(page(mai(), q="viec so", loai="khac-phuc", trang="2"))
    assert "Trang trước" in shown
    assert "Trang sau" in shown


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "", "٣", "9" * 9])
def test_a_page_that_is_not_there_is_the_nearest(number: str) -> None:
    assert page(mai(), q="viec", loai="khac-phuc", trang=number).status_code == 200


def test_all_kinds_show_their_first_and_lead_to_the_rest() -> None:
    found = read(mai(), "viec so")
    assert len(found["khac-phuc"]["found"]) == 5
    shown = text(page(mai(), q="viec so"))
    assert "Xem tất cả: Việc khắc phục" in shown
    assert "?q=viec+so&loai=khac-phuc" in shown.replace("&amp;", "&")


def test_nobody_finds_what_they_could_not_open() -> None:
    assert read(lan(), "A47")["don-vi"]["count"] == 1
    assert read(lan(), "B02")["don-vi"]["count"] == 0
    for who in (lan(), binh()):
        found = read(who, "đất công")
        assert {one["count"] for one in found.values()} == {0}
    assert "lấn chiếm" not in text(page(lan(), q="đất công"))


def test_a_kind_of_which_somebody_reads_nothing_is_not_named() -> None:
    """The auditor reads no minutes."""
    assert "bien-ban" not in read(khanh(), "đất")
    assert "Biên bản" not in text(page(khanh(), q="đất")).split("</nav>")[-2]
    assert set(read(khanh(), "đất", loai="bien-ban")) == set(read(khanh(), "đất"))


def test_an_older_day_finds_what_was_there_and_known_then() -> None:
    assert read(mai(), "viec so")["khac-phuc"]["count"] > 40
    assert read(mai(), "viec so", as_of="2012-11-01")["khac-phuc"]["count"] == 0
    assert read(mai(), "viec so", known_on="2012-11-20")["khac-phuc"]["count"] == 0
    shown = text(page(mai(), q="A47", as_of="2012-12-01"))
    assert "1/12/2012" in shown
    assert "/don-vi/A47/?as_of=2012-12-01" in shown
    assert "Tìm theo hôm nay" in shown


def test_words_of_another_day_are_kept_by_the_form() -> None:
    shown = text(page(mai(), q="A47", loai="don-vi", as_of="2012-12-01"))
    assert '<input type="hidden" name="as_of" value="2012-12-01">' in shown
    assert '<input type="hidden" name="loai" value="don-vi">' in shown
    assert 'value="A47"' in shown


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "%",
        "_",
        "'",
        "\x00",
        "x" * 5000,
        "(",
        "\u0301",
        "a" * 3 + '" OR "',
        "§",
        "<b>",
        "\ud800",
    ],
)
def test_odd_words_find_nothing_and_break_nothing(typed: str) -> None:
    answer = page(mai(), q=typed.encode("utf-8", "replace").decode())
    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode()


def test_the_tree_leads_to_the_same_search() -> None:
    shown = text(page(mai(), f"/dot/{HCMC_CAMPAIGN}/cay/"))
    assert f'action="{SEARCH}"' in shown
    assert '<input type="hidden" name="loai" value="don-vi">' in shown


def test_a_search_costs_a_fixed_number_of_queries(django_assert_max_num_queries: Any) -> None:
    client = Client()
    client.force_login(mai())
    with django_assert_max_num_queries(45):
        client.get(SEARCH, {"q": "viec so"})
    with django_assert_max_num_queries(22):
        client.get(SEARCH, {"q": "viec so", "loai": "khac-phuc"})


def test_in_english_too() -> None:
    shown = text(page(mai(), q="đất công", lang="en"))
    assert "Search the campaign" in shown
    assert "Suggested topics" in shown
