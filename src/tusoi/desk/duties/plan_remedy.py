"""The review meets requirements: the unit owes a plan of what is to be put right."""

from collections.abc import Iterator
from dataclasses import replace

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import DEC_1, JUDGED, MINUTED, TOLD, course
from tusoi.figures.records import PlanKnown
from tusoi.figures.stages import Stage
from tusoi.organisation.roles import Right
from tusoi.remediation.rules.plan import owed_by
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing from the day of the verdict while the unit has adopted no plan."""
    verdict = course.verdict
    if course.stage is Stage.JUDGED and verdict is not None and course.file.plan is None:
        judged = verdict.when.day
        yield Waiting(_PLAN, judged, owed_by(judged, course.plan_days))


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
            Wording(vi="Đã thông qua kế hoạch", en="A plan is adopted"),
            course(replace(JUDGED, plan=PlanKnown(DEC_1, TOLD))),
            waiting=0,
        ),
        Example(Wording(vi="Chưa có kết luận", en="Not judged yet"), course(MINUTED), waiting=0),
    ),
)
