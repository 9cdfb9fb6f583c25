"""What may be asked of the minutes of a review: versions, corrections, dissent, signatures, what was added."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tusoi.ledger.witnesses import Witnessed, witnessed
from tusoi.meetings.minutes.draft import Section, short
from tusoi.meetings.models import (
    Capacity,
    CorrectionAnswered,
    Dissent,
    MinutesAddendum,
    MinutesCorrection,
    MinutesDrafted,
    MinutesSignature,
    MinutesSigned,
    RedoMinutesSigned,
)
from tusoi.organisation.queries import account_names
from tusoi.values.moment import ZONE


def witnesses_of(campaign: str, review: UUID, redo_number: int) -> Witnessed | None:
    """How far outsiders vouch for the last signature under the minutes of a review or of its nth redo.

    None where nobody signed here, or no witnesses were named. At most four queries.
    """
    signed = MinutesSignature.objects.known().filter(
        campaign=campaign, review=review, redo_number=redo_number
    )
    last = signed.order_by("-told_at").values_list("pk", flat=True).first()
    return witnessed(MinutesSignature._meta.label_lower, str(last)) if last else None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the text: who wrote it when, and up to which session it goes."""

    number: int
    sections: tuple[Section, ...]
    drawn_to: date
    digest: str
    by: UUID
    name: str
    at: datetime

    @property
    def short_digest(self) -> str:
        """The first of the digest's signs, in fours."""
        return short(self.digest)

    @property
    def left_open(self) -> tuple[Section, ...]:
        """The sections in which something is still to be written."""
        return tuple(one for one in self.sections if one.is_open)

    def section(self, key: str) -> Section | None:
        """The section of that key."""
        return next((one for one in self.sections if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the secretary answered to a correction; `taken_in` is the version that took it in, None if none did."""

    taken_in: int | None
    reason: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody present asks to be said instead in a section; `author` is a post's reference."""

    id: UUID
    version: int
    section: str
    words: str
    author: str
    name: str
    at: datetime
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A dissent, or what was added after the minutes were signed."""

    author: str
    words: str
    name: str
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature; it counts where `is_void` is False: it is of the last version."""

    capacity: str
    post: str
    version: int
    digest: str
    by: UUID
    name: str
    at: datetime
    is_void: bool

    @property
    def day(self) -> date:
        """The day of signing, in the organisation's zone."""
        return self.at.astimezone(ZONE).date()


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one review, or of one of its redos, as they stand. `signed_on` is the day they were signed, by whichever way."""

    redo_number: int
    versions: tuple[Version, ...]
    corrections: tuple[Correction, ...]
    dissents: tuple[Statement, ...]
    signatures: tuple[Signature, ...]
    addenda: tuple[Statement, ...]
    signed_on: date | None

    @property
    def text(self) -> Version | None:
        """The version that stands."""
        return self.versions[-1] if self.versions else None

    @property
    def in_force(self) -> Mapping[str, Signature]:
        """The signatures that count, by capacity."""
        return {one.capacity: one for one in self.signatures if not one.is_void}

    @property
    def missing(self) -> tuple[str, ...]:
        """The capacities in which nobody has signed the text that stands."""
        return tuple(one for one in Capacity.values if one not in self.in_force)

    @property
    def is_locked(self) -> bool:
        """Whether the text stands: all four have signed it, or a signing on paper was recorded."""
        return self.signed_on is not None

    @property
    def is_on_paper(self) -> bool:
        """Whether they were signed on paper, and not here."""
        return self.is_locked and bool(self.missing)

    @property
    def unanswered(self) -> tuple[Correction, ...]:
        """Corrections that nobody has answered yet."""
        return tuple(one for one in self.corrections if one.answer is None)

    def version(self, number: int) -> Version | None:
        """The version of that number."""
        return next((one for one in self.versions if one.number == number), None)


def minutes_of(
    campaign: str, review: UUID, redo_number: int, *, known_by: datetime | None = None
) -> Minutes:
    """The minutes of a review (0) or of its nth redo, by the key of the collective's review. Eight queries."""
    about = {"campaign": campaign, "review": review}
    of_this = {**about, "redo_number": redo_number}
    drafted = list(
        MinutesDrafted.objects.known(known_by).filter(**of_this).order_by("number", "told_at")
    )
    asked = list(MinutesCorrection.objects.known(known_by).filter(**of_this).order_by("told_at"))
    answered = list(CorrectionAnswered.objects.known(known_by).filter(**about))
    differing = list(Dissent.objects.known(known_by).filter(**of_this).order_by("told_at"))
    signed = list(MinutesSignature.objects.known(known_by).filter(**of_this).order_by("told_at"))
    added = list(MinutesAddendum.objects.known(known_by).filter(**of_this).order_by("told_at"))
    told: list[Any] = [*drafted, *asked, *answered, *differing, *signed, *added]
    names = account_names(one.told_by_id for one in told)
    last = drafted[-1].number if drafted else 0
    signatures = tuple(_signature(one, names, last) for one in signed)
    answers = {one.correction: _answer(one, names) for one in answered}
    return Minutes(
        redo_number=redo_number,
        versions=tuple(_version(one, names) for one in drafted),
        corrections=tuple(_correction(one, names, answers) for one in asked),
        dissents=_statements(differing, names),
        signatures=signatures,
        addenda=_statements(added, names),
        signed_on=signed_on(campaign, review, redo_number, known_by=known_by),
    )


@dataclass(frozen=True, slots=True)
class MinutesBegun:
    """How far some minutes are: their last version (0: none here), by which post each capacity has signed it.

    `signed_on` is the day on which those of a redo were signed, here or on paper; of the review itself it is a
    fact of the review's, and None here. `unanswered` is how many corrections wait for an answer.
    """

    version: int
    signed: Mapping[str, str]
    signed_on: date | None = None
    unanswered: int = 0


def minutes_begun(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> dict[UUID, dict[int, MinutesBegun]]:
    """The minutes drafted of every review, or of some, by its key, then the number of the redo (0: none). Four queries; no text is read."""
    about: dict[str, Any] = {"campaign": campaign}
    if reviews is not None:
        about["review__in"] = list(reviews)
    versions: dict[tuple[UUID, int], int] = {}
    drafted = MinutesDrafted.objects.known(known_by).filter(**about)
    for review, redo, number in drafted.values_list("review", "redo_number", "number"):
        versions[review, redo] = max(number, versions.get((review, redo), 0))
    signed: dict[tuple[UUID, int], dict[str, str]] = {}
    for row in MinutesSignature.objects.known(known_by).filter(**about):
        about_this = row.review_id, row.redo_number
        if row.version == versions.get(about_this):
            signed.setdefault(about_this, {})[row.capacity] = row.post
    done = {
        (row.review_id, row.redo_number): row.day
        for row in RedoMinutesSigned.objects.known(known_by).filter(**about)
    }
    answered = CorrectionAnswered.objects.known(known_by).filter(**about).values("correction")
    asked = MinutesCorrection.objects.known(known_by).filter(**about).exclude(pk__in=answered)
    waiting = Counter(asked.values_list("review", "redo_number"))
    begun: dict[UUID, dict[int, MinutesBegun]] = {}
    for key in {*versions, *done}:
        review, redo = key
        begun.setdefault(review, {})[redo] = MinutesBegun(
            versions.get(key, 0), signed.get(key, {}), done.get(key), waiting[key]
        )
    return begun


@dataclass(frozen=True, slots=True)
class WordsOnMinutes:
    """What somebody asked to be said otherwise ("correction"), dissented ("dissent") or added ("addendum"), by post."""

    what: str
    author: str
    words: str
    day: date


def words_on_minutes(
    campaign: str, authors: Collection[str], *, known_by: datetime
) -> tuple[WordsOnMinutes, ...]:
    """What the holders of some posts (unit code/post code) said of minutes, in the order of telling. Three queries."""
    rows = [
        (row.told_at, WordsOnMinutes(what, row.author, row.words, row.day))
        for what, model in _SAID.items()
        for row in model._default_manager.known(known_by).filter(
            campaign=campaign, author__in=list(authors)
        )
    ]
    return tuple(words for _, words in sorted(rows, key=lambda one: one[0]))


_SAID: Mapping[str, type[Any]] = {
    "correction": MinutesCorrection,
    "dissent": Dissent,
    "addendum": MinutesAddendum,
}


def redo_numbers(campaign: str, review: UUID) -> tuple[int, ...]:
    """Of which rounds of a review there are minutes: 0 the review itself, n its nth redo. One query."""
    rows = MinutesDrafted.objects.known().filter(campaign=campaign, review=review)
    return tuple(sorted(set(rows.values_list("redo_number", flat=True))))


def signed_on(
    campaign: str, review: UUID, redo_number: int, *, known_by: datetime | None = None
) -> date | None:
    """The day recorded on which the minutes of a review (0), or of its nth redo, were signed. One query."""
    about: dict[str, Any] = {"campaign": campaign, "review": review}
    rows: QuerySet[Any] = MinutesSigned.objects.known(known_by).filter(**about)
    if redo_number:
        rows = RedoMinutesSigned.objects.known(known_by).filter(**about, redo_number=redo_number)
    return rows.order_by("told_at").values_list("day", flat=True).last()


def _version(row: MinutesDrafted, names: Mapping[UUID, str]) -> Version:
    return Version(
        number=row.number,
        sections=tuple(Section(**one) for one in row.sections),
        drawn_to=row.drawn_to,
        digest=row.text_digest,
        by=row.told_by_id,
        name=names.get(row.told_by_id, ""),
        at=row.told_at,
    )


def _correction(
    row: MinutesCorrection, names: Mapping[UUID, str], answers: Mapping[UUID, Answer]
) -> Correction:
    return Correction(
        id=row.pk,
        version=row.version,
        section=row.section,
        words=row.words,
        author=row.author,
        name=names.get(row.told_by_id, ""),
        at=row.told_at,
        answer=answers.get(row.pk),
    )


def _answer(row: CorrectionAnswered, names: Mapping[UUID, str]) -> Answer:
    return Answer(row.taken_in, row.reason, names.get(row.told_by_id, ""), row.told_at)


def _statements(
    rows: Iterable[Dissent | MinutesAddendum], names: Mapping[UUID, str]
) -> tuple[Statement, ...]:
    return tuple(
        Statement(one.author, one.words, names.get(one.told_by_id, ""), one.day, one.told_at)
        for one in rows
    )


def _signature(row: MinutesSignature, names: Mapping[UUID, str], last: int) -> Signature:
    return Signature(
        capacity=row.capacity,
        post=row.post,
        version=row.version,
        digest=row.text_digest,
        by=row.told_by_id,
        name=names.get(row.told_by_id, ""),
        at=row.told_at,
        is_void=row.version != last,
    )
