"""How much is made or taken at most: counted in this process's memory for everybody together, so that nobody is known again.

Addresses of machines are neither kept nor counted by. What is kept of a page costs no turn: the limit is on what has to
be made, and on what is sent.
"""

from tusoi.values.refusal import Refused
from tusoi.values.turns import Turns
from tusoi.values.wording import Wording


class TooMany(Refused):
    """More is asked for at once than is made; in a moment there is a turn again."""

    def __init__(self) -> None:
        super().__init__(_TOO_MANY)


def take_turn(turns: Turns) -> None:
    """Take a turn.

    Raises:
        TooMany: none is left at this moment.
    """
    if not turns.take():
        raise TooMany


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
