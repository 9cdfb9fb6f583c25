"""What is wrong with dot-kiem-diem.toml: every fault at once, each with its key, and nothing written."""

from pathlib import Path
from time import process_time

import pytest

from tusoi.exchange.cells import LONGEST_LINE
from tusoi.exchange.columns import CAMPAIGN_FILE
from tusoi.exchange.tests.folders import faults_of, load, small

pytestmark = pytest.mark.django_db

BROKEN = {
    "a missing key": ("due_on = 2012-12-17\n", "", "key-missing", "due_on"),
    "a missing key of the host": ('name_vi = "Huyện ủy thử"\n', "", "key-missing", "host.name_vi"),
    "an unknown key": ("due_on =", "title_e = 'x'\ndue_on =", "key-unknown", "is it “title_e"),
    "an unknown key within": ("place_vi =", "place =", "key-unknown", "is it “host.place_"),
    "a day in quotes": (
        "as_of = 2012-11-16\ndue",
        'as_of = "2012-11-16"\ndue',
        "key-wrong",
        "as_of",
    ),
    "a day that is none": ("due_on = 2012-12-17", "due_on = 2012-12-32", "broken-toml", "line 5"),
    "a moment for a day": (
        "due_on = 2012-12-17",
        "due_on = 2012-12-17T00:00:00",
        "key-wrong",
        "due_on",
    ),
    "a number for a title": ('title_vi = "Kiểm điểm thử"', "title_vi = 7", "key-wrong", "title_vi"),
    "a number for a second title": (
        'title_en = "A trial review"',
        "title_en = 7",
        "key-wrong",
        "title_en",
    ),
    "an empty title": ('title_vi = "Kiểm điểm thử"', 'title_vi = " "', "key-wrong", "title_vi"),
    "a code with a sign": ('code = "thu-2012"', 'code = "thu|2012"', "key-wrong", "code"),
    "a code that climbs": ('code = "thu-2012"', 'code = "../x"', "key-wrong", "code"),
    "a set of texts nobody knows": ("nqtw4-2012", "nqtw4-2013", "key-wrong", "guidance_set"),
    "a figure nobody knows": (
        '"units_reviewed" = "2/4"',
        '"units_reviewd" = "2/4"',
        "key-wrong",
        "units_reviewed",
    ),
    "a printed text nobody can read": (
        '"units_reviewed" = "2/4"',
        '"units_reviewed" = "hai phần tư"',
        "key-wrong",
        "units_reviewed",
    ),
    "a printed figure's own day in quotes": (
        '"units_reviewed" = "2/4"',
        '"units_reviewed" = {value = "2/4", as_of = "mai"}',
        "key-wrong",
        "as_of",
    ),
    "a setting that is no number": (
        "[[body]]",
        '[supervision]\nreply_days = "bảy"\n\n[[body]]',
        "key-wrong",
        "a whole number from 1 to 365",
    ),
    "a setting out of its bounds": (
        "[[body]]",
        "[supervision]\nsecond_reading_percent = 101\n\n[[body]]",
        "key-wrong",
        "a whole number from 1 to 100",
    ),
    "a window for a reply below the rule's minimum": (
        "[[body]]",
        "[discipline]\nreply_days = 9\n\n[[body]]",
        "key-wrong",
        "a whole number from 10 to 90",
    ),
    "a time for an appeal below the rule's minimum": (
        "[[body]]",
        "[discipline]\nappeal_months = 0\n\n[[body]]",
        "key-wrong",
        "a whole number from 1 to 12",
    ),
    "a setting nobody knows": (
        "[[body]]",
        "[supervision]\nreply_day = 7\n\n[[body]]",
        "key-unknown",
        "is it “supervision.reply_days",
    ),
    "a block named twice": (
        "[[body]]",
        '[[block]]\ncode = "A"\nname_vi = "Lại là A"\n\n[[body]]',
        "key-wrong",
        "block.code",
    ),
    "a period that runs backwards": (
        "to = 2012-12-17",
        "to = 2012-10-15",
        "key-wrong",
        "period.to",
    ),
    "a due day before the campaign opens": (
        "due_on = 2012-12-17",
        "due_on = 2012-10-15",
        "key-wrong",
        "a day not before the campaign opens (16 October 2012)",
    ),
    "a host's unit that is no unit": ('unit = "HU"', 'unit = "HX"', "unknown-unit", "HX"),
    "a control sign": ('title_vi = "Kiểm', 'title_vi = "\\u0000Kiểm', "key-wrong", "title_vi"),
    "a number without measure": (
        '"units_reviewed" = "2/4"',
        f'"working_groups.count" = {10**30}',
        "key-wrong",
        "working_groups",
    ),
    "no TOML": ('[host]\ncode = "', "[host\ncode = ", "broken-toml", "line"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_one_fault_of_the_campaign_file_is_named_with_its_key(what: str, tmp_path: Path) -> None:
    old, new, code, named = BROKEN[what]
    folder = small(tmp_path)
    folder.change(old, new)
    found = faults_of(folder.write())
    assert {(fault.code, fault.place.file) for fault in found} == {(code, CAMPAIGN_FILE)}
    assert named in found[0].what.en + found[0].expected.en


NO_TOML = {
    "a key twice": ("due_on = 2012-12-17\n", "due_on = 2012-12-17\n" * 2, 6, "phía trên"),
    "a table twice": ("[[period]]", '[host]\ncode = "x"\n[[period]]', 16, "phía trên"),
    "quotes of a word processor": ('"thu-2012"', "“thu-2012”", 1, "dấu nháy thẳng"),
    "a day as Vietnamese write it": ("due_on = 2012-12-17", "due_on = 17-12-2012", 5, "2012-12-17"),
    "a day that is none": ("due_on = 2012-12-17", "due_on = 2012-02-30", 5, "lịch"),
    "a text that is not closed": ('"thu-2012"', '"thu-2012', 1, "thiếu dấu đóng"),
    "a list that is not closed": ("[printed.figures]", "x = [1\n[printed.figures]", 43, ""),
    "a no-break space before the sign =": (
        "due_on =",
        "due_on\u00a0=",
        5,
        "dòng 5, cột 7: ở đây có dấu cách không ngắt (U+00A0)",
    ),
    "a no-break space before a value": ("due_on = ", "due_on =\u00a0", 5, "(U+00A0)"),
    "a no-break space after a value": (
        "due_on = 2012-12-17",
        "due_on = 2012-12-17\u202f",
        5,
        "dấu cách không ngắt (U+202F)",
    ),
    "a no-break space before a key": ("due_on =", "\u00a0due_on =", 5, "cột 1: ở đây có"),
    "a line of a no-break space": ("due_on =", "\u00a0\ndue_on =", 5, "(U+00A0)"),
    "a no-break space in a head": ("[host]", "[host\u00a0]", 8, "gõ lại dấu cách thường"),
    "a hidden sign in a key": ("due_on =", "due\u200b_on =", 5, "ký tự ẩn (U+200B)"),
    "a hidden sign in a day": ("2012-12-17", "2012\u200b-12-17", 5, "ký tự ẩn (U+200B)"),
    "a text that is not closed, with a no-break space": (
        '"thu-2012"',
        '"thu\u00a02012',
        1,
        "thiếu dấu đóng",
    ),
    "what is no entry": ("due_on = 2012-12-17", "hạn chót 17/12", 5, "tên = giá trị"),
}


@pytest.mark.parametrize("what", NO_TOML)
def test_what_is_no_toml_is_told_in_both_languages_with_its_line(what: str, tmp_path: Path) -> None:
    old, new, line, named = NO_TOML[what]
    folder = small(tmp_path)
    folder.change(old, new)
    (fault,) = faults_of(folder.write())
    assert (fault.code, fault.place.row) == ("broken-toml", line)
    assert fault.found
    assert named in fault.what.vi
    assert not any(word in fault.what.vi for word in ("Cannot", "Expected", "Invalid"))


def test_a_file_of_another_code_is_told_how_to_be_saved(tmp_path: Path) -> None:
    path = small(tmp_path).write() / CAMPAIGN_FILE
    path.write_bytes(path.read_bytes().decode().encode("utf-16"))
    (fault,) = faults_of(tmp_path)
    assert "UTF-8" in fault.mend.vi


def test_a_key_of_a_hundred_thousand_parts_is_refused_at_once(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.campaign += "\n" + ".".join("a" * 100_000) + " = 1\n"
    path = folder.write()
    began = process_time()
    assert [fault.code for fault in faults_of(path)] == ["broken-toml"]
    assert process_time() - began < 10  # by the square of its parts it took minutes


@pytest.mark.parametrize(
    ("value", "shown"), [("true", "true"), ("[1]", "a list"), ("{a = 1}", "a table")]
)
def test_a_value_is_told_as_the_file_has_it(value: str, shown: str, tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.change("due_on = 2012-12-17", f"due_on = {value}")
    (fault,) = faults_of(folder.write())
    assert fault.what.en == f"The key “due_on” is not right: “{shown}”."


def test_a_no_break_space_is_told_in_english_too(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.change("due_on =", "due_on\u00a0=")
    (fault,) = faults_of(folder.write())
    assert "line 5, column 7: here stands a no-break space (U+00A0)" in fault.what.en


def test_a_no_break_space_in_a_text_or_a_remark_is_no_fault(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.change('title_vi = "Kiểm điểm thử"', 'title_vi = "Kiểm\u00a0điểm" # thử\u00a0')
    assert load(folder.write()).told.new > 0


@pytest.mark.parametrize(
    ("year", "named"),
    [
        (2569, "năm 2569: có vẻ là năm Phật lịch, tức năm 2025 hoặc 2026 dương lịch"),
        (2912, "năm 2912: có lẽ gõ sai một chữ số của năm"),
        (212, "từ năm 1900 đến năm 2200"),
    ],
)
@pytest.mark.parametrize(
    "key", ["as_of = 2012-11-16\ndue", "due_on = 2012-12-17", "from = 2012-10-16"]
)
def test_a_year_that_cannot_be_is_told_as_what_it_seems(
    key: str, year: int, named: str, tmp_path: Path
) -> None:
    folder = small(tmp_path)
    folder.change(key, key.replace("2012", f"{year:04d}", 1))
    (fault,) = faults_of(folder.write())
    assert fault.code == "key-wrong"
    assert named in fault.expected.vi
    assert fault.expected.en.startswith("a day from 1900 to 2200")


@pytest.mark.parametrize("key", ["title_vi", "title_en", "name_vi", "place_vi", "source_en"])
def test_a_text_that_heads_a_report_has_a_limit(key: str, tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.change(f'{key} = "', f'{key} = "{"x" * LONGEST_LINE}')
    (fault,) = faults_of(folder.write())
    assert fault.code == "key-wrong"
    assert str(LONGEST_LINE) in fault.expected.vi
    assert len(fault.what.vi) < 200


def test_two_periods_that_run_backwards_are_two_faults(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.change("to = 2012-12-17", "to = 2012-10-15")
    period = '[[period]]\nname_vi = "Hai"\nname_en = "Two"\nfrom = 2012-11-02\nto = 2012-11-01\n\n'
    folder.change("[[block]]", f"{period}[[block]]")
    assert [fault.code for fault in faults_of(folder.write())] == ["key-wrong", "key-wrong"]


def test_all_keys_are_judged_at_once(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.change("due_on = 2012-12-17\n", "")
    folder.change('unit = "HU"', "unit = 7")
    folder.change('"units_reviewed" = "2/4"', '"units_reviewed" = "?"')
    folder.change('code = "thuong_vu"', 'code = "thường vụ"')
    assert sorted(fault.code for fault in faults_of(folder.write())) == [
        "key-missing",
        "key-wrong",
        "key-wrong",
        "key-wrong",
    ]


def test_a_number_longer_than_the_machine_reads_is_a_fault_of_the_file(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.change("due_on = 2012-12-17", f"due_on = 1{'0' * 5_000}")
    assert [fault.code for fault in faults_of(folder.write())] == ["broken-toml"]


def test_a_campaign_file_that_is_missing_is_named(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    (path / CAMPAIGN_FILE).unlink()
    assert [fault.code for fault in faults_of(path)] == ["file-missing"]


def test_a_campaign_file_of_ten_megabytes_is_not_read(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.campaign += "# " + "x" * 10_000_000
    assert [fault.code for fault in faults_of(folder.write())] == ["file-too-large"]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.campaign = "\ufeff" + folder.campaign
    assert load(folder.write()).told.new == 56
