"""Somebody asked for a gate to be waived for one review: a second person decides."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import DUE, OWING, TOLD, course
from tusoi.gates.register import gate_names
from tusoi.gates.waiver import Step, Waiver
from tusoi.organisation.roles import Right
from tusoi.values.wording import Wording, same


def waiting(course: Course) -> Iterator[Waiting]:
    """Each waiver that nobody has decided on; whoever asked may not."""
    if not course.to_be_held:
        return
    for waiver in course.waivers:
        if waiver.is_waiting and waiver.asked.day <= course.day:
            what = _DECIDE.filled(gate=gate_names().get(waiver.gate, same(waiver.gate)))
            yield Waiting(what, waiver.asked.day, on_path=False, not_by=waiver.asked.by)


_DECIDE = Wording(
    vi="quyết định đề nghị miễn điều kiện “{gate}”", en="decide on waiving the gate “{gate}”"
)
_ASKED = Waiver("G2", 1, DUE, Step(date(2012, 12, 1), UUID(int=1), "…"), TOLD)
_DECIDED = replace(_ASKED, allowed=True, decided=Step(date(2012, 12, 2), UUID(int=2), "…"))

DUTY = Duty(
    code="decide_waiver",
    place=15,
    name=Wording(vi="Đề nghị miễn điều kiện cần quyết định", en="Waivers to decide on"),
    right=Right.ALLOW_WAIVER,
    page="gates",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Chưa ai quyết định", en="Nobody has decided"),
            course(OWING, waivers=(_ASKED,)),
            waiting=1,
        ),
        Example(
            Wording(vi="Đã quyết định", en="It is decided"),
            course(OWING, waivers=(_DECIDED,)),
            waiting=0,
        ),
    ),
)
