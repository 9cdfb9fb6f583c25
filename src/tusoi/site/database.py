"""Opening the database: the home folder is made, the tables are brought up to date, faults become sentences."""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import (
    SQLITE_BUSY,
    SQLITE_CANTOPEN,
    SQLITE_CORRUPT,
    SQLITE_FULL,
    SQLITE_IOERR,
    SQLITE_IOERR_SHMSIZE,
    SQLITE_IOERR_WRITE,
    SQLITE_NOTADB,
    SQLITE_READONLY,
)

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from tusoi.values.refusal import Refused
from tusoi.values.system import why_not
from tusoi.values.wording import Wording, same


class DatabaseClosed(Refused):
    """The database cannot be reached, read or written."""


class NoRoomLeft(DatabaseClosed):
    """The disk is full."""

    exit_code = 6


def open_database(*, lang: str) -> None:
    """Set Django up and bring the database to the newest migration; says so where there is something to do.

    Raises:
        DatabaseClosed: the home folder or the database cannot be used; the sentence says why.
    """
    _set_up()
    if connection.vendor == "sqlite":
        _make_home(Path(settings.HOME))
    with _alone():
        _migrate(lang)


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time makes or changes the tables of an embedded database; the others wait for it."""
    if connection.vendor != "sqlite":
        yield
        return
    try:
        lock = (Path(settings.HOME) / ".tusoi.lock").open("w")
    except OSError:  # a home that cannot be written to is named when the database is opened
        yield
        return
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(lang: str) -> None:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            said = _UPDATING if executor.loader.applied_migrations else _CREATING
            sys.stderr.write(f"… {said.in_(lang)}\n")
            call_command("migrate", verbosity=0, interactive=False)
            _derive()
    except DatabaseError as error:
        raise closed(error) from error
    except ImproperlyConfigured as error:  # an address that names no database
        raise DatabaseClosed(_BAD_ADDRESS) from error


def _derive() -> None:
    """What is derived from facts and an update began to keep is worked out at once."""
    from tusoi.figures import upkeep as figures
    from tusoi.search import upkeep as search

    figures.renew_missing()
    search.renew_missing()


def _set_up() -> None:
    """Set Django up; an address in DATABASE_URL that cannot be read is a refusal."""
    try:
        django.setup()
        if connection.vendor not in ("sqlite", "postgresql"):
            raise DatabaseClosed(_BAD_ADDRESS)
    except (ValueError, ImproperlyConfigured) as error:
        if not os.environ.get("DATABASE_URL"):
            raise
        raise DatabaseClosed(_BAD_ADDRESS) from error


def closed(error: DatabaseError) -> DatabaseClosed:
    """The database's own complaint as a sentence with a way out."""
    embedded = connection.vendor == "sqlite"
    where = str(connection.settings_dict["NAME"]) if embedded else "PostgreSQL"
    words = (" ".join(str(error).split()) or type(error).__name__)[:200]
    if _found_no_room(error):
        return NoRoomLeft(_NO_ROOM.filled(where=where, reason=words))
    # The first byte of SQLite's code tells the kind; the words stay, for whoever looks them up.
    kind = _OF_SQLITE.get(getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF)
    reason = Wording(vi=f"{kind} ({words})", en=words) if kind else same(words)
    return DatabaseClosed(_CLOSED.filled(where=where, reason=reason))


def _found_no_room(error: DatabaseError) -> bool:
    """Whether the disk took no more: SQLite says that it is full or that a write failed, PostgreSQL has a code for it."""
    cause = error.__cause__
    of_sqlite = getattr(cause, "sqlite_errorcode", None)
    return of_sqlite in (SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE) or (
        getattr(cause, "sqlstate", None) == _DISK_FULL
    )


_DISK_FULL = "53100"
_OF_SQLITE = {
    SQLITE_READONLY: "nơi này chỉ đọc được, không ghi được",
    SQLITE_CANTOPEN: "không mở được tệp",
    SQLITE_BUSY: "chương trình khác đang ghi quá lâu",
    SQLITE_CORRUPT: "tệp bị hỏng",
    SQLITE_NOTADB: "tệp không phải cơ sở dữ liệu",
    SQLITE_IOERR: "đĩa hoặc mạng báo lỗi",
}


def _make_home(home: Path) -> None:
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseClosed(_NO_HOME.filled(home=str(home), reason=why_not(error))) from error


_CREATING = Wording(vi="đang tạo cơ sở dữ liệu", en="creating the database")
_UPDATING = Wording(vi="đang cập nhật cơ sở dữ liệu", en="bringing the database up to date")
_CLOSED = Wording(
    vi="Không dùng được cơ sở dữ liệu {where}: {reason}. Kiểm tra tệp, quyền ghi hoặc DATABASE_URL rồi thử lại; dữ liệu chưa bị thay đổi.",
    en="The database {where} cannot be used: {reason}. Check the file, the right to write or DATABASE_URL and try again; nothing was changed.",
)
_NO_ROOM = Wording(
    vi="Đĩa hết chỗ: không ghi được vào cơ sở dữ liệu {where} ({reason}). Dọn chỗ rồi làm lại đúng như cũ; việc này chưa ghi gì, điều đã ghi trước vẫn còn; một lần nạp lớn sẽ đi tiếp từ chỗ đang dở.",
    en="The disk is full: the database {where} cannot be written ({reason}). Make room and do the same again; nothing of this was recorded, and what was before stands; a large load goes on from where it was.",
)
_BAD_ADDRESS = Wording(
    vi="DATABASE_URL không phải địa chỉ của một PostgreSQL; viết như postgres://tên:mật-khẩu@máy:5432/cơ-sở-dữ-liệu, hoặc bỏ biến này để dùng cơ sở dữ liệu đi kèm.",
    en="DATABASE_URL is no address of a PostgreSQL; write it like postgres://name:password@host:5432/database, or unset it to use the embedded database.",
)
_NO_HOME = Wording(
    vi="Không tạo được thư mục {home}: {reason}. Chọn nơi khác bằng --home.",
    en="The folder {home} cannot be made: {reason}. Choose another with --home.",
)
