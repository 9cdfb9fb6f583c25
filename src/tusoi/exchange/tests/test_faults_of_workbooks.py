"""What is wrong with a workbook or its headings: refused with its place, and nothing written."""

import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tusoi.exchange.columns import CASES, OPINIONS, PEOPLE, REVIEWS, SHEETS, UNITS
from tusoi.exchange.tests.folders import (
    CRITERIA,
    NEXT_TOLD,
    change_sheet,
    faults_of,
    letter,
    load,
    small,
)
from tusoi.exchange.workbooks import write_workbook

pytestmark = pytest.mark.django_db

REVIEWS_FILE = REVIEWS.file
Found = tuple[str, str, int | None, str]


def found_in(path: Path) -> list[Found]:
    return [(one.code, one.place.file, one.place.row, one.place.column) for one in faults_of(path)]


def at(code: str, row: int | None, key: str = "") -> list[Found]:
    """One fault in kiem-diem.xlsx."""
    return [(code, REVIEWS_FILE, row, letter(REVIEWS, key) if key else "")]


def _cell(key: str, row: int, value: object) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet[f"{letter(REVIEWS, key)}{row}"] = value  # type: ignore[assignment]  # any cell's value

    return change


BROKEN_SHEETS: dict[str, tuple[Callable[[Worksheet], object], list[Found]]] = {
    "a merged cell": (lambda sheet: sheet.merge_cells("C2:C3"), at("merged-cells", 2, "prepared")),
    "a formula": (_cell("reason", 7, "=1+1"), at("formula", 7, "reason")),
    "a formula error": (_cell("reason", 7, "#N/A"), at("formula-error", 7, "reason")),
    "an empty sheet": (lambda sheet: sheet.delete_rows(1, 99), at("empty-sheet", None)),
    "a title above the headings": (lambda sheet: sheet.insert_rows(1), at("no-headings", None)),
    "a value under no heading": (
        lambda sheet: sheet.__setitem__("AL3", "ghi chú"),
        [("value-under-no-heading", REVIEWS_FILE, 3, "AL")],
    ),
    "a code that became a date": (
        _cell("unit", 7, date(2012, 1, 2)),
        at("code-became-date", 7, "unit"),
    ),
    "a day/month/year beside real dates": (
        _cell("minutes", 2, "07/11/2012"),
        at("date-as-text", 2, "minutes"),
    ),
    "a bare year in a cell of dates": (
        _cell("minutes", 2, 2012),
        at("year-for-date", 2, "minutes"),
    ),
    "a heading nobody knows": (
        _cell("prepared", 1, "Màu tóc"),
        [
            ("heading-missing", REVIEWS_FILE, None, ""),
            ("heading-unknown", REVIEWS_FILE, None, letter(REVIEWS, "prepared")),
        ],
    ),
    "a heading misspelt": (
        _cell("prepared", 1, "Ngày chuẩn bị song"),
        [
            ("heading-missing", REVIEWS_FILE, None, ""),
            ("heading-misspelt", REVIEWS_FILE, None, letter(REVIEWS, "prepared")),
        ],
    ),
}


@pytest.mark.parametrize("what", BROKEN_SHEETS)
def test_one_fault_of_a_sheet_is_named_where_it_stands(what: str, tmp_path: Path) -> None:
    change, wanted = BROKEN_SHEETS[what]
    path = small(tmp_path).write()
    change_sheet(path / REVIEWS_FILE, change)
    assert found_in(path) == wanted


def test_a_date_as_text_is_refused_on_a_sheet_without_a_name(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    change_sheet(path / REVIEWS_FILE, _cell("minutes", 2, "07/11/2012"))
    with zipfile.ZipFile(path / REVIEWS_FILE) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    book = parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = re.sub(r'(<sheet [^>]*?)name="[^"]*"', r'\1name=""', book).encode()
    with zipfile.ZipFile(path / REVIEWS_FILE, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    assert found_in(path) == at("date-as-text", 2, "minutes")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    change_sheet(path / UNITS.file, lambda sheet: sheet.delete_cols(4))
    (fault,) = faults_of(path)
    assert (fault.code, fault.place.file) == ("heading-missing", UNITS.file)
    assert "Khối" in fault.what.vi
    assert "Block" in fault.what.en


def _locked(path: Path) -> None:
    path.write_bytes(
        bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def _torn(path: Path) -> None:
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:300]
    with zipfile.ZipFile(path, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _a_link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


BROKEN_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "protected": (_locked, "protected-workbook"),
    "cut short": (_cut_short, "broken-workbook"),
    "torn within": (_torn, "broken-workbook"),
    "of no byte": (lambda path: path.write_bytes(b""), "empty-file"),
    "a csv named xlsx": (
        lambda path: path.write_text("Mã đơn vị,Nguồn\nA01,x\n"),
        "csv-named-xlsx",
    ),
    "a folder": (_a_folder, "not-a-file"),
    "a link to itself": (_a_link_to_itself, "not-a-file"),
}


@pytest.mark.parametrize("sheet", [UNITS, PEOPLE, REVIEWS, CASES], ids=lambda sheet: sheet.file)
@pytest.mark.parametrize("what", BROKEN_FILES)
def test_a_workbook_that_cannot_be_read_is_one_fault_and_not_hundreds(
    what: str, sheet: object, tmp_path: Path
) -> None:
    assert isinstance(sheet, type(UNITS))
    load(small(tmp_path / "first").write())
    path = small(tmp_path / "next", as_of="2012-12-03").write()
    change, code = BROKEN_FILES[what]
    change(path / sheet.file)
    (fault,) = faults_of(path, NEXT_TOLD)
    assert (fault.code, fault.place.file, fault.place.row) == (code, sheet.file, None)


def test_a_workbook_without_its_codes_heading_is_one_fault_and_not_hundreds(tmp_path: Path) -> None:
    load(small(tmp_path / "first").write())
    path = small(tmp_path / "next", as_of="2012-12-03").write()
    change_sheet(path / UNITS.file, lambda sheet: sheet.delete_cols(1))
    (fault,) = faults_of(path, NEXT_TOLD)
    assert (fault.code, fault.place.file) == ("heading-missing", UNITS.file)


@pytest.mark.parametrize("sheet", [UNITS, REVIEWS], ids=lambda sheet: sheet.file)
def test_a_required_workbook_that_is_missing_is_named(sheet: object, tmp_path: Path) -> None:
    assert isinstance(sheet, type(UNITS))
    folder = small(tmp_path)
    folder.left_out.add(sheet.file)
    assert found_in(folder.write()) == [("file-missing", sheet.file, None, "")]


def test_a_workbook_in_two_forms_is_refused(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    shutil.copy(path / OPINIONS.file, (path / OPINIONS.file).with_suffix(".csv"))
    assert found_in(path) == [("two-forms", OPINIONS.file, None, "")]


def test_a_title_above_the_headings_is_one_fault_and_says_in_which_row_they_stand(
    tmp_path: Path,
) -> None:
    path = small(tmp_path).write()
    change_sheet(path / REVIEWS.file, lambda sheet: sheet.insert_rows(1))
    change_sheet(path / REVIEWS.file, lambda sheet: sheet.cell(1, 1, "BẢNG KIỂM ĐIỂM"))
    (fault,) = faults_of(path)
    assert fault.code == "headings-too-low"
    assert "2" in fault.what.vi


def test_a_cover_before_the_data_is_one_fault_and_says_what_stands_there(tmp_path: Path) -> None:
    path = small(tmp_path).write()

    def cover(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("Bìa", 0)["A1"] = "BÁO CÁO"

    change_sheet(path / REVIEWS.file, cover)
    (fault,) = faults_of(path)
    assert (fault.code, fault.place.sheet) == ("no-known-heading", "Bìa")
    assert "“BÁO CÁO”" in fault.what.vi
    assert "“Mã đơn vị”" in fault.expected.vi


@pytest.mark.parametrize("written", ["unit|name|kind\nA01|x|y\n", "<html>\n<table>\n", "\0" * 99])
def test_a_text_that_is_another_is_one_fault(written: str, tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.left_out.add(OPINIONS.file)
    path = folder.write()
    (path / "gop-y.csv").write_text(written, encoding="utf-16-le")
    (fault,) = faults_of(path)
    assert (fault.code, fault.place.file) == ("no-known-heading", "gop-y.csv")
    assert "UTF-8" in fault.mend.en


def test_a_heading_in_letters_that_look_alike_is_known(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    change_sheet(path / UNITS.file, lambda sheet: sheet.__setitem__("D1", "\u041ahối"))
    assert load(path).told.new == 56


def test_a_gap_between_columns_without_a_value_is_no_fault(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    change_sheet(path / OPINIONS.file, lambda sheet: sheet.insert_cols(2, 3))
    assert load(path).told.new > 0


def _later(path: Path, title: str, rows: list[list[object]]) -> None:
    """A further sheet behind the first of kiem-diem.xlsx."""
    book = openpyxl.load_workbook(path / REVIEWS_FILE)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    book.save(path / REVIEWS_FILE)


def _headings(path: Path) -> list[object]:
    book = openpyxl.load_workbook(path / REVIEWS_FILE)
    return [cell.value for cell in book.worksheets[0][1]]


def test_rows_on_a_later_sheet_under_the_workbooks_own_headings_are_a_fault(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    _later(path, "Bổ sung", [["Danh sách bổ sung"], [], _headings(path), ["A02", "BT"]])
    (fault,) = faults_of(path)
    assert (fault.code, fault.place.sheet, fault.place.row) == ("later-sheet", "Bổ sung", 4)
    assert "“Bổ sung” cũng có các hàng" in fault.what.vi
    assert "The sheet “Bổ sung”, too, has rows" in fault.what.en


def test_a_row_added_to_the_example_is_a_fault_and_the_example_is_none(tmp_path: Path) -> None:
    for at, lang in enumerate(("vi", "en")):
        folder = small(tmp_path / lang)
        path = folder.write(lang)
        for sheet in SHEETS:
            rows, file = folder[sheet], path / sheet.file
            write_workbook(sheet, file, rows, criteria=CRITERIA, lang=lang, example=True)
        book = openpyxl.load_workbook(path / REVIEWS_FILE)
        if at:
            book.worksheets[2].append(["A02", "BT"])
        book.save(path / REVIEWS_FILE)
        if not at:
            assert load(path).findings.notes == []
        else:
            assert [(one.code, one.place.row) for one in faults_of(path)] == [("later-sheet", 3)]


@pytest.mark.parametrize(
    "rows",
    [
        [["Ghi chú"], ["Mã đơn vị", "Nguồn"], ["A01", "x"]],
        [["Mã đơn vị", "Mã chức vụ", "Nguồn", "Rút lại", "Chủ trì"]],
        [],
    ],
    ids=["a remark", "headings alone", "nothing"],
)
def test_remarks_on_a_later_sheet_are_no_matter(rows: list[list[object]], tmp_path: Path) -> None:
    path = small(tmp_path).write()
    _later(path, "Ghi chú", rows)
    assert load(path).findings.notes == []


def test_of_a_later_sheet_with_some_of_the_headings_a_note_says_that_it_was_not_read(
    tmp_path: Path,
) -> None:
    path = small(tmp_path).write()
    _later(path, "Tổng hợp", [["Mã đơn vị", "Chủ trì", "Ngày ký biên bản"], ["A01", "BT", "x"]])
    (note,) = load(path).findings.notes
    assert (note.code, note.place.sheet) == ("later-sheet", "Tổng hợp")
