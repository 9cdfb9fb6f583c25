"""What is next in a unit's review, and whose move it is: the first duty on its path that waits."""

from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.desk.addresses import address_of, page_of
from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Waiting
from tusoi.desk.path import may_open
from tusoi.desk.people import People
from tusoi.desk.register import duties
from tusoi.figures.stages import Stage
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class NextStep:
    """One step: what is to be done, whose move it is, on which page, and by which day where there is one.

    `page` is the name of the step of the path; "" where nothing waits.
    """

    what: Wording
    whose: Wording
    page: str = ""
    url: str = ""
    due_on: date | None = None
    days_late: int = 0


def first_waiting(course: Course) -> tuple[Duty, Waiting] | None:
    """The first thing on the path that waits, with the duty it is of; None where nothing does."""
    for duty in duties():
        for waiting in duty.waits(course):
            if waiting.on_path:
                return duty, waiting
    return None


def next_step(reach: Reach, course: Course, people: People) -> NextStep:
    """The one next step of a unit's review, with those whose move it is by name.

    It leads to where the very thing is done for whoever has the right, for others to the page of its step.
    """
    found = first_waiting(course)
    if found is None:
        return NextStep(_NOTHING_OWED if not course.owes else _ended(course), _NOBODY)
    duty, waiting = found
    right, page = waiting.right or duty.right, waiting.page or duty.page
    where = address_of if people.may_do(reach, right, waiting) else page_of
    url = where(reach.campaign.code, course.unit, duty, waiting)
    return NextStep(
        waiting.what,
        people.who(right, waiting),
        page,
        url if may_open(reach, page, course.unit) else "",
        waiting.due_on,
        waiting.days_late(course.day),
    )


def _ended(course: Course) -> Wording:
    return _CARRY_OUT if course.stage is Stage.JUDGED else _NOTHING


_NOTHING = Wording(vi="không còn việc nào chờ", en="nothing waits any more")
_NOTHING_OWED = Wording(
    vi="đơn vị không thuộc diện kiểm điểm ngày này", en="the unit owes no review on this day"
)
_CARRY_OUT = Wording(vi="thực hiện các việc khắc phục", en="carry out what is to be put right")
_NOBODY = Wording(vi="", en="")
