"""The campaign's records as the figures read them: one file per unit, and the lists beside it.

Plain frozen values, put together by `queries.py` as known by a moment. Days are judged by the figures,
which take `as_of`. No Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tusoi.ledger.source import Provenance
from tusoi.values.day import When
from tusoi.values.period import Period
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's block and name over one stretch of days."""

    block: str
    period: Period
    provenance: Provenance
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One day of a review; `broke` holds the codes of the gates it broke."""

    when: When
    redo: bool
    provenance: Provenance
    broke: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader's own review: the seat, the days in post, and its sessions."""

    seat: str
    title: str
    period: Period
    sittings: tuple[Sitting, ...] = ()


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
class UnitFile:
    """One unit's review: the collective's own facts and its leaders'."""

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

    def place_on(self, day: date) -> Place | None:
        """The block the unit stands in on `day`; None where it owes nothing that day."""
        return next((place for place in self.places if place.period.includes(day)), None)


@dataclass(frozen=True, slots=True)
class GroupKnown:
    """A working group and the units it is given."""

    code: str
    units: tuple[str, ...]
    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class TopicKnown:
    """A suggested topic; `answered` None where no explanation has come."""

    code: str
    unit: str
    text: str
    when: When
    answered: When | None
    owner_named: bool
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class CaseKnown:
    """A case: its subject kind, who decided and when, and its phase ("before", "through" or "")."""

    code: str
    subject: str
    unit: str
    phase: str
    decided: When | None
    decided_by: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class FindingKnown:
    """A shortcoming, and whether a place and an answerable post are named."""

    code: str
    unit: str
    text: str
    has_address: bool
    when: When
    provenance: Provenance


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
class ItemKnown:
    """An item to put right, with the days on which it reached its stages."""

    number: str
    title: str
    group: str
    owner_unit: str
    due_on: date | None
    steps: Mapping[str, When]
    when: When
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class SolutionGroupKnown:
    """A solution group."""

    number: str
    title: str
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
class Records:
    """Everything the figures of one campaign read."""

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

    def owing(self, day: date) -> tuple[tuple[UnitFile, Place], ...]:
        """The units that owe a review on `day`, each with its block that day."""
        found = ((file, file.place_on(day)) for file in self.units)
        return tuple((file, place) for file, place in found if place is not None)
