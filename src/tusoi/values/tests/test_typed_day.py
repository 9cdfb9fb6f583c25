"""A day as people type it."""

from datetime import date

import pytest

from tusoi.values.typed_day import NoDay, parse_day


@pytest.mark.parametrize("text", ["2012-12-07", "07/12/2012", " 7/12/2012 ", "07-12-2012"])
def test_a_day_is_read_as_a_browser_sends_it_and_as_people_write_it(text: str) -> None:
    assert parse_day(text) == date(2012, 12, 7)


@pytest.mark.parametrize("text", ["", "31/02/2012", "12/17/2012", "hôm qua", "{said}", "\x00"])
def test_what_is_no_day_is_refused_with_what_was_typed(text: str) -> None:
    with pytest.raises(NoDay) as refused:
        parse_day(text)
    assert f"“{text.strip()}”" in refused.value.wording.vi


@pytest.mark.parametrize("text", ["31/02/2012", "2013-02-29", "12/17/2012", "0-0-0000"])
def test_of_a_day_written_as_asked_that_the_calendar_lacks_that_is_said(text: str) -> None:
    with pytest.raises(NoDay, match="calendar has no day"):
        parse_day(text)
