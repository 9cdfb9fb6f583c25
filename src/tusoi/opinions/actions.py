"""Telling whose opinions were asked for and how many answered; who was invited and what they say on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.actions import Round
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source
from tusoi.opinions.models import Invitation, OpinionPoint, OpinionsAsked
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class AskedTold:
    """One round of asking; `unit` empty: about the whole campaign."""

    code: str
    unit: str
    giver: str
    about: str
    invited: int
    answered: int
    closed: When
    source: Source


@dataclass(frozen=True, slots=True)
class InvitationTold:
    """One invited body; `post` is a post's code in the unit ("" its collective)."""

    code: str
    unit: str
    post: str
    kind: str
    giver: str
    body_unit: str
    due_on: date
    invited: When
    source: Source


@dataclass(frozen=True, slots=True)
class PointTold:
    """What an invited body says of one topic."""

    unit: str
    invitation: str
    topic: str
    strengths: str
    faults: str
    via: str
    received: When
    source: Source


def tell_opinions_asked(opened: Act, told: Round, rounds: Sequence[AskedTold]) -> Told:
    """Bring into line the organised asking for opinions: counts only."""
    facts = [
        OpinionsAsked.made(
            **one.source.fact("asked", one.closed),
            campaign_id=told.campaign,
            code=one.code,
            unit_code=one.unit,
            giver=one.giver,
            about=one.about,
            invited=one.invited,
            answered=one.answered,
        )
        for one in rounds
    ]
    return opened.tell(facts, OpinionsAsked.objects.filter(campaign=told.campaign))


def tell_answers(
    opened: Act, told: Round, invited: Sequence[InvitationTold], points: Sequence[PointTold]
) -> Told:
    """Bring into line who was invited and what they say on record."""
    campaign = {"campaign": told.campaign}
    invitations = [
        Invitation.made(
            **one.source.fact("invitation", one.invited),
            campaign_id=told.campaign,
            code=one.code,
            unit_code=one.unit,
            post=one.post,
            kind=one.kind,
            giver=one.giver,
            body_unit=one.body_unit,
            due_on=one.due_on,
        )
        for one in invited
    ]
    said = [
        OpinionPoint.made(
            **one.source.fact("point", one.received),
            campaign_id=told.campaign,
            unit_code=one.unit,
            invitation=one.invitation,
            topic_code=one.topic,
            strengths=one.strengths,
            faults=one.faults,
            via=one.via,
        )
        for one in points
    ]
    return opened.tell(invitations, Invitation.objects.filter(**campaign)) + opened.tell(
        said, OpinionPoint.objects.filter(**campaign)
    )
