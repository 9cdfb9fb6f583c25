"""Everything is ready: the collective is to meet, and after it each person is to be reviewed."""

from collections.abc import Iterator

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import HELD, MET, OWING, READY, course, refused
from tusoi.organisation.roles import Right
from tusoi.values.day import happened_by
from tusoi.values.wording import Wording, same


def waiting(course: Course) -> Iterator[Waiting]:
    """The collective's session once the self-review is there and no gate stands; then the persons' sessions."""
    if not course.to_be_held or course.refusals:
        return
    if course.met is not None:
        titles = ", ".join(_missing(course))
        yield Waiting(_PERSONS.filled(titles=same(titles)), course.met.day, course.due_on)
    elif course.file.prepared is not None and happened_by(course.file.prepared, course.day):
        yield Waiting(_COLLECTIVE, course.file.prepared.day, course.due_on)


def _missing(course: Course) -> Iterator[str]:
    """The titles of those in post whose own review has had no session."""
    for leader in course.leaders:
        if not any(happened_by(sitting.when, course.day) for sitting in leader.sittings):
            yield leader.title


_COLLECTIVE = Wording(vi="họp kiểm điểm tập thể", en="hold the session on the collective")
_PERSONS = Wording(vi="họp kiểm điểm cá nhân: {titles}", en="hold the session on: {titles}")

DUTY = Duty(
    code="hold_session",
    place=60,
    name=Wording(vi="Cuộc họp kiểm điểm", en="Sessions to hold"),
    right=Right.HOLD_SESSION,
    page="sessions",
    act="hop",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Đã chuẩn bị xong, không vướng", en="Ready, and no gate stands"),
            course(READY),
            waiting=1,
        ),
        Example(
            Wording(
                vi="Tập thể đã họp, người đứng đầu chưa kiểm điểm cá nhân",
                en="The collective has met, its head has not been reviewed",
            ),
            course(MET),
            waiting=1,
        ),
        Example(Wording(vi="Chưa chuẩn bị", en="Not prepared"), course(OWING), waiting=0),
        Example(
            Wording(vi="Còn vướng điều kiện", en="A gate stands before it"),
            course(READY, refusals=(refused("G2"),)),
            waiting=0,
        ),
        Example(Wording(vi="Đã kiểm điểm xong", en="Held"), course(HELD), waiting=0),
    ),
)
