"""What an office sends up: a folder or a file of it arrives whole, anything else is refused and leaves nothing."""

import io
import stat
import struct
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from tusoi.exchange import upload
from tusoi.exchange.columns import CAMPAIGN_FILE, REVIEWS, UNITS
from tusoi.exchange.faults import Findings
from tusoi.exchange.reader import read_folder
from tusoi.exchange.upload import NotTaken, Unpacked, unpack


def zipped(files: Mapping[str, bytes], *, method: int = ZIP_DEFLATED) -> bytes:
    whole = io.BytesIO()
    with ZipFile(whole, "w", method) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return whole.getvalue()


def sent(content: bytes, into: Path, name: str = "dot.zip") -> Unpacked:
    return unpack(io.BytesIO(content), name, len(content), into / "kept")


def refused(content: bytes, into: Path, name: str = "dot.zip") -> str:
    """The sentence of the refusal; nothing is left anywhere."""
    with pytest.raises(NotTaken) as found:
        sent(content, into, name)
    assert list(into.iterdir()) == []
    wording = found.value.wording
    assert wording.vi != wording.en
    return wording.en


def kept(into: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (into / "kept").iterdir()}


FOLDER = {CAMPAIGN_FILE: b"code", UNITS.file: b"units", "kiem-diem.csv": b"reviews"}


@pytest.mark.parametrize("folder", ["", "dot 2026/", "a/b/", "a\\"])
def test_a_folder_arrives_from_the_top_or_from_one_folder(folder: str, tmp_path: Path) -> None:
    found = sent(zipped({f"{folder}{name}": one for name, one in FOLDER.items()}), tmp_path)
    assert found.files == (CAMPAIGN_FILE, UNITS.file, "kiem-diem.csv")
    assert found.alone == ""
    assert kept(tmp_path) == FOLDER


def test_what_systems_leave_in_a_zip_is_passed_over_and_other_files_are_named(
    tmp_path: Path,
) -> None:
    litter = {"__MACOSX/._x": b"", "d/.DS_Store": b"", "d/~$kiem-diem.xlsx": b"", "d/sub/": b""}
    others = {"d/ghi chú.docx": b"", "d/sub/kiểm điểm.xlsx": b""}
    found = sent(zipped({**litter, **others, "d/DON-VI.xlsx": b"units"}), tmp_path)
    assert kept(tmp_path) == {UNITS.file: b"units"}
    assert set(found.passed_over) == {"kiểm điểm.xlsx", "ghi chú.docx"}
    findings = Findings()
    found.note(findings)
    assert "is it kiem-diem.xlsx?" in findings.notes[1].said.en


@pytest.mark.parametrize("name", ["Kỷ luật.xlsx", "ky-luat (1).xlsx", "kyluat.csv", "ky-luat"])
def test_of_a_workbook_whose_name_is_written_otherwise_the_name_alone_arrives_and_is_a_fault(
    name: str, tmp_path: Path
) -> None:
    sent(zipped({"d/don-vi.xlsx": b"units", f"d/{name}": b"rows"}), tmp_path)
    assert kept(tmp_path) == {UNITS.file: b"units", name: b""}
    findings = Findings()
    read_folder(tmp_path / "kept", criteria=None, findings=findings)
    assert ("misnamed", name) in [(one.code, one.place.file) for one in findings.faults]


def test_such_a_name_that_no_system_takes_arrives_as_one_that_says_the_same(tmp_path: Path) -> None:
    sent(zipped({"don-vi.xlsx": b"units", f"ky{'-' * 300}luat.xlsx": b"rows"}), tmp_path)
    assert kept(tmp_path) == {UNITS.file: b"units", "ky-luat (1).xlsx": b""}


def test_of_a_workbook_of_a_form_that_is_not_read_the_name_alone_arrives(tmp_path: Path) -> None:
    others = {"d/Kỷ-luật.XLS": b"old", "d/sub/gop-y.ods": b"deeper", "d/luong.xls": b"other"}
    found = sent(zipped({**others, "d/don-vi.xlsx": b"units"}), tmp_path)
    assert found.files == (UNITS.file,)
    assert set(found.passed_over) == {"gop-y.ods", "luong.xls"}
    assert kept(tmp_path) == {UNITS.file: b"units", "Kỷ-luật.XLS": b""}


def test_alone_such_a_workbook_is_refused_with_what_to_do(tmp_path: Path) -> None:
    said = refused(b"x", tmp_path, "Ky-Luat (1).xls")
    assert "is neither .xlsx nor .csv" in said
    assert "save it as ky-luat.xlsx" in said


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("kiem-diem.xlsx", "kiem-diem.xlsx"),
        ("kiem-diem (2).xlsx", "kiem-diem.xlsx"),
        ("kiem-diem - Copy.xlsx", "kiem-diem.xlsx"),
        ("KIEM-DIEM.CSV", "kiem-diem.csv"),
        ("C:\\tai-lieu\\don-vi.xlsx", "don-vi.xlsx"),
        ("../../don-vi.xlsx", "don-vi.xlsx"),
        (CAMPAIGN_FILE, CAMPAIGN_FILE),
    ],
)
def test_one_file_arrives_under_its_own_name(name: str, means: str, tmp_path: Path) -> None:
    found = sent(b"x", tmp_path, name)
    assert (found.files, found.alone) == ((means,), means)
    assert kept(tmp_path) == {means: b"x"}


@pytest.mark.parametrize("name", ["bang luong.xlsx", "kiem-diem", ".zip.exe", "", "x" * 5000])
def test_a_file_of_another_name_is_refused_with_the_names_there_are(
    name: str, tmp_path: Path
) -> None:
    assert "is no file of a campaign" in refused(b"x", tmp_path, name)


@pytest.mark.parametrize("name", ["/etc/x", "../don-vi.xlsx", "a/../../b", "C:/x", "..\\x", "a/.."])
def test_a_path_that_leads_out_is_refused_whole(name: str, tmp_path: Path) -> None:
    assert "leads out of its folder" in refused(zipped({**FOLDER, name: b"x"}), tmp_path)


def entry(name: str, mode: int) -> ZipInfo:
    made = ZipInfo(name)
    made.external_attr = mode << 16
    return made


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_a_device_is_refused(kind: int, tmp_path: Path) -> None:
    whole = io.BytesIO()
    with ZipFile(whole, "w") as package:
        package.writestr(entry(UNITS.file, kind | 0o777), "/etc/passwd")
    assert "is a link, not a file" in refused(whole.getvalue(), tmp_path)


def test_a_locked_zip_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped(FOLDER))
    central = content.index(b"PK\x01\x02")
    content[central + 8] |= 1
    content[6] |= 1
    assert "locked by a password" in refused(bytes(content), tmp_path)


def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    whole = io.BytesIO()
    with ZipFile(whole, "w") as package:
        package.writestr(UNITS.file, "one")
        package.writestr(UNITS.file.upper(), "two")
    assert "stands twice" in refused(whole.getvalue(), tmp_path)


@pytest.mark.parametrize("name", ["cu.zip", "a/b.RAR", "x.7z"])
def test_a_packed_file_in_the_zip_is_refused(name: str, tmp_path: Path) -> None:
    assert "another packed file" in refused(zipped({**FOLDER, name: b"PK"}), tmp_path)


def test_a_workbook_with_macros_is_refused_in_a_zip_and_alone(tmp_path: Path) -> None:
    assert "holds macros" in refused(zipped({**FOLDER, "kiem-diem.xlsm": b"PK"}), tmp_path)
    assert "holds macros" in refused(b"PK", tmp_path, "kiem-diem.xlsm")


def test_a_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = {f"{number}.txt": b"" for number in range(upload.ENTRIES_LIMIT + 1)}
    assert "201 entries" in refused(zipped(many), tmp_path)
    zeros = bytes(40 * 1024 * 1024)
    assert "times its size" in refused(zipped({UNITS.file: zeros}), tmp_path)
    monkeypatch.setattr(upload, "UNPACKED_LIMIT", 5)
    assert "Unpacked it would be" in refused(zipped(FOLDER), tmp_path)
    monkeypatch.setattr(upload, "UNPACKED_LIMIT", 10**9)
    monkeypatch.setattr(upload, "FILE_LIMIT", 5)
    assert "Unpacked it would be" in refused(zipped(FOLDER), tmp_path)


def test_a_zip_that_lies_about_its_sizes_is_read_no_further_than_it_says(tmp_path: Path) -> None:
    content = bytearray(zipped({UNITS.file: b"x" * 1000}))
    central = content.index(b"PK\x01\x02")
    content[central + 24 : central + 28] = (10).to_bytes(4, "little")
    assert "cannot be opened as a .zip" in refused(bytes(content), tmp_path)


def test_files_in_two_folders_are_refused(tmp_path: Path) -> None:
    assert "several folders: ., lan-1" in refused(
        zipped({**FOLDER, f"lan-1/{REVIEWS.file}": b""}), tmp_path
    )


def test_a_zip_without_a_file_of_a_campaign_is_refused(tmp_path: Path) -> None:
    assert "no file of a campaign" in refused(zipped({"anh.png": b"x"}), tmp_path)
    assert "no file of a campaign" in refused(zipped({}), tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"not a zip", zipped(FOLDER)[:-30], zipped(FOLDER)[:60], zipped(FOLDER, method=ZIP_BZIP2)],
    ids=["text", "cut at its end", "cut in the middle", "packed otherwise"],
)
def test_what_is_no_whole_zip_is_refused(content: bytes, tmp_path: Path) -> None:
    assert "cannot be opened as a .zip" in refused(content, tmp_path)


@pytest.mark.parametrize("offset", [2**63 - 1, 2**63, 2**64 - 1])
@pytest.mark.parametrize("lies_in", [io.BytesIO, tempfile.TemporaryFile])
def test_a_zip_whose_files_begin_where_no_file_goes_is_refused(
    lies_in: Callable[[], IO[bytes]], offset: int, tmp_path: Path
) -> None:
    content = bytearray(zipped({UNITS.file: b"units"}))
    entry, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    content[entry + 42 : entry + 46] = b"\xff" * 4
    content[entry + 30 : entry + 32] = struct.pack("<H", 12)
    content[end + 12 : end + 16] = struct.pack("<I", end - entry + 12)
    content[end:end] = struct.pack(
        "<HHQ", 1, 8, offset
    )  # nothing stands between the name and the end
    with lies_in() as file:
        file.write(content)
        file.seek(0)
        with pytest.raises(NotTaken, match="cannot be opened as a"):
            unpack(file, "dot.zip", len(content), tmp_path / "kept")
    assert list(tmp_path.iterdir()) == []


def test_a_file_damaged_on_its_way_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    content = bytearray(zipped(FOLDER, method=zipfile.ZIP_STORED))
    content[content.index(b"units")] ^= 1
    assert "cannot be opened as a .zip" in refused(bytes(content), tmp_path)


def test_nothing_and_too_much_are_refused(tmp_path: Path) -> None:
    assert "is empty" in refused(b"", tmp_path, UNITS.file)
    with pytest.raises(NotTaken, match="is 200 MB; the limit is 50 MB"):
        unpack(io.BytesIO(b"x"), "dot.zip", 200 * 1024 * 1024, tmp_path / "kept")
    assert list(tmp_path.iterdir()) == []
