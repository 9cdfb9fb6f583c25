"""The host's working days: set on a page, and what is due goes by them day by day."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    binh,
    heading,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tests.pages import text
from tusoi.campaigns.workdays import set_workday, set_working_week
from tusoi.desk.digest import digest_of
from tusoi.desk.duties import ask_affected, claim_item
from tusoi.desk.example_facts import ITEM, OWING, VERIFIED, course
from tusoi.desk.my_desk import desk_of
from tusoi.ledger.checking import discrepancies
from tusoi.organisation.access import NotThere, asker_of
from tusoi.organisation.queries import ContactKnown, work_calendar
from tusoi.remediation.life import Deadline
from tusoi.remediation.lives import lives
from tusoi.remediation.rules.stage import is_overdue, question_due
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.workdays import EVERY_DAY, SetDay, WorkCalendar, WorkingWeek

pytestmark = pytest.mark.django_db

PAGE = f"/dot/{HCMC_CAMPAIGN}/ngay-lam-viec/"
JAN_7, JAN_8, JAN_9 = (date(2013, 1, day) for day in (7, 8, 9))
WEEK = {"what": "week", "since": "2012-10-01", "weekdays": ["1", "2", "3", "4", "5"]}
DAY = {"what": "day", "day": "2013-01-28", "kind": "nghi", "title": "nghỉ bù"}


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai(), lan(), binh(), heading("B01")
        yield


def page(who: Any, sent: Any = None, day: date = JAN_7) -> Any:
    client = Client()
    with at_noon(day):
        client.force_login(who())
        if sent is None:
            return client.get(PAGE + "?nam=2013")
        return client.post(PAGE, sent, follow=True)


def calendar() -> WorkCalendar:
    return work_calendar(HCMC_CAMPAIGN, known_by=now())


def test_the_office_sets_the_week_and_days_off_and_everybody_reads_them() -> None:
    assert "mọi ngày được tính là ngày làm việc" in text(page(lan))
    assert "Đã đặt các ngày làm việc" in text(page(mai, WEEK | {"fixed": "yes"}))
    assert "Đã đặt ngày này" in text(page(mai, DAY))
    assert calendar() == WorkCalendar(
        (WorkingWeek(date(2012, 10, 1), frozenset({1, 2, 3, 4, 5})),),
        {date(2013, 1, 28): SetDay(works=False, title="nghỉ bù")},
    )
    read = text(page(lan, day=JAN_8))
    for said in ("nghỉ bù", "Tết Dương lịch", "Quốc khánh", "Thứ Hai, 28/01/2013"):
        assert said in read
    assert "Đặt tuần làm việc" not in read
    assert list(discrepancies()) == []


def test_a_day_that_was_set_is_taken_back_once() -> None:
    page(mai, DAY)
    assert "Đã bỏ" in text(page(mai, {"what": "back", "on": "2013-01-28"}, JAN_8))
    again = page(mai, {"what": "back", "on": "2013-01-28"}, JAN_9)
    assert "đã được ghi trước đó" in text(again)
    assert calendar() == EVERY_DAY
    assert page(mai, {"what": "back", "on": "2013-01-29"}).status_code == 404
    assert page(mai, {"what": "back", "on": "khong"}).status_code == 404


def test_sent_twice_it_is_one_and_another_word_takes_its_place() -> None:
    page(mai, DAY)
    assert "đã được ghi trước đó" in text(page(mai, DAY))
    page(mai, DAY | {"kind": "lam-bu", "title": "làm bù"}, JAN_8)
    assert calendar().days == {date(2013, 1, 28): SetDay(works=True, title="làm bù")}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (WEEK | {"weekdays": []}, "ít nhất một ngày"),
        (WEEK | {"since": "32/01/2013"}, "32/01/2013"),
        (WEEK | {"since": "0001-01-01"}, "xem lại năm"),
        (DAY | {"title": " "}, "phải điền"),
        (DAY | {"title": "x" * 201}, "201"),
        (DAY | {"title": "a\x00b"}, "U+0000"),
        (DAY | {"kind": "khac"}, "Hãy chọn"),
        (DAY | {"day": "9999-12-31"}, "xem lại năm"),
        ({"what": "khac"}, "chưa ghi gì"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_the_form_comes_back_filled(
    sent: Any, said: str
) -> None:
    answer = page(mai, sent)
    assert answer.status_code == 422
    assert said in text(answer)
    if sent.get("title", " ").strip() and "\x00" not in sent["title"]:
        assert sent["title"] in text(answer)
    assert calendar() == EVERY_DAY


@pytest.mark.parametrize("who", [lan, binh])
def test_nobody_else_sets_them_on_the_page_or_in_the_act(who: Any) -> None:
    assert page(who, DAY).status_code == 404
    with at_noon(JAN_7), pytest.raises(NotThere):
        set_workday(reach_for(who()), JAN_7, "nghỉ", works=False)


WORKED = [
    *(date(2012, 12, day) for day in (17, 18, 19, 20, 21, 24, 25, 26, 27, 28, 31)),
    *(date(2013, 1, day) for day in (2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18)),
    *(date(2013, 1, day) for day in (21, 22, 23, 24, 25, 28, 29, 30, 31)),
    *(date(2013, 2, day) for day in (1, 4, 5, 6, 7, 8, 18, 19, 20, 21, 22, 25, 26, 27, 28)),
    *(date(2013, 3, day) for day in (1, 4, 5, 6, 7, 8)),
]
"""Off the wall calendar: the end of a year, New Year's Day, weekends, the ends of months, Tết."""
SPAN = [date(2012, 12, 17) + timedelta(days=n) for n in range(74)]
SET = WorkCalendar(
    (WorkingWeek(date(2012, 10, 1), frozenset({1, 2, 3, 4, 5})),),
    {date(2013, 2, day): SetDay(works=False, title="Tết") for day in range(11, 16)},
)


def first_worked(day: date) -> date:
    return next(one for one in WORKED if one >= day)


def test_day_by_day_overdue_and_its_reminder_are_off_by_no_day() -> None:
    for due in SPAN:
        life = replace(ITEM.life, deadlines=(Deadline(due, date(2012, 11, 5)),), calendar=SET)
        item, last = replace(ITEM, life=life), first_worked(due)
        for day in SPAN:
            assert is_overdue(life, day) is (day > last), (due, day)
            found = claim_item.DUTY.waits(course(OWING, items=(item,), day=day, calendar=SET))
            assert bool(found) is (day >= last - claim_item.BEFORE), (due, day)
            assert {one.days_late(day) for one in found} <= {max(0, (day - last).days)}


def test_day_by_day_the_question_after_four_weeks_is_off_by_no_day() -> None:
    for verified in [date(2012, 11, 20) + timedelta(days=n) for n in range(74)]:
        [claim] = VERIFIED.life.claims
        assert claim.answer is not None
        told = replace(claim, answer=replace(claim.answer, when=When(verified)))
        life = replace(VERIFIED.life, claims=(told,), calendar=SET)
        due = first_worked(max(verified + timedelta(days=28), WORKED[0]))
        for day in [one for one in SPAN if one >= verified]:
            assert question_due(life, day) == due, (verified, day)
            facts = course(OWING, items=(replace(VERIFIED, life=life),), day=day, calendar=SET)
            assert bool(ask_affected.DUTY.waits(facts)) is (day >= due), (verified, day)


def test_the_desk_the_mail_and_the_figures_go_by_what_was_set() -> None:
    head = heading("B01")
    with at_noon(JAN_7):
        set_working_week(reach_for(mai()), date(2012, 10, 1), range(1, 6), fixed=True)
        set_workday(reach_for(mai()), date(2013, 1, 28), "nghỉ bù", works=False)

    def seen(day: date) -> tuple[date | None, int, bool, str]:
        with at_noon(day):
            desk = desk_of(asker_of(head, on=day), on=day, known_by=now())
            [line] = [one for one in desk.lines if one.url.endswith("/khac-phuc/12/")]
            mail = digest_of(ContactKnown(head, "b@b.vn", "vi"), desk, on=day, site="")
            late = is_overdue(lives(HCMC_CAMPAIGN, known_by=now())["12"], day)
            said = next(one for one in mail.text.splitlines() if "B01: Việc khắc phục" in one)
            return line.due_on, line.days_late, late, said.partition(", hạn ")[2]

    moved = date(2013, 1, 29)
    assert seen(date(2013, 1, 28))[:3] == (moved, 0, False)
    assert seen(moved)[:3] == (moved, 0, False)
    assert seen(date(2013, 1, 30))[:3] == (moved, 1, True)
    assert "29/01/2013, quá 1 ngày" in seen(date(2013, 1, 30))[3]


def test_what_was_set_later_moves_nothing_of_what_was_known_before() -> None:
    before = now()
    with at_noon(today() + timedelta(days=1)):
        set_workday(reach_for(mai()), date(2013, 1, 28), "nghỉ bù", works=False)
        assert is_overdue(lives(HCMC_CAMPAIGN, known_by=before)["12"], date(2013, 1, 29))
        assert not is_overdue(lives(HCMC_CAMPAIGN, known_by=now())["12"], date(2013, 1, 29))


def test_a_form_that_is_refused_comes_back_with_the_weekdays_that_there_are() -> None:
    answered = page(mai, {**WEEK, "since": "", "weekdays": ["1", "", "12"]})
    assert answered.status_code == 422
    ticked = re.findall(r'name="weekdays" value="(\d)"[^>]*checked', answered.content.decode())
    assert ticked == ["1"]
