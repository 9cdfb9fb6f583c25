"""Bodies invited to give an opinion have not, and their day is near or past: somebody reminds them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import INVITED, NOV_6, OWING, course
from tusoi.organisation.roles import Right
from tusoi.values.day import happened_by
from tusoi.values.wording import Wording

REMIND_BEFORE = timedelta(days=3)
"""How long before its due day a missing answer is asked for once more."""
LATEST = timedelta(days=30)
"""How long after it; a body that has not answered by then will not."""


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing for the unit, however many bodies it is: by the first of their days."""
    silent = [
        one
        for one in course.invited
        if happened_by(one.when, course.day)
        and one.answered is None
        and -LATEST <= one.due_on - course.day <= REMIND_BEFORE
    ]
    if silent:
        first = min(silent, key=lambda one: one.due_on)
        said = _ONE if len(silent) == 1 else _REMIND
        yield Waiting(said.filled(count=len(silent)), first.when.day, first.due_on, on_path=False)


_REMIND = Wording(
    vi="nhắc {count} nơi chưa góp ý", en="remind {count} bodies that have not answered"
)
_ONE = Wording(vi="nhắc 1 nơi chưa góp ý", en="remind 1 body that has not answered")

DUTY = Duty(
    code="remind_invited",
    place=16,
    name=Wording(vi="Nơi được mời chưa góp ý", en="Invited bodies that have not answered"),
    right=Right.ASK_OPINIONS,
    page="opinions",
    waiting=waiting,
    examples=(
        Example(
            Wording(
                vi="Còn hai ngày, một nơi chưa góp ý", en="Two days left, one has not answered"
            ),
            course(OWING, invited=(INVITED,)),
            waiting=1,
        ),
        Example(
            Wording(vi="Đã góp ý", en="Answered"),
            course(OWING, invited=(replace(INVITED, answered=NOV_6),)),
            waiting=0,
        ),
        Example(
            Wording(vi="Còn lâu mới đến hạn", en="The day is far off"),
            course(OWING, invited=(replace(INVITED, due_on=date(2013, 1, 10)),)),
            waiting=0,
        ),
    ),
)
