"""What a cascade's order lets come first, unit by unit and day by day. Plain values: no Django.

Whether a review is held is read off the sessions, which come after this room: whoever knows says it to the
gatekeeper in an `Order`. Figures work one out for pages, breaches and the acts alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tusoi.gates.gate import ReviewFirst
from tusoi.values.day import When
from tusoi.values.period import Period


@dataclass(frozen=True, slots=True)
class ReviewOwed:
    """A review of another level: its campaign, its unit, the days on which it is owed, and since when it is held.

    `under` is the unit of the upper campaign below which it stands where the tree names none nearer.
    """

    campaign: str
    unit: str
    name: str
    periods: tuple[Period, ...]
    held: When | None
    under: str = ""

    def on(self, day: date) -> bool:
        """Whether the review is owed on a day."""
        return any(period.includes(day) for period in self.periods)

    @property
    def first(self) -> ReviewFirst:
        """As a gate looks at it."""
        return ReviewFirst(self.campaign, self.unit, self.name, self.held)


@dataclass(frozen=True)
class Order:
    """The reviews that come before those of one campaign: of the campaign above, or of those below it.

    `above` are the upper campaign's, by unit, with `under` for a unit below none of them; `below` the lower
    campaigns'; `members` this campaign's own units.
    """

    above: Mapping[str, ReviewOwed] = field(default_factory=dict)
    under: str = ""
    below: tuple[ReviewOwed, ...] = ()
    members: frozenset[str] = frozenset()
    ways: Mapping[str, tuple[tuple[Period, tuple[str, ...]], ...]] = field(default_factory=dict)
    """By unit and stretch of days the codes from the unit's parent to the top of the tree."""
    _by_day: dict[date, Mapping[str, tuple[ReviewFirst, ...]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def before(self, unit: str, day: date) -> tuple[ReviewFirst, ...]:
        """The reviews that come before a unit's, as the tree stands on a day."""
        return (*self._above(unit, day), *self._below(day).get(unit, ()))

    def _above(self, unit: str, day: date) -> Iterable[ReviewFirst]:
        if not self.above:
            return ()
        nearest = next((one for one in self._way(unit, day) if one in self.above), self.under)
        owed = self.above.get(nearest)
        return (owed.first,) if owed is not None and owed.on(day) else ()

    def _below(self, day: date) -> Mapping[str, tuple[ReviewFirst, ...]]:
        """The reviews below each unit on a day; sought once for a day."""
        if day not in self._by_day:
            found: dict[str, list[ReviewFirst]] = {}
            for owed in self.below:
                if owed.on(day):
                    way = self._way(owed.unit, day)
                    nearest = next((one for one in way if one in self.members), owed.under)
                    found.setdefault(nearest, []).append(owed.first)
            self._by_day[day] = {unit: tuple(waited) for unit, waited in found.items()}
        return self._by_day[day]

    def _way(self, unit: str, day: date) -> tuple[str, ...]:
        """The codes above a unit on a day, nearest first; of its latest days where it does not stand then."""
        stretches = self.ways.get(unit, ())
        standing = (way for period, way in stretches if period.includes(day))
        return next(standing, stretches[-1][1] if stretches else ())


NO_ORDER = Order()
"""Of a campaign that stands by itself, or whose order nobody holds."""
