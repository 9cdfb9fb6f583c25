"""The review is held and its minutes are not drafted; after a redo that met again, those of the redo."""

from collections.abc import Iterator
from dataclasses import replace

from tusoi.desk.course import Course, MinutesKnown
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import DAY, HELD, MET, MINUTED, TO_REDO, TOLD, course
from tusoi.figures.records import Sitting
from tusoi.figures.stages import Stage
from tusoi.organisation.roles import Right
from tusoi.values.day import When, happened_by
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing while the minutes owed now have no text."""
    owed = owed_minutes(course)
    if owed is not None and owed[0] not in course.minutes:
        number, since = owed
        yield Waiting(_DRAFT if number == 0 else _AGAIN, since.day, on_path=number == 0)


def owed_minutes(course: Course) -> tuple[int, When] | None:
    """The number of the redo (0: the review itself) whose minutes are owed and not signed, and since when."""
    if course.stage is Stage.HELD and course.held is not None:
        return 0, course.held
    number = course.round_number
    again = [
        one.when for one in course.file.sittings if one.redo and happened_by(one.when, course.day)
    ]
    if course.stage is not Stage.TO_REDO or not (number and again) or course.open_parts:
        return None
    there = course.minutes.get(number)
    return None if there is not None and there.is_signed else (number, max(again))


_DRAFT = Wording(vi="soạn biên bản", en="draft the minutes")
_AGAIN = Wording(vi="soạn biên bản phần làm lại", en="draft the minutes of what was done again")
_MET_AGAIN = replace(
    TO_REDO,
    sittings=(*TO_REDO.sittings, Sitting(When(DAY), redo=True, provenance=TOLD)),
    reopened=tuple(replace(one, redone=When(DAY)) for one in TO_REDO.reopened),
)
_NUMBER = max(one.round_number for one in _MET_AGAIN.reopened)

DUTY = Duty(
    code="draft_minutes",
    place=75,
    name=Wording(vi="Biên bản cần soạn", en="Minutes to draft"),
    right=Right.HOLD_SESSION,
    page="minutes",
    act="bien-ban",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Đã kiểm điểm, chưa có biên bản", en="Held without minutes"),
            course(HELD),
            waiting=1,
        ),
        Example(
            Wording(vi="Đã có dự thảo", en="A text is there"),
            course(HELD, minutes={0: MinutesKnown(1, {})}),
            waiting=0,
        ),
        Example(
            Wording(vi="Còn cá nhân chưa kiểm điểm", en="A person is missing"),
            course(MET),
            waiting=0,
        ),
        Example(Wording(vi="Đã ký trên giấy", en="Signed on paper"), course(MINUTED), waiting=0),
        Example(Wording(vi="Đã họp lại", en="It has met again"), course(_MET_AGAIN), waiting=1),
        Example(
            Wording(vi="Đã họp lại, biên bản ký trên giấy", en="Met again, signed on paper"),
            course(_MET_AGAIN, minutes={_NUMBER: MinutesKnown(0, {}, is_signed=True)}),
            waiting=0,
        ),
    ),
)
