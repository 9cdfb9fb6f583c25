"""Working days: what is due on a day off is due on the next that is worked, off by no day."""

from datetime import date, timedelta

import pytest

from tusoi.values.workdays import EVERY_DAY, SetDay, WorkCalendar, WorkingWeek

OCT_1 = date(2012, 10, 1)
FIVE_DAYS = frozenset({1, 2, 3, 4, 5})
TET = {date(2013, 2, day): SetDay(works=False, title="Tết Nguyên đán") for day in range(11, 16)}
IN_LIEU = {date(2013, 2, 23): SetDay(works=True, title="làm bù")}
CALENDAR = WorkCalendar((WorkingWeek(OCT_1, FIVE_DAYS),), TET | IN_LIEU)
WORKED = [
    *(date(2012, 12, day) for day in (14, 17, 18, 19, 20, 21, 24, 25, 26, 27, 28, 31)),
    *(date(2013, 1, day) for day in (2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18)),
    *(date(2013, 1, day) for day in (21, 22, 23, 24, 25, 28, 29, 30, 31)),
    *(date(2013, 2, day) for day in (1, 4, 5, 6, 7, 8, 18, 19, 20, 21, 22, 23, 25, 26, 27, 28)),
]
"""The working days from 14 December to 28 February, off the wall calendar: a year's end, New Year's Day, Tết, a day in lieu."""
SPAN = [date(2012, 12, 14) + timedelta(days=n) for n in range(77)]


def test_day_by_day_over_eleven_weeks_a_day_is_worked_or_is_not() -> None:
    assert [day for day in SPAN if CALENDAR.works_on(day)] == WORKED


def test_what_is_due_on_a_day_off_is_due_on_the_next_that_is_worked() -> None:
    for day in SPAN:
        assert CALENDAR.due(day) == next(one for one in WORKED if one >= day), day


def test_so_many_worked_days_after_a_day() -> None:
    for day in SPAN[:60]:
        later = [one for one in WORKED if one > day]
        assert [CALENDAR.after(day, n) for n in (1, 3, 10)] == [later[0], later[2], later[9]], day
    assert CALENDAR.after(date(2013, 2, 10), 0) == date(2013, 2, 10)


def test_before_anything_was_set_no_day_moves() -> None:
    sunday = date(2012, 9, 30)
    assert EVERY_DAY.due(sunday) == CALENDAR.due(sunday) == sunday


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2013, 1, 1), date(2013, 1, 2)),
        (date(2013, 4, 30), date(2013, 5, 2)),
        (date(2012, 9, 2), date(2012, 9, 2)),
        (date(2017, 9, 2), date(2017, 9, 4)),
    ],
)
def test_the_fixed_holidays_come_every_year_from_the_first_week_set(day: date, due: date) -> None:
    assert CALENDAR.due(day) == due


def test_where_they_are_not_counted_they_are_days_like_others() -> None:
    plain = WorkCalendar((WorkingWeek(OCT_1, FIVE_DAYS, fixed=False),))
    assert plain.due(date(2013, 1, 1)) == date(2013, 1, 1)


def test_a_later_week_holds_from_its_day_on() -> None:
    six = WorkingWeek(date(2013, 1, 7), FIVE_DAYS | {6})
    both = WorkCalendar((WorkingWeek(OCT_1, FIVE_DAYS), six))
    saturdays = date(2013, 1, 5), date(2013, 1, 12)
    assert [both.works_on(day) for day in saturdays] == [False, True]


def test_a_day_set_by_itself_goes_before_holiday_and_week() -> None:
    labour_day = date(2013, 5, 1)
    worked = WorkCalendar(CALENDAR.weeks, {labour_day: SetDay(works=True)})
    assert worked.works_on(labour_day)


def test_at_the_end_of_all_days_it_ends() -> None:
    assert CALENDAR.due(date.max) == date.max
