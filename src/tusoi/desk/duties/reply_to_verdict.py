"""A verdict was given on a page: for some days the unit may reply. A right, and so never overdue."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import DEC_1, JUDGED, MINUTED, TOLD, course
from tusoi.figures.records import VerdictKnown
from tusoi.organisation.roles import Right
from tusoi.values.moment import ZONE
from tusoi.values.wording import Wording


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing from the day the verdict was told to the last day of the reply, while there is none."""
    verdict = course.verdict
    if verdict is None or verdict.provenance.by_hand_at is None:
        return
    told = verdict.provenance.by_hand_at.astimezone(ZONE).date()
    since = max(told, verdict.when.day)
    until = since + timedelta(days=course.reply_days)
    replied = course.replied_on is not None and course.replied_on >= since
    if not replied and since <= course.day <= until:
        yield Waiting(_REPLY, since, until, on_path=False, at="verdict-reply")


_REPLY = Wording(
    vi="có thể trả lời kết luận của tổ công tác", en="the unit may reply to the group's verdict"
)
_TOLD_HERE = replace(TOLD, file="", row=None, by_hand_at=datetime(2012, 12, 4, 3, tzinfo=UTC))
_HERE = replace(JUDGED, verdicts=(VerdictKnown("redo", "", DEC_1, _TOLD_HERE),))

DUTY = Duty(
    code="reply_to_verdict",
    place=115,
    name=Wording(vi="Kết luận có thể trả lời", en="Verdicts that may be replied to"),
    right=Right.REPLY_TO_VERDICT,
    page="supervision",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Kết luận ghi sáu ngày trước", en="Told six days ago"),
            course(_HERE),
            waiting=1,
        ),
        Example(
            Wording(vi="Đã trả lời", en="Replied to"),
            course(_HERE, replied_on=date(2012, 12, 5)),
            waiting=0,
        ),
        Example(
            Wording(vi="Đã hết thời gian trả lời", en="The time is over"),
            replace(course(_HERE), day=date(2012, 12, 12)),
            waiting=0,
        ),
        Example(Wording(vi="Chưa có kết luận", en="Not judged"), course(MINUTED), waiting=0),
    ),
)
