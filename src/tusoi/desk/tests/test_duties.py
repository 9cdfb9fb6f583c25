"""Every duty's own worked examples; the register is the folder; what is next, and when it is late."""

from dataclasses import replace
from datetime import date

import pytest

from tusoi.desk.course import MinutesKnown
from tusoi.desk.duties.draft_minutes import owed_minutes
from tusoi.desk.duty import Duty, Example, Waiting
from tusoi.desk.example_facts import (
    DAY,
    DEC_1,
    DUE,
    HELD,
    JUDGED,
    MET,
    MINUTED,
    OWING,
    READY,
    TO_REDO,
    TOLD,
    TOPIC,
    course,
    reason,
    refused,
)
from tusoi.desk.next_step import first_waiting
from tusoi.desk.register import duties
from tusoi.figures.records import NOTHING, ReopenedPart, Sitting, UnitFile
from tusoi.values.day import When
from tusoi.values.wording import same

EXAMPLES = [(duty, example) for duty in duties() for example in duty.examples]


@pytest.mark.parametrize(
    ("duty", "example"),
    EXAMPLES,
    ids=[f"{duty.code}: {example.wording.en}" for duty, example in EXAMPLES],
)
def test_each_duty_does_what_its_examples_say(duty: Duty, example: Example) -> None:
    assert len(duty.waits(example.facts)) == example.waiting


def test_each_duty_shows_one_that_waits_and_one_that_does_not() -> None:
    for duty in duties():
        assert {bool(example.waiting) for example in duty.examples} == {True, False}, duty.code


def test_each_duty_is_there_once_and_speaks_both_languages() -> None:
    assert len({duty.code for duty in duties()}) == len(duties())
    for duty in duties():
        said = [duty.name, *(example.wording for example in duty.examples)]
        said += [one.what for example in duty.examples for one in duty.waits(example.facts)]
        assert all(one.vi and one.en for one in said), duty.code


def test_minutes_are_owed_of_the_redo_that_met_and_as_of_the_day_asked_about() -> None:
    """Of the first redo while the second names no session; a redo asked for after the day owes nothing on it."""
    met = replace(
        TO_REDO,
        sittings=(*TO_REDO.sittings, Sitting(When(DAY), redo=True, provenance=TOLD)),
        reopened=(ReopenedPart("collective_session", DEC_1, When(DAY), 1),),
    )
    later = When(date(2012, 12, 12))
    asked = replace(met, reopened=(*met.reopened, ReopenedPart("explanations", later, later, 2)))
    for file, day in ((met, DAY), (asked, DAY), (asked, later.day)):
        assert owed_minutes(replace(course(file), day=day)) == (1, When(DAY))
    again = ReopenedPart("collective_session", later, later, 2)
    sat = Sitting(later, redo=True, provenance=TOLD)
    twice = replace(met, reopened=(*met.reopened, again), sittings=(*met.sittings, sat))
    assert owed_minutes(replace(course(twice), day=later.day)) == (2, later)
    assert owed_minutes(course(twice)) == (1, When(DAY))


@pytest.mark.parametrize(
    ("file", "known", "expected"),
    [
        (OWING, {"refusals": (refused("G2"),)}, "clear_gate"),
        (OWING, {"topics": (TOPIC,)}, "answer_topic"),
        (OWING, {}, "prepare_self_review"),
        (replace(READY, leaders=OWING.leaders), {}, "own_self_review"),
        (READY, {"refusals": (refused("G3"),)}, "name_chair"),
        (READY, {}, "hold_session"),
        (MET, {}, "hold_session"),
        (HELD, {"topics": (TOPIC,)}, "draft_minutes"),
        (HELD, {"minutes": {0: MinutesKnown(1, {}, unanswered=1)}}, "answer_correction"),
        (HELD, {"minutes": {0: MinutesKnown(1, {})}}, "sign_minutes"),
        (MINUTED, {}, "give_verdict"),
        (TO_REDO, {}, "redo"),
        (JUDGED, {}, "plan_remedy"),
    ],
)
def test_the_next_step_is_the_first_that_waits_on_the_path(
    file: UnitFile, known: dict[str, object], expected: str
) -> None:
    found = first_waiting(course(file, **known))
    assert found is not None
    assert found[0].code == expected


def test_a_unit_that_owes_nothing_has_no_next_step() -> None:
    assert first_waiting(course(replace(OWING, places=()))) is None


def test_what_stands_beside_the_path_is_never_the_next_step() -> None:
    late = replace(
        course(replace(OWING, reason=reason("", date(2012, 12, 1)))), day=date(2012, 12, 20)
    )
    assert any(duty.waits(late) for duty in duties() if duty.code == "state_reason")
    found = first_waiting(late)
    assert found is not None
    assert found[0].code == "prepare_self_review"


@pytest.mark.parametrize(
    ("day", "late"),
    [(date(2012, 12, 16), 0), (DUE, 0), (date(2012, 12, 18), 1), (date(2013, 1, 17), 31)],
)
def test_a_thing_is_late_from_the_day_after_its_due_day(day: date, late: int) -> None:
    assert Waiting(same("…"), due_on=DUE).days_late(day) == late


def test_nothing_is_late_without_a_due_day() -> None:
    assert Waiting(same("…"), since=date(2000, 1, 1)).days_late(DUE) == 0


def test_where_nothing_is_set_a_plan_is_owed_on_the_desk_and_in_the_figures_by_one_day() -> None:
    assert course(JUDGED).plan_days == NOTHING.remedy_plan_days
