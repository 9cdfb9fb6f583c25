"""What may be asked of preparation."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tusoi.campaigns.models import Review
from tusoi.campaigns.queries import CampaignView, topics_of
from tusoi.guidance.forms import FormKind, SelfReviewForm, form_of
from tusoi.ledger.reading import read_rows
from tusoi.ledger.source import Provenance
from tusoi.organisation.models import Unit
from tusoi.preparation.models import (
    Explanation,
    ExplanationText,
    SelfReviewDraft,
    SelfReviewPrepared,
    SelfReviewSubmitted,
    SuggestedTopic,
)
from tusoi.preparation.versions import Submission, Texts, Version, last_of, texts_at
from tusoi.values.clock import now
from tusoi.values.day import When
from tusoi.values.wording import Wording, same


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


def prepared(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> dict[UUID, When]:
    """The day each self-review was ready, or some of them, by the review's key. One query."""
    rows = SelfReviewPrepared.objects.known(known_by).filter(campaign=campaign)
    if reviews is not None:
        rows = rows.filter(review__in=reviews)
    return {review: when for when, _, review in read_rows(rows, "review")}


def topics(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> tuple[Topic, ...]:
    """Every suggested topic with its answer, or those of some reviews; sorted by code. Two queries."""
    within = {} if reviews is None else {"review__in": list(reviews)}
    told = Explanation.objects.known(known_by).filter(campaign=campaign, **within)
    answers = {
        topic: Answer(cause, owner, when, source)
        for when, source, topic, cause, owner in read_rows(told, "topic_code", "cause", "owner")
    }
    rows = SuggestedTopic.objects.known(known_by).filter(campaign=campaign, **within)
    rows = rows.order_by("code")
    columns = ("code", "review", "topic", "deep", "suggested_by", "due_on")
    return tuple(
        Topic(code, review, text, deep, by, due_on, when, source, answers.get(code))
        for when, source, code, review, text, deep, by, due_on in read_rows(rows, *columns)
    )


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """An explanation with its words: `ground` speaks for the cause; both are empty where only a return told it.

    `key` names the very rows, so that an amendment says what it amends.
    """

    cause: str
    ground: str
    words: str
    owner: str
    when: When
    redo_round: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class TopicPut:
    """A topic put to a unit's collective (`seat` "") or to the holder of a seat, with the answer, if there is one."""

    code: str
    seat: str
    text: str
    deep: bool
    suggested_by: str
    due_on: date | None
    when: When
    answer: AnswerGiven | None


@dataclass(frozen=True, slots=True)
class SectionWords:
    """One section of a self-review that was handed in."""

    code: str
    title: Wording
    text: str


@dataclass(frozen=True, slots=True)
class SubmittedWords:
    """A self-review as it was handed in last, section by section in the form's order; empty ones are left out."""

    seat: str
    version: int
    when: When
    told_at: datetime
    by: UUID
    sections: tuple[SectionWords, ...]


def topics_of_unit(
    campaign: CampaignView, unit: str, *, known_by: datetime | None = None
) -> tuple[TopicPut, ...]:
    """The topics put to a unit and to the persons in it: the collective's first, each in order. Four queries."""
    seats = seats_in(campaign, unit)
    about = {"campaign": campaign.code, "review__in": list(seats)}
    texts = {row.topic_code: row for row in ExplanationText.objects.known(known_by).filter(**about)}
    answers = {
        row.topic_code: _answer(row, texts.get(row.topic_code))
        for row in Explanation.objects.known(known_by).filter(**about)
    }
    rows = SuggestedTopic.objects.known(known_by).filter(**about)
    found = (
        TopicPut(
            code=row.code,
            seat=seats[row.review_id],
            text=row.topic,
            deep=row.deep,
            suggested_by=row.suggested_by,
            due_on=row.due_on,
            when=row.when,
            answer=answers.get(row.code),
        )
        for row in rows
    )
    return tuple(sorted(found, key=_place))


def _place(topic: TopicPut) -> tuple[str, date, int, str]:
    """The collective's first, then in the order they were put; the tenth code after the ninth."""
    return topic.seat, topic.when.day, len(topic.code), topic.code


def _answer(row: Explanation, text: ExplanationText | None) -> AnswerGiven:
    return AnswerGiven(
        cause=row.cause,
        ground=text.ground if text else "",
        words=text.words if text else "",
        owner=row.owner,
        when=row.when,
        redo_round=text.redo_round if text else 0,
        key=f"{row.pk}.{text.pk}" if text else str(row.pk),
    )


def seats_in(campaign: CampaignView, unit: str) -> dict[UUID, str]:
    """The reviews owed in a unit: each one's key and seat ("" the collective's). One query."""
    rows = Review.objects.filter(campaign=campaign.code, unit=Unit.key_of(campaign.host, unit))
    return dict(rows.values_list("pk", "seat"))


def prepared_in(
    campaign: CampaignView, unit: str, *, known_by: datetime | None = None
) -> dict[str, When]:
    """The day each self-review of a unit was ready, by seat, on paper or here. Two queries."""
    seats = seats_in(campaign, unit)
    rows = SelfReviewPrepared.objects.known(known_by)
    found = rows.filter(campaign=campaign.code, review__in=list(seats))
    return {seats[row.review_id]: row.when for row in found}


def versions_of(
    campaign: CampaignView, unit: str, seat: str, *, known_by: datetime | None = None
) -> tuple[Version, ...]:
    """The versions of one self-review, the first first. One query. For whoever writes it, and for nobody else.

    An autosave that a later save took the place of is not among them.
    """
    rows = SelfReviewDraft.objects.known(known_by).filter(
        campaign=campaign.code, review=_review(campaign, unit), of_seat=seat
    )
    return tuple(version_of(row) for row in rows.order_by("number"))


def texts_begun_from(
    campaign: CampaignView, unit: str, seat: str, base: UUID | None
) -> dict[str, str]:
    """What a version of one draft says, though a later save took its place; nothing for None, and for none of its versions.

    Two queries. For whoever writes it, and for nobody else.
    """
    about = {"campaign": campaign.code, "review": _review(campaign, unit), "of_seat": seat}
    row = SelfReviewDraft.objects.filter(**about, pk=base).first() if base else None
    if row is None:
        return {}
    return {**texts_at(versions_of(campaign, unit, seat), row.number - 1), **row.sections}


def version_of(row: SelfReviewDraft) -> Version:
    """A draft's row as a plain value."""
    return Version(
        id=row.pk,
        number=row.number,
        day=row.day,
        saved_at=row.told_at,
        by=row.told_by_id,
        autosaved=row.autosaved,
        changed=row.sections,
    )


def submissions_of(
    campaign: CampaignView, unit: str, *, known_by: datetime | None = None
) -> tuple[Submission, ...]:
    """Every submission of a unit's self-reviews, the first first. One query."""
    rows = SelfReviewSubmitted.objects.known(known_by).filter(
        campaign=campaign.code, review=_review(campaign, unit)
    )
    return tuple(_submission(row) for row in rows.order_by("told_at"))


def begun_in(
    campaign: CampaignView, unit: str, *, known_by: datetime | None = None
) -> frozenset[str]:
    """The seats of a unit whose self-review is being written: that it is, never what it says. One query."""
    rows = SelfReviewDraft.objects.known(known_by).filter(
        campaign=campaign.code, review=_review(campaign, unit)
    )
    return frozenset(rows.values_list("of_seat", flat=True))


def words_of(
    campaign: CampaignView, unit: str, seat: str = "", *, known_by: datetime | None = None
) -> SubmittedWords | None:
    """The self-review a seat handed in last; None where it has handed in none. Two queries.

    Of a draft nothing shows. Whoever shows a person's words to others records the reading.
    """
    last = last_of(submissions_of(campaign, unit, known_by=known_by), seat)
    if last is None:
        return None
    texts = texts_at(versions_of(campaign, unit, seat, known_by=known_by), last.version)
    return SubmittedWords(
        seat=seat,
        version=last.version,
        when=last.when,
        told_at=last.told_at,
        by=last.by,
        sections=tuple(_sections(campaign, seat, texts)),
    )


def _sections(campaign: CampaignView, seat: str, texts: Texts) -> Iterator[SectionWords]:
    form = form_for(campaign, seat)
    for section in form.written:
        if texts.get(section.code):
            yield SectionWords(section.code, section.title, texts[section.code])
    for code in sorted(set(texts) - {section.code for section in form.written}):
        # The form has changed since; what was written stands all the same.
        if texts[code]:
            yield SectionWords(code, same(code), texts[code])


def form_for(campaign: CampaignView, seat: str) -> SelfReviewForm:
    """The form of a seat's self-review: the guidance's, with every topic that the campaign's reviews speak of.

    One query for each campaign above; none for a campaign that stands by itself.
    """
    spoken = topics_of(campaign, known_by=now())
    return form_of(campaign.guidance_set, kind_of(seat), spoken)


def kind_of(seat: str) -> FormKind:
    """Which form a seat's self-review has."""
    return FormKind.PERSONAL if seat else FormKind.COLLECTIVE


def _submission(row: SelfReviewSubmitted) -> Submission:
    return Submission(
        seat=row.of_seat,
        version=row.version,
        when=row.when,
        told_at=row.told_at,
        by=row.told_by_id,
        redo_round=row.redo_round,
    )


def _review(campaign: CampaignView, unit: str) -> UUID:
    """The key of the collective's review, on which drafts and submissions hang."""
    return Review.key_of(campaign.code, Unit.key_of(campaign.host, unit), "")
