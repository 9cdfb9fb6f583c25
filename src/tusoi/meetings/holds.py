"""Holding what a unit's review keeps past its time, and lifting the hold: two persons of the inspection commission.

While a hold stands `retention` erases nothing of that review. Each hold is a fact with its day and reason, and so is
its end; a hold that was lifted is followed by another, never by the same one again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import (
    REASON_LENGTH,
    Seat,
    review_of,
    round_of,
    tell_by_hand,
    work_act,
)
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import by_hand
from tusoi.meetings.events import HOLD_LIFTED, RETENTION_HELD
from tusoi.meetings.models import HoldLifted, RetentionHeld
from tusoi.organisation.queries import account_names
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same


class HeldAlready(Refused):
    """A hold stands on that review already."""


class NoHold(Refused):
    """No hold of that number stands on the review."""


class SamePersonLifts(Refused):
    """Whoever set a hold does not lift it."""


class ReasonMissing(Refused):
    """A hold is set or lifted with a reason, of a length that can be read."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold: its number, since when, by whom and why; and how it ended (`lifted_on` None: it stands)."""

    review: UUID
    number: int
    since: date
    reason: str
    by: UUID
    by_name: str
    lifted_on: date | None = None
    lifted_by_name: str = ""
    lifted_because: str = ""

    @property
    def stands(self) -> bool:
        """Whether it is not lifted."""
        return self.lifted_on is None


def set_hold(reach: Reach, unit: str, reason: str) -> Told:
    """From today on nothing of the unit's review is erased.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        ReasonMissing, HeldAlready.
    """
    reach.require(Right.RECORD_INSPECTION, unit)
    reason = _reason(reason)
    with work_act(reach, RETENTION_HELD) as opened:
        there = holds_of(reach, unit)
        standing = next((one for one in there if one.stands), None)
        if standing is not None:
            if standing.reason == reason and standing.by == reach.asker.id:
                return Told(same=1)
            said = _HELD.filled(unit=unit, since=standing.since, name=same(standing.by_name))
            raise HeldAlready(said)
        return _tell(opened, reach, unit, RetentionHeld, len(there) + 1, reason)


def lift_hold(reach: Reach, unit: str, number: int, reason: str) -> Told:
    """The hold ends today; whoever set it may not lift it.

    Raises:
        NotThere: the asker may not, or there is no such unit.
        ReasonMissing, NoHold, SamePersonLifts.
    """
    reach.require(Right.RECORD_INSPECTION, unit)
    reason = _reason(reason)
    with work_act(reach, HOLD_LIFTED) as opened:
        found = next((one for one in holds_of(reach, unit) if one.number == number), None)
        if found is None or (not found.stands and found.lifted_because != reason):
            raise NoHold(_NONE.filled(unit=unit))
        if not found.stands:
            return Told(same=1)
        if found.by == reach.asker.id:
            raise SamePersonLifts(_SAME_PERSON.filled(name=same(found.by_name)))
        return _tell(opened, reach, unit, HoldLifted, number, reason)


def holds_of(reach: Reach, unit: str) -> tuple[Hold, ...]:
    """Every hold there was on a unit's review, in order. Three queries."""
    review = review_of(reach, unit)
    return _holds([review])


def reviews_held(reviews: Collection[UUID]) -> frozenset[UUID]:
    """Those of some reviews on which a hold stands. Two queries."""
    lifted = set(
        HoldLifted.objects.known().filter(review__in=reviews).values_list("review", "number")
    )
    there = RetentionHeld.objects.known().filter(review__in=reviews)
    rows = there.values_list("review", "number")
    return frozenset(review for review, number in rows if (review, number) not in lifted)


def _holds(reviews: Collection[UUID]) -> tuple[Hold, ...]:
    there = list(RetentionHeld.objects.known().filter(review__in=reviews).order_by("number"))
    ended = HoldLifted.objects.known().filter(review__in=reviews)
    lifted = {(one.review_id, one.number): one for one in ended}
    names = account_names(one.told_by_id for one in [*there, *lifted.values()])
    found = []
    for one in there:
        end = lifted.get((one.review_id, one.number))
        found.append(
            Hold(
                review=one.review_id,
                number=one.number,
                since=one.day,
                reason=one.reason,
                by=one.told_by_id,
                by_name=names.get(one.told_by_id, ""),
                lifted_on=end.day if end else None,
                lifted_by_name=names.get(end.told_by_id, "") if end else "",
                lifted_because=end.reason if end else "",
            )
        )
    return tuple(found)


def _tell(
    opened: Act,
    reach: Reach,
    unit: str,
    model: type[RetentionHeld] | type[HoldLifted],
    number: int,
    reason: str,
) -> Told:
    aspect = f"{'hold' if model is RetentionHeld else 'lifted'}-{number}"
    columns = {**by_hand(unit, aspect, today()), **round_of(reach).review(Seat(unit))}
    return tell_by_hand(opened, [model(**columns, number=number, reason=reason)])


def _reason(said: str) -> str:
    """A reason without blanks at its ends.

    Raises:
        ReasonMissing: there is none, or it is too long.
    """
    said = said.strip()
    if not said or len(said) > REASON_LENGTH:
        raise ReasonMissing(_NO_REASON.filled(longest=REASON_LENGTH))
    return said


_HELD = Wording(
    vi="Hồ sơ kiểm điểm của đơn vị {unit} đã được giữ lại từ ngày {since} ({name}); không cần giữ lần nữa.",
    en="What the review of unit {unit} keeps has been on hold since {since} ({name}); it need not be held again.",
)
_NONE = Wording(
    vi="Không có lệnh giữ lại nào như vậy đang hiệu lực ở đơn vị {unit}; hãy xem lại trang này.",
    en="No such hold stands on the review of unit {unit}; look at this page again.",
)
_SAME_PERSON = Wording(
    vi="{name} đã giữ lại hồ sơ này, nên một người khác của Ủy ban Kiểm tra mới thôi giữ được.",
    en="{name} put this on hold, so somebody else of the inspection commission lifts it.",
)
_NO_REASON = Wording(
    vi="Hãy nêu lý do, nhiều nhất {longest} ký tự. Chưa ghi gì.",
    en="Give a reason of at most {longest} characters. Nothing was recorded.",
)
