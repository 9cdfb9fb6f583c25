"""Looking for tables that fit what a reader knows: a number is safe while two such tables differ in it by enough.

The table as it is fits. A second one is looked for near it: set one cell, narrow the others by the sums, set the
next. Who finds one has shown that nobody can rule it out; who finds none within `TRIES` takes the number for unsafe.
So nothing here has to be solved to the end, and what it lets through is right whatever it does not find.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

MOST = 10**9
TRIES = 60
Cell = Hashable
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole and the parts that make it."""

    whole: Cell
    parts: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A later number is at least `least` above an earlier one, and the same where `least` is 0."""

    lower: Cell
    higher: Cell
    least: int


@dataclass(slots=True)
class Knowledge:
    """What a reader knows: a range for each cell, the sums, the steps between releases; and the truth, which fits.

    `found` are tables that fit too.
    """

    truth: Mapping[Cell, int]
    ranges: Mapping[Cell, Range]
    sums: Sequence[Sum] = ()
    steps: Sequence[Step] = ()
    found: list[dict[Cell, int]] = field(default_factory=list)

    def leaves_open(self, cell: Cell, width: int) -> bool:
        """Whether two tables that fit differ in the cell by `width` or more."""
        if self._spread(cell) >= width:
            return True
        narrowed = _narrowed(dict(self.ranges), self.sums, self.steps)
        if narrowed is None:
            return False
        low, high = narrowed[cell]
        if high - low < width:
            return False
        true = self.truth[cell]
        for value in _away(true, low, high, width):
            self._look(cell, value, narrowed)
            if self._spread(cell) >= width:
                return True
        return False

    def _spread(self, cell: Cell) -> int:
        values = [self.truth[cell], *(one[cell] for one in self.found)]
        return max(values) - min(values)

    def _look(self, cell: Cell, value: int, ranges: Mapping[Cell, Range]) -> None:
        """Look for a table that fits and has that value in the cell; keep it."""
        left = [TRIES]
        fits = self._fit({**ranges, cell: (value, value)}, left)
        if fits is not None:
            self.found.append(fits)

    def _fit(self, ranges: dict[Cell, Range], left: list[int]) -> dict[Cell, int] | None:
        left[0] -= 1
        narrowed = _narrowed(ranges, self.sums, self.steps)
        if narrowed is None or left[0] < 0:
            return None
        is_open = [cell for cell, (low, high) in narrowed.items() if low < high]
        if not is_open:
            return {cell: low for cell, (low, _) in narrowed.items()}
        cell = min(is_open, key=lambda one: narrowed[one][1] - narrowed[one][0])
        low, high = narrowed[cell]
        near = min(max(self.truth[cell], low), high)
        for value in dict.fromkeys((near, max(low, near - 1), min(high, near + 1), low, high)):
            fits = self._fit({**narrowed, cell: (value, value)}, left)
            if fits is not None:
                return fits
        return None


def _away(true: int, low: int, high: int, width: int) -> list[int]:
    """Values to try: as far from the truth as is needed, then nearer, on either side."""
    above = range(min(high, true + width), true, -1)
    below = range(max(low, true - width), true)
    return [value for pair in _paired(above, below) for value in pair]


def _paired(above: Sequence[int], below: Sequence[int]) -> list[tuple[int, ...]]:
    longest = max(len(above), len(below))
    return [(*above[place : place + 1], *below[place : place + 1]) for place in range(longest)]


def _narrowed(
    ranges: dict[Cell, Range], sums: Sequence[Sum], steps: Sequence[Step]
) -> dict[Cell, Range] | None:
    """The ranges as far as sums and steps narrow them; None where nothing fits."""
    found = dict(ranges)
    while True:
        before = dict(found)
        for one in sums:
            _by_sum(found, one)
        for step in steps:
            _by_step(found, step)
        if any(low > high for low, high in found.values()):
            return None
        if found == before:
            return found


def _by_sum(found: dict[Cell, Range], one: Sum) -> None:
    low = sum(found[part][0] for part in one.parts)
    high = sum(found[part][1] for part in one.parts)
    _within(found, one.whole, low, high)
    least, most = found[one.whole]
    for part in one.parts:
        own_low, own_high = found[part]
        _within(found, part, least - (high - own_high), most - (low - own_low))
        low += found[part][0] - own_low
        high += found[part][1] - own_high


def _by_step(found: dict[Cell, Range], step: Step) -> None:
    (low, high), (later_low, later_high) = found[step.lower], found[step.higher]
    _within(found, step.higher, low + step.least, high if step.least == 0 else MOST)
    _within(found, step.lower, later_low if step.least == 0 else -MOST, later_high - step.least)


def _within(found: dict[Cell, Range], cell: Cell, low: int, high: int) -> None:
    own_low, own_high = found[cell]
    found[cell] = max(own_low, low), min(own_high, high)
