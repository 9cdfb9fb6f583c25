"""Values nobody expects: a clear fault or a correct load, never a traceback, never more than a column holds."""

import random
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import models

from tusoi.exchange.actions import FolderFaulty
from tusoi.exchange.cells import CODE_LENGTH, LARGEST
from tusoi.exchange.columns import (
    CASES,
    GROUPS,
    OPINIONS,
    PEOPLE,
    REMEDIATION,
    REVIEWS,
    SHEETS,
    UNITS,
    VOICES,
    Kind,
    Sheet,
    columns_for,
)
from tusoi.exchange.faults import render, to_json
from tusoi.exchange.tests.folders import (
    CRITERIA,
    Small,
    change_sheet,
    current,
    faults_of,
    ledger_is_clean,
    letter,
    load,
    recorded,
    small,
)
from tusoi.ledger.models import Fact
from tusoi.meetings.models import Session
from tusoi.organisation.models import Standing, Tenure, Unit
from tusoi.organisation.registering import PATH_LENGTH
from tusoi.remediation.models import Item

OpinionsAsked = recorded("opinions.OpinionsAsked")
Invitation = recorded("opinions.Invitation")
CaseStep = recorded("discipline.CaseStep")
InspectionStep = recorded("discipline.InspectionStep")

pytestmark = pytest.mark.django_db


def renamed(folder: Small, old: str, new: str) -> None:
    """Give a unit another code wherever it stands."""
    for rows in folder.rows.values():
        for row in rows:
            for key, cell in row.items():
                if cell == old:
                    row[key] = new
                elif isinstance(cell, list):
                    row[key] = [new if one == old else one for one in cell]


@pytest.mark.parametrize("sign", ["|", "#", "/", ";", ","])
def test_what_parts_keys_and_paths_is_no_part_of_a_code(sign: str, tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(OPINIONS, opinion_code="YK1")["opinion_code"] = f"YK{sign}1"
    (fault,) = faults_of(folder.write())
    assert (fault.code, fault.place.row, fault.place.column) == ("code-with-sign", 2, "A")


@pytest.mark.parametrize("code", [".", "..", "-", "…", "😀"])
def test_a_code_has_a_letter_or_a_digit(code: str, tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(OPINIONS, opinion_code="YK1")["opinion_code"] = code
    assert [fault.code for fault in faults_of(folder.write())] == ["code-of-dots"]


@pytest.mark.parametrize("post", ["A01/", "/BT", "A01/BT/X", "//"])
def test_a_post_is_one_code_or_two(post: str, tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(GROUPS, group="T1")["leader"] = post
    assert [fault.code for fault in faults_of(folder.write())] == ["post-misshapen"]


def test_codes_that_differ_in_case_alone_are_two(tmp_path: Path) -> None:
    folder = small(tmp_path)
    renamed(folder, "A02", "a01")
    load(folder.write())
    codes = Unit.objects.filter(code__in=["A01", "a01"]).values_list("code", flat=True)
    assert sorted(codes) == ["A01", "a01"]
    assert len(current(Session, review__unit__code="a01")) == 2


def test_a_post_may_be_two_codes_of_full_length(tmp_path: Path) -> None:
    folder, unit, post = small(tmp_path), "U" * CODE_LENGTH, "P" * CODE_LENGTH
    renamed(folder, "A01", unit)
    folder.row(PEOPLE, unit="HU", post="UV1")["post"] = post
    folder.row(GROUPS, group="T1")["leader"] = f"HU/{post}"
    load(folder.write())
    assert ledger_is_clean()


_HELD_IN: list[tuple[Sheet, str, type[Fact], str]] = [
    (UNITS, "name", Standing, "name"),
    (UNITS, "kind", Standing, "kind"),
    (UNITS, "citation", Standing, "citation"),
    (PEOPLE, "title", Tenure, "title"),
    (PEOPLE, "holder_name", Tenure, "holder_name"),
    (OPINIONS, "giver", OpinionsAsked, "giver"),
    (VOICES, "giver", Invitation, "giver"),
    (REVIEWS, "waiting_for", InspectionStep, "waiting_for"),
    (CASES, "form", CaseStep, "form"),
    (REMEDIATION, "area", Item, "area"),
]


@pytest.mark.parametrize(("sheet", "key", "model", "field"), _HELD_IN)
def test_a_text_is_as_long_as_its_column_and_no_longer(
    sheet: Sheet, key: str, model: type[Fact], field: str, tmp_path: Path
) -> None:
    longest = sheet.column(key).longest
    column = model._meta.get_field(field)
    assert isinstance(column, models.CharField)
    assert column.max_length == longest
    folder = small(tmp_path)
    rows = folder[sheet]
    row = next((one for one in reversed(rows) if one.get(key)), rows[-1])
    row[key] = "x" * (longest + 1)
    (fault,) = faults_of(folder.write())
    number = rows.index(row) + 2
    place = (fault.place.file, fault.place.row, fault.place.column)
    assert (fault.code, place) == ("text-too-long", (sheet.file, number, letter(sheet, key)))
    row[key] = "x" * longest
    load(folder.write())


def test_every_other_text_column_has_no_limit_of_its_own() -> None:
    limited = {(sheet.file, key) for sheet, key, _, _ in _HELD_IN}
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.kind is Kind.TEXT and column.key != "citation":
                assert ((sheet.file, column.key) in limited) == (column.longest < 2_000)


def test_a_tree_deeper_than_its_column_is_a_fault(tmp_path: Path) -> None:
    folder, parent = small(tmp_path), "HU"
    for level in range(10):
        code = f"{level}".rjust(CODE_LENGTH, "L")
        row = {"unit": code, "name": "Đơn vị", "parent": parent, "origin": "record"}
        folder[UNITS].append(row)
        parent = code
    (fault,) = faults_of(folder.write())
    assert (fault.code, fault.place.row) == ("path-too-long", 16)
    folder[UNITS].pop()
    load(folder.write())
    assert max(len(one.path) for one in current(Standing)) <= PATH_LENGTH


@pytest.mark.parametrize("count", [LARGEST + 1, 10**15, 10**300])
def test_a_count_beyond_what_a_column_holds_is_a_fault(count: int, tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder[OPINIONS][0]["invited"] = count
    assert [fault.code for fault in faults_of(folder.write())] == ["number-too-large"]


@pytest.mark.parametrize("number", ["NaN", "1E400", "-1E400"])
def test_a_number_that_is_none_in_the_file_itself_is_a_fault(number: str, tmp_path: Path) -> None:
    path = small(tmp_path).write() / OPINIONS.file
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert sheet.count(b"<v>40</v>") == 1
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v>40</v>", f"<v>{number}</v>".encode())
    with zipfile.ZipFile(path, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    assert [fault.code for fault in faults_of(tmp_path)] == ["not-a-whole-number"]


@pytest.mark.parametrize("escaped", ["_x0000_", "_xD800_", "_x001B_"])
def test_a_sign_that_is_no_text_is_a_fault(escaped: str, tmp_path: Path) -> None:
    path = small(tmp_path).write()
    cell = f"{letter(UNITS, 'name')}3"
    change_sheet(path / UNITS.file, lambda sheet: sheet.__setitem__(cell, f"Đơn vị{escaped}x"))
    (fault,) = faults_of(path)
    assert (fault.code, fault.place.row) == ("control-sign", 3)
    render_all(fault_findings(path))


def fault_findings(path: Path) -> Any:
    with pytest.raises(FolderFaulty) as refused:
        load(path)
    return refused.value.findings


def render_all(findings: Any) -> None:
    """Both ways of telling, in both languages, as bytes."""
    for lang in ("vi", "en"):
        render(findings, lang).encode()
        str(to_json(findings, lang)).encode()


def test_long_and_strange_texts_load_as_they_are(tmp_path: Path) -> None:
    folder = small(tmp_path)
    for text in ("{0} {braces} %s", "😀 chữ", "=1+1", "<b>&amp;</b>", "'; DROP TABLE"):
        folder[UNITS][1]["name"] = text
        load(folder.write(), None)
        assert current(Standing, unit__code="A01")[0].name == text


def test_braces_in_what_is_found_do_not_break_its_telling(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(OPINIONS, opinion_code="YK1").update(unit="{code}", about="{0}")
    folder.row(PEOPLE, unit="A02")["rank"] = "{allowed}"
    folder.change('title_vi = "Kiểm điểm thử"', 'title_vi = ["{key}"]')
    findings = fault_findings(folder.write())
    render_all(findings)
    assert len(findings.sorted_faults()) == 4


def test_three_hundred_columns_of_signs_are_each_named(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    width = len(columns_for(REVIEWS, CRITERIA))

    def change(sheet: Any) -> None:
        for number in range(CRITERIA + 1, 301):
            sheet.cell(1, width + number - CRITERIA, f"Biểu hiện {number}")

    change_sheet(path / REVIEWS.file, change)
    assert len(faults_of(path)) == 300 - CRITERIA


def test_a_heading_that_comes_twice_is_named(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    width = len(columns_for(UNITS, CRITERIA))
    change_sheet(path / UNITS.file, lambda sheet: sheet.cell(1, width + 1, "Khối"))
    assert "heading-twice" in [fault.code for fault in faults_of(path)]


def test_a_workbook_of_posts_may_be_empty(tmp_path: Path) -> None:
    folder = small(tmp_path)
    for sheet in SHEETS:
        if sheet is not UNITS:
            folder[sheet].clear()
    folder[REVIEWS].append({"unit": "A01", "sessions": "chưa nêu", "origin": "record"})
    load(folder.write())
    assert len(current(Session)) == 1


def test_a_row_with_nothing_but_its_origin_is_told_what_it_lacks(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder[UNITS].append({"origin": "record"})
    found = [(fault.code, fault.place.column) for fault in faults_of(folder.write())]
    assert found == [("cell-missing", "A"), ("cell-missing", "B")]


def test_a_post_with_two_holders_gives_the_session_to_the_one_who_held_it(tmp_path: Path) -> None:
    folder = small(tmp_path)
    row = folder.row(PEOPLE, unit="A01", post="PBT")
    row["until"] = date(2012, 11, 5)
    folder[PEOPLE].append({**row, "holder": "SAU", "since": date(2012, 11, 6), "until": None})
    load(folder.write())
    assert len(current(Session, review__seat="SAU")) == 1
    assert current(Session, review__seat="A01-PBT") == []


def test_a_unit_that_ended_before_the_campaign_loads(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.row(UNITS, unit="B02")["until"] = date(2012, 1, 1)
    load(folder.write())
    assert current(Standing, unit__code="B02")[0].until == date(2012, 1, 1)


def _spoil(folder: Small, chance: random.Random) -> None:
    """Swap, double, empty and overwrite cells without looking."""
    odd = [
        "",
        "chưa nêu",
        "A01",
        "A/B",
        "|",
        "..",
        "31/02/2012",
        "😀",
        "x" * 3_000,
        -1,
        10**12,
        41_200,
    ]
    odd += [date(1901, 1, 1), date(2199, 1, 1), "rút lại", "có", "1"]
    for _ in range(chance.choice([1, 2, 5, 12])):
        rows = chance.choice([rows for rows in folder.rows.values() if rows])
        row = chance.choice(rows)
        key = chance.choice(sorted(row))
        other = chance.choice(rows)
        what = chance.randrange(4)
        if what == 0:
            rows.append(dict(row))
        elif what == 1 and key in other:
            row[key], other[key] = other[key], row[key]
        else:
            row[key] = chance.choice(odd)


@pytest.mark.parametrize("seed", range(40))
def test_a_spoilt_folder_is_refused_with_reasons_or_loads_whole(seed: int, tmp_path: Path) -> None:
    folder = small(tmp_path)
    _spoil(folder, random.Random(seed))  # noqa: S311 (the same every time, on purpose)
    try:
        load(folder.write())
    except FolderFaulty as faulty:
        render_all(faulty.findings)
    else:
        assert ledger_is_clean()


@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        (REVIEWS, "post"),
        (UNITS, "block"),
        (UNITS, "until"),
        (PEOPLE, "until"),
    ],
)
@pytest.mark.parametrize("said", ["chưa nêu", "Not stated"])
def test_what_cannot_be_kept_as_not_stated_is_refused(
    tmp_path: Path, sheet: Sheet, column: str, said: str
) -> None:
    folder = small(tmp_path)
    folder[sheet][1][column] = said
    (fault,) = (one for one in faults_of(folder.write()) if one.code == "not-stated-here")
    assert fault.place.file == sheet.file
    assert fault.place.column == letter(sheet, column)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("#VALUE!", "formula-error"),
        ("#N/A", "formula-error"),
        ('=HYPERLINK("http://x.vn","x")', "formula"),
        ("Đơn v\ufffd 5", "sign-lost"),
    ],
)
def test_what_a_text_file_keeps_of_a_formula_or_lost_is_refused(
    tmp_path: Path, said: str, code: str
) -> None:
    folder = small(tmp_path)
    folder[UNITS][1]["name"] = said
    (fault,) = faults_of(folder.write_csv())
    assert (fault.code, fault.place.column) == (code, letter(UNITS, "name"))
    folder[UNITS][1]["name"] = "Đơn vị = A"
    folder.write_csv()
    load(folder.path, None)
