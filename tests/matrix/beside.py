"""What stands beside the reviews of the world: opinions on record and what they come to, evidence, a second reading, a hold, a role refused.

Each text carries its marker, as in `world.py`.
"""

from datetime import timedelta
from unittest.mock import patch

from tests.cast import at_noon, marked
from tests.matrix.world import (
    AGAIN,
    HOST,
    JUDGED,
    PREPARED,
    SECOND_READERS,
    STATES,
    TODAY,
    VOICED,
    Place,
    reach,
)
from tusoi.campaigns.actions import campaign_act, round_of
from tusoi.campaigns.granting import RoleWanted, decide_role, propose_role
from tusoi.guidance.sets import EvidenceKind
from tusoi.issues.events import DIGESTS_RECEIVED
from tusoi.issues.standing import OriginKind, OriginTold, Outcome
from tusoi.issues.working import (
    ToRaise,
    answer_issue,
    give_issue,
    raise_issue,
    reply_to_issue,
    tell_digests,
)
from tusoi.meetings.holds import set_hold
from tusoi.opinions.asking.answering import enter_answer
from tusoi.opinions.asking.inviting import ToInvite, invite
from tusoi.opinions.asking.said import Point, Via
from tusoi.organisation.queries import roles_asked
from tusoi.organisation.roles import Role, RoleOver
from tusoi.preparation.evidence import record_evidence
from tusoi.supervision.queries import Line
from tusoi.supervision.second import draw_sample, read_again, save_reading_draft
from tusoi.values.clock import now


def add_what_stands_beside() -> None:
    """After `world.build`, whose people act here too."""
    with at_noon(PREPARED):
        for place in VOICED:
            _voices(place)
            _issues(place)
            _evidence(place)
    with at_noon(TODAY - timedelta(days=1)):
        _read_again()
        set_hold(reach("commission"), STATES["judged"].unit, STATES["judged"].mark("hol"))
        _refuse_role(STATES["judged"])


def _voices(place: Place) -> None:
    office = reach("office")
    asked = ToInvite(kind="union", giver=place.mark("giv"), due_on=PREPARED + timedelta(days=3))
    invite(office, place.unit, asked)
    points = [Point("N1", strengths=place.mark("voi"), faults=place.mark("voi"))]
    code = f"{place.unit}.GM01"
    enter_answer(office, place.unit, code, points, via=Via.LETTER, received_on=PREPARED)
    digest = OriginTold(
        OriginKind.DIGEST, f"TL{place.number}", place.unit, "N2", 3, words=place.mark("tod")
    )
    with campaign_act(office, DIGESTS_RECEIVED) as opened:
        tell_digests(opened, round_of(office), [digest])


def _issues(place: Place) -> None:
    """One on the collective, and one on the deputy that the head accepts once the deputy has replied."""
    office, head, deputy = (reach(f"{who}") for who in ("office", f"head {place.unit}", f"deputy {place.unit}"))  # fmt: skip
    due = PREPARED + timedelta(days=5)
    for field, voice, post in (
        ("iss", f"digest:TL{place.number}", ""),
        ("pis", f"answer:{place.unit}.GM01/N1", place.deputy),
    ):
        raise_issue(office, place.unit, ToRaise(place.mark(field), (voice,), post=post))
    for number, field in ((1, "ian"), (2, "pia")):
        code = f"{place.unit}.VD{number:02d}"
        give_issue(office, place.unit, code, place.head, due)
        if field == "pia":
            reply_to_issue(deputy, place.unit, code, place.mark("irp"))
        answer_issue(head, place.unit, code, Outcome.EXPLAINED, place.mark(field))


def _evidence(place: Place) -> None:
    record_evidence(
        reach(f"secretary {place.unit}"),
        place.unit,
        PREPARED,
        topic="NB9",
        kind=EvidenceKind.DIALOGUE,
        place=place.mark("evp"),
        said=place.mark("evs"),
    )


def _read_again() -> None:
    """The draw is chance, and its root another at every run: here it falls on two, for one group to read."""
    codes = [place.unit for place in AGAIN]
    with (
        patch("tusoi.supervision.second.drawn", lambda *_: {"D2": codes[:1], "D3": codes[1:]}),
        patch("tusoi.supervision.second.reader_of", lambda *_: SECOND_READERS),
    ):
        draw_sample(reach("office"))
    leader, (read, begun) = reach(f"leader {SECOND_READERS}"), AGAIN
    marks = marked({3: read.mark("srq")}, 8)
    read_again(leader, read.unit, "meets", reason=read.mark("sre"), marks=marks)
    sheet = {"whole": Line("meets", begun.mark("srd"), "", "")}
    save_reading_draft(leader, begun.unit, sheet, based_on={})


def _refuse_role(place: Place) -> None:
    over = RoleOver(HOST, unit=place.unit)
    wanted = RoleWanted("without a role", Role.UNIT_OFFICE, over, since=JUDGED)
    propose_role(reach(f"secretary {place.unit}"), wanted)
    (asked,) = [one for one in roles_asked(HOST, known_by=now()) if one.is_waiting]
    decide_role(reach("office"), asked.key, approved=False, words=place.mark("rol"))
