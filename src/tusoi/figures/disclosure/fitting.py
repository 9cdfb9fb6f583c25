"""Looking for tables that fit what a reader knows: a number is safe while two such tables differ in it by enough.

The table as it is fits. A second one is looked for near it: set one cell, narrow the others by the sums, set the
next. Who finds one has shown that nobody can rule it out; who finds none within `TRIES` takes the number for unsafe.
So nothing here has to be solved to the end, and what it lets through is right whatever it does not find.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST = 10**9
TRIES = 24
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


class Knowledge:
    """What a reader knows: a range for each cell, the sums, the steps between releases; and the truth, which fits.

    `found` are tables that fit too, as values in the order of the cells; what fitted a reader who knew more fits here as well.
    """

    def __init__(
        self,
        truth: Mapping[Cell, int],
        ranges: Mapping[Cell, Range],
        sums: Iterable[Sum] = (),
        steps: Iterable[Step] = (),
        found: Iterable[tuple[int, ...]] = (),
    ) -> None:
        self._place = {cell: place for place, cell in enumerate(truth)}
        self._truth = tuple(truth.values())
        self._sums = [
            (self._place[one.whole], [self._place[part] for part in one.parts]) for one in sums
        ]
        self._steps = [
            (self._place[one.lower], self._place[one.higher], one.least) for one in steps
        ]
        self.found = [*found]
        lows = [ranges[cell][0] for cell in truth]
        highs = [ranges[cell][1] for cell in truth]
        self._narrow(lows, highs)
        self._lows, self._highs = lows, highs

    def width(self, cell: Cell) -> int:
        """By how much the highest value that may fit exceeds the lowest: no table that fits lies beyond."""
        place = self._place[cell]
        return self._highs[place] - self._lows[place]

    def leaves_open(self, cell: Cell, width: int) -> bool:
        """Whether two tables that fit differ in the cell by `width` or more."""
        place = self._place[cell]
        low, high, true = self._lows[place], self._highs[place], self._truth[place]
        if high - low < width:
            return False
        if not width:
            return True
        half = (width + 1) // 2
        for away in (0, width, -width, half, half - width):
            if away:
                self._look(place, min(high, max(low, true + away)))
            if self._spread(place) >= width:
                return True
        return False

    def _spread(self, place: int) -> int:
        values = [self._truth[place], *(one[place] for one in self.found)]
        return max(values) - min(values)

    def _look(self, place: int, value: int) -> None:
        """Look for a table that fits and has that value in the cell; keep it."""
        lows, highs = [*self._lows], [*self._highs]
        lows[place] = highs[place] = value
        fits = self._fit(lows, highs, [TRIES])
        if fits is not None:
            self.found.append(fits)

    def _fit(self, lows: list[int], highs: list[int], left: list[int]) -> tuple[int, ...] | None:
        """A table within these ranges, the nearest cells to the truth; None where none is found in the tries that are left."""
        left[0] -= 1
        if left[0] < 0 or not self._narrow(lows, highs):
            return None
        is_open = [place for place in range(len(lows)) if lows[place] < highs[place]]
        if not is_open:
            return tuple(lows)
        place = min(is_open, key=lambda one: highs[one] - lows[one])
        low, high = lows[place], highs[place]
        near = min(max(self._truth[place], low), high)
        for value in dict.fromkeys((near, max(low, near - 1), min(high, near + 1), low, high)):
            below, above = [*lows], [*highs]
            below[place] = above[place] = value
            fits = self._fit(below, above, left)
            if fits is not None:
                return fits
        return None

    def _narrow(self, lows: list[int], highs: list[int]) -> bool:
        """Narrow the ranges as far as sums and steps do; whether something still fits."""
        before: tuple[int, ...] = ()
        while before != (now := (*lows, *highs)):
            before = now
            for whole, parts in self._sums:
                _by_sum(lows, highs, whole, parts)
            for lower, higher, least in self._steps:
                _by_step(lows, highs, lower, higher, least)
            if any(low > high for low, high in zip(lows, highs, strict=True)):
                return False
        return True


def _by_sum(lows: list[int], highs: list[int], whole: int, parts: Sequence[int]) -> None:
    low, high = sum([lows[part] for part in parts]), sum([highs[part] for part in parts])
    lows[whole], highs[whole] = max(lows[whole], low), min(highs[whole], high)
    for part in parts:
        own_low, own_high = lows[part], highs[part]
        lows[part] = max(own_low, lows[whole] - (high - own_high))
        highs[part] = min(own_high, highs[whole] - (low - own_low))
        low, high = low + lows[part] - own_low, high + highs[part] - own_high


def _by_step(lows: list[int], highs: list[int], lower: int, higher: int, least: int) -> None:
    lows[higher] = max(lows[higher], lows[lower] + least)
    highs[lower] = min(highs[lower], highs[higher] - least)
    if not least:
        lows[lower], highs[higher] = (
            max(lows[lower], lows[higher]),
            min(highs[higher], highs[lower]),
        )
