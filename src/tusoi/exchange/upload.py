"""What an office sends up: a zip of its campaign folder, or one file of it, put into a folder of ours and nowhere else.

Names, sizes and kinds are judged before anything is unpacked; then each file streams to its own name, which is
one of the names a campaign folder has. The reader judges what is inside.
"""

import errno
import re
import shutil
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tusoi.exchange.columns import CAMPAIGN_FILE, SHEETS
from tusoi.exchange.faults import Findings, shortened
from tusoi.exchange.raw import FILE_LIMIT, MIB, RATIO_ASKED_FROM, RATIO_LIMIT
from tusoi.exchange.reader import OURS, PACKED, foreign_form, is_no_document, named_like, note_stray
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

SIZE_LIMIT = 50 * MIB
"""Of what is sent up, as it travels."""
UNPACKED_LIMIT = 256 * MIB
ENTRIES_LIMIT = 200
_CHUNK = 1 << 16
_WITH_MACROS = (".xlsm", ".xltm", ".xlsb", ".xlam")
_LEFT_BY_MACOS = "__macosx/"
_LONGEST_NAME = 200
"""Bytes of a name that every system takes."""
_COPIED = re.compile(r"( - copy| - bản sao| copy)?\s*(\(\d+\))?$", re.IGNORECASE)
_DAMAGED = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    ValueError,
    RuntimeError,
    OverflowError,  # an offset that no file has
)


class NotTaken(Refused):
    """What was sent up is not taken; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The names of ours that arrived, in the order of a folder, and the names of files that were passed over."""

    files: tuple[str, ...]
    passed_over: tuple[str, ...] = ()
    of_a_folder: bool = False

    @property
    def alone(self) -> str:
        """The one file that arrived without a folder around it; "" for a folder."""
        return "" if self.of_a_folder else self.files[0]

    def note(self, findings: Findings) -> None:
        """Say of each file that was passed over that it was not read, with the name it may have meant."""
        for name in self.passed_over:
            note_stray(name, findings)


def refuse_oversized(size: int, *, around: int = 0) -> None:
    """Let pass what is within the limit of an upload; `around` is what a form may add to it.

    Raises:
        NotTaken: it is larger.
    """
    if size - around > SIZE_LIMIT:
        raise NotTaken(_TOO_LARGE.filled(size=_mib(size), limit=_mib(SIZE_LIMIT)))


def unpack(file: IO[bytes], name: str, size: int, into: Path) -> Unpacked:
    """Put what was sent under a name into the folder `into`, which is made, and taken away again on a refusal.

    Raises:
        NotTaken: it is too large, or no zip of a campaign folder and none of its files, or it is unsafe.
    """
    refuse_oversized(size)
    name = name.replace("\\", "/").rpartition("/")[2]
    if size == 0:
        raise NotTaken(_EMPTY.filled(name=_shown(name)))
    into.mkdir(parents=True)
    try:
        if name.lower().endswith(".zip"):
            return _unpack_zip(file, name, into)
        kept = _own_name(name)
        with (into / kept).open("wb") as target:
            shutil.copyfileobj(file, target, _CHUNK)
        return Unpacked((kept,))
    except BaseException:
        shutil.rmtree(into, ignore_errors=True)
        raise


def _own_name(name: str) -> str:
    """Which of our names a single file means: "kiem-diem (1).xlsx" is kiem-diem.xlsx, as browsers save it.

    Raises:
        NotTaken: none, or it holds macros, or it is packed otherwise than as .zip.
    """
    stem, dot, suffix = name.rpartition(".")
    meant = f"{_COPIED.sub('', stem)}{dot}{suffix}".lower()
    if meant in OURS:
        return meant
    if meant.endswith(_WITH_MACROS):
        raise NotTaken(_MACROS.filled(name=_shown(name)))
    if file := foreign_form(meant):
        raise NotTaken(_FOREIGN.filled(name=_shown(name), file=file))
    raise NotTaken(
        _NO_NAME_OF_OURS.filled(
            name=_shown(name),
            names=same(", ".join((CAMPAIGN_FILE, *(sheet.file for sheet in SHEETS)))),
        )
    )


def _name_alone(name: str) -> str:
    """Under which name a file arrives that is only to be told of: its own, but "ky-luat (1).xlsx" where no system takes that."""
    if len(name.encode()) <= _LONGEST_NAME and name.isprintable():
        return name
    return f"{named_like(name).removesuffix('.xlsx')} (1).xlsx"


def _unpack_zip(file: IO[bytes], name: str, into: Path) -> Unpacked:
    try:
        with ZipFile(file) as package:
            entries = list(_entries(package.infolist()))
            folder = _folder_of(entries)
            inside = [entry for entry in entries if _parent(entry) == folder]
            ours = {_leaf(entry): entry for entry in inside if _leaf(entry) in OURS}
            for kept, entry in ours.items():
                _stream(package, entry, into / kept)
            misnamed = [entry for entry in inside if _leaf(entry) not in OURS and _like(entry)]
            for entry in misnamed:  # the reader tells of it by its name alone
                (into / _name_alone(_leaf(entry))).touch()
    except _DAMAGED:
        raise NotTaken(_DAMAGED_ZIP.filled(name=_shown(name))) from None
    except OSError as error:
        if error.errno != errno.EINVAL:  # that one, too, is an offset that no file has
            raise
        raise NotTaken(_DAMAGED_ZIP.filled(name=_shown(name))) from None
    met = [*ours.values(), *misnamed]
    passed_over = tuple(_leaf(entry) for entry in entries if entry not in met)
    return Unpacked(tuple(one for one in OURS if one in ours), passed_over, of_a_folder=True)


def _entries(found: list[ZipInfo]) -> Iterator[ZipInfo]:
    """The files of a zip that a person put there, once everything in it was judged."""
    _refuse_bomb(found)
    seen: set[str] = set()
    for entry in found:
        path = _path(entry)
        _refuse_unsafe(entry, _shown(path))
        if entry.is_dir() or _left_by_a_system(path):
            continue
        if path.lower() in seen:
            raise NotTaken(_TWICE.filled(name=_shown(path)))
        seen.add(path.lower())
        if path.lower().endswith((*PACKED, *_WITH_MACROS)):
            sentence = _NESTED if path.lower().endswith(PACKED) else _MACROS
            raise NotTaken(sentence.filled(name=_shown(path)))
        yield entry


def _refuse_unsafe(entry: ZipInfo, shown: Wording) -> None:
    """No path out of the folder, no link, no password."""
    if _leads_out(_path(entry)):
        raise NotTaken(_LEADS_OUT.filled(name=shown))
    if _is_no_file(entry):
        raise NotTaken(_LINK.filled(name=shown))
    if entry.flag_bits & 0x1:
        raise NotTaken(_LOCKED.filled(name=shown))


def _refuse_bomb(found: list[ZipInfo]) -> None:
    """Against the declared sizes, beyond which a zip is never read."""
    if len(found) > ENTRIES_LIMIT:
        raise NotTaken(_TOO_MANY.filled(count=len(found), limit=ENTRIES_LIMIT))
    whole = sum(entry.file_size for entry in found)
    packed = max(1, sum(entry.compress_size for entry in found))
    largest = max((entry.file_size for entry in found), default=0)
    if whole > UNPACKED_LIMIT or largest > FILE_LIMIT:
        size = whole if whole > UNPACKED_LIMIT else largest
        limit = UNPACKED_LIMIT if whole > UNPACKED_LIMIT else FILE_LIMIT
        raise NotTaken(_GROWS.filled(size=_mib(size), limit=_mib(limit)))
    if whole > RATIO_ASKED_FROM and whole // packed > RATIO_LIMIT:
        raise NotTaken(_GROWS_TIMES.filled(times=whole // packed, limit=RATIO_LIMIT))


def _leads_out(path: str) -> bool:
    """Whether a path is absolute, names a drive or climbs up."""
    return path.startswith("/") or ":" in path or ".." in path.split("/")


def _is_no_file(entry: ZipInfo) -> bool:
    """Whether the entry is a link or a device; a zip made on Windows says nothing, and holds neither."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return kind not in (0, stat.S_IFREG, stat.S_IFDIR)


def _left_by_a_system(path: str) -> bool:
    return path.lower().startswith(_LEFT_BY_MACOS) or is_no_document(path.rpartition("/")[2])


def _folder_of(entries: list[ZipInfo]) -> str:
    """The one folder of the zip, "" its top, that holds files of a campaign.

    Raises:
        NotTaken: none does, or several do.
    """
    folders = sorted({_parent(entry) for entry in entries if _leaf(entry) in OURS})
    if not folders:
        raise NotTaken(_NOTHING_OF_OURS.filled(file=CAMPAIGN_FILE, workbook=SHEETS[0].file))
    if len(folders) > 1:
        shown = ", ".join(folder or "." for folder in folders)
        raise NotTaken(_SEVERAL_FOLDERS.filled(folders=_shown(shown)))
    return folders[0]


def _like(entry: ZipInfo) -> str:
    """The workbook of ours that a file is named like; else ""."""
    return named_like(_leaf(entry))


def _path(entry: ZipInfo) -> str:
    return entry.filename.replace("\\", "/")


def _parent(entry: ZipInfo) -> str:
    return _path(entry).rpartition("/")[0]


def _leaf(entry: ZipInfo) -> str:
    """The file's name; one of ours also where it is written in capitals."""
    leaf = _path(entry).rpartition("/")[2]
    return leaf.lower() if leaf.lower() in OURS else leaf


def _stream(package: ZipFile, entry: ZipInfo, target: Path) -> None:
    """One file out of the zip, a piece at a time; never more of it than the zip declares."""
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile(entry.filename)
    with package.open(entry) as source, target.open("xb") as kept:
        shutil.copyfileobj(source, kept, _CHUNK)


def _shown(name: str) -> Wording:
    """A name as it may be shown: one line, not too long, whatever stands in it."""
    return same(shortened(name.encode("utf-8", "replace").decode(), 80))


def _mib(size: int) -> Wording:
    return same(f"{size / MIB:.0f} MB")


_TOO_LARGE = Wording(
    vi="Tệp gửi lên nặng {size}; tối đa là {limit}. Chỉ nén tệp dot-kiem-diem.toml và các sổ tính của đợt, rồi gửi lại.",
    en="What was sent is {size}; the limit is {limit}. Zip the file dot-kiem-diem.toml and the campaign's workbooks alone, then send it again.",
)
_EMPTY = Wording(
    vi="Tệp “{name}” trống (0 byte). Kiểm tra lại tệp rồi gửi lại.",
    en="“{name}” is empty (0 bytes). Look at the file, then send it again.",
)
_NO_NAME_OF_OURS = Wording(
    vi="“{name}” không phải tệp của đợt kiểm điểm. Gửi cả thư mục nén thành .zip, hoặc một trong các tệp: {names} (hay .csv cùng tên).",
    en="“{name}” is no file of a campaign. Send the whole folder as a .zip, or one of: {names} (or a .csv of the same name).",
)
_FOREIGN = Wording(
    vi="“{name}” không phải .xlsx hay .csv nên không đọc được. Mở tệp, lưu lại thành {file} (kiểu Excel Workbook) rồi gửi lại.",
    en="“{name}” is neither .xlsx nor .csv and cannot be read. Open it, save it as {file} (type Excel Workbook), then send it again.",
)
_MACROS = Wording(
    vi="“{name}” có macro nên không được nhận. Lưu lại thành .xlsx không macro rồi gửi lại.",
    en="“{name}” holds macros and is not taken. Save it as an .xlsx without macros, then send it again.",
)
_DAMAGED_ZIP = Wording(
    vi="“{name}” không mở được như một tệp .zip: tệp hỏng hoặc tải lên dở dang. Nén lại thư mục rồi gửi lại.",
    en="“{name}” cannot be opened as a .zip: it is damaged or cut off. Zip the folder anew, then send it again.",
)
_LEADS_OUT = Wording(
    vi="Trong tệp nén có đường dẫn dẫn ra ngoài thư mục: “{name}”. Không tệp nào được lấy ra. Nén lại chính thư mục của đợt.",
    en="The zip holds a path that leads out of its folder: “{name}”. Nothing was taken out of it. Zip the campaign's own folder anew.",
)
_LINK = Wording(
    vi="“{name}” trong tệp nén là liên kết, không phải tệp. Thay bằng chính tệp đó rồi nén lại.",
    en="“{name}” in the zip is a link, not a file. Put the file itself there and zip the folder anew.",
)
_LOCKED = Wording(
    vi="“{name}” trong tệp nén bị khóa bằng mật khẩu. Nén lại không đặt mật khẩu.",
    en="“{name}” in the zip is locked by a password. Zip the folder anew without one.",
)
_TWICE = Wording(
    vi="“{name}” có hai lần trong tệp nén. Chỉ giữ một rồi nén lại.",
    en="“{name}” stands twice in the zip. Keep one of them and zip the folder anew.",
)
_NESTED = Wording(
    vi="Trong tệp nén lại có tệp nén: “{name}”. Bỏ nó ra rồi nén lại.",
    en="The zip holds another packed file: “{name}”. Take it out and zip the folder anew.",
)
_TOO_MANY = Wording(
    vi="Tệp nén có {count} mục; tối đa là {limit}. Chỉ nén thư mục của đợt kiểm điểm.",
    en="The zip holds {count} entries; the limit is {limit}. Zip the campaign's folder alone.",
)
_GROWS = Wording(
    vi="Giải nén ra sẽ là {size}; tối đa là {limit}. Không tệp nào được lấy ra. Chỉ nén thư mục của đợt kiểm điểm.",
    en="Unpacked it would be {size}; the limit is {limit}. Nothing was taken out of it. Zip the campaign's folder alone.",
)
_GROWS_TIMES = Wording(
    vi="Giải nén ra sẽ gấp {times} lần; tối đa là {limit} lần. Không tệp nào được lấy ra. Nén lại thư mục bằng cách thông thường.",
    en="Unpacked it would be {times} times its size; the limit is {limit}. Nothing was taken out of it. Zip the folder in the usual way.",
)
_NOTHING_OF_OURS = Wording(
    vi="Trong tệp nén không có tệp nào của đợt kiểm điểm. Cần {file} và các sổ tính như {workbook}, ở ngay trong tệp nén hoặc trong một thư mục.",
    en="The zip holds no file of a campaign. It needs {file} and workbooks such as {workbook}, at its top or in one folder.",
)
_SEVERAL_FOLDERS = Wording(
    vi="Tệp của đợt kiểm điểm nằm trong nhiều thư mục: {folders}. Chỉ nén một thư mục.",
    en="Files of a campaign lie in several folders: {folders}. Zip one folder alone.",
)
