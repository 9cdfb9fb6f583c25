"""A review is past its due day and nobody has said why, or the day of the next look has come."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import DAY, DUE, HELD, OWING, course, reason
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing where a reason is missing after the due day, or somebody was to look again by today."""
    if not course.to_be_held:
        return
    told, last = course.file.reason, course.calendar.due(course.due_on)
    if told is not None and told.next_look is not None and told.next_look <= course.day:
        yield Waiting(_LOOK, told.next_look, told.next_look, on_path=False)
    elif course.day > last and (told is None or not told.text):
        yield Waiting(_STATE, last + timedelta(days=1), last, on_path=False)


_STATE = Wording(vi="nêu lý do chưa kiểm điểm", en="state why the review is not held")
_LOOK = Wording(
    vi="xem lại: đã đến ngày hẹn xem lại", en="look again: the day of the next look has come"
)
_AFTER = replace(course(OWING), day=DUE + timedelta(days=1))

DUTY = Duty(
    code="state_reason",
    place=140,
    name=Wording(vi="Lý do cần nêu, cần xem lại", en="Reasons to state, next looks due"),
    right=Right.STATE_REASON,
    page="act",
    act="ly-do",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Quá hạn, chưa nêu lý do", en="Past due without a reason"), _AFTER, waiting=1
        ),
        Example(
            Wording(vi="Đến ngày xem lại", en="The day of the next look has come"),
            course(replace(OWING, reason=reason("chờ thanh tra", DAY))),
            waiting=1,
        ),
        Example(
            Wording(vi="Quá hạn, đã nêu lý do", en="Past due, the reason stated"),
            replace(_AFTER, file=replace(OWING, reason=reason("chờ thanh tra", date(2013, 1, 31)))),
            waiting=0,
        ),
        Example(Wording(vi="Chưa đến hạn", en="Not due yet"), course(OWING), waiting=0),
        Example(Wording(vi="Đã kiểm điểm", en="Held"), course(HELD), waiting=0),
    ),
)
