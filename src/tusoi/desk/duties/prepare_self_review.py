"""The collective's self-review is not submitted."""

from collections.abc import Iterator

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import HELD, OWING, READY, course
from tusoi.organisation.roles import Right
from tusoi.values.day import happened_by
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing while the collective, which has not met yet, has no self-review ready."""
    ready = happened_by(course.file.prepared, course.day)
    if course.to_be_held and not ready and course.met is None:
        yield Waiting(_PREPARE, course.opens_on, course.due_on)


_PREPARE = Wording(
    vi="hoàn thành bản tự kiểm điểm của tập thể", en="get the collective's self-review ready"
)

DUTY = Duty(
    code="prepare_self_review",
    place=30,
    name=Wording(vi="Bản tự kiểm điểm của tập thể", en="Self-reviews of a collective"),
    right=Right.PREPARE,
    page="self-review",
    act="hop",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Chưa có bản tự kiểm điểm", en="There is no self-review yet"),
            course(OWING),
            waiting=1,
        ),
        Example(Wording(vi="Đã hoàn thành", en="It is ready"), course(READY), waiting=0),
        Example(Wording(vi="Đã kiểm điểm", en="The review is held"), course(HELD), waiting=0),
    ),
)
