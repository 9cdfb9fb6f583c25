"""All faults of a folder as a file: every one of them, and nothing that a spreadsheet computes."""

import csv
from pathlib import Path

from tusoi.exchange.fault_list import write_fault_list
from tusoi.exchange.faults import Findings, Place, render
from tusoi.exchange.problems.cells import NOT_A_DAY

MANY = 1_234


def findings(found: str = "31/02/2026") -> Findings:
    all_of_them = Findings()
    for row in range(2, MANY + 2):
        place = Place("kiem-diem.csv", "", row, "CD"[row % 2], "Ngày họp")
        all_of_them.add(NOT_A_DAY.filled(shown=found), place, found)
    return all_of_them


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_every_fault_stands_in_the_list_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "faults" / "nuoc.csv"
    write_fault_list(findings(), "en", file)
    rows = read(file)
    assert [row["Row"] for row in rows] == [str(number) for number in range(2, MANY + 2)]
    assert rows[0]["File"] == "kiem-diem.csv"
    assert rows[0]["Found"] == "31/02/2026"
    assert file.stat().st_mode & 0o077 == 0


def test_no_cell_of_the_list_is_a_formula(tmp_path: Path) -> None:
    file = tmp_path / "nuoc.csv"
    write_fault_list(findings("=HYPERLINK(1)\r\n"), "vi", file)
    assert {row["Thấy"][:2] for row in read(file)} == {"'="}


def test_a_screen_shows_the_first_and_counts_all() -> None:
    shown = render(findings(), "en", most=1)
    assert shown.count("fault[") == 1
    assert f"{MANY} faults in 1 file" in shown
    assert render(findings(), "en").count("fault[") == 2
