"""What a rule over a case is, and what it says when an act breaks it. Plain values: no Django, no clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from tusoi.discipline.rules.case_file import CaseFile, Proposed, Step
from tusoi.discipline.rules.levels import Mark
from tusoi.values.wording import Wording

Slots = Mapping[str, "str | int | date | Wording"]


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: the case, what is proposed, and whether the rule lets it pass."""

    wording: Wording
    file: CaseFile
    proposed: Proposed
    passes: bool


@dataclass(frozen=True, slots=True)
class CaseRule:
    """A rule. `judge` returns the slots of the refusal's sentence, or None if the act may be done."""

    code: str
    name: Wording
    source: Wording
    mark: Mark
    steps: frozenset[Step]
    sentence: Wording
    judge: Callable[[CaseFile, Proposed], Slots | None]
    examples: tuple[Example, ...]


def refusal(rule: CaseRule, file: CaseFile, proposed: Proposed) -> Wording | None:
    """What the rule says against the act; nothing if it may be done or the rule does not speak of it."""
    if proposed.step not in rule.steps:
        return None
    slots = rule.judge(file, proposed)
    return None if slots is None else rule.sentence.filled(**slots)
