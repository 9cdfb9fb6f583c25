"""A report was drafted and waits for the second person's approval; only the newest draft does."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from tusoi.desk.course import DraftOpen, Whole
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import DAY
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording


def of_the_whole(whole: Whole) -> Iterator[Waiting]:
    """The newest draft that nobody has approved; whoever drafted it may not."""
    for draft in whole.drafts:
        yield Waiting(
            _APPROVE.filled(day=draft.drafted_on),
            draft.drafted_on,
            not_by=draft.drafted_by,
            at="draft",
            part=draft.key,
        )


_APPROVE = Wording(vi="phê duyệt báo cáo soạn ngày {day}", en="approve the report drafted on {day}")
_DRAFT = DraftOpen("", UUID(int=1), date(2012, 12, 9))

DUTY = Duty(
    code="approve_report",
    place=150,
    name=Wording(vi="Báo cáo cần phê duyệt", en="Reports to approve"),
    right=Right.APPROVE_REPORT,
    page="report",
    of_the_whole=of_the_whole,
    examples=(
        Example(
            Wording(vi="Một bản chưa duyệt", en="A draft not approved"),
            Whole(DAY, (_DRAFT,)),
            waiting=1,
        ),
        Example(Wording(vi="Không có bản nào chờ", en="No draft waits"), Whole(DAY), waiting=0),
    ),
)
