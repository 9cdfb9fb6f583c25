"""The office's own workbook back: faulty cells coloured and told why, everything else as it was."""

import io
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tusoi.exchange import annotated as module
from tusoi.exchange.actions import FolderFaulty, check_folder
from tusoi.exchange.annotated import AUTHOR, CannotBeAnnotated, annotated, annotated_name
from tusoi.exchange.columns import OPINIONS, REVIEWS, UNITS
from tusoi.exchange.faults import Fault
from tusoi.exchange.tests.folders import Small, change_sheet, letter, load, small

pytestmark = pytest.mark.django_db

FAULTY_FILL = "FFF6C9BE"


@pytest.fixture
def broken(tmp_path: Path) -> Small:
    """A folder with a bad day in kiem-diem.xlsx and no word in its origin."""
    folder = small(tmp_path / "in")
    folder.row(REVIEWS, unit="B01")["prepared"] = "31/02/2012"
    folder.row(REVIEWS, unit="B02")["origin"] = ""
    folder.write()
    return folder


def faults(path: Path) -> list[Fault]:
    with pytest.raises(FolderFaulty) as refused:
        check_folder(path)
    return refused.value.findings.sorted_faults()


def copy_of(folder: Path, file: str = REVIEWS.file, lang: str = "vi") -> Workbook:
    content = annotated(folder / file, faults(folder), lang=lang)
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=True)


def coloured(sheet: Worksheet) -> set[str]:
    return {
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == FAULTY_FILL
    }


def test_each_faulty_cell_is_coloured_and_says_what_to_do(broken: Small) -> None:
    book = copy_of(broken.path)
    sheet = book.worksheets[0]
    day, origin = f"{letter(REVIEWS, 'prepared')}7", f"{letter(REVIEWS, 'origin')}8"
    assert coloured(sheet) == {day, origin}
    comment = sheet[day].comment
    assert comment is not None
    assert comment.author == AUTHOR
    assert comment.text.startswith("Lỗi: ")
    assert "\nCần: " in comment.text
    assert "\nCách sửa: " in comment.text
    assert sheet[day].value == "31/02/2012"


def test_the_last_sheet_lists_every_fault_of_the_file_in_the_asked_language(broken: Small) -> None:
    book = copy_of(broken.path, lang="en")
    assert book.sheetnames == ["Kiểm điểm", "Faults"]
    rows = list(book.worksheets[-1].iter_rows(min_row=5, values_only=True))
    told = [fault for fault in faults(broken.path) if fault.place.file == REVIEWS.file]
    assert [row[1:] for row in rows] == [(f.what.en, f.expected.en, f.mend.en) for f in told]
    assert rows[0][0] == f"row 7 › column {letter(REVIEWS, 'prepared')} (Ngày chuẩn bị xong)"
    link = book.worksheets[-1]["A5"].hyperlink
    assert link is not None
    assert link.location == f"'Kiểm điểm'!{letter(REVIEWS, 'prepared')}7"


def test_every_cell_of_one_fault_is_coloured_and_says_at_how_many_it_is(broken: Small) -> None:
    broken.row(UNITS, unit="A02")["unit"] = "AX2"
    broken.write()
    found = [fault for fault in faults(broken.path) if fault.cause == "A02"]
    here = [fault.place for fault in found if fault.place.file == REVIEWS.file]
    files = len({fault.place.file for fault in found})
    sheet = copy_of(broken.path).worksheets[0]
    cells = {f"{place.column}{place.row}" for place in here}
    assert cells
    assert cells < coloured(sheet)
    for cell in cells:
        comment = sheet[cell].comment
        assert comment is not None
        assert f"Cùng một lỗi này ở {len(found)} ô, số tệp: {files}" in comment.text


def test_a_file_without_faults_of_its_own_lists_none(broken: Small) -> None:
    book = copy_of(broken.path, UNITS.file)
    assert coloured(book.worksheets[0]) == set()
    assert book.worksheets[-1].max_row == 4


def test_what_the_office_wrote_stays(broken: Small) -> None:
    def touch(sheet: Worksheet) -> None:
        sheet["A2"].font = Font(bold=True, color="FF0000FF")
        sheet["A3"].fill = PatternFill("solid", fgColor="FFFFFF00")
        sheet["A4"].comment = Comment("của văn phòng", "Hoa")
        sheet.column_dimensions["A"].width = 31
        assert sheet.parent is not None
        notes = sheet.parent.create_sheet("Tính")
        notes["A1"] = 2
        notes["A2"] = "=A1*2"
        notes["B1"] = "Lỗi trong tệp"

    change_sheet(broken.path / REVIEWS.file, touch)
    book = copy_of(broken.path)
    sheet = book.worksheets[0]
    assert sheet["A2"].font.b
    assert sheet["A3"].fill.fgColor.rgb == "FFFFFF00"
    assert sheet["A4"].comment is not None
    assert sheet["A4"].comment.text == "của văn phòng"
    assert sheet.column_dimensions["A"].width == 31
    assert book.sheetnames == ["Kiểm điểm", "Tính", "Lỗi"]
    assert book["Tính"]["A2"].value == "=A1*2"


def test_a_comment_of_the_office_stays_above_ours_and_ours_goes_when_annotated_again(
    broken: Small,
) -> None:
    day = f"{letter(REVIEWS, 'prepared')}7"

    def say(sheet: Worksheet) -> None:
        sheet[day].comment = Comment("hỏi lại chi bộ", "Hoa")

    change_sheet(broken.path / REVIEWS.file, say)
    once = annotated(broken.path / REVIEWS.file, faults(broken.path), lang="vi")
    (broken.path / REVIEWS.file).write_bytes(once)
    text = copy_of(broken.path).worksheets[0][day].comment
    assert text is not None
    assert text.text.startswith("hỏi lại chi bộ\n— Tự Soi —\nLỗi: ")
    assert text.text.count("Lỗi: ") == 1
    change_sheet(broken.path / REVIEWS.file, lambda sheet: _set(sheet, day, None))
    book = copy_of(broken.path)
    assert book.sheetnames == ["Kiểm điểm", "Lỗi"], "the list of the first time is gone"
    assert day not in coloured(book.worksheets[0])
    left = book.worksheets[0][day].comment
    assert left is not None
    assert left.text == "hỏi lại chi bộ"


def _set(sheet: Worksheet, address: str, value: object) -> None:
    sheet[address].value = value


def test_the_copy_loads_once_its_cells_are_mended(broken: Small) -> None:
    for lang in ("vi", "en"):
        content = annotated(broken.path / REVIEWS.file, faults(broken.path), lang=lang)
        (broken.path / REVIEWS.file).write_bytes(content)

    def mend(sheet: Worksheet) -> None:
        _set(sheet, f"{letter(REVIEWS, 'prepared')}7", date(2012, 11, 1))
        sheet[f"{letter(REVIEWS, 'prepared')}7"].number_format = "dd/mm/yyyy"
        _set(sheet, f"{letter(REVIEWS, 'origin')}8", "văn bản")

    change_sheet(broken.path / REVIEWS.file, mend)
    assert load(broken.path).told.new == 57


def test_a_csv_comes_back_as_a_workbook_that_loads_once_mended(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    folder.row(REVIEWS, unit="B01")["verdict_reason"] = "=1+1"
    folder.row(OPINIONS, opinion_code="YK1")["about"] = "ai đó"
    folder.write_csv()
    for file in (OPINIONS.file, REVIEWS.file):
        path = (folder.path / file).with_suffix(".csv")
        assert annotated_name(path.name) == file
        content = annotated(path, faults(folder.path), lang="vi")
        (tmp_path / file).write_bytes(content)
    book = openpyxl.load_workbook(tmp_path / OPINIONS.file)
    about, invited = (f"{letter(OPINIONS, key)}2" for key in ("about", "invited"))
    assert coloured(book.worksheets[0]) == {about}
    assert book.worksheets[0][invited].value == 40
    for file in (OPINIONS.file, REVIEWS.file):
        (folder.path / file).with_suffix(".csv").unlink()
        shutil.copy(tmp_path / file, folder.path)
    change_sheet(folder.path / OPINIONS.file, lambda sheet: _set(sheet, about, None))
    reason = f"{letter(REVIEWS, 'verdict_reason')}7"
    change_sheet(folder.path / REVIEWS.file, lambda sheet: _set(sheet, reason, None))
    assert load(folder.path).told.new == 56


def test_faults_of_the_file_of_a_row_and_of_a_merged_range_find_a_cell(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    folder.write()

    def spoil(sheet: Worksheet) -> None:
        sheet.delete_cols(3)
        sheet.merge_cells("A3:B4")

    change_sheet(folder.path / REVIEWS.file, spoil)
    book = copy_of(folder.path)
    assert coloured(book.worksheets[0]) >= {"A1", "A3"}
    places = [row[0] for row in book.worksheets[-1].iter_rows(min_row=5, values_only=True)]
    assert places[0] == "cả tệp"


def test_a_sheet_comes_back_whatever_spaces_its_name_has(broken: Small) -> None:
    change_sheet(broken.path / REVIEWS.file, lambda sheet: setattr(sheet, "title", "Kiểm  điểm "))
    book = copy_of(broken.path)
    assert coloured(book.worksheets[0])
    assert book.sheetnames[0] == "Kiểm  điểm "


def test_a_cell_in_the_last_corner_of_a_sheet_is_marked_and_costs_nothing(broken: Small) -> None:
    change_sheet(broken.path / REVIEWS.file, lambda sheet: sheet.__setitem__("XFD1048576", "x"))
    content = annotated(broken.path / REVIEWS.file, faults(broken.path), lang="vi")
    assert b"XFD1048576" in ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("range_of", ["mergeCell", "hyperlink"])
def test_a_range_over_a_whole_sheet_is_not_spread_out(broken: Small, range_of: str) -> None:
    path = broken.path / REVIEWS.file
    told = faults(broken.path)
    whole = f'<{range_of}s><{range_of} ref="A9:XFD1048576"/></{range_of}s></worksheet>'
    rewritten(path, "xl/worksheets/sheet1.xml", lambda part: part.replace("</worksheet>", whole))
    with pytest.raises(CannotBeAnnotated):
        annotated(path, told, lang="vi")


def rewritten(path: Path, part: str, change: Callable[[str], str]) -> None:
    """One part of a workbook changed where it lies."""
    with ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"a,b\n1,2\n"])
def test_what_our_reader_cannot_use_is_not_opened(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / REVIEWS.file
    path.write_bytes(content)
    with pytest.raises(CannotBeAnnotated, match=r"kiem-diem\.xlsx cannot be marked up"):
        annotated(path, [], lang="vi")


def test_entities_in_a_part_our_reader_never_opens_are_refused(broken: Small) -> None:
    path = broken.path / REVIEWS.file
    told = faults(broken.path)
    with ZipFile(path, "a", ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet9.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(CannotBeAnnotated):
        annotated(path, told, lang="vi")


def test_a_workbook_too_large_to_edit_is_not_opened(
    broken: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = faults(broken.path)
    monkeypatch.setattr(module, "UNPACKED_LIMIT", 1000)
    with pytest.raises(CannotBeAnnotated):
        annotated(broken.path / REVIEWS.file, told, lang="vi")
