"""The tree of units: how far all below each are, as of a day and as known by another."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.cast import (
    BELOW,
    HCMC_CAMPAIGN,
    binh,
    dung,
    figures_kept,
    heading,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_grassroots,
    mai_loads_the_seed,
    reach_for,
    tuan,
)
from tests.pages import text
from tusoi.desk import pages
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.figures.engine import figures_of
from tusoi.organisation.models import Account
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

TREE, AS_JSON = (f"/dot/{HCMC_CAMPAIGN}/{word}/" for word in ("cay", "cay-json"))


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai_loads_the_grassroots()
        yield


def page(who: Account, address: str, **asked: str) -> Any:
    client = Client()
    client.force_login(who)
    return client.get(address, asked)


def read(who: Account, unit: str = "", **asked: str) -> Any:
    return page(who, f"{AS_JSON}{unit}/" if unit else AS_JSON, **asked).json()


@pytest.mark.parametrize("day", ["2012-11-15", "2012-12-03", "2012-12-17"])
def test_the_sums_are_those_of_the_wall(day: str) -> None:
    found = read(mai(), as_of=day)
    figures = figures_of(HCMC_CAMPAIGN, as_of=date.fromisoformat(day), known_by=now())
    share = figures.share("units_reviewed")
    assert (found["totals"]["held"], found["totals"]["owing"]) == (share.part, share.whole)
    assert sum(one["counts"]["owing"] for one in found["children"]) == 50
    assert found["pages"] == 3


@pytest.mark.parametrize(("most", "led"), [(135, True), (136, False)])
def test_where_units_are_too_many_for_the_wall_it_leads_whoever_sees_all_to_the_tree(
    most: int, led: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "WALL_AT_MOST", most)
    wall = f"/dot/{HCMC_CAMPAIGN}/"
    found = page(mai(), wall, as_of="2012-12-17")
    assert found.headers.get("Location") == (f"{TREE}?as_of=2012-12-17" if led else None)
    assert page(heading("A01"), wall).status_code == 200


def test_one_unit_at_the_top_is_shown_at_once_and_the_day_of_the_tree_is_said() -> None:
    shown = text(page(mai(), TREE, as_of="2012-12-17", lang="en"))
    assert "<h1>Thành ủy Thành phố Hồ Chí Minh</h1>" in shown
    assert "Counted by the tree of units of 17 December 2012" in shown
    assert "133/136" in shown
    assert f'href="/dot/{HCMC_CAMPAIGN}/don-vi/A01/?as_of=2012-12-17"' in shown


def test_as_known_by_the_past_the_facts_answer() -> None:
    by_now = read(mai(), as_of="2012-12-03")["totals"]
    then = read(mai(), as_of="2012-12-03", known_on="2012-11-20")["totals"]
    figures = figures_of(
        HCMC_CAMPAIGN, as_of=date(2012, 12, 3), known_by=now().replace(year=2012, month=11, day=20)
    )
    assert then["held"] == figures.share("units_reviewed").part < by_now["held"]


def test_the_way_down_leads_by_the_units_above_and_a_unit_counts_what_is_below_it() -> None:
    tree = f"/dot/{BELOW}/cay-json/"
    client = Client()
    client.force_login(mai())
    top = client.get(tree, {"as_of": "2013-02-01"}).json()
    (child,) = [one for one in top["children"] if one["has_below"]]
    below = client.get(f"{tree}{child['unit']}/", {"as_of": "2013-02-01"}).json()
    assert below["path"] == [top["unit"], child["unit"]]
    assert below["totals"] == child["counts"] == top["totals"]


def test_who_follows_some_units_sees_those_and_no_others() -> None:
    for who, units in ((lan(), {"A47"}), (binh(), {"B02"})):
        found = read(who, as_of="2012-12-17")
        assert {one["unit"] for one in found["children"]} == units
        assert found["totals"]["owing"] == 1
    assert read(tuan(), as_of="2012-12-17")["totals"]["owing"] < 136
    assert page(lan(), f"{TREE}B02/").status_code == 404
    assert page(lan(), f"{TREE}TU/").status_code == 404
    assert page(lan(), f"{TREE}A47/").status_code == 200


def test_the_head_of_a_unit_with_units_below_sees_them_counted() -> None:
    found = page(heading("A22"), f"/dot/{BELOW}/cay-json/", as_of="2013-02-01").json()
    assert found["totals"]["owing"] > 1
    assert "TU" not in found["path"]


@pytest.mark.parametrize("unit", ["ZZ9", "khong-co", "A" * 300, "%25", "A47'--"])
def test_a_unit_that_is_not_there(unit: str) -> None:
    assert page(mai(), f"{TREE}{unit}/").status_code == 404


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", ""])
def test_a_page_that_is_not_there_is_the_nearest(number: str) -> None:
    assert page(mai(), TREE, trang=number).status_code == 200


def test_a_page_costs_a_fixed_number_of_queries(django_assert_max_num_queries: Any) -> None:
    who = mai()
    client = Client()
    client.force_login(who)
    with django_assert_max_num_queries(16):
        client.get(TREE, {"as_of": "2012-12-17"})


def test_what_whoever_sees_all_was_shown_is_kept_until_something_is_recorded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = Client()
    client.force_login(mai())

    moment = [0.0]
    monkeypatch.setattr("tusoi.desk.tree.shown.ticking", lambda: moment[0])

    def asked(address: str = AS_JSON, **day: str) -> tuple[int, Any]:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address, {"as_of": "2012-12-17"} | day)
        return len(queries), answer.json() if address == AS_JSON else text(answer)

    with figures_kept():
        first, shown = asked()
        again, same = asked()
        assert again <= 6 < first
        assert {**same, "known_by": ""} == {**shown, "known_by": ""}
        assert asked(TREE)[0] < first  # the page and the program's answer are made of the same
        moment[0] += 61
        assert asked()[0] > again, "what is counted may be worked out anew without an entry"
        assert asked(as_of="2012-12-03")[1]["totals"] != shown["totals"]
        assert asked(lang="en")[1]["by_block"] != asked(lang="vi")[1]["by_block"]
        record_conclusion(reach_for(dung()), "A47", date(2012, 12, 16))
        settle_responsibilities(reach_for(dung()), "A47", date(2012, 12, 17))
        assert asked()[1]["totals"] != shown["totals"]
        late = read(mai())
        monkeypatch.setattr("tusoi.campaigns.asked.today", lambda: date(2012, 12, 3))
        assert read(mai())["totals"] != late["totals"]


def test_what_is_kept_is_not_shown_to_whoever_sees_less() -> None:
    with figures_kept():
        for _ in range(2):
            assert read(mai(), as_of="2012-12-17")["totals"]["owing"] == 136
            assert read(lan(), as_of="2012-12-17")["totals"]["owing"] == 1
            assert read(binh(), as_of="2012-12-17")["children"][0]["unit"] == "B02"
