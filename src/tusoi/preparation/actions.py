"""Telling self-reviews, suggested topics and explanations; recording that a self-review is ready."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    Round,
    Seat,
    campaign_act,
    refuse_day,
    review_of,
    round_of,
    tell_by_hand,
)
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source, by_hand
from tusoi.organisation.roles import Right
from tusoi.preparation.events import SELF_REVIEW_READY
from tusoi.preparation.models import Explanation, SelfReviewPrepared, SuggestedTopic
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class PreparedTold:
    """A self-review was ready."""

    seat: Seat
    when: When
    source: Source


@dataclass(frozen=True, slots=True)
class TopicTold:
    """A suggested topic and, where it was answered, how: `answered` None means no answer."""

    code: str
    seat: Seat
    topic: str
    deep: bool
    suggested_by: str
    suggested: When
    due: date | None
    answered: When | None
    cause: str
    owner: str
    source: Source


def tell_self_reviews(opened: Act, told: Round, prepared: Iterable[PreparedTold]) -> Told:
    """Bring into line which self-reviews are ready."""
    facts = (
        SelfReviewPrepared.made(**one.source.fact("prepared", one.when), **told.review(one.seat))
        for one in prepared
    )
    return opened.tell(facts, SelfReviewPrepared.objects.filter(campaign=told.campaign))


def tell_topics(opened: Act, told: Round, topics: Sequence[TopicTold]) -> Told:
    """Bring into line the topics suggested and the explanations given."""
    suggested = [
        SuggestedTopic.made(
            **one.source.fact("topic", one.suggested),
            **told.review(one.seat),
            code=one.code,
            topic=one.topic,
            suggested_by=one.suggested_by,
            deep=one.deep,
            due_on=one.due,
        )
        for one in topics
    ]
    explained = [
        Explanation.made(
            **one.source.fact("explanation", one.answered),
            **told.review(one.seat),
            topic_code=one.code,
            cause=one.cause,
            owner=one.owner,
        )
        for one in topics
        if one.answered is not None
    ]
    return opened.tell(
        suggested, SuggestedTopic.objects.filter(campaign=told.campaign)
    ) + opened.tell(explained, Explanation.objects.filter(campaign=told.campaign))


def record_self_review(reach: Reach, unit: str, on: date) -> Told:
    """The self-review of the unit's collective was ready on that day. Whoever records its sessions records this.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        DayAhead, BeforeCampaign.
    """
    reach.require(Right.HOLD_SESSION, unit)
    refuse_day(reach.campaign, on)
    with campaign_act(reach, SELF_REVIEW_READY, unit=unit, day=on.isoformat()) as opened:
        review_of(reach, unit)
        ready = SelfReviewPrepared(
            **by_hand(unit, "prepared", on), **round_of(reach).review(Seat(unit))
        )
        return tell_by_hand(opened, [ready])
