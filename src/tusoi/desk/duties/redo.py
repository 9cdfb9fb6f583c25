"""A verdict of redo opened parts of the review again: each waits to be done again by whoever does that part."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tusoi.campaigns.parts import PART_WORDING, Part
from tusoi.desk.course import Course
from tusoi.desk.duties.give_verdict import redone_on
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import JUDGED, TO_REDO, course
from tusoi.figures.stages import Stage
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording

DONE_AT: Mapping[Part, tuple[Right, str]] = {
    Part.EXPLANATIONS: (Right.PREPARE, "topics"),
    Part.SELF_REVIEW: (Right.PREPARE, "self-review"),
    Part.PERSONAL_SELF_REVIEWS: (Right.REVIEW_ONESELF, "self-review"),
    Part.COLLECTIVE_SESSION: (Right.HOLD_SESSION, "sessions"),
    Part.PERSONAL_SESSIONS: (Right.HOLD_SESSION, "sessions"),
    Part.FINDINGS: (Right.RECORD_FINDING, "findings"),
}
"""By which right and on which page each part is done again."""


def waiting(course: Course) -> Iterator[Waiting]:
    """Each open part, in the order of the review; where the verdict names no part, the review as a whole."""
    verdict = course.verdict
    if course.stage is not Stage.TO_REDO or verdict is None:
        return
    opened = {Part(one.part): one.reopened.day for one in course.open_parts}
    for part, (right, page) in DONE_AT.items():
        if part in opened:
            what = _AGAIN.filled(part=PART_WORDING[part])
            for seat in _seats(course, part):
                at = "own-review" if seat else ""
                yield Waiting(
                    what, opened[part], right=right, page=page, seat=seat, at=at, part=seat
                )
    if not course.file.reopened and not redone_on(course):
        yield Waiting(_WHOLE, verdict.when.day)


def _seats(course: Course, part: Part) -> tuple[str, ...]:
    """Who does the part again: each leader in post their own self-review, for every other part the unit."""
    if part is not Part.PERSONAL_SELF_REVIEWS:
        return ("",)
    return tuple(leader.seat for leader in course.leaders)


_AGAIN = Wording(vi="làm lại: {part}", en="do again: {part}")
_WHOLE = Wording(vi="kiểm điểm lại", en="hold the review again")

DUTY = Duty(
    code="redo",
    place=100,
    name=Wording(vi="Phần phải làm lại", en="Parts to do again"),
    right=Right.HOLD_SESSION,
    also=(Right.PREPARE, Right.REVIEW_ONESELF, Right.RECORD_FINDING),
    page="sessions",
    act="hop",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Hai phần được mở lại", en="Two parts were opened again"),
            course(TO_REDO),
            waiting=2,
        ),
        Example(
            Wording(vi="Kết luận không nêu phần nào", en="The verdict names no part"),
            course(replace(TO_REDO, reopened=())),
            waiting=1,
        ),
        Example(Wording(vi="Đạt yêu cầu", en="Meets requirements"), course(JUDGED), waiting=0),
    ),
)
