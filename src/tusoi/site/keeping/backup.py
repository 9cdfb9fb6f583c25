"""Making a backup while people work: SQLite's own online copy, then the archive, then one rename."""

import fcntl
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection
from nacl.public import PrivateKey, PublicKey

from tusoi.ledger.queries import Head, heads_in
from tusoi.ledger.whole_file import whole_file
from tusoi.site.keeping.archive import Sealing
from tusoi.values.clock import now
from tusoi.values.refusal import Refused
from tusoi.values.system import NO_ROOM, why_not
from tusoi.values.wording import Wording

VERSION, MANIFEST, DATABASE = 1, "manifest.json", "tusoi.sqlite3"
_COPY = ".backup-"
"""How the copy is called while the archive is written; one that a killed backup left is taken away by the next."""


class NoBackup(Refused):
    """The backup could not be made; nothing was left behind."""


class NoRoom(NoBackup):
    """There is no room for it there."""

    exit_code = 6


@dataclass(frozen=True, slots=True)
class Made:
    """A backup: its size in bytes, and the trees it holds."""

    size: int
    heads: tuple[Head, ...]


def make_key(file: Path) -> str:
    """A new private key in a file of its own, and its public half: what backups are sealed to.

    Raises:
        NoBackup: the file is there already, or cannot be written.
    """
    key = PrivateKey.generate()
    try:
        taken = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as fault:
        raise NoBackup(_NO_FILE.filled(file=str(file), reason=why_not(fault))) from fault
    with os.fdopen(taken, "w", encoding="ascii") as written:
        written.write(bytes(key).hex() + "\n")
    return bytes(key.public_key).hex()


def back_up(file: Path, to: PublicKey | None = None) -> Made:
    """A backup of the whole embedded database as of one moment; writers wait for none of it.

    The name is taken only by a file that is whole and on the disk.

    Raises:
        NoBackup: the file is there already, there is no room, or the database is another.
    """
    if connection.vendor != "sqlite":
        raise NoBackup(_OTHER_DATABASE)
    if file.exists():
        raise NoBackup(_THERE.filled(file=str(file)))
    with _alone(), _copied() as copy:
        made = _described(copy)
        try:
            with whole_file(file) as out:
                _write(out, copy, made, to)
        except OSError as fault:
            refused = NoRoom if fault.errno in NO_ROOM else NoBackup
            raise refused(_NO_FILE.filled(file=str(file), reason=why_not(fault))) from fault
    return Made(file.stat().st_size, made)


@contextmanager
def _alone() -> Iterator[None]:
    """One backup at a time: each takes away what a killed one left."""
    with (Path(settings.HOME) / ".tusoi-backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise NoBackup(_ANOTHER) from fault
        yield


@contextmanager
def _copied() -> Iterator[Path]:
    """A copy of the database beside it, which alone is as safe as the database itself; gone afterwards."""
    home = Path(settings.HOME)
    _take_away(home)
    taken, name = tempfile.mkstemp(prefix=_COPY, dir=home)
    os.close(taken)
    copy = Path(name)
    try:
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as there,
            closing(sqlite3.connect(copy)) as here,
        ):
            # In one step: in several, every commit of another process begins it anew. Writers do not wait for it.
            there.backup(here)
        yield copy
    except sqlite3.Error as fault:
        full = fault.sqlite_errorname.startswith(("SQLITE_FULL", "SQLITE_IOERR"))
        raise (NoRoom if full else NoBackup)(_NO_COPY.filled(reason=str(fault))) from fault
    finally:
        _take_away(home)


def _take_away(home: Path) -> None:
    """Copies, and the journals beside them: one of ours, or what a killed backup left."""
    for left in home.glob(f"{_COPY}*"):
        left.unlink(missing_ok=True)


def _described(copy: Path) -> tuple[Head, ...]:
    with closing(sqlite3.connect(copy)) as there:
        return tuple(heads_in(there))


def _write(out: BinaryIO, copy: Path, heads: tuple[Head, ...], to: PublicKey | None) -> None:
    """The archive: first what it holds, then the database."""
    with copy.open("rb") as there:
        digest = file_digest(there, "sha256").hexdigest()
    told = {
        "tusoi_backup": VERSION,
        "made_at": now().isoformat(),
        "database": {"size": copy.stat().st_size, "sha256": digest},
        "trees": [{"tree": one.tree, "size": one.size, "root": one.root} for one in heads],
    }
    manifest = copy.with_name(copy.name + ".json")
    manifest.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    try:
        if to is None:
            _pack(out, manifest, copy)
        else:
            with Sealing(out, to) as sealing:
                _pack(sealing, manifest, copy)  # type: ignore[arg-type]  # it has all that a stream of tar asks for
    finally:
        manifest.unlink(missing_ok=True)


def _pack(out: BinaryIO, manifest: Path, copy: Path) -> None:
    with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        archive.add(manifest, MANIFEST, filter=_of_nobody)
        archive.add(copy, DATABASE, filter=_of_nobody)


def _of_nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """No account of this machine in the archive."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


_THERE = Wording(
    vi="{file} đã có; một bản sao lưu không bao giờ bị ghi đè. Chọn tên khác.",
    en="{file} is there already; a backup is never written over. Choose another name.",
)
_NO_FILE = Wording(
    vi="Không ghi được {file}: {reason}. Không để lại gì; kiểm tra thư mục và chỗ trống rồi thử lại.",
    en="{file} cannot be written: {reason}. Nothing was left behind; check the folder and the room on the disk, then try again.",
)
_ANOTHER = Wording(
    vi="Một lần sao lưu khác đang chạy; đợi nó xong rồi thử lại.",
    en="Another backup is being made; wait until it is done, then try again.",
)
_NO_COPY = Wording(
    vi="Không sao được cơ sở dữ liệu: {reason}. Không để lại gì; dữ liệu đang dùng không bị ảnh hưởng.",
    en="The database could not be copied: {reason}. Nothing was left behind; the database in use is as it was.",
)
_OTHER_DATABASE = Wording(
    vi="Lệnh này sao lưu cơ sở dữ liệu đi kèm; với PostgreSQL hãy dùng pg_dump -Fc, và sau khi phục hồi chạy “tusoi ledger root --check --against TỆP”.",
    en="This backs up the embedded database; of a PostgreSQL make one with pg_dump -Fc, and after restoring run “tusoi ledger root --check --against FILE”.",
)
