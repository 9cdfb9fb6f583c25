"""A home made from a backup: into a folder beside it first, verified there, and only then under its name."""

import json
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from nacl.public import PrivateKey

from tusoi.ledger.queries import Head, heads_in
from tusoi.site.keeping.archive import CHANGED, CHUNK, BackupUnreadable, opened
from tusoi.site.keeping.backup import DATABASE, MANIFEST, VERSION
from tusoi.values.refusal import Refused
from tusoi.values.system import NO_ROOM, why_not
from tusoi.values.wording import Wording

_LARGEST_MANIFEST = 16 * 1024 * 1024


class HomeTaken(Refused):
    """There is something in the home already; nothing is ever written over."""


class NotLaid(Refused):
    """The system does not let it be written there, or read to its end."""


class NoRoom(NotLaid):
    """There is no room for it there."""

    exit_code = 6


class NotAsTold(Refused):
    """The database in the backup is not the one its manifest describes."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A database laid into a folder that is no home yet: when it was copied, and its trees."""

    folder: Path
    made_at: datetime
    heads: tuple[Head, ...]

    def becomes(self, home: Path) -> None:
        """The folder takes the home's name."""
        if home.exists():
            home.rmdir()
        self.folder.rename(home)

    def goes(self) -> None:
        """It was not what it should be: nothing of it stays."""
        shutil.rmtree(self.folder, ignore_errors=True)


def lay(file: Path, home: Path, key: PrivateKey | None) -> Laid:
    """Read a backup into a folder beside the home, and hold it against its own manifest.

    Raises:
        HomeTaken, NotLaid, NoRoom.
        BackupUnreadable: cut short, changed, of another kind, or sealed to another key.
        NotAsTold: the database's bytes, or its trees, are not those of the manifest.
    """
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise HomeTaken(_TAKEN.filled(home=str(home)))
    folder = home.with_name(home.name + ".restoring")
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(mode=0o700, parents=True)
        with _there(file) as there:
            told = _unpacked(opened(there, key), folder)
        return Laid(folder, datetime.fromisoformat(told["made_at"]), _held(folder / DATABASE, told))
    except OSError as fault:
        shutil.rmtree(folder, ignore_errors=True)
        raise _not_laid(fault, folder) from fault
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _not_laid(fault: OSError, folder: Path) -> NotLaid:
    """What the system refuses, as what it is: only a lack of room is mended by making some."""
    slots = {"where": fault.filename or str(folder), "reason": why_not(fault)}
    if fault.errno in NO_ROOM:
        return NoRoom(_NO_ROOM.filled(**slots))
    return NotLaid(_NOT_LAID.filled(**slots))


def _there(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as fault:
        raise BackupUnreadable(_NO_FILE.filled(file=str(file), reason=why_not(fault))) from fault


def _unpacked(stream: BinaryIO, folder: Path) -> dict[str, Any]:
    """The two members, in their order; anything else is no backup of ours."""
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            told = _manifest(archive)
            _database(archive, told, folder / DATABASE)
            if archive.next() is not None:
                raise BackupUnreadable(CHANGED)
        while stream.read(CHUNK):  # to the last chunk, which says that it is the last
            pass
    except (tarfile.TarError, EOFError, KeyError, TypeError, ValueError) as fault:
        raise BackupUnreadable(CHANGED) from fault
    return told


def _manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    member = archive.next()
    if member is None or member.name != MANIFEST or member.size > _LARGEST_MANIFEST:
        raise BackupUnreadable(_NONE_OF_OURS)
    told = json.loads(_content(archive, member).read())
    if told["tusoi_backup"] != VERSION:
        raise BackupUnreadable(_NEWER)
    return dict(told)


def _database(archive: tarfile.TarFile, told: dict[str, Any], file: Path) -> None:
    member = archive.next()
    if member is None or member.name != DATABASE or member.size != told["database"]["size"]:
        raise BackupUnreadable(CHANGED)
    digest, source = sha256(), _content(archive, member)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if digest.hexdigest() != told["database"]["sha256"]:
        raise NotAsTold(_OTHER_BYTES)


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Any:
    found = archive.extractfile(member)
    if found is None:  # a link or a folder where a file should be
        raise BackupUnreadable(_NONE_OF_OURS)
    return found


def _held(file: Path, told: dict[str, Any]) -> tuple[Head, ...]:
    """The trees as the database has them, once it is whole and they are those of the manifest."""
    try:
        with closing(sqlite3.connect(file)) as there:
            whole = there.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            heads: Sequence[Head] = tuple(heads_in(there)) if whole else ()
    except sqlite3.Error as fault:
        raise NotAsTold(_BROKEN) from fault
    if not whole:
        raise NotAsTold(_BROKEN)
    if [(one.tree, one.size, one.root) for one in heads] != [
        (one["tree"], one["size"], one["root"]) for one in told["trees"]
    ]:
        raise NotAsTold(_OTHER_TREES)
    return tuple(heads)


_TAKEN = Wording(
    vi="{home} không trống; phục hồi không bao giờ ghi đè. Chọn một thư mục chưa có: --home THƯ-MỤC.",
    en="{home} is not empty; restoring never writes over anything. Choose a folder that is not there yet: --home DIR.",
)
_NO_FILE = Wording(
    vi="Không đọc được bản sao lưu {file}: {reason}. Không để lại gì.",
    en="The backup {file} cannot be read: {reason}. Nothing was left behind.",
)
_NO_ROOM = Wording(
    vi="Không ghi được {where}: {reason}. Giải phóng chỗ trống hoặc chọn nơi khác rồi làm lại. Không để lại gì.",
    en="{where} cannot be written: {reason}. Make room or choose another place, then try again. Nothing was left behind.",
)
_NOT_LAID = Wording(
    vi="Không ghi được {where}: {reason}. Sửa chỗ ấy (quyền của thư mục, đường dẫn, đĩa) hoặc chọn nơi khác: --home THƯ-MỤC. Không để lại gì.",
    en="{where} cannot be written: {reason}. Mend that (the folder's rights, the path, the disk) or choose another place: --home DIR. Nothing was left behind.",
)
_NONE_OF_OURS = Wording(
    vi="Tệp này không phải bản sao lưu của Tự Soi.", en="This file is no backup of Tự Soi."
)
_NEWER = Wording(
    vi="Bản sao lưu do một phiên bản mới hơn làm ra; hãy cập nhật chương trình rồi phục hồi.",
    en="A newer version made this backup; bring the program up to date, then restore.",
)
_OTHER_BYTES = Wording(
    vi="Cơ sở dữ liệu trong bản sao lưu không đúng với bản kê của nó: đã bị sửa. Chưa ghi gì.",
    en="The database in the backup is not the one its manifest describes: it was changed. Nothing was written.",
)
_BROKEN = Wording(
    vi="Cơ sở dữ liệu trong bản sao lưu đã hỏng. Chưa ghi gì; hãy lấy bản khác.",
    en="The database in the backup is broken. Nothing was written; take another copy.",
)
_OTHER_TREES = Wording(
    vi="Sổ đối chứng trong bản sao lưu không có gốc như bản kê ghi: đã bị sửa. Chưa ghi gì.",
    en="The ledger in the backup has not the roots its manifest tells: it was changed. Nothing was written.",
)
