"""The progress line: a step on each day on which something changed, and every day's own numbers."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings

from tests.cast import on, sat, unit
from tusoi.figures.definitions.units_reviewed import FIGURE
from tusoi.figures.figure import number
from tusoi.figures.progress import ProgressPoint, changes_in, progress_over_time
from tusoi.figures.records import NOTHING, Records
from tusoi.figures.tests.drawn import DAYS, records, unit_files

DEC_17 = date(2012, 12, 17)


def known(*sittings: tuple[str, str]) -> Records:
    files = [unit(*sat(on(day)), code=code) for code, day in sittings]
    return replace(NOTHING, units=(*files, unit(code="A09")))


def test_each_day_on_which_a_unit_is_done_is_a_step_and_the_last_day_closes_the_line() -> None:
    told = known(("A01", "2012-11-20"), ("A02", "2012-11-20"), ("A03", "2012-12-03"))
    assert progress_over_time(changes_in(told), until=DEC_17) == (
        ProgressPoint(date(2012, 11, 20), 2, 4),
        ProgressPoint(date(2012, 12, 3), 3, 4),
        ProgressPoint(DEC_17, 3, 4),
    )


def test_the_line_opens_on_the_day_asked_for_with_what_was_done_by_then() -> None:
    told = known(("A01", "2012-11-20"), ("A02", "2012-12-03"))
    line = progress_over_time(changes_in(told), since=date(2012, 11, 25), until=date(2012, 12, 3))
    assert line == (
        ProgressPoint(date(2012, 11, 25), 1, 3),
        ProgressPoint(date(2012, 12, 3), 2, 3),
    )


def test_of_nothing_there_is_the_last_day_with_nothing_done() -> None:
    assert progress_over_time(changes_in(NOTHING), until=DEC_17) == (ProgressPoint(DEC_17, 0, 0),)


def test_any_last_day_there_is_closes_a_line() -> None:
    for last in (date.min, date.max):
        assert (
            progress_over_time(changes_in(known(("A01", "2012-11-20"))), until=last)[-1].day == last
        )


@settings(max_examples=60, deadline=None)
@given(records(unit_files()), DAYS, DAYS)
def test_every_day_of_the_line_says_what_units_reviewed_says(
    told: Records, one: date, other: date
) -> None:
    since, until = sorted((one, other))
    line = progress_over_time(changes_in(told), since=since, until=until)
    assert [point.day for point in line] == sorted({point.day for point in line})
    assert (line[0].day, line[-1].day) == (since, until)
    day, at = since, line[0]
    while day <= until:
        at = next((point for point in line if point.day == day), at)
        assert (at.done, at.due) == counted(told, day)
        day += timedelta(days=1)


@settings(deadline=None)  # a busy machine is no fault of the line
@given(records(unit_files()), DAYS)
def test_a_line_without_a_first_day_has_a_point_only_where_something_changed(
    told: Records, until: date
) -> None:
    line = progress_over_time(changes_in(told), until=until)
    for before, after in pairwise(line):
        assert (before.done, before.due) != (after.done, after.due) or after.day == until
    assert all((point.done, point.due) == counted(told, point.day) for point in line)


def counted(told: Records, day: date) -> tuple[int, int]:
    parts = FIGURE.count(told, day)
    done, due = parts["done"], parts["due"]
    return number(done), number(due)
