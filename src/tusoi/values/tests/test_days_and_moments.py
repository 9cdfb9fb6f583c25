"""Days known roughly, stretches with both ends, moments with their zone, texts in two languages."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tusoi.values.clock import now, today
from tusoi.values.day import When, happened_by, show_day
from tusoi.values.moment import ZONE, parse_moment, show_minute, show_moment
from tusoi.values.origin import ORIGIN_WORDING, Origin
from tusoi.values.period import ALWAYS, Period
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

NOV_20 = date(2012, 11, 20)


def test_a_day_not_stated_is_surely_by_its_bound_and_maybe_by_any_day() -> None:
    vague = When(NOV_20, stated=False)
    assert [vague.surely_by(date(2012, 11, day)) for day in (19, 20, 21)] == [False, True, True]
    assert vague.maybe_by(date.min)
    assert not When(NOV_20).maybe_by(date(2012, 11, 19))
    assert When(NOV_20).maybe_by(NOV_20)


def test_what_never_happened_had_happened_by_no_day() -> None:
    assert not happened_by(None, date.max)
    assert happened_by(When(NOV_20), NOV_20)
    assert not happened_by(When(NOV_20), date(2012, 11, 19))


def test_days_are_written_as_each_language_writes_them() -> None:
    assert show_day(date(2012, 12, 1), "vi") == "01/12/2012"
    assert show_day(date(2012, 12, 1), "en") == "1 December 2012"
    assert show_day(date.min, "vi") == "01/01/0001"


def test_a_period_has_both_its_ends() -> None:
    period = Period(date(2012, 11, 1), NOV_20)
    assert period.includes(date(2012, 11, 1))
    assert period.includes(NOV_20)
    assert not period.includes(date(2012, 11, 21))
    assert not period.includes(date(2012, 10, 31))
    assert Period(ALWAYS).includes(date.max)


DAYS = st.dates(date(2012, 1, 1), date(2012, 3, 1))
PERIODS = st.builds(
    lambda one, other, ends: Period(min(one, other), max(one, other) if ends else None),
    DAYS,
    DAYS,
    st.booleans(),
)


@given(PERIODS, PERIODS)
def test_two_periods_overlap_where_they_share_a_day(one: Period, other: Period) -> None:
    days = [
        date.fromordinal(day)
        for day in range(date(2012, 1, 1).toordinal(), date(2012, 3, 2).toordinal())
    ]
    shared = any(one.includes(day) and other.includes(day) for day in days)
    assert one.overlaps(other) is shared
    assert other.overlaps(one) is shared


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2012-11-16T17:00+07:00", "2012-11-16T17:00+07:00"),
        ("2012-11-16T10:00Z", "2012-11-16T17:00+07:00"),
        ("2012-11-16T10:00:30Z", "2012-11-16T17:00:30+07:00"),
        ("2012-11-16T16:59:59.999999+07:00", "2012-11-16T16:59:59.999999+07:00"),
        (" 2012-11-16T23:30-05:00 ", "2012-11-17T11:30+07:00"),
    ],
)
def test_a_moment_is_read_with_its_zone_and_shown_in_ours(text: str, shown: str) -> None:
    moment = parse_moment(text)
    assert moment.tzinfo is UTC
    assert show_moment(moment) == shown
    assert parse_moment(show_moment(moment)) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hôm qua",
        "2012-11-16",
        "2012-11-16T17:00",
        "2012-11-31T17:00+07:00",
        "17:00 16/11/2012",
        "0001-01-01T00:00+07:00",
        "9999-12-31T23:59+00:00",
        "9999-12-31T23:59-05:00",
    ],
)
def test_what_is_no_moment_with_a_zone_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_moment(text)
    assert f"“{text}”" in refused.value.wording.vi
    assert "2012-11-16T17:00+07:00" in refused.value.wording.en


def test_a_moment_is_read_out_in_both_languages() -> None:
    moment = datetime(2012, 11, 16, 10, 0, tzinfo=UTC)
    assert show_minute(moment, "vi") == "17:00 ngày 16/11/2012"
    assert show_minute(moment, "en") == "17:00 on 16 November 2012"


def test_the_clock_tells_the_day_of_our_zone() -> None:
    with time_machine.travel(datetime(2012, 12, 16, 18, 0, tzinfo=UTC), tick=False):
        assert today() == date(2012, 12, 17)
        assert now() == datetime(2012, 12, 17, 1, 0, tzinfo=ZONE)
        assert now().tzinfo is UTC


def test_a_wording_is_filled_in_each_language() -> None:
    sentence = Wording(
        vi="{unit} họp ngày {day}, {count} buổi", en="{unit} met on {day}, {count} times"
    )
    filled = sentence.filled(unit=Wording(vi="Sở Y", en="Department Y"), day=NOV_20, count=2)
    assert filled.vi == "Sở Y họp ngày 20/11/2012, 2 buổi"
    assert filled.en == "Department Y met on 20 November 2012, 2 times"
    assert filled.in_("en") == filled.en
    with pytest.raises(ValueError, match="fr"):
        filled.in_("fr")


def test_what_fills_a_slot_is_never_filled_again() -> None:
    filled = Wording(vi="“{path}”", en="“{path}”").filled(path="{home} {0} }{")
    assert filled == same("“{home} {0} }{”")


def test_each_origin_has_its_word() -> None:
    assert [ORIGIN_WORDING[origin].vi for origin in Origin] == ["văn bản", "suy ra", "dựng lại"]
