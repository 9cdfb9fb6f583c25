"""Folders that are none, or hold what nobody expects: a sentence, never a traceback."""

import os
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from tusoi.exchange import actions as module
from tusoi.exchange.columns import CAMPAIGN_FILE, OPINIONS, PEOPLE
from tusoi.exchange.reader import read_folder
from tusoi.exchange.tests.folders import faults_of, load, mai, small, state
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
    (path / "ghi-chu.txt").write_text("x")
    (path / "facts.toml").write_text("x")
    notes = load(path).findings.sorted_notes()
    assert [(one.code, one.place.file) for one in notes] == [("folder-not-read", "lan-2")]


def test_a_pipe_in_the_place_of_a_workbook_is_a_fault(tmp_path: Path) -> None:
    path = small(tmp_path).write()
    os.mkfifo(path / "gop-y.csv")
    found = [(fault.code, fault.place.file) for fault in faults_of(path)]
    assert found == [("not-a-file", "gop-y.csv")]


def test_workbooks_of_another_name_are_said_to_be_left_unread(tmp_path: Path) -> None:
    folder = small(tmp_path)
    folder.left_out.add(OPINIONS.file)
    path = folder.write()
    for name in ("Gop-Y.XLSX", normalize("NFD", "góp-ý.xlsx"), os.fsdecode(b"\xff.xlsx")):
        (path / name).write_bytes(b"")
    notes = load(path).findings.sorted_notes()
    assert [one.code for one in notes] == ["file-not-read"] * 3
    for one in notes:
        one.place.file.encode()
        assert one.place.file.startswith("?") or "is it gop-y.xlsx?" in one.said.en
