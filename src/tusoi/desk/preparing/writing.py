"""One self-review as its page shows it: to its writer with the draft, to others what was handed in, or only how far it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from tusoi.campaigns.actions import Seat
from tusoi.campaigns.queries import PartState
from tusoi.campaigns.reading import ReadBy, readings
from tusoi.desk.preparing.frame import Frame
from tusoi.guidance.forms import Section, SelfReviewForm
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import account_names
from tusoi.organisation.roles import Right
from tusoi.preparation.access import own_seats
from tusoi.preparation.commenting import Comment, comments_on
from tusoi.preparation.queries import (
    TopicPut,
    begun_in,
    form_for,
    prepared_in,
    submissions_of,
    topics_of_unit,
    versions_of,
)
from tusoi.preparation.versions import (
    Submission,
    Version,
    last_by_hand,
    last_of,
    may_be_written,
    texts_at,
)
from tusoi.preparation.writing import DraftMoved, part_of
from tusoi.reports.self_review import SelfReviewMaterial
from tusoi.text.differences import Beside, beside
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section of the form with the text shown in it; after a refusal with its fault and what another wrote."""

    section: Section
    text: str
    fault: Wording | None = None
    theirs: str | None = None
    beside: Beside | None = None
    comments: tuple[Comment, ...] = ()

    @property
    def field(self) -> str:
        """The name of its field."""
        return f"section_{self.section.code}"

    @property
    def rows(self) -> int:
        """How many lines the field is high to begin with."""
        return min(24, max(6, self.text.count("\n") + len(self.text) // 90 + 2))


@dataclass(frozen=True, slots=True)
class SavedBy:
    """A version with the name of whose hand saved it."""

    version: Version
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """One who owes a self-review of their own, how far it is, and whether the reader may open it."""

    seat: str
    title: str
    submitted: When | None
    on_paper: When | None
    begun: bool
    is_own: bool
    address: str


@dataclass(frozen=True, slots=True)
class Writing:
    """A self-review and who is asking for it."""

    frame: Frame
    whose: Seat
    form: SelfReviewForm
    is_writer: bool
    is_commenter: bool
    versions: tuple[Version, ...]
    submitted: Submission | None
    part: PartState | None
    topics: tuple[TopicPut, ...]
    on_paper: When | None
    begun: bool

    @property
    def met_on(self) -> When | None:
        """The first session of this very review."""
        return self.frame.met_on(self.whose.holder)

    @property
    def may_write(self) -> bool:
        """Whether the asker may write now."""
        return self.is_writer and may_be_written(self.submitted, self.met_on, self.part)

    @property
    def is_reopened(self) -> bool:
        """Whether a redo waits for it."""
        waits = self.part is not None and self.part.is_open
        return waits and may_be_written(self.submitted, self.met_on, self.part)

    @property
    def standing(self) -> Version | None:
        """The last version, which its writer goes on from."""
        return self.versions[-1] if self.versions else None

    @property
    def texts(self) -> dict[str, str]:
        """What the last version says."""
        return texts_at(self.versions, self.standing.number) if self.standing else {}

    @property
    def sections(self) -> tuple[ShownSection, ...]:
        """The written sections as the last version has them."""
        return tuple(ShownSection(one, self.texts.get(one.code, "")) for one in self.form.written)

    @property
    def seat_title(self) -> str:
        """Whose it is: the post's title; "" the collective's."""
        return self.frame.title_of(self.whose.holder) if self.whose.holder else ""

    @property
    def unanswered(self) -> int:
        """How many of the topics put to it wait for an answer."""
        return sum(one.answer is None for one in self.topics)

    def comments(self) -> tuple[Comment, ...]:
        """What members said of the collective's draft, to those who write it and to themselves."""
        if self.whose.holder or not (self.may_write or self.is_commenter):
            return ()
        since = self.submitted.told_at if self.submitted else None
        return comments_on(self.frame.asked.reach, self.whose.unit, since=since)

    def named_versions(self) -> list[SavedBy]:
        """The versions with names, the last first."""
        names = account_names(one.by for one in self.versions)
        return [SavedBy(one, names.get(one.by, "")) for one in reversed(self.versions)]

    def readers(self) -> tuple[ReadBy, ...]:
        """Who opened it; for the person it is of."""
        if not self.whose.holder or not self.is_writer:
            return ()
        return readings(self.frame.asked.reach, self.whose.unit, self.whose.holder)

    @property
    def address(self) -> str:
        """Its page."""
        return self._reverse("self-review", "own-review")

    def version_address(self, number: int) -> str:
        """The page of one version."""
        return self._reverse("self-review-version", "own-review-version", number)

    def file_address(self, file_format: str) -> str:
        """Where it comes down as a file."""
        return self._reverse("self-review-file", "own-review-file", file_format)

    @property
    def comment_address(self) -> str:
        """Where a member's comment is sent."""
        return reverse("draft-comment", args=[self.frame.asked.campaign.code, self.whose.unit])

    @property
    def word_address(self) -> str:
        """Where it comes down as a Word file."""
        return self.file_address("docx")

    @property
    def pdf_address(self) -> str:
        """Where it comes down as a PDF."""
        return self.file_address("pdf")

    @property
    def upload_address(self) -> str:
        """Where a Word file of it is taken back."""
        return self._reverse("self-review-word", "own-review-word")

    def _reverse(self, collective: str, persons: str, *more: object) -> str:
        about: list[object] = [self.frame.asked.campaign.code, self.whose.unit]
        if not self.whose.holder:
            return reverse(collective, args=[*about, *more])
        return reverse(persons, args=[*about, self.whose.holder, *more])


def writing_of(frame: Frame, seat: str) -> Writing:
    """A self-review for whoever asks: the collective's for whoever sees the unit, a person's for that person and those who see self-reviews.

    The collective's draft is read by its members too, as somebody's hand saved it last.

    Raises:
        NotThere: nobody in the unit has that seat, or it is not for the asker.
    """
    whose, reach = Seat(frame.unit, seat), frame.asked.reach
    submissions = submissions_of(frame.asked.campaign, frame.unit)
    submitted = last_of(submissions, seat)
    is_writer = _is_writer(frame, seat)
    if seat:
        if submitted is None and seat not in {held.seat for held in frame.owing}:
            raise NotThere
        if not is_writer:
            reach.require(Right.SEE_SELF_REVIEWS, frame.unit)
    campaign = frame.asked.campaign
    topics = topics_of_unit(campaign, frame.unit)
    part = part_of(reach, whose)
    is_commenter = (
        not (seat or is_writer)
        and reach.may(Right.COMMENT_ON_DRAFT, frame.unit)
        and may_be_written(submitted, frame.met_on(seat), part)
    )
    shown_to_the_asker = is_writer or is_commenter or submitted is not None
    versions = versions_of(campaign, frame.unit, seat) if shown_to_the_asker else ()
    if not is_writer:
        last = last_by_hand(versions) if is_commenter else None
        shown = last.number if last else submitted.version if submitted else 0
        # Of a draft begun since, nobody but its writers and the collective learns what it says.
        versions = tuple(one for one in versions if one.number <= shown)
    return Writing(
        frame=frame,
        whose=whose,
        form=form_for(campaign, seat),
        is_writer=is_writer,
        is_commenter=is_commenter,
        versions=versions,
        submitted=submitted,
        part=part,
        topics=tuple(one for one in topics if one.seat == seat),
        on_paper=prepared_in(campaign, frame.unit).get(seat),
        begun=seat in begun_in(campaign, frame.unit),
    )


def material_of(writing: Writing) -> SelfReviewMaterial:
    """What its document is made of: its writer's last version, for others the one handed in."""
    standing, submitted = writing.standing, writing.submitted
    is_submitted = (
        submitted is not None and standing is not None and submitted.version == standing.number
    )
    page = writing.frame.page
    return SelfReviewMaterial(
        campaign=writing.frame.asked.campaign,
        unit=writing.whose.unit,
        unit_name=page.file.name,
        seat=writing.whose.holder,
        seat_title=writing.seat_title,
        form=writing.form,
        texts=writing.texts,
        topics=writing.topics,
        titles={held.reference: held.title for held in page.posts},
        version=standing.number if standing else 0,
        base=standing.id if standing else None,
        submitted=submitted if is_submitted else None,
        on=today(),
        made=standing.saved_at if standing else now(),
    )


def persons_of(frame: Frame) -> tuple[Person, ...]:
    """Who owes a self-review of their own in the unit, and how far each is."""
    campaign, reach = frame.asked.campaign, frame.asked.reach
    own = {held.seat for held in own_seats(reach, frame.unit)}
    submissions = submissions_of(campaign, frame.unit)
    ready, begun = prepared_in(campaign, frame.unit), begun_in(campaign, frame.unit)
    sees = reach.may(Right.SEE_SELF_REVIEWS, frame.unit)
    return tuple(
        Person(
            seat=held.seat,
            title=held.title,
            submitted=last.when if (last := last_of(submissions, held.seat)) else None,
            on_paper=ready.get(held.seat),
            begun=held.seat in begun,
            is_own=held.seat in own,
            address=reverse("own-review", args=[campaign.code, frame.unit, held.seat])
            if sees or held.seat in own
            else "",
        )
        for held in frame.owing
    )


def sections_refused(
    writing: Writing, typed: Mapping[str, str], faults: Mapping[str, Wording]
) -> Iterator[ShownSection]:
    """The form as it comes back: what was typed, each section with its fault."""
    for section in writing.form.written:
        text = typed.get(section.code, writing.texts.get(section.code, ""))
        yield ShownSection(section, text, faults.get(section.code))


def with_comments(
    sections: Iterable[ShownSection], comments: Sequence[Comment]
) -> list[ShownSection]:
    """Each section with what members said of it."""
    return [
        replace(one, comments=tuple(said for said in comments if said.section == one.section.code))
        for one in sections
    ]


def sections_moved(writing: Writing, moved: DraftMoved) -> Iterator[ShownSection]:
    """The form after somebody else saved: both people's work, and where they clash what the other wrote beside it."""
    for section in writing.form.written:
        text = moved.joined.get(section.code, "")
        if section.code not in moved.clashing:
            yield ShownSection(section, text)
            continue
        theirs = moved.texts.get(section.code, "")
        yield ShownSection(section, text, None, theirs, beside(theirs, text))


def _is_writer(frame: Frame, seat: str) -> bool:
    reach = frame.asked.reach
    if not seat:
        return reach.may(Right.PREPARE, frame.unit)
    return seat in {held.seat for held in own_seats(reach, frame.unit)}
