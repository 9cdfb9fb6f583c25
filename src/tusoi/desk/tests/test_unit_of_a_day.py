"""A unit's file as of a past day: nothing on it that had not happened by then, and what the figures of that day count."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_17,
    HCMC_CAMPAIGN,
    kept_for_a_module,
    leader,
    mai,
    mai_loads_the_seed,
    on,
    reach_for,
    sat,
)
from tests.cast import unit as a_unit
from tests.pages import text
from tusoi.campaigns.asked import Asked
from tusoi.campaigns.queries import campaign_view
from tusoi.desk.found import unit_found
from tusoi.desk.unit import UnitPage
from tusoi.figures.engine import figures_of
from tusoi.figures.figure import Row
from tusoi.figures.stages import held_by
from tusoi.values.clock import now
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

OCT_1, NOV_1, NOV_15, NOV_25 = (
    date(2012, 10, 1),
    date(2012, 11, 1),
    date(2012, 11, 15),
    date(2012, 11, 25),
)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai()
        yield


def read(unit: str, day: date, part: str = "") -> str:
    client = Client()
    client.force_login(mai())
    address = f"/dot/{HCMC_CAMPAIGN}/don-vi/{unit}/{part}"
    return text(client.get(address, {"as_of": day.isoformat(), "lang": "vi"}))


def page_of(unit: str, day: date) -> UnitPage:
    campaign = campaign_view(HCMC_CAMPAIGN, known_by=None)
    asked = Asked(reach_for(mai()), campaign, day, now(), True, "", f"?as_of={day}", "vi")
    return unit_found(asked, unit)


@pytest.mark.parametrize("part", ["", "dieu-kien/"])
def test_a_breach_stands_on_no_page_of_a_day_before_it(part: str) -> None:
    assert "đã kiểm điểm ngày" in read("A12", DEC_17, part)
    assert "đã kiểm điểm ngày" not in read("A12", OCT_1, part)


def test_a_review_not_begun_shows_no_session_no_minutes_and_no_verdict() -> None:
    then, now_ = read("A12", OCT_1), read("A12", DEC_17)
    for later in ("29/10/2012", "Kết luận đã nêu không được tính"):
        assert later in now_
        assert later not in then
    for said in ("chưa chuẩn bị", "chưa họp", "Chưa có kết luận."):
        assert said in then


def test_marks_and_findings_come_on_their_days() -> None:
    before, after = page_of("A05", NOV_1), page_of("A05", DEC_17)
    assert (before.is_marked, after.is_marked) == (False, True)
    assert not before.findings
    assert after.findings
    assert {one.when.day for one in page_of("A05", NOV_15).findings} == {date(2012, 11, 8)}


def days_on(page: UnitPage) -> Iterator[When | None]:
    """Every day that the page may print."""
    file = page.so_far
    yield from (file.prepared, file.minutes, file.attended, file.waiting, file.waiting_over)
    yield from (one.when for one in file.sittings)
    yield from (one.when for one in file.verdicts)
    yield from (one.when for one in file.marks)
    yield from (one.when for leader in file.leaders for one in leader.sittings)
    yield from (file.reason.when if file.reason else None, file.plan.when if file.plan else None)
    yield from (one.when for one in page.findings)
    yield from (one.when for one in page.items)
    yield from (when for topic, _ in page.topics for when in (topic.when, topic.answered))
    yield from (when for case in page.cases for when in (case.concluded, case.decided))
    yield from (When(one.day) for one in page.breaches)
    if page.inspection:
        yield from (page.inspection.awaited, page.inspection.concluded, page.inspection.settled)


@pytest.mark.parametrize("day", [OCT_1, NOV_1, NOV_15, NOV_25])
def test_no_day_on_the_file_lies_after_the_day_it_is_of(day: date) -> None:
    for unit in ("A05", "A12", "A47", "A01"):
        later = [when for when in days_on(page_of(unit, day)) if when and when.day > day]
        assert later == [], unit


@pytest.mark.parametrize("day", [OCT_1, NOV_1, NOV_15, NOV_25, DEC_17])
def test_the_file_shows_what_the_figures_of_the_day_count_of_the_unit(day: date) -> None:
    found = figures_of(HCMC_CAMPAIGN, as_of=day, known_by=now())

    def rows(path: str) -> list[Row]:
        return list(found.rows(path))

    for unit in ("A05", "A12", "A47", "B02"):
        page = page_of(unit, day)
        said = {
            "breaches.count": len(page.breaches),
            "findings_with_address.all": len(page.findings),
            "topics_suggested.asked": len(page.topics),
            "topics_suggested.answered": sum(1 for one, _ in page.topics if one.answered),
            "topics_suggested.owner_named": sum(1 for one, _ in page.topics if one.owner_named),
        }
        for path, count in said.items():
            assert sum(row.unit == unit for row in rows(path)) == count, (path, unit)
        for mark in page.marks:
            counted = any(
                row.unit == unit for row in rows(f"signs_seen.{mark.criterion.number}.units")
            )
            assert counted == bool(mark.seen)


@pytest.mark.parametrize("day", [OCT_1, NOV_1, NOV_15, NOV_25])
def test_a_session_still_to_come_says_that_the_review_is_not_held_although_it_is_not_shown(
    day: date,
) -> None:
    found = figures_of(HCMC_CAMPAIGN, as_of=day, known_by=now())
    held = {row.unit for row in found.rows("units_reviewed.done")}
    for unit in ("A05", "A12", "A47", "A01"):
        assert page_of(unit, day).is_held == (unit in held)


def test_a_unit_between_its_sessions_is_not_held() -> None:
    """The collective met, its leaders did so later: the first session alone does not make it held."""
    file = a_unit(*sat(on("2012-11-05")), leaders=(leader("A01-01", on("2012-11-20")),))
    assert not held_by(file, NOV_15)
    shown = file.until(NOV_15)
    assert [one.when.day for one in shown.sittings] == [date(2012, 11, 5)]
    assert shown.leaders[0].sittings == ()


def test_nothing_is_offered_to_be_recorded_on_the_page_of_another_day() -> None:
    client = Client()
    client.force_login(mai())
    today = client.get(f"/dot/{HCMC_CAMPAIGN}/don-vi/A47/").content.decode()
    assert "Việc bạn có thể ghi" in today
    assert "Việc bạn có thể ghi" not in read("A47", NOV_1)
