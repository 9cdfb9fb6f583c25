"""What a hint is, and the counts it looks at. Plain values: no Django, no clock, nobody's name.

A hint says what the record shows beside a sign; it marks nothing and decides nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tusoi.values.wording import Wording

Slots = Mapping[str, "str | int | date | Wording"]


class Words(StrEnum):
    """Which of the unit's own words stand beside a sign that a hint belongs to."""

    SELF_REVIEW = "self_review"
    EXPLANATIONS = "explanations"
    SESSIONS = "sessions"
    FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class ReviewSeen:
    """What is known of one unit's review, in counts and in days between days; None: the record does not say.

    `tallied` sessions have a count of speeches; what follows them, up to `topics_silent`, is their sum, people
    once for each session. `head_chaired_with_open_case` counts the collective's sessions that the head chaired
    while a case in the unit or an awaited inspection was open. `ready_before_session` are the days from the
    collective's self-review to its first session, `ready_after_due` those from the due day to the self-review
    (negative: in time). `days_to_minutes` runs from the last session to the signing, or to the day asked for
    while `minutes_signed` is False.
    """

    sessions: int = 0
    tallied: int = 0
    present: int = 0
    spoke: int = 0
    had_to_be_called_on: int = 0
    speeches: int = 0
    called_on: int = 0
    topics_due: int = 0
    topics_silent: int = 0
    suggested: int = 0
    unanswered: int = 0
    explained: int = 0
    explained_objective: int = 0
    explained_without_owner: int = 0
    findings: int = 0
    findings_without_address: int = 0
    findings_without_owner: int = 0
    findings_caused: int = 0
    findings_objective: int = 0
    head_chaired_with_open_case: int = 0
    persons_before_collective: int = 0
    invited: int | None = None
    answered: int | None = None
    ready_before_session: int | None = None
    ready_after_due: int | None = None
    days_to_minutes: int | None = None
    minutes_signed: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: what is the case, and whether the hint speaks."""

    wording: Wording
    seen: ReviewSeen
    speaks: bool


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint. `look` returns the slots of its sentence, or None where there is nothing to say.

    `beside` names those of the unit's own words that belong to it. A `sealed` hint rests on discipline cases:
    it says that there is something, and only to those who judge the review or see cases.
    """

    code: str
    name: Wording
    source: Wording
    sentence: Wording
    beside: Words
    look: Callable[[ReviewSeen], Slots | None]
    examples: tuple[Example, ...]
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a hint says of a review."""

    hint: str
    name: Wording
    sentence: Wording


def said(hint: Hint, seen: ReviewSeen) -> Said | None:
    """What the hint says of what was seen; nothing where it is silent."""
    slots = hint.look(seen)
    return None if slots is None else Said(hint.code, hint.name, hint.sentence.filled(**slots))
