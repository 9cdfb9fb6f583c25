"""What may be asked of issues."""

from dataclasses import dataclass
from datetime import datetime

from tusoi.issues.models import IssuesDistilled
from tusoi.ledger.source import Provenance
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class Distilled:
    """How many issues came of one round of opinions."""

    opinions_code: str
    count: int
    when: When
    provenance: Provenance


def distilled(campaign: str, *, known_by: datetime) -> tuple[Distilled, ...]:
    """Issues by round of opinions, sorted by its code. One query."""
    rows = IssuesDistilled.objects.known(known_by).filter(campaign=campaign)
    return tuple(
        Distilled(row.opinions_code, row.count, row.when, row.provenance)
        for row in rows.order_by("opinions_code")
    )
