"""A room that was opened for a session is still open: closing it tells the counts."""

from collections.abc import Iterator
from dataclasses import replace

from tusoi.desk.course import Course, RoomKnown
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import MET, NOV_5, course
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """Each room of a day that is not closed."""
    for room in course.rooms:
        if not room.is_closed and room.day <= course.day:
            yield Waiting(
                _CLOSE.filled(day=room.day), room.day, at="room", part=room.day.isoformat()
            )


_CLOSE = Wording(
    vi="ghi tiếp và khép buổi họp ngày {day}", en="go on with, and close, the session of {day}"
)
_ROOM = RoomKnown(NOV_5.day, redo=False, secretary="A09/UV1", is_closed=False)

DUTY = Duty(
    code="close_room",
    place=55,
    name=Wording(vi="Buổi họp đang mở", en="Rooms that are open"),
    right=Right.HOLD_SESSION,
    page="sessions",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Buổi họp chưa khép", en="The room is open"),
            course(MET, rooms=(_ROOM,)),
            waiting=1,
        ),
        Example(
            Wording(vi="Đã khép", en="It is closed"),
            course(MET, rooms=(replace(_ROOM, is_closed=True),)),
            waiting=0,
        ),
    ),
)
