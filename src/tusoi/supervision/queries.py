"""What may be asked of supervision."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from tusoi.campaigns.models import ReviewFact
from tusoi.campaigns.parts import Part
from tusoi.campaigns.queries import PartState, redos_of
from tusoi.ledger.reading import read_rows
from tusoi.ledger.source import Provenance
from tusoi.meetings.models import SessionTallied
from tusoi.supervision.models import (
    CriticismPublished,
    GroupDissent,
    GroupNote,
    Judgement,
    Mark,
    MarkGrounds,
    SampleDrawn,
    SecondReading,
    SheetDraft,
    Verdict,
    VerdictReply,
)
from tusoi.supervision.sheet import THREE, About, Judged, MarkWord, OneMark
from tusoi.values.day import When
from tusoi.values.moment import ZONE

FIRST, REPETITION = 1, 2
"""The rounds that a workbook tells: the verdict on the review and the one on its repetition."""


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


def has_marks(campaign: str) -> bool:
    """Whether a sign is marked in any review of the campaign, by a workbook or by a group. At most two queries."""
    return any(of.objects.known().filter(campaign=campaign).exists() for of in (Mark, MarkGrounds))


def marks(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> tuple[MarkGiven, ...]:
    """Every mark, or those of some reviews, sorted by sign. One query."""
    rows = Mark.objects.known(known_by).filter(campaign=campaign).order_by("sign", "key")
    if reviews is not None:
        rows = rows.filter(review__in=reviews)
    return tuple(
        MarkGiven(review, sign, seen, when, source)
        for when, source, review, sign, seen in read_rows(rows, "review", "sign", "seen")
    )


# One review, round by round


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said of a verdict: the words, whose account, and when."""

    text: str
    by: UUID
    at: datetime
    day: date


@dataclass(frozen=True)
class RoundJudged:
    """One round of judging: the verdict with what it rests on, and what was said of it.

    `told_as` names the row that tells it, as the ledger does; `known_on` is the day on which it was told, and `since` the later of that and its own day: from then on the
    unit may reply. `marks` are those of this round. Of a verdict that a workbook told there are neither
    judgements nor quotes.
    """

    number: int
    verdict: str
    reason: str
    when: When
    by: UUID
    known_on: date
    told_as: tuple[str, str] = ("", "")
    judgements: dict[About, Judged] = field(default_factory=dict)
    marks: dict[int, OneMark] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    open_parts: tuple[Part, ...] = ()
    last_redone: date | None = None
    dissents: tuple[Voice, ...] = ()
    reply: Voice | None = None
    published: Voice | None = None

    @property
    def is_redo(self) -> bool:
        """Whether it asks for the review, or parts of it, to be done again."""
        return self.verdict == Verdict.Word.REDO

    @property
    def since(self) -> date:
        """From when the time to reply and the time to cure run."""
        return max(self.known_on, self.when.day)


def rounds_of(
    campaign: str, review: UUID, *, known_by: datetime | None = None
) -> tuple[RoundJudged, ...]:
    """The rounds in which a review was judged, the first one first. At most ten queries."""
    about = {"campaign": campaign, "review": review}
    judged: dict[int, dict[str, Judgement]] = defaultdict(dict)
    for row in Judgement.objects.known(known_by).filter(**about):
        judged[row.round_number][row.about] = row
    told = {row.redo: row for row in Verdict.objects.known(known_by).filter(**about)}
    marked = _marks_by_round(about, told, known_by)
    said = _said_by_round(about, known_by)
    redos = redos_of(campaign, review, known_by=known_by)
    numbers = {REPETITION if row.redo else FIRST for row in told.values()} | set(judged)
    return tuple(
        replace(
            _whole(judged[number], told.get(number != FIRST)),
            number=number,
            marks=marked.get(number, {}),
            **_redone([state for state in redos if state.round_number == number]),
            **said.get(number, {}),
        )
        for number in sorted(numbers)
    )


def _whole(judged: dict[str, Judgement], told: Verdict | None) -> RoundJudged:
    """The verdict of a round: as given on a page, else as a workbook told it."""
    whole = judged.get(About.WHOLE)
    if whole is not None:
        word, reason, row = whole.word, whole.words, cast(ReviewFact, whole)
    else:
        verdict = cast(Verdict, told)
        word, reason, row = verdict.verdict, verdict.reason, verdict
    return RoundJudged(
        number=FIRST,
        verdict=word,
        reason=reason,
        when=row.when,
        by=row.told_by_id,
        known_on=row.told_at.astimezone(ZONE).date(),
        told_as=(row._meta.label_lower, str(row.pk)),
        judgements={
            about: Judged(judged[about].word, judged[about].words)
            for about in THREE
            if about in judged
        },
    )


def _redone(states: Sequence[PartState]) -> dict[str, Any]:
    """The parts of one redo: all, those still open, and the day on which the last was done again."""
    days = [state.redone.day for state in states if state.redone is not None]
    return {
        "parts": tuple(state.part for state in states),
        "open_parts": tuple(state.part for state in states if state.is_open),
        "last_redone": max(days, default=None),
    }


def _marks_by_round(
    about: dict[str, Any], told: dict[bool, Verdict], known_by: datetime | None
) -> dict[int, dict[int, OneMark]]:
    """The marks of each round: with their grounds where they were given on a page, else as they stood then.

    A mark on the repetition takes the place of the first one's; that stands in what was known just before
    the verdict on the repetition was first told.
    """
    found: dict[int, dict[int, OneMark]] = defaultdict(dict)
    for row in MarkGrounds.objects.known(known_by).filter(**about).order_by("sign"):
        found[row.round_number][row.sign] = OneMark(row.word, row.quote, row.whence, row.place)
    now = _plain(Mark.objects.known(known_by).filter(**about))
    if True not in told:
        return {**found, FIRST: found[FIRST] or now}
    repeated = Verdict.objects.filter(**about, redo=True).order_by("told_at").first()
    moment = (repeated or told[True]).told_at - timedelta(microseconds=1)
    then = _plain(Mark.objects.known(moment).filter(**about))
    last = max(found, default=REPETITION)
    return {
        **found,
        FIRST: found[FIRST] or then,
        max(last, REPETITION): found.get(max(last, REPETITION)) or now,
    }


def _plain(rows: Iterable[Mark]) -> dict[int, OneMark]:
    words = {True: MarkWord.SEEN, False: MarkWord.NOT_SEEN}
    return {row.sign: OneMark(words[row.seen]) for row in sorted(rows, key=lambda row: row.sign)}


def _said_by_round(about: dict[str, Any], known_by: datetime | None) -> dict[int, dict[str, Any]]:
    """What was said of the verdict of each round: dissents, the unit's reply, what was published. Three queries."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for row in GroupDissent.objects.known(known_by).filter(**about).order_by("told_at"):
        said = found[row.round_number]
        said["dissents"] = (*said.get("dissents", ()), _voice(row))
    for reply in VerdictReply.objects.known(known_by).filter(**about):
        found[reply.round_number]["reply"] = _voice(reply)
    for published in CriticismPublished.objects.known(known_by).filter(**about):
        found[published.round_number]["published"] = _voice(published)
    return found


def replied_on(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> dict[UUID, date]:
    """The day of the last reply to a verdict on every review, or on some, by the review's key. One query."""
    rows = VerdictReply.objects.known(known_by).filter(campaign=campaign)
    if reviews is not None:
        rows = rows.filter(review__in=list(reviews))
    return dict(rows.order_by("day").values_list("review", "day"))


def _voice(row: GroupDissent | VerdictReply | CriticismPublished | GroupNote) -> Voice:
    return Voice(row.text, row.told_by_id, row.told_at, row.day)


# The group's own work on a sheet


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet as the group has it so far; `key` names the very row, `by` whose account wrote it."""

    word: str
    words: str
    whence: str
    place: str
    key: str = ""
    by: UUID | None = None

    @property
    def said(self) -> tuple[str, str, str, str]:
        """What it says, whoever wrote it."""
        return self.word, self.words, self.whence, self.place


BLANK = Line("", "", "", "")


def sheet_lines(campaign: str, review: UUID, sheet: str) -> dict[str, Line]:
    """The lines of one sheet as they stand, by what each is about. One query."""
    rows = SheetDraft.objects.known().filter(campaign=campaign, review=review, sheet=sheet)
    return {row.about: _line(row) for row in rows}


def lines_by_key(campaign: str, review: UUID, keys: Iterable[str]) -> dict[str, Line]:
    """Lines as they were when a form was made of them, whether they still stand or not. One query."""
    rows = SheetDraft.objects.filter(campaign=campaign, review=review, pk__in=list(keys))
    return {str(row.pk): _line(row) for row in rows}


def _line(row: SheetDraft) -> Line:
    return Line(row.word, row.words, row.whence, row.place, str(row.pk), row.told_by_id)


def notes(campaign: str, review: UUID) -> tuple[Voice, ...]:
    """What the group noted for itself, in order. One query."""
    rows = GroupNote.objects.known().filter(campaign=campaign, review=review).order_by("told_at")
    return tuple(_voice(row) for row in rows)


# How a review's sessions went, in counts


@dataclass(frozen=True, slots=True)
class Tally:
    """What one session came to in counts; `topics_silent` are those of its agenda to which nobody spoke."""

    day: date
    redo: bool
    called: int
    present: int
    spoke: int
    had_to_be_called_on: int
    unasked: int
    called_on: int
    written: int
    topics: int
    topics_silent: int

    @property
    def speeches(self) -> int:
        """All speeches of the collective's own."""
        return self.unasked + self.called_on + self.written


def tallies_of(
    campaign: str, review: UUID, *, known_by: datetime | None = None
) -> tuple[Tally, ...]:
    """The counts of the sessions of one review, in order of days. One query."""
    rows = SessionTallied.objects.known(known_by).filter(campaign=campaign, review=review)
    return tuple(
        Tally(
            day=row.day,
            redo=row.redo,
            called=row.called,
            present=row.present,
            spoke=row.spoke,
            had_to_be_called_on=row.had_to_be_called_on,
            unasked=row.unasked,
            called_on=row.called_on,
            written=row.written,
            topics=len(row.topics),
            topics_silent=sum(1 for count in row.topics.values() if not count),
        )
        for row in rows.order_by("day")
    )


# Consistency over the whole campaign


@dataclass(frozen=True, slots=True)
class Drawn:
    """A judged review drawn to be read again, by which group; `root` and `size` are the ledger's at the draw."""

    review: UUID
    draw: int
    reader_group: str
    root: str
    size: int
    percent: int
    when: When


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """What a second reader found: a word by sign, and the verdict with its reason."""

    review: UUID
    verdict: str
    reason: str
    marks: dict[int, str]
    when: When


def drawn_to_read(
    campaign: str, *, as_of: date = date.max, known_by: datetime | None = None
) -> tuple[Drawn, ...]:
    """Every review drawn by the day, by draw and key. One query."""
    rows = SampleDrawn.objects.known(known_by).filter(campaign=campaign, day__lte=as_of)
    return tuple(
        Drawn(row.review_id, row.draw, row.reader_group, row.root, row.size, row.percent, row.when)
        for row in rows.order_by("draw", "key")
    )


def read_again_of(
    campaign: str, *, as_of: date = date.max, known_by: datetime | None = None
) -> dict[UUID, ReadAgain]:
    """Every second reading by the day, by the review's key. One query."""
    rows = SecondReading.objects.known(known_by).filter(campaign=campaign, day__lte=as_of)
    return {
        row.review_id: ReadAgain(
            review=row.review_id,
            verdict=row.verdict,
            reason=row.reason,
            marks={int(sign): word for sign, word in row.marks.items()},
            when=row.when,
        )
        for row in rows
    }


def cannot_tell_of(
    campaign: str, *, as_of: date = date.max, known_by: datetime | None = None
) -> dict[UUID, frozenset[int]]:
    """The signs of which a group said, in its last round by the day, that it cannot tell; by the review's key. One query."""
    rows = MarkGrounds.objects.known(known_by).filter(campaign=campaign, day__lte=as_of)
    last: dict[tuple[UUID, int], tuple[int, str]] = {}
    for review, sign, number, word in rows.values_list("review", "sign", "round_number", "word"):
        last[review, sign] = max(last.get((review, sign), (0, "")), (number, word))
    found: dict[UUID, set[int]] = defaultdict(set)
    for (review, sign), (_, word) in last.items():
        if word == MarkWord.CANNOT_TELL:
            found[review].add(sign)
    return {review: frozenset(signs) for review, signs in found.items()}
