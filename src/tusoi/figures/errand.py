"""The errand that counts a large campaign: its figures as of a day, as known by a moment, kept for every page that asks."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.errand import reach_of_asker
from tusoi.errands.actions import ask
from tusoi.errands.kind import Asking, Kind, Made
from tusoi.errands.queries import ErrandSeen, errand_of, unfinished
from tusoi.figures.counting import Wanted, added_up, counted_piece, keys_of
from tusoi.figures.engine import figures_in_pieces
from tusoi.figures.kept import keep
from tusoi.figures.stood import stands
from tusoi.organisation.access import NotThere, Right
from tusoi.values.clock import now
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

CODE = "figures-count"
KEPT = "kept"
"""The key of the last piece."""


class NoLongerReading(Refused):
    """Whoever asked does not see all of the campaign any more."""


def ask_for_count(
    reach: Reach, lang: str, *, as_of: date, moment: datetime | None
) -> tuple[UUID, bool]:
    """Put the counting of a day into the queue, as known by a moment (None: now); gives its key, and whether it is new.

    What is being counted of that day, as known now, is not asked for twice.

    Raises:
        NotThere: the asker does not see all units.
    """
    reach.require(Right.SEE)
    for one in being_counted(reach):
        if moment is None and one.is_under_way and said_of(one) == (as_of, None):
            return one.id, False
    wanted = {
        "as_of": as_of.isoformat(),
        "known_by": (moment or now()).isoformat(),
        "past": moment is not None,
    }
    return ask(CODE, campaign=reach.campaign.code, by=reach.asker.id, lang=lang, wanted=wanted)


def count_of(reach: Reach, key: UUID) -> ErrandSeen:
    """The counting that the asker asked for.

    Raises:
        NotThere: they asked for none of that key in the campaign, or it has gone.
    """
    return errand_of(key, by=reach.asker.id, kind=CODE, campaign=reach.campaign.code)


def being_counted(reach: Reach) -> tuple[ErrandSeen, ...]:
    """What the asker asked for and is not there yet, the newest first."""
    return unfinished(reach.asker.id, CODE, reach.campaign.code)


def said_of(errand: ErrandSeen) -> tuple[date, datetime | None]:
    """The day of which a counting is, and the moment by which it is known; None: the one at which it was asked for."""
    as_of, known_by = _said(errand.wanted)
    return as_of, known_by if errand.wanted["past"] else None


def _keys(asking: Asking) -> Sequence[str]:
    _wanted(asking)
    return keys_of(asking, KEPT)


def _make(asking: Asking, key: str) -> Made:
    wanted = _wanted(asking)
    if key != KEPT:
        return counted_piece(asking, key, wanted)
    counted = added_up(asking, wanted)
    if counted is None:
        stood = stands(asking.campaign)
        counted = (
            figures_in_pieces(asking.campaign, as_of=wanted.as_of, known_by=wanted.known_by),
            stood,
        )
    keep(*counted)
    return Made()


def _wanted(asking: Asking) -> Wanted:
    """What is to be counted, by the rights of the moment.

    Raises:
        NoLongerReading: whoever asked does not see all of it now.
    """
    try:
        reach_of_asker(asking).require(Right.SEE)
    except NotThere:
        raise NoLongerReading(_RIGHT_ENDED) from None
    return Wanted(*_said(asking.wanted))


def _said(wanted: Mapping[str, Any]) -> tuple[date, datetime]:
    return date.fromisoformat(wanted["as_of"]), datetime.fromisoformat(wanted["known_by"])


_RIGHT_ENDED = Wording(
    vi="Đến nay bạn không còn được xem toàn bộ đợt này nên máy dừng lại. Nếu cần, nhờ văn phòng đợt xem lại vai trò của bạn.",
    en="You do not see all of this campaign any more, so this stopped. If you should, ask the campaign office about your role.",
)

FIGURES_COUNT = Kind(CODE, pieces=_keys, make=_make, for_asker=False)
