"""A handover: from a day on others answer, for a unit that ended or by a post. Plain values: no Django, no clock."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Counts:
    """How many duties of each kind were open."""

    reviews: int = 0
    topics: int = 0
    issues: int = 0
    items: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.reviews + self.topics + self.issues + self.items


@dataclass(frozen=True, slots=True)
class Handover:
    """From the day `on` others answer: for a unit that ended (`post` ""), or as the holder of a post of the unit (by code).

    `before` and `after` are who did and who does: codes of units, or of persons as the tenures name them. `of_head`: the
    post is that of the unit's head.
    """

    unit: str
    post: str
    on: date
    before: str
    after: str
    of_head: bool = False

    @property
    def aspect(self) -> str:
        """What tells it from other handovers of the unit."""
        return f"{self.post}@{self.on.isoformat()}" if self.post else self.on.isoformat()


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """That a handover was acknowledged: on which day, by which account, over how much."""

    on: date
    by: UUID
    counts: Counts
