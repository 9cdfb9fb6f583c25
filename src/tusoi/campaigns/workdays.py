"""Setting on which days the host works: the days of the week, and single days off or worked in lieu."""

from collections.abc import Collection
from datetime import date
from typing import Any

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import FIRST_YEAR, LAST_YEAR, campaign_act
from tusoi.ledger.actions import Told, hold_tree
from tusoi.ledger.models import HOST_TREE
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import NotThere
from tusoi.organisation.events import WORKDAY_SET, WORKDAY_TAKEN_BACK, WORKING_WEEK_SET
from tusoi.organisation.models import WorkdaySet, WorkingWeekSet
from tusoi.organisation.roles import Right
from tusoi.text.forms import control_sign, tidy
from tusoi.values.clock import now
from tusoi.values.refusal import Refused, no_text, too_long
from tusoi.values.wording import Wording
from tusoi.values.workdays import WHOLE_WEEK

TITLE_LENGTH = 200


class WorkdayNotUsable(Refused):
    """A week without a working day, a day outside any record, or one without a name."""


def set_working_week(reach: Reach, since: date, weekdays: Collection[int], *, fixed: bool) -> Told:
    """From a day on these days of the week are worked (Monday is 1); `fixed`: the fixed holidays are days off.

    Raises:
        NotThere: the asker does not set the host's working days.
        WorkdayNotUsable.
    """
    reach.require(Right.SET_WORKDAYS)
    _refuse_far(since)
    worked = sorted(set(weekdays) & WHOLE_WEEK)
    if not worked:
        raise WorkdayNotUsable(_NO_WEEKDAY)
    with campaign_act(reach, WORKING_WEEK_SET, day=since.isoformat()) as opened:
        hold_tree(HOST_TREE)
        opened.told_at = now()
        about = _about(reach, "week", since)
        fact = WorkingWeekSet(**about, weekdays="".join(map(str, worked)), fixed=fixed)
        known = WorkingWeekSet.objects.filter(key=fact.key)
        return opened.tell([fact], known, withdrawing=())


def set_workday(reach: Reach, day: date, title: str, *, works: bool) -> Told:
    """Set a day as a day off, or as one that is worked in lieu of another; said again otherwise, the later word stands.

    Raises:
        NotThere: the asker does not set the host's working days.
        WorkdayNotUsable.
    """
    reach.require(Right.SET_WORKDAYS)
    _refuse_far(day)
    title = _titled(title)
    with campaign_act(reach, WORKDAY_SET, day=day.isoformat()) as opened:
        hold_tree(HOST_TREE)
        opened.told_at = now()
        fact = WorkdaySet(**_about(reach, "day", day), works=works, title=title)
        return opened.tell([fact], WorkdaySet.objects.filter(key=fact.key), withdrawing=())


def take_back_workday(reach: Reach, day: date) -> Told:
    """Take a day that was set back: it is again what its week makes of it.

    Raises:
        NotThere: the asker does not set the host's working days, or that day never was set.
    """
    reach.require(Right.SET_WORKDAYS)
    with campaign_act(reach, WORKDAY_TAKEN_BACK, day=day.isoformat()) as opened:
        hold_tree(HOST_TREE)
        opened.told_at = now()
        told = WorkdaySet.objects.filter(key=_about(reach, "day", day)["key"])
        if not told.exists():
            raise NotThere
        if not told.known().exists():
            return Told(same=1)
        return opened.tell([], told)


def _about(reach: Reach, aspect: str, day: date) -> dict[str, Any]:
    host = reach.campaign.host
    return {**by_hand(f"workdays:{host}", f"{aspect}-{day.isoformat()}", day), "host_id": host}


def _refuse_far(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise WorkdayNotUsable(_YEAR.filled(day=day))


def _titled(title: str) -> str:
    title = tidy(title)
    if not title:
        raise WorkdayNotUsable(_NO_TITLE)
    if sign := control_sign(title):
        raise WorkdayNotUsable(no_text(sign))
    if len(title) > TITLE_LENGTH:
        raise WorkdayNotUsable(too_long(len(title), TITLE_LENGTH))
    return title


_NO_WEEKDAY = Wording(
    vi="Chưa chọn ngày làm việc nào trong tuần; hãy chọn ít nhất một ngày. Chưa ghi gì.",
    en="No day of the week is chosen; choose at least one. Nothing was recorded.",
)
_YEAR = Wording(
    vi="Ngày {day} không dùng được; hãy xem lại năm. Chưa ghi gì.",
    en="The day {day} cannot be used; look at the year. Nothing was recorded.",
)
_NO_TITLE = Wording(
    vi="Chưa ghi tên ngày; hãy ghi, ví dụ “Tết Nguyên đán”, “làm bù ngày 30/12”. Chưa ghi gì.",
    en="The day has no name; write one, like “Tết” or “worked in lieu of 30 December”. Nothing was recorded.",
)
