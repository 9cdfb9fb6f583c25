"""The errand that drafts the report of a large campaign: its figures are counted a piece at a time, and the last piece is the draft.

What was counted is kept beside the errand, so that whoever goes on after a killed worker counts the rest. All of it is counted
as known by one moment; the act that tells the draft judges once more that nothing was told since that is known by then.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from sys import version
from uuid import UUID

from tusoi import __version__
from tusoi.campaigns.access import Reach
from tusoi.campaigns.errand import reach_of_asker
from tusoi.campaigns.models import campaign_tree
from tusoi.campaigns.queries import family_of, units_counted
from tusoi.errands.actions import ask
from tusoi.errands.folder import files_of
from tusoi.errands.kind import Asking, Kind, Made
from tusoi.errands.queries import ErrandSeen, errand_seen, errands_of
from tusoi.figures.engine import figures_from, piece_counted
from tusoi.figures.pieces import Summing
from tusoi.figures.pieces_kept import read, written
from tusoi.figures.queries import AT_ONCE
from tusoi.ledger.models import HOST_TREE
from tusoi.ledger.queries import sizes_of
from tusoi.organisation.access import NotThere, Right
from tusoi.reports.approval import (
    LISTED,
    Prepared,
    content_from,
    draft_report,
    drafted_before,
    refuse_draft,
)
from tusoi.values.clock import now
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

CODE = "report-draft"
BEGUN, DRAFT = "begun", "draft"
"""The keys of the first piece and of the last; those between are places, such as "3/25"."""
FILE = "piece.json"
MADE_BY = f"{__version__} {version}"


class NoLongerDrafting(Refused):
    """Whoever asked may not draft reports of the campaign any more."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Which units are counted, and how many entries the trees had before anything was read."""

    units: tuple[str, ...]
    stood: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be drafted, with the reach of whoever asked."""

    reach: Reach
    as_of: date
    known_by: datetime


def ask_for_draft(reach: Reach, lang: str, *, as_of: date, known_by: datetime) -> tuple[UUID, bool]:
    """Put the drafting into the queue; gives its key, and whether it is new.

    Raises:
        NotThere, DayAhead, BeforeCampaign, KnownAhead: as `refuse_draft`.
    """
    refuse_draft(reach, as_of=as_of, known_by=known_by)
    wanted = {"as_of": as_of.isoformat(), "known_by": known_by.isoformat()}
    return ask(CODE, campaign=reach.campaign.code, by=reach.asker.id, lang=lang, wanted=wanted)


def errand_of(reach: Reach, key: UUID) -> ErrandSeen:
    """The drafting that the asker asked for.

    Raises:
        NotThere: they asked for none of that key in the campaign, or it has gone.
    """
    errand = errand_seen(key)
    if errand is None or (errand.kind, errand.by, errand.campaign) != (
        CODE,
        reach.asker.id,
        reach.campaign.code,
    ):
        raise NotThere
    return errand


def being_drafted(reach: Reach) -> tuple[ErrandSeen, ...]:
    """What the asker asked for and is not there yet, the newest first."""
    found = errands_of(reach.asker.id, CODE, reach.campaign.code)
    return tuple(one for one in found if one.done_at is None)


def draft_made(errand: ErrandSeen) -> UUID:
    """The draft that came of an errand.

    Raises:
        NotThere: there is none.
    """
    as_of, known_by = _said(errand.wanted)
    made = drafted_before(errand.campaign, as_of=as_of, known_by=known_by)
    if made is None:
        raise NotThere
    return made


def _keys(asking: Asking) -> Sequence[str]:
    """A campaign in a cascade is read whole, for the order of its gates looks at all; of another a key for each thousand units."""
    _wanted(asking)
    if family_of(asking.campaign).codes:
        return [DRAFT]
    begun = _begun(asking)
    units = units_counted(asking.campaign) if begun is None else begun.units
    count = max(1, -(-len(units) // AT_ONCE))
    return [BEGUN, *(f"{number}/{count}" for number in range(1, count + 1)), DRAFT]


def _make(asking: Asking, key: str) -> Made:
    wanted = _wanted(asking)
    if key == DRAFT:
        draft_report(
            wanted.reach,
            as_of=wanted.as_of,
            known_by=wanted.known_by,
            prepared=_prepared(asking, wanted),
        )
        return Made()
    if key == BEGUN:
        return Made({FILE: _begin(asking.campaign)})
    begun = _begun(asking)
    if begun is None:  # another version began it: the draft is counted by itself
        return Made()
    piece = piece_counted(
        asking.campaign,
        begun.units,
        _place(key, len(begun.units)),
        as_of=wanted.as_of,
        known_by=wanted.known_by,
        listed=LISTED,
    )
    return Made({FILE: written(piece)})


def _begin(campaign: str) -> bytes:
    """Where the trees stand, asked before the units are."""
    stood = sizes_of((HOST_TREE, campaign_tree(campaign)))
    units = units_counted(campaign)
    return json.dumps({"made_by": MADE_BY, "stood": stood, "units": units}).encode()


def _begun(asking: Asking) -> Begun | None:
    """How the errand began; None: it has not, or by another version of the program, whose figures may differ."""
    files = files_of(asking.id, BEGUN)
    told = json.loads(files[FILE]) if files else {}
    if told.get("made_by") != MADE_BY:
        return None
    return Begun(tuple(told["units"]), told["stood"])


def _place(key: str, units: int) -> slice:
    """Which of the units stand in a piece: of 2,500, "1/3" are the first 833."""
    number, count = map(int, key.split("/"))
    return slice(units * (number - 1) // count, units * number // count)


def _prepared(asking: Asking, wanted: Wanted) -> Prepared | None:
    """The content from what was counted; None where a piece of it is missing."""
    begun = _begun(asking)
    pieces = list(_counted(asking)) if begun else []
    if begun is None or not pieces or None in pieces:  # no piece: it came into a cascade meanwhile
        return None
    summing = Summing(wanted.as_of, LISTED)
    for piece in pieces:
        if piece is not None:
            summing.join(piece)
    at = now()
    figures = figures_from(asking.campaign, begun.units, summing, known_by=wanted.known_by)
    return Prepared(asking.id, content_from(figures, before=at), begun.stood, at)


def _counted(asking: Asking) -> Iterator[Summing | None]:
    """Each piece that was counted, in order; None for one that is not there."""
    for key in _keys(asking)[1:-1]:
        files = files_of(asking.id, key)
        yield read(files[FILE]) if files else None


def _wanted(asking: Asking) -> Wanted:
    """What is to be drafted, by the rights of the moment.

    Raises:
        NoLongerDrafting: whoever asked may not draft it now.
    """
    try:
        reach = reach_of_asker(asking)
        reach.require(Right.SEE_WHOLE)
        reach.require(Right.DRAFT_REPORT)
    except NotThere:
        raise NoLongerDrafting(_RIGHT_ENDED) from None
    return Wanted(reach, *_said(asking.wanted))


def _said(wanted: Mapping[str, str]) -> tuple[date, datetime]:
    return date.fromisoformat(wanted["as_of"]), datetime.fromisoformat(wanted["known_by"])


_RIGHT_ENDED = Wording(
    vi="Đến nay bạn không còn được soạn báo cáo của đợt này nên máy dừng lại; không có dự thảo nào được lập. Nếu cần, nhờ văn phòng đợt xem lại vai trò của bạn.",
    en="You may not draft reports of this campaign any more, so this stopped and no draft was made. If you should, ask the campaign office about your role.",
)

REPORT_DRAFT = Kind(CODE, pieces=_keys, make=_make, for_asker=False)
