"""Every rule over a case: its own worked examples, its source, and the table of levels line by line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.discipline.rules.appeal import appeal_until, next_body
from tusoi.discipline.rules.case_file import Reply, Stage, Voted, Votes
from tusoi.discipline.rules.examples import CC, IC, LIFTED, NOTIFIED, REPLIED, SC, case, voted
from tusoi.discipline.rules.forms import FORMS_OF, Form, Subject
from tusoi.discipline.rules.levels import SETS, Level, Mark, Power, Whose, power_of, set_on
from tusoi.discipline.rules.limitation import has_lapsed, last_day
from tusoi.discipline.rules.register import case_rules
from tusoi.discipline.rules.reply_window import is_late, window_ended
from tusoi.discipline.rules.rule import CaseRule, Example, refusal
from tusoi.discipline.rules.standing import Where, limits, next_move, waited, where
from tusoi.discipline.rules.votes import adds_up, carried_form, is_carried, needed
from tusoi.values.day import months_after

EXAMPLES = [(rule, example) for rule in case_rules() for example in rule.examples]


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{r.code} {e.wording.en}" for r, e in EXAMPLES]
)
def test_each_rule_does_what_its_examples_say(rule: CaseRule, example: Example) -> None:
    said = refusal(rule, example.file, example.proposed)
    assert (said is None) is example.passes
    if said is not None:
        assert "{" not in said.vi + said.en


def test_each_rule_has_an_example_that_passes_and_one_that_is_refused_and_a_source() -> None:
    assert [rule.code for rule in case_rules()] == [f"D{number}" for number in range(1, 26)]
    for rule in case_rules():
        assert {example.passes for example in rule.examples} == {True, False}, rule.code
        for wording in (rule.name, rule.source, rule.sentence):
            assert wording.vi != wording.en, rule.code


# Levels


def test_the_two_sets_hold_on_their_days_and_none_in_between() -> None:
    assert {one.code for one in SETS} == {"2012", "today"}
    for day, code in (
        (date(2012, 12, 17), "2012"),
        (date(2013, 3, 29), "2012"),
        (date(2013, 3, 30), None),
        (date(2022, 7, 5), None),
        (date(2026, 11, 28), "today"),
    ):
        found = set_on(day)
        assert (found.code if found else None) == code


def test_no_two_lines_of_a_set_speak_of_the_same_thing() -> None:
    for rules in SETS:
        said = [
            (row.level, subject, form, whose)
            for row in rules.rows
            for subject in row.subjects
            for form in row.forms
            for whose in row.whose
        ]
        assert len(said) == len(set(said)), rules.code


@pytest.mark.parametrize(
    ("level", "subject", "whose", "form", "power"),
    [
        (Level.CELL, Subject.OFFICIAL, Whose.OWN, Form.WARNING, Power.DECIDES),
        (Level.CELL, Subject.OFFICIAL, Whose.SUPERIOR_TASK, Form.WARNING, Power.PROPOSES),
        (Level.CELL, Subject.OFFICIAL, Whose.OWN, Form.REMOVAL, Power.PROPOSES),
        (Level.GRASSROOTS, Subject.OFFICIAL, Whose.OWN, Form.EXPULSION, Power.NOT_SURE),
        (Level.SUPERIOR, Subject.OFFICIAL, Whose.SUBORDINATE_COMMITTEE, Form.REMOVAL, Power.DECIDES),
        (Level.SUPERIOR, Subject.OFFICIAL, Whose.SAME_COMMITTEE, Form.WARNING, Power.NOT_SURE),
        (Level.INSPECTION, Subject.OFFICIAL, Whose.SUBORDINATE_COMMITTEE, Form.WARNING, Power.DECIDES),
        (Level.INSPECTION, Subject.OFFICIAL, Whose.SUBORDINATE_COMMITTEE, Form.REMOVAL, Power.PROPOSES),
        (Level.INSPECTION, Subject.ORGANISATION, Whose.OWN, Form.WARNING, Power.NOT_SURE),
        (Level.SUPERIOR, Subject.ORGANISATION, Whose.OWN, Form.DISSOLUTION, Power.PROPOSES),
        (Level.ABOVE_SUPERIOR, Subject.ORGANISATION, Whose.OWN, Form.DISSOLUTION, Power.DECIDES),
    ],
)  # fmt: skip
def test_what_a_level_may_do(
    level: Level, subject: Subject, whose: Whose, form: Form, power: Power
) -> None:
    for day in (date(2012, 12, 17), date(2026, 11, 28)):
        assert power_of(level, subject, whose, form, day).power is power


def test_what_is_not_stated_is_not_sure() -> None:
    day = date(2012, 12, 17)
    for level, whose in ((None, Whose.OWN), (Level.SUPERIOR, None), (None, None)):
        answer = power_of(level, Subject.OFFICIAL, whose, Form.WARNING, day)
        assert (answer.power, answer.row) == (Power.NOT_SURE, None)


def test_a_line_of_2012_claims_no_source_that_was_read_today() -> None:
    marks = {row.mark for one in SETS if one.code == "2012" for row in one.rows}
    assert marks == {Mark.GENERAL}


# Votes

COUNTS = st.integers(min_value=-3, max_value=60)


@given(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
def test_counts_add_up_when_each_of_those_present_cast_one_paper(
    called: int, present: int, favour: int, against: int, blank: int, invalid: int
) -> None:
    votes = Votes(called, present, favour, against, blank, invalid)
    right = (
        called >= max(1, present)
        and min(favour, against, blank, invalid) >= 0
        and favour + against + blank + invalid == present
    )
    assert adds_up(votes) is right


@given(st.integers(min_value=1, max_value=400))
def test_more_than_half_is_more_than_half_and_two_thirds_at_least_two_thirds(called: int) -> None:
    half = needed(Form.WARNING, Stage.DECIDE, called)
    assert 2 * half > called >= 2 * (half - 1)
    thirds = needed(Form.EXPULSION, Stage.PROPOSE, called)
    assert 3 * thirds >= 2 * called > 3 * (thirds - 1)
    assert needed(Form.EXPULSION, Stage.DECIDE, called) == half


def test_a_vote_that_is_exactly_half_carries_nothing() -> None:
    half = Voted(date(2013, 2, 10), IC, Form.WARNING, Votes(14, 14, 7, 7))
    assert not is_carried(half)
    assert carried_form(voted(half)) is None


# The reply, the limits, appeals


def test_the_window_ends_after_its_last_day_or_once_all_is_said() -> None:
    assert not window_ended(REPLIED, date(2013, 1, 17))
    assert window_ended(REPLIED, date(2013, 1, 18))
    silent = case(noticed=date(2013, 1, 10), reply_until=date(2013, 1, 25))
    assert not window_ended(silent, date(2013, 1, 25))
    assert window_ended(silent, date(2013, 1, 26))
    assert not window_ended(case(), date(2030, 1, 1)), "without a notice no window ever ends"


def test_a_reply_is_late_the_day_after() -> None:
    assert not is_late(Reply(date(2013, 1, 25)), date(2013, 1, 25))
    assert is_late(Reply(date(2013, 1, 26)), date(2013, 1, 25))


FEB = date(2013, 2, 1)


def test_limits_by_form() -> None:
    done = case(violated=date(2008, 2, 29))
    assert last_day(done, Form.REPRIMAND, FEB) == date(2013, 2, 28)
    assert not has_lapsed(done, Form.REPRIMAND, date(2013, 2, 28))
    assert has_lapsed(done, Form.REPRIMAND, date(2013, 3, 1))
    assert last_day(done, Form.WARNING, FEB) == date(2018, 2, 28)
    assert last_day(done, Form.EXPULSION, FEB) is None
    assert last_day(case(violated=date(2008, 2, 29), unlimited=True), Form.REPRIMAND, FEB) is None


@given(st.dates(date(1900, 1, 1), date(2150, 1, 1)), st.integers(min_value=0, max_value=600))
def test_a_month_later_is_the_same_day_or_the_months_last(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
    if later.day < day.day:
        assert (
            months_after(later, 0).replace(day=1).month
            != date.fromordinal(later.toordinal() + 1).month
        )


def test_appeals_climb_from_whoever_decided_last() -> None:
    assert (next_body(NOTIFIED), appeal_until(NOTIFIED)) == (SC, date(2013, 3, 15))
    assert (next_body(LIFTED), appeal_until(LIFTED)) == (CC, date(2013, 4, 20))
    assert next_body(case()) == ""


# Where it stands


def test_where_a_case_stands_and_whose_move_it_is() -> None:
    assert where(case()) is Where.OPENED
    assert where(REPLIED) is Where.REPLIED
    assert where(NOTIFIED) is Where.NOTIFIED
    assert where(LIFTED) is Where.SETTLED
    move = next_move(LIFTED, date(2013, 3, 25))
    assert (move.step, move.whose.en) == ("correct", "Standing Committee")
    assert waited(move, date(2013, 3, 25)) == 5


def test_limits_that_run_come_the_nearest_first() -> None:
    running = limits(
        case(noticed=date(2013, 1, 10), reply_until=date(2013, 1, 25)), date(2013, 1, 11)
    )
    assert [one.until for one in running] == [date(2013, 1, 25), date(2017, 3, 1)]
    assert [one.until for one in limits(NOTIFIED, date(2013, 3, 1))] == [date(2013, 3, 15)]
    assert limits(NOTIFIED, date(2013, 3, 16)) == ()


def test_every_kind_of_subject_has_its_forms_light_to_heavy() -> None:
    assert set(FORMS_OF) == set(Subject)
    assert all(forms[:2] == (Form.REPRIMAND, Form.WARNING) for forms in FORMS_OF.values())
