"""Which items are a unit's own plan's, and by when a plan is owed. Plain functions: no Django, no clock."""

from datetime import date, timedelta

from tusoi.campaigns.own_codes import is_own

KIND = "KP"
"""What stands for an item of a plan in the codes of a unit's own range."""


def is_of_a_plan(number: str, owner_unit: str) -> bool:
    """Whether an item is one of its owner's remedy plan: its number says so, in a workbook too.

    All others are the campaign's own items.
    """
    return is_own(number, owner_unit, KIND)


def owed_by(judged: date, days: int) -> date:
    """The last day on which a plan after the verdict of that day is in time."""
    return judged + timedelta(days=days)
