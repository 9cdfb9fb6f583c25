"""The cases and votes that the rules' worked examples start from."""

from dataclasses import replace
from datetime import date
from typing import Any

from tusoi.discipline.rules.case_file import (
    Appealed,
    Body,
    CaseFile,
    Decided,
    Reply,
    Settled,
    Voted,
    Votes,
)
from tusoi.discipline.rules.forms import Form, Subject
from tusoi.discipline.rules.levels import Level, Whose
from tusoi.discipline.rules.outcome import Settlement
from tusoi.values.day import When
from tusoi.values.wording import Wording

IC, SC, CC = "inspection_commission", "standing_committee", "central_commission"
BODIES = {
    IC: Body(Wording(vi="Ủy ban Kiểm tra", en="Inspection Commission"), Level.INSPECTION, SC),
    SC: Body(Wording(vi="Ban Thường vụ", en="Standing Committee"), Level.SUPERIOR, CC),
    CC: Body(Wording(vi="Ủy ban Kiểm tra cấp trên", en="Superior Inspection Commission")),
}
OPENED = CaseFile(
    code="VV01",
    subject=Subject.OFFICIAL,
    unit="A01",
    post="PBT",
    person="A01-02",
    whose=Whose.SUBORDINATE_COMMITTEE,
    opened=date(2013, 1, 5),
    violated=date(2012, 3, 1),
    bodies=BODIES,
)
CARRIED = Votes(called=15, present=14, in_favour=11, against=2, blank=1)
FELL_SHORT = Votes(called=15, present=14, in_favour=7, against=6, blank=1)
VOTED = Voted(date(2013, 2, 10), IC, Form.WARNING, CARRIED)


def case(**known: Any) -> CaseFile:
    """The example's case with something more known of it."""
    return replace(OPENED, **known)


NOTICED = case(
    concluded=When(date(2013, 1, 8)),
    noticed=date(2013, 1, 10),
    reply_until=date(2013, 1, 25),
)
REPLIED = case(
    concluded=When(date(2013, 1, 8)),
    noticed=date(2013, 1, 10),
    reply_until=date(2013, 1, 25),
    replies=(Reply(date(2013, 1, 18), says_all=True),),
)
REVIEWED = case(
    concluded=When(date(2013, 1, 8)),
    noticed=date(2013, 1, 10),
    reply_until=date(2013, 1, 25),
    reviewed=When(date(2013, 1, 30)),
)


def voted(vote: Voted = VOTED, **known: Any) -> CaseFile:
    """A case that was reviewed and voted upon."""
    return replace(REVIEWED, votes=(vote,), **known)


DECISION = Decided(date(2013, 2, 12), IC, form=Form.WARNING, by="Y")
NOTIFIED = voted(decided=DECISION, notified=date(2013, 2, 15))
APPEAL = Appealed(1, date(2013, 3, 1), SC)
APPEALED = voted(decided=DECISION, notified=date(2013, 2, 15), appeals=(APPEAL,))
LIFTED = voted(
    decided=DECISION,
    notified=date(2013, 2, 15),
    appeals=(Appealed(1, date(2013, 3, 1), SC, Settled(date(2013, 3, 20), SC, Settlement.LIFTED)),),
)
