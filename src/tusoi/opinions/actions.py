"""Telling whose opinions were asked for and how many answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from tusoi.campaigns.actions import Round
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source
from tusoi.opinions.models import OpinionsAsked
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


def tell_opinions_asked(opened: Act, told: Round, rounds: Sequence[AskedTold]) -> Told:
    """Bring into line the organised asking for opinions: counts only."""
    facts = [
        OpinionsAsked(
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
