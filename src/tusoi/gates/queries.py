"""Which gates stand before a review, on a day, as known by a moment."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from tusoi.campaigns.models import Review
from tusoi.campaigns.queries import CampaignView, Reason, chairs_named, reasons
from tusoi.discipline.queries import CaseView, InspectionView, cases, inspections, sealed_cases
from tusoi.gates.gate import (
    AwaitedInspection,
    ConcernedCase,
    Gate,
    Readiness,
    Refusal,
    SeriousResponsibility,
    refusal,
)
from tusoi.gates.models import WaiverAsked, WaiverDecided, WaiverWithdrawn
from tusoi.gates.order import NO_ORDER, Order
from tusoi.gates.register import gates
from tusoi.gates.waiver import Step, Waiver
from tusoi.ledger.reading import read_rows
from tusoi.organisation.models import Unit
from tusoi.organisation.queries import (
    PostHeld,
    Posts,
    UnitStanding,
    posts_held,
    standings,
    successions,
)
from tusoi.organisation.successions import NO_SUCCESSIONS, Successions
from tusoi.values.batches import in_batches
from tusoi.values.day import When
from tusoi.values.wording import Wording

UNITS_AT_ONCE = 5_000
"""As many as any database takes in one question."""


@dataclass(frozen=True, slots=True)
class GateStanding:
    """How one gate stands before a unit's review: what it says (None: open), and the waivers asked of it."""

    gate: Gate
    refusal: Refusal | None
    in_force: Waiver | None
    waivers: tuple[Waiver, ...]

    @property
    def is_closed(self) -> bool:
        """Whether it stands in the way, and no waiver sets it aside."""
        return self.refusal is not None and self.in_force is None


@dataclass(frozen=True, slots=True)
class Judged:
    """What stood before a session: the gates that refuse, and the codes of those set aside by a waiver."""

    refusals: tuple[Refusal, ...]
    waived: tuple[str, ...]


@dataclass(frozen=True)
class Gatekeeper:
    """Everything the gates of one campaign look at, read once (fifteen queries), then asked unit by unit.

    A gate that a waiver sets aside on the day refuses nothing.
    """

    campaign: CampaignView
    names: dict[str, tuple[UnitStanding, ...]]
    posts: Posts
    cases: tuple[CaseView, ...]
    inspections: dict[UUID, InspectionView]
    chairs: dict[UUID, str]
    reasons: dict[UUID, Reason]
    sealed: tuple[CaseView, ...] = ()
    """Concluded cases that are still sealed: they hold up a review, and bear no code."""
    reviews: dict[str, UUID] = field(default_factory=dict)
    """The keys of the collectives' reviews, as far as they were read or asked for."""
    waivers: Mapping[UUID, tuple[Waiver, ...]] = field(default_factory=dict)
    order: Order = NO_ORDER
    """What a cascade lets come first; told by the caller, for sessions come after gates."""
    successions: Successions = NO_SUCCESSIONS
    """Which units ended with a successor."""

    def with_those_of(self, pieces: Iterable["Gatekeeper"]) -> "Gatekeeper":
        """The same with what pieces of it, each made by `gates_of_units`, know of their units."""
        names: dict[str, tuple[UnitStanding, ...]] = {}
        held: dict[str, tuple[PostHeld, ...]] = {}
        chairs: dict[UUID, str] = {}
        reasons: dict[UUID, Reason] = {}
        reviews: dict[str, UUID] = {}
        for piece in pieces:
            names |= piece.names
            held |= piece.posts.by_unit
            chairs |= piece.chairs
            reasons |= piece.reasons
            reviews |= piece.reviews
        return replace(
            self,
            names=names,
            posts=Posts(held),
            chairs=chairs,
            reasons=reasons,
            reviews=reviews,
        )

    def before_review(self, unit: str, on: date) -> tuple[Refusal, ...]:
        """What stands before a review that is to be held: the named chair is looked at, else the head."""
        chair = self.chairs.get(self._review(unit)) or self.posts.head(unit, on)
        return self._judged(unit, on, chair).refusals

    def at_session(self, unit: str, on: date, *, chair: str) -> tuple[Refusal, ...]:
        """What a session that was held broke; an empty `chair` (unit code/post code) is not stated."""
        return self._judged(unit, on, chair).refusals

    def judged_session(self, unit: str, on: date, *, chair: str) -> Judged:
        """What a session that was held broke, and which gates a waiver set aside for it."""
        return self._judged(unit, on, chair)

    def before_session(self, unit: str, on: date, *, chair: str) -> tuple[Refusal, ...]:
        """What stands before a session that somebody asks to record now, under that chair."""
        return self._judged(unit, on, chair, to_be_held=True).refusals

    def each_gate(
        self, unit: str, on: date, *, to_be_held: bool = False
    ) -> tuple[GateStanding, ...]:
        """Every gate as it stands before the unit's review: the named chair is looked at, else the head."""
        chair = self.chairs.get(self._review(unit)) or self.posts.head(unit, on)
        readiness = replace(self._readiness(unit, on, chair), to_be_held=to_be_held)
        return tuple(
            GateStanding(
                gate,
                refusal(gate, readiness),
                self._waiver(unit, gate.code, on, to_be_held=to_be_held),
                self.waivers_of(unit, gate.code),
            )
            for gate in gates()
        )

    def asked_of(self, unit: str) -> tuple[Waiver, ...]:
        """Every waiver asked for the unit's review, the earliest first."""
        return self.waivers.get(self._review(unit), ()) if self.waivers else ()

    def waivers_of(self, unit: str, gate: str) -> tuple[Waiver, ...]:
        """The waivers asked of one gate for the unit's review, the earliest first."""
        return tuple(one for one in self.asked_of(unit) if one.gate == gate)

    def name_on(self, unit: str, on: date) -> str:
        """The unit's name on that day, else its latest; its code where it never stood."""
        standing = self._standing_on(unit, on)
        return standing.name if standing else unit

    def above(self, unit: str, on: date) -> tuple[str, ...]:
        """The codes of the units above one on that day, from the top down."""
        standing = self._standing_on(unit, on)
        codes = standing.path.strip("/").split("/") if standing else []
        return tuple(code for code in codes if code and code != unit)

    def _standing_on(self, unit: str, on: date) -> UnitStanding | None:
        rows = self.names.get(unit, ())
        return next((row for row in rows if row.period.includes(on)), rows[-1] if rows else None)

    def named_chair(self, unit: str) -> str:
        """The post named to chair the unit's review (unit code/post code); "" where none is."""
        return self.chairs.get(self._review(unit), "")

    def inspection_of(self, unit: str) -> InspectionView | None:
        """What the unit's review waits for, and how far it is; None where it never waited."""
        return self.inspections.get(self._review(unit))

    def gate_name(self, code: str) -> Wording:
        """The name of the gate of that code."""
        return next(gate.name for gate in gates() if gate.code == code)

    def who_can_clear(self, gate: Gate) -> Wording:
        """Who can clear the gate in this campaign."""
        return gate.who_can_clear.filled(competent=self._competent)

    def _judged(self, unit: str, on: date, chair: str, *, to_be_held: bool = False) -> Judged:
        readiness = replace(self._readiness(unit, on, chair), to_be_held=to_be_held)
        said = (refusal(gate, readiness) for gate in gates())
        closed = tuple(found for found in said if found is not None)
        waived = tuple(
            one.gate
            for one in closed
            if self._waiver(unit, one.gate, on, to_be_held=to_be_held) is not None
        )
        return Judged(tuple(one for one in closed if one.gate not in waived), waived)

    def _waiver(self, unit: str, gate: str, on: date, *, to_be_held: bool) -> Waiver | None:
        """The waiver that sets a gate aside for the unit's review on that day."""
        asked = self.waivers_of(unit, gate)
        return next((one for one in asked if one.covers(on, to_be_held=to_be_held)), None)

    def _readiness(self, unit: str, on: date, chair: str) -> Readiness:
        review = self._review(unit)
        inspection = self.inspections.get(review)
        reason = self.reasons.get(review)
        person = self._person(chair, on) if chair else None
        return Readiness(
            unit=unit,
            unit_name=self.name_on(unit, on),
            day=on,
            cases=self._cases(unit, person),
            inspection=_awaited(inspection) if inspection else None,
            responsibilities=self._responsibilities.get(person or "", ()),
            chair=person,
            next_look=reason.next_look if reason else None,
            competent=self._competent,
            first=self.order.before(unit, on),
        )

    def _review(self, unit: str) -> UUID:
        if unit not in self.reviews:
            key = Unit.key_of(self.campaign.host, unit)
            self.reviews[unit] = Review.key_of(self.campaign.code, key, "")
        return self.reviews[unit]

    def _person(self, post: str, on: date) -> str:
        return min(self.posts.persons(post, on))

    def _cases(self, unit: str, person: str | None) -> tuple[ConcernedCase, ...]:
        """The unit's own cases, and those elsewhere against whoever chairs."""
        own = self._cases_by_unit.get(unit, ())
        against = self._cases_by_person.get(person or "", ())
        elsewhere = (case for case in against if case.unit != unit)
        return tuple(self._concerned(case, unit) for case in (*own, *elsewhere))

    @cached_property
    def _cases_by_unit(self) -> dict[str, list[CaseView]]:
        return _grouped((case.unit, case) for case in (*self.cases, *self.sealed))

    @cached_property
    def _cases_by_person(self) -> dict[str, list[CaseView]]:
        both = (*self.cases, *self.sealed)
        return _grouped((self._subject(case), case) for case in both if case.post)

    @cached_property
    def _responsibilities(self) -> dict[str, tuple[SeriousResponsibility, ...]]:
        """What was settled as serious after an inspection, in whichever unit, by person."""
        found: dict[str, tuple[SeriousResponsibility, ...]] = {}
        for view in self.inspections.values():
            if view.settled is None:
                continue
            for post in view.serious_posts:
                person = self._holder(post, view.settled)
                one = SeriousResponsibility(person, post, view.settled)
                found[person] = (*found.get(person, ()), one)
        return found

    def _subject(self, case: CaseView) -> str:
        """Whom a case concerns: who held the post when it was concluded, else found; empty: not known."""
        return self._holder(f"{case.unit}/{case.post}", case.concluded, case.found)

    def _holder(self, post: str, *days: When | None) -> str:
        """Whoever held a post on the first of the stated days.

        Where none is stated, the only person who ever held it: a bound would point at a successor.
        """
        stated = [when for when in days if when is not None and when.stated]
        if stated:
            return self._person(post, stated[0].day)
        holders = self.posts.ever(post)
        return "" if len(holders) > 1 else min(holders)

    def _concerned(self, case: CaseView, unit: str) -> ConcernedCase:
        return ConcernedCase(
            code=case.code,
            person=self._subject(case) if case.post else "",
            concluded=case.concluded,
            serious=case.serious is not None,
            reviewed=case.reviewed or case.ended,
            decided=case.decided or case.ended,
            out_of_this_review=case.out_of_unit == unit,
            in_this_unit=case.unit == unit,
        )

    @cached_property
    def _competent(self) -> Wording:
        names = list(self.campaign.bodies.values())
        if not names:
            return Readiness("", "", date.min).competent
        return Wording(
            vi=" hoặc ".join(name.vi for name in names), en=" or ".join(name.en for name in names)
        )


def gatekeeper(
    campaign: CampaignView,
    *,
    known_by: datetime,
    owed: Mapping[UUID, tuple[str, str]] | None = None,
    order: Order = NO_ORDER,
) -> Gatekeeper:
    """The gatekeeper of a campaign, as known by a moment; `order` is what its cascade lets come first.

    Whoever asks about every unit gives the reviews `owed` (campaigns.queries.seats): working out the key
    of each takes longer than all its gates.
    """
    seen = _seen_of(gates_of_all(campaign, known_by=known_by), owed or {}, known_by=known_by)
    return replace(seen, posts=posts_held(campaign.host, known_by=known_by), order=order)


def gates_of_all(campaign: CampaignView, *, known_by: datetime) -> Gatekeeper:
    """What the gates look at whichever unit they are asked about, and nothing of any single unit: `gates_of_units` adds that."""
    return Gatekeeper(
        campaign=campaign,
        names={},
        posts=Posts({}),
        cases=cases(campaign.code, known_by=known_by),
        inspections=inspections(campaign.code, known_by=known_by),
        chairs={},
        reasons={},
        sealed=sealed_cases(campaign.code, known_by=known_by),
        waivers=waivers(campaign.code, known_by=known_by),
        successions=successions(campaign.host, known_by=known_by),
    )


def gates_of_units(
    common: Gatekeeper,
    units: Collection[str],
    *,
    owed: Mapping[UUID, tuple[str, str]],
    posts_in: Collection[str],
    known_by: datetime,
) -> Gatekeeper:
    """The gatekeeper of some units alone, for judging the sessions they held.

    Posts are read of the units and of `posts_in`, where their chairs come from; of those whom a case or an inspection
    concerns too, who may chair anywhere.
    """
    seen = _seen_of(common, owed, known_by=known_by, units=units)
    further = {
        post.partition("/")[0] for post in (*seen.chairs.values(), *_concerned_posts(common))
    }
    held: dict[str, tuple[PostHeld, ...]] = {}
    for some in in_batches(sorted({*units, *posts_in, *further}), UNITS_AT_ONCE):
        held |= posts_held(common.campaign.host, known_by=known_by, units=some).by_unit
    return replace(seen, posts=Posts(held))


def _seen_of(
    common: Gatekeeper,
    owed: Mapping[UUID, tuple[str, str]],
    *,
    known_by: datetime,
    units: Collection[str] | None = None,
) -> Gatekeeper:
    """The same with names, chairs and reasons: of these units and the reviews they owe (None: of every unit)."""
    campaign, reviews = common.campaign, None if units is None else list(owed)
    names: dict[str, tuple[UnitStanding, ...]] = {}
    for row in standings(campaign.host, known_by=known_by, units=units):
        names[row.code] = (*names.get(row.code, ()), row)
    named = chairs_named(campaign.code, known_by=known_by, reviews=reviews)
    return replace(
        common,
        names=names,
        chairs={review: fact.post for review, fact in named.items()},
        reasons=reasons(campaign.code, known_by=known_by, reviews=reviews),
        reviews={unit: review for review, (unit, seat) in owed.items() if not seat},
    )


def _concerned_posts(common: Gatekeeper) -> Iterator[str]:
    """The posts of those whom cases and inspections concern."""
    for case in (*common.cases, *common.sealed):
        if case.post:
            yield f"{case.unit}/{case.post}"
    for view in common.inspections.values():
        yield from view.serious_posts


def waivers(campaign: str, *, known_by: datetime) -> dict[UUID, tuple[Waiver, ...]]:
    """The waivers asked for each review, in the order of asking, by the review's key. Three queries."""
    about = ("review", "gate", "number", "told_by")
    decided = {
        (review, gate, number): (allowed, Step(when.day, by, words))
        for when, _, review, gate, number, by, allowed, words in read_rows(
            WaiverDecided.objects.known(known_by).filter(campaign=campaign),
            *(*about, "allowed", "words"),
        )
    }
    withdrawn = {
        (review, gate, number): Step(when.day, by, words)
        for when, _, review, gate, number, by, words in read_rows(
            WaiverWithdrawn.objects.known(known_by).filter(campaign=campaign), *about, "words"
        )
    }
    rows = WaiverAsked.objects.known(known_by).filter(campaign=campaign).order_by("told_at")
    found: dict[UUID, list[Waiver]] = {}
    for when, source, review, gate, number, by, reason, until in read_rows(
        rows, *about, "reason", "until"
    ):
        key = (review, gate, number)
        allowed, answer = decided.get(key, (None, None))
        asked = Step(when.day, by, reason)
        found.setdefault(review, []).append(
            Waiver(gate, number, until, asked, source, allowed, answer, withdrawn.get(key))
        )
    return {review: tuple(asked) for review, asked in found.items()}


def _grouped(pairs: Iterable[tuple[str, CaseView]]) -> dict[str, list[CaseView]]:
    groups: dict[str, list[CaseView]] = {}
    for key, case in pairs:
        groups.setdefault(key, []).append(case)
    return groups


def _awaited(view: InspectionView) -> AwaitedInspection:
    return AwaitedInspection(view.waiting_for, view.awaited, view.concluded, view.settled)
