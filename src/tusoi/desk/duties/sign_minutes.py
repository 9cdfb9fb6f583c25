"""The review is held; its minutes are to be drafted and signed."""

from collections.abc import Iterator

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import HELD, MET, MINUTED, course
from tusoi.figures.stages import Stage
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing from the day the review counts as held until the minutes are signed."""
    if course.stage is Stage.HELD and course.held is not None:
        yield Waiting(_SIGN, course.held.day)


_SIGN = Wording(vi="ký biên bản", en="sign the minutes")

DUTY = Duty(
    code="sign_minutes",
    place=80,
    name=Wording(vi="Biên bản cần ký", en="Minutes to sign"),
    right=Right.HOLD_SESSION,
    page="minutes",
    act="bien-ban",
    waiting=waiting,
    examples=(
        Example(Wording(vi="Đã kiểm điểm xong", en="Held"), course(HELD), waiting=1),
        Example(
            Wording(vi="Còn cá nhân chưa kiểm điểm", en="A person is missing"),
            course(MET),
            waiting=0,
        ),
        Example(Wording(vi="Đã ký", en="Signed"), course(MINUTED), waiting=0),
    ),
)
