"""Batches: what waits in the spool is shuffled, published by its fingerprints, and gone from the spool.

Released once a week if ten wait; else held for at most three weeks or until intake closes, so that nobody stands
alone in a batch without need. Danger to life or evidence does not wait: the form says what that costs.
"""

from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from secrets import SystemRandom

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import tell_by_hand, work_act
from tusoi.ledger.source import by_hand
from tusoi.ledger.traces import empty_the_log, overwrite_what_goes
from tusoi.opinions.sealed.channel import Channel, channel_of, week_of, weeks_before
from tusoi.opinions.sealed.events import BATCH_RELEASED
from tusoi.opinions.sealed.models import BatchOpened, BatchReleased, SealedOpinion, Spooled
from tusoi.opinions.sealed.protocol.batch import Batch, Envelope
from tusoi.opinions.sealed.protocol.envelope import Header, fingerprint
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

FEWEST = 10
LONGEST_WEEKS = 3


class NotYetReleased(Refused):
    """The batch would be too small a crowd, and nothing presses."""


@dataclass(frozen=True, slots=True)
class BatchKnown:
    """A batch as it is published: number, week, fingerprints; and whether trustees have opened it."""

    number: int
    week: str
    early: bool
    fingerprints: tuple[str, ...]
    opened: bool


def may_release(
    weeks: Collection[str],
    urgent: Collection[bool],
    released: Collection[str],
    channel: Channel,
    on: date,
) -> bool:
    """Whether what waits (`weeks`, `urgent`: of each opinion) is released on a day; `released`: weeks of earlier batches."""
    if presses(weeks, urgent, channel, on):
        return True
    if not weeks or week_of(on) in released:
        return False
    return len(weeks) >= FEWEST or min(weeks) <= weeks_before(on, LONGEST_WEEKS)


def presses(weeks: Collection[str], urgent: Collection[bool], channel: Channel, on: date) -> bool:
    """Whether what waits is released without regard to week and number: danger was told of, or intake has closed."""
    return bool(weeks) and (any(urgent) or channel.is_closed_on(on))


def is_due(channel: Channel, on: date, *, pressing_only: bool = False) -> bool:
    """Whether a batch of a campaign is to be released on a day; `pressing_only`: whether one presses. Two queries."""
    waiting = list(Spooled.objects.filter(campaign=channel.code).values_list("week", "urgent"))
    weeks, urgent = [week for week, _ in waiting], [danger for _, danger in waiting]
    if pressing_only:
        return presses(weeks, urgent, channel, on)
    days = BatchReleased.objects.known().filter(campaign=channel.code).values_list("day", flat=True)
    return may_release(weeks, urgent, [week_of(day) for day in days], channel, on)


def release_batch(reach: Reach, *, pressing_only: bool = False) -> int:
    """Release what waits as one batch; gives its number.

    The rows go into a new table in the order of a shuffle, the spool is overwritten and emptied, and the log
    of the embedded database with it. One transaction.

    Raises:
        NotThere: the asker may not.
        NotYetReleased: nothing waits, or too little does and nothing presses; with `pressing_only`, nothing presses.
    """
    reach.require(Right.OPEN_CHANNEL)
    code, on = reach.campaign.code, today()
    channel = channel_of(code, on)
    overwrite_what_goes()
    with work_act(reach, BATCH_RELEASED) as opened:
        if not is_due(channel, on, pressing_only=pressing_only):
            raise NotYetReleased(_NOT_YET.filled(fewest=FEWEST, weeks=LONGEST_WEEKS))
        waiting = list(Spooled.objects.filter(campaign=code))
        number = 1 + BatchReleased.objects.known().filter(campaign=code).count()
        opened.keys |= {"batch": number, "count": len(waiting)}
        SystemRandom().shuffle(waiting)
        opened.insert([_released(one, number) for one in waiting])
        fact = BatchReleased(
            **by_hand(code, f"batch {number}", on),
            campaign_id=code,
            number=number,
            early=any(one.urgent for one in waiting),
            fingerprints=sorted(fingerprint(one.ciphertext) for one in waiting),
        )
        tell_by_hand(opened, [fact])
        Spooled.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    empty_the_log()
    return number


def _released(one: Spooled, number: int) -> SealedOpinion:
    return SealedOpinion(
        id=one.pk,
        campaign_id=one.campaign_id,
        batch=number,
        unit_code=one.unit_code,
        about=one.about,
        week=one.week,
        sealed=b64encode(one.ciphertext).decode(),
    )


def batches(code: str) -> tuple[BatchKnown, ...]:
    """Every batch of a campaign, the newest first. Two queries."""
    done = set(BatchOpened.objects.known().filter(campaign=code).values_list("number", flat=True))
    rows = BatchReleased.objects.known().filter(campaign=code).order_by("-number")
    return tuple(
        BatchKnown(
            one.number, week_of(one.day), one.early, tuple(one.fingerprints), one.number in done
        )
        for one in rows
    )


def batch_file(code: str, number: int) -> Batch:
    """A batch as the trustees take it away.

    Raises:
        NotThere: there is no such batch, or what was in it was destroyed.
    """
    rows = SealedOpinion.objects.filter(campaign=code, batch=number).order_by("pk")
    if not rows:
        raise NotThere
    return Batch(
        code,
        number,
        tuple(
            Envelope(Header(code, one.unit_code, one.about, one.week), one.ciphertext)
            for one in rows
        ),
    )


_NOT_YET = Wording(
    vi="Chưa chuyển lô nào: mỗi tuần một lô, khi có ít nhất {fewest} ý kiến chờ; nếu ít hơn thì giữ nhiều nhất {weeks} tuần hoặc đến khi đóng kênh. Thử lại sau.",
    en="No batch was released: one a week, when at least {fewest} opinions wait; fewer are held for at most {weeks} weeks or until intake closes. Try again later.",
)
