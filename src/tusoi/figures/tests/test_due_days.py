"""What is due on a day off is due on the next day that is worked, in the figures as on the pages."""

from datetime import date

from tusoi.figures.definitions import remedy_plans, units_not_reviewed
from tusoi.figures.figure import Parts, rows_of
from tusoi.figures.records import NOTHING, Place, Records, Sitting, UnitFile, VerdictKnown
from tusoi.ledger.source import Provenance
from tusoi.values.day import When
from tusoi.values.origin import Origin
from tusoi.values.period import ALL_ALONG
from tusoi.values.workdays import WorkCalendar, WorkingWeek

TOLD = Provenance("kiem-diem.xlsx", 2, Origin.RECORD)
MONDAY_TO_FRIDAY = WorkCalendar((WorkingWeek(date(2012, 1, 1), frozenset(range(1, 6))),))
SUNDAY, MONDAY, TUESDAY = date(2012, 12, 16), date(2012, 12, 17), date(2012, 12, 18)


def known(**more: object) -> Records:
    """One unit judged fifteen days before the Sunday, and one that has not met; reviews are due on that Sunday too."""
    judged = VerdictKnown("meets", "", When(date(2012, 12, 1)), TOLD)
    owes = (Place("A", ALL_ALONG, TOLD),)
    met = (Sitting(When(date(2012, 11, 20)), False, TOLD),)
    units = (
        UnitFile("A01", "Đơn vị A01", owes, sittings=met, verdicts=(judged,)),
        UnitFile("A02", "Đơn vị A02", owes),
    )
    calendar = {"calendar": MONDAY_TO_FRIDAY, **more}
    return Records(SUNDAY, {}, {}, (), units=units, remedy_plan_days=15, **calendar)  # type: ignore[arg-type]


def counted(parts: Parts, name: str) -> int:
    part = parts[name]
    return len(rows_of(part if not isinstance(part, dict) else part["overdue"]))


def test_a_plan_owed_by_a_sunday_is_in_time_on_the_monday() -> None:
    assert counted(remedy_plans.count(known(), MONDAY), "missing") == 0
    assert counted(remedy_plans.count(known(), TUESDAY), "missing") == 1
    every_day = known(calendar=NOTHING.calendar)
    assert counted(remedy_plans.count(every_day, MONDAY), "missing") == 1


def test_no_reason_is_missing_before_the_day_by_which_the_review_is_due() -> None:
    assert counted(units_not_reviewed.count(known(), SUNDAY), "reason_missing") == 0
    assert counted(units_not_reviewed.count(known(), MONDAY), "reason_missing") == 1
    every_day = known(calendar=NOTHING.calendar)
    assert counted(units_not_reviewed.count(every_day, SUNDAY), "reason_missing") == 1
