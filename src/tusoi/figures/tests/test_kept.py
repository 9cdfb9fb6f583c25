"""A count that is kept says what counting anew would say, row by row, and is told only for as long as that is so."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_3,
    DEC_17,
    HCMC_CAMPAIGN,
    dung,
    kept_for_a_module,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tusoi.campaigns.actions import state_reason
from tusoi.campaigns.removing import decide_removal, propose_removal
from tusoi.figures import engine, kept, pieces
from tusoi.figures.engine import figures_in_pieces, figures_of
from tusoi.figures.figure import Row
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.kept import (
    Kept,
    counts_of,
    figures_kept,
    keep,
    kept_count,
    kept_otherwise,
    newest_count,
)
from tusoi.figures.models import CountKept
from tusoi.figures.progress import progress_over_time
from tusoi.figures.stood import stands
from tusoi.preparation.models import SuggestedTopic
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, dung):
            player()
        yield


@pytest.fixture(autouse=True)
def _as_a_large_one(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The campaign of 136 units is one that is counted apart, with many rows behind a number from the ninth on."""
    engine.forget()
    monkeypatch.setattr(engine, "LARGE", 100)
    monkeypatch.setattr(pieces, "ROWS_KEPT", 8)
    monkeypatch.setattr(kept, "UNITS_A_PAGE", 30)
    with time_machine.travel(now(), tick=False):
        yield
    engine.forget()


def counted(day: date = DEC_17) -> FigureSet:
    """Counted in pieces as known now, and kept."""
    stood = stands(HCMC_CAMPAIGN)
    figures = figures_in_pieces(HCMC_CAMPAIGN, as_of=day, known_by=now(), larger_than=0)
    keep(figures, stood)
    return figures


def found(day: date = DEC_17) -> Kept:
    count = kept_count(HCMC_CAMPAIGN, as_of=day, known_by=now())
    assert count is not None
    return count


def numbers(figures: FigureSet) -> dict[str, int]:
    return {path: figures.counted(path) for code in figures.parts for path in figures.paths(code)}


@pytest.mark.parametrize("day", [DEC_3, DEC_17])
def test_it_says_what_counting_the_whole_says(day: date) -> None:
    whole = figures_of(HCMC_CAMPAIGN, as_of=day, known_by=now())
    counted(day)
    told = found(day).figures
    assert numbers(told) == numbers(whole)
    assert list(told.parts) == list(whole.parts)
    assert (told.owing, told.ended) == (whole.owing, whole.ended)
    assert told.rests_on_reconstruction == whole.rests_on_reconstruction
    assert {code: told.basis(code) for code in told.parts} == {
        code: whole.basis(code) for code in whole.parts
    }
    assert progress_over_time(told.changes, until=day) == progress_over_time(
        whole.changes, until=day
    )
    assert told.printed == whole.printed


def test_behind_each_number_stand_the_same_rows_page_by_page() -> None:
    whole = figures_of(HCMC_CAMPAIGN, as_of=DEC_17, known_by=now())
    counted()
    told = found()
    pages: Counter[int] = Counter()
    for code in whole.parts:
        for path in whole.paths(code):
            count = told.pages(path)
            rows: list[Row] = [row for page in range(count) for row in told.rows(path, page + 1)]
            assert Counter(rows) == Counter(whole.rows(path)), path
            pages[count] += 1
    assert set(pages) == {1, 5}  # of few rows and of many


def test_no_word_of_the_record_is_kept() -> None:
    counted()
    content = str(kept._told(figures_of(HCMC_CAMPAIGN, as_of=DEC_17, known_by=now())))
    topics = SuggestedTopic.objects.filter(campaign=HCMC_CAMPAIGN).values_list("topic", flat=True)
    assert topics
    assert not any(text in content for text in topics if text)


def test_what_is_told_later_leaves_it_and_what_is_told_of_its_moment_ends_it() -> None:
    counted()
    moment = now()
    with time_machine.travel(moment + timedelta(minutes=1), tick=False):
        state_reason(reach_for(mai()), "A40", "chờ kết luận thanh tra")
    assert kept_count(HCMC_CAMPAIGN, as_of=DEC_17, known_by=moment) is not None
    state_reason(reach_for(mai()), "B29", "chờ kết luận thanh tra mới")
    assert kept_count(HCMC_CAMPAIGN, as_of=DEC_17, known_by=moment) is None
    assert newest_count(HCMC_CAMPAIGN, as_of=DEC_17, known_by=moment) is None
    assert counts_of(HCMC_CAMPAIGN) == []


def test_words_that_go_by_decision_end_it() -> None:
    counted()
    table = SuggestedTopic._meta.label_lower
    topic = SuggestedTopic.objects.filter(review__unit__code="A05").order_by("code")[0]
    moment = now()
    with time_machine.travel(moment + timedelta(minutes=1), tick=False):
        propose_removal(
            reach_for(mai()),
            table,
            topic.pk,
            decided_on=date(2012, 12, 10),
            decision="12-QĐ/VPTU",
            basis="authority",
            reason="Có dữ liệu cá nhân.",
        )
        assert kept_count(HCMC_CAMPAIGN, as_of=DEC_17, known_by=moment) is not None
        decide_removal(reach_for(dung()), 1, agreed=True)
        assert kept_count(HCMC_CAMPAIGN, as_of=DEC_17, known_by=moment) is None


def test_what_another_version_counted_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    counted()
    monkeypatch.setattr(kept, "MADE_BY", "another")
    assert kept_count(HCMC_CAMPAIGN, as_of=DEC_17, known_by=now()) is None


def test_the_newest_of_the_day_that_knows_no_more_than_asked_is_told() -> None:
    first = now()
    counted()
    with time_machine.travel(first + timedelta(hours=1), tick=False):
        counted()
        counted(DEC_3)
        count = newest_count(HCMC_CAMPAIGN, as_of=DEC_17, known_by=now())
        assert count is not None
        assert count.figures.known_by == now()
    count = newest_count(HCMC_CAMPAIGN, as_of=DEC_17, known_by=first + timedelta(minutes=59))
    assert count is not None
    assert count.figures.known_by == first
    assert newest_count(HCMC_CAMPAIGN, as_of=DEC_3, known_by=first) is None


def test_of_very_many_those_made_first_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    first = now()
    for minute in range(3):
        with time_machine.travel(first + timedelta(minutes=minute), tick=False):
            counted()
    there = CountKept.objects.order_by("known_by").values_list("known_by", flat=True)
    assert list(there) == [first + timedelta(minutes=1), first + timedelta(minutes=2)]


def test_whoever_asks_for_numbers_of_a_large_campaign_counts_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = figures_kept(HCMC_CAMPAIGN, as_of=DEC_17, known_by=now())
    engine.forget()
    monkeypatch.setattr(kept, "figures_in_pieces", None)
    again = figures_kept(HCMC_CAMPAIGN, as_of=DEC_17, known_by=now())
    assert numbers(again) == numbers(first)


def test_a_count_that_somebody_changed_in_the_database_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = kept._told
    monkeypatch.setattr(
        kept, "_told", lambda figures: told(figures) | {"parts": changed(told(figures))}
    )
    counted()
    (one,) = kept_otherwise(HCMC_CAMPAIGN)
    assert (one.path, one.kept, one.counted) == ("units_not_reviewed.count", 0, 3)
    assert "đang giữ 0, theo các sự kiện là 3" in one.sentence.vi
    assert "kept 0, by the facts 3" in one.sentence.en


def test_every_count_is_held_against_the_facts() -> None:
    counted()
    counted(DEC_3)
    assert list(kept_otherwise(HCMC_CAMPAIGN)) == []


def changed(told: dict[str, Any]) -> dict[str, Any]:
    parts: dict[str, Any] = told["parts"]
    return parts | {"units_not_reviewed": parts["units_not_reviewed"] | {"count": 0}}
