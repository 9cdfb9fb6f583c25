"""A backlog counted from a register: its sums add up, its periods meet, and whoever reads the item sees them."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    figures_kept,
    heading,
    kept_for_a_module,
    khanh,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tests.pages import text
from tusoi.board.tests.told import published
from tusoi.campaigns.actions import DayAhead
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Account
from tusoi.remediation.living import CountNotUsable, WordsNotUsable, count_backlog
from tusoi.remediation.queries import backlogs
from tusoi.remediation.rules.backlog import (
    Period,
    PeriodsDisagree,
    SumsDisagree,
    refuse_period,
    refuse_sums,
)
from tusoi.values.clock import now
from tusoi.values.moment import ZONE

pytestmark = pytest.mark.django_db

NUMBER, UNIT = "12", "B01"
JAN_20 = date(2013, 1, 20)
FIRST = Period(date(2012, 10, 1), date(2012, 10, 31), 40, 12, 30, 3, 25, 210, "Sổ theo dõi đơn")
SECOND = Period(date(2012, 11, 1), date(2012, 11, 30), 25, 5, 20, 0, 10, None, "Sổ theo dõi đơn")


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        for who in (mai, khanh):
            who()
        heading(UNIT)
        heading("B02")
        yield


MINUTES = itertools.count()
"""What is told later is told later on the clock too."""


def counted(period: Period, by: Account | None = None) -> Told:
    moment = datetime(2013, 1, 20, 12, 0, tzinfo=ZONE) + timedelta(minutes=next(MINUTES))
    with time_machine.travel(moment, tick=True):
        return count_backlog(reach_for(by or heading(UNIT)), NUMBER, period)


def told() -> tuple[Period, ...]:
    return backlogs(HCMC_CAMPAIGN, known_by=now(), numbers=[NUMBER]).get(NUMBER, ())


def test_periods_that_meet_are_kept_in_order_whoever_told_them_first() -> None:
    counted(SECOND)
    counted(FIRST, mai())
    assert told() == (FIRST, SECOND)


def test_the_same_told_twice_stands_once_and_another_count_takes_its_place() -> None:
    counted(FIRST)
    assert counted(FIRST) == Told(same=1)
    better = replace(FIRST, came_in=13, closing=26)
    assert counted(better) == Told(changed=1)
    assert told() == (better,)


def test_numbers_that_do_not_add_up_are_refused_with_the_sum() -> None:
    with pytest.raises(SumsDisagree, match=r"40 .* 12 .* 3 .* 30 = 25, but 24") as refused:
        counted(replace(FIRST, closing=24))
    assert "= 25, nhưng tồn cuối kỳ ghi 24" in refused.value.wording.vi
    assert told() == ()


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (replace(SECOND, opening=24, came_in=6), "left 25 open, but this one begins with 24"),
        (replace(SECOND, since=date(2012, 10, 31)), "shares days"),
        (replace(SECOND, since=date(2012, 12, 1)), "ends .* before it begins"),
        (
            Period(date(2012, 9, 1), date(2012, 9, 30), 0, 39, 0, 0, 39, None, "sổ"),
            "begins with 40, but this one leaves 39",
        ),
    ],
)
def test_a_period_that_does_not_fit_the_others_is_refused(period: Period, said: str) -> None:
    counted(FIRST)
    with pytest.raises(PeriodsDisagree, match=said):
        counted(period)
    assert told() == (FIRST,)


@pytest.mark.parametrize(
    ("period", "refusal"),
    [
        (replace(FIRST, opening=-1, closing=-16), CountNotUsable),
        (replace(FIRST, opening=100_000_000, closing=99_999_985), CountNotUsable),
        (replace(FIRST, oldest_days=-1), CountNotUsable),
        (replace(FIRST, read_from="  "), WordsNotUsable),
        (replace(FIRST, since=date(1, 1, 1)), PeriodsDisagree),
        (replace(FIRST, until=date(2013, 1, 21)), DayAhead),
    ],
)
def test_what_no_register_holds_is_refused(period: Period, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        counted(period)
    assert told() == ()


def test_whoever_neither_owes_nor_keeps_the_item_counts_nothing() -> None:
    for account in (khanh(), heading("B02")):
        with pytest.raises(NotThere):
            counted(FIRST, account)


@given(counts=st.lists(st.integers(0, 10_000), min_size=4, max_size=4))
def test_a_period_is_let_pass_where_it_adds_up_and_nowhere_else(counts: list[int]) -> None:
    opening, came_in, settled, reopened = counts
    closing = opening + came_in + reopened - settled
    period = Period(FIRST.since, FIRST.until, opening, came_in, settled, reopened, closing)
    refuse_sums(period)
    with pytest.raises(SumsDisagree):
        refuse_sums(replace(period, closing=closing + 1))
    refuse_period(period, [period])


# The pages

PAGE = f"/dot/{HCMC_CAMPAIGN}/khac-phuc/{NUMBER}/"
SENT = {
    "do": "dem",
    "counted_since": "2012-10-01",
    "counted_until": "2012-10-31",
    "opening": "40",
    "came_in": "12",
    "reopened": "3",
    "settled": "30",
    "closing": "25",
    "oldest_days": "",
    "register": "Sổ theo dõi đơn",
}


def at_the_browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def page(client: Client, address: str = PAGE) -> str:
    return text(client.get(address))


def test_it_is_recorded_on_the_items_page_and_shown_there() -> None:
    with at_noon(JAN_20):
        client = at_the_browser(heading(UNIT))
        assert client.post(PAGE, SENT).status_code == 302
        assert "Tồn đọng qua từng kỳ" in page(client)
        assert "chưa nêu" in page(client)
        assert "không có gì thay đổi" in text(client.post(PAGE, SENT, follow=True))
        assert "Tồn đọng qua từng kỳ" not in page(client, f"{PAGE}?as_of=2012-10-30")


@pytest.mark.parametrize(
    "typed",
    [{"closing": "24"}, {"opening": "nhiều"}, {"settled": "1.000"}, {"oldest_days": "-3"}],
)
def test_a_form_that_does_not_add_up_comes_back_filled(typed: dict[str, str]) -> None:
    with at_noon(JAN_20):
        client = at_the_browser(heading(UNIT))
        answer: Any = client.post(PAGE, SENT | typed)
        assert answer.status_code == 422
        assert "Sổ theo dõi đơn" in answer.content.decode()
        assert told() == ()


def test_the_public_page_of_the_item_shows_the_counts_and_not_the_register() -> None:
    counted(FIRST)
    published(NUMBER)
    shown = text(Client().get(f"/cong-khai/{HCMC_CAMPAIGN}/viec/{NUMBER}/"))
    assert "Tồn đọng qua từng kỳ" in shown
    assert "210 ngày" in shown
    assert "Sổ theo dõi đơn" not in shown
    data = Client().get(f"/du-lieu/v1/campaigns/{HCMC_CAMPAIGN}/items/{NUMBER}").json()
    assert data["backlog"][0]["closing"] == 25
