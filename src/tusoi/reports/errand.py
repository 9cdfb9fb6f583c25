"""The errand that drafts the report of a large campaign: its figures are counted a piece at a time, and the last piece is the draft.

The act that tells the draft judges once more that nothing was told since the counting began that is known by its moment.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.errand import reach_of_asker
from tusoi.errands.actions import ask
from tusoi.errands.kind import Asking, Kind, Made
from tusoi.errands.queries import ErrandSeen, unfinished
from tusoi.errands.queries import errand_of as errand_found
from tusoi.figures.counting import Wanted, added_up, counted_piece, keys_of
from tusoi.figures.kept import keep
from tusoi.organisation.access import NotThere, Right
from tusoi.reports.approval import (
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
DRAFT = "draft"
"""The key of the last piece."""


class NoLongerDrafting(Refused):
    """Whoever asked may not draft reports of the campaign any more."""


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
    return errand_found(key, by=reach.asker.id, kind=CODE, campaign=reach.campaign.code)


def being_drafted(reach: Reach) -> tuple[ErrandSeen, ...]:
    """What the asker asked for and is not there yet, the newest first."""
    return unfinished(reach.asker.id, CODE, reach.campaign.code)


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
    _wanted(asking)
    return keys_of(asking, DRAFT)


def _make(asking: Asking, key: str) -> Made:
    reach, wanted = _wanted(asking)
    if key != DRAFT:
        return counted_piece(asking, key, wanted)
    draft_report(
        reach,
        as_of=wanted.as_of,
        known_by=wanted.known_by,
        prepared=_prepared(asking, wanted),
    )
    return Made()


def _prepared(asking: Asking, wanted: Wanted) -> Prepared | None:
    """The content from what was counted, which is kept for others who ask for that day; None where a piece is missing."""
    counted = added_up(asking, wanted)
    if counted is None:
        return None
    figures, stood = counted
    keep(figures, stood)
    at = now()
    return Prepared(content_from(figures, before=at), stood, at)


def _wanted(asking: Asking) -> tuple[Reach, Wanted]:
    """What is to be drafted, with the reach of whoever asked, by the rights of the moment.

    Raises:
        NoLongerDrafting: whoever asked may not draft it now.
    """
    try:
        reach = reach_of_asker(asking)
        reach.require(Right.SEE_WHOLE)
        reach.require(Right.DRAFT_REPORT)
    except NotThere:
        raise NoLongerDrafting(_RIGHT_ENDED) from None
    return reach, Wanted(*_said(asking.wanted))


def _said(wanted: Mapping[str, str]) -> tuple[date, datetime]:
    return date.fromisoformat(wanted["as_of"]), datetime.fromisoformat(wanted["known_by"])


_RIGHT_ENDED = Wording(
    vi="Đến nay bạn không còn được soạn báo cáo của đợt này nên máy dừng lại; không có dự thảo nào được lập. Nếu cần, nhờ văn phòng đợt xem lại vai trò của bạn.",
    en="You may not draft reports of this campaign any more, so this stopped and no draft was made. If you should, ask the campaign office about your role.",
)

REPORT_DRAFT = Kind(CODE, pieces=_keys, make=_make, for_asker=False)
