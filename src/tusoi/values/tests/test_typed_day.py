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


@pytest.mark.parametrize(
    ("text", "said"),
    [("31/02/2012", "tháng 2 năm 2012 không có ngày 31"), ("0/12/2012", "không có ngày 0")],
)
def test_a_day_that_its_month_has_not_is_not_told_to_be_written_otherwise(
    text: str, said: str
) -> None:
    with pytest.raises(NoDay) as refused:
        parse_day(text)
    assert said in refused.value.wording.vi
    assert "viết như" not in refused.value.wording.vi
    assert "write it" not in refused.value.wording.en
