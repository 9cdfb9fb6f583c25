"""How much is made or taken at most: counted in this process's memory for everybody together, so that nobody is known again.

Addresses of machines are neither kept nor counted by. What is kept of a page costs no turn: the limit is on what has to
be made, and on what is sent.
"""

from collections.abc import Callable
from threading import Lock

from tusoi.values.clock import ticking
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class TooMany(Refused):
    """More is asked for at once than is made; in a moment there is a turn again."""

    def __init__(self) -> None:
        super().__init__(_TOO_MANY)


class Turns:
    """Turns that come back at a steady rate, up to as many as may be taken at once. For several threads."""

    def __init__(
        self, a_second: float, *, at_once: int, clock: Callable[[], float] = ticking
    ) -> None:
        self._rate, self._most, self._clock = a_second, at_once, clock
        self._left, self._looked = float(at_once), clock()
        self._guard = Lock()

    def take(self) -> None:
        """Take a turn.

        Raises:
            TooMany: none is left at this moment.
        """
        with self._guard:
            moment = self._clock()
            back = (moment - self._looked) * self._rate
            self._left, self._looked = min(self._most, self._left + back), moment
            if self._left < 1:
                raise TooMany
            self._left -= 1

    def fill(self) -> None:
        """Give all turns back."""
        with self._guard:
            self._left = float(self._most)


MADE = Turns(20, at_once=200)
"""Pages, searches and files that are not kept and have to be made."""
ASKED = Turns(20, at_once=100)
"""What an office's program asks for, and words that are no token."""
SENT = Turns(2, at_once=20)
"""Answers to the question after four weeks."""

_TOO_MANY = Wording(
    vi="Lúc này có quá nhiều yêu cầu. Xin đợi vài giây rồi thử lại; trang đã mở vẫn xem được.",
    en="Too much is asked for at this moment. Wait a few seconds and try again; pages that are open can still be read.",
)
