"""Workbooks out: what an office finds in them, and that the examples and the documentation come from the declaration."""

import runpy
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tusoi.exchange.columns import (
    CAMPAIGN_FILE,
    CASES,
    GROUPS,
    OPINIONS,
    REVIEWS,
    SHEETS,
    UNITS,
    columns_for,
)
from tusoi.exchange.faults import Findings
from tusoi.exchange.folder_docs import lines
from tusoi.exchange.raw import read_workbook
from tusoi.exchange.schema import schema
from tusoi.exchange.workbooks import (
    FolderNotEmpty,
    Row,
    TooManyRows,
    campaign_file,
    write_blank_folder,
    write_workbook,
)

ROOT = Path(__file__).parents[4]
EXAMPLES = ROOT / "examples"
FOLDERS = sorted(path.parent for path in EXAMPLES.rglob(CAMPAIGN_FILE))


def first_sheet(path: Path) -> Any:
    return load_workbook(path).worksheets[0]


def test_data_stands_on_the_first_sheet_with_headings_in_row_one(tmp_path: Path) -> None:
    path = tmp_path / REVIEWS.file
    write_workbook(REVIEWS, path, [{"unit": "A01", "origin": "record"}], criteria=12)
    headings, row = first_sheet(path).values
    assert headings == tuple(column.heading.vi for column in columns_for(REVIEWS, 12))
    assert (headings[0], row[0]) == ("Mã đơn vị", "A01")
    assert "Biểu hiện 12" in headings
    assert "văn bản" in row


def test_english_workbooks_carry_english_headings_and_words(tmp_path: Path) -> None:
    path = tmp_path / REVIEWS.file
    row = {"unit": "A01", "verdict": "meets", "minutes": "chưa nêu"}
    write_workbook(REVIEWS, path, [row], criteria=12, lang="en")
    headings, cells = first_sheet(path).values
    told = dict(zip(headings, cells, strict=True))
    assert told["Verdict"] == "meets"
    assert told["Minutes signed on"] == "not stated"


def test_a_day_is_a_real_date_and_several_days_are_text(tmp_path: Path) -> None:
    path = tmp_path / REVIEWS.file
    days = [date(2012, 11, 5), date(2012, 11, 6)]
    rows: list[Row] = [
        {"unit": "A01", "sessions": days},
        {"unit": "A02", "sessions": days[:1]},
    ]
    write_workbook(REVIEWS, path, rows, criteria=12)
    column = [column.key for column in REVIEWS.columns].index("sessions") + 1
    sheet = first_sheet(path)
    assert sheet.cell(2, column).value == "05/11/2012; 06/11/2012"
    assert sheet.cell(3, column).is_date
    assert sheet.cell(3, column).number_format == "dd/mm/yyyy"


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@SUM(A1)", "{=1}", "http://example.org"])
def test_a_text_never_becomes_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    path = tmp_path / UNITS.file
    write_workbook(UNITS, path, [{"unit": "A01", "name": text}], criteria=12)
    cell = first_sheet(path)["B2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_lists_offer_the_words_and_only_remark_on_others(tmp_path: Path) -> None:
    path = tmp_path / CASES.file
    write_workbook(CASES, path, criteria=12, words={"decided_by": ["hoi_dong"]})
    lists = first_sheet(path).data_validations.dataValidation
    offered = {validation.formula1 for validation in lists}
    assert '"tổ chức,đảng viên,cá nhân,chưa nêu"' in offered
    assert '"hoi_dong,chưa nêu"' in offered
    assert {validation.errorStyle for validation in lists} == {"warning"}


def test_the_guide_names_every_column(tmp_path: Path) -> None:
    path = tmp_path / OPINIONS.file
    write_workbook(OPINIONS, path, criteria=12)
    book = load_workbook(path)
    assert book.sheetnames == ["Góp ý", "Hướng dẫn"]
    told = {row[1] for row in book["Hướng dẫn"].iter_rows(min_row=6, values_only=True)}
    assert told == {column.heading.vi for column in OPINIONS.columns}


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_workbook(GROUPS, tmp_path / name / GROUPS.file, [{"group": "T01"}], criteria=12)
    one, two = ((tmp_path / name / GROUPS.file).read_bytes() for name in ("one", "two"))
    assert one == two


def test_an_unknown_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="colour"):
        write_workbook(UNITS, tmp_path / UNITS.file, [{"colour": "red"}], criteria=12)


def test_more_rows_than_a_worksheet_holds_are_refused_and_none_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / REVIEWS.file
    rows: list[Row] = [{}] * 2**20
    with pytest.raises(TooManyRows) as refused:
        write_workbook(REVIEWS, path, rows, criteria=12)
    assert "kiem-diem.xlsx sẽ có 1.048.576 hàng" in refused.value.wording.vi
    assert "holds 1,048,575 below its headings" in refused.value.wording.en
    assert not path.exists()


def test_a_blank_folder_holds_no_data_and_one_example_row_apart(tmp_path: Path) -> None:
    write_blank_folder(tmp_path / "moi", code="thu-2026", opens_on=date(2026, 1, 5))
    assert {path.name for path in (tmp_path / "moi").iterdir()} == {
        CAMPAIGN_FILE,
        *(sheet.file for sheet in SHEETS),
    }
    for sheet in SHEETS:
        book = load_workbook(tmp_path / "moi" / sheet.file)
        assert book.worksheets[0].max_row == 1, "an example in the data would be loaded by mistake"
        headings, example = book["Ví dụ"].iter_rows(min_row=1, max_row=2, values_only=True)
        assert headings == tuple(cell.value for cell in book.worksheets[0][1])
        assert any(example)


def test_the_blank_campaign_file_is_sound_toml() -> None:
    told = tomllib.loads(campaign_file(code="x", guidance="nqtw4-2012", opens_on=date(2026, 1, 5)))
    assert (told["code"], told["as_of"]) == ("x", date(2026, 1, 5))
    assert told["due_on"] == date(2026, 3, 6)


def test_a_folder_in_use_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "don-vi.xlsx").write_bytes(b"the office's own")
    with pytest.raises(FolderNotEmpty) as refused:
        write_blank_folder(tmp_path, code="x")
    assert str(tmp_path) in refused.value.wording.vi
    assert [path.name for path in tmp_path.iterdir()] == ["don-vi.xlsx"]


def test_the_schema_declares_every_column_once() -> None:
    for sheet, resource in zip(SHEETS, schema(12)["resources"], strict=True):
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert names == [column.key for column in columns_for(sheet, 12)]
        assert len(set(names)) == len(names)
    verdict = next(field for field in _fields("kiem-diem.xlsx") if field["name"] == "verdict")
    assert "cơ bản đạt yêu cầu" in verdict["constraints"]["enum"]


def _fields(file: str) -> list[dict[str, Any]]:
    resource = next(one for one in schema()["resources"] if one["path"] == file)
    fields: list[dict[str, Any]] = resource["schema"]["fields"]
    return fields


def test_the_documentation_is_what_the_declaration_prints() -> None:
    page = (ROOT / "docs" / "campaign-folder.md").read_text(encoding="utf-8")
    assert page.splitlines() == lines(), (
        "run: python -m tusoi.exchange.folder_docs > docs/campaign-folder.md"
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_example_workbook_reads_without_fault_or_remark(folder: Path) -> None:
    findings = Findings()
    there = [sheet for sheet in SHEETS if (folder / sheet.file).is_file()]
    assert UNITS in there
    assert len(there) >= 8
    for sheet in there:
        read = read_workbook(folder / sheet.file, findings)
        assert read is not None
        assert set(read.headings) >= {
            column.heading.vi for column in sheet.columns if not column.per_criterion
        }
    assert findings.faults == []
    assert findings.notes == []


@pytest.mark.parametrize("name", ["hcmc-2012", "hcmc-2012-grassroots", "hospital-2026"])
def test_the_committed_workbooks_are_what_the_script_makes(name: str, tmp_path: Path) -> None:
    copy = tmp_path / "examples" / name
    shutil.copytree(EXAMPLES / name, copy, ignore=shutil.ignore_patterns("*.xlsx", "__pycache__"))
    (tmp_path / "src").symlink_to(ROOT / "src")
    if name != "hcmc-2012":  # the commune's rows of the units above are the seed's
        (tmp_path / "examples" / "hcmc-2012").symlink_to(EXAMPLES / "hcmc-2012")
    _run(copy / "make.py")
    made = {path.relative_to(copy): path.read_bytes() for path in _workbooks(copy)}
    kept = {path.relative_to(EXAMPLES / name): path for path in _workbooks(EXAMPLES / name)}
    assert made.keys() == kept.keys()
    assert [str(path) for path in made if made[path] != kept[path].read_bytes()] == []


def _workbooks(folder: Path) -> Iterator[Path]:
    yield from folder.rglob("*.xlsx")
    yield from folder.rglob(CAMPAIGN_FILE)


def _run(script: Path) -> None:
    subprocess.run([sys.executable, "-B", str(script)], check=True, timeout=600)


def test_the_seed_copy_is_what_the_scripts_counts_come_from() -> None:
    facts = tomllib.loads((EXAMPLES / "hcmc-2012" / "facts.toml").read_text(encoding="utf-8"))
    recount = runpy.run_path(str(ROOT / "bench" / "recount.py"))
    folder = recount["Folder"](EXAMPLES / "hcmc-2012")
    figures = folder.figures(facts["campaign"]["as_of"])
    assert figures["units_reviewed"]["done"] == facts["progress"]["units_done"]
    assert figures["units_reviewed"]["due"] == facts["progress"]["units_due"]
    assert figures["discipline_before_review"]["total"] == 10
    assert figures["discipline_through_review"]["by_authority"]["not_stated"] == 1
    assert figures["remediation_items"] == {"total": 52, "groups": 6}
    assert sum(figures["verdicts"].values()) == 136


def test_the_first_return_knew_less_and_one_thing_wrong() -> None:
    recount = runpy.run_path(str(ROOT / "bench" / "recount.py"))
    day = date(2012, 11, 15)
    last = recount["Folder"](EXAMPLES / "hcmc-2012").done(day)
    first = recount["Folder"](EXAMPLES / "hcmc-2012" / "returns" / "2012-11-16").done(day)
    assert (len(first), len(last)) == (57, 61)
    assert first.keys() - last.keys() == {"B17"}
    assert last.keys() - first.keys() == {"A27", "A50", "B31", "B36", "B68"}
