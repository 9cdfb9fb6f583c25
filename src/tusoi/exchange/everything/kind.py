"""The errand that writes everything of a campaign as text, a file a piece."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.errand import reach_of_asker
from tusoi.errands.actions import ask
from tusoi.errands.folder import file_of
from tusoi.errands.kind import Asking, Kind, Made
from tusoi.errands.queries import ErrandSeen, errand_of, errands_of, unfinished
from tusoi.exchange.everything.writing import NAMES, Writing
from tusoi.organisation.access import NotThere, Right
from tusoi.values.clock import now
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

CODE = "everything"


class NoLongerExchanging(Refused):
    """Whoever asked may not exchange workbooks of the whole campaign any more."""


def ask_for_everything(reach: Reach, lang: str, *, moment: datetime | None) -> tuple[UUID, bool]:
    """Put the writing of everything into the queue, as known by a moment (None: now); gives its key, and whether it is new.

    What is being written as known now is not asked for twice.

    Raises:
        NotThere: the asker may not exchange workbooks of the campaign.
    """
    reach.require(Right.EXCHANGE)
    for one in unfinished(reach.asker.id, CODE, reach.campaign.code):
        if moment is None and one.is_under_way and known_then(one) is None:
            return one.id, False
    wanted = {"known_by": (moment or now()).isoformat(), "past": moment is not None}
    return ask(CODE, campaign=reach.campaign.code, by=reach.asker.id, lang=lang, wanted=wanted)


def everything_asked(reach: Reach) -> tuple[ErrandSeen, ...]:
    """What the asker asked for in the campaign and is still there, the newest first."""
    return errands_of(reach.asker.id, CODE, reach.campaign.code)


def everything_of(reach: Reach, key: UUID) -> ErrandSeen:
    """One of these.

    Raises:
        NotThere: they asked for none of that key in the campaign, or it has gone.
    """
    return errand_of(key, by=reach.asker.id, kind=CODE, campaign=reach.campaign.code)


def known_then(errand: ErrandSeen) -> datetime | None:
    """The moment as known by which it is written; None: the one at which it was asked for."""
    return datetime.fromisoformat(errand.wanted["known_by"]) if errand.wanted["past"] else None


def _keys(asking: Asking) -> Sequence[str]:
    _judged(asking)
    return NAMES


def _make(asking: Asking, name: str) -> Made:
    _judged(asking)
    writing = Writing(
        asking.campaign,
        known_by=datetime.fromisoformat(asking.wanted["known_by"]),
        lang=asking.lang,
        opened=lambda before: file_of(asking.id, before, f"{asking.campaign}/{before}"),
    )
    return Made({f"{asking.campaign}/{name}": writing.file(name)})


def _judged(asking: Asking) -> None:
    """Whoever asked may still do so.

    Raises:
        NoLongerExchanging: they may not.
    """
    try:
        reach_of_asker(asking).require(Right.EXCHANGE)
    except NotThere:
        raise NoLongerExchanging(_RIGHT_ENDED) from None


_RIGHT_ENDED = Wording(
    vi="Đến nay bạn không còn được trao đổi sổ bảng của toàn đợt này nên máy dừng lại. Nếu cần, nhờ văn phòng đợt xem lại vai trò của bạn.",
    en="You may not exchange workbooks of this whole campaign any more, so this stopped. If you should, ask the campaign office about your role.",
)

EVERYTHING = Kind(CODE, pieces=_keys, make=_make)
