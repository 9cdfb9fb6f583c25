"""Somebody else answers now, for a unit that ended or by a post, and has not yet taken note of what was left open."""

from collections.abc import Iterator
from datetime import date

from tusoi.campaigns.handover import Acknowledged, Counts, Handover
from tusoi.desk.course import Course, HandoverKnown
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import DAY, GIVEN, ITEM, JUDGED, OWING, SOMEBODY, course
from tusoi.desk.open_duties import counted, open_of
from tusoi.organisation.roles import Right, Role
from tusoi.values.wording import Wording, same


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing for each handover not acknowledged, as long as anything of it is open."""
    for one in course.handovers:
        handover, count = one.handover, counted(open_of(one.handover, course)).all
        if one.acknowledged is not None or not count:
            continue
        if handover.post:
            post = f"{handover.unit}/{handover.post}"
            what = _OF_A_POST.filled(post=same(post), count=count)
            yield Waiting(what, handover.on, on_path=False, right=Right.SEE_REVIEW, post=post)
        else:
            what = _OF_A_UNIT.filled(unit=handover.unit, count=count)
            roles = (Role.UNIT_HEAD, Role.UNIT_OFFICE)
            yield Waiting(what, handover.on, on_path=False, roles=roles)


_OF_A_UNIT = Wording(
    vi="nhận bàn giao việc còn dở của {unit}: {count} việc",
    en="take over what {unit} left open: {count}",
)
_OF_A_POST = Wording(
    vi="nhận bàn giao việc còn dở của chức vụ {post}: {count} việc",
    en="take over what the post {post} left open: {count}",
)
_UNITS = HandoverKnown(Handover("A09", "", date(2012, 12, 1), "A09", "A10"))
_POSTS = HandoverKnown(Handover("A09", "BT", date(2012, 12, 1), "A09-01", "A09-07", of_head=True))
_DEPUTYS = HandoverKnown(Handover("A09", "PBT", date(2012, 12, 1), "A09-02", "A09-08"))
_TAKEN = HandoverKnown(_UNITS.handover, Acknowledged(DAY, SOMEBODY, Counts(items=1)))

DUTY = Duty(
    code="acknowledge_handover",
    place=2,
    name=Wording(vi="Bàn giao chờ nhận", en="Handovers to acknowledge"),
    right=Right.PREPARE,
    also=(Right.SEE_REVIEW,),
    page="handover",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Đơn vị kết thúc, còn việc dở", en="A unit ended and left something open"),
            course(JUDGED, items=(ITEM,), handovers=(_UNITS,)),
            waiting=1,
        ),
        Example(
            Wording(vi="Đã nhận bàn giao", en="Acknowledged"),
            course(JUDGED, items=(ITEM,), handovers=(_TAKEN,)),
            waiting=0,
        ),
        Example(
            Wording(vi="Không còn gì dở", en="Nothing was left open"),
            course(JUDGED, handovers=(_UNITS,)),
            waiting=0,
        ),
        Example(
            Wording(
                vi="Bí thư mới nhận cả việc của đơn vị; phó bí thư mới không có việc nào",
                en="The new head takes over the unit's own too; nothing was the new deputy's",
            ),
            course(OWING, issues=(GIVEN,), handovers=(_POSTS, _DEPUTYS)),
            waiting=1,
        ),
    ),
)
