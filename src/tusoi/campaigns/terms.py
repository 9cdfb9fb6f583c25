"""What holds in a campaign whose file does not say otherwise. Plain values: no Django."""

REMEDY_PLAN_DAYS = 15
"""Within how many days of the verdict a remedy plan is owed."""
