"""Somebody's own self-review is not submitted: one for each seat that owes a review."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tusoi.desk.course import Course
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import HEAD, HELD, OWING, READY, course
from tusoi.organisation.roles import Right
from tusoi.values.day import happened_by
from tusoi.values.period import Period
from tusoi.values.wording import Wording, same


def waiting(course: Course) -> Iterator[Waiting]:
    """One thing for each leader in post who has neither a self-review ready nor been reviewed."""
    if not course.to_be_held:
        return
    for leader in course.leaders:
        met = any(happened_by(sitting.when, course.day) for sitting in leader.sittings)
        if not met and not happened_by(leader.prepared, course.day):
            yield Waiting(
                _OWN.filled(title=same(leader.title)),
                max(course.opens_on, leader.period.since),
                course.due_on,
                seat=leader.seat,
                at="own-review",
                part=leader.seat,
            )


_OWN = Wording(
    vi="nộp bản tự kiểm điểm cá nhân ({title})", en="hand in their own self-review ({title})"
)
_SECOND = replace(HEAD, seat="A09-02", title="Phó bí thư")
_GONE = replace(HEAD, seat="A09-03", period=Period(date(2010, 1, 1), date(2012, 12, 9)))

DUTY = Duty(
    code="own_self_review",
    place=40,
    name=Wording(vi="Bản tự kiểm điểm của cá nhân", en="Self-reviews of a person"),
    right=Right.REVIEW_ONESELF,
    page="self-review",
    waiting=waiting,
    examples=(
        Example(
            Wording(vi="Hai lãnh đạo chưa nộp", en="Two leaders have not submitted theirs"),
            course(replace(OWING, leaders=(HEAD, _SECOND))),
            waiting=2,
        ),
        Example(
            Wording(vi="Người đã thôi chức từ hôm qua", en="Somebody who left the post yesterday"),
            course(replace(OWING, leaders=(_GONE,))),
            waiting=0,
        ),
        Example(Wording(vi="Đã nộp", en="It is submitted"), course(READY), waiting=0),
        Example(Wording(vi="Đã kiểm điểm", en="The review is held"), course(HELD), waiting=0),
    ),
)
