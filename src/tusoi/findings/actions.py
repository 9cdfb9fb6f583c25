"""Telling findings."""

from collections.abc import Sequence
from dataclasses import dataclass

from tusoi.campaigns.actions import Round, Seat
from tusoi.findings.models import Finding
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class FindingTold:
    """One shortcoming a review found."""

    code: str
    seat: Seat
    shortcoming: str
    cause: str
    owner: str
    address: str
    topic_code: str
    found: When
    source: Source


def tell_findings(opened: Act, told: Round, findings: Sequence[FindingTold]) -> Told:
    """Bring the findings into line."""
    facts = [
        Finding(
            **one.source.fact("finding", one.found),
            **told.review(one.seat),
            code=one.code,
            shortcoming=one.shortcoming,
            cause=one.cause,
            owner=one.owner,
            address=one.address,
            topic_code=one.topic_code,
        )
        for one in findings
    ]
    return opened.tell(facts, Finding.objects.filter(campaign=told.campaign))
