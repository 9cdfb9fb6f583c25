"""Those affected say that what was verified still is not put right: it comes back as another item, or they are answered."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import DEC_1, OWING, VERIFIED, course
from tusoi.organisation.roles import Right
from tusoi.remediation.life import Felt
from tusoi.remediation.rules.stage import asked_on, is_disputed
from tusoi.values.day import When
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing for each item that somebody affected disputes, until it came back."""
    for item in course.items:
        if is_disputed(item.life, course.day):
            asked = asked_on(item.life, course.day)
            yield Waiting(
                _DISPUTED.filled(number=item.number),
                asked.day if asked else None,
                on_path=False,
                at="item",
                part=item.number,
            )


_DISPUTED = Wording(
    vi="xem lại việc khắc phục số {number}: có người chịu ảnh hưởng nói vẫn chưa khắc phục",
    en="look at item {number} again: somebody affected says that it still is not put right",
)
_DAY = date(2013, 1, 15)
_FELT = replace(
    VERIFIED.life,
    asked={1: When(date(2012, 12, 29))},
    felt=(Felt(1, When(date(2013, 1, 2)), 4, 1),),
)

DUTY = Duty(
    code="answer_dispute",
    place=139,
    name=Wording(vi="Việc người dân nói vẫn chưa khắc phục", en="Items disputed by those affected"),
    right=Right.REOPEN_ITEM,
    page="items",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Một người nói vẫn chưa", en="One says: still not"),
            course(OWING, items=(replace(VERIFIED, life=_FELT),), day=_DAY),
            waiting=1,
        ),
        Example(
            Wording(vi="Đã mở lại thành việc mới", en="It came back as another item"),
            course(
                OWING,
                items=(replace(VERIFIED, life=replace(_FELT, recurred_as={"A09.TD01": DEC_1})),),
                day=_DAY,
            ),
            waiting=0,
        ),
        Example(
            Wording(vi="Chưa ai trả lời", en="Nobody has answered"),
            course(OWING, items=(VERIFIED,), day=_DAY),
            waiting=0,
        ),
    ),
)
