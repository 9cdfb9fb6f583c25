"""The review is held and names no shortcoming yet: beside the path, for a review may come to none."""

from collections.abc import Iterator

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import FINDING, HELD, JUDGED, MET, course
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing from the day the review counts as held until a finding is recorded or the group has judged."""
    if course.held is not None and course.verdict is None and not course.findings:
        yield Waiting(_RECORD, course.held.day, on_path=False)


_RECORD = Wording(
    vi="ghi khuyết điểm, nguyên nhân, người chịu trách nhiệm",
    en="record the findings, their causes and who is answerable",
)

DUTY = Duty(
    code="record_findings",
    place=90,
    name=Wording(vi="Khuyết điểm cần ghi", en="Findings to record"),
    right=Right.RECORD_FINDING,
    page="findings",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Đã kiểm điểm, chưa ghi gì", en="Held, nothing recorded"),
            course(HELD),
            waiting=1,
        ),
        Example(Wording(vi="Đã ghi", en="Recorded"), course(HELD, findings=(FINDING,)), waiting=0),
        Example(Wording(vi="Chưa kiểm điểm xong", en="Not held yet"), course(MET), waiting=0),
        Example(Wording(vi="Đã có kết luận", en="Judged"), course(JUDGED), waiting=0),
    ),
)
