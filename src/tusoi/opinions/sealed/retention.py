"""How long what is sealed is kept, who may hold up its destruction, and destroying it.

Nothing a day early. Live rows vanish at once; what backups and the log still hold vanishes when they rotate, or when
the trustees destroy the wraps: the page says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import tell_by_hand, work_act
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.ledger.traces import empty_the_log, overwrite_what_goes
from tusoi.opinions.sealed.channel import Channel, channel_of
from tusoi.opinions.sealed.events import DESTRUCTION_HELD, SEALED_DESTROYED
from tusoi.opinions.sealed.models import (
    DestructionHeld,
    ReplyLeft,
    SealedDestroyed,
    SealedOpinion,
    Spooled,
)
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

KEPT_DAYS = 90
LONGEST_DAYS = 365
"""After intake closed; a hold reaches no further."""
GROUND = "retention"


class NotDue(Refused):
    """What is sealed has not been kept as long as it is to be, or its destruction is held up."""


class HoldTooLong(Refused):
    """A hold reaches beyond what may be, or back."""


class StillWaiting(Refused):
    """Opinions wait for a batch that nobody has released."""


@dataclass(frozen=True, slots=True)
class Destroyed:
    """How many opinions and replies went, on which day, attested by whom."""

    on: date
    opinions: int
    replies: int
    signers: tuple[str, ...]


def kept_until(channel: Channel) -> date:
    """The day on which what is sealed is due to be destroyed: ninety days after intake closed, or when the hold ends."""
    due = channel.closes_on + timedelta(days=KEPT_DAYS)
    hold = DestructionHeld.objects.known().filter(campaign=channel.code).last()
    return due if hold is None else max(due, hold.until)


def hold_destruction(reach: Reach, until: date, reason: str) -> Told:
    """Hold up the destruction until a day, for a reason: something sealed is still needed.

    Raises:
        NotThere: the asker may not.
        HoldTooLong: the day is past, or more than a year after intake closed.
    """
    reach.require(Right.OPEN_CHANNEL)
    channel = channel_of(reach.campaign.code, today())
    last = channel.closes_on + timedelta(days=LONGEST_DAYS)
    if not today() < until <= last or not reason.strip():
        raise HoldTooLong(_HOLD.filled(last=last))
    with work_act(reach, DESTRUCTION_HELD, until=until.isoformat()) as opened:
        fact = DestructionHeld(
            **by_hand(channel.code, "hold", today()),
            campaign_id=channel.code,
            until=until,
            reason=reason.strip(),
        )
        return tell_by_hand(opened, [fact])


def destroy_sealed(reach: Reach, *, signers: tuple[str, ...] = ()) -> Destroyed:
    """Erase every sealed opinion and reply of a campaign, and record it; digests stay.

    Raises:
        NotThere: the asker may not.
        NotDue: it is not due yet.
        StillWaiting: something still waits for its batch.
    """
    reach.require(Right.OPEN_CHANNEL)
    code = reach.campaign.code
    channel = channel_of(code, today())
    due = kept_until(channel)
    if today() < due:
        raise NotDue(_NOT_DUE.filled(due=due))
    overwrite_what_goes()
    with work_act(reach, SEALED_DESTROYED) as opened:
        if Spooled.objects.filter(campaign=code).exists():
            raise StillWaiting(_WAITING)
        opinions = list(SealedOpinion.objects.filter(campaign=code))
        replies = list(ReplyLeft.objects.filter(campaign=code))
        gone = Destroyed(today(), len(opinions), len(replies), signers)
        opened.erase(opinions, ground=GROUND)
        opened.erase(replies, ground=GROUND)
        fact = SealedDestroyed(
            **by_hand(code, f"destroyed {today().isoformat()}", today()),
            campaign_id=code,
            opinions=gone.opinions,
            replies=gone.replies,
            signers=list(signers),
        )
        tell_by_hand(opened, [fact])
    empty_the_log()
    return gone


def destructions(code: str) -> tuple[Destroyed, ...]:
    """Every destruction recorded of a campaign."""
    rows = SealedDestroyed.objects.known().filter(campaign=code).order_by("day")
    return tuple(Destroyed(one.day, one.opinions, one.replies, tuple(one.signers)) for one in rows)


_HOLD = Wording(
    vi="Chỉ hoãn hủy được đến một ngày sau hôm nay và không quá {last}, có ghi lý do. Chưa ghi gì.",
    en="Destruction can be held up to a day after today and no later than {last}, with a reason. Nothing was recorded.",
)
_NOT_DUE = Wording(
    vi="Ý kiến niêm phong được giữ đến {due}; trước ngày ấy không hủy.",
    en="What is sealed is kept until {due}; nothing is destroyed before that day.",
)
_WAITING = Wording(
    vi="Còn ý kiến chờ chuyển cho những người giữ khóa. Chuyển lô cuối trước, rồi mới hủy.",
    en="Opinions still wait for the trustees. Release the last batch first, then destroy.",
)
