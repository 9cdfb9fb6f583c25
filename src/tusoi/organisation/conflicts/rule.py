"""What a rule on conflicts of interest is, and the refusal it leads to. Plain values: no Django, no clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

Slots = Mapping[str, "str | int | Wording"]


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: the facts that the rule judges, and whether it lets the act pass."""

    wording: Wording
    facts: Any
    passes: bool


@dataclass(frozen=True, slots=True)
class ConflictRule:
    """A rule. `judge` returns the slots of the refusal's sentence, or None if the act may be done.

    `enforced` says where: files below `src/tusoi/`; none where the act it guards is not built yet. One that
    another room holds has no `judge` and no examples of its own; the first of those files has them.
    """

    code: str
    name: Wording
    source: Wording
    sentence: Wording
    enforced: tuple[str, ...]
    judge: Callable[[Any], Slots | None] | None = None
    examples: tuple[Example, ...] = ()

    @property
    def number(self) -> int:
        """Its place among the rules."""
        return int(self.code.removeprefix("COI-"))


class InConflict(Refused):
    """An act that a rule on conflicts of interest refuses; `rule` is the one."""

    def __init__(self, rule: ConflictRule, said: Wording) -> None:
        super().__init__(said)
        self.rule = rule


def refusal(rule: ConflictRule, facts: object) -> Wording | None:
    """What a rule says against an act; nothing if it may be done, or if another room holds the rule."""
    slots = rule.judge(facts) if rule.judge else None
    return None if slots is None else rule.sentence.filled(**slots)


def hold_to(rule: ConflictRule, facts: object) -> None:
    """Let pass what the rule does not refuse.

    Raises:
        InConflict: with the rule's sentence.
    """
    said = refusal(rule, facts)
    if said is not None:
        raise InConflict(rule, said)
