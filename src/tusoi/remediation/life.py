"""The life of an item as plain values: what its owner, its verifier and those affected said, in order. No Django, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from tusoi.values.day import When
from tusoi.values.wording import Wording
from tusoi.values.workdays import EVERY_DAY, WorkCalendar


class Kind(StrEnum):
    """What an item is to bring about."""

    OUTCOME = "outcome"
    ACTIVITY = "activity"


class Strength(StrEnum):
    """What a remedy does, the strongest first."""

    ELIMINATES = "eliminates"
    CHANGES_RULE = "changes_rule"
    TRAINS = "trains"
    REMINDS = "reminds"


KIND_WORDING: Mapping[Kind, Wording] = {
    Kind.OUTCOME: Wording(vi="kết quả đo được", en="an outcome that is measured"),
    Kind.ACTIVITY: Wording(vi="việc làm có minh chứng", en="an activity with evidence"),
}
STRENGTH_WORDING: Mapping[Strength, Wording] = {
    Strength.ELIMINATES: Wording(vi="loại bỏ nguyên nhân", en="eliminates the cause"),
    Strength.CHANGES_RULE: Wording(vi="thay đổi quy định, quy trình", en="changes the rule"),
    Strength.TRAINS: Wording(vi="tập huấn, hướng dẫn", en="trains"),
    Strength.REMINDS: Wording(vi="nhắc nhở, quán triệt", en="reminds"),
}


@dataclass(frozen=True, slots=True)
class Nature:
    """What an item is to bring about. Of an outcome the unit, the target and, where it is known, the baseline."""

    kind: Kind
    strength: Strength
    measured_in: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody independent said of a claim: verified, or returned with reasons."""

    verified: bool
    when: When
    words: str
    by: UUID


@dataclass(frozen=True, slots=True)
class Claim:
    """That the item is done, as its owner says, by what evidence; and the answer, where there is one.

    A claim that a workbook tells has the number 0, no words and nobody who made it.
    """

    number: int
    when: When
    words: str = ""
    by: UUID | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which the item is due, standing since `since`; why it was moved and who asked and approved (a workbook's: nobody)."""

    due_on: date | None
    since: date
    reason: str = ""
    asked_by: UUID | None = None
    approved_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class DueMove:
    """A deadline proposed; `approved` None: it waits for a second person."""

    number: int
    due_on: date
    reason: str
    asked: When
    asked_by: UUID
    approved: bool | None = None
    decided: When | None = None
    decided_by: UUID | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """The value of the indicator on a day, and the document it is read from."""

    value: Decimal
    when: When
    read_from: str


@dataclass(frozen=True, slots=True)
class Felt:
    """What those affected said on a day about a verified claim, in numbers."""

    claim: int
    when: When
    put_right: int
    still_not: int


@dataclass(frozen=True, slots=True)
class ItemLife:
    """All that was told of how far one item is. `recurs` is the number of the item it is the recurrence of ("" none),
    `recurred_as` those that it came back as itself, each with its day; `calendar` the host's working days. What holds on
    a day, `rules.stage` says.
    """

    item: str
    owner_unit: str = ""
    owner: str = ""
    steps: Mapping[str, When] = field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
    claims: tuple[Claim, ...] = ()
    moves: tuple[DueMove, ...] = ()
    nature: Nature | None = None
    measures: tuple[Measure, ...] = ()
    asked: Mapping[int, When] = field(default_factory=dict)
    felt: tuple[Felt, ...] = ()
    recurs: str = ""
    why_recurs: str = ""
    recurred_as: Mapping[str, When] = field(default_factory=dict)
    calendar: WorkCalendar = EVERY_DAY

    @property
    def due_on(self) -> date | None:
        """The deadline that was set last."""
        return self.deadlines[-1].due_on if self.deadlines else None
