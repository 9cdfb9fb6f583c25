"""Whatever an office sends is read as it stands or refused with a reason; nothing makes it raise."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from tusoi.exchange import raw, xlsx
from tusoi.exchange.faults import Findings, render
from tusoi.exchange.raw import RawSheet, read_csv, read_workbook
from tusoi.exchange.xlsx import column_letter, day_of, least_digits, position, shows_a_date

SHEET_PART = "xl/worksheets/sheet1.xml"
Outcome = tuple[RawSheet | None, Findings]


def workbook_bytes(change: Callable[[Worksheet], object] | None = None) -> bytes:
    """A small workbook of three columns, changed by the test."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Kiểm điểm"
    sheet.append(["Mã đơn vị", "Tên", "Ngày kiểm điểm"])
    sheet.append(["A01", "Đơn vị A01", date(2012, 10, 16)])
    sheet.append(["A02", "Đơn vị A02", date(2012, 12, 17)])
    if change:
        change(sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def read(tmp_path: Path, written: bytes, name: str = "don-vi.xlsx") -> Outcome:
    path = tmp_path / name
    path.write_bytes(written)
    findings = Findings()
    reader = read_csv if name.endswith(".csv") else read_workbook
    return reader(path, findings), findings


def codes(findings: Findings) -> list[str]:
    return [fault.code for fault in findings.sorted_faults()]


def with_part(written: bytes, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """The same package with one part rewritten, or left out for None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            kept = change(old.read(name)) if name == part else old.read(name)
            if kept is not None:
                new.writestr(name, kept, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def test_a_sound_workbook_is_read_with_its_row_numbers(tmp_path: Path) -> None:
    def leave_a_gap(sheet: Worksheet) -> None:
        sheet["A6"], sheet["B6"], sheet["C6"] = "A03", "   ", 12

    sheet, findings = read(tmp_path, workbook_bytes(leave_a_gap))
    assert sheet is not None
    assert not findings.faults
    assert sheet.sheet_name == "Kiểm điểm"
    assert sheet.headings == ("Mã đơn vị", "Tên", "Ngày kiểm điểm")
    assert [row.number for row in sheet.rows] == [2, 3, 6]
    assert sheet.rows[1].cells[2].value == date(2012, 12, 17)
    assert [cell.kind for cell in sheet.rows[2].cells] == ["text", "empty", "number"]
    place = sheet.place(sheet.rows[1].number, 2)
    assert place.text("vi") == ("don-vi.xlsx › trang “Kiểm điểm” › hàng 3 › cột C (Ngày kiểm điểm)")


@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_are_right_in_both_of_excels_calendars(tmp_path: Path, since_1904: bool) -> None:
    path = tmp_path / "ngay.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": since_1904}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Ngày", "Giờ", "Số", "Thời lượng"])
        sheet.write_datetime(
            1, 0, datetime.fromisoformat("2012-12-17"), book.add_format({"num_format": 14})
        )
        with_clock = book.add_format({"num_format": 'dd"/"mm"/"yyyy hh:mm'})
        sheet.write_datetime(1, 1, datetime.fromisoformat("2012-12-17T08:30"), with_clock)
        sheet.write_number(1, 2, 41260, book.add_format({"num_format": '#,##0 "ngày"'}))
        sheet.write_number(1, 3, 1.5, book.add_format({"num_format": "[h]:mm"}))
    findings = Findings()
    read_sheet = read_workbook(path, findings)
    assert read_sheet is not None
    assert not findings.faults
    values = [cell.value for cell in read_sheet.rows[0].cells]
    assert values == [date(2012, 12, 17), datetime.fromisoformat("2012-12-17T08:30"), 41260, 1.5]


def test_serial_numbers_count_over_the_day_that_never_was() -> None:
    assert day_of(1.0) == date(1900, 1, 1)
    assert day_of(59.0) == date(1900, 2, 28)
    assert day_of(61.0) == date(1900, 3, 1)
    assert day_of(41260.0) == date(2012, 12, 17)
    assert day_of(41260.0 - 1462, since_1904=True) == date(2012, 12, 17)
    assert day_of(-1.0) is None
    assert day_of(1e300) is None
    assert day_of(2_957_002.0, since_1904=True) == date(9999, 12, 30)


@pytest.mark.parametrize(
    ("number_format", "dated"),
    [
        ("dd/mm/yyyy", True),
        ("[$-42A]d mmmm yyyy;@", True),
        ("General", False),
        ("Standard", False),
        ("0.00", False),
        ('#,##0 "đồng mỗi ngày"', False),
        ('0 "days"', False),
        ("[h]:mm", False),
        ("[Red]0", False),
    ],
)
def test_a_number_format_tells_dates_from_numbers(number_format: str, dated: bool) -> None:
    assert shows_a_date(number_format) is dated


@pytest.mark.parametrize(
    ("number_format", "digits"),
    [("000", 3), ("00;-00", 2), ("0", 1), ("General", 1), ("0.00", 1), ("00-00", 1), ("", 1)],
)
def test_a_number_format_may_show_zeros_before_a_number(number_format: str, digits: int) -> None:
    assert least_digits(number_format) == digits


def test_a_number_is_read_as_excel_shows_it(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A2"], sheet["B2"], sheet["C2"] = 7, 0.1 + 0.2, 40.000000000000007
        sheet["A2"].number_format, sheet["C2"].number_format = "000", "General"

    sheet, findings = read(tmp_path, workbook_bytes(fill))
    assert sheet is not None
    assert not findings.faults
    assert [cell.text for cell in sheet.rows[0].cells] == ["007", "0.3", "40"]
    assert [cell.value for cell in sheet.rows[0].cells] == [7, 0.3, 40]


def test_a_fault_carries_the_cells_beside_it_and_not_the_row(tmp_path: Path) -> None:
    lines = ",".join(f"h{at}" for at in range(300)) + "\n" + ",".join(map(str, range(300)))
    sheet, _ = read(tmp_path, lines.encode(), "don-vi.csv")
    assert sheet is not None
    row = sheet.rows[0]
    assert [heading for heading, _, _ in sheet.snippet(row, 150)] == [
        f"h{at}" for at in range(148, 153)
    ]
    assert sheet.snippet(row, 0) == (("h0", "0", True), ("h1", "1", False), ("h2", "2", False))
    assert sheet.snippet(row, 299)[-1] == ("h299", "299", True)


def test_columns_are_named_as_excel_names_them() -> None:
    assert [column_letter(column) for column in (1, 26, 27, 16_384)] == ["A", "Z", "AA", "XFD"]
    assert position("XFD1048576") == (16_384, 1_048_576)


def ole(text: str) -> bytes:
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600) + text.encode("utf-16-le")


def empty_docx() -> bytes:
    out = io.BytesIO()
    relation = (
        '<Relationships xmlns="x"><Relationship Id="r1" Type="x/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("_rels/.rels", relation)
        package.writestr("word/document.xml", "<w:document xmlns:w='w'/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (b"", "empty-file"),
        ("Mã;Tên\nA01;Đơn vị".encode(), "csv-named-xlsx"),
        ("<html><table></table></html>".encode("utf-16"), "csv-named-xlsx"),
        (ole("EncryptedPackage"), "protected-workbook"),
        (ole("Workbook"), "old-workbook"),
        (bytes(range(256)), "not-a-workbook"),
        (empty_docx(), "not-a-workbook"),
        (workbook_bytes()[:900], "broken-workbook"),
        (b"PK\x03\x04" + bytes(50), "broken-workbook"),
        (with_part(workbook_bytes(), SHEET_PART, lambda _: None), "sheet-missing"),
        (with_part(workbook_bytes(), SHEET_PART, lambda part: part[:200]), "broken-workbook"),
        (
            with_part(workbook_bytes(), SHEET_PART, lambda part: b"<!DOCTYPE a>" + part),
            "unsafe-xml",
        ),
    ],
)
def test_what_is_no_readable_workbook_says_what_it_is(
    tmp_path: Path, written: bytes, code: str
) -> None:
    sheet, findings = read(tmp_path, written)
    assert sheet is None
    assert codes(findings) == [code]


def test_a_doctype_is_refused_in_any_encoding(tmp_path: Path) -> None:
    def in_utf_16(part: bytes) -> bytes:
        return ('<?xml version="1.0"?><!DOCTYPE a>' + part.decode()).encode("utf-16")

    _, findings = read(tmp_path, with_part(workbook_bytes(), SHEET_PART, in_utf_16))
    assert codes(findings) == ["unsafe-xml"]


def replaced(old: str, new: str) -> bytes:
    """The small workbook with one text of its sheet replaced; it must be there."""

    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return with_part(workbook_bytes(), SHEET_PART, change)


def with_cell(address: str, text: str) -> bytes:
    """The small workbook with another text in a cell."""
    return workbook_bytes(lambda sheet: sheet.__setitem__(address, text))


def named(name: str) -> bytes:
    """The small workbook with another name of its sheet."""
    called = re.compile(rb'(<sheet [^>]*?name=")[^"]*')
    return with_part(
        workbook_bytes(), "xl/workbook.xml", lambda part: called.sub(rb"\1" + name.encode(), part)
    )


@pytest.mark.parametrize("half", ["_xD800_", "_x0000_", "_xFFFF_"])
def test_a_heading_is_told_without_a_sign_that_no_text_has(tmp_path: Path, half: str) -> None:
    sheet, _ = read(tmp_path, with_cell("B1", f"T{half}n"))
    assert sheet is not None
    assert sheet.headings[1] == "T n"


def test_names_and_headings_are_told_no_longer_than_fits(tmp_path: Path) -> None:
    sheet, _ = read(tmp_path, named("x" * 5_000))
    assert sheet is not None
    assert len(sheet.sheet_name) == 40
    sheet, _ = read(tmp_path, with_cell("B1", "x" * 5_000))
    assert sheet is not None
    assert len(sheet.headings[1]) == 80


def test_two_halves_of_a_pair_are_the_sign_they_make(tmp_path: Path) -> None:
    sheet, _ = read(tmp_path, with_cell("B2", "_xD83D__xDE00_"))
    assert sheet is not None
    assert sheet.rows[0].cells[1].value == "😀"


def test_a_sheet_without_a_name_is_no_text_file(tmp_path: Path) -> None:
    sheet, _ = read(tmp_path, named(""))
    assert sheet is not None
    assert not sheet.is_text
    sheet, _ = read(tmp_path, b"a,b\n1,2\n", "don-vi.csv")
    assert sheet is not None
    assert sheet.is_text


def test_a_cell_with_two_contents_is_named(tmp_path: Path) -> None:
    twice = replaced('<c r="A2"', '<c r="A2"><v>7</v></c><c r="A2"')
    sheet, findings = read(tmp_path, twice)
    assert sheet is None
    (fault,) = findings.faults
    assert (fault.code, "A2" in fault.what.vi) == ("broken-workbook", True)


def test_what_is_called_like_a_cell_and_stands_elsewhere_is_none(tmp_path: Path) -> None:
    beside = '<extLst><ext><c r="A2"><v>7</v></c></ext></extLst></worksheet>'
    sheet, findings = read(tmp_path, replaced("</worksheet>", beside))
    assert sheet is not None
    assert not findings.faults
    assert sheet.rows[0].cells[0].value == "A01"


@pytest.mark.parametrize("name", [SHEET_PART, SHEET_PART.upper()])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(tmp_path: Path, name: str) -> None:
    out = io.BytesIO(workbook_bytes())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, package.read(SHEET_PART).replace(b"A01", b"A09"))
    sheet, findings = read(tmp_path, out.getvalue())
    assert sheet is None
    (fault,) = findings.faults
    assert (fault.code, name in fault.what.vi) == ("broken-workbook", True)


def test_macros_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO(workbook_bytes())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    assert codes(read(tmp_path, out.getvalue())[1]) == ["workbook-with-macros"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    blown = with_part(workbook_bytes(), SHEET_PART, lambda part: part + b" " * (40 * raw.MIB))
    assert codes(read(tmp_path, blown)[1]) == ["file-too-large"]


def test_too_many_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "CELL_LIMIT", 8)
    assert codes(read(tmp_path, workbook_bytes())[1]) == ["file-too-large"]


def test_two_cells_in_opposite_corners_cost_nothing(tmp_path: Path) -> None:
    def reach(sheet: Worksheet) -> None:
        sheet["XFD1048576"] = "b"

    sheet, findings = read(tmp_path, workbook_bytes(reach))
    assert sheet is not None
    assert len(sheet.rows) == 2
    assert codes(findings) == ["value-under-no-heading"]


def test_a_wholly_empty_sheet_is_a_fault_and_headings_alone_are_none(tmp_path: Path) -> None:
    sheet, findings = read(tmp_path, workbook_bytes(lambda sheet: sheet.delete_rows(1, 3)))
    assert sheet is None
    assert codes(findings) == ["empty-sheet"]
    sheet, findings = read(tmp_path, workbook_bytes(lambda sheet: sheet.delete_rows(2, 2)))
    assert sheet is not None
    assert sheet.rows == ()
    assert not findings.faults


def test_headings_must_stand_in_row_1_without_gap_or_double(tmp_path: Path) -> None:
    _, findings = read(tmp_path, workbook_bytes(lambda sheet: sheet.insert_rows(1)))
    assert codes(findings) == ["no-headings"]

    def muddle(sheet: Worksheet) -> None:
        sheet["B1"], sheet["D1"] = None, "mã  đơn vị"

    sheet, findings = read(tmp_path, workbook_bytes(muddle))
    assert codes(findings) == ["heading-empty", "heading-twice"]
    assert [note.code for note in findings.notes] == ["heading-mended"]
    assert sheet is not None


def test_formulas_errors_and_merged_cells_are_named_where_they_stand(tmp_path: Path) -> None:
    def spoil(sheet: Worksheet) -> None:
        sheet["B2"] = '="Đơn vị "&A2'
        sheet["B3"].value, sheet["B3"].data_type = "#REF!", "e"
        sheet.merge_cells("C3:C4")
        sheet.merge_cells("H20:I21")  # far from the data: no fault

    sheet, findings = read(tmp_path, workbook_bytes(spoil))
    assert sheet is not None
    named = [
        (fault.code, fault.place.column, fault.place.row) for fault in findings.sorted_faults()
    ]
    assert named == [("formula", "B", 2), ("formula-error", "B", 3), ("merged-cells", "C", 3)]
    assert sheet.rows[0].cells[1].named
    assert sheet.rows[0].cells[1].text == '="Đơn vị "&A2'


def test_what_is_hidden_or_locked_against_editing_is_read_and_said(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.protection.enable()
        assert sheet.parent is not None
        sheet.parent.create_sheet("Ghi chú")
        sheet.sheet_state = "hidden"
        sheet.parent.active = 1

    sheet, findings = read(tmp_path, workbook_bytes(hide))
    assert sheet is not None
    assert len(sheet.rows) == 2
    assert not findings.faults
    assert {note.code for note in findings.notes} == {
        "first-sheet-hidden",
        "sheet-protected",
        "hidden-rows",
        "hidden-columns",
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_is_read_in_the_usual_shapes(tmp_path: Path, delimiter: str, encoding: str) -> None:
    lines = ["Mã đơn vị|Tên", "A01|Đơn vị A01", "", 'A02|"Tên\nhai dòng"']
    written = "\n".join(lines).replace("|", delimiter).encode(encoding)
    sheet, findings = read(tmp_path, written, "don-vi.csv")
    assert sheet is not None
    assert not findings.faults
    assert sheet.headings == ("Mã đơn vị", "Tên")
    assert [row.number for row in sheet.rows] == [2, 4]
    assert sheet.rows[1].cells[1].value == "Tên\nhai dòng"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (b"", "empty-file"),
        (b"\n\n", "empty-sheet"),
        (b"M\xe3 \xf0\xf3n v\xde\n", "not-utf8"),
        (b'a,b\n"c,d\n', "broken-csv"),
        (workbook_bytes(), "workbook-named-csv"),
    ],
)
def test_a_csv_that_cannot_be_read_says_why(tmp_path: Path, written: bytes, code: str) -> None:
    sheet, findings = read(tmp_path, written, "don-vi.csv")
    assert sheet is None
    assert codes(findings) == [code]


def test_the_first_byte_that_is_no_utf_8_is_named(tmp_path: Path) -> None:
    _, findings = read(tmp_path, b"abc\xff", "don-vi.csv")
    assert "3" in findings.faults[0].what.en


def said_of(tmp_path: Path, written: bytes) -> str:
    """The one sentence about a .csv that cannot be read."""
    sheet, findings = read(tmp_path, written, "don-vi.csv")
    assert sheet is None
    (fault,) = findings.faults
    return fault.what.en


def test_a_quote_that_is_not_closed_is_named_where_it_opens(tmp_path: Path) -> None:
    rows = b"x,y\n" * 3_000
    assert "opens in line 3 " in said_of(tmp_path, b'a,b\n1,2\n3,"4\n' + rows)
    closed_elsewhere = said_of(tmp_path, b'a,b\n1,2\n3,"4\n' + rows + b'5,"6"\n')
    assert "begins in line 3 " in closed_elsewhere


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (b"a,b\n1,\xff\n", 2),
        (b"a\n" * 1_000_000 + b"\xe1\xbb", 1_000_001),
        ("a\nb\n".encode("utf-16") + b"\x00\xd8a\x00", 3),
    ],
)
def test_the_line_of_the_first_byte_that_is_no_text_is_named(
    written: bytes, line: int, tmp_path: Path
) -> None:
    assert f"in line {line}, " in said_of(tmp_path, written)


@pytest.mark.parametrize("written", [b"h," * 20_000, b"a\n" + b"1," * 20_000])
def test_a_csv_has_no_more_columns_than_a_sheet(tmp_path: Path, written: bytes) -> None:
    assert "20001 columns" in said_of(tmp_path, written)


def mutated(written: bytes, chance: random.Random) -> bytes:
    """The workbook cut short, with bytes flipped, with a part dropped, or with a part's bytes flipped."""

    def flip(part: bytes) -> bytes:
        spoiled = bytearray(part)
        for _ in range(chance.randint(1, 8)):
            spoiled[chance.randrange(len(spoiled))] = chance.choice(b'\x00<>&"/0-9az\xff')
        return bytes(spoiled)

    with zipfile.ZipFile(io.BytesIO(written)) as package:
        part = chance.choice(package.namelist())
    ways: list[Callable[[], bytes]] = [
        lambda: written[: chance.randrange(len(written))],
        lambda: flip(written),
        lambda: with_part(written, part, lambda _: None),
        lambda: with_part(written, part, flip),
        lambda: with_part(written, part, lambda kept: kept[: chance.randrange(len(kept))]),
    ]
    return chance.choice(ways)()


def read_mutations(tmp_path: Path, count: int, seed: int) -> int:
    """Read so many spoiled workbooks and CSV files; how many of them were refused."""
    chance, refused = random.Random(seed), 0  # noqa: S311  the same damage every time
    sound = workbook_bytes(lambda sheet: sheet.merge_cells("A4:B4"))
    for number in range(count):
        if number % 5:
            _, findings = read(tmp_path, mutated(sound, chance))
        else:
            _, findings = read(tmp_path, chance.randbytes(chance.randrange(60)), "don-vi.csv")
        render(findings, "vi")
        refused += bool(findings.faults)
    return refused


def test_no_spoiled_file_makes_the_reader_raise(tmp_path: Path) -> None:
    assert read_mutations(tmp_path, count=200, seed=2012) > 100


STRAY = (
    "Mã;Đơn vị;Khuyết điểm;Ngày\n"
    'KD1;T01;"Chậm nộp;05/10/2026\n'
    "KD2;T02;Chậm;06/10/2026\n"
    'KD3;T03;Chậm";07/10/2026\n'
    "KD4;T04;Chậm;08/10/2026\n"
)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_rows_between_two_quotes_are_not_taken_for_one_cell(tmp_path: Path, delimiter: str) -> None:
    """Read as it stands KD1 would hold the text of three rows, and two rows would be gone."""
    sheet, findings = read(tmp_path, STRAY.replace(";", delimiter).encode(), "don-vi.csv")
    (fault,) = findings.faults
    assert (sheet, fault.code) == (None, "broken-csv")
    assert "mở ở dòng 2 của tệp CSV mãi đến dòng 4 mới đóng" in fault.what.vi


def test_the_last_row_between_two_quotes_may_end_with_the_quote(tmp_path: Path) -> None:
    written = 'Mã;Chức vụ;Tên chức vụ\nK13;PBT;"Phó bí thư\nK14;PBT;Phó bí thư"\n'
    _, findings = read(tmp_path, written.encode(), "nhan-su.csv")
    assert [fault.code for fault in findings.faults] == ["broken-csv"]


def test_a_text_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    text = "Một là, chậm, muộn, thiếu.\nHai là, nộp sau hạn, chưa đủ.\n- thiếu, sai, muộn"
    written = f'Mã,Đơn vị,Khuyết điểm,Ngày\nKD1,T01,"{text}",05/10/2026\nKD2,T02,Chậm,06/10/2026\n'
    sheet, findings = read(tmp_path, written.encode(), "khuyet-diem.csv")
    assert not findings.faults
    assert sheet is not None
    assert len(list(sheet.rows)) == 2
