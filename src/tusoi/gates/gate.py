"""What a gate is, and the facts it judges. Plain values: no Django, no clock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tusoi.values.day import When
from tusoi.values.period import ALWAYS, Period
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same


@dataclass(frozen=True, slots=True)
class ConcernedCase:
    """A case in the unit whose review is at stake, or elsewhere against whoever chairs it.

    `person` is empty for an organisation's case; so is `code` for a case that is still sealed.
    """

    code: str
    person: str = ""
    concluded: When | None = None
    serious: bool = False
    reviewed: When | None = None
    decided: When | None = None
    out_of_this_review: bool = False
    in_this_unit: bool = True


def case_codes(cases: Sequence[ConcernedCase]) -> Wording:
    """The codes of cases as a sentence lists them; the sealed ones without a code, as one word."""
    known = [same(case.code) for case in cases if case.code]
    listed = [*known, *([_SEALED] if len(known) < len(cases) else [])]
    return Wording(vi=", ".join(one.vi for one in listed), en=", ".join(one.en for one in listed))


_SEALED = Wording(vi="hồ sơ giữ kín", en="sealed")


@dataclass(frozen=True, slots=True)
class AwaitedInspection:
    """An inspection the unit waits for."""

    waiting_for: str = ""
    awaited: When | None = None
    concluded: When | None = None
    settled: When | None = None


@dataclass(frozen=True, slots=True)
class SeriousResponsibility:
    """That a person's responsibility was settled, after an inspection, as serious relative to the office.

    `post` (unit code/post code) is the one by which the record names the person.
    """

    person: str
    post: str
    settled: When


@dataclass(frozen=True, slots=True)
class ReviewFirst:
    """A review of another level of the cascade that comes first: whose, in which campaign, since when it is held."""

    campaign: str
    unit: str
    name: str
    held: When | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """Everything a gate may look at: one unit's review on one day, as far as is known.

    `chair` is the person who chairs or is to chair (a holder's code, or unit code/post code); None where
    the record does not say who chaired. Of what was held, a day not stated breaks nothing; `to_be_held`
    says that somebody asks to hold it now, and then what is not surely out of the way still stands.
    `first` are the reviews of another level that come before it in a cascade.
    """

    unit: str
    unit_name: str
    day: date
    cases: tuple[ConcernedCase, ...] = ()
    inspection: AwaitedInspection | None = None
    chair: str | None = None
    next_look: date | None = None
    competent: Wording = field(
        default=Wording(
            vi="cấp có thẩm quyền kỷ luật", en="the body competent to decide discipline"
        )
    )
    responsibilities: tuple[SeriousResponsibility, ...] = ()
    to_be_held: bool = False
    first: tuple[ReviewFirst, ...] = ()

    def stands(self, when: When | None) -> bool:
        """Whether something that stands before the review had begun by the day."""
        if when is None:
            return False
        return when.maybe_by(self.day) if self.to_be_held else when.surely_by(self.day)

    def is_cleared(self, when: When | None) -> bool:
        """Whether something that clears the way had happened by the day."""
        if when is None:
            return False
        return when.surely_by(self.day) if self.to_be_held else when.maybe_by(self.day)


class Clearing(StrEnum):
    """What clears a gate once it is recorded: acts say which they are, and desks which they wait for."""

    CASE_DECIDED = "case_decided"
    INSPECTION_CONCLUDED = "inspection_concluded"
    RESPONSIBILITY_SETTLED = "responsibility_settled"
    CHAIR_NAMED = "chair_named"
    REVIEW_HELD = "review_held"


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: what is the case, and whether the gate lets it pass."""

    wording: Wording
    readiness: Readiness
    passes: bool


Slots = Mapping[str, "str | int | date | Wording"]


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate. `judge` returns the slots of the refusal's sentence, or None if the review may be held.

    `cleared_by` is what clears it: the acts shown beside it, and the desks on which it waits, follow from that.
    `never_waived` says why the gate may not be waived for any review; without it, it may.
    """

    code: str
    name: Wording
    source: Wording
    sentence: Wording
    who_can_clear: Wording
    cleared_by: tuple[Clearing, ...]
    judge: Callable[[Readiness], Slots | None]
    examples: tuple[Example, ...]
    in_force: Period = field(default=Period(ALWAYS))
    never_waived: Wording | None = None

    @property
    def waivable(self) -> bool:
        """Whether the gate may be waived for one review."""
        return self.never_waived is None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A gate that does not let a review be held: what is missing, who can clear it, when to look again."""

    gate: str
    name: Wording
    unit: str
    day: date
    sentence: Wording
    who_can_clear: Wording
    cleared_by: tuple[Clearing, ...]
    next_look: date | None


class GateClosed(Refused):
    """A review may not be held so: `refusals` are the gates that stand before it, each with its sentence."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        said = [_said(refusal) for refusal in refusals]
        super().__init__(
            Wording(vi=" ".join(one.vi for one in said), en=" ".join(one.en for one in said))
        )
        self.refusals = refusals


def _said(refusal: Refusal) -> Wording:
    """The gate's sentence, who can clear it and, where somebody looks again on a day, that day."""
    said = _WITH_WHO.filled(sentence=refusal.sentence, who=refusal.who_can_clear)
    if refusal.next_look is None:
        return said
    return _WITH_LOOK.filled(said=said, day=refusal.next_look)


_WITH_WHO = Wording(
    vi="{sentence} Người có thể gỡ: {who}.", en="{sentence} Who can clear it: {who}."
)
_WITH_LOOK = Wording(vi="{said} Ngày xem lại: {day}.", en="{said} Next look on {day}.")


def refusal(gate: Gate, readiness: Readiness) -> Refusal | None:
    """What the gate says of the review on its day; nothing if it may be held or the gate is not in force."""
    if not gate.in_force.includes(readiness.day):
        return None
    slots = gate.judge(readiness)
    if slots is None:
        return None
    return Refusal(
        gate=gate.code,
        name=gate.name,
        unit=readiness.unit,
        day=readiness.day,
        sentence=gate.sentence.filled(unit=readiness.unit_name, **slots),
        who_can_clear=gate.who_can_clear.filled(competent=readiness.competent),
        cleared_by=gate.cleared_by,
        next_look=readiness.next_look,
    )
