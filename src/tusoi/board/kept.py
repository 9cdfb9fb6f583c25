"""Answers kept in this process: made once for all who ask, for as long as nothing that they show is recorded.

An answer depends on its address, its language, the day, the last entries of the campaign's tree and of the
host's, and on what witnesses have vouched for. Whether anything was recorded at all is one small query, asked once a second however many readers come (to open a
connection costs more than a page); only where something was are the two entries asked for.
"""

from collections.abc import Callable, Hashable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from tusoi.board.answer import Answer, answer_of
from tusoi.board.limits import MADE, take_turn
from tusoi.campaigns.queries import tree_of
from tusoi.ledger.models import HOST_TREE
from tusoi.ledger.reading import Newest, newest, tips
from tusoi.ledger.shelf import Shelf
from tusoi.values.clock import ticking, today

PLACES = 256
LARGEST = 2 * 1024 * 1024
"""Bytes of an answer that is kept; a larger one is made each time."""


class _NotKept(Exception):
    """What was made is not to be kept: a refusal, or too large."""

    def __init__(self, response: HttpResponseBase) -> None:
        self.response = response


_ANSWERS: Shelf[Answer] = Shelf(PLACES)
_NOTHING = Newest(b"", 0, 0)
_LOOKED = [(float("-inf"), _NOTHING)]
_DEPENDS: list[tuple[Newest, dict[str, Hashable]]] = [(_NOTHING, {})]
"""What each campaign's answers depend on, as long as the entry added last stays the last."""


def answered(
    request: HttpRequest, asked: Hashable, campaign: str, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """What `make` answers to what is asked, kept; `campaign` is the code of the one shown ("": all of them).

    No query within a second of the last look, one where nothing was recorded since, else two.

    Raises:
        TooMany: it is not kept, and too much has been made at this moment.
    """
    last = _last()
    key = (_depends_on(campaign, last), today(), asked)
    try:
        answer = _ANSWERS.take(key, lambda: _made(make), if_still=lambda: newest() == last)
    except _NotKept as made:
        return made.response
    return answer.to(request)


def _last() -> Newest:
    """What was recorded and vouched for last, as it was at most `BOARD_LOOKS_AGAIN_AFTER` seconds ago."""
    moment, last = _LOOKED[0]
    if ticking() - moment < settings.BOARD_LOOKS_AGAIN_AFTER:
        return last
    moment, last = ticking(), newest()
    _LOOKED[0] = (moment, last)
    return last


def put_away() -> None:
    """Forget all that is kept."""
    _ANSWERS.clear()


def _depends_on(campaign: str, last: Newest) -> Hashable:
    """The last entries of the trees that a campaign's answers show, asked for once while nothing is recorded anywhere."""
    if not campaign:
        return last
    at, known = _DEPENDS[0]
    if at != last:
        _DEPENDS[0] = (last, known := {})
    if campaign not in known:
        found = tips((HOST_TREE, tree_of(campaign)))
        depends = last.vouched, *sorted((one.tree, one.leaf) for one in found.values())
        if tree_of(campaign) not in found:
            return depends
        known[campaign] = depends
    return known[campaign]


def _made(make: Callable[[], HttpResponseBase]) -> Answer:
    take_turn(MADE)
    response = make()
    if not isinstance(response, HttpResponse) or response.status_code != 200:
        raise _NotKept(response)
    if len(response.content) > LARGEST:
        raise _NotKept(response)
    return answer_of(response)
