"""The question after four weeks, as the public answers it: one press, counted, and nothing of who pressed."""

from tusoi.board.limits import SENT
from tusoi.board.shown import Board
from tusoi.organisation.access import NotThere
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

PUT_RIGHT, STILL_NOT = "roi", "chua"


class NotAsked(Refused):
    """Nobody is asked about this item today."""


class NoAnswer(Refused):
    """Neither of the two answers was chosen."""


def answer_question(board: Board, number: str, said: str) -> None:
    """Count one answer to whether an item is put right.

    Raises:
        NotThere: no such item is public.
        NoAnswer, NotAsked.
        TooMany: too many answer at this moment.
    """
    item = board.item(number)
    if said not in (PUT_RIGHT, STILL_NOT):
        raise NoAnswer(_NO_ANSWER)
    if item.whole_taken is not None:
        raise NotThere
    if item.asked is None:
        raise NotAsked(_NOT_ASKED)
    SENT.take()


_NO_ANSWER = Wording(
    vi="Chưa rõ bạn trả lời thế nào; hãy mở lại trang rồi bấm một trong hai nút.",
    en="It is not clear what you answer; open the page again and press one of the two buttons.",
)
_NOT_ASKED = Wording(
    vi="Hôm nay việc này không nhận câu trả lời: câu hỏi được mở bốn tuần sau ngày xác minh.",
    en="No answer is taken on this item today: the question opens four weeks after it was verified.",
)
