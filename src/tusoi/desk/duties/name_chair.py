"""The chair may not chair: a substitute is to be named."""

from collections.abc import Iterator

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import HELD, OWING, course, refused
from tusoi.gates.gate import Clearing
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing where the gate of the chair stands before a review to be held."""
    if not course.to_be_held:
        return
    for refusal in course.refusals:
        if Clearing.CHAIR_NAMED in refusal.cleared_by:
            yield Waiting(_NAME, course.opens_on, refusal.next_look, whose=refusal.who_can_clear)


_NAME = Wording(
    vi="cử người khác chủ trì cuộc kiểm điểm", en="name somebody else to chair the review"
)

DUTY = Duty(
    code="name_chair",
    place=50,
    name=Wording(vi="Người chủ trì cần cử", en="Chairs to name"),
    right=Right.NAME_CHAIR,
    page="gates",
    act="chu-tri",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Người đứng đầu không được chủ trì", en="The head may not chair"),
            course(OWING, refusals=(refused("G3"),)),
            waiting=1,
        ),
        Example(
            Wording(vi="Đã kiểm điểm xong", en="The review has been held"),
            course(HELD, refusals=(refused("G3"),)),
            waiting=0,
        ),
    ),
)
