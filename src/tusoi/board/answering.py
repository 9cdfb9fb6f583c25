"""The question after four weeks, as the public answers it: one press, counted, and nothing of who pressed.

Presses are gathered in this process and told at most once in a while, as counts of a day: no line of the ledger keeps the
moment of a press, and a crowd that presses moves no figure of the office's more often than that.
"""

import atexit
from collections import defaultdict
from threading import Lock, Timer

from django.conf import settings
from django.db import connection

from tusoi.board.limits import SENT, take_turn
from tusoi.board.shown import Board
from tusoi.organisation.access import Account, NotThere
from tusoi.organisation.actions import UnknownAccount, account_named, add_account
from tusoi.remediation.living import FeltCount, count_felt
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

PUT_RIGHT, STILL_NOT = "roi", "chua"
COUNTS = "Bảng công khai"
"""The account by which the board tells what it counted; nobody signs in with it."""


class NotAsked(Refused):
    """Nobody is asked about this item today."""


class NoAnswer(Refused):
    """Neither of the two answers was chosen."""


def answer_question(board: Board, number: str, said: str) -> None:
    """Count one answer to whether an item is put right. It shows within the minute.

    Raises:
        NotThere: no such item is public.
        NoAnswer, NotAsked.
        TooMany: too many answer at this moment.
    """
    item = board.item(number)
    if not item.is_counted:
        raise NotThere
    if said not in (PUT_RIGHT, STILL_NOT):
        raise NoAnswer(_NO_ANSWER)
    if item.asked is None:
        raise NotAsked(_NOT_ASKED)
    take_turn(SENT)
    gather(board.campaign.code, number, said)


def gather(campaign: str, number: str, said: str) -> None:
    """Count one answer within the minute, among all others."""
    _GATHERED.add(campaign, number, said)


class Gathered:
    """What was pressed and not told yet: by campaign and item how often either. For several threads."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._counts: dict[str, dict[str, FeltCount]] = defaultdict(dict)
        self._timer: Timer | None = None

    def add(self, campaign: str, number: str, said: str) -> None:
        """Gather one answer; the first since the last telling sets when the next one is."""
        with self._guard:
            had = self._counts[campaign].get(number, FeltCount())
            self._counts[campaign][number] = FeltCount(
                had.put_right + (said == PUT_RIGHT), had.still_not + (said == STILL_NOT)
            )
            if settings.BOARD_COUNTS_AFTER and self._timer is None:
                self._timer = Timer(settings.BOARD_COUNTS_AFTER, self._tell_alone)
                self._timer.daemon = True
                self._timer.start()
        if not settings.BOARD_COUNTS_AFTER:
            self.tell()

    def tell(self) -> None:
        """Tell what was gathered: one act for each campaign."""
        with self._guard:
            counts, self._counts, self._timer = self._counts, defaultdict(dict), None
        for campaign, by_item in counts.items():
            count_felt(campaign, by_item, by=_counting().pk)

    def _tell_alone(self) -> None:
        """The same in a thread of its own, whose connection goes with it."""
        try:
            self.tell()
        finally:
            connection.close()


def _counting() -> Account:
    try:
        return account_named(COUNTS)
    except UnknownAccount:
        return add_account(COUNTS)


_GATHERED = Gathered()
atexit.register(_GATHERED.tell)

_NO_ANSWER = Wording(
    vi="Chưa rõ bạn trả lời thế nào; hãy mở lại trang rồi bấm một trong hai nút.",
    en="It is not clear what you answer; open the page again and press one of the two buttons.",
)
_NOT_ASKED = Wording(
    vi="Hôm nay việc này không nhận câu trả lời: câu hỏi được mở bốn tuần sau ngày xác minh.",
    en="No answer is taken on this item today: the question opens four weeks after it was verified.",
)
