"""How far an item is, read off its dated steps. Nothing is done before it is verified; overdue is derived."""

from collections.abc import Mapping
from datetime import date

from tusoi.values.day import When

STAGES = ("planned", "in_progress", "claimed", "verified")
"""What an item may have reached, in order."""


def stage_on(steps: Mapping[str, When], day: date) -> str:
    """The furthest stage reached by the end of `day`; "planned" without any."""
    reached = [stage for stage, when in steps.items() if when.surely_by(day)]
    return max(reached, key=STAGES.index, default=STAGES[0])


def is_overdue(steps: Mapping[str, When], due_on: date | None, day: date) -> bool:
    """Due before `day` and not verified by then: claimed is not done."""
    return due_on is not None and due_on < day and stage_on(steps, day) != "verified"
