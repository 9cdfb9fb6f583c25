"""What may be asked of preparation."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tusoi.ledger.reading import read_rows
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
    return {review: when for when, _, review in read_rows(rows, "review")}


def topics(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> tuple[Topic, ...]:
    """Every suggested topic with its answer, of some reviews alone where they are given; sorted by code. Two queries."""
    about: dict[str, Any] = {"campaign": campaign}
    if reviews is not None:
        about["review__in"] = reviews
    told = Explanation.objects.known(known_by).filter(**about)
    answers = {
        topic: Answer(cause, owner, when, source)
        for when, source, topic, cause, owner in read_rows(told, "topic_code", "cause", "owner")
    }
    rows = SuggestedTopic.objects.known(known_by).filter(**about).order_by("code")
    columns = ("code", "review", "topic", "deep", "suggested_by", "due_on")
    return tuple(
        Topic(code, review, text, deep, by, due_on, when, source, answers.get(code))
        for when, source, code, review, text, deep, by, due_on in read_rows(rows, *columns)
    )
