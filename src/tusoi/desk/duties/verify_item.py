"""An item is claimed done, and waits for somebody independent who looks at it."""

from collections.abc import Iterator

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import CLAIMED, ITEM, OWING, RETURNED, VERIFIED, course
from tusoi.organisation.roles import Right
from tusoi.remediation.rules.stage import claim_on
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing for each claim without an answer; not for whoever made it."""
    for item in course.items:
        claim = claim_on(item.life, course.day)
        if claim is not None:
            yield Waiting(
                _VERIFY.filled(number=item.number),
                claim.when.day,
                on_path=False,
                at="item",
                part=item.number,
                not_by=claim.by,
            )


_VERIFY = Wording(
    vi="xem minh chứng của việc khắc phục số {number}, xác minh hoặc trả lại",
    en="look at the evidence of item {number}; verify or return it",
)

DUTY = Duty(
    code="verify_item",
    place=136,
    name=Wording(vi="Việc báo xong chờ xác minh", en="Claims to verify"),
    right=Right.VERIFY_ITEM,
    page="items",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Đã báo xong", en="Claimed done"),
            course(OWING, items=(CLAIMED,)),
            waiting=1,
        ),
        Example(
            Wording(vi="Chưa báo xong", en="Not claimed yet"),
            course(OWING, items=(ITEM,)),
            waiting=0,
        ),
        Example(
            Wording(vi="Đã xác minh một việc, trả lại một việc", en="One verified, one returned"),
            course(OWING, items=(VERIFIED, RETURNED)),
            waiting=0,
        ),
    ),
)
