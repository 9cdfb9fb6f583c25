"""What is kept between two pages is what would be read anew: after an act, a rollback, in the past."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_3,
    FIRST,
    NOV_15,
    RETURNS,
    SECOND,
    kept_for_a_module,
    mai,
    mai_loads,
    on,
    reach_for,
)
from tusoi.campaigns.actions import state_reason
from tusoi.campaigns.models import ReasonStated, Review
from tusoi.campaigns.queries import UnknownCampaign
from tusoi.figures import engine
from tusoi.figures.engine import figures_of
from tusoi.figures.figure_set import FigureSet
from tusoi.ledger import shelf
from tusoi.ledger.source import Source
from tusoi.organisation.actions import add_account
from tusoi.values.clock import now
from tusoi.values.origin import Origin

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def first_return(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads([(RETURNS[0], FIRST)])
        mai()
        yield


@pytest.fixture(autouse=True)
def kept_although_in_a_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test is one transaction, in which nothing would be kept."""
    monkeypatch.setattr(shelf, "in_transaction", lambda: False)
    engine.forget()
    yield
    engine.forget()


def asked(as_of: date = NOV_15, units: frozenset[str] | None = None) -> FigureSet:
    return figures_of("hcmc-2012", as_of=as_of, known_by=now(), units=units)


def queries_of_asking() -> int:
    with CaptureQueriesContext(connection) as asking:
        asked()
    return len(asking)


def tell_without_an_entry(reason: str) -> None:
    """As in the middle of an act: the row stands, its entry does not."""
    review = Review.objects.get(campaign="hcmc-2012", unit__code="A01", seat="")
    row = Source("A01", "", 0, Origin.RECORD).fact("reason", on("2012-11-10"))
    told = {"told_at": FIRST, "told_by": mai(), "campaign_id": "hcmc-2012", "review": review}
    ReasonStated.objects.create(**row, **told, reason=reason)


def reason_of(figures: FigureSet, unit: str = "A01") -> str:
    file = figures.records.file_of(unit)
    assert file is not None
    return file.reason.text if file.reason else ""


def test_a_second_page_costs_one_query_and_says_the_same() -> None:
    first, cold = asked(), queries_of_asking()
    engine.forget()
    assert queries_of_asking() > 20
    assert cold == queries_of_asking() == 1
    assert asked().parts == first.parts
    assert asked().known_by > first.known_by


def test_an_act_between_two_pages_is_seen_at_once() -> None:
    before = asked()
    state_reason(reach_for(mai()), "A01", "chờ họp Ban Thường vụ")
    assert reason_of(before) == ""
    assert reason_of(asked()) == "chờ họp Ban Thường vụ"
    assert reason_of(before) == ""


def test_inside_a_transaction_nothing_is_looked_up_or_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has written is in no entry yet: the last one would name a content that is not there."""
    monkeypatch.undo()
    before = reason_of(asked())
    with transaction.atomic():
        tell_without_an_entry("chờ họp Ban Thường vụ")
        assert reason_of(asked()) == "chờ họp Ban Thường vụ"
        transaction.set_rollback(True)
    assert reason_of(asked()) == before


def test_what_was_rolled_back_is_remembered_by_nobody() -> None:
    before = reason_of(asked())
    with transaction.atomic():
        state_reason(reach_for(mai()), "A01", "chờ họp Ban Thường vụ")
        assert reason_of(asked()) == "chờ họp Ban Thường vụ"
        transaction.set_rollback(True)
    assert reason_of(asked()) == before
    state_reason(reach_for(mai()), "A01", "chờ kết luận thanh tra")
    assert reason_of(asked()) == "chờ kết luận thanh tra"


def test_a_past_moment_is_not_now_and_a_return_told_later_does_not_change_it() -> None:
    def then() -> FigureSet:
        return figures_of("hcmc-2012", as_of=DEC_3, known_by=FIRST)

    early = then()
    mai_loads([(RETURNS[1], SECOND)])
    assert then().parts == early.parts
    assert asked(DEC_3).value("units_reviewed.done") > early.value("units_reviewed.done")
    assert asked(DEC_3).parts != early.parts


def test_a_host_fact_told_between_two_pages_counts_too() -> None:
    """The tree of units is the host's, and stands in another ledger tree."""
    asked()
    assert queries_of_asking() == 1
    add_account("Hoa")
    assert queries_of_asking() > 20


def test_each_reach_and_each_day_has_its_own() -> None:
    whole, mine = asked(), asked(units=frozenset({"A01"}))
    assert {file.unit for file in mine.records.units} == {"A01"}
    assert len(asked().records.units) == len(whole.records.units) > 1
    assert asked(date(2012, 10, 1)).value("units_reviewed.done") == 0


def test_an_error_is_kept_by_nobody() -> None:
    with pytest.raises(UnknownCampaign):
        figures_of("hcmc-2012", as_of=NOV_15, known_by=FIRST.replace(year=2011))
    assert asked().value("units_reviewed.due") == 136
