"""Every gate's own worked examples, and what the issue of each gate says beside them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import BINH, LAN, by, on
from tusoi.gates.gate import (
    AwaitedInspection,
    ConcernedCase,
    Example,
    Gate,
    Readiness,
    Refusal,
    refusal,
)
from tusoi.gates.register import gates
from tusoi.values.day import When
from tusoi.values.period import Period

NOV_20 = date(2012, 11, 20)
EXAMPLES = [(gate, example) for gate in gates() for example in gate.examples]


@pytest.mark.parametrize(
    ("gate", "example"), EXAMPLES, ids=[f"{g.code} {e.wording.en}" for g, e in EXAMPLES]
)
def test_each_gate_does_what_its_examples_say(gate: Gate, example: Example) -> None:
    said = refusal(gate, example.readiness)
    assert (said is None) is example.passes
    if said is not None:
        assert example.readiness.unit_name in said.sentence.vi
        assert example.readiness.unit_name in said.sentence.en
        assert "{" not in said.sentence.vi + said.sentence.en + said.who_can_clear.vi


def test_each_gate_has_an_example_that_passes_and_one_that_is_refused() -> None:
    for gate in gates():
        assert {example.passes for example in gate.examples} == {True, False}, gate.code


def test_each_gate_has_a_number_of_its_own_and_something_that_clears_it() -> None:
    assert [gate.code for gate in gates()] == [f"G{n}" for n in range(1, len(gates()) + 1)]
    for gate in gates():
        assert gate.cleared_by, gate.code


def test_each_gate_names_its_source_and_who_can_clear_it_in_both_languages() -> None:
    for gate in gates():
        for wording in (gate.name, gate.source, gate.sentence, gate.who_can_clear):
            assert wording.vi
            assert wording.en
            assert wording.vi != wording.en


def asked(
    code: str,
    *,
    cases: tuple[ConcernedCase, ...] = (),
    inspection: AwaitedInspection | None = None,
    chair: str | None = None,
    next_look: date | None = None,
) -> Refusal | None:
    gate = next(gate for gate in gates() if gate.code == code)
    return refusal(
        gate, Readiness("A01", "Đơn vị A01", NOV_20, cases, inspection, chair, next_look)
    )


# G1, discipline first

OPEN = ConcernedCase(code="KL01", concluded=on("2012-11-01"))


@pytest.mark.parametrize(
    ("concluded", "reviewed", "decided", "passes"),
    [
        (None, None, None, True),
        (on("2012-11-20"), None, None, False),
        (on("2012-11-21"), None, None, True),
        (by("2012-12-17"), None, None, True),
        (by("2012-11-16"), None, None, False),
        (on("2012-11-01"), on("2012-11-05"), None, False),
        (on("2012-11-01"), None, on("2012-11-10"), False),
        (on("2012-11-01"), on("2012-11-05"), on("2012-11-10"), True),
        (on("2012-11-01"), on("2012-11-05"), on("2012-11-20"), True),
        (on("2012-11-01"), on("2012-11-05"), on("2012-11-21"), False),
        (on("2012-11-01"), on("2012-11-25"), on("2012-11-26"), False),
        (on("2012-11-01"), by("2012-12-17"), by("2012-12-17"), True),
        (on("2012-11-01"), by("2012-12-17"), on("2012-11-21"), False),
        (on("2012-11-01"), by("2012-12-17"), None, False),
    ],
)
def test_a_concluded_wrongdoing_is_reviewed_and_decided_first(
    concluded: When | None, reviewed: When | None, decided: When | None, passes: bool
) -> None:
    case = ConcernedCase("KL01", concluded=concluded, reviewed=reviewed, decided=decided)
    assert (asked("G1", cases=(case,)) is None) is passes


def test_a_case_that_came_out_of_this_very_review_does_not_block_it() -> None:
    assert asked("G1", cases=(replace(OPEN, out_of_this_review=True),)) is None


def test_a_case_in_another_unit_does_not_block_this_one() -> None:
    assert asked("G1", cases=(replace(OPEN, in_this_unit=False),)) is None


def test_discipline_first_counts_and_names_the_open_cases() -> None:
    done = replace(OPEN, code="KL02", reviewed=on("2012-11-02"), decided=on("2012-11-03"))
    said = asked("G1", cases=(OPEN, done, replace(OPEN, code="KL03")))
    assert said is not None
    assert "2 vụ việc" in said.sentence.vi
    assert "(KL01, KL03)" in said.sentence.vi


# G2, inspection

WAITS = AwaitedInspection("Thanh tra Thành phố", awaited=on("2012-11-05"))


@pytest.mark.parametrize(
    ("concluded", "settled", "missing"),
    [
        (None, None, "kết luận thanh tra và việc làm rõ trách nhiệm từng cá nhân"),
        (on("2012-11-10"), None, "việc làm rõ trách nhiệm từng cá nhân"),
        (None, on("2012-11-10"), "kết luận thanh tra"),
        (on("2012-11-21"), on("2012-11-10"), "kết luận thanh tra"),
        (on("2012-11-10"), on("2012-11-21"), "việc làm rõ trách nhiệm từng cá nhân"),
        (on("2012-11-10"), on("2012-11-20"), None),
        (by("2012-12-17"), by("2012-12-17"), None),
        (by("2012-12-17"), None, "việc làm rõ trách nhiệm từng cá nhân"),
    ],
)
def test_both_conditions_are_needed(
    concluded: When | None, settled: When | None, missing: str | None
) -> None:
    said = asked("G2", inspection=replace(WAITS, concluded=concluded, settled=settled))
    if missing is None:
        assert said is None
    else:
        assert said is not None
        assert said.sentence.vi.endswith(f"đang chờ Thanh tra Thành phố; còn thiếu {missing}.")


def test_who_does_not_wait_yet_may_hold_its_review() -> None:
    assert asked("G2", inspection=replace(WAITS, awaited=on("2012-11-21"))) is None
    assert asked("G2", inspection=replace(WAITS, awaited=by("2012-12-17"))) is None
    assert asked("G2", inspection=replace(WAITS, awaited=None)) is None


def test_the_next_look_stands_beside_the_refusal_or_nothing_does() -> None:
    said = asked("G2", inspection=WAITS, next_look=date(2012, 12, 5))
    assert said is not None
    assert said.next_look == date(2012, 12, 5)
    silent = asked("G2", inspection=WAITS)
    assert silent is not None
    assert silent.next_look is None


# G3, the chair

GRAVE = ConcernedCase("KL07", person=LAN, concluded=on("2012-11-01"), serious=True)


@pytest.mark.parametrize(
    ("case", "chair", "passes"),
    [
        (GRAVE, LAN, False),
        (replace(GRAVE, concluded=on("2012-11-20")), LAN, False),
        (replace(GRAVE, concluded=on("2012-11-21")), LAN, True),
        (replace(GRAVE, concluded=None), LAN, True),
        (replace(GRAVE, concluded=by("2012-12-17")), LAN, True),
        (replace(GRAVE, serious=False), LAN, True),
        (replace(GRAVE, in_this_unit=False), LAN, False),
        (replace(GRAVE, reviewed=on("2012-11-02"), decided=on("2012-11-03")), LAN, False),
        (GRAVE, BINH, True),
        (GRAVE, None, True),
        (replace(GRAVE, person=""), LAN, True),
    ],
)
def test_a_chair_is_barred_by_a_violation_concluded_by_then_and_told_as_serious(
    case: ConcernedCase, chair: str | None, passes: bool
) -> None:
    assert (asked("G3", cases=(case,), chair=chair) is None) is passes


# What holds of all gates

DAYS = st.dates(date(2012, 10, 1), date(2012, 12, 31))
MAYBE = st.none() | st.builds(When, DAYS, st.booleans())


@given(MAYBE, MAYBE, MAYBE, st.booleans())
def test_taking_a_day_away_from_the_record_never_breaks_a_gate_that_stood_open(
    concluded: When | None, reviewed: When | None, decided: When | None, serious: bool
) -> None:
    """What is not stated breaks no gate: an unstated day is bound by the last day there is."""
    last = When(date(2012, 12, 31), stated=False)
    case = ConcernedCase("KL01", LAN, concluded, serious, reviewed, decided)
    vague = replace(
        case,
        concluded=concluded and last,
        reviewed=reviewed and last,
        decided=decided and last,
    )
    for gate in gates():
        known = Readiness("A01", "A01", NOV_20, (case,), chair=LAN)
        if refusal(gate, known) is None:
            assert refusal(gate, replace(known, cases=(vague,))) is None


def test_a_gate_that_is_not_in_force_says_nothing() -> None:
    gate = next(gate for gate in gates() if gate.code == "G1")
    later = replace(gate, in_force=Period(NOV_20 + timedelta(days=1)))
    ready = Readiness("A01", "Đơn vị A01", NOV_20, cases=(OPEN,))
    assert refusal(gate, ready) is not None
    assert refusal(later, ready) is None
