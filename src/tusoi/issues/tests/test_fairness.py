"""Whoever an issue names is heard before anything is concluded; silence ends with the day given."""

from dataclasses import replace
from datetime import date

from tusoi.issues.rules.fairness import was_heard, why_no_conclusion, why_no_time
from tusoi.issues.standing import (
    Given,
    IssueView,
    Origin,
    OriginKind,
    Outcome,
    Said,
    all_origins,
    heirs,
)
from tusoi.ledger.source import Provenance
from tusoi.values.day import When
from tusoi.values.origin import Origin as Told
from tusoi.values.workdays import EVERY_DAY, WorkCalendar, WorkingWeek

DEC_1, DEC_15, DEC_16 = date(2012, 12, 1), date(2012, 12, 15), date(2012, 12, 16)
PLAIN = IssueView(
    code="A47.VD01",
    unit="A47",
    post="",
    topic="",
    words="…",
    split_from="",
    when=When(DEC_1),
    provenance=Provenance("", None, Told.RECORD),
    given=Given("BT", DEC_15, DEC_1),
)
ABOUT = replace(PLAIN, post="PBT")
ACCEPTED = Said("…", DEC_1, Outcome.ACCEPTED)


def test_an_issue_on_the_collective_names_nobody_who_must_be_heard() -> None:
    assert was_heard(PLAIN, DEC_1)


def test_a_person_is_heard_by_a_reply_or_once_the_day_has_passed() -> None:
    assert not was_heard(ABOUT, DEC_15)
    assert was_heard(replace(ABOUT, reply=Said("…", DEC_1)), DEC_1)
    assert was_heard(ABOUT, DEC_16)
    assert not was_heard(replace(ABOUT, given=None), DEC_16), "no day was given"


def test_time_to_reply_is_three_worked_days_and_no_less_than_was_told() -> None:
    fresh = replace(ABOUT, given=None)
    calendar = WorkCalendar((WorkingWeek(DEC_1, frozenset(range(1, 6))),))
    for least, due, passes in (
        (EVERY_DAY, date(2012, 12, 17), False),
        (EVERY_DAY, date(2012, 12, 18), True),
        (calendar, date(2012, 12, 18), False),
        (calendar, date(2012, 12, 19), True),
    ):
        assert (why_no_time(fresh, due, DEC_15, least) is None) == passes, due
    assert why_no_time(ABOUT, date(2012, 12, 14), DEC_1, EVERY_DAY) is not None, "told until 15"
    assert why_no_time(ABOUT, DEC_15, DEC_1, EVERY_DAY) is None
    replied = replace(ABOUT, reply=Said("…", DEC_1))
    for nobody_waits in (PLAIN, replied):
        assert why_no_time(nobody_waits, DEC_1, DEC_1, EVERY_DAY) is None


def test_only_what_was_accepted_may_be_concluded() -> None:
    assert why_no_conclusion(replace(PLAIN, answer=ACCEPTED), DEC_1) is None
    explained = replace(ACCEPTED, outcome=Outcome.EXPLAINED)
    for issue in (PLAIN, replace(PLAIN, answer=explained), replace(ABOUT, answer=ACCEPTED)):
        assert why_no_conclusion(issue, DEC_1) is not None


def test_a_voice_lives_on_through_a_merge_and_then_a_split() -> None:
    voice, other = Origin(OriginKind.ANSWER, "A47.GM01/T1", 1), Origin(OriginKind.DIGEST, "TL1", 3)
    issues = {
        "1": replace(PLAIN, code="1", origins=(voice,), merged_into="2"),
        "2": replace(PLAIN, code="2", origins=(other,), split_into=("3", "4")),
        "3": replace(PLAIN, code="3", origins=(voice,), split_from="2"),
        "4": replace(PLAIN, code="4", origins=(other,), split_from="2"),
    }
    assert all_origins("2", issues) == (other, voice)
    assert [one.code for one in heirs("1", voice.key, issues)] == ["3"]
    assert [one.code for one in heirs("2", other.key, issues)] == ["4"]


def test_a_circle_is_walked_once() -> None:
    issues = {
        "1": replace(PLAIN, code="1", merged_into="2"),
        "2": replace(PLAIN, code="2", merged_into="1"),
    }
    assert all_origins("1", issues) == ()
    assert list(heirs("1", "answer:x", issues)) == []
