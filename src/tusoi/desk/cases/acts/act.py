"""What an act on a case is, whose it is, and when it is in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tusoi.campaigns.access import Reach
from tusoi.campaigns.typed import Typed
from tusoi.desk.fields import Field
from tusoi.discipline.access import Opened, bodies_stood_for, may_answer
from tusoi.discipline.rules.case_file import (
    Proposed,
    Step,
)
from tusoi.discipline.rules.order import judge_again, judge_before
from tusoi.ledger.actions import Told
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.wording import Wording

HAS_A_PART = (Right.SEE_CASES, Right.OPEN_CASE, Right.DECIDE_CASE, Right.ANSWER_CASE)
"""Whoever has one of these rights somewhere has a page of cases, if an empty one. One's own case is there without any."""


def has_a_part(reach: Reach) -> bool:
    """Whether the page of cases is open to the asker."""
    return any(reach.units(right) != frozenset() for right in HAS_A_PART)


@dataclass(frozen=True, slots=True)
class CaseAct:
    """One act. `by` is handler, body, subject, either (the subject, or a handler on paper) or namer."""

    slug: str
    step: Step
    by: str
    title: Wording
    help: Wording
    fields: Callable[[Reach, Opened], Sequence[Field]]
    do: Callable[[Reach, Opened, Typed], Told]


def is_theirs(act: CaseAct, reach: Reach, opened: Opened) -> bool:
    """Whether the asker does acts of that kind on the case at all."""
    unit = opened.sealed.file.unit
    handles = opened.is_reader and reach.may(Right.OPEN_CASE, unit)
    if act.by == "namer":
        return opened.may_name
    if act.by == "body":
        able = reach.may(Right.DECIDE_CASE, unit) and bool(bodies_stood_for(reach))
        return opened.is_reader and able
    return (act.by in ("subject", "either") and may_answer(reach, opened)) or (
        act.by in ("handler", "either") and handles
    )


def is_in_order(act: CaseAct, opened: Opened) -> bool:
    """Whether the act is in order by what has happened: the rules hold all else against it when it is sent."""
    file, asked = opened.sealed.file, Proposed(act.step, today())
    if act.step in (Step.NAME_READER, Step.NAME_LEVEL):
        return act.step is Step.NAME_READER or file.decided is None
    if file.decided is not None and act.step in _BEFORE_A_DECISION:
        return False
    if act.step is Step.SETTLE and file.open_appeal is None:
        return False
    if act.step is Step.ADD_VIOLATION and (file.noticed is not None or file.violated is None):
        return False
    early = judge_before(file, asked) is not None
    again = act.step in _ONCE and judge_again(file, asked) is not None
    return not early and not again


_BEFORE_A_DECISION = frozenset(
    {
        Step.ADD_VIOLATION,
        Step.CONCLUDE,
        Step.NOTICE,
        Step.REPLY,
        Step.REVIEW,
        Step.VOTE,
        Step.DECIDE,
    }
)


_ONCE = frozenset({Step.CONCLUDE, Step.NOTICE, Step.REVIEW, Step.NOTIFY, Step.CORRECT})
