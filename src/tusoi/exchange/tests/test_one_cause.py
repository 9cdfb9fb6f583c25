"""One cause is told once: what only follows from a cell, a workbook or a heading that has a fault is no fault of its own."""

import csv
import io
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tusoi.exchange.columns import (
    CASES,
    FINDINGS,
    GROUPS,
    OPINIONS,
    PEOPLE,
    REMEDIATION,
    REVIEWS,
    TOPICS,
    UNITS,
    VOICES,
    Sheet,
    columns_for,
)
from tusoi.exchange.faults import Fault, causes
from tusoi.exchange.tests.folders import (
    CRITERIA,
    NEXT_TOLD,
    Small,
    change_sheet,
    count_from_1904,
    faults_of,
    letter,
    load,
    small,
)

pytestmark = pytest.mark.django_db

Change = Callable[[Small], object]


def _set(sheet: Sheet, number: int, **cells: object) -> Change:
    """Set cells of the row that Excel numbers so."""
    return lambda folder: folder[sheet][number - 2].update(cells)


def _two_stretches(sheet: Sheet, number: int, *, until: object, since: object) -> Change:
    """A row that ends, and one more of the same code that begins."""

    def change(folder: Small) -> None:
        row = folder[sheet][number - 2]
        folder[sheet].append({**row, "since": since})
        row["until"] = until

    return change


def _both(one: Change, other: Change) -> Change:
    return lambda folder: (one(folder), other(folder))


def _case(**cells: object) -> Change:
    """The first case with no days but these."""
    return _set(CASES, 2, **{"concluded": None, "reviewed": None, "decided": None, **cells})


Place = tuple[str, Sheet, int, str]
END, BEGIN = date(2012, 10, 31), date(2012, 11, 1)

CAUSES: dict[str, tuple[Change, Place]] = {
    "a unit's code": (
        _set(UNITS, 3, unit="A 01"),
        ("code-with-space", UNITS, 3, "unit"),
    ),
    "a post's code": (
        _set(PEOPLE, 5, post="P BT"),
        ("code-with-space", PEOPLE, 5, "post"),
    ),
    "the unit of a post": (
        _set(PEOPLE, 5, unit="A 01"),
        ("code-with-space", PEOPLE, 5, "unit"),
    ),
    "a post's role": (
        _set(PEOPLE, 4, rank="bí thư"),
        ("unknown-word", PEOPLE, 4, "rank"),
    ),
    "the post of a leader's review": (
        _set(REVIEWS, 3, post="B T"),
        ("code-with-space", REVIEWS, 3, "post"),
    ),
    "the unit of a leader's review": (
        _set(REVIEWS, 3, unit="A 01"),
        ("code-with-space", REVIEWS, 3, "unit"),
    ),
    "the post of a judged review": (
        _both(_set(REVIEWS, 2, post="B T"), _set(REVIEWS, 4, sessions=None)),
        ("code-with-space", REVIEWS, 2, "post"),
    ),
    "the post of a review that a case came through": (
        _both(
            _set(REVIEWS, 2, post="B T"),
            _case(found=date(2012, 11, 6), phase="through"),
        ),
        ("code-with-space", REVIEWS, 2, "post"),
    ),
    "the last day of a unit's row": (
        _two_stretches(UNITS, 3, until="31.10", since=BEGIN),
        ("not-a-date", UNITS, 3, "until"),
    ),
    "the first day of a unit's row": (
        _two_stretches(UNITS, 3, until=END, since="1.11"),
        ("not-a-date", UNITS, 7, "since"),
    ),
    "the last day of a post's row": (
        _two_stretches(PEOPLE, 5, until="31.10", since=BEGIN),
        ("not-a-date", PEOPLE, 5, "until"),
    ),
    "the unit beside a post": (
        _set(TOPICS, 2, unit="A 01"),
        ("code-with-space", TOPICS, 2, "unit"),
    ),
    "the kind of a solution group's row": (
        _set(REMEDIATION, 2, row_kind="nhóm"),
        ("unknown-word", REMEDIATION, 2, "row_kind"),
    ),
    "a verdict": (
        _set(REVIEWS, 2, verdict="tốt"),
        ("unknown-word", REVIEWS, 2, "verdict"),
    ),
    "whether a case is serious": (
        _set(CASES, 2, serious="rất", serious_by="thuong_vu"),
        ("unknown-word", CASES, 2, "serious"),
    ),
    "the day a case was found": (
        _case(found="1.8", concluded=date(2012, 11, 10), phase="before"),
        ("not-a-date", CASES, 2, "found"),
    ),
    "an invitation's code": (
        _set(VOICES, 2, invitation="MYK 1"),
        ("code-with-space", VOICES, 2, "invitation"),
    ),
    "an invitation's unit": (
        _set(VOICES, 2, unit="A 01"),
        ("code-with-space", VOICES, 2, "unit"),
    ),
    "an invitation's kind": (
        _set(VOICES, 2, row_kind="mời"),
        ("unknown-word", VOICES, 2, "row_kind"),
    ),
    "an opinion's invitation": (
        _set(VOICES, 3, invitation="MYK 1"),
        ("code-with-space", VOICES, 3, "invitation"),
    ),
    "an opinion's topic": (
        _set(VOICES, 3, said_topic="T 1"),
        ("code-with-space", VOICES, 3, "said_topic"),
    ),
}


def places(faults: list[Fault]) -> list[tuple[str, str, int | None, str]]:
    return [(one.code, one.place.file, one.place.row, one.place.column) for one in faults]


@pytest.mark.parametrize("what", CAUSES)
def test_nothing_follows_from_a_cell_that_has_a_fault(what: str, tmp_path: Path) -> None:
    change, (code, sheet, row, key) = CAUSES[what]
    folder = small(tmp_path)
    change(folder)
    assert places(faults_of(folder.write())) == [(code, sheet.file, row, letter(sheet, key))]


def test_a_fault_in_one_units_posts_hides_no_wrong_post_of_another(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(PEOPLE, unit="A01", post="PBT")["post"] = "P BT"
    folder.row(REVIEWS, unit="A02", post="BT")["post"] = "TB"
    assert [one.code for one in faults_of(folder.write())] == ["unknown-post", "code-with-space"]


def test_a_column_of_units_that_cannot_be_read_is_all_that_is_told(tmp_path: Path) -> None:
    folder = small(tmp_path)
    for row in folder[UNITS]:
        row["unit"] = f"{row['unit'][0]} {row['unit'][1:]}"
    found = faults_of(folder.write())
    assert [(one.code, one.place.file) for one in found] == [("code-with-space", UNITS.file)] * 5


def test_without_the_heading_of_its_units_no_post_of_a_workbook_is_held_against_it(
    tmp_path: Path,
) -> None:
    path = small(tmp_path).write()
    change_sheet(path / REVIEWS.file, lambda sheet: sheet.delete_cols(1))
    (fault,) = faults_of(path)
    assert (fault.code, fault.place.file) == ("heading-missing", REVIEWS.file)


NAMED: list[tuple[Sheet, str]] = [(UNITS, "HU"), (PEOPLE, "HU/UV1"), (TOPICS, "GY1")]


@pytest.mark.parametrize(("sheet", "code"), NAMED, ids=lambda one: str(one)[:20])
def test_a_workbook_of_headings_alone_is_one_fault(sheet: Sheet, code: str, tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder[sheet].clear()
    (fault,) = faults_of(folder.write())
    assert (fault.code, fault.place.file) == ("no-rows", sheet.file)
    assert f"{sheet.file} không có hàng nào, mà tệp khác nêu mã “{code}”" in fault.what.vi
    assert f"{sheet.file} holds no row, and other files name its code “{code}”" in fault.what.en


@pytest.mark.parametrize(("sheet", "code"), NAMED[1:], ids=lambda one: str(one)[:20])
def test_a_workbook_that_others_name_and_that_is_not_there_is_one_fault(
    sheet: Sheet, code: str, tmp_path: Path
) -> None:
    load(small(tmp_path / "first").write())
    folder = small(tmp_path / "next", as_of="2012-12-03")
    folder.left_out.add(sheet.file)
    (fault,) = faults_of(folder.write(), NEXT_TOLD)
    assert (fault.code, fault.place.file) == ("file-missing", sheet.file)
    assert f"không có tệp {sheet.file}, mà tệp khác nêu mã “{code}”" in fault.what.vi
    assert f"has no {sheet.file}, and other files name its code “{code}”" in fault.what.en


def test_no_post_need_be_there_where_none_is_named(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder[PEOPLE].clear()
    for sheet in (GROUPS, TOPICS, CASES, FINDINGS, REMEDIATION, VOICES):
        folder[sheet].clear()
    folder[REVIEWS][:] = [row for row in folder[REVIEWS] if not row.get("post")]
    folder.row(REVIEWS, unit="A01")["chair"] = None
    assert load(folder.write()).told.new > 0


def test_a_row_does_not_vanish_whose_code_cannot_be_read(tmp_path: Path) -> None:
    load(small(tmp_path / "first").write())
    folder = small(tmp_path / "next", as_of="2012-12-03")
    folder.row(CASES, case="KL2")["case"] = "KL 2"
    assert [one.code for one in faults_of(folder.write(), NEXT_TOLD)] == ["code-with-space"]


def test_a_heading_in_two_languages_is_told_with_the_column_it_stands_in(tmp_path: Path) -> None:
    path = small(tmp_path).write()

    def again(sheet: Worksheet) -> None:
        sheet.cell(1, sheet.max_column + 1, "unit CODE")

    change_sheet(path / UNITS.file, again)
    (fault,) = faults_of(path)
    assert (fault.code, fault.found) == ("heading-twice", "unit CODE")
    assert fault.what.vi == "Cột “unit CODE” đã có ở cột A, với tiêu đề “Mã đơn vị”."
    assert fault.what.en == "The column “unit CODE” is already in column A, as “Mã đơn vị”."


def test_a_heading_that_stands_twice_is_not_called_unknown_too(tmp_path: Path) -> None:
    path = small(tmp_path).write()

    def again(sheet: Worksheet) -> None:
        sheet.cell(1, sheet.max_column + 1, "Mã đơn vị")

    change_sheet(path / UNITS.file, again)
    assert [one.code for one in faults_of(path)] == ["heading-twice"]


@pytest.mark.parametrize(
    ("there", "name"), [(TOPICS, OPINIONS), (REVIEWS, UNITS)], ids=lambda sheet: sheet.file
)
def test_another_workbook_under_a_name_is_one_fault(
    there: Sheet, name: Sheet, tmp_path: Path
) -> None:
    path = small(tmp_path).write()
    shutil.copy(path / there.file, path / name.file)
    (fault,) = faults_of(path)
    assert (fault.code, fault.place.file) == ("another-workbook", name.file)
    assert f"có các tiêu đề của {there.file}, không phải của {name.file}" in fault.what.vi
    assert f"has the headings of {there.file}, not those of {name.file}" in fault.what.en


def _under_one_heading(sheet: Worksheet) -> None:
    """Two columns beneath one heading, as on a form: their own headings stand in a row below."""
    sheet.insert_rows(2)
    sheet["C2"], sheet["D2"] = sheet["C1"].value, sheet["D1"].value
    sheet.merge_cells("C1:D1")
    sheet["C1"] = "Chuẩn bị và họp"
    for letter_ in "ABEFGH":
        sheet.merge_cells(f"{letter_}1:{letter_}2")


MERGED: dict[str, tuple[Callable[[Worksheet], object], str]] = {
    "beside each other": (lambda sheet: sheet.merge_cells("C1:D1"), "C1:D1"),
    "with the row below": (lambda sheet: sheet.merge_cells("A1:A2"), "A1:A2"),
    "over two rows": (_under_one_heading, "A1:A2, B1:B2, C1:D1, E1:E2, F1:F2, G1:G2, H1:H2"),
}


@pytest.mark.parametrize("what", MERGED)
def test_headings_that_are_merged_are_one_fault(what: str, tmp_path: Path) -> None:
    change, ranges = MERGED[what]
    path = small(tmp_path).write()
    change_sheet(path / REVIEWS.file, change)
    (fault,) = faults_of(path)
    assert (fault.code, fault.place.file, fault.place.row) == (
        "merged-headings",
        REVIEWS.file,
        None,
    )
    assert fault.what.vi == f"Ở hàng tiêu đề có ô bị gộp: {ranges}."
    assert fault.what.en == f"Cells of the headings are merged: {ranges}."
    assert "bấm Bỏ gộp ô (Unmerge Cells)" in fault.mend.vi
    assert "press Unmerge Cells" in fault.mend.en


def _english(sheet: Sheet) -> dict[str, str]:
    return {column.key: column.heading.en for column in columns_for(sheet, CRITERIA)}


def _numbered(sheet: Sheet, *, letters: str = "", form: str = "({})") -> dict[str, str]:
    keys = [column.key for column in columns_for(sheet, CRITERIA)]
    marks = [*letters, *(str(one) for one in range(1, len(keys) - len(letters) + 1))]
    return {key: form.format(mark) for key, mark in zip(keys, marks, strict=True)}


SECOND: dict[str, tuple[Sheet, dict[str, str]]] = {
    "English names": (REVIEWS, _english(REVIEWS)),
    "some English names": (OPINIONS, {"unit": "Unit code", "giver": "Giver", "about": "Topics"}),
    "numbers of columns": (REVIEWS, _numbered(REVIEWS)),
    "letters and numbers of columns": (UNITS, _numbered(UNITS, letters="AB", form="{}")),
    "units of measure": (OPINIONS, {"invited": "(người)", "answered": "(người)"}),
    "ways of writing": (
        REVIEWS,
        {"unit": "mã", "prepared": "ngày/tháng/năm", "verdict": "xem hướng dẫn"},
    ),
}


@pytest.mark.parametrize("written", ["xlsx", "csv"])
@pytest.mark.parametrize("what", SECOND)
def test_a_second_row_of_headings_is_one_fault(what: str, written: str, tmp_path: Path) -> None:
    sheet, cells = SECOND[what]
    folder = small(tmp_path)
    folder[sheet].insert(0, dict(cells))
    (fault,) = faults_of(folder.write() if written == "xlsx" else folder.write_csv())
    assert (fault.code, fault.place.row, fault.place.column) == ("second-headings", 2, "")
    assert fault.place.file == sheet.file.replace("xlsx", written)
    assert fault.what.vi.startswith("Hàng này là tiêu đề thứ hai")
    assert fault.what.en.startswith("This row is a second one of headings")


def test_rows_of_headings_beneath_each_other_are_told_once_and_hide_no_fault_below(
    tmp_path: Path,
) -> None:
    folder = small(tmp_path)
    folder.row(REVIEWS, unit="A01")["prepared"] = "31/02/2012"
    folder[REVIEWS][:0] = [_english(REVIEWS), _numbered(REVIEWS)]
    found = faults_of(folder.write())
    assert places(found) == [
        ("second-headings", REVIEWS.file, 2, ""),
        ("second-headings", REVIEWS.file, 3, ""),
        ("no-such-day", REVIEWS.file, 4, letter(REVIEWS, "prepared")),
    ]
    assert [len(cause.faults) for cause in causes(found)] == [2, 1]


def test_a_second_row_of_headings_alone_is_one_fault(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder[OPINIONS][:] = [_english(OPINIONS)]
    assert [one.code for one in faults_of(folder.write())] == ["second-headings"]


SLIPS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "beside a code": ({"opinion_code": "YK1", "origin": "báo"}, {}),
    "in each row": ({"origin": "báo"}, {"origin": "báo"}),
    "in digits": ({"invited": "12 người", "origin": "báo"}, {}),
    "of one letter": ({"invited": "mười", "origin": "văn bảng"}, {}),
    "beside a right word": ({"invited": "mười"}, {}),
}


@pytest.mark.parametrize("what", SLIPS)
def test_a_first_row_with_slips_is_no_heading(what: str, tmp_path: Path) -> None:
    """The codes of both rows could be headings, as "mã" could."""
    folder = small(tmp_path)
    row = folder[OPINIONS][0] | {"invited": None, "answered": None, "issues": None}
    folder[OPINIONS][:] = [
        row | {"opinion_code": code} | slips
        for code, slips in zip(("a", "b"), SLIPS[what], strict=True)
    ]
    assert "second-headings" not in [one.code for one in faults_of(folder.write())]


@pytest.mark.parametrize(
    ("sheet", "merged"),
    [(UNITS, "B3:B6"), (UNITS, "A3:A4"), (REVIEWS, "A2:A4"), (PEOPLE, "A4:B5")],
    ids=lambda one: getattr(one, "file", one),
)
def test_nothing_is_said_to_be_missing_in_cells_that_are_merged(
    sheet: Sheet, merged: str, tmp_path: Path
) -> None:
    path = small(tmp_path).write()
    change_sheet(path / sheet.file, lambda one: one.merge_cells(merged))
    (fault,) = faults_of(path)
    assert (fault.code, fault.found) == ("merged-cells", merged)


def test_cells_that_are_merged_beside_the_headings_do_no_harm(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    change_sheet(path / REVIEWS.file, lambda sheet: sheet.merge_cells("BA1:BC1"))
    assert load(path).told.new > 0


def _parted(lines: list[str], sign: str, quoting: Literal[0, 1]) -> str:
    """Lines parted by commas, parted by another sign."""
    out = io.StringIO()
    csv.writer(out, delimiter=sign, quoting=quoting, lineterminator="\r\n").writerows(
        csv.reader(lines)
    )
    return out.getvalue()


SIGN_NAMES = {",": "dấu phẩy (,)", ";": "dấu chấm phẩy (;)", "\t": "dấu tab"}


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("sheet", [UNITS, REVIEWS, OPINIONS], ids=lambda sheet: sheet.file)
@pytest.mark.parametrize(("above", "below"), [(";", ","), (",", ";"), (";", "\t"), ("\t", ",")])
def test_rows_parted_by_another_sign_than_the_headings_are_one_fault(
    above: str, below: str, sheet: Sheet, quoting: Literal[0, 1], tmp_path: Path
) -> None:
    folder = small(tmp_path)
    for row in folder[UNITS]:
        row["name"] = f"{row['name']}, huyện; tỉnh"
    file = (folder.write_csv() / sheet.file).with_suffix(".csv")
    heading, *rows = file.read_text().splitlines()
    file.write_text(_parted([heading], above, 0) + _parted(rows, below, quoting))
    (fault,) = faults_of(tmp_path)
    assert (fault.code, fault.place.file, fault.place.row) == ("parted-otherwise", file.name, 2)
    said = f"Các tiêu đề cách nhau bằng {SIGN_NAMES[above]}, còn "
    assert fault.what.vi.startswith(said)
    assert fault.what.vi.endswith(f"cách nhau bằng {SIGN_NAMES[below]}.")
    assert "để cả tệp dùng một dấu" in fault.mend.vi
    assert "so that the whole file has one sign" in fault.mend.en


def test_some_rows_parted_by_another_sign_are_counted(tmp_path: Path) -> None:
    file = (small(tmp_path).write_csv() / UNITS.file).with_suffix(".csv")
    *lines, last_but_one, last = file.read_text().splitlines()
    file.write_text("\n".join(lines) + "\n" + _parted([last_but_one, last], ";", 0))
    (fault,) = faults_of(tmp_path)
    assert (fault.code, fault.place.row) == ("parted-otherwise", 5)
    assert "but rows from row 5 on (rows: 2) by semicolons (;)." in fault.what.en


def test_a_short_row_with_other_signs_in_its_text_is_read(tmp_path: Path) -> None:
    file = (small(tmp_path).write_csv() / UNITS.file).with_suffix(".csv")
    *lines, last = _parted(file.read_text().splitlines(), ";", 0).splitlines()
    commas = "," * lines[0].count(";")
    short = last.replace("B02;Đơn vị B02", f"B02;Đơn vị{commas} B02").rstrip(";")
    file.write_text("\n".join([*lines, short]))
    assert load(tmp_path).told.new > 0


DATED = [GROUPS, TOPICS, REVIEWS, CASES, FINDINGS, REMEDIATION, VOICES]


@pytest.mark.parametrize("sheet", DATED, ids=lambda sheet: sheet.file)
def test_a_workbook_that_wrongly_counts_days_from_1904_is_one_fault(
    sheet: Sheet, tmp_path: Path
) -> None:
    path = small(tmp_path).write()
    count_from_1904(path / sheet.file, says=True)
    (fault,) = faults_of(path)
    assert (fault.code, fault.place.file) == ("counts-from-1904", sheet.file)
    assert "bỏ chọn “Sử dụng hệ thống ngày 1904” (Use 1904 date system)" in fault.mend.vi
    assert "clear “Use 1904 date system”" in fault.mend.en


def test_the_wrong_calendar_is_told_with_the_day_that_was_meant_and_hides_no_other_fault(
    tmp_path: Path,
) -> None:
    folder = small(tmp_path)
    folder.row(REVIEWS, unit="A01")["minutes"] = date(2012, 11, 4)
    path = folder.write()
    count_from_1904(path / REVIEWS.file, says=True)
    wrong, other = faults_of(path)
    assert (wrong.place.row, wrong.place.column) == (2, letter(REVIEWS, "prepared"))
    assert "muộn hơn 4 năm 1 ngày (số ngày: 7): 21/10/2016 có lẽ là 20/10/2012." in wrong.what.vi
    assert "21 October 2016 is most likely 20 October 2012." in wrong.what.en
    assert (other.code, other.place.column) == ("days-out-of-order", letter(REVIEWS, "minutes"))


def test_a_workbook_that_rightly_counts_days_from_1904_is_read(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(REVIEWS, unit="A01")["minutes"] = date(2016, 11, 7)
    path = folder.write()
    book = openpyxl.load_workbook(path / REVIEWS.file)
    book.epoch = CALENDAR_MAC_1904
    book.save(path / REVIEWS.file)
    assert [one.code for one in faults_of(path)] == ["after-as-of"]


def test_a_workbook_whose_days_were_counted_from_1904_is_told_of_in_a_note(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(REVIEWS, unit="A01")["sessions"] = [date(2012, 11, 5)]
    folder.row(CASES, case="KL1")["phase"] = None
    path = folder.write()
    count_from_1904(path / REVIEWS.file, says=False)
    (note,) = load(path).findings.sorted_notes()
    assert (note.code, note.place.file, note.place.row) == (
        "days-four-years-early",
        REVIEWS.file,
        2,
    )
    assert "19/10/2008 là 20/10/2012" in note.said.vi
    assert "19 October 2008 is 20 October 2012" in note.said.en


def test_old_days_beside_those_of_the_campaign_are_not_told_of(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder[REVIEWS][-1]["waiting_since"] = date(2008, 10, 1)
    assert load(folder.write()).findings.sorted_notes() == []


def test_days_of_a_campaign_of_many_years_are_not_told_of(tmp_path: Path) -> None:
    path = small(tmp_path, as_of="2017-06-30").write()
    assert load(path, None).findings.sorted_notes() == []


def test_days_long_before_the_campaign_in_either_calendar_are_not_told_of(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder[GROUPS][1]["given_on"] = date(2005, 10, 16)
    assert load(folder.write()).findings.sorted_notes() == []
