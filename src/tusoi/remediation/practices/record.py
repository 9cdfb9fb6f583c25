"""A good practice as plain values: claimed, checked, taken over by others with what came of it, dropped. No Django, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from tusoi.values.day import When
from tusoi.values.wording import Wording


class Outcome(StrEnum):
    """What came of an adoption."""

    WORKED = "worked"
    IN_PART = "in_part"
    FAILED = "failed"


OUTCOME_WORDING: Mapping[Outcome, Wording] = {
    Outcome.WORKED: Wording(vi="có kết quả", en="worked"),
    Outcome.IN_PART: Wording(vi="có kết quả một phần", en="worked in part"),
    Outcome.FAILED: Wording(vi="không có kết quả", en="failed"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit says of its practice; `about` and `comes_from` as `PracticeClaimed` writes them."""

    title: str
    words: str
    result: str
    measured_by: str
    area: str = ""
    about: str = ""
    comes_from: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody independent said of a claim: checked, or returned with reasons."""

    checked: bool
    when: When
    words: str
    by: UUID


@dataclass(frozen=True, slots=True)
class Claim:
    """A practice as its unit claimed it, and the answer, where there is one."""

    number: int
    when: When
    said: Said
    by: UUID
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a unit that took the practice over says came of it, and why."""

    number: int
    outcome: Outcome
    when: When
    words: str
    by: UUID


@dataclass(frozen=True, slots=True)
class Dropped:
    """That it was given up, when, by whom and why."""

    when: When
    words: str
    by: UUID


@dataclass(frozen=True, slots=True)
class Adoption:
    """One unit takes the practice over: how, by which day it tells the result, what came of it."""

    unit: str
    number: int
    when: When
    words: str
    due_on: date
    by: UUID
    results: tuple[Result, ...] = ()
    dropped: Dropped | None = None

    @property
    def result(self) -> Result | None:
        """The result that was told last."""
        return self.results[-1] if self.results else None

    def waits_on(self, day: date) -> bool:
        """Whether the day by which the result was to be told is past, and none was."""
        return not self.results and self.dropped is None and self.due_on < day


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice with every claim and every adoption, in order."""

    code: str
    unit: str
    claims: tuple[Claim, ...]
    adoptions: tuple[Adoption, ...] = ()

    @property
    def last(self) -> Claim:
        """The claim that was made last: after it was checked there is none."""
        return self.claims[-1]

    @property
    def said(self) -> Said:
        """What the practice says of itself."""
        return self.last.said

    @property
    def is_checked(self) -> bool:
        """Whether somebody independent checked it."""
        return self.last.answer is not None and self.last.answer.checked

    @property
    def waits(self) -> bool:
        """Whether it waits to be checked."""
        return self.last.answer is None

    def adoption_of(self, unit: str) -> Adoption | None:
        """The adoption of a unit that stands: not one that was dropped."""
        theirs = [one for one in self.adoptions if one.unit == unit and one.dropped is None]
        return theirs[-1] if theirs else None


def as_of(practice: Practice, day: date) -> Practice | None:
    """The practice with what had happened by a day; None where it was not claimed yet."""
    claims = tuple(_claim(one, day) for one in practice.claims if one.when.surely_by(day))
    if not claims:
        return None
    adoptions = tuple(_adoption(one, day) for one in practice.adoptions if one.when.surely_by(day))
    return replace(practice, claims=claims, adoptions=adoptions)


def _claim(claim: Claim, day: date) -> Claim:
    answered = claim.answer is not None and claim.answer.when.surely_by(day)
    return claim if answered else replace(claim, answer=None)


def _adoption(adoption: Adoption, day: date) -> Adoption:
    results = tuple(one for one in adoption.results if one.when.surely_by(day))
    dropped = adoption.dropped
    stands = dropped if dropped is not None and dropped.when.surely_by(day) else None
    return replace(adoption, results=results, dropped=stands)
