"""How long what is sealed is kept, who may hold up its destruction, and destroying it.

Nothing a day early, nothing while it is held up. Live rows vanish at once; what backups and the log still hold
vanishes when they rotate, or is of no use once every copy of the wraps is gone: the page says which of it is proved.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import tell_by_hand, work_act
from tusoi.ledger.actions import Told
from tusoi.ledger.source import by_hand
from tusoi.ledger.traces import empty_the_log, overwrite_what_goes
from tusoi.opinions.sealed.channel import Channel, channel_of
from tusoi.opinions.sealed.events import DESTRUCTION_HELD, SEALED_DESTROYED
from tusoi.opinions.sealed.models import (
    DestructionHeld,
    FeltByReceipt,
    ReplyLeft,
    SealedDestroyed,
    SealedOpinion,
    Spooled,
)
from tusoi.opinions.sealed.protocol.destruction import Statement, Wraps, attested
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

KEPT_DAYS = 90
LONGEST_DAYS = 365
"""After intake closed; a hold reaches no further."""
GROUND = "retention"


class NotDue(Refused):
    """What is sealed has not been kept as long as it is to be."""


class DestructionOnHold(Refused):
    """Somebody holds the destruction up until a later day."""


class SignedEarly(Refused):
    """A trustee's statement is of a day before the destruction was due, or of one that has not come."""


class NothingLeft(Refused):
    """Nothing sealed is here any more, and no trustee's record was brought."""


class HoldTooLong(Refused):
    """A hold reaches beyond what may be, or back."""


class StillWaiting(Refused):
    """Opinions wait for a batch that nobody has released."""


@dataclass(frozen=True, slots=True)
class Destroyed:
    """How many opinions and replies went, on which day; which trustees signed that their wraps are gone. `again`: told before."""

    on: date
    opinions: int
    replies: int
    signers: tuple[str, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """The destruction is held up until a day, for a reason."""

    until: date
    reason: str


def kept_until(channel: Channel) -> date:
    """The day on which what is sealed is due to be destroyed: ninety days after intake closed, or when the hold ends."""
    hold = hold_on(channel)
    return max(_due(channel), hold.until) if hold else _due(channel)


def hold_on(channel: Channel) -> Hold | None:
    """The hold that keeps what is sealed beyond its day, whether or not that has come. One query."""
    told = DestructionHeld.objects.known().filter(campaign=channel.code).last()
    return Hold(told.until, told.reason) if told and told.until > _due(channel) else None


def _due(channel: Channel) -> date:
    return channel.closes_on + timedelta(days=KEPT_DAYS)


def due_for_destruction(on: date) -> tuple[tuple[str, date], ...]:
    """The campaigns with something sealed that is due to be destroyed on a day, and since when."""
    kept = {
        *SealedOpinion.objects.values_list("campaign", flat=True).distinct(),
        *ReplyLeft.objects.values_list("campaign", flat=True).distinct(),
    }
    since = ((code, kept_until(channel_of(code, on))) for code in sorted(kept))
    return tuple((code, day) for code, day in since if day <= on)


def hold_destruction(reach: Reach, until: date, reason: str) -> Told:
    """Hold up the destruction until a day, for a reason: something sealed is still needed.

    Raises:
        NotThere: the asker may not.
        HoldTooLong: the day is past, or more than a year after intake closed, or before that of the hold that stands.
    """
    reach.require(Right.OPEN_CHANNEL)
    channel = channel_of(reach.campaign.code, today())
    last = channel.closes_on + timedelta(days=LONGEST_DAYS)
    if not today() < until <= last or not reason.strip():
        raise HoldTooLong(_HOLD.filled(last=last))
    stands = hold_on(channel)
    if stands is not None and until < stands.until:
        raise HoldTooLong(_LONGER.filled(until=stands.until))
    with work_act(reach, DESTRUCTION_HELD, until=until.isoformat()) as opened:
        fact = DestructionHeld(
            **by_hand(channel.code, "hold", today()),
            campaign_id=channel.code,
            until=until,
            reason=reason.strip(),
        )
        return tell_by_hand(opened, [fact])


def destroy_sealed(reach: Reach, record: Any | None = None) -> Destroyed:
    """Erase every sealed opinion and reply of a campaign, and record it; digests stay.

    `record` is the file in which trustees signed that they destroyed their wraps: whoever keeps a key, or the office,
    may bring it, with the rows or after them. Without one the office erases the rows, which are due all the same
    where keys are lost. A record brought again is told once.

    Raises:
        NotThere: the asker may not.
        NotDue, DestructionOnHold: it is not the day.
        StillWaiting: something still waits for its batch.
        Refused: the record is not to be believed (`protocol/destruction.py`), or SignedEarly.
        NothingLeft: the rows went before, and there is no record.
    """
    right = (
        Right.HOLD_KEY if record is not None and reach.may(Right.HOLD_KEY) else Right.OPEN_CHANNEL
    )
    reach.require(right)
    code = reach.campaign.code
    channel = channel_of(code, today())
    overwrite_what_goes()
    with work_act(reach, SEALED_DESTROYED) as opened:
        _refuse_early(channel)
        names = () if record is None else _signers(record, channel)
        if Spooled.objects.filter(campaign=code).exists():
            raise StillWaiting(_WAITING)
        opinions = list(SealedOpinion.objects.filter(campaign=code))
        replies = list(ReplyLeft.objects.filter(campaign=code))
        gone = Destroyed(today(), len(opinions), len(replies), names)
        earlier = destructions(code)
        if not opinions and not replies:
            if not names:
                raise NothingLeft(_NOTHING_LEFT)
            if any(set(names) <= set(one.signers) for one in earlier):
                return replace(gone, again=True)
        opened.keys |= {"signers": len(names)}
        opened.erase(opinions, ground=GROUND)
        opened.erase(replies, ground=GROUND)
        FeltByReceipt.objects.filter(campaign=code).delete()
        fact = SealedDestroyed(
            **by_hand(code, f"destroyed {1 + len(earlier)}", today()),
            campaign_id=code,
            opinions=gone.opinions,
            replies=gone.replies,
            signers=list(names),
        )
        tell_by_hand(opened, [fact])
    empty_the_log()
    return gone


def _refuse_early(channel: Channel) -> None:
    hold = hold_on(channel)
    if today() < _due(channel):
        raise NotDue(_NOT_DUE.filled(due=_due(channel)))
    if hold is not None and today() < hold.until:
        raise DestructionOnHold(_ON_HOLD.filled(until=hold.until, reason=same(hold.reason)))


def _signers(record: Any, channel: Channel) -> tuple[str, ...]:
    """The names of those who signed a record that is to be believed, in the order in which they keep the key."""
    wraps = Wraps(channel.code, channel.key)
    told = attested(record, wraps, channel.trustees, channel.threshold)
    for one in told:
        _refuse_day(one, channel)
    signed = {one.trustee for one in told}
    return tuple(one.name for one in channel.trustees if one in signed)


def _refuse_day(told: Statement, channel: Channel) -> None:
    """A statement from before the due day would say that batches were opened without a key."""
    if not _due(channel) <= told.day <= today():
        raise SignedEarly(
            _SIGNED_EARLY.filled(name=same(told.trustee.name), day=told.day, due=_due(channel))
        )


def destructions(code: str) -> tuple[Destroyed, ...]:
    """Every destruction recorded of a campaign."""
    rows = SealedDestroyed.objects.known().filter(campaign=code).order_by("day", "key")
    return tuple(Destroyed(one.day, one.opinions, one.replies, tuple(one.signers)) for one in rows)


_HOLD = Wording(
    vi="Chỉ hoãn hủy được đến một ngày sau hôm nay và không quá {last}, có ghi lý do. Chưa ghi gì.",
    en="Destruction can be held up to a day after today and no later than {last}, with a reason. Nothing was recorded.",
)
_LONGER = Wording(
    vi="Việc hủy đang được hoãn đến {until}; chỉ hoãn thêm được, không rút ngắn. Chưa ghi gì.",
    en="The destruction is held up until {until}; a hold can be made longer, not shorter. Nothing was recorded.",
)
_NOT_DUE = Wording(
    vi="Ý kiến niêm phong được giữ đến {due}; trước ngày ấy không hủy.",
    en="What is sealed is kept until {due}; nothing is destroyed before that day.",
)
_ON_HOLD = Wording(
    vi="Việc hủy đang được hoãn đến {until}, với lý do “{reason}”. Trước ngày ấy không hủy.",
    en="The destruction is held up until {until}, for the reason “{reason}”. Nothing is destroyed before that day.",
)
_SIGNED_EARLY = Wording(
    vi="{name} ký ngày {day}; biên bản chỉ nhận chữ ký từ ngày đến hạn ({due}) đến hôm nay. Xem lại đồng hồ của máy ấy, rồi ký lại trong phòng mở phong bì. Chưa hủy gì.",
    en="{name} signed on {day}; a record takes signatures from the due day ({due}) to today. Look at that machine's clock and sign again in the trustees' room. Nothing was destroyed.",
)
_NOTHING_LEFT = Wording(
    vi="Ở đây không còn gì niêm phong để hủy. Còn thiếu là biên bản hủy phần khóa do những người giữ khóa ký: nộp tệp .destroyed.json.",
    en="Nothing sealed is left here to destroy. What is missing is the record of the wraps, signed by the trustees: bring the .destroyed.json.",
)
_WAITING = Wording(
    vi="Còn ý kiến chờ chuyển cho những người giữ khóa. Chuyển lô cuối trước, rồi mới hủy.",
    en="Opinions still wait for the trustees. Release the last batch first, then destroy.",
)
