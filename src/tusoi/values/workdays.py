"""On which days an organisation works, as it set them; a day by which something is due falls on one of these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tusoi.values.wording import Wording

WHOLE_WEEK = frozenset(range(1, 8))
"""Monday is 1, Sunday is 7."""
FIXED: Mapping[tuple[int, int], Wording] = {
    (1, 1): Wording(vi="Tết Dương lịch", en="New Year's Day"),
    (4, 30): Wording(vi="Ngày Chiến thắng", en="Victory Day"),
    (5, 1): Wording(vi="Ngày Quốc tế lao động", en="International Workers' Day"),
    (9, 2): Wording(vi="Quốc khánh", en="National Day"),
}
"""By month and day the holidays that fall on the same day each year (Bộ luật Lao động 2019, Điều 112); Tết, the Hùng Kings'
day, the second day of the National Day and days off in lieu move, and are set each year."""


@dataclass(frozen=True, slots=True)
class WorkingWeek:
    """From `since` on these days of the week are worked, and the fixed holidays are days off, or are not."""

    since: date
    weekdays: frozenset[int]
    fixed: bool = True


@dataclass(frozen=True, slots=True)
class SetDay:
    """One day that was set by itself: a day off, or one that is worked in lieu of another."""

    works: bool
    title: str = ""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of an organisation: the weeks in the order in which they hold, and the days set one by one.

    Before the first week every day is worked: nothing was set, and no deadline moves.
    """

    weeks: tuple[WorkingWeek, ...] = ()
    days: Mapping[date, SetDay] = field(default_factory=dict)

    def week_on(self, day: date) -> WorkingWeek | None:
        """The working week that holds on a day; None before any was set."""
        held = [one for one in self.weeks if one.since <= day]
        return held[-1] if held else None

    def works_on(self, day: date) -> bool:
        """Whether a day is worked: as it was set itself, else by the fixed holidays and the week of that day."""
        if day in self.days:
            return self.days[day].works
        week = self.week_on(day)
        if week is None:
            return True
        if week.fixed and (day.month, day.day) in FIXED:
            return False
        return day.isoweekday() in week.weekdays

    def due(self, day: date) -> date:
        """The day itself where it is worked, else the next that is (Bộ luật Dân sự 2015, Điều 148 khoản 5)."""
        while not self.works_on(day) and day < date.max:
            day += timedelta(days=1)
        return day

    def after(self, day: date, worked: int) -> date:
        """The last of so many worked days that come after a day; that day itself does not count."""
        for _ in range(worked):
            day = self.due(day + timedelta(days=1))
        return day


EVERY_DAY = WorkCalendar()
"""Nothing was set."""
