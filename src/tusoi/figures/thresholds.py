"""By which thresholds a campaign tells numbers about persons, as known by a moment."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.conf import settings

from tusoi.figures.disclosure.rules import Rules
from tusoi.figures.models import DisclosureSet


@dataclass(frozen=True, slots=True)
class ThresholdsSet:
    """Thresholds that were set, since when and why."""

    since: date
    rules: Rules
    reason: str


def configured() -> Rules:
    """The thresholds of this machine: a campaign may set higher ones."""
    return Rules(**settings.DISCLOSURE)


def rules_of(campaign: str, *, known_by: datetime) -> Rules:
    """Those of a campaign; the machine's where it has set none, and wherever these are higher. One query."""
    told = thresholds_set(campaign, known_by=known_by)
    floor = configured()
    return floor.raised_to(told[-1].rules) if told else floor


def thresholds_set(campaign: str, *, known_by: datetime) -> tuple[ThresholdsSet, ...]:
    """Every setting of them, the latest last. One query."""
    rows = DisclosureSet.objects.known(known_by).filter(campaign=campaign).order_by("told_at")
    return tuple(
        ThresholdsSet(
            row.day, Rules(*(getattr(row, one.name) for one in fields(Rules))), row.reason
        )
        for row in rows
    )
