"""The campaign's records as the figures read them: one file per unit, and the lists beside it.

Plain frozen values, put together by `queries.py` as known by a moment. Days are judged by the figures,
which take `as_of`. No Django.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain

from tusoi.campaigns.terms import REMEDY_PLAN_DAYS
from tusoi.ledger.source import Provenance
from tusoi.remediation.life import ItemLife
from tusoi.remediation.rules.stage import deadline_on
from tusoi.values.day import When, if_by
from tusoi.values.period import Period
from tusoi.values.wording import Wording
from tusoi.values.workdays import EVERY_DAY, WorkCalendar


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's block and name over one stretch of days."""

    block: str
    period: Period
    provenance: Provenance
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One day of a review; `broke` holds the codes of the gates it broke, `waived` those a waiver set aside.

    `chair` is the post that chaired, "" where it is not stated.
    """

    when: When
    redo: bool
    provenance: Provenance
    broke: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    chair: str = ""


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader's own review: the seat, the days in post, its sessions, and when its self-review was ready."""

    seat: str
    title: str
    period: Period
    sittings: tuple[Sitting, ...] = ()
    prepared: When | None = None

    def until(self, day: date) -> "Leader":
        """The same with what had happened by the end of `day`."""
        sittings = tuple(one for one in self.sittings if one.when.surely_by(day))
        return replace(self, sittings=sittings, prepared=if_by(self.prepared, day))


@dataclass(frozen=True, slots=True)
class ReasonKnown:
    """Why a review has not been held; either may be missing."""

    text: str
    next_look: date | None
    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class VerdictKnown:
    """A group's verdict on the collective's review; `redo` marks the one on its repetition."""

    verdict: str
    reason: str
    when: When
    provenance: Provenance
    redo: bool = False


@dataclass(frozen=True, slots=True)
class MarkKnown:
    """Whether the group saw one sign."""

    sign: int
    seen: bool
    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class PlanKnown:
    """That a unit adopted its remedy plan."""

    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class ReopenedPart:
    """A part of the review that a redo opened again; `redone` None while it has not been done again."""

    part: str
    reopened: When
    redone: When | None
    round_number: int


@dataclass(frozen=True)
class UnitFile:
    """One unit's review: the collective's own facts and its leaders'.

    Without slots: what a rule reads off a file, which never changes, is kept with it.
    """

    unit: str
    name: str
    places: tuple[Place, ...]
    prepared: When | None = None
    sittings: tuple[Sitting, ...] = ()
    leaders: tuple[Leader, ...] = ()
    minutes: When | None = None
    attended: When | None = None
    waiting: When | None = None
    waiting_over: When | None = None
    reason: ReasonKnown | None = None
    verdicts: tuple[VerdictKnown, ...] = ()
    marks: tuple[MarkKnown, ...] = ()
    deep_since: When | None = None
    plan: PlanKnown | None = None
    reopened: tuple[ReopenedPart, ...] = ()

    def place_on(self, day: date) -> Place | None:
        """The block the unit stands in on `day`; None where it owes nothing that day."""
        return next((place for place in self.places if place.period.includes(day)), None)

    def until(self, day: date) -> "UnitFile":
        """The file with what had happened by the end of `day`, to be shown; posts and places keep their periods.

        How far the review was, the stages read off the whole file: a session still to come says that it was not held yet.
        """
        return replace(
            self,
            prepared=if_by(self.prepared, day),
            sittings=tuple(one for one in self.sittings if one.when.surely_by(day)),
            leaders=tuple(one.until(day) for one in self.leaders),
            minutes=if_by(self.minutes, day),
            attended=if_by(self.attended, day),
            waiting=if_by(self.waiting, day),
            waiting_over=if_by(self.waiting_over, day),
            reason=self.reason if self.reason and self.reason.when.surely_by(day) else None,
            verdicts=tuple(one for one in self.verdicts if one.when.surely_by(day)),
            marks=tuple(one for one in self.marks if one.when.surely_by(day)),
            deep_since=if_by(self.deep_since, day),
            plan=self.plan if self.plan and self.plan.when.surely_by(day) else None,
            reopened=tuple(
                replace(one, redone=if_by(one.redone, day))
                for one in self.reopened
                if one.reopened.surely_by(day)
            ),
        )


@dataclass(frozen=True, slots=True)
class GroupKnown:
    """A working group, the units it is given, and its leader's post (unit code/post code)."""

    code: str
    units: tuple[str, ...]
    when: When
    provenance: Provenance
    leader: str = ""


@dataclass(frozen=True, slots=True)
class TopicKnown:
    """A suggested topic; `answered` None where no explanation has come. `seat`: to whom it was put ("": the collective)."""

    code: str
    unit: str
    text: str
    when: When
    answered: When | None
    owner_named: bool
    provenance: Provenance
    cause: str = ""
    seat: str = ""
    due_on: date | None = None

    def until(self, day: date) -> "TopicKnown":
        """The same, without an explanation that came after `day`."""
        if self.answered is None or self.answered.surely_by(day):
            return self
        return replace(self, answered=None, owner_named=False, cause="")


@dataclass(frozen=True, slots=True)
class CaseKnown:
    """A case: its subject kind, who decided and when, and its phase ("before", "through" or "").

    `opened` is the earliest day known of it: found, concluded, or told of at all.
    """

    code: str
    subject: str
    unit: str
    phase: str
    decided: When | None
    decided_by: str
    provenance: Provenance
    opened: When | None = None


@dataclass(frozen=True, slots=True)
class FindingKnown:
    """A shortcoming, its cause, and whether a place and an answerable post are named; `topic` is the suggested topic's code."""

    code: str
    unit: str
    text: str
    has_address: bool
    when: When
    provenance: Provenance
    address: str = ""
    topic: str = ""
    cause: str = ""
    owner_named: bool = False


@dataclass(frozen=True, slots=True)
class AskedKnown:
    """A round of opinions: how many were invited and answered, and how many issues came of it."""

    code: str
    giver: str
    unit: str
    invited: int
    answered: int
    issues: int
    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class InvitedKnown:
    """A body asked for its opinion on a unit: of which kind, by when, and the first day an answer came (None: none).

    `body_unit` is the unit by which it signs in ("" none).
    """

    code: str
    unit: str
    kind: str
    giver: str
    body_unit: str
    due_on: date
    answered: When | None
    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class IssueKnown:
    """An issue that opinions came to. `given_post` is a post's code in the unit ("" given to nobody yet).

    `outcome` is "accepted", "explained" or "". `replied` says that whoever it names (`post`) has replied, `became`
    what it is in later rooms: kind and code. From `closed_on` on it was merged or split and stands no longer for itself.
    """

    code: str
    unit: str
    post: str
    given_post: str
    given_on: date | None
    due_on: date | None
    replied: bool
    outcome: str
    answered_on: date | None
    when: When
    provenance: Provenance
    became: tuple[tuple[str, str], ...] = ()
    closed_on: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether it stands for itself on a day."""
        return self.closed_on is None or day < self.closed_on


@dataclass(frozen=True, slots=True)
class ItemKnown:
    """An item to put right, with its life: what its owner, its verifier and those affected said of it.

    `of_plan` says that it is one of the owner's own remedy plan, not of the campaign's items.
    """

    number: str
    title: str
    group: str
    owner_unit: str
    life: ItemLife
    when: When
    provenance: Provenance
    of_plan: bool = False
    area: str = ""
    comes_from: str = ""
    owner: str = ""
    indicator: str = ""

    @property
    def due_on(self) -> date | None:
        """The deadline that was set last."""
        return self.life.due_on

    def until(self, day: date) -> "ItemKnown":
        """The same with the deadline that stood on `day`; what else its life tells is asked with the day."""
        stood = deadline_on(self.life, day)
        return replace(self, life=replace(self.life, deadlines=(stood,) if stood else ()))


@dataclass(frozen=True, slots=True)
class SolutionGroupKnown:
    """A solution group."""

    number: str
    title: str
    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class TalliedKnown:
    """What a session of a unit's review came to: how many were called and spoke, how many only when called on."""

    unit: str
    called: int
    spoke: int
    had_to_be_called_on: int
    when: When
    provenance: Provenance
    redo: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceKnown:
    """Evidence on a topic of the campaign: its kind, how many people, when what was raised was answered (None: not)."""

    code: str
    unit: str
    topic: str
    kind: str
    people: int | None
    answered_on: date | None
    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class BreachKnown:
    """Something that broke a gate or a rule, learnt only afterwards: which, where, when, in a sentence."""

    rule: str
    unit: str
    day: date
    wording: Wording
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class WaiverKnown:
    """A waiver asked for a unit's review: `allowed` None until `decided`; `used_on` the first session under it."""

    gate: str
    gate_name: Wording
    unit: str
    asked: date
    reason: str
    until: date
    provenance: Provenance
    allowed: bool | None = None
    decided: date | None = None
    words: str = ""
    withdrawn: date | None = None
    used_on: date | None = None


@dataclass(frozen=True)
class Records:
    """Everything the figures of one campaign read.

    `hosts_own` is the review of the host itself: it stands beside the units', and no figure counts it.
    `evidence_topics` are the codes of the topics on which units are asked for evidence; `voices` the kinds of
    givers that the guidance names; `calendar` the host's working days.
    """

    due_on: date
    blocks: Mapping[str, Wording]
    bodies: Mapping[str, Wording]
    criteria: tuple[int, ...]
    units: tuple[UnitFile, ...] = ()
    groups: tuple[GroupKnown, ...] = ()
    topics: tuple[TopicKnown, ...] = ()
    cases: tuple[CaseKnown, ...] = ()
    findings: tuple[FindingKnown, ...] = ()
    asked: tuple[AskedKnown, ...] = ()
    solution_groups: tuple[SolutionGroupKnown, ...] = ()
    items: tuple[ItemKnown, ...] = ()
    breaches: tuple[BreachKnown, ...] = ()
    tallies: tuple[TalliedKnown, ...] = ()
    hosts_own: UnitFile | None = None
    waivers: tuple[WaiverKnown, ...] = ()
    remedy_plan_days: int = REMEDY_PLAN_DAYS
    evidence_topics: tuple[str, ...] = ()
    evidence: tuple[EvidenceKnown, ...] = ()
    invited: tuple[InvitedKnown, ...] = ()
    voices: Mapping[str, Wording] = field(default_factory=dict)
    issues: tuple[IssueKnown, ...] = ()
    calendar: WorkCalendar = EVERY_DAY

    @property
    def last_day(self) -> date:
        """The day by which the reviews are due: the campaign's, or the next that is worked."""
        return self.calendar.due(self.due_on)

    def owing(self, day: date) -> tuple[tuple[UnitFile, Place], ...]:
        """The units that owe a review on `day`, each with its block that day; sought once for a day."""
        owing = self._owing.get(day)
        if owing is None:
            found = ((file, file.place_on(day)) for file in self.units)
            owing = tuple((file, place) for file, place in found if place is not None)
            self._owing.clear()
            self._owing[day] = owing
        return owing

    def ended_by(self, day: date) -> tuple[tuple[str, date], ...]:
        """The units that owed a review once and on `day` no longer do, by their codes, each with its last day in a block."""
        ended = (
            (file.unit, max(place.period.until or day for place in file.places))
            for file in self.units
            if file.places and file.place_on(day) is None
        )
        return tuple((unit, last) for unit, last in ended if last < day)

    def file_of(self, unit: str) -> UnitFile | None:
        """The file of the unit of that code; the host's own too."""
        return self._files.get(unit)

    def within(self, units: frozenset[str]) -> "Records":
        """Only what belongs to these units: of the others nothing remains, neither a row nor a code."""
        items = tuple(item for item in self.items if item.owner_unit in units)
        solutions = {item.group for item in items}
        own = self.hosts_own
        return replace(
            self,
            units=tuple(file for file in self.units if file.unit in units),
            groups=tuple(_cut(group, units) for group in self.groups if units & set(group.units)),
            topics=tuple(topic for topic in self.topics if topic.unit in units),
            cases=tuple(case for case in self.cases if case.unit in units),
            findings=tuple(one for one in self.findings if one.unit in units),
            asked=tuple(one for one in self.asked if one.unit in units),
            solution_groups=tuple(one for one in self.solution_groups if one.number in solutions),
            items=items,
            breaches=tuple(one for one in self.breaches if one.unit in units),
            tallies=tuple(one for one in self.tallies if one.unit in units),
            waivers=tuple(one for one in self.waivers if one.unit in units),
            evidence=tuple(one for one in self.evidence if one.unit in units),
            invited=tuple(one for one in self.invited if one.unit in units),
            issues=tuple(one for one in self.issues if one.unit in units),
            hosts_own=own if own is not None and own.unit in units else None,
        )

    def with_those_of(self, pieces: Iterable["Records"]) -> "Records":
        """The same with what pieces of it, each read for some units alone, have of these."""
        read = tuple(pieces)
        own = next((one.hosts_own for one in read if one.hosts_own is not None), None)
        return replace(
            self,
            units=tuple(chain.from_iterable(one.units for one in read)),
            topics=tuple(chain.from_iterable(one.topics for one in read)),
            cases=tuple(chain.from_iterable(one.cases for one in read)),
            findings=tuple(chain.from_iterable(one.findings for one in read)),
            breaches=tuple(chain.from_iterable(one.breaches for one in read)),
            tallies=tuple(chain.from_iterable(one.tallies for one in read)),
            hosts_own=own,
            waivers=tuple(chain.from_iterable(one.waivers for one in read)),
            evidence=tuple(chain.from_iterable(one.evidence for one in read)),
        )

    @cached_property
    def _owing(self) -> dict[date, tuple[tuple[UnitFile, Place], ...]]:
        """The last day asked for: the figures of one day ask one after the other."""
        return {}

    @cached_property
    def _files(self) -> dict[str, UnitFile]:
        own = (self.hosts_own,) if self.hosts_own is not None else ()
        return {file.unit: file for file in (*self.units, *own)}


def _cut(group: GroupKnown, units: frozenset[str]) -> GroupKnown:
    """A group with those of its units that are among `units`."""
    return replace(group, units=tuple(unit for unit in group.units if unit in units))


NOTHING = Records(date.max, {}, {}, ())
"""The records of a campaign of which nothing is known."""
