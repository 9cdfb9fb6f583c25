"""An issue that opinions came to is given to nobody yet."""

from collections.abc import Iterator

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import GIVEN, ISSUE, OWING, course
from tusoi.organisation.roles import Right
from tusoi.values.day import happened_by
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """Each issue without a named post."""
    for one in course.issues:
        if happened_by(one.when, course.day) and not one.given_post:
            yield Waiting(
                _GIVE.filled(code=one.code),
                one.when.day,
                on_path=False,
                at="issue",
                part=one.code,
            )


_GIVE = Wording(vi="giao vấn đề {code} cho một chức vụ", en="give issue {code} to a post")

DUTY = Duty(
    code="give_issue",
    place=22,
    name=Wording(vi="Vấn đề chưa giao", en="Issues given to nobody"),
    right=Right.WORK_ISSUES,
    page="issues",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Vừa nêu, chưa giao", en="Raised, given to nobody"),
            course(OWING, issues=(ISSUE,)),
            waiting=1,
        ),
        Example(
            Wording(vi="Đã giao", en="Given"),
            course(OWING, issues=(GIVEN,)),
            waiting=0,
        ),
    ),
)
