"""How far an item is on a day: nothing is done before it is verified, and every deadline stands from its day on."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from tests.cast import by, on
from tusoi.remediation.life import Answer, Claim, Deadline, Felt, ItemLife
from tusoi.remediation.rules.stage import (
    STAGES,
    asked_on,
    claim_on,
    deadline_on,
    felt_on,
    is_disputed,
    is_overdue,
    moved_on,
    question_due,
    returned_on,
    stage_on,
    verified_claim,
    verified_since,
)
from tusoi.values.day import When

STEPS = {"in_progress": on("2013-01-10"), "claimed": on("2013-02-01"), "verified": on("2013-03-01")}
SOMEBODY = UUID(int=1)


def told(steps: Mapping[str, When], due: date | None = None) -> ItemLife:
    return ItemLife("1", steps=steps, deadlines=(Deadline(due, date(2012, 12, 17)),))


def answered(day: str, *, verified: bool) -> Answer:
    return Answer(verified, on(day), "căn cứ", SOMEBODY)


TWICE = ItemLife(
    "1",
    claims=(
        Claim(1, on("2013-02-01"), "a", SOMEBODY, answered("2013-02-05", verified=False)),
        Claim(2, on("2013-03-01"), "b", SOMEBODY, answered("2013-03-04", verified=True)),
    ),
)
"""Claimed, returned, claimed again, verified."""


def test_an_item_is_as_far_as_its_furthest_step_by_that_day() -> None:
    days = [date(2013, 1, 9), date(2013, 1, 10), date(2013, 2, 1), date(2013, 3, 1)]
    assert tuple(stage_on(told(STEPS), day) for day in days) == STAGES


def test_a_step_told_alone_takes_those_before_it_along() -> None:
    alone = told({"verified": on("2013-03-01")})
    assert stage_on(alone, date(2013, 3, 1)) == "verified"
    assert stage_on(alone, date(2013, 2, 28)) == "planned"


def test_steps_told_out_of_order_do_not_lead_back() -> None:
    steps = {"claimed": on("2013-01-01"), "in_progress": on("2013-02-01")}
    assert stage_on(told(steps), date(2013, 3, 1)) == "claimed"


def test_a_step_on_a_day_not_stated_counts_from_its_return() -> None:
    undated = told({"claimed": by("2013-01-31")})
    assert stage_on(undated, date(2013, 1, 30)) == "planned"
    assert stage_on(undated, date(2013, 1, 31)) == "claimed"


def test_a_claim_that_is_returned_leads_back_and_only_a_verified_one_is_done() -> None:
    days = {
        date(2013, 1, 31): "planned",
        date(2013, 2, 1): "claimed",
        date(2013, 2, 4): "claimed",
        date(2013, 2, 5): "in_progress",
        date(2013, 2, 28): "in_progress",
        date(2013, 3, 1): "claimed",
        date(2013, 3, 3): "claimed",
        date(2013, 3, 4): "verified",
    }
    assert {day: stage_on(TWICE, day) for day in days} == days


def test_a_workbook_does_not_verify_past_the_verifier() -> None:
    steps = {"verified": on("2013-02-20")}
    both = ItemLife("1", steps=steps, claims=TWICE.claims)
    assert stage_on(both, date(2013, 2, 25)) == "in_progress"
    assert verified_since(both, date(2013, 2, 25)) is None


def test_what_a_workbook_claims_and_verifies_is_verified() -> None:
    claim = Claim(0, STEPS["claimed"])
    life = ItemLife("1", steps=STEPS, claims=(claim,))
    assert stage_on(life, date(2013, 2, 1)) == "claimed"
    assert claim_on(life, date(2013, 2, 1)) == claim
    assert stage_on(life, date(2013, 3, 1)) == "verified"
    assert verified_since(life, date(2013, 3, 1)) == STEPS["verified"]


def test_a_claim_of_a_workbook_may_be_returned_by_hand() -> None:
    claim = Claim(0, STEPS["claimed"], answer=answered("2013-02-10", verified=False))
    life = ItemLife("1", steps={"claimed": STEPS["claimed"]}, claims=(claim,))
    assert claim_on(life, date(2013, 2, 9)) == claim
    assert stage_on(life, date(2013, 2, 10)) == "in_progress"


def test_the_claim_that_waits_is_the_last_one_and_none_once_it_is_answered() -> None:
    numbers = {
        day: (one.number if (one := claim_on(TWICE, day)) else None)
        for day in (date(2013, 2, 4), date(2013, 2, 5), date(2013, 3, 3), date(2013, 3, 4))
    }
    assert list(numbers.values()) == [1, None, 2, None]
    assert returned_on(TWICE, date(2013, 2, 5)) == TWICE.claims[0]
    assert returned_on(TWICE, date(2013, 3, 1)) is None


def test_an_item_moved_on_the_day_it_reached_its_stage() -> None:
    assert moved_on(TWICE, date(2013, 2, 20)) == on("2013-02-05")
    assert moved_on(told(STEPS), date(2013, 2, 20)) == STEPS["claimed"]
    assert moved_on(told({}), date(2013, 2, 20)) is None


def test_an_item_is_overdue_from_the_day_after_it_is_due_until_it_is_verified() -> None:
    due = date(2013, 1, 31)
    assert not is_overdue(told({}), date(2020, 1, 1))
    assert not is_overdue(told({}, due), due)
    assert is_overdue(told({}, due), date(2013, 2, 1))
    assert is_overdue(told(STEPS, due), date(2013, 2, 28))
    assert not is_overdue(told(STEPS, due), date(2013, 3, 1))


def test_a_deadline_stands_from_the_day_it_was_approved_and_the_days_before_stay_overdue() -> None:
    first = Deadline(date(2013, 1, 31), date(2012, 12, 17))
    moved = Deadline(date(2013, 4, 30), date(2013, 2, 10), "chờ kinh phí", SOMEBODY, SOMEBODY)
    life = ItemLife("1", deadlines=(first, moved))
    assert is_overdue(life, date(2013, 2, 9))
    assert not is_overdue(life, date(2013, 2, 10))
    assert not is_overdue(life, date(2013, 4, 30))
    assert is_overdue(life, date(2013, 5, 1))
    assert deadline_on(life, date(2013, 2, 9)) == first
    assert life.due_on == moved.due_on


def test_those_affected_are_asked_four_weeks_after_the_day_of_verification() -> None:
    assert question_due(TWICE, date(2013, 3, 3)) is None
    assert question_due(TWICE, date(2013, 3, 4)) == date(2013, 4, 1)
    assert question_due(told(STEPS), date(2013, 3, 1)) == date(2013, 3, 29)
    assert verified_claim(TWICE, date(2013, 3, 4)) == 2
    assert verified_claim(told(STEPS), date(2013, 3, 4)) == 0


def test_what_is_felt_is_told_of_the_claim_that_stands_and_disputes_it_until_it_came_back() -> None:
    felt = (Felt(2, on("2013-04-02"), 3, 0), Felt(2, on("2013-04-05"), 1, 2))
    asked = {2: on("2013-04-01")}
    life = ItemLife("1", claims=TWICE.claims, asked=asked, felt=felt)
    assert asked_on(life, date(2013, 3, 31)) is None
    assert asked_on(life, date(2013, 4, 1)) == on("2013-04-01")
    assert felt_on(life, date(2013, 4, 4)) == (3, 0)
    assert felt_on(life, date(2013, 4, 5)) == (4, 2)
    assert not is_disputed(life, date(2013, 4, 4))
    assert is_disputed(life, date(2013, 4, 5))
    back = ItemLife(
        "1",
        claims=TWICE.claims,
        asked=asked,
        felt=felt,
        recurred_as={"A47.TD01": on("2013-04-20")},
    )
    assert is_disputed(back, date(2013, 4, 19))
    assert not is_disputed(back, date(2013, 4, 20))
