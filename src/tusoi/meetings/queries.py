"""What may be asked of meetings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from tusoi.ledger.reading import read_rows
from tusoi.ledger.source import Provenance
from tusoi.meetings.models import Conference, GroupAttended, MinutesSigned, Session, Speech
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class SessionHeld:
    """One day of a review; `chair` is the post that chaired (unit code/post code), empty if not stated."""

    when: When
    chair: str
    redo: bool
    provenance: Provenance


def sessions(campaign: str, *, known_by: datetime) -> dict[UUID, tuple[SessionHeld, ...]]:
    """Every session known, by the review's key, in order of days; redo sessions too. One query."""
    held: dict[UUID, list[SessionHeld]] = {}
    rows = Session.objects.known(known_by).filter(campaign=campaign).order_by("day", "number")
    for when, source, review, chair, redo in read_rows(rows, "review", "chair", "redo"):
        held.setdefault(review, []).append(SessionHeld(when, chair, redo, source))
    return {review: tuple(days) for review, days in held.items()}


def minutes_signed(campaign: str, *, known_by: datetime) -> dict[UUID, When]:
    """The day the minutes were signed, by the review's key."""
    rows = MinutesSigned.objects.known(known_by).filter(campaign=campaign)
    return {review: when for when, _, review in read_rows(rows, "review")}


def group_attended(campaign: str, *, known_by: datetime) -> dict[UUID, When]:
    """The day the working group attended, by the review's key."""
    rows = GroupAttended.objects.known(known_by).filter(campaign=campaign)
    return {review: when for when, _, review in read_rows(rows, "review")}


@dataclass(frozen=True, slots=True)
class ConferenceHeld:
    """A conference; `report` is the key of the report before it, None where there was none."""

    day: date
    chair: str
    report: UUID | None
    conclusion: str
    instructions: tuple[str, ...]


def conferences(campaign: str, *, known_by: datetime) -> tuple[ConferenceHeld, ...]:
    """The campaign's conferences in order of days. One query."""
    rows = Conference.objects.known(known_by).filter(campaign=campaign).order_by("day")
    return tuple(
        ConferenceHeld(row.day, row.chair, row.report, row.conclusion, tuple(row.instructions))
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class SpeechAbout:
    """One speech about a person, or that person's reply: the words of `Speech.How` and `Speech.Kind`, and its gist.

    Who spoke stands here; whoever shows it asks first whether the reader may read the minutes.
    """

    day: date
    about: str
    speaker: str
    how: str
    kind: str
    gist: str


def speeches_about(
    campaign: str, posts: Collection[str], *, known_by: datetime
) -> tuple[SpeechAbout, ...]:
    """What was said about the holders of some posts (unit code/post code), and their own replies, in order. One query."""
    reply = Q(speaker__in=posts, kind=Speech.Kind.REPLY)
    rows = Speech.objects.known(known_by).filter(Q(about__in=posts) | reply, campaign=campaign)
    return tuple(
        SpeechAbout(row.day, row.about, row.speaker, row.how, row.kind, row.gist)
        for row in rows.order_by("day", "spoken_at")
    )
