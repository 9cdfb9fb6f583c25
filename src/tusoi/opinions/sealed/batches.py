"""Batches: what waits in the spool is shuffled, published by its fingerprints, and gone from the spool.

Released once a week if ten wait; else held for at most three weeks or until intake closes, so that nobody stands
alone in a batch without need. Danger to life or evidence does not wait, and goes alone: the form says what that costs
whoever tells of it, and nobody else pays for it.
"""

from base64 import b64encode
from collections.abc import Iterable
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
    fingerprints: tuple[str, ...]
    opened: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a campaign's spool, and in which weeks a batch of all that waited was released."""

    rows: tuple[Spooled, ...]
    released: frozenset[str]

    @classmethod
    def of(cls, code: str, *, sealed: bool = True) -> "Waiting":
        """Two queries; without what is `sealed`, where it is only to be seen whether anything goes."""
        weekly = BatchReleased.objects.known().filter(campaign=code, early=False)
        weeks = frozenset(map(week_of, weekly.values_list("day", flat=True)))
        rows = Spooled.objects.filter(campaign=code)
        return cls(tuple(rows if sealed else rows.defer("sealed")), weeks)

    def pressing(self, channel: Channel, on: date) -> tuple[Spooled, ...]:
        """What goes without regard to week and number: all of it once intake has closed, else what tells of danger."""
        if channel.is_closed_on(on):
            return self.rows
        return tuple(one for one in self.rows if one.urgent)

    def going(self, channel: Channel, on: date, *, pressing_only: bool) -> tuple[Spooled, ...]:
        """What is released on a day: all that waits, where its week has come and it is a crowd; else, or alone, what presses."""
        crowd = not pressing_only and self.is_a_crowd(on)
        return self.rows if crowd else self.pressing(channel, on)

    def is_a_crowd(self, on: date) -> bool:
        """Whether all that waits goes together: ten, once a week, or fewer that waited three weeks."""
        if not self.rows or week_of(on) in self.released:
            return False
        longest = weeks_before(on, LONGEST_WEEKS)
        return len(self.rows) >= FEWEST or min(one.week for one in self.rows) <= longest


def is_due(channel: Channel, on: date, *, pressing_only: bool = False) -> bool:
    """Whether a batch of a campaign is to be released on a day; `pressing_only`: whether one presses. Two queries."""
    waiting = Waiting.of(channel.code, sealed=False)
    return bool(waiting.going(channel, on, pressing_only=pressing_only))


def release_batch(reach: Reach, *, pressing_only: bool = False) -> int:
    """Release what waits as one batch; gives its number. Before its week that is what tells of danger, and no other opinion.

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
        waiting = Waiting.of(code)
        going = waiting.going(channel, on, pressing_only=pressing_only)
        if not going:
            raise NotYetReleased(_NOT_YET.filled(fewest=FEWEST, weeks=LONGEST_WEEKS))
        weekly = len(going) == len(waiting.rows) and waiting.is_a_crowd(on)
        fresh = _unseen(code, going)
        number = 1 + BatchReleased.objects.known().filter(campaign=code).count()
        opened.keys |= {"batch": number, "count": len(fresh)}
        SystemRandom().shuffle(fresh)
        opened.insert([_released(one, number) for one in fresh])
        fact = BatchReleased(
            **by_hand(code, f"batch {number}", on),
            campaign_id=code,
            number=number,
            early=not weekly,
            fingerprints=sorted(fingerprint(one.ciphertext) for one in fresh),
        )
        tell_by_hand(opened, [fact])
        Spooled.objects.filter(pk__in=[one.pk for one in going]).delete()
    empty_the_log()
    return number


def _unseen(code: str, going: Iterable[Spooled]) -> list[Spooled]:
    """Those that no earlier batch held: a sealed text that comes again was put there by somebody, and counts once."""
    earlier = BatchReleased.objects.known().filter(campaign=code)
    seen = {one for prints in earlier.values_list("fingerprints", flat=True) for one in prints}
    return [one for one in going if fingerprint(one.ciphertext) not in seen]


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
        BatchKnown(one.number, week_of(one.day), tuple(one.fingerprints), one.number in done)
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
