"""A review waits for the inspectorate: its conclusion, and then each person's responsibility, are to be recorded."""

from collections.abc import Iterator
from dataclasses import replace

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import NOV_5, OWING, course, refused
from tusoi.gates.gate import Clearing
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

BY = {Clearing.CASE_DECIDED, Clearing.INSPECTION_CONCLUDED, Clearing.RESPONSIBILITY_SETTLED}


def waiting(course: Course) -> Iterator[Waiting]:
    """Each gate that the inspection commission, or whoever decides discipline, can clear."""
    if not course.to_be_held:
        return
    since = course.file.waiting.day if course.file.waiting else course.opens_on
    for refusal in course.refusals:
        if BY & set(refusal.cleared_by):
            what = _CLEAR.filled(gate=refusal.name)
            yield Waiting(what, since, refusal.next_look, whose=refusal.who_can_clear)


_CLEAR = Wording(vi="đáp ứng điều kiện “{gate}”", en="meet the gate “{gate}”")

DUTY = Duty(
    code="clear_gate",
    place=10,
    name=Wording(vi="Điều kiện cần gỡ", en="Gates to clear"),
    right=Right.RECORD_INSPECTION,
    page="gates",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Đơn vị chờ kết luận thanh tra", en="The unit waits for the inspectorate"),
            course(replace(OWING, waiting=NOV_5), refusals=(refused("G2"),)),
            waiting=1,
        ),
        Example(
            Wording(
                vi="Chỉ vướng người chủ trì: việc của cơ quan thường trực",
                en="Only the chair stands in the way: that is the office's to clear",
            ),
            course(OWING, refusals=(refused("G3"),)),
            waiting=0,
        ),
        Example(
            Wording(vi="Không vướng điều kiện nào", en="No gate stands before it"),
            course(OWING),
            waiting=0,
        ),
    ),
)
