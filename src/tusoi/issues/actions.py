"""Telling how many issues came of the opinions."""

from collections.abc import Sequence
from dataclasses import dataclass

from tusoi.campaigns.actions import Round
from tusoi.issues.models import IssuesDistilled
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class DistilledTold:
    """How many issues came of one round of opinions."""

    opinions_code: str
    count: int
    when: When
    source: Source


def tell_issues(opened: Act, told: Round, distilled: Sequence[DistilledTold]) -> Told:
    """Bring into line how many issues each round of opinions came to."""
    facts = [
        IssuesDistilled.made(
            **one.source.fact("issues", one.when),
            campaign_id=told.campaign,
            opinions_code=one.opinions_code,
            count=one.count,
        )
        for one in distilled
    ]
    return opened.tell(facts, IssuesDistilled.objects.filter(campaign=told.campaign))
