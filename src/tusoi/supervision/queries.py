"""What may be asked of supervision."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tusoi.ledger.reading import read_rows
from tusoi.ledger.source import Provenance
from tusoi.supervision.models import Mark, Verdict
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class VerdictGiven:
    """A group's verdict on a review."""

    verdict: str
    redo: bool
    reason: str
    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class MarkGiven:
    """Whether the group saw one sign in a review."""

    review: UUID
    sign: int
    seen: bool
    when: When
    provenance: Provenance


def verdicts(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> dict[UUID, tuple[VerdictGiven, ...]]:
    """The verdicts on each review, or on some, in order of their days, by the review's key. One query."""
    given: dict[UUID, list[VerdictGiven]] = {}
    rows = Verdict.objects.known(known_by).filter(campaign=campaign).order_by("day", "key")
    if reviews is not None:
        rows = rows.filter(review__in=reviews)
    for when, source, review, word, redo, reason in read_rows(
        rows, "review", "verdict", "redo", "reason"
    ):
        given.setdefault(review, []).append(VerdictGiven(word, redo, reason, when, source))
    return {review: tuple(found) for review, found in given.items()}


def marks(campaign: str, *, known_by: datetime) -> tuple[MarkGiven, ...]:
    """Every mark, sorted by sign. One query."""
    rows = Mark.objects.known(known_by).filter(campaign=campaign).order_by("sign", "key")
    return tuple(
        MarkGiven(review, sign, seen, when, source)
        for when, source, review, sign, seen in read_rows(rows, "review", "sign", "seen")
    )
