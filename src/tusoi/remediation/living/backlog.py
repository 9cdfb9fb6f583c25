"""What a register counts of an item that is a backlog, period by period."""

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import FIRST_YEAR, campaign_act, refuse_day, tell_by_hand
from tusoi.ledger.actions import Told
from tusoi.remediation.access import item_life
from tusoi.remediation.events import BACKLOG_COUNTED
from tusoi.remediation.living.rows import KEEPS, about, worded
from tusoi.remediation.models import BacklogCounted
from tusoi.remediation.queries import backlogs
from tusoi.remediation.rules.backlog import (
    MOST,
    MOST_DAYS,
    Period,
    PeriodsDisagree,
    refuse_period,
    refuse_sums,
)
from tusoi.values.clock import now
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class CountNotUsable(Refused):
    """A count below nothing, or of more than any register holds."""


def count_backlog(reach: Reach, number: str, counted: Period) -> Told:
    """Record what a register counted over a period, and where it is read from; told again for the same last day it takes its place.

    Raises:
        NotThere: the asker neither keeps the items nor owes this one.
        SumsDisagree, PeriodsDisagree, CountNotUsable, WordsNotUsable.
        DayAhead: the period goes on.
    """
    life = item_life(reach, number, *KEEPS)
    refuse_day(reach.campaign, counted.until, since_opening=False)
    if counted.since.year < FIRST_YEAR:
        raise PeriodsDisagree(_YEAR.filled(day=counted.since))
    _refuse_counts(counted)
    refuse_sums(counted)
    said = worded(counted.read_from, longest=400)
    until = counted.until.isoformat()
    with campaign_act(reach, BACKLOG_COUNTED, item=number, day=until) as opened:
        told = backlogs(reach.campaign.code, known_by=now(), numbers=[number])
        refuse_period(counted, told.get(number, ()))
        fact = BacklogCounted(
            **about(reach, life, f"backlog-{until}", counted.until),
            since=counted.since,
            opening=counted.opening,
            came_in=counted.came_in,
            settled=counted.settled,
            reopened=counted.reopened,
            closing=counted.closing,
            oldest_days=counted.oldest_days,
            read_from=said,
        )
        return tell_by_hand(opened, [fact])


def _refuse_counts(counted: Period) -> None:
    counts = (
        counted.opening,
        counted.came_in,
        counted.settled,
        counted.reopened,
        counted.closing,
    )
    if not all(0 <= one <= MOST for one in counts):
        raise CountNotUsable(_COUNT.filled(most=MOST))
    if counted.oldest_days is not None and not 0 <= counted.oldest_days <= MOST_DAYS:
        raise CountNotUsable(_AGE.filled(most=MOST_DAYS))


_COUNT = Wording(
    vi="Các con số đếm vụ, hồ sơ là số nguyên từ 0 đến {most}; hãy ghi đủ năm số.",
    en="The counts are whole numbers from 0 to {most}; write all five.",
)
_AGE = Wording(
    vi="Số ngày của vụ lâu nhất là số nguyên từ 0 đến {most}; không biết thì để trống.",
    en="The days of the oldest are a whole number from 0 to {most}; leave it empty where it is not known.",
)
_YEAR = Wording(
    vi="Ngày {day} không hợp lý; hãy xem lại năm.",
    en="{day} cannot be right; look at the year.",
)
