"""An issue is overdue once its day has passed; where that day is a day off, once the next working day has."""

from datetime import date

from tusoi.issues.standing import Given, IssueView
from tusoi.ledger.source import Provenance
from tusoi.values.day import When
from tusoi.values.origin import Origin
from tusoi.values.workdays import EVERY_DAY, WorkCalendar, WorkingWeek

SATURDAY, MONDAY, TUESDAY = date(2012, 12, 29), date(2012, 12, 31), date(2013, 1, 1)
WEEK = WorkCalendar((WorkingWeek(date(2012, 1, 1), frozenset(range(1, 6)), fixed=False),))
ISSUE = IssueView(
    "A47.VD01",
    "A47",
    "",
    "T1",
    "Đơn thư tồn đọng",
    "",
    When(date(2012, 12, 18)),
    Provenance("", None, Origin.RECORD),
    given=Given("BT", SATURDAY, date(2012, 12, 18)),
)


def test_a_day_off_moves_the_day_on_which_an_issue_is_overdue() -> None:
    assert not ISSUE.is_overdue(MONDAY, WEEK)
    assert ISSUE.is_overdue(TUESDAY, WEEK)


def test_where_nothing_was_set_no_day_moves() -> None:
    assert not ISSUE.is_overdue(SATURDAY, EVERY_DAY)
    assert ISSUE.is_overdue(date(2012, 12, 30), EVERY_DAY)
