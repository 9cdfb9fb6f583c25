"""Why a unit has not held its review: stated on a page, beside what a return told."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_17,
    HCMC_CAMPAIGN,
    binh,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tusoi.campaigns.actions import ReasonNotUsable, review_of, state_reason
from tusoi.campaigns.models import ReasonStated, campaign_tree
from tusoi.campaigns.queries import Reason, reasons
from tusoi.ledger.actions import Told
from tusoi.ledger.queries import head
from tusoi.organisation.access import NotThere
from tusoi.values.clock import now, today
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

WHY = "Bí thư điều trị dài ngày; họp ngay khi trở lại"
AHEAD = date(2199, 1, 8)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def known(unit: str) -> Reason:
    return reasons(HCMC_CAMPAIGN, known_by=now())[review_of(reach_for(mai()), unit)]


def entries() -> int:
    return head(campaign_tree(HCMC_CAMPAIGN)).size


def test_a_missing_reason_is_one_fact_from_today_on_and_one_line() -> None:
    before = entries()
    assert state_reason(reach_for(mai()), "B29", WHY, AHEAD) == Told(new=1)
    assert entries() == before + 1
    assert (known("B29").text, known("B29").when) == (WHY, When(today()))
    fact = ReasonStated.objects.get(key="B29|reason")
    assert (fact.day, fact.next_look, fact.load, fact.source_file) == (today(), AHEAD, None, "")


def test_a_form_sent_twice_is_one_line_of_the_ledger() -> None:
    state_reason(reach_for(mai()), "B29", WHY, AHEAD)
    before = entries()
    assert state_reason(reach_for(mai()), "B29", f"  {WHY}\n", AHEAD) == Told(same=1)
    assert entries() == before


def test_other_words_hold_from_the_day_of_the_first_so_that_a_reason_was_stated_all_along() -> None:
    first = known("A47")
    assert state_reason(reach_for(lan()), "A47", WHY, AHEAD) == Told(changed=1)
    assert known("A47").text == WHY
    assert known("A47").when == first.when == When(DEC_17, stated=False)


@pytest.mark.parametrize(
    ("reason", "next_look", "vi", "en"),
    [
        ("   ", None, "Chưa có lý do", "There is no reason yet"),
        ("a" * 2_001, None, "2001 ký tự", "2001 characters"),
        (WHY, date(2012, 12, 24), "24/12/2012 không ở sau hôm nay", "is not after today"),
        (WHY, date(9999, 12, 31), "quá xa", "too far ahead"),
    ],
)
def test_words_and_a_look_ahead_are_asked_for(
    reason: str, next_look: date | None, vi: str, en: str
) -> None:
    before = entries()
    with pytest.raises(ReasonNotUsable) as refused:
        state_reason(reach_for(mai()), "B29", reason, next_look)
    assert vi in refused.value.wording.vi
    assert en in refused.value.wording.en
    assert entries() == before


def test_today_is_no_day_to_look_again() -> None:
    with pytest.raises(ReasonNotUsable):
        state_reason(reach_for(mai()), "B29", WHY, today())


def test_who_may_not_is_told_that_nothing_is_there() -> None:
    for reach in (reach_for(binh()), reach_for(khanh())):
        with pytest.raises(NotThere):
            state_reason(reach, "A47", WHY)
    with pytest.raises(NotThere):
        state_reason(reach_for(mai()), "Z99", WHY)
