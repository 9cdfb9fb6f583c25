"""The unit is invited to give its opinion on another's review, and has not."""

from collections.abc import Iterator
from dataclasses import replace

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import INVITED, NOV_6, OWING, course
from tusoi.organisation.roles import Right
from tusoi.values.day import happened_by
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """Each invitation to the unit without an answer, until its day has passed."""
    for one in course.invited_to:
        if happened_by(one.when, course.day) and one.answered is None and course.day <= one.due_on:
            yield Waiting(
                _ANSWER.filled(unit=one.unit),
                one.when.day,
                one.due_on,
                on_path=False,
                at="invited-answer",
                part=one.code,
            )


_ANSWER = Wording(
    vi="góp ý cho {unit} theo thư mời", en="give the opinion on {unit} that was asked for"
)

DUTY = Duty(
    code="answer_invitation",
    place=18,
    name=Wording(vi="Thư mời góp ý cần trả lời", en="Invitations to answer"),
    right=Right.ANSWER_INVITATION,
    page="invited",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Được mời, chưa trả lời", en="Invited, not answered"),
            course(OWING, invited_to=(INVITED,)),
            waiting=1,
        ),
        Example(
            Wording(vi="Đã trả lời", en="Answered"),
            course(OWING, invited_to=(replace(INVITED, answered=NOV_6),)),
            waiting=0,
        ),
    ),
)
