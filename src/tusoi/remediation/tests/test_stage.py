"""How far an item is: nothing is done before it is verified."""

from datetime import date

from tests.cast import by, on
from tusoi.remediation.rules.stage import STAGES, is_overdue, stage_on

STEPS = {"in_progress": on("2013-01-10"), "claimed": on("2013-02-01"), "verified": on("2013-03-01")}


def test_an_item_is_as_far_as_its_furthest_step_by_that_day() -> None:
    days = [date(2013, 1, 9), date(2013, 1, 10), date(2013, 2, 1), date(2013, 3, 1)]
    assert tuple(stage_on(STEPS, day) for day in days) == STAGES


def test_a_step_told_alone_takes_those_before_it_along() -> None:
    assert stage_on({"verified": on("2013-03-01")}, date(2013, 3, 1)) == "verified"
    assert stage_on({"verified": on("2013-03-01")}, date(2013, 2, 28)) == "planned"


def test_steps_told_out_of_order_do_not_lead_back() -> None:
    steps = {"claimed": on("2013-01-01"), "in_progress": on("2013-02-01")}
    assert stage_on(steps, date(2013, 3, 1)) == "claimed"


def test_a_step_on_a_day_not_stated_counts_from_its_return() -> None:
    assert stage_on({"claimed": by("2013-01-31")}, date(2013, 1, 30)) == "planned"
    assert stage_on({"claimed": by("2013-01-31")}, date(2013, 1, 31)) == "claimed"


def test_an_item_is_overdue_from_the_day_after_it_is_due_until_it_is_verified() -> None:
    due = date(2013, 1, 31)
    assert not is_overdue({}, None, date(2020, 1, 1))
    assert not is_overdue({}, due, due)
    assert is_overdue({}, due, date(2013, 2, 1))
    assert is_overdue(STEPS, due, date(2013, 2, 28))
    assert not is_overdue(STEPS, due, date(2013, 3, 1))
