"""Faults are shown all at once, each where it stands, and a terminal is never led astray by them."""

import unicodedata

from tusoi.exchange.faults import (
    FOLDED_FROM,
    Findings,
    Place,
    Problem,
    display_width,
    render,
    row_ranges,
    shortened,
    to_json,
)
from tusoi.exchange.problems.cells import DATE_AS_TEXT, MENDED
from tusoi.values.wording import Wording

FAULT = Problem(
    "date-as-text",
    what=Wording(vi="“17/12/2012” là chữ, không phải ngày.", en="“17/12/2012” is no date."),
    expected=Wording(vi="ngày của Excel", en="a real date"),
    mend=Wording(vi="Gõ lại ngày.", en="Type it again."),
)


def place(row: int | None = 14, column: str = "F", file: str = "kiem-diem.xlsx") -> Place:
    return Place(file, "Kiểm điểm", row, column, "Ngày kiểm điểm")


def test_a_place_is_written_in_both_languages() -> None:
    assert place().text("vi") == (
        "kiem-diem.xlsx › trang “Kiểm điểm” › hàng 14 › cột F (Ngày kiểm điểm)"
    )
    assert place().text("en") == (
        "kiem-diem.xlsx › sheet “Kiểm điểm” › row 14 › column F (Ngày kiểm điểm)"
    )
    assert Place("don-vi.xlsx").text("vi") == "don-vi.xlsx"


def test_one_fault_is_shown_with_a_picture_of_its_row() -> None:
    findings = Findings()
    snippet = (("Mã", "A14", False), ("Tên", "Đơn vị A14", False), ("Ngày", "17/12/2012", True))
    findings.add(FAULT, place(), "17/12/2012", snippet)
    assert render(findings, "vi") == "\n".join(
        [
            "── kiem-diem.xlsx ".ljust(78, "─"),
            "",
            "lỗi[date-as-text]: “17/12/2012” là chữ, không phải ngày.",
            "  --> kiem-diem.xlsx › trang “Kiểm điểm” › hàng 14 › cột F (Ngày kiểm điểm)",
            "     │ Mã  │ Tên        │ Ngày",
            "  14 │ A14 │ Đơn vị A14 │ 17/12/2012",
            "     │                    ^^^^^^^^^^",
            "    cần: ngày của Excel",
            "    cách sửa: Gõ lại ngày.",
            "",
            "1 lỗi trong 1 tệp; chưa ghi gì vào cơ sở dữ liệu.",
        ]
    )


def test_combining_marks_do_not_shift_the_carets() -> None:
    decomposed = unicodedata.normalize("NFD", "Đơn vị")
    assert display_width(decomposed) == display_width("Đơn vị") == 6
    composed, apart = Findings(), Findings()
    composed.add(FAULT, place(), "x", (("Tên", "Đơn vị", False), ("Ngày", "x", True)))
    apart.add(FAULT, place(), "x", (("Tên", decomposed, False), ("Ngày", "x", True)))
    assert render(composed, "vi").splitlines()[6] == render(apart, "vi").splitlines()[6]


def test_a_picture_may_come_from_the_caller() -> None:
    findings = Findings()
    findings.add(FAULT, place(), "x")
    assert "    found: “x”" in render(findings, "en")
    drawn = render(findings, "en", lines=lambda at: ((at.heading, "x", True),))
    assert "  14 │ x" in drawn


def test_too_many_alike_are_folded_and_their_rows_named() -> None:
    findings = Findings()
    for row in [*range(2, 41), 44]:
        findings.add(FAULT, place(row), "x")
    shown = render(findings, "vi")
    assert shown.count("lỗi[date-as-text]") == 1
    assert "› hàng 2-40, 44 ›" in shown
    assert "40 ô cùng một lỗi" in shown
    assert "40 lỗi trong 1 tệp" in shown


def test_as_many_as_can_be_read_are_not_folded() -> None:
    findings = Findings()
    for row in range(FOLDED_FROM):
        findings.add(FAULT, place(row), "x")
    assert render(findings, "vi").count("lỗi[date-as-text]") == FOLDED_FROM


def test_what_follows_from_one_cause_is_told_once_with_every_place() -> None:
    findings = Findings()
    found = FAULT.caused_by("A05")
    for at in (place(7), place(8), place(8, "A"), place(3, "A", "gop-y.xlsx")):
        findings.add(found, at, "A05")
    findings.add(FAULT.caused_by("B01"), place(9), "B01")
    shown = render(findings, "vi")
    head, _, rest = shown.partition("── kiem-diem.xlsx ")
    assert head.startswith("── nhiều tệp ")
    assert head.count("lỗi[date-as-text]") == rest.count("lỗi[date-as-text]") == 1
    assert [line.strip() for line in head.splitlines() if line.startswith("      ")] == [
        "gop-y.xlsx › trang “Kiểm điểm” › hàng 3 › cột A (Ngày kiểm điểm)",
        "kiem-diem.xlsx › trang “Kiểm điểm” › hàng 7-8 › cột F (Ngày kiểm điểm)",
        "kiem-diem.xlsx › trang “Kiểm điểm” › hàng 8 › cột A (Ngày kiểm điểm)",
    ]
    assert "cùng một lỗi ở 4 ô" in head
    assert "2 lỗi ở 5 chỗ trong 2 tệp" in rest
    assert "2 faults in 5 places in 2 files; nothing was written" in render(findings, "en")
    assert [one["cause"] for one in to_json(findings, "vi")] == ["A05", "A05", "A05", "A05", "B01"]


def test_too_many_causes_of_one_column_are_folded_with_every_row() -> None:
    findings = Findings()
    for row in range(2, 2 * FOLDED_FROM + 4):
        findings.add(FAULT.caused_by(f"A{row // 2}"), place(row), "x")
    shown = render(findings, "vi")
    assert shown.count("lỗi[date-as-text]") == 1
    assert f"› hàng 2-{2 * FOLDED_FROM + 3} ›" in shown


def test_faults_come_by_file_row_and_column_and_each_once() -> None:
    findings = Findings()
    for at in (place(3, "AA"), place(3, "Z"), place(2, "B"), place(9, "A", "don-vi.xlsx")):
        findings.add(FAULT, at)
        findings.add(FAULT, at)
    order = [(f.place.file, f.place.row, f.place.column) for f in findings.sorted_faults()]
    assert order == [
        ("don-vi.xlsx", 9, "A"),
        ("kiem-diem.xlsx", 2, "B"),
        ("kiem-diem.xlsx", 3, "Z"),
        ("kiem-diem.xlsx", 3, "AA"),
    ]
    assert "4 faults in 2 files; nothing was written" in render(findings, "en")


def test_notes_are_said_once_for_a_column_and_are_no_faults() -> None:
    findings = Findings()
    for row in (2, 3, 7):
        findings.note("nfd", place(row, "B"), MENDED["nfd"])
    shown = render(findings, "vi")
    assert shown.startswith("ghi chú[nfd]: ")
    assert "hàng 2-3, 7" in shown
    assert "cơ sở dữ liệu" not in shown


def test_nothing_found_is_nothing_said() -> None:
    assert render(Findings(), "vi") == ""


def test_a_cell_cannot_steer_the_terminal() -> None:
    findings = Findings()
    findings.add(FAULT, place(file="\x1b[2J.csv"), "\x1b]0;x\x07\u202e", (("a\x1b", "b\n", True),))
    shown = render(findings, "vi")
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_json_keeps_the_place_in_its_parts() -> None:
    findings = Findings()
    findings.add(FAULT, place(), "17/12/2012")
    findings.note("nfd", place(2, "B"), MENDED["nfd"])
    fault, note = to_json(findings, "en")
    assert fault == {
        "level": "fault",
        "code": "date-as-text",
        "file": "kiem-diem.xlsx",
        "sheet": "Kiểm điểm",
        "row": 14,
        "column": "F",
        "heading": "Ngày kiểm điểm",
        "found": "17/12/2012",
        "what": "“17/12/2012” is no date.",
        "expected": "a real date",
        "mend": "Type it again.",
        "cause": "",
    }
    assert note["level"] == "note"


def test_what_stood_there_is_shortened_on_one_line() -> None:
    assert DATE_AS_TEXT.at(place(), "a" * 80).found == "a" * 59 + "…"
    assert shortened("một\nhai", 20) == "một hai"
    assert row_ranges([44, 2, 3, None, 4]) == "2-4, 44"
