"""Another deadline of an item is proposed, and waits for a second person."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import DEC_1, ITEM, OWING, SOMEBODY, course
from tusoi.organisation.roles import Right
from tusoi.remediation.life import DueMove
from tusoi.remediation.rules.stage import waiting_move
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing for each proposal without a decision; not for whoever proposed it."""
    for item in course.items:
        move = waiting_move(item.life, course.day)
        if move is not None:
            yield Waiting(
                _DECIDE.filled(number=item.number, day=move.due_on),
                move.asked.day,
                on_path=False,
                at="item",
                part=item.number,
                not_by=move.asked_by,
            )


_DECIDE = Wording(
    vi="quyết định đề nghị đổi hạn việc khắc phục số {number} sang {day}",
    en="decide on moving the deadline of item {number} to {day}",
)
_ASKED = DueMove(1, date(2013, 9, 30), "…", DEC_1, SOMEBODY)
_MOVED = replace(_ASKED, approved=True, decided=DEC_1)

DUTY = Duty(
    code="decide_due_move",
    place=138,
    name=Wording(vi="Đề nghị đổi hạn chờ quyết định", en="Deadlines to decide on"),
    right=Right.KEEP_ITEMS,
    page="items",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Đã đề nghị, chưa quyết định", en="Proposed, not decided"),
            course(OWING, items=(replace(ITEM, life=replace(ITEM.life, moves=(_ASKED,))),)),
            waiting=1,
        ),
        Example(
            Wording(vi="Đã đồng ý", en="Approved"),
            course(OWING, items=(replace(ITEM, life=replace(ITEM.life, moves=(_MOVED,))),)),
            waiting=0,
        ),
    ),
)
