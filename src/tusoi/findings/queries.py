"""What may be asked of findings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tusoi.campaigns.parts import Part
from tusoi.campaigns.queries import redo_of
from tusoi.findings.models import Finding
from tusoi.ledger.reading import read_rows
from tusoi.ledger.source import Provenance
from tusoi.values.day import When


class _Placed:
    """A shortcoming as far as it says where it occurred and who answers for it."""

    __slots__ = ()
    owner: str
    address: str

    @property
    def has_address(self) -> bool:
        """Named place and named post ("rõ người, rõ trách nhiệm")."""
        return bool(self.address and self.owner)


@dataclass(frozen=True, slots=True)
class FindingView(_Placed):
    """A shortcoming; it has an address when both where it occurred and who answers for it are named."""

    code: str
    review: UUID
    shortcoming: str
    cause: str
    owner: str
    address: str
    topic_code: str
    when: When
    provenance: Provenance


def findings(
    campaign: str,
    *,
    known_by: datetime,
    owners: Collection[str] | None = None,
    reviews: Collection[UUID] | None = None,
) -> tuple[FindingView, ...]:
    """Every finding, or those alone that some posts answer for, or of some reviews; sorted by code. One query."""
    rows = Finding.objects.known(known_by).filter(campaign=campaign).order_by("code")
    if owners is not None:
        rows = rows.filter(owner__in=owners)
    if reviews is not None:
        rows = rows.filter(review__in=reviews)
    columns = ("code", "review", "shortcoming", "cause", "owner", "address", "topic_code")
    return tuple(
        FindingView(*(*said, when, source)) for when, source, *said in read_rows(rows, *columns)
    )


@dataclass(frozen=True, slots=True)
class FindingOfUnit(_Placed):
    """A finding of one unit's review as it stands; `id` names the row, so that an amendment says what it amends."""

    id: UUID
    seat: str
    code: str
    shortcoming: str
    cause: str
    owner: str
    address: str
    topic_code: str
    when: When


def opened_again(campaign: str, review: UUID, *, redo: bool) -> bool:
    """Whether a redo has the findings of a unit's review open, by the collective's review. Two queries.

    The first one recorded does the part again, and a review finds more than one: they stay open until the group
    judges again. `redo`: its last word asks for a redo, which the caller knows; of an earlier one nothing is open.
    """
    parts = redo_of(campaign, review)
    own = parts.get(Part.FINDINGS)
    if own is None:
        return False
    return own.is_open or (redo and own.round_number == max(p.round_number for p in parts.values()))


def findings_of(
    campaign: str, unit_key: UUID, *, known_by: datetime | None = None
) -> tuple[FindingOfUnit, ...]:
    """The findings of one unit's reviews, the collective's and its persons', sorted by code. One query."""
    rows = Finding.objects.known(known_by).filter(campaign=campaign, review__unit=unit_key)
    return tuple(
        FindingOfUnit(
            id=row.pk,
            seat=row.review.seat,
            code=row.code,
            shortcoming=row.shortcoming,
            cause=row.cause,
            owner=row.owner,
            address=row.address,
            topic_code=row.topic_code,
            when=row.when,
        )
        for row in rows.select_related("review").order_by("code")
    )
