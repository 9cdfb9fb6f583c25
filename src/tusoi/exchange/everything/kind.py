"""The errand that writes everything of a campaign as text, a workbook a piece, and the campaign's file last of all."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.errand import reach_of_asker
from tusoi.errands.actions import ask
from tusoi.errands.folder import file_of
from tusoi.errands.kind import Asking, Kind, Made
from tusoi.errands.queries import ErrandSeen, errand_of, errands_of, unfinished
from tusoi.exchange.columns import CAMPAIGN_FILE, PEOPLE, REVIEWS, SHEETS, UNITS, Sheet
from tusoi.exchange.everything.text import read_back, text_of
from tusoi.exchange.export import campaign_text, days_of_deeds, owed, row_of, seat_key
from tusoi.exchange.reader import csv_name
from tusoi.exchange.retell import Retelling
from tusoi.exchange.workbooks import Row
from tusoi.guidance.queries import guidance_set
from tusoi.organisation.access import NotThere, Right
from tusoi.values.clock import now
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

CODE = "everything"
_SHEETS = {csv_name(sheet): sheet for sheet in SHEETS}


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
    return [*_SHEETS, CAMPAIGN_FILE]


def _make(asking: Asking, key: str) -> Made:
    _judged(asking)
    writing = _Writing(asking)
    content = writing.campaign_file() if key == CAMPAIGN_FILE else writing.workbook(_SHEETS[key])
    return Made({f"{asking.campaign}/{key}": content})


def _judged(asking: Asking) -> None:
    """Whoever asked may still do so.

    Raises:
        NoLongerExchanging: they may not.
    """
    try:
        reach_of_asker(asking).require(Right.EXCHANGE)
    except NotThere:
        raise NoLongerExchanging(_RIGHT_ENDED) from None


class _Writing:
    """What stands of the campaign by the moment asked for, on its way into text; what was written is read back for what follows from it."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        known_by = datetime.fromisoformat(asking.wanted["known_by"])
        self.told = Retelling(asking.campaign, known_by=known_by)
        self.criteria = len(guidance_set(self.told.terms.guidance_set).criteria)

    def workbook(self, sheet: Sheet) -> Iterator[bytes]:
        return text_of(sheet, self._rows(sheet), criteria=self.criteria, lang=self.asking.lang)

    def _rows(self, sheet: Sheet) -> Iterator[Row]:
        there = set()
        for row in map(row_of, (one.record for one in self.told.rows(sheet))):
            if sheet is REVIEWS:
                there.add(seat_key(row))
            yield row
        if sheet is REVIEWS:
            units = self._written(UNITS, ("unit", "block"))
            yield from owed(units, self._written(PEOPLE, ("unit", "post", "rank")), there)

    def campaign_file(self) -> bytes:
        last = max(self._days(), default=self.told.terms.as_of)
        return campaign_text(self.told.terms, last)

    def _days(self) -> Iterator[date]:
        """The days on which something happened, of all rows."""
        for sheet in SHEETS:
            for row in self._written(sheet, days_of_deeds(sheet)):
                for said in "; ".join(row.values()).split("; "):
                    with suppress(ValueError):  # empty, or not stated
                        yield date.fromisoformat(said)

    def _written(self, sheet: Sheet, keys: Sequence[str]) -> Iterator[dict[str, str]]:
        name, lang = csv_name(sheet), self.asking.lang
        with file_of(self.asking.id, name, f"{self.asking.campaign}/{name}") as file:
            yield from read_back(file, sheet, keys, criteria=self.criteria, lang=lang)


_RIGHT_ENDED = Wording(
    vi="Đến nay bạn không còn được trao đổi sổ bảng của toàn đợt này nên máy dừng lại. Nếu cần, nhờ văn phòng đợt xem lại vai trò của bạn.",
    en="You may not exchange workbooks of this whole campaign any more, so this stopped. If you should, ask the campaign office about your role.",
)

EVERYTHING = Kind(CODE, pieces=_keys, make=_make)
