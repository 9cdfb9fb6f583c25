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
from tusoi.campaigns.actions import ReasonNotUsable, state_reason
from tusoi.campaigns.models import ReasonStated, campaign_tree
from tusoi.figures.engine import FigureSet, figures_of
from tusoi.ledger.actions import Told
from tusoi.ledger.queries import head
from tusoi.organisation.access import NotThere
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db

WHY = "Bí thư điều trị dài ngày; họp ngay khi trở lại"
AHEAD = date(2199, 1, 8)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def figures(as_of: date) -> FigureSet:
    return figures_of(HCMC_CAMPAIGN, as_of=as_of, known_by=now())


def entries() -> int:
    return head(campaign_tree(HCMC_CAMPAIGN)).size


def test_a_missing_reason_is_stated_from_today_on_and_not_for_the_day_of_the_report() -> None:
    before = entries()
    assert state_reason(reach_for(mai()), "B29", WHY, AHEAD) == Told(new=1)
    assert entries() == before + 1
    assert figures(today()).value("units_not_reviewed.reason_missing") == 1
    assert figures(DEC_17).value("units_not_reviewed.reason_missing") == 2
    fact = ReasonStated.objects.get(key="B29|reason")
    assert (fact.day, fact.next_look, fact.load, fact.source_file) == (today(), AHEAD, None, "")


def test_a_form_sent_twice_is_one_line_of_the_ledger() -> None:
    state_reason(reach_for(mai()), "B29", WHY, AHEAD)
    before = entries()
    assert state_reason(reach_for(mai()), "B29", f"  {WHY}\n", AHEAD) == Told(same=1)
    assert entries() == before


def test_other_words_do_not_make_it_unstated_on_the_earlier_day() -> None:
    assert state_reason(reach_for(lan()), "A47", WHY, AHEAD) == Told(changed=1)
    assert figures(DEC_17).value("units_not_reviewed.reason_stated") == 1
    (row,) = figures(DEC_17).rows("units_not_reviewed.reason_stated")
    assert row.detail is not None
    assert WHY in row.detail.vi


@pytest.mark.parametrize(
    ("reason", "next_look", "vi", "en"),
    [
        ("   ", None, "Chưa có lý do", "There is no reason yet"),
        ("a" * 2_001, None, "2001 ký tự", "2001 characters"),
        (WHY, date(2012, 12, 24), "24/12/2012 không ở sau hôm nay", "is not after today"),
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
