"""How long what names who spoke is kept, and erasing it when its time is up.

What goes: speeches, attendance, and every version of the minutes but the last. What stays: the text that was
signed, its signatures, corrections and their answers, dissent, what was added, and all counts. So no figure,
gate or report can change by it. While a hold stands on a review (`holds.py`) nothing of it goes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings

from tusoi.campaigns.models import Review, WorkFact, work_tree
from tusoi.ledger.actions import act, hold_tree
from tusoi.ledger.traces import empty_the_log
from tusoi.meetings.events import RECORDS_ERASED
from tusoi.meetings.holds import reviews_held
from tusoi.meetings.minutes.queries import redo_numbers, signed_on
from tusoi.meetings.minutes.record import last_redo_begun
from tusoi.meetings.models import (
    Attendance,
    MinutesDrafted,
    RoomOpened,
    Session,
    Speech,
)

GROUND = "retention"
ERASED = (Speech, Attendance, MinutesDrafted)


@dataclass(frozen=True, slots=True)
class Due:
    """What of one unit's review has to go, and since when; `redo`: of its redos; `held`: a hold stands, so it stays."""

    campaign: str
    unit: str
    review: UUID
    redo: bool
    due_on: date
    rows: int
    held: bool = False


def kept_until(signed_on: date) -> date:
    """The day on which speeches, attendance and drafts of minutes signed on a day are erased."""
    return signed_on + timedelta(days=settings.RETENTION_DAYS)


def due(on: date) -> tuple[Due, ...]:
    """Everything whose time is up by a day, by campaign and unit, what is held among it; nothing a day early."""
    reviews = list(_reviews())
    held = reviews_held([review.pk for review in reviews])
    found = (
        _due(review, redo, on, held=review.pk in held)
        for review in reviews
        for redo in (False, True)
    )
    return tuple(sorted((one for one in found if one), key=lambda one: (one.campaign, one.unit)))


def erase(what: Due, *, by: UUID) -> int:
    """Erase what is due of one review, in one act of the campaign's tree of work; gives how many rows went.

    Erased already, as by somebody else meanwhile, or put on hold, nothing goes and there is no line.
    """
    tree = work_tree(what.campaign)
    with act(RECORDS_ERASED, by=by, campaign=what.campaign, unit=what.unit) as opened:
        hold_tree(tree)
        gone = 0
        if reviews_held([what.review]):
            return gone
        for rows in _rows(what.campaign, what.review, redo=what.redo):
            opened.erase(rows, ground=GROUND)
            gone += len(rows)
    empty_the_log()
    return gone


def _reviews() -> Iterator[Review]:
    """The reviews of which anything is kept that has a time."""
    kept: set[UUID] = set()
    for model in ERASED:
        kept.update(model._default_manager.values_list("review", flat=True).distinct())
    yield from Review.objects.filter(pk__in=kept).select_related("unit").order_by("pk")


def _due(review: Review, redo: bool, on: date, *, held: bool) -> Due | None:
    signed = _signed_on(review, redo)
    if signed is None or on < kept_until(signed):
        return None
    rows = sum(len(one) for one in _rows(review.campaign_id, review.pk, redo=redo))
    if not rows:
        return None
    until = kept_until(signed)
    return Due(review.campaign_id, review.unit.code, review.pk, redo, until, rows, held)


def _signed_on(review: Review, redo: bool) -> date | None:
    """The day on which the minutes were signed, here or on paper; of redos, those of the last one that has met."""
    campaign, last = review.campaign_id, 0
    if redo:
        last = max((last_redo_begun(campaign, review.pk), *redo_numbers(campaign, review.pk)))
    return None if redo and not last else signed_on(campaign, review.pk, last)


def _rows(campaign: str, review: UUID, *, redo: bool) -> Iterator[Sequence[WorkFact]]:
    """The rows that go, one model after the other: also those that others replaced, which would stand again."""
    about = {"campaign": campaign, "review": review}
    yield list(Speech.objects.filter(**about, redo=redo))
    again = {
        *Session.objects.filter(**about, redo=True).values_list("day", flat=True),
        *RoomOpened.objects.filter(**about, redo=True).values_list("day", flat=True),
    }
    there = list(Attendance.objects.filter(**about))
    of_redos = {one.key for one in there if one.day in again}
    yield [one for one in there if (one.key in of_redos) == redo]
    drafted = list(MinutesDrafted.objects.filter(**about).order_by("redo_number", "number"))
    last = {one.redo_number: one.number for one in drafted}
    yield [
        one
        for one in drafted
        if (one.redo_number > 0) == redo and one.number != last[one.redo_number]
    ]
