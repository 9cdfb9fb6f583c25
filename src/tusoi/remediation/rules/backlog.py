"""A backlog over a period: what was open, came in, was settled and came open again, and whether it adds up. Plain functions: no Django, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

MOST = 99_999_999
MOST_DAYS = 36_600
_DAY = timedelta(days=1)


class SumsDisagree(Refused):
    """What was open, came in and came back, less what was settled, is not what is open at the end."""


class PeriodsDisagree(Refused):
    """A period that ends before it begins, shares days with another, or does not begin with what the one before left open."""


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a register: `settled` and `reopened` within it, `opening` and `closing` open at its start and end.

    What was settled and came open again within the period stands in both. `oldest_days` None: not stated.
    """

    since: date
    until: date
    opening: int
    came_in: int
    settled: int
    reopened: int
    closing: int
    oldest_days: int | None = None
    read_from: str = ""

    @property
    def reckoned(self) -> int:
        """What must be open at the end."""
        return self.opening + self.came_in + self.reopened - self.settled


def refuse_sums(period: Period) -> None:
    """Let pass a period whose numbers add up.

    Raises:
        SumsDisagree: with the sum, and what was stated.
    """
    if period.reckoned == period.closing:
        return
    raise SumsDisagree(
        _SUMS.filled(
            opening=period.opening,
            came_in=period.came_in,
            reopened=period.reopened,
            settled=period.settled,
            reckoned=period.reckoned,
            closing=period.closing,
        )
    )


def refuse_period(period: Period, told: Iterable[Period]) -> None:
    """Let pass a period beside those told already; told again for the same last day it takes the place of that one.

    Raises:
        PeriodsDisagree.
    """
    if period.until < period.since:
        raise PeriodsDisagree(_ENDS_BEFORE.filled(since=period.since, until=period.until))
    for one in told:
        if one.until == period.until:
            continue
        if one.since <= period.until and period.since <= one.until:
            shown = {"since": one.since, "until": one.until}
            raise PeriodsDisagree(_OVERLAP.filled(**shown))
        if one.until + _DAY == period.since and one.closing != period.opening:
            raise PeriodsDisagree(
                _BEFORE.filled(until=one.until, closing=one.closing, opening=period.opening)
            )
        if period.until + _DAY == one.since and one.opening != period.closing:
            raise PeriodsDisagree(
                _AFTER.filled(since=one.since, opening=one.opening, closing=period.closing)
            )


_SUMS = Wording(
    vi="Số không khớp: tồn đầu kỳ {opening} + mới {came_in} + mở lại {reopened} − đã giải quyết {settled} = {reckoned}, nhưng tồn cuối kỳ ghi {closing}. Hãy xem lại sổ theo dõi rồi sửa con số sai.",
    en="The numbers do not add up: open at the start {opening} + come in {came_in} + reopened {reopened} − settled {settled} = {reckoned}, but {closing} is stated for the end. Look at the register and correct the number that is wrong.",
)
_ENDS_BEFORE = Wording(
    vi="Kỳ này kết thúc ({until}) trước khi bắt đầu ({since}); hãy xem lại hai ngày.",
    en="The period ends ({until}) before it begins ({since}); look at the two days.",
)
_OVERLAP = Wording(
    vi="Kỳ này chung ngày với kỳ đã ghi từ {since} đến {until}, nên sẽ đếm hai lần. Muốn sửa kỳ đã ghi thì ghi lại đúng ngày cuối của kỳ ấy.",
    en="The period shares days with the one recorded from {since} to {until}, and would count twice. To correct that one, record it again with the same last day.",
)
_BEFORE = Wording(
    vi="Kỳ trước, đến {until}, còn tồn {closing}, nhưng kỳ này bắt đầu với {opening}; hai số phải bằng nhau. Sửa số tồn đầu kỳ này, hoặc ghi lại kỳ trước.",
    en="The period before, to {until}, left {closing} open, but this one begins with {opening}; the two are the same number. Correct the opening here, or record the earlier period again.",
)
_AFTER = Wording(
    vi="Kỳ sau, từ {since}, bắt đầu với {opening}, nhưng kỳ này còn tồn {closing}; hai số phải bằng nhau. Sửa số tồn cuối kỳ này, hoặc ghi lại kỳ sau.",
    en="The period after, from {since}, begins with {opening}, but this one leaves {closing} open; the two are the same number. Correct the closing here, or record the later period again.",
)
