"""What may be asked of preparation."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tusoi.ledger.source import Provenance
from tusoi.preparation.models import Explanation, SelfReviewPrepared, SuggestedTopic
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class Answer:
    """An explanation: its cause (empty: not stated) and the post it names as answerable (empty: none)."""

    cause: str
    owner: str
    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Topic:
    """A suggested topic, with its answer if there is one."""

    code: str
    review: UUID
    text: str
    deep: bool
    suggested_by: str
    due_on: date | None
    when: When
    provenance: Provenance
    answer: Answer | None


def prepared(campaign: str, *, known_by: datetime) -> dict[UUID, When]:
    """The day each self-review was ready, by the review's key."""
    rows = SelfReviewPrepared.objects.known(known_by).filter(campaign=campaign)
    return {row.review_id: row.when for row in rows}


def topics(campaign: str, *, known_by: datetime) -> tuple[Topic, ...]:
    """Every suggested topic with its answer; sorted by code. Two queries."""
    answers = {
        row.topic_code: Answer(row.cause, row.owner, row.when, row.provenance)
        for row in Explanation.objects.known(known_by).filter(campaign=campaign)
    }
    rows = SuggestedTopic.objects.known(known_by).filter(campaign=campaign).order_by("code")
    return tuple(
        Topic(
            code=row.code,
            review=row.review_id,
            text=row.topic,
            deep=row.deep,
            suggested_by=row.suggested_by,
            due_on=row.due_on,
            when=row.when,
            provenance=row.provenance,
            answer=answers.get(row.code),
        )
        for row in rows
    )
