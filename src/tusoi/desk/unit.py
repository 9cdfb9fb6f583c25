"""One unit's file: what is known of its review as of a day, what stands before it, and whose move it is."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from tusoi.campaigns.asked import Asked
from tusoi.campaigns.models import Review
from tusoi.desk.course import Course
from tusoi.desk.courses import Courses, in_hand
from tusoi.discipline.queries import CaseView, InspectionView
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.labels import part_name
from tusoi.figures.records import (
    BreachKnown,
    FindingKnown,
    GroupKnown,
    ItemKnown,
    Leader,
    Place,
    Records,
    TopicKnown,
    UnitFile,
    VerdictKnown,
)
from tusoi.figures.stages import (
    STAGE_WORDING,
    Stage,
    held_by,
    is_void,
    stage_on,
    strength,
    verdict_by,
)
from tusoi.gates.gate import Refusal
from tusoi.gates.order import Order
from tusoi.gates.queries import Gatekeeper
from tusoi.guidance.queries import guidance_set
from tusoi.guidance.sets import Criterion, GuidanceSet
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Unit
from tusoi.organisation.queries import PostHeld
from tusoi.organisation.roles import Right
from tusoi.organisation.successions import Succession
from tusoi.preparation.causes import CAUSES
from tusoi.values.day import happened_by
from tusoi.values.wording import Wording, same


@dataclass(frozen=True, slots=True)
class Marked:
    """A sign of the guidance, and whether the group saw it (None: not marked)."""

    criterion: Criterion
    seen: bool | None


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Everything the page of one unit shows, as of a day, within the reader's rights.

    `so_far` is the file as of the day, which is shown; how far the review is, and since when, is read off the whole `file`.
    `successors` are those of a unit that ended, `answering` is the one that answers for it on the day (else the unit
    itself); `took_over` are the codes of the units that ended and that it answers for.
    """

    asked: Asked
    file: UnitFile
    so_far: UnitFile
    place: Place | None
    stage: Stage
    posts: tuple[PostHeld, ...]
    chair: str
    inspection: InspectionView | None
    refusals: tuple[Refusal, ...]
    course: Course
    above: tuple[str, ...]
    breaches: tuple[BreachKnown, ...]
    topics: tuple[tuple[TopicKnown, Wording | None], ...]
    group: GroupKnown | None
    verdict: VerdictKnown | None
    void: VerdictKnown | None
    marks: tuple[Marked, ...]
    cases: tuple[CaseView, ...]
    all_cases: tuple[CaseView, ...]
    findings: tuple[FindingKnown, ...]
    items: tuple[ItemKnown, ...]
    guidance: GuidanceSet
    order: Order
    reads_review: bool = True
    asks_evidence: bool = False
    evidence_count: int = 0
    successors: tuple[Succession, ...] = ()
    answering: str = ""
    took_over: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        """The unit's code."""
        return self.file.unit

    @property
    def unit_key(self) -> UUID:
        """The key of the unit."""
        return Unit.key_of(self.asked.campaign.host, self.unit)

    @property
    def review_key(self) -> UUID:
        """The key of the collective's review."""
        return Review.key_of(self.asked.campaign.code, self.unit_key, "")

    @property
    def day(self) -> date:
        """The day the page is as of."""
        return self.asked.as_of

    @property
    def is_held(self) -> bool:
        """Whether the review counts as held."""
        return held_by(self.file, self.day)

    @property
    def items_of_campaign(self) -> tuple[ItemKnown, ...]:
        """The campaign's items that the unit owns, those of its own plan apart."""
        return tuple(one for one in self.items if not one.of_plan)

    @property
    def items_of_plan(self) -> tuple[ItemKnown, ...]:
        """The items of the unit's own remedy plan."""
        return tuple(one for one in self.items if one.of_plan)

    @property
    def leaders(self) -> tuple[Leader, ...]:
        """The leaders in post on the day, each of whom owes a review."""
        return tuple(one for one in self.so_far.leaders if one.period.includes(self.day))

    @property
    def stage_wording(self) -> Wording:
        """The stage in words."""
        return STAGE_WORDING[self.stage]

    @property
    def rests_on(self) -> tuple[Wording, ...]:
        """What it rests on that the review counts as held."""
        return tuple(part_name(word, {}) for word in strength(self.file, self.day))

    @property
    def block(self) -> Wording:
        """The name of the unit's block on the day."""
        code = self.place.block if self.place else ""
        return self.asked.campaign.blocks.get(code, same(code))

    @property
    def verdict_wording(self) -> Wording:
        """The verdict that counts, in the guidance's words."""
        return self.guidance.verdicts.of(self.verdict.verdict) if self.verdict else _NONE

    @property
    def is_marked(self) -> bool:
        """Whether the group marked any sign."""
        return any(one.seen is not None for one in self.marks)

    @property
    def seen_count(self) -> int:
        """How many signs the group saw."""
        return sum(one.seen is True for one in self.marks)

    @property
    def chair_expected(self) -> str:
        """The post named to chair, else the head's."""
        return self.chair or next(
            (post.reference for post in self.posts if post.rank == "head"), ""
        )

    @property
    def title_of_chair(self) -> str:
        """The post that is to chair, by its title where it is one of the unit's own."""
        return self._title_of(self.chair)

    @property
    def title_of_expected(self) -> str:
        """The post expected to chair, by its title where it is one of the unit's own."""
        return self._title_of(self.chair_expected)

    def _title_of(self, reference: str) -> str:
        return next((post.title for post in self.posts if post.reference == reference), reference)


def unit_page(asked: Asked, figures: FigureSet, gates: Gatekeeper, unit: str) -> UnitPage:
    """The file of one unit; of its review, for whoever does not read what it says, how far it is and no more.

    Raises:
        NotThere: the reader does not see the unit, or the campaign has none of that code.
    """
    asked.reach.require(Right.SEE, unit)
    page = page_within(asked, figures, gates, unit)
    return page if asked.reach.may(Right.SEE_REVIEW, unit) else _of_the_wall(page)


def _of_the_wall(page: UnitPage) -> UnitPage:
    """The file without what the review says. That it was judged, and how, is on the wall and in the figures."""
    verdict = replace(page.verdict, reason="") if page.verdict else None
    return replace(
        page,
        reads_review=False,
        topics=(),
        verdict=verdict,
        marks=(),
        findings=(),
        items=(),
        asks_evidence=False,
    )


def page_within(asked: Asked, figures: FigureSet, gates: Gatekeeper, unit: str) -> UnitPage:
    """The file of a unit for whoever the caller has let pass, by whatever right.

    Raises:
        NotThere: the figures know no unit of that code.
    """
    records, day = figures.records, asked.as_of
    courses = _courses(asked, records, gates, unit)
    course = courses.of(unit)
    if course is None:
        raise NotThere
    file = course.file
    guidance = guidance_set(asked.campaign.guidance_set)
    so_far = file.until(day)
    seen = {mark.sign: mark.seen for mark in so_far.marks}
    inspection = gates.inspection_of(unit)
    cases = tuple(case for case in gates.cases if case.unit == unit)
    return UnitPage(
        asked=asked,
        file=file,
        so_far=so_far,
        place=file.place_on(day),
        stage=stage_on(file, day),
        posts=gates.posts.in_unit(unit, day),
        chair=gates.named_chair(unit),
        inspection=inspection.until(day) if inspection else None,
        refusals=course.refusals,
        course=course,
        above=gates.above(unit, day),
        breaches=tuple(one for one in records.breaches if one.unit == unit and one.day <= day),
        topics=_topics(records, unit, day),
        group=next((one for one in records.groups if unit in one.units), None),
        verdict=verdict_by(file, day),
        void=next((one for one in so_far.verdicts if is_void(file, one)), None),
        marks=tuple(Marked(one, seen.get(one.number)) for one in guidance.criteria),
        cases=tuple(
            case.until(day)
            for case in cases
            if _open_to(asked, case) and happened_by(case.opened, day)
        ),
        all_cases=cases,
        findings=tuple(
            one for one in records.findings if one.unit == unit and one.when.surely_by(day)
        ),
        items=tuple(
            one.until(day)
            for one in records.items
            if one.owner_unit == unit and one.when.surely_by(day)
        ),
        guidance=guidance,
        order=gates.order,
        asks_evidence=bool(records.evidence_topics),
        evidence_count=sum(
            one.unit == unit and one.when.surely_by(day) for one in records.evidence
        ),
        successors=gates.successions.after(unit, day),
        answering=courses.answering_for(unit),
        took_over=tuple(one for one, by in sorted(courses.answering.items()) if by == unit),
    )


def _topics(
    records: Records, unit: str, day: date
) -> tuple[tuple[TopicKnown, Wording | None], ...]:
    """What was suggested to the unit by the day, each with the cause in words that it was answered with by then."""
    put = (one.until(day) for one in records.topics if one.unit == unit and one.when.surely_by(day))
    return tuple((one, CAUSES.get(one.cause)) for one in put)


def _courses(asked: Asked, records: Records, gates: Gatekeeper, unit: str) -> Courses:
    """The courses of the campaign, with what is under way in one unit's review alone. Seven queries."""
    reviews = [gates.reviews[unit]] if unit in gates.reviews else []
    code, by = asked.campaign.code, asked.known_by
    here = in_hand(code, known_by=by, reviews=reviews)
    return Courses(asked.campaign, records, gates, asked.as_of, here)


def _open_to(asked: Asked, case: CaseView) -> bool:
    """A decided case is open to the unit's own and to those who watch or decide; before that to the inspection commission alone."""
    if asked.reach.may(Right.SEE_CASES, case.unit):
        return True
    rights = (Right.SEE_REVIEW, Right.DECIDE_CASE)
    reads = any(asked.reach.may(right, case.unit) for right in rights)
    return reads and happened_by(case.decided, asked.as_of)


_NONE = Wording(vi="", en="")
