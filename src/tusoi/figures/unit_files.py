"""One file for each unit, put together from what each room below told of its reviews, as known by a moment."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from tusoi.campaigns.queries import (
    CampaignView,
    PartState,
    Reason,
    members,
    redos,
    seats,
)
from tusoi.discipline.queries import InspectionView, inspections
from tusoi.figures.records import (
    Leader,
    MarkKnown,
    Place,
    PlanKnown,
    ReasonKnown,
    ReopenedPart,
    Sitting,
    UnitFile,
    VerdictKnown,
)
from tusoi.gates.queries import Gatekeeper
from tusoi.meetings.queries import SessionHeld, group_attended, minutes_signed, sessions
from tusoi.organisation.queries import Posts, UnitStanding, posts_held, standings
from tusoi.preparation.queries import Topic, prepared
from tusoi.remediation.queries import PlanAdopted, remedy_plans
from tusoi.supervision.queries import MarkGiven, VerdictGiven, marks, verdicts
from tusoi.values.day import When


@dataclass(frozen=True)
class Rooms:
    """What each room told of the reviews, read once, by the review's key; `keys` gives that of a unit and seat."""

    campaign: CampaignView
    keys: Mapping[tuple[str, str], UUID]
    gates: Gatekeeper
    sessions: Mapping[UUID, tuple[SessionHeld, ...]]
    prepared: Mapping[UUID, When]
    minutes: Mapping[UUID, When]
    attended: Mapping[UUID, When]
    verdicts: Mapping[UUID, tuple[VerdictGiven, ...]]
    marks: Mapping[UUID, Sequence[MarkGiven]]
    deep: Mapping[UUID, When]
    redos: Mapping[UUID, tuple[PartState, ...]]
    leaders: Mapping[str, tuple[Leader, ...]]
    plans: Mapping[UUID, PlanAdopted]

    def file(self, unit: str, places: tuple[Place, ...]) -> UnitFile:
        """One unit's file; of a review that nothing was ever told of there are only its leaders'."""
        name, leaders = self.gates.name_on(unit, self.campaign.as_of), self.leaders.get(unit, ())
        review = self.keys.get((unit, ""))
        if review is None:
            return UnitFile(unit, name, places, leaders=leaders)
        inspection = self.gates.inspections.get(review)
        awaited, over = _waiting(inspection)
        return UnitFile(
            unit=unit,
            name=name,
            places=places,
            prepared=self.prepared.get(review),
            sittings=tuple(
                _sitting(unit, one, self.gates) for one in self.sessions.get(review, ())
            ),
            leaders=leaders,
            minutes=self.minutes.get(review),
            attended=self.attended.get(review),
            waiting=awaited,
            waiting_over=over,
            reason=_reason(self.gates.reasons.get(review), inspection),
            verdicts=tuple(map(_verdict, self.verdicts.get(review, ()))),
            marks=tuple(
                MarkKnown(mark.sign, mark.seen, mark.when, mark.provenance)
                for mark in self.marks.get(review, ())
            ),
            deep_since=self.deep.get(review),
            plan=_plan(self.plans.get(review)),
            reopened=tuple(
                ReopenedPart(state.part.value, state.reopened, state.redone, state.round_number)
                for state in self.redos.get(review, ())
            ),
        )

    def hosts_own(self, owing: Container[str]) -> UnitFile | None:
        """The host's own file; None where it does not stand among its units, or owes a review as one of them."""
        unit = self.campaign.host_unit
        if unit in owing or unit not in self.gates.names:
            return None
        return self.file(unit, ())


def rooms_of(
    campaign: CampaignView,
    gates: Gatekeeper,
    keys: Mapping[tuple[str, str], UUID],
    suggested: tuple[Topic, ...],
    held: Mapping[UUID, tuple[SessionHeld, ...]],
    known_by: datetime,
    *,
    reviews: Collection[UUID] | None = None,
) -> Rooms:
    """What the rooms told of all reviews, or of some; `held` are their sessions."""
    code = campaign.code
    asked: dict[str, Any] = {"known_by": known_by, "reviews": reviews}
    ready = prepared(code, **asked)
    return Rooms(
        campaign=campaign,
        keys=keys,
        gates=gates,
        sessions=held,
        prepared=ready,
        minutes=minutes_signed(code, **asked),
        attended=group_attended(code, **asked),
        verdicts=verdicts(code, **asked),
        marks=_by_review(marks(code, **asked)),
        deep=_deep_since(suggested),
        redos=redos(code, **asked),
        leaders=_leaders(gates.posts, keys, held, ready),
        plans=remedy_plans(code, **asked),
    )


def places_of(
    campaign: CampaignView,
    gates: Gatekeeper,
    known_by: datetime,
    units: Collection[str] | None = None,
) -> dict[str, tuple[Place, ...]]:
    """Where each unit, or each of some, stands in the campaign and what it is called there; in order of codes."""
    places: dict[str, tuple[Place, ...]] = {}
    for member in members(campaign.code, known_by=known_by, units=units):
        name = gates.name_on(member.unit, member.period.since)
        place = Place(member.block, member.period, member.provenance, name)
        places[member.unit] = (*places.get(member.unit, ()), place)
    return places


def files_with_stages(
    campaign: str, host: str, *, known_by: datetime, units: Collection[str]
) -> Iterator[tuple[UnitFile, tuple[UnitStanding, ...]]]:
    """Of those of some units that owe a review a file of what its stages are read off, and the unit's dated rows.

    No gate is asked, so nothing says which session broke one. Ten queries, whatever the number of units.
    """
    owed = seats(campaign, units)
    within: dict[str, Any] = {"known_by": known_by, "reviews": list(owed)}
    keys = {seat: review for review, seat in owed.items()}
    held, ready = sessions(campaign, **within), prepared(campaign, **within)
    minutes, judged = minutes_signed(campaign, **within), verdicts(campaign, **within)
    awaited = inspections(campaign, **within)
    posts = posts_held(host, known_by=known_by, units=units, owing=True)
    leaders = _leaders(posts, keys, held, ready)
    rows: dict[str, list[UnitStanding]] = defaultdict(list)
    for standing in standings(host, known_by=known_by, units=units):
        rows[standing.code].append(standing)
    places: dict[str, list[Place]] = defaultdict(list)
    for member in members(campaign, known_by=known_by, units=units):
        places[member.unit].append(Place(member.block, member.period, member.provenance))
    for unit, where in places.items():
        review = keys.get((unit, ""), _NO_REVIEW)
        since, over = _waiting(awaited.get(review))
        yield (
            UnitFile(
                unit,
                "",
                tuple(where),
                prepared=ready.get(review),
                sittings=tuple(
                    Sitting(one.when, one.redo, one.provenance) for one in held.get(review, ())
                ),
                leaders=leaders.get(unit, ()),
                minutes=minutes.get(review),
                waiting=since,
                waiting_over=over,
                verdicts=tuple(map(_verdict, judged.get(review, ()))),
            ),
            tuple(rows.get(unit, ())),
        )


def _leaders(
    posts: Posts,
    keys: Mapping[tuple[str, str], UUID],
    held: Mapping[UUID, tuple[SessionHeld, ...]],
    ready: Mapping[UUID, When],
) -> dict[str, tuple[Leader, ...]]:
    """Every tenure that owes a review, with that review's sessions and when its self-review was ready, by unit.

    A review told before its holder's code was known hangs on the post's.
    """
    leaders: dict[str, tuple[Leader, ...]] = {}
    for post in posts:
        if not post.owes_review:
            continue
        keyed = (keys.get((post.unit, seat)) for seat in (post.seat, post.post))
        reviews = [review for review in keyed if review is not None]
        told = next((held[review] for review in reviews if review in held), ())
        sittings = tuple(Sitting(one.when, one.redo, one.provenance) for one in told)
        own = next((ready[review] for review in reviews if review in ready), None)
        leader = Leader(post.seat, post.title, post.period, sittings, own)
        leaders[post.unit] = (*leaders.get(post.unit, ()), leader)
    return leaders


def _sitting(unit: str, session: SessionHeld, gates: Gatekeeper) -> Sitting:
    """A session of the collective with the gates it broke; a day not stated breaks none."""
    sitting = Sitting(session.when, session.redo, session.provenance, chair=session.chair)
    if not session.when.stated:
        return sitting
    judged = gates.judged_session(unit, session.when.day, chair=session.chair)
    broke = tuple(refusal.gate for refusal in judged.refusals)
    return replace(sitting, broke=broke, waived=judged.waived)


def _reason(stated: Reason | None, inspection: InspectionView | None) -> ReasonKnown | None:
    """Why a review is not held: the office's words, else whose conclusion it waits for.

    The words have no day of their own; where the unit waits, they hold since the wait began.
    """
    awaited = inspection.awaited if inspection else None
    text, next_look = (stated.text, stated.next_look) if stated else ("", None)
    if not text and inspection is not None and inspection.waiting_for:
        text = _WAITS.format(body=inspection.waiting_for)
    days = [when for when in (stated.when if stated else None, awaited) if when is not None]
    told = stated or inspection
    if told is None or not days:
        return None
    return ReasonKnown(text, next_look, min(days), told.provenance)


def _waiting(view: InspectionView | None) -> tuple[When | None, When | None]:
    """Since when a unit waits, and from when it no longer does (both conditions met)."""
    if view is None:
        return None, None
    if view.concluded is None or view.settled is None:
        return view.awaited, None
    return view.awaited, max(view.concluded, view.settled)


def _verdict(given: VerdictGiven) -> VerdictKnown:
    return VerdictKnown(given.verdict, given.reason, given.when, given.provenance, given.redo)


def _by_review(given: Iterable[MarkGiven]) -> dict[UUID, list[MarkGiven]]:
    found: dict[UUID, list[MarkGiven]] = defaultdict(list)
    for mark in given:
        found[mark.review].append(mark)
    return found


def _deep_since(suggested: Iterable[Topic]) -> dict[UUID, When]:
    """Since when each review is to be held in depth: its first deep topic."""
    deep: dict[UUID, When] = {}
    for topic in suggested:
        if topic.deep and (topic.review not in deep or topic.when < deep[topic.review]):
            deep[topic.review] = topic.when
    return deep


def _plan(adopted: PlanAdopted | None) -> PlanKnown | None:
    return PlanKnown(adopted.when, adopted.provenance) if adopted else None


_NO_REVIEW = UUID(int=0)
"""Stands for the review of a unit of which nothing was ever told."""

_WAITS = "chờ kết luận của {body}"
"""In the language of the office's own words, which it stands in for."""
