"""When a review counts as held, which verdict counts, and how far a unit is: small files made by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import LAN, MINH, by, leader, on, sat, unit, verdict
from tusoi.figures.records import Leader, ReopenedPart, UnitFile
from tusoi.figures.stages import (
    Stage,
    held_by,
    held_on,
    is_void,
    stage_on,
    strength,
    verdict_by,
)
from tusoi.values.day import When

NOV_20, NOV_21, DEC_17 = date(2012, 11, 20), date(2012, 11, 21), date(2012, 12, 17)
MET = sat(on("2012-11-20"))
LAN_MET, MINH_MET = leader(LAN, on("2012-11-21")), leader(MINH, on("2012-11-22"))

HELD: dict[str, tuple[UnitFile, When | None]] = {
    "nobody has met": (unit(), None),
    "only the collective, and it has no leaders": (unit(*MET), on("2012-11-20")),
    "only the leaders have met": (unit(leaders=(LAN_MET, MINH_MET)), None),
    "a leader in post has not met": (unit(*MET, leaders=(LAN_MET, leader(MINH))), None),
    "the last leader's day counts": (unit(*MET, leaders=(LAN_MET, MINH_MET)), on("2012-11-22")),
    "a leader may have met before the collective": (
        unit(*MET, leaders=(leader(LAN, on("2012-11-19")),)),
        on("2012-11-20"),
    ),
    "several days of the collective: the last": (
        unit(*sat(on("2012-11-18"), on("2012-11-25"), on("2012-11-20"))),
        on("2012-11-25"),
    ),
    "several days of a leader: the last": (
        unit(*MET, leaders=(leader(LAN, on("2012-11-21"), on("2012-11-27")),)),
        on("2012-11-27"),
    ),
    "who left before the collective's last session owes nothing": (
        unit(*MET, leaders=(LAN_MET, leader(MINH, until=date(2012, 11, 19)))),
        on("2012-11-21"),
    ),
    "who left on that very day still owes it": (
        unit(*MET, leaders=(LAN_MET, leader(MINH, until=NOV_20))),
        None,
    ),
    "who left between two of its days is not in post on the last": (
        unit(
            *sat(on("2012-11-18"), on("2012-11-20")),
            leaders=(leader(MINH, until=date(2012, 11, 19)),),
        ),
        on("2012-11-20"),
    ),
    "who joined between two of its days is in post on the last": (
        unit(
            *sat(on("2012-11-18"), on("2012-11-20")),
            leaders=(leader(MINH, since=date(2012, 11, 19)),),
        ),
        None,
    ),
    "who joined on the last day owes one": (
        unit(*MET, leaders=(leader(MINH, since=NOV_20),)),
        None,
    ),
    "who joined the day after owes nothing": (
        unit(*MET, leaders=(leader(MINH, since=NOV_21),)),
        on("2012-11-20"),
    ),
    "a session of one who had left does not put the day off": (
        unit(*MET, leaders=(leader(MINH, on("2012-12-10"), until=date(2012, 11, 1)),)),
        on("2012-11-20"),
    ),
    "a repeated session stands apart": (
        unit(*MET, *sat(on("2012-12-10"), redo=True)),
        on("2012-11-20"),
    ),
    "a repeated session alone holds nothing": (unit(*sat(on("2012-12-10"), redo=True)), None),
    "a leader's repeated session stands apart": (
        unit(*MET, leaders=(leader(LAN, on("2012-11-21"), redo=on("2012-12-10")),)),
        on("2012-11-21"),
    ),
    "a leader's repeated session alone holds nothing": (
        unit(*MET, leaders=(leader(LAN, redo=on("2012-12-10")),)),
        None,
    ),
    "a day not stated holds no later than its return": (
        unit(*sat(by("2012-12-17"))),
        by("2012-12-17"),
    ),
    "a leader's stated later day makes the whole a stated day": (
        unit(*sat(by("2012-12-03")), leaders=(leader(LAN, on("2012-12-10")),)),
        on("2012-12-10"),
    ),
    "a leader's unstated day makes the whole unstated": (
        unit(*MET, leaders=(leader(LAN, by("2012-12-03")),)),
        by("2012-12-03"),
    ),
}


@pytest.mark.parametrize("case", HELD)
def test_a_review_is_held_on_the_last_day_of_all_who_owe_it(case: str) -> None:
    file, expected = HELD[case]
    assert held_on(file) == expected


def test_sessions_after_the_day_asked_about_have_not_been_held() -> None:
    file = unit(*MET, leaders=(LAN_MET,))
    assert not held_by(file, NOV_20)
    assert held_by(file, NOV_21)


def test_a_day_not_stated_counts_from_the_day_its_return_counts_up_to() -> None:
    file = unit(*sat(by("2012-12-17")))
    assert not held_by(file, date(2012, 12, 16))
    assert held_by(file, DEC_17)


# Verdicts


def test_a_verdict_counts_from_its_day() -> None:
    file = unit(*MET, verdict=verdict("meets", on("2012-11-25")))
    assert verdict_by(file, date(2012, 11, 24)) is None
    counted = verdict_by(file, date(2012, 11, 25))
    assert counted is not None
    assert counted.verdict == "meets"


def test_a_verdict_does_not_count_before_every_leader_has_met() -> None:
    file = unit(*MET, leaders=(leader(LAN),), verdict=verdict("meets", on("2012-11-25")))
    assert verdict_by(file, DEC_17) is None


@pytest.mark.parametrize("word", ["meets", "basically_meets"])
def test_no_good_verdict_stands_under_a_barred_chair(word: str) -> None:
    file = unit(*sat(on("2012-11-20"), broke=("G3",)), verdict=verdict(word, on("2012-11-25")))
    assert verdict_by(file, DEC_17) is None


def test_redo_stands_under_a_barred_chair_for_that_is_what_it_asks() -> None:
    file = unit(*sat(on("2012-11-20"), broke=("G3",)), verdict=verdict("redo", on("2012-11-25")))
    counted = verdict_by(file, DEC_17)
    assert counted is not None
    assert counted.verdict == "redo"


def test_one_day_under_a_barred_chair_voids_the_verdict_on_all() -> None:
    days = (*sat(on("2012-11-19")), *sat(on("2012-11-20"), broke=("G3",)))
    assert verdict_by(unit(*days, verdict=verdict("meets", on("2012-11-25"))), DEC_17) is None


@pytest.mark.parametrize("gate", ["G1", "G2"])
def test_the_other_gates_void_nothing(gate: str) -> None:
    file = unit(*sat(on("2012-11-20"), broke=(gate,)), verdict=verdict("meets", on("2012-11-25")))
    assert verdict_by(file, DEC_17) is not None


BARRED = sat(on("2012-11-20"), broke=("G3",))


def test_a_review_repeated_under_another_chair_may_meet() -> None:
    given = verdict("meets", on("2012-12-10"))
    assert not is_void(unit(*BARRED, *sat(on("2012-12-05"), redo=True), verdict=given), given)


def test_a_review_repeated_only_after_the_verdict_does_not_mend_it() -> None:
    given = verdict("meets", on("2012-11-25"))
    assert is_void(unit(*BARRED, *sat(on("2012-12-05"), redo=True), verdict=given), given)


def test_a_review_repeated_under_the_same_barred_chair_does_not_mend_it() -> None:
    given = verdict("meets", on("2012-12-10"))
    again = sat(on("2012-12-05"), redo=True, broke=("G3",))
    assert is_void(unit(*BARRED, *again, verdict=given), given)


def test_a_repetition_under_a_barred_chair_voids_what_the_first_round_did_not() -> None:
    given = verdict("meets", on("2012-12-10"))
    again = sat(on("2012-12-05"), redo=True, broke=("G3",))
    assert is_void(unit(*MET, *again, verdict=given), given)


def test_a_repetition_on_a_day_not_stated_has_the_benefit_of_the_doubt() -> None:
    given = verdict("meets", on("2012-12-10"))
    assert not is_void(unit(*BARRED, *sat(by("2012-12-17"), redo=True), verdict=given), given)


def asked_again(number: int, day: str, part: str = "collective_session") -> ReopenedPart:
    """The group asked on that day for a part to be done again."""
    return ReopenedPart(part, on(day), on(day), number)


FIRST_AND_SECOND = (
    *MET,
    *sat(on("2012-12-05"), redo=True, broke=("G3",)),
    *sat(on("2012-12-20"), redo=True),
)


def test_a_second_redo_under_a_good_chair_counts_whatever_the_first_redo_was_held_under() -> None:
    given = verdict("meets", on("2012-12-22"))
    asked = (asked_again(1, "2012-12-01"), asked_again(2, "2012-12-06"))
    file = replace(unit(*FIRST_AND_SECOND, verdict=given), reopened=asked)
    assert not is_void(file, given)
    assert verdict_by(file, date(2012, 12, 22)) == given
    earlier = verdict("meets", on("2012-12-19"))
    assert is_void(replace(file, verdicts=(earlier,)), earlier)


def test_a_second_redo_asked_for_on_the_day_of_the_first_one_s_session_is_a_round_of_its_own() -> (
    None
):
    given = verdict("meets", on("2012-12-22"))
    asked = (asked_again(1, "2012-12-01"), asked_again(2, "2012-12-05"))
    file = replace(unit(*FIRST_AND_SECOND, verdict=given), reopened=asked)
    assert not is_void(file, given)


def test_a_redo_that_names_no_session_leaves_the_repetition_before_it_judged() -> None:
    given = verdict("meets", on("2012-12-22"))
    asked = (asked_again(1, "2012-12-01"), asked_again(2, "2012-12-06", "findings"))
    file = replace(unit(*FIRST_AND_SECOND[:2], verdict=given), reopened=asked)
    assert is_void(file, given)


# Stages


def test_the_stages_follow_the_days() -> None:
    file = replace(
        unit(*MET, verdict=verdict("redo", on("2012-11-28"))),
        prepared=on("2012-11-10"),
        waiting=on("2012-11-12"),
        waiting_over=on("2012-11-15"),
        minutes=on("2012-11-23"),
    )
    reached = [
        (date(2012, 11, 9), Stage.OWED),
        (date(2012, 11, 10), Stage.SUBMITTED),
        (date(2012, 11, 12), Stage.WAITING),
        (date(2012, 11, 15), Stage.SUBMITTED),
        (date(2012, 11, 20), Stage.HELD),
        (date(2012, 11, 23), Stage.MINUTED),
        (date(2012, 11, 28), Stage.TO_REDO),
    ]
    assert [(day, stage_on(file, day)) for day, _ in reached] == reached


def test_a_unit_whose_collective_met_and_whose_leader_has_not_is_still_preparing() -> None:
    assert stage_on(unit(*MET, leaders=(leader(LAN),)), DEC_17) is Stage.PREPARING


# What holds of every file

DAYS = st.dates(date(2012, 10, 1), date(2012, 12, 31))
WHENS = st.builds(When, DAYS, st.booleans())
SITTINGS = st.lists(
    st.builds(lambda when, redo: sat(when, redo=redo)[0], WHENS, st.booleans()), max_size=4
).map(tuple)
LEADERS = st.builds(
    lambda whens, since, length, ends: leader(
        LAN, *whens, since=since, until=since + timedelta(length) if ends else None
    ),
    st.lists(WHENS, max_size=2),
    DAYS,
    st.integers(0, 60),
    st.booleans(),
)


@given(SITTINGS, st.lists(LEADERS, max_size=3), DAYS, DAYS)
def test_once_held_a_review_stays_held(
    sittings: tuple[object, ...], leaders: list[Leader], one: date, other: date
) -> None:
    file = replace(unit(), sittings=sittings, leaders=tuple(leaders))  # type: ignore[arg-type]
    earlier, later = sorted((one, other))
    assert held_by(file, earlier) <= held_by(file, later)


@given(SITTINGS, st.lists(LEADERS, max_size=3))
def test_the_day_held_is_the_day_of_some_session_of_the_first_round(
    sittings: tuple[object, ...], leaders: list[Leader]
) -> None:
    file = replace(unit(), sittings=sittings, leaders=tuple(leaders))  # type: ignore[arg-type]
    held = held_on(file)
    own = [sitting.when.day for sitting in file.sittings if not sitting.redo]
    theirs = [sitting.when.day for one in leaders for sitting in one.sittings if not sitting.redo]
    assert held is None or held.day in {*own, *theirs}
    assert held is None or held.day >= max(own)


def test_the_verdict_on_the_repeated_review_leaves_the_first_standing_for_earlier_days() -> None:
    first, again = verdict("redo", on("2012-11-25")), verdict("meets", on("2012-12-10"))
    file = replace(unit(*MET, *sat(on("2012-12-05"), redo=True)), verdicts=(first, again))
    assert verdict_by(file, date(2012, 12, 9)) == first
    assert verdict_by(file, date(2012, 12, 10)) == again


@pytest.mark.parametrize(
    ("first_on", "again_on"),
    [(by("2012-12-17"), by("2012-12-17")), (by("2012-12-17"), on("2012-12-10"))],
)
def test_the_verdict_on_the_repetition_comes_last_also_where_no_day_is_stated(
    first_on: When, again_on: When
) -> None:
    first = verdict("redo", first_on)
    again = replace(verdict("meets", again_on), redo=True)
    file = replace(unit(*MET, *sat(on("2012-12-05"), redo=True)), verdicts=(first, again))
    assert verdict_by(file, DEC_17) == again


# What it rests on


def test_a_held_review_rests_on_the_units_word_and_on_what_confirms_it() -> None:
    file = replace(unit(*MET), minutes=on("2012-11-25"), attended=on("2012-11-20"))
    assert strength(file, date(2012, 11, 19)) == ()
    assert strength(file, NOV_20) == ("declared", "group_attended")
    assert strength(file, DEC_17) == ("declared", "minutes_signed", "group_attended")
    assert strength(unit(*MET), DEC_17) == ("declared",)
