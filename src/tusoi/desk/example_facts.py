"""The unit that the worked examples of duties are about, and a few things that may have happened to it."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from tusoi.desk.course import Course
from tusoi.figures.records import (
    FindingKnown,
    InvitedKnown,
    IssueKnown,
    ItemKnown,
    Leader,
    Place,
    ReasonKnown,
    ReopenedPart,
    Sitting,
    TopicKnown,
    UnitFile,
    VerdictKnown,
)
from tusoi.gates.gate import Refusal
from tusoi.gates.register import gates
from tusoi.ledger.source import Provenance
from tusoi.remediation.life import Answer, Claim, Deadline, ItemLife
from tusoi.values.day import When
from tusoi.values.origin import Origin
from tusoi.values.period import ALL_ALONG, Period
from tusoi.values.wording import same

DAY, DUE = date(2012, 12, 10), date(2012, 12, 17)
TOLD = Provenance("kiem-diem.xlsx", 2, Origin.RECORD)
SEP_20, OCT_1 = When(date(2012, 9, 20)), When(date(2012, 10, 1))
NOV_5, NOV_6, NOV_20, DEC_1 = (
    When(date(2012, 11, 5)),
    When(date(2012, 11, 6)),
    When(date(2012, 11, 20)),
    When(date(2012, 12, 1)),
)
OPENS = date(2012, 9, 10)
HEAD = Leader("A09-01", "Bí thư", Period(date(2010, 1, 1)))
_OWES = (Place("A", ALL_ALONG, TOLD),)
OWING = UnitFile("A09", "Đơn vị A09", _OWES, leaders=(HEAD,))
"""Owes a review and has done nothing yet; its one leader is the head."""
READY = replace(OWING, prepared=OCT_1, leaders=(replace(HEAD, prepared=OCT_1),))
MET = replace(READY, sittings=(Sitting(NOV_5, False, TOLD),))
"""The collective has met, its head has not been reviewed yet."""
HELD = replace(
    MET, leaders=(replace(HEAD, prepared=OCT_1, sittings=(Sitting(NOV_6, False, TOLD),)),)
)
MINUTED = replace(HELD, minutes=NOV_20)
JUDGED = replace(MINUTED, verdicts=(VerdictKnown("meets", "", DEC_1, TOLD),))
TO_REDO = replace(
    MINUTED,
    verdicts=(VerdictKnown("redo", "", DEC_1, TOLD),),
    reopened=(
        ReopenedPart("explanations", DEC_1, None, 1),
        ReopenedPart("personal_sessions", DEC_1, None, 1),
    ),
)
TOPIC = TopicKnown("GY1", "A09", "…", SEP_20, None, owner_named=False, provenance=TOLD)
ANSWERED = replace(TOPIC, answered=OCT_1)
FINDING = FindingKnown("KD1", "A09", "…", has_address=True, when=NOV_5, provenance=TOLD)
INVITED = InvitedKnown("A09.GM01", "A09", "cell", "…", "", date(2012, 12, 12), None, NOV_5, TOLD)
"""Somebody invited, with no answer yet and two days left."""
ISSUE = IssueKnown(
    code="A09.VD01",
    unit="A09",
    post="",
    given_post="",
    given_on=None,
    due_on=None,
    replied=False,
    outcome="",
    answered_on=None,
    when=NOV_20,
    provenance=TOLD,
)
"""An issue that is given to nobody yet."""
GIVEN = replace(ISSUE, given_post="BT", given_on=date(2012, 12, 1), due_on=date(2012, 12, 15))

SOMEBODY, ANOTHER = UUID(int=1), UUID(int=2)
ITEM = ItemKnown(
    number="7",
    title="…",
    group="",
    owner_unit="A09",
    life=ItemLife("7", "A09", "A09/BT", deadlines=(Deadline(date(2013, 6, 30), NOV_5.day),)),
    when=NOV_5,
    provenance=TOLD,
    owner="A09/BT",
)
"""Something that the unit puts right by the middle of the next year."""
CLAIMED = replace(ITEM, life=replace(ITEM.life, claims=(Claim(1, NOV_20, "…", SOMEBODY),)))


def _answered(*, verified: bool, on: When) -> ItemKnown:
    answer = Answer(verified, on, "…", ANOTHER)
    claim = replace(CLAIMED.life.claims[0], answer=answer)
    return replace(ITEM, life=replace(ITEM.life, claims=(claim,)))


RETURNED = _answered(verified=False, on=DEC_1)
VERIFIED = _answered(verified=True, on=DEC_1)


def course(file: UnitFile, **known: Any) -> Course:
    """Where that unit's review stands on 10 December 2012."""
    return Course(**{"file": file, "day": DAY, "opens_on": OPENS, "due_on": DUE, **known})


def refused(gate: str) -> Refusal:
    """That gate stands before the review."""
    found = next(one for one in gates() if one.code == gate)
    return Refusal(
        gate, found.name, "A09", DAY, same("…"), same("…"), found.cleared_by, next_look=None
    )


def reason(text: str, next_look: date | None) -> ReasonKnown:
    """Why the review has not been held."""
    return ReasonKnown(text, next_look, NOV_5, TOLD)
