"""The review meets requirements: the unit owes a plan of what is to be put right."""

from collections.abc import Iterator

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import ITEM, JUDGED, MINUTED, course
from tusoi.figures.stages import Stage
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing from the day of the verdict while nothing the unit is to put right is on record."""
    verdict = course.verdict
    if course.stage is Stage.JUDGED and verdict is not None and not course.items:
        yield Waiting(_PLAN, verdict.when.day)


_PLAN = Wording(vi="lập kế hoạch khắc phục", en="draw up the remedy plan")

DUTY = Duty(
    code="plan_remedy",
    place=130,
    name=Wording(vi="Kế hoạch khắc phục cần lập", en="Remedy plans owed"),
    right=Right.PLAN_REMEDY,
    page="remedy",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Đã có kết luận đạt", en="Judged to meet requirements"),
            course(JUDGED),
            waiting=1,
        ),
        Example(
            Wording(vi="Đã có việc khắc phục", en="There is something to put right on record"),
            course(JUDGED, items=(ITEM,)),
            waiting=0,
        ),
        Example(Wording(vi="Chưa có kết luận", en="Not judged yet"), course(MINUTED), waiting=0),
    ),
)
