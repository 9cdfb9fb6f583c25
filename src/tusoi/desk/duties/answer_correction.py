"""Somebody asked that the minutes say something else, and nobody has answered: until then they are not signed."""

from collections.abc import Iterator

from tusoi.desk.course import Course, MinutesKnown
from tusoi.desk.duties.draft_minutes import owed_minutes
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import HELD, MINUTED, course
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing while any correction of the minutes owed now waits for its answer."""
    owed = owed_minutes(course)
    begun = course.minutes.get(owed[0]) if owed else None
    if owed is not None and begun is not None and begun.unanswered:
        number, since = owed
        what = _ANSWER.filled(count=begun.unanswered)
        yield Waiting(what, since.day, on_path=number == 0)


_ANSWER = Wording(
    vi="trả lời đề nghị sửa biên bản ({count})", en="answer corrections of the minutes ({count})"
)

DUTY = Duty(
    code="answer_correction",
    place=78,
    name=Wording(vi="Đề nghị sửa biên bản", en="Corrections of minutes"),
    right=Right.HOLD_SESSION,
    page="minutes",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Hai đề nghị chưa được trả lời", en="Two corrections without an answer"),
            course(HELD, minutes={0: MinutesKnown(2, {}, unanswered=2)}),
            waiting=1,
        ),
        Example(
            Wording(vi="Đã trả lời hết", en="All are answered"),
            course(HELD, minutes={0: MinutesKnown(2, {})}),
            waiting=0,
        ),
        Example(
            Wording(vi="Đã ký trên giấy", en="Signed on paper"),
            course(MINUTED, minutes={0: MinutesKnown(2, {}, unanswered=1)}),
            waiting=0,
        ),
    ),
)
