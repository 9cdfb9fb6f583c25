"""A waiver: one gate set aside for one review. Plain values: no Django, no clock."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tusoi.ledger.source import Provenance


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a waiver: its day, who took it (the account's key), and the words."""

    day: date
    by: UUID
    words: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """The `number`th waiver asked for a gate of a review, `until` a day, that day included.

    `asked.words` is the reason. While nobody has decided, `allowed` is None and so is `decided`.
    """

    gate: str
    number: int
    until: date
    asked: Step
    provenance: Provenance
    allowed: bool | None = None
    decided: Step | None = None
    withdrawn: Step | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decided is None

    def covers(self, day: date, *, to_be_held: bool = False) -> bool:
        """Whether the gate is set aside on `day`: from being allowed until its day.

        What was held on the very day it was withdrawn was held under it; what is still to be held is not.
        """
        if not self.allowed or self.decided is None or not self.decided.day <= day <= self.until:
            return False
        if self.withdrawn is None:
            return True
        return day < self.withdrawn.day or (day == self.withdrawn.day and not to_be_held)
