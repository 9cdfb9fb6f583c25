"""Folders that are none, or hold what nobody expects: a sentence, never a traceback."""

import os
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from tusoi.exchange import actions as module
from tusoi.exchange.columns import CAMPAIGN_FILE, CASES, OPINIONS, PEOPLE, UNITS, Sheet
from tusoi.exchange.reader import read_folder
from tusoi.exchange.tests.folders import NEXT_TOLD, faults_of, load, mai, small, state
from tusoi.values.refusal import Refused

pytestmark = pytest.mark.django_db


def refused(path: Path) -> str:
    mai()
    before = state()
    with pytest.raises(Refused) as one:
        load(path)
    assert one.value.wording.vi != one.value.wording.en
    assert state() == before
    return one.value.wording.en


def test_a_path_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("file", "loop", "absent", os.fsdecode(b"\xff")):
        wanted = "is a file and no folder" if name == "file" else "There is no folder"
        assert wanted in refused(tmp_path / name)
    assert "cannot be read" in refused(tmp_path / ("x" * 5_000))


@pytest.mark.parametrize("file", [CAMPAIGN_FILE, PEOPLE.file])
def test_a_file_that_may_not_be_read_is_named(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, opened = small(tmp_path).write(), Path.open

    def locked(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self.name == file:
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", locked)
    assert f"{file}” cannot be read: Permission denied" in refused(path)
    with pytest.raises(Refused) as one:
        load(path)
    assert f"{file}”: không có quyền" in one.value.wording.vi


def test_a_folder_that_changes_while_it_is_read_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, read = small(tmp_path).write(), read_folder

    def and_meanwhile(*args: Any, **kwargs: Any) -> Any:
        found = read(*args, **kwargs)
        (path / CAMPAIGN_FILE).write_text((path / CAMPAIGN_FILE).read_text() + "# x\n")
        return found

    monkeypatch.setattr(module, "read_folder", and_meanwhile)
    assert "changed while it was read" in refused(path)
    monkeypatch.setattr(module, "read_folder", read)
    assert load(path).told.new == 56


def test_an_empty_folder_is_told_which_files_it_needs(tmp_path: Path) -> None:
    missing = {fault.place.file for fault in faults_of(tmp_path)}
    assert missing == {CAMPAIGN_FILE, "don-vi.xlsx", "kiem-diem.xlsx"}


@pytest.mark.parametrize("kind", ["a folder", "a pipe", "a link to nowhere"])
def test_what_is_no_file_in_the_place_of_the_campaigns_own_is_a_fault(
    kind: str, tmp_path: Path
) -> None:
    file = small(tmp_path).write() / CAMPAIGN_FILE
    file.unlink()
    if kind == "a folder":
        file.mkdir()
    elif kind == "a pipe":
        os.mkfifo(file)
    else:
        file.symlink_to("nowhere")
    assert [fault.code for fault in faults_of(tmp_path)] == ["not-a-file"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        (f"{CAMPAIGN_FILE}.txt", CAMPAIGN_FILE),  # as Notepad saves it and Windows shows it
        ("Dot-Kiem-Diem.TOML", CAMPAIGN_FILE),
        ("kiem-diem.csv.txt", "kiem-diem.csv"),
    ],
)
def test_a_file_under_another_end_of_its_name_is_said_to_be_left_unread(
    name: str, meant: str, tmp_path: Path
) -> None:
    path = small(tmp_path).write()
    (path / name).write_text("x")
    notes = load(path).findings.sorted_notes()
    assert [one.place.file for one in notes] == [name]
    assert notes[0].said.en == f"This file was not read; is it {meant}?"


def test_a_folder_further_down_is_said_to_be_left_unread(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    small(path / "lan-2").write()
    (path / "anh").mkdir()
    notes = load(path).findings.sorted_notes()
    assert [(one.code, one.place.file) for one in notes] == [("folder-not-read", "lan-2")]


def test_a_file_that_may_hold_rows_and_is_not_read_is_said_to_be(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    told = ["bang", "ghi-chu.txt", "so-lieu.zip", "so.ods"]
    untold = ["README.md", "facts.toml", "anh.png", ".an", "Thumbs.db", "desktop.ini"]
    for name in (*told, *untold):
        (path / name).write_text("x")
    notes = load(path).findings.sorted_notes()
    assert {one.code for one in notes} == {"file-not-read"}
    assert [one.place.file for one in notes] == told


def test_a_pipe_in_the_place_of_a_workbook_is_a_fault(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    os.mkfifo(path / "gop-y.csv")
    found = [(fault.code, fault.place.file) for fault in faults_of(path)]
    assert found == [("not-a-file", "gop-y.csv")]


def test_workbooks_of_another_name_are_said_to_be_left_unread(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    for name in ("Gop-Y.XLSX", normalize("NFD", "góp-ý.xlsx"), os.fsdecode(b"\xff.xlsx")):
        (path / name).write_bytes(b"")
    notes = load(path).findings.sorted_notes()
    assert [one.code for one in notes] == ["file-not-read"] * 3
    for one in notes:
        one.place.file.encode()
        assert one.place.file.startswith("?") or "is it gop-y.xlsx?" in one.said.en


@pytest.mark.parametrize(
    "name",
    [
        "Gop-Y.XLSX",
        *(normalize(form, f"góp{sign}ý.xlsx") for form in ("NFC", "NFD") for sign in "- _–"),
        "GOP-Y.csv",
        "gop-y.CSV",
        "gopy.xlsx",
        "gop y.xlsx",
        "gop-y.xlsx ",
        "gop-y (1).xlsx",
        "gop-y - Copy.xlsx",
        "Copy of gop-y.xlsx",
        "góp ý - Bản sao (2).xlsx",
        "gop-y",
        "gop-y.txt",
        "gop-y.csv.txt",
        "gop-y.zip",
        "gop-y.tar.xz",
    ],
)
def test_a_workbook_whose_name_is_written_otherwise_is_a_fault(name: str, tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.left_out.add(OPINIONS.file)
    path = folder.write()
    (path / name).write_bytes(b"")
    (fault,) = faults_of(path)
    assert (fault.code, fault.place.file) == ("misnamed", name)
    assert "the rows of gop-y.xlsx would be missing" in fault.what.en
    said = (
        "Giải nén và đặt gop-y.xlsx"
        if name.endswith(("zip", "xz"))
        else "Đổi tên tệp thành gop-y.xlsx"
    )
    assert said in fault.mend.vi


def test_a_workbook_that_must_be_there_and_is_named_otherwise_is_one_fault(tmp_path: Path) -> None:
    path = foreign(tmp_path, UNITS, "Don-Vi.xlsx")
    assert [one.code for one in faults_of(path)] == ["misnamed"]


def foreign(path: Path, sheet: Sheet, name: str, **campaign: str) -> Path:
    """A sound folder in which a file of another form has taken the place of a workbook."""
    folder = small(path, **campaign)
    folder.left_out.add(sheet.file)
    (folder.write() / name).write_bytes(b"x")
    return path


@pytest.mark.parametrize(
    "name",
    [
        "ky-luat.xls",
        "Ky-Luat.XLS",
        normalize("NFD", "kỷ-luật.xls"),
        *(
            f"ky-luat.{form}"
            for form in ("xlsb", "xlsm", "ods", "numbers", "et", "tsv", "xml", "html")
        ),
    ],
)
def test_a_workbook_of_a_form_that_is_not_read_is_a_fault(name: str, tmp_path: Path) -> None:
    (fault,) = faults_of(foreign(tmp_path, CASES, name))
    assert (fault.code, fault.place.file) == ("foreign-form", name)
    assert "các hàng của ky-luat.xlsx sẽ thiếu mất" in fault.what.vi
    assert "the rows of ky-luat.xlsx would be missing" in fault.what.en
    assert "kiểu Excel Workbook (.xlsx), tên ky-luat.xlsx" in fault.mend.vi
    assert "with the type Excel Workbook (.xlsx) and the name ky-luat.xlsx" in fault.mend.en


@pytest.mark.parametrize("sheet", [UNITS, PEOPLE], ids=lambda sheet: sheet.file)
def test_nothing_follows_from_a_workbook_of_a_form_that_is_not_read(
    sheet: Sheet, tmp_path: Path
) -> None:
    name = sheet.file.replace(".xlsx", ".ods")
    (fault,) = faults_of(foreign(tmp_path, sheet, name))
    assert (fault.code, fault.place.file) == ("foreign-form", name)


def test_in_a_later_return_such_a_workbook_is_the_same_fault(tmp_path: Path) -> None:
    load(small(tmp_path / "first").write())
    path = foreign(tmp_path / "next", CASES, "ky-luat.xls", as_of="2012-12-03")
    (fault,) = faults_of(path, NEXT_TOLD)
    assert (fault.code, fault.place.file) == ("foreign-form", "ky-luat.xls")


@pytest.mark.parametrize("there", ["ky-luat.xlsx", "ky-luat.csv"])
def test_beside_the_workbook_itself_another_form_of_it_is_only_said_to_be_left_unread(
    there: str, tmp_path: Path
) -> None:
    folder = small(tmp_path)
    path = folder.write() if there.endswith("xlsx") else folder.write_csv()
    (path / "ky-luat.xls").write_bytes(b"x")
    notes = load(path).findings.sorted_notes()
    assert ("file-not-read", "ky-luat.xls") in [(one.code, one.place.file) for one in notes]


def test_what_a_program_leaves_beside_an_open_workbook_is_no_fault(tmp_path: Path) -> None:
    path = foreign(tmp_path, CASES, "~$ky-luat.xls")
    (path / "._ky-luat.ods").write_bytes(b"x")
    assert load(path).findings.sorted_notes() == []
