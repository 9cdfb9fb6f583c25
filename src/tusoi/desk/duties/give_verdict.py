"""The minutes are signed, or what was to be done again is done: the group is to judge."""

from collections.abc import Iterator
from dataclasses import replace

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import DAY, HELD, JUDGED, MINUTED, TO_REDO, course
from tusoi.figures.stages import Stage
from tusoi.organisation.roles import Right
from tusoi.values.day import When, happened_by
from tusoi.values.wording import Wording, same


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing from the day of the signing, or of the last part done again, until there is a verdict on it."""
    if course.stage is Stage.MINUTED and course.file.minutes is not None:
        yield Waiting(_JUDGE, course.file.minutes.day, whose=_whose(course))
    if course.stage is Stage.TO_REDO and not course.open_parts:
        redone = [when for when in redone_on(course) if happened_by(when, course.day)]
        if redone:
            yield Waiting(_AGAIN, max(redone).day, whose=_whose(course))


def redone_on(course: Course) -> tuple[When, ...]:
    """The days on which something of the last redo was done again: its parts, else sessions of a repeated review."""
    file = course.file
    last = max((one.when for one in file.verdicts if one.verdict == "redo"), default=None)
    if last is None:
        return ()
    number = max((one.round_number for one in course.reopened), default=0)
    parts = [one for one in course.reopened if one.round_number == number]
    repeated = tuple(one.when for one in file.sittings if one.redo and one.when >= last)
    return tuple(one.redone for one in parts if one.redone) if parts else repeated


def _whose(course: Course) -> Wording:
    return _GROUP.filled(group=same(course.group)) if course.group else _NO_GROUP


_JUDGE = Wording(vi="kết luận về chất lượng cuộc kiểm điểm", en="judge the quality of the review")
_AGAIN = Wording(vi="kết luận về phần đã làm lại", en="judge what was done again")
_GROUP = Wording(vi="tổ trưởng tổ công tác {group}", en="the leader of working group {group}")
_NO_GROUP = Wording(
    vi="chưa giao đơn vị cho tổ công tác nào", en="the unit is given to no working group yet"
)
_DONE_AGAIN = replace(
    TO_REDO, reopened=tuple(replace(one, redone=When(DAY)) for one in TO_REDO.reopened)
)

DUTY = Duty(
    code="give_verdict",
    place=110,
    name=Wording(vi="Cuộc kiểm điểm cần kết luận", en="Reviews to judge"),
    right=Right.GIVE_VERDICT,
    page="supervision",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Đã ký biên bản", en="The minutes are signed"), course(MINUTED), waiting=1
        ),
        Example(Wording(vi="Chưa ký", en="Not signed yet"), course(HELD), waiting=0),
        Example(Wording(vi="Đã có kết luận", en="Judged"), course(JUDGED), waiting=0),
        Example(Wording(vi="Đang làm lại", en="Being done again"), course(TO_REDO), waiting=0),
        Example(
            Wording(vi="Đã làm lại đủ các phần", en="Every part is done again"),
            course(_DONE_AGAIN),
            waiting=1,
        ),
    ),
)
