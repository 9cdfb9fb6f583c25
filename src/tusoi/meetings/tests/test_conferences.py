"""hold_conference: a session of the whole campaign, with chair, report, conclusion and instructions."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    dung,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tusoi.campaigns.actions import BeforeCampaign, DayAhead
from tusoi.campaigns.seen import SaidMeanwhile
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import Entry
from tusoi.meetings.conferences import ConferenceNotUsable, conference_seen, hold_conference
from tusoi.meetings.queries import ConferenceHeld, conferences
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Account
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db
DEC_20, DEC_21 = date(2012, 12, 20), date(2012, 12, 21)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, dung, khanh, lan):
            player()
        yield


def held() -> tuple[ConferenceHeld, ...]:
    return conferences(HCMC_CAMPAIGN, known_by=now())


def test_a_conference_keeps_chair_report_conclusion_and_instructions() -> None:
    report = uuid4()
    hold_conference(
        reach_for(mai()),
        on=DEC_20,
        chair=" Bí thư  Thành ủy ",
        conclusion="Đợt kiểm điểm đạt yêu cầu.\nCòn ba đơn vị.",
        instructions=["Ba đơn vị làm xong trong tháng 1", "  ", "Công khai 52 việc"],
        report=report,
    )
    assert held() == (
        ConferenceHeld(
            DEC_20,
            "Bí thư Thành ủy",
            report,
            "Đợt kiểm điểm đạt yêu cầu.\nCòn ba đơn vị.",
            ("Ba đơn vị làm xong trong tháng 1", "Công khai 52 việc"),
        ),
    )
    body = Entry.objects.latest("pk").body
    assert '"event":"conference_held"' in body
    assert '"instructions":2' in body
    assert "đạt yêu cầu" not in body
    assert list(discrepancies()) == []


def test_told_again_it_is_put_right_and_sent_twice_it_is_one() -> None:
    reach = reach_for(mai())
    for conclusion in ("Một", "Một", "Hai"):
        hold_conference(reach, on=DEC_20, chair="Bí thư", conclusion=conclusion)
    assert [one.conclusion for one in held()] == ["Hai"]
    assert Entry.objects.filter(body__contains="conference_held").count() == 2


def test_whoever_did_not_see_what_stands_writes_nothing_over_it() -> None:
    reach = reach_for(mai())
    hold_conference(reach, on=DEC_20, chair="Bí thư", conclusion="Một", seen=())
    before = Entry.objects.count()
    with pytest.raises(SaidMeanwhile) as told:
        hold_conference(reach, on=DEC_20, chair="Phó Bí thư", conclusion="Một", seen=())
    assert "20/12/2012" in told.value.wording.vi
    assert told.value.stands == conference_seen(held()[0])
    assert [one.chair for one in held()] == ["Bí thư"]
    hold_conference(reach, on=DEC_20, chair="Bí thư", conclusion="Một", seen=())
    assert Entry.objects.count() == before, "the same word twice is no fault, and no act"
    hold_conference(reach, on=DEC_21, chair="Bí thư", conclusion="Khác", seen=())
    stands = [told.value.stands]
    hold_conference(reach, on=DEC_20, chair="Phó Bí thư", conclusion="Một", seen=stands)
    assert [one.chair for one in held()] == ["Phó Bí thư", "Bí thư"]


@pytest.mark.parametrize(
    "otherwise",
    [{"chair": "b"}, {"conclusion": "b"}, {"instructions": ["a", "b"]}, {"report": uuid4()}],
)
def test_any_part_that_differs_is_another_word(otherwise: dict[str, Any]) -> None:
    first: dict[str, Any] = {
        "chair": "a",
        "conclusion": "a",
        "instructions": ["a b"],
        "report": None,
    }
    hold_conference(reach_for(mai()), on=DEC_20, **first)
    with pytest.raises(SaidMeanwhile):
        hold_conference(reach_for(mai()), on=DEC_20, **{**first, **otherwise}, seen=())


@pytest.mark.parametrize(
    ("on", "chair", "conclusion", "instructions", "refusal"),
    [
        (today() + timedelta(days=1), "Bí thư", "x", [], DayAhead),
        (date(2012, 9, 1), "Bí thư", "x", [], BeforeCampaign),
        (DEC_20, "  ", "x", [], ConferenceNotUsable),
        (DEC_20, "Bí thư", " ", [], ConferenceNotUsable),
        (DEC_20, "B" * 82, "x", [], ConferenceNotUsable),
        (DEC_20, "Bí thư", "x" * 4001, [], ConferenceNotUsable),
        (DEC_20, "Bí thư", "x", ["y"] * 31, ConferenceNotUsable),
        (DEC_20, "Bí\x00thư", "x", [], ConferenceNotUsable),
        (DEC_20, "Bí thư", "x", ["y\x1bz"], ConferenceNotUsable),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    on: date, chair: str, conclusion: str, instructions: list[str], refusal: type[Exception]
) -> None:
    before = Entry.objects.count()
    with pytest.raises(refusal):
        hold_conference(
            reach_for(mai()), on=on, chair=chair, conclusion=conclusion, instructions=instructions
        )
    assert Entry.objects.count() == before
    assert held() == ()


@pytest.mark.parametrize("player", [lan, khanh, dung])
def test_whoever_may_not_is_told_of_nothing(player: Callable[[], Account]) -> None:
    with pytest.raises(NotThere):
        hold_conference(reach_for(player()), on=DEC_20, chair="Bí thư", conclusion="x")
