"""Somebody's own self-review is not submitted: one for each seat that owes a review."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import HEAD, HELD, OWING, READY, standing
from tusoi.desk.standing import Standing, by
from tusoi.organisation.roles import Right
from tusoi.values.period import Period
from tusoi.values.wording import Wording, same


def waiting(standing: Standing) -> Iterator[Waiting]:
    """One thing for each leader in post who has neither a self-review ready nor been reviewed."""
    if not standing.to_be_held:
        return
    for leader in standing.leaders:
        met = any(by(sitting.when, standing.day) for sitting in leader.sittings)
        if not met and not by(leader.prepared, standing.day):
            yield Waiting(
                _OWN.filled(title=same(leader.title)),
                max(standing.opens_on, leader.period.since),
                standing.due_on,
                seat=leader.seat,
            )


_OWN = Wording(
    vi="nộp bản tự kiểm điểm cá nhân ({title})", en="submit the own self-review ({title})"
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
            standing(replace(OWING, leaders=(HEAD, _SECOND))),
            waiting=2,
        ),
        Example(
            Wording(vi="Người đã thôi chức từ hôm qua", en="Somebody who left the post yesterday"),
            standing(replace(OWING, leaders=(_GONE,))),
            waiting=0,
        ),
        Example(Wording(vi="Đã nộp", en="It is submitted"), standing(READY), waiting=0),
        Example(Wording(vi="Đã kiểm điểm", en="The review is held"), standing(HELD), waiting=0),
    ),
)
