"""One cell at a time: what it becomes in each kind of column, and what is said when it does not fit."""

import unicodedata
from datetime import date, datetime, time

import pytest

from tusoi.exchange.cells import (
    MENDED,
    NOT_STATED,
    read_code,
    read_codes,
    read_day,
    read_days,
    read_number,
    read_text,
    read_word,
    tidy_text,
)
from tusoi.exchange.faults import Problem
from tusoi.exchange.xlsx import EMPTY, RawCell
from tusoi.values.wording import Wording

VERDICTS = {
    "meets": Wording(vi="đạt yêu cầu", en="meets"),
    "redo": Wording(vi="kiểm điểm lại", en="redo"),
}


def text(written: str) -> RawCell:
    return RawCell(written, "text", written)


def number(value: float) -> RawCell:
    return RawCell(value, "number", str(value))


def day(value: date | datetime | time) -> RawCell:
    return RawCell(value, "date", str(value))


def problem(read: object) -> Problem:
    assert isinstance(read, Problem)
    return read


def test_tidying_says_what_it_mended() -> None:
    assert tidy_text("Đơn vị") == ("Đơn vị", ())
    assert tidy_text(unicodedata.normalize("NFD", "Đơn vị")) == ("Đơn vị", ("nfd",))
    assert tidy_text(" Đơn\u00a0 vị\u200b") == ("Đơn vị", ("spaces",))
    assert {"nfd", "spaces", "number-as-text", "time-of-day"} == MENDED.keys()


@pytest.mark.parametrize("spelling", ["chưa nêu", " CHƯA  NÊU ", "chua neu", "Not stated"])
def test_a_silent_record_is_said_in_every_kind_of_column(spelling: str) -> None:
    cell, said = text(spelling), list[str]()
    assert read_day(cell, said) is NOT_STATED
    assert read_days(cell, said) is NOT_STATED
    assert read_code(cell, said) is NOT_STATED
    assert read_codes(cell, said) is NOT_STATED
    assert read_number(cell, said) is NOT_STATED
    assert read_text(cell, said) is NOT_STATED
    assert read_word(cell, said, VERDICTS) is NOT_STATED


@pytest.mark.parametrize(
    "cell", [EMPTY, RawCell(None, "formula", "=A1"), RawCell(None, "error", "#N/A")]
)
def test_empty_cells_and_those_already_named_are_nothing(cell: RawCell) -> None:
    said: list[str] = []
    assert read_day(cell, said) is None
    assert read_days(cell, said) is None
    assert read_code(cell, said) is None
    assert read_codes(cell, said) is None
    assert read_number(cell, said) is None
    assert read_text(cell, said) is None
    assert read_word(cell, said, VERDICTS) is None


def test_a_real_date_is_the_day_and_its_hour_is_dropped_and_said() -> None:
    said: list[str] = []
    assert read_day(day(date(2012, 12, 17)), said) == date(2012, 12, 17)
    assert said == []
    assert read_day(day(datetime.fromisoformat("2012-12-17T08:30")), said) == date(2012, 12, 17)
    assert said == ["time-of-day"]


@pytest.mark.parametrize(
    ("cell", "code", "named"),
    [
        (text("17/12/2012"), "date-as-text", "17/12/2012"),
        (text("2012-12-17"), "date-as-text", "17/12/2012"),
        (text("31/02/2012"), "no-such-day", "tháng 2 năm 2012 chỉ có 29 ngày"),
        (text("31/13/2012"), "no-such-day", "không có tháng 13"),
        (text("0/5/2012"), "no-such-day", "tháng 5 năm 2012 chỉ có 31 ngày"),
        (text("12/17/2012"), "month-first", "17/12/2012"),
        (text("17/12/12"), "not-a-date", "17/12/12"),
        (text("cuối năm"), "not-a-date", "cuối năm"),
        (text("1,12,2012"), "day-parted-otherwise", "“1,12,2012” có dấu “,” giữa"),
        (text("1.12,2012"), "day-parted-otherwise", "viết đúng thì là 01/12/2012"),
        (text("1 , 12 , 2012"), "day-parted-otherwise", "viết đúng thì là 01/12/2012"),
        (text("2012,12,1"), "day-parted-otherwise", "viết đúng thì là 01/12/2012"),
        (text("1_12_2012"), "day-parted-otherwise", "có dấu “_” giữa"),
        (text("31,2,2012"), "no-such-day", "tháng 2 năm 2012 chỉ có 29 ngày"),
        (text("1,12"), "not-a-date", "1,12"),
        (text("17/12/2569"), "year-out-of-range", "Phật lịch, tức năm 2025 hoặc 2026 dương lịch"),
        (day(date(2556, 12, 17)), "year-out-of-range", "tức năm 2012 hoặc 2013 dương lịch"),
        (text("17/12/2912"), "year-out-of-range", "có lẽ gõ sai một chữ số của năm"),
        (text("17/12/1012"), "year-out-of-range", "1012"),
        (day(date(2312, 12, 17)), "year-out-of-range", "2312"),
        (day(time(8, 30)), "not-a-date", "08:30"),
        (number(41260), "number-for-date", "17/12/2012"),
        (number(2012), "year-for-date", "2012"),
        (number(-3), "not-a-date", "-3"),
        (RawCell(True, "bool", "TRUE"), "not-a-date", "TRUE"),
    ],
)
def test_what_is_no_date_says_which_day_it_may_have_meant(
    cell: RawCell, code: str, named: str
) -> None:
    refused = problem(read_day(cell, []))
    assert refused.code == code
    assert named in refused.what.vi
    assert "{" not in refused.what.en + refused.expected.en + refused.mend.en


def test_how_a_day_is_mended_is_said_by_its_slip() -> None:
    for csv in (False, True):
        comma = problem(read_day(text("1.12,2012"), [], csv=csv))
        assert comma.mend.vi == "Gõ lại ngày với dấu gạch chéo, ví dụ 17/12/2012."
        assert "1 December 2012" in comma.what.en
        year = problem(read_day(text("17/12/2569"), [], csv=csv))
        assert "năm dương lịch" in year.mend.vi
        assert "2025 or 2026 of the common era" in year.what.en


def test_a_csv_may_write_its_dates_but_not_invent_them() -> None:
    assert read_day(text("17/12/2012"), [], csv=True) == date(2012, 12, 17)
    assert read_day(text("2012-12-17"), [], csv=True) == date(2012, 12, 17)
    assert problem(read_day(text("31/02/2012"), [], csv=True)).what.en == (
        "“31/02/2012” is no day: February 2012 has 29 days."
    )


def test_what_is_expected_of_a_day_is_what_can_be_written_there() -> None:
    written = "a day written dd/mm/yyyy or yyyy-mm-dd, or “not stated”"
    assert problem(read_day(text("2012/12/17"), [], csv=True)).expected.en == written
    assert "real Excel date" in problem(read_day(text("2012/12/17"), [])).expected.en
    assert "parted by semicolons" in problem(read_days(text("5 và 6/11"), [])).expected.en


def test_several_days_stand_in_one_cell() -> None:
    assert read_days(day(date(2012, 12, 17)), []) == (date(2012, 12, 17),)
    both = read_days(text("16/10/2012; 2012-12-17;"), [])
    assert both == (date(2012, 10, 16), date(2012, 12, 17))
    assert problem(read_days(text("16/10/2012; 31/02/2012"), [])).code == "no-such-day"
    assert problem(read_days(text("16/10/2012, 17/12/2012"), [])).code == "not-a-date"
    commas = problem(read_days(text("16/10/2012, 17/12/2012"), []))
    assert "Đặt dấu chấm phẩy (;) giữa hai ngày" in commas.mend.vi
    assert problem(read_days(text("16,10,2012; 17/12/2012"), [])).code == "day-parted-otherwise"
    assert problem(read_days(text("16/10/2012; 2012-10-16"), [])).code == "day-twice"
    assert problem(read_days(number(41260), [])).code == "number-for-date"


def test_a_code_may_be_a_number_but_no_date_fraction_or_phrase() -> None:
    assert read_code(text(" A01 "), []) == "A01"
    assert read_code(number(12), []) == "12"
    assert problem(read_code(number(12.13), [])).code == "code-became-number"
    assert problem(read_code(day(date(2012, 2, 1)), [])).code == "code-became-date"
    assert problem(read_code(text("A 01"), [])).code == "code-with-space"
    assert problem(read_code(text("A" * 41), [])).code == "code-too-long"


def test_codes_are_separated_by_semicolons_or_commas() -> None:
    assert read_codes(text("A01; A02,A03"), []) == ("A01", "A02", "A03")
    assert read_codes(number(12), []) == ("12",)
    assert read_codes(text(";"), []) is None
    assert problem(read_codes(text("A01; A01"), [])).code == "code-twice"
    assert problem(read_codes(text("A01; tổ 2"), [])).code == "code-with-space"


def test_a_count_is_a_whole_number() -> None:
    said: list[str] = []
    assert read_number(number(12), said) == 12
    assert read_number(number(12.0), said) == 12
    assert said == []
    assert read_number(text("12"), said) == 12
    assert said == ["number-as-text"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (number(12.5), "not-a-whole-number"),
        (text("12,5"), "not-a-whole-number"),
        (text("1.234"), "not-a-whole-number"),
        (text("mười hai"), "not-a-whole-number"),
        (text("9" * 400), "not-a-whole-number"),
        (RawCell(True, "bool", "TRUE"), "not-a-whole-number"),
        (day(date(2012, 12, 17)), "not-a-whole-number"),
        (number(-1), "number-too-small"),
        (text("-1"), "number-too-small"),
    ],
)
def test_what_is_no_count_is_refused(cell: RawCell, code: str) -> None:
    said: list[str] = []
    assert problem(read_number(cell, said)).code == code
    assert said == []


def test_a_word_is_known_in_both_languages_and_without_marks() -> None:
    for spelling in ("Đạt yêu cầu", "dat yeu cau", "MEETS"):
        assert read_word(text(spelling), [], VERDICTS) == "meets"


def test_a_misspelt_word_is_answered_with_the_nearest_one() -> None:
    refused = problem(read_word(text("đạt yêu cẩu đề ra"), [], VERDICTS))
    assert "bạn có muốn viết “đạt yêu cầu”?" in refused.what.vi
    assert refused.expected.vi == "một trong: “đạt yêu cầu”, “kiểm điểm lại”"
    assert refused.expected.en == "one of: “meets”, “redo”"
    assert "muốn viết" not in problem(read_word(text("xyz"), [], VERDICTS)).what.vi


def test_braces_in_a_cell_stay_braces() -> None:
    assert "“{x}”" in problem(read_word(text("{x}"), [], VERDICTS)).what.vi
    assert "“{0}”" in problem(read_day(text("{0}"), [])).what.en


def test_a_text_has_a_limit() -> None:
    assert read_text(text("Thiếu  kiểm tra"), []) == "Thiếu kiểm tra"
    assert read_text(number(12), []) == "12"
    assert problem(read_text(text("a" * 2001), [])).code == "text-too-long"


@pytest.mark.parametrize("text", ["1.000", "1,000", "12.0"])
def test_a_number_kept_as_text_with_a_point_or_comma_is_asked_about(text: str) -> None:
    assert isinstance(read_number(RawCell(text, "text", text), []), Problem)
