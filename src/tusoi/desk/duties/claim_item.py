"""An item is due soon, is late, or its claim was returned: whoever owes it says how far it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import CLAIMED, DAY, ITEM, NOV_5, OWING, RETURNED, course
from tusoi.figures.records import ItemKnown
from tusoi.organisation.roles import Right, Role
from tusoi.remediation.life import Deadline
from tusoi.remediation.rules.stage import last_day, returned_on, stage_on
from tusoi.values.day import happened_by
from tusoi.values.wording import Wording

BEFORE = timedelta(days=14)
"""How long before its day an item shows."""


def waiting(course: Course) -> Iterator[Waiting]:
    """For the unit's head and office, and for whoever sits by the post that answers for it."""
    for item in course.items:
        if happened_by(item.when, course.day):
            yield from _of(item, course.day)


def _of(item: ItemKnown, day: date) -> Iterator[Waiting]:
    due, returned = last_day(item.life, day), returned_on(item.life, day)
    soon = due is not None and due - BEFORE <= day
    if stage_on(item.life, day) not in ("planned", "in_progress") or not (soon or returned):
        return
    answer = returned.answer if returned else None
    since = answer.when.day if answer else due - BEFORE if due else None
    what = (_AGAIN if answer else _CLAIM).filled(number=item.number)
    for roles, post in (((Role.UNIT_HEAD, Role.UNIT_OFFICE), ""), ((Role.MEMBER,), item.owner)):
        if post or Role.MEMBER not in roles:
            yield Waiting(
                what,
                since,
                due,
                on_path=False,
                at="item",
                part=item.number,
                roles=roles,
                post=post,
            )


def _due(day: date) -> ItemKnown:
    """The item of the examples, due on another day."""
    return replace(ITEM, life=replace(ITEM.life, deadlines=(Deadline(day, NOV_5.day),)))


_CLAIM = Wording(
    vi="làm xong việc khắc phục số {number} và báo xong",
    en="finish item {number} and claim it done",
)
_AGAIN = Wording(
    vi="bổ sung việc khắc phục số {number}, đã bị trả lại, rồi báo xong lần nữa",
    en="make good item {number}, which was returned, and claim it again",
)

DUTY = Duty(
    code="claim_item",
    place=135,
    name=Wording(vi="Việc khắc phục đến hạn", en="Items due"),
    right=Right.CLAIM_ITEM,
    page="items",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Còn hai tuần nữa đến hạn", en="Two weeks before its day"),
            course(OWING, items=(_due(DAY + BEFORE),)),
            waiting=2,
        ),
        Example(
            Wording(vi="Quá hạn, chưa báo xong", en="Late, and not claimed"),
            course(OWING, items=(_due(DAY - timedelta(days=1)),)),
            waiting=2,
        ),
        Example(
            Wording(vi="Còn xa mới đến hạn", en="Due much later"),
            course(OWING, items=(_due(DAY + BEFORE + timedelta(days=1)),)),
            waiting=0,
        ),
        Example(
            Wording(vi="Đã báo xong", en="Claimed done"),
            course(OWING, items=(CLAIMED,)),
            waiting=0,
        ),
        Example(
            Wording(vi="Báo xong mà bị trả lại", en="Claimed, and returned"),
            course(OWING, items=(RETURNED,)),
            waiting=2,
        ),
    ),
)
