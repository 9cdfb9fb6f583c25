"""A stretch of days with both ends included."""

from dataclasses import dataclass
from datetime import date

ALWAYS = date(1, 1, 1)
"""Stands for "since before the record begins"."""


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` to `until`, both included; `until` None means it has not ended."""

    since: date
    until: date | None = None

    def includes(self, day: date) -> bool:
        """Whether `day` lies within."""
        return self.since <= day and (self.until is None or day <= self.until)

    def outlasts(self, day: date) -> bool:
        """Whether it goes on after `day`."""
        return self.until is None or self.until > day

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day."""
        starts_in_time = other.until is None or self.since <= other.until
        return starts_in_time and (self.until is None or other.since <= self.until)


ALL_ALONG = Period(ALWAYS)
"""Since before the record begins, and not ended."""
