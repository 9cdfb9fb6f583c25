"""Four weeks after an item was verified those affected are asked whether it is put right."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import CLAIMED, DAY, DEC_1, OWING, VERIFIED, course
from tusoi.organisation.roles import Right
from tusoi.remediation.rules.stage import FELT_AFTER, asked_on, question_due
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing for each verified item from that day on, until they are asked."""
    for item in course.items:
        due = question_due(item.life, course.day)
        if due is not None and due <= course.day and not asked_on(item.life, course.day):
            yield Waiting(
                _ASK.filled(number=item.number),
                due,
                due,
                on_path=False,
                at="item",
                part=item.number,
            )


_ASK = Wording(
    vi="hỏi người chịu ảnh hưởng: việc khắc phục số {number} đã được khắc phục chưa",
    en="ask those affected whether item {number} is put right",
)
_LATER = course(OWING, items=(VERIFIED,), day=DEC_1.day + FELT_AFTER)

DUTY = Duty(
    code="ask_affected",
    place=137,
    name=Wording(vi="Việc đến lúc hỏi người dân", en="Items to ask about"),
    right=Right.KEEP_ITEMS,
    page="items",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Đúng bốn tuần sau xác minh", en="Four weeks after, to the day"),
            _LATER,
            waiting=1,
        ),
        Example(
            Wording(vi="Còn một ngày nữa", en="A day earlier"),
            replace(_LATER, day=_LATER.day - timedelta(days=1)),
            waiting=0,
        ),
        Example(
            Wording(vi="Mới báo xong", en="Claimed only"),
            course(OWING, items=(CLAIMED,), day=DAY + FELT_AFTER),
            waiting=0,
        ),
    ),
)
