"""What may be asked of findings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tusoi.findings.models import Finding
from tusoi.ledger.reading import read_rows
from tusoi.ledger.source import Provenance
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class FindingView:
    """A shortcoming; it has an address when both where it occurred and who answers for it are named."""

    code: str
    review: UUID
    shortcoming: str
    cause: str
    owner: str
    address: str
    when: When
    provenance: Provenance

    @property
    def has_address(self) -> bool:
        """Named place and named post ("rõ người, rõ trách nhiệm")."""
        return bool(self.address and self.owner)


def findings(
    campaign: str, *, known_by: datetime, owners: Collection[str] | None = None
) -> tuple[FindingView, ...]:
    """Every finding, those alone that some posts answer for where they are given; sorted by code. One query."""
    rows = Finding.objects.known(known_by).filter(campaign=campaign).order_by("code")
    if owners is not None:
        rows = rows.filter(owner__in=owners)
    columns = ("code", "review", "shortcoming", "cause", "owner", "address")
    return tuple(
        FindingView(*(*said, when, source)) for when, source, *said in read_rows(rows, *columns)
    )
