"""An issue was given to a post to accept or explain, and the day runs; or it names somebody who may reply first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import GIVEN, OWING, course
from tusoi.figures.records import IssueKnown
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """For whoever sits by the post named: to answer; for the person it names: to reply, while the time runs."""
    for one in course.issues:
        if not one.given_post or one.outcome:
            continue
        yield _on(one, course.unit, _ANSWER, one.given_post)
        to_reply = one.post and one.post != one.given_post and not one.replied
        if to_reply and one.due_on is not None and course.day <= one.due_on:
            yield replace(_on(one, course.unit, _REPLY, one.post), personal=True)


def _on(issue: IssueKnown, unit: str, what: Wording, post: str) -> Waiting:
    return Waiting(
        what.filled(code=issue.code),
        issue.given_on,
        issue.due_on,
        on_path=False,
        post=f"{unit}/{post}",
        at="issue",
        part=issue.code,
    )


_ANSWER = Wording(vi="tiếp thu hoặc giải trình vấn đề {code}", en="accept or explain issue {code}")
_REPLY = Wording(
    vi="trả lời về vấn đề {code} nói đến bạn", en="reply to issue {code}, which names you"
)

DUTY = Duty(
    code="answer_issue",
    place=24,
    name=Wording(vi="Vấn đề cần tiếp thu, giải trình", en="Issues to accept or explain"),
    right=Right.ANSWER_ISSUE,
    page="issues",
    waiting=waiting,
    examples=(
        Example(
            Wording(
                vi="Giao cho người đứng đầu, chưa trả lời", en="Given to the head, not answered"
            ),
            course(OWING, issues=(GIVEN,)),
            waiting=1,
        ),
        Example(
            Wording(
                vi="Nói về cấp phó: cấp phó trả lời, người đứng đầu tiếp thu hoặc giải trình",
                en="About the deputy: the deputy replies, the head accepts or explains",
            ),
            course(OWING, issues=(replace(GIVEN, post="PBT"),)),
            waiting=2,
        ),
        Example(
            Wording(vi="Đã giải trình", en="Explained"),
            course(
                OWING,
                issues=(replace(GIVEN, outcome="explained", answered_on=date(2012, 12, 5)),),
            ),
            waiting=0,
        ),
    ),
)
