"""Turns that come back at a steady rate: how often something may happen, for everybody together and knowing nobody."""

from collections.abc import Callable
from threading import Lock

from tusoi.values.clock import ticking


class Turns:
    """Turns that come back, up to as many as may be taken at once: a number and a moment, in memory. For several threads."""

    __slots__ = ("_clock", "_guard", "_left", "_looked", "_most", "_rate")

    def __init__(
        self, a_second: float, *, at_once: int, clock: Callable[[], float] = ticking
    ) -> None:
        self._rate, self._most, self._clock = a_second, at_once, clock
        self._left, self._looked = float(at_once), clock()
        self._guard = Lock()

    def are_left(self) -> bool:
        """Whether there is a turn at this moment."""
        with self._guard:
            return self._there()

    def take(self) -> bool:
        """Take a turn; whether there was one."""
        with self._guard:
            there = self._there()
            self._left -= 1 if there else 0
            return there

    def fill(self) -> None:
        """Give all turns back."""
        with self._guard:
            self._left = float(self._most)

    def _there(self) -> bool:
        """A clock set back gives nothing back."""
        moment = self._clock()
        back = max(0.0, moment - self._looked) * self._rate
        self._left, self._looked = min(self._most, self._left + back), moment
        return self._left >= 1
