"""What may be asked of meetings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from tusoi.ledger.reading import read_rows
from tusoi.ledger.source import Provenance
from tusoi.meetings.models import (
    Attendance,
    Conference,
    GroupAttended,
    MinutesSigned,
    RoomOpened,
    Session,
    SessionTallied,
    Speech,
)
from tusoi.meetings.rules.tally import Counts
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class SessionHeld:
    """One day of a review; `chair` is the post that chaired (unit code/post code), empty if not stated."""

    when: When
    chair: str
    redo: bool
    provenance: Provenance


def sessions(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> dict[UUID, tuple[SessionHeld, ...]]:
    """Every session known, or those of some reviews, by the review's key, in order of days; redo sessions too. One query."""
    return sessions_in((campaign,), known_by=known_by, reviews=reviews)


def sessions_in(
    campaigns: Collection[str], *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> dict[UUID, tuple[SessionHeld, ...]]:
    """The same of several campaigns. One query."""
    held: dict[UUID, list[SessionHeld]] = {}
    rows = Session.objects.known(known_by).filter(campaign__in=campaigns).order_by("day", "number")
    if reviews is not None:
        rows = rows.filter(review__in=reviews)
    for when, source, review, chair, redo in read_rows(rows, "review", "chair", "redo"):
        held.setdefault(review, []).append(SessionHeld(when, chair, redo, source))
    return {review: tuple(days) for review, days in held.items()}


def minutes_signed(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> dict[UUID, When]:
    """The day the minutes were signed, of every review or of some, by the review's key. One query."""
    rows = MinutesSigned.objects.known(known_by).filter(campaign=campaign)
    if reviews is not None:
        rows = rows.filter(review__in=reviews)
    return {review: when for when, _, review in read_rows(rows, "review")}


def group_attended(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> dict[UUID, When]:
    """The day the working group attended every review, or some, by the review's key. One query."""
    rows = GroupAttended.objects.known(known_by).filter(campaign=campaign)
    if reviews is not None:
        rows = rows.filter(review__in=reviews)
    return {review: when for when, _, review in read_rows(rows, "review")}


@dataclass(frozen=True, slots=True)
class ConferenceHeld:
    """A conference; `report` is the key of the report before it, None where there was none."""

    day: date
    chair: str
    report: UUID | None
    conclusion: str
    instructions: tuple[str, ...]

    @classmethod
    def read(cls, row: Conference) -> "ConferenceHeld":
        """The conference that a row tells of."""
        return cls(row.day, row.chair, row.report, row.conclusion, tuple(row.instructions))


def conferences(campaign: str, *, known_by: datetime) -> tuple[ConferenceHeld, ...]:
    """The campaign's conferences in order of days. One query."""
    rows = Conference.objects.known(known_by).filter(campaign=campaign).order_by("day")
    return tuple(map(ConferenceHeld.read, rows))


COUNTS = tuple(Counts.__dataclass_fields__)
"""The columns of a tally."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one session came to; `review` is that of the unit's collective."""

    review: UUID
    when: When
    redo: bool
    counts: Counts
    provenance: Provenance


def tallies(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> tuple[Tally, ...]:
    """The counts of every closed room of a campaign, or of some reviews, in order of days. One query; nobody is named in it."""
    rows = SessionTallied.objects.known(known_by).filter(campaign=campaign).order_by("day", "key")
    if reviews is not None:
        rows = rows.filter(review__in=reviews)
    return tuple(
        Tally(review, when, redo, Counts(*counts), source)
        for when, source, review, redo, *counts in read_rows(rows, "review", "redo", *COUNTS)
    )


@dataclass(frozen=True, slots=True)
class Attended:
    """Whether somebody was there: a post (unit code/post code), or the words by which the record knows a guest."""

    post: str
    present: bool
    guest: bool
    reason: str


@dataclass(frozen=True, slots=True)
class SpeechNoted:
    """A speech as it stands; `key` is the client's own key of it, by which it is amended or taken back."""

    key: str
    speaker: str
    how: str
    kind: str
    topic: str
    about: str
    gist: str
    spoken_at: datetime


@dataclass(frozen=True, slots=True)
class RoomNoted:
    """One day's room: who takes the minutes, who was there, what was said; `counts` None while it is not closed.

    The speeches stand in the order in which they were made.
    """

    day: date
    redo: bool
    secretary: str
    opened_at: datetime
    attendance: tuple[Attended, ...]
    speeches: tuple[SpeechNoted, ...]
    counts: Counts | None
    closed_at: datetime | None

    @property
    def guests(self) -> tuple[str, ...]:
        """The guests who were there, in the order of their coming."""
        return tuple(one.post for one in self.attendance if one.guest and one.present)

    @property
    def present(self) -> frozenset[str]:
        """The posts noted as there, and the guests."""
        return frozenset(one.post for one in self.attendance if one.present)

    @property
    def absent(self) -> frozenset[str]:
        """The posts noted as absent."""
        return frozenset(one.post for one in self.attendance if not one.present)


def noted_in_room(
    campaign: str, review: UUID, *, known_by: datetime, on: date | None = None
) -> tuple[RoomNoted, ...]:
    """What was noted in the rooms of a review (the collective's), in order of days, or on one day. Four queries.

    It names who spoke: it is for the room itself and for the minutes.
    """
    about: dict[str, object] = {"campaign": campaign, "review": review}
    if on is not None:
        about["day"] = on
    there: dict[date, list[Attended]] = {}
    for one in Attendance.objects.known(known_by).filter(**about).order_by("key"):
        attended = Attended(one.post, one.present, one.guest, one.reason)
        there.setdefault(one.day, []).append(attended)
    said: dict[date, list[SpeechNoted]] = {}
    for row in Speech.objects.known(known_by).filter(**about).order_by("spoken_at", "key"):
        said.setdefault(row.day, []).append(_speech(row))
    closed = {row.day: row for row in SessionTallied.objects.known(known_by).filter(**about)}
    return tuple(
        _room(row, there.get(row.day, ()), said.get(row.day, ()), closed.get(row.day))
        for row in RoomOpened.objects.known(known_by).filter(**about).order_by("day")
    )


def _room(
    opened: RoomOpened,
    there: Sequence[Attended],
    said: Sequence[SpeechNoted],
    tallied: SessionTallied | None,
) -> RoomNoted:
    counts = Counts(*(getattr(tallied, name) for name in COUNTS)) if tallied else None
    return RoomNoted(
        day=opened.day,
        redo=opened.redo,
        secretary=opened.secretary,
        opened_at=opened.told_at,
        attendance=tuple(there),
        speeches=tuple(said),
        counts=counts,
        closed_at=tallied.told_at if tallied else None,
    )


def _speech(row: Speech) -> SpeechNoted:
    return SpeechNoted(
        key=row.key.rpartition(SPEECH)[2],
        speaker=row.speaker,
        how=row.how,
        kind=row.kind,
        topic=row.topic,
        about=row.about,
        gist=row.gist,
        spoken_at=row.spoken_at,
    )


SPEECH = "speech-"
"""What parts the client's key of a speech from what stands before it in the fact's key."""


def reviewed_on(
    campaign: str, reviews: Collection[UUID], *, known_by: datetime
) -> tuple[tuple[UUID, date, datetime], ...]:
    """When each of some reviews sat: its key, the day, the moment it was told; in the order in which they sat. One query."""
    rows = Session.objects.known(known_by).filter(campaign=campaign, review__in=list(reviews))
    return tuple(rows.order_by("day", "told_at", "key").values_list("review", "day", "told_at"))


@dataclass(frozen=True, slots=True)
class RoomOfADay:
    """A room that was opened: its day, who takes the minutes, and whether it was closed."""

    day: date
    redo: bool
    secretary: str
    is_closed: bool


def rooms_opened(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> dict[UUID, tuple[RoomOfADay, ...]]:
    """The rooms opened for every review, or for some, in order of days, by the key of the collective's review. Two queries."""
    about: dict[str, object] = {"campaign": campaign}
    if reviews is not None:
        about["review__in"] = list(reviews)
    told = SessionTallied.objects.known(known_by).filter(**about)
    closed = set(told.values_list("review", "day"))
    found: dict[UUID, list[RoomOfADay]] = {}
    rows = RoomOpened.objects.known(known_by).filter(**about).order_by("day", "key")
    for review, day, redo, secretary in rows.values_list("review", "day", "redo", "secretary"):
        room = RoomOfADay(day, redo, secretary, (review, day) in closed)
        found.setdefault(review, []).append(room)
    return {review: tuple(rooms) for review, rooms in found.items()}


def sessions_of_review(campaign: str, review: UUID) -> tuple[When, ...]:
    """The days on which one review sat, a redo's too, in order. One query."""
    rows = Session.objects.known().filter(campaign=campaign, review=review).order_by("day")
    return tuple(row.when for row in rows)


def minutes_of_review(campaign: str, review: UUID) -> When | None:
    """The day on which the minutes of one review were signed; None: not yet. One query."""
    signed = MinutesSigned.objects.known().filter(campaign=campaign, review=review).first()
    return signed.when if signed else None


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
    """What was said about the holders of some posts (unit code/post code), and what they said, in order. One query."""
    spoken = Q(about__in=posts) | Q(speaker__in=posts)
    rows = Speech.objects.known(known_by).filter(spoken, campaign=campaign)
    return tuple(
        SpeechAbout(row.day, row.about, row.speaker, row.how, row.kind, row.gist)
        for row in rows.order_by("day", "spoken_at")
    )
