"""Everything out as workbooks: loaded again they change nothing, loaded elsewhere they give the same figures."""

import io
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from tests.cast import (
    RETURNS,
    mai_loads_the_seed,
)
from tusoi.exchange.campaign_file import read_campaign_file
from tusoi.exchange.cells import NOT_STATED
from tusoi.exchange.columns import (
    CAMPAIGN_FILE,
    GROUPS,
    OPINIONS,
    PEOPLE,
    REVIEWS,
    SHEETS,
    TOPICS,
    UNITS,
    columns_for,
)
from tusoi.exchange.export import export_folder, export_zip, toml_text
from tusoi.exchange.faults import Findings
from tusoi.exchange.tests.exports import exported, full, values, written
from tusoi.exchange.tests.folders import (
    CRITERIA,
    FIRST_TOLD,
    LAST_TOLD,
    NEXT_TOLD,
    SILENT,
    load,
    small,
    state,
)
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db


def test_every_column_of_every_workbook_comes_back(tmp_path: Path) -> None:
    folder = full(tmp_path / "in")
    load(folder.write())
    back = exported(tmp_path / "out")
    for sheet in SHEETS:
        told, again = values(folder.path, sheet), values(back, sheet)
        declared = {column.key for column in columns_for(sheet, CRITERIA)} - {"withdrawn"}
        assert {key for row in told for key in row} >= declared, f"fill every column: {sheet.file}"
        assert {key for row in again for key in row} >= declared, f"retell.py lacks: {sheet.file}"
        for row, returned in zip(told, again, strict=True):
            stated = {key: one for key, one in row.items() if one is not NOT_STATED}
            assert returned.items() >= stated.items()
            assert all(returned[key] in (NOT_STATED, "") for key in returned.keys() - row.keys())


def test_loading_the_export_again_changes_nothing(tmp_path: Path) -> None:
    load(full(tmp_path / "in").write())
    back = exported(tmp_path / "out")
    before = state()
    assert load(back, NEXT_TOLD).told.changes == 0
    assert state() == before


def test_the_same_facts_give_the_same_bytes_and_another_language_the_same_rows(
    tmp_path: Path,
) -> None:
    load(full(tmp_path / "in").write())
    known_by = now()
    vietnamese = export_folder("thu-2012", known_by=known_by)
    assert vietnamese == export_folder("thu-2012", known_by=known_by)
    english = export_folder("thu-2012", known_by=known_by, lang="en")
    assert openpyxl.load_workbook(io.BytesIO(english["kiem-diem.xlsx"])).worksheets[0][
        "A1"
    ].value == ("Unit code")
    assert load(written(english, tmp_path / "en"), NEXT_TOLD).told.changes == 0


def test_an_export_as_known_then_holds_what_was_known_then(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    load(folder.write())
    later = folder.copied(tmp_path / "next")
    later.row(REVIEWS, unit="B01").update(sessions=[date(2012, 11, 16)])
    load(later.write(), NEXT_TOLD)
    then, today = exported(tmp_path / "then", known_by=FIRST_TOLD), exported(tmp_path / "now")
    assert not [row for row in values(then, REVIEWS) if row["unit"] == "B01" and "sessions" in row]
    assert [row for row in values(today, REVIEWS) if row["unit"] == "B01" and "sessions" in row]


def test_a_withdrawn_row_is_absent_and_what_is_left_changes_nothing(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    load(folder.write())
    later = folder.copied(tmp_path / "next")
    later.row(TOPICS, topic_code="GY1")["withdrawn"] = "withdrawn"
    later.rows["khuyet-diem.xlsx"][0]["topic_code"] = ""
    load(later.write(), NEXT_TOLD)
    back = exported(tmp_path / "out")
    assert values(back, TOPICS) == []
    assert load(back, LAST_TOLD).told.changes == 0


def test_rows_stand_as_they_stood_in_the_workbook(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    folder[REVIEWS].reverse()
    load(folder.write())
    back = exported(tmp_path / "out")
    assert [row["unit"] for row in values(back, REVIEWS)] == [
        row["unit"] for row in values(folder.path, REVIEWS)
    ]


def test_days_not_stated_stay_not_stated_under_a_later_count(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    load(folder.write())
    later = folder.copied(tmp_path / "next")
    later.campaign = later.campaign.replace("as_of = 2012-11-16", "as_of = 2012-12-03")
    load(later.write(), NEXT_TOLD)
    back = exported(tmp_path / "out")
    silent = next(row for row in values(back, REVIEWS) if row["unit"] == "A02")
    assert silent["sessions"] is NOT_STATED
    assert load(back, LAST_TOLD).told.changes == 0


def test_more_answers_than_a_number_not_stated_load_again(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    folder.row(OPINIONS, opinion_code="YK1")["invited"] = SILENT
    load(folder.write())
    assert load(exported(tmp_path / "out"), NEXT_TOLD).told.changes == 0


def test_text_that_looks_like_a_formula_or_a_number_comes_back_as_text(tmp_path: Path) -> None:
    folder = small(tmp_path / "in")
    folder.row(REVIEWS, unit="B01")["reason"] = "=1+1"
    folder.row(UNITS, unit="B02")["name"] = "0012_x0041_"
    load(folder.write())
    assert load(exported(tmp_path / "out"), NEXT_TOLD).told.changes == 0


# Some units only


def test_an_export_of_some_units_holds_no_row_of_another(tmp_path: Path) -> None:
    load(full(tmp_path / "in").write())
    files = export_folder("thu-2012", known_by=now(), units=frozenset({"A01"}))
    back = written(files, tmp_path / "out")
    for sheet in SHEETS:
        for row in values(back, sheet):
            about = {row[key] for key in ("unit", "owner_unit") if key in row}
            assert about <= {"A01"}, sheet.file
            assert row.get("units", ("A01",)) == ("A01",)
    assert [row["group"] for row in values(back, GROUPS)] == ["T1"]
    nobody = export_folder("thu-2012", known_by=now(), units=frozenset())
    back = written(nobody, tmp_path / "nobody")
    assert all(values(back, sheet) == [] for sheet in SHEETS)


# The zip and the campaign's file


def test_the_zip_holds_the_same_files_in_one_folder(tmp_path: Path) -> None:
    load(small(tmp_path / "in").write())
    known_by = now()
    files = export_folder("thu-2012", known_by=known_by)
    with ZipFile(io.BytesIO(export_zip("thu-2012", known_by=known_by))) as package:
        assert {name: package.read(name) for name in package.namelist()} == {
            f"thu-2012/{name}": content for name, content in files.items()
        }


@pytest.mark.parametrize("folder", RETURNS, ids=str)
def test_the_campaign_file_comes_back_as_it_was_read(folder: Path, tmp_path: Path) -> None:
    findings = Findings()
    was = read_campaign_file(folder, findings)
    assert was is not None
    (tmp_path / CAMPAIGN_FILE).write_text(toml_text(was.content), encoding="utf-8")
    assert read_campaign_file(tmp_path, findings) == was
    assert not findings.faults


def test_a_campaign_file_with_odd_texts_comes_back(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.change('"Kiểm điểm thử"', r'"Dấu \" và \\ và ; # = [x]"')
    folder.campaign = folder.campaign.replace("[[body]]", "").replace(
        'code = "thuong_vu"\nname_vi = "Ban Thường vụ"\nname_en = "Standing committee"\n', ""
    )
    folder.write()
    findings = Findings()
    was = read_campaign_file(tmp_path, findings)
    assert was is not None
    (tmp_path / CAMPAIGN_FILE).write_text(toml_text(was.content), encoding="utf-8")
    assert read_campaign_file(tmp_path, findings) == was


# Several campaigns of one host


def test_another_campaign_of_the_host_keeps_its_rows_out(tmp_path: Path) -> None:
    load(small(tmp_path / "in").write())
    other = small(tmp_path / "other", code="khac-2012")
    other[UNITS].append(
        {"unit": "C01", "name": "Đơn vị C01", "block": "A", "parent": "HU", "origin": "record"}
    )
    other.rows[PEOPLE.file] += [
        {"unit": "C01", "post": "BT", "title": "x", "rank": "head", "origin": "record"},
        {"unit": "HU", "post": "UV3", "title": "x", "rank": "leader", "origin": "record"},
    ]
    load(other.write(), NEXT_TOLD)
    before = state()
    back = exported(tmp_path / "out")
    assert "C01" not in {row["unit"] for row in values(back, UNITS)}
    assert load(back, LAST_TOLD).told.changes == 0
    back = exported(tmp_path / "out of the other", "khac-2012")
    assert "C01" in {row["unit"] for row in values(back, UNITS)}
    assert {"HU", "A01"} <= {row["unit"] for row in values(back, UNITS)}, "told by the first"
    assert load(back, LAST_TOLD).told.changes == 0
    assert state() == before


def test_a_review_of_which_nothing_is_told_has_its_row_all_the_same(tmp_path: Path) -> None:
    """So that nobody types the codes of a campaign that has just begun; the empty row tells nothing."""
    mai_loads_the_seed()
    files = export_folder("hcmc-2012", known_by=now())
    book = openpyxl.load_workbook(io.BytesIO(files["kiem-diem.xlsx"]))
    rows = list(book.worksheets[0].iter_rows(min_row=2, max_col=2, values_only=True))
    assert len(rows) == len(set(rows))
    units = {row[0] for row in rows if row[1] is None}
    assert {"A47", "B29", "A01"} <= units
    assert ("B29", "TT") in rows
