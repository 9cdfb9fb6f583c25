"""What is unsafe in the database as it is open: whether what is acknowledged stays, and what is recorded stands."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tusoi.ledger import triggers
from tusoi.ledger.witnesses import PolicyUnreadable, policy
from tusoi.site.safety.check import Check, Said
from tusoi.values.wording import Wording

FULL, EXTRA = "2", "3"


def _embedded() -> bool:
    return connection.vendor == "sqlite"


def answered(question: str) -> str:
    """What the database says of one of its settings, in small letters."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return str(row[0]).lower() if row else ""


def _journal_mode() -> Said:
    said = answered("PRAGMA journal_mode") if _embedded() else "wal"
    return None if said in ("wal", "memory") else {"said": said}  # memory: no file to lose


def _synchronous() -> Said:
    said = answered("PRAGMA synchronous") if _embedded() else FULL
    return None if said in (FULL, EXTRA) else {"said": said}


def _foreign_keys() -> Said:
    return None if not _embedded() or answered("PRAGMA foreign_keys") == "1" else {}


def begun_as() -> str:
    """How an embedded database begins a transaction; PostgreSQL knows no difference."""
    said = getattr(connection, "transaction_mode", None) or "DEFERRED"
    return str(said) if _embedded() else "IMMEDIATE"


def _transaction_mode() -> Said:
    said = begun_as()
    return None if said in ("IMMEDIATE", "EXCLUSIVE") else {"said": said}


def _off_on_postgres(setting: str) -> Said:
    """Whatever else it is set to, this machine's disk has a commit before it is acknowledged."""
    return {} if not _embedded() and answered(f"SHOW {setting}") == "off" else None


def _fsync() -> Said:
    return _off_on_postgres("fsync")


def _synchronous_commit() -> Said:
    return _off_on_postgres("synchronous_commit")


def _full_page_writes() -> Said:
    return _off_on_postgres("full_page_writes")


def migrations_ahead() -> int:
    """How many steps the tables are behind this version of the program."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _tables_behind() -> Said:
    ahead = migrations_ahead()
    return {"count": ahead} if ahead else None


def _ledger_unguarded() -> Said:
    """Before there are tables there is nothing to guard."""
    if triggers.GUARDED[0] not in connection.introspection.table_names():
        return None
    missing = triggers.missing(connection)
    return {"missing": ", ".join(missing)} if missing else None


def _no_believable_witness() -> Said:
    """No file is no fault: then nobody is waited for, and the pages say so of nobody."""
    try:
        policy()
    except PolicyUnreadable as unreadable:
        return {"said": unreadable.wording}
    return None


STORED = (
    Check(
        "journal-mode",
        _journal_mode,
        Wording(
            vi="Cơ sở dữ liệu SQLite chạy với journal_mode={said}: mất điện có thể làm mất điều đã báo là đã ghi. Giữ init_command trong settings như bản gốc (WAL), trên một ổ đĩa của chính máy này.",
            en="SQLite runs with journal_mode={said}: a power cut could lose what was acknowledged. Keep init_command in the settings as it was (WAL), on a disk of this machine.",
        ),
    ),
    Check(
        "synchronous",
        _synchronous,
        Wording(
            vi="Cơ sở dữ liệu SQLite chạy với synchronous={said}: mất điện có thể làm mất điều đã báo là đã ghi. Giữ init_command trong settings như bản gốc (FULL).",
            en="SQLite runs with synchronous={said}: a power cut could lose what was acknowledged. Keep init_command in the settings as it was (FULL).",
        ),
    ),
    Check(
        "foreign-keys",
        _foreign_keys,
        Wording(
            vi="SQLite không kiểm tra khóa ngoại (foreign_keys tắt): hàng có thể trỏ vào chỗ trống. Bỏ PRAGMA foreign_keys=OFF khỏi init_command trong settings.",
            en="SQLite does not check foreign keys: a row could lead nowhere. Take PRAGMA foreign_keys=OFF out of init_command in the settings.",
        ),
    ),
    Check(
        "transaction-mode",
        _transaction_mode,
        Wording(
            vi="SQLite mở giao dịch kiểu {said}: hai người ghi cùng lúc thì một người bị lỗi. Đặt transaction_mode = \"IMMEDIATE\" trong settings.",
            en="SQLite begins transactions as {said}: of two who write at once, one would fail. Set transaction_mode = \"IMMEDIATE\" in the settings.",
        ),
    ),
    Check(
        "fsync",
        _fsync,
        Wording(
            vi="PostgreSQL đang chạy với fsync=off: mất điện có thể làm hỏng cả cơ sở dữ liệu. Đặt fsync = on trong postgresql.conf rồi nạp lại.",
            en="PostgreSQL runs with fsync=off: a power cut could ruin the whole database. Set fsync = on in postgresql.conf and reload it.",
        ),
    ),
    Check(
        "synchronous-commit",
        _synchronous_commit,
        Wording(
            vi="PostgreSQL đang chạy với synchronous_commit=off: mất điện có thể làm mất điều đã báo là đã ghi. Đặt synchronous_commit = on cho máy chủ, cơ sở dữ liệu và người dùng này.",
            en="PostgreSQL runs with synchronous_commit=off: a power cut could lose what was acknowledged. Set synchronous_commit = on for the server, this database and this user.",
        ),
    ),
    Check(
        "full-page-writes",
        _full_page_writes,
        Wording(
            vi="PostgreSQL đang chạy với full_page_writes=off: mất điện có thể làm hỏng trang dữ liệu. Đặt full_page_writes = on trong postgresql.conf rồi nạp lại.",
            en="PostgreSQL runs with full_page_writes=off: a power cut could leave torn pages. Set full_page_writes = on in postgresql.conf and reload it.",
        ),
    ),
    Check(
        "tables-behind",
        _tables_behind,
        Wording(
            vi="Bảng trong cơ sở dữ liệu cũ hơn chương trình ({count} bước chưa chạy). Chạy “tusoi serve” một lần, hoặc: python -m django migrate",
            en="The tables of the database are older than the program ({count} steps to go). Run “tusoi serve” once, or: python -m django migrate",
        ),
    ),
    Check(
        "ledger-unguarded",
        _ledger_unguarded,
        Wording(
            vi="Thiếu trigger giữ sổ đối chứng: {missing}. Xem ai đã gỡ; đối chiếu bằng “tusoi ledger root --check”, rồi khôi phục từ bản sao lưu còn trigger.",
            en="Triggers that guard the ledger are missing: {missing}. Find out who took them away; look with “tusoi ledger root --check”, then restore a backup that still has them.",
        ),
    ),
    Check(
        "witnesses",
        _no_believable_witness,
        Wording(vi="{said}", en="{said}"),
    ),
)  # fmt: skip
