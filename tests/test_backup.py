"""T23: a copy made while people work becomes the same home elsewhere, or nothing at all; an older one is noticed."""

import errno
import fcntl
import io
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from nacl.public import PrivateKey

from tests.cast import HOSPITAL
from tests.commanded import Answer, run
from tests.homes import DATABASE, rows
from tusoi.site.keeping.archive import MAGIC
from tusoi.site.keeping.restore import NotLaid, lay


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the hospital's campaign."""
    made = tmp_path_factory.mktemp("backup") / "home"
    assert run("account", "add", "Mai", home=made).code == 0
    assert run("load", HOSPITAL, "--by", "Mai", home=made).code == 0
    return made


@pytest.fixture(scope="module")
def key(home: Path) -> tuple[Path, str]:
    """A private key's file, and the public half."""
    file = home.parent / "key"
    return file, run("backup", "--new-key", file, home=home).out.split()[0]


@pytest.fixture
def sealed(home: Path, key: tuple[Path, str], tmp_path: Path) -> Path:
    file = tmp_path / "sealed.tusoi"
    assert run("backup", file, "--to", key[1], home=home).code == 0
    return file


def embedded() -> dict[str, str]:
    """The environment of a program that keeps its own database, whatever the tests run on."""
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**own, "PYTHONPATH": "src"}


TAMPERED, FORK, FEW, UNREADABLE, NO_ROOM = 1, 2, 3, 4, 6


def refused(said: Answer, target: Path, *words: str, code: int | tuple[int, ...]) -> None:
    """A sentence, and nothing left behind: neither the home nor anything beside it."""
    assert said.code in (code if isinstance(code, tuple) else (code,))
    assert "Traceback" not in said.err
    for word in words:
        assert word in said.err
    assert not target.exists() or not any(target.iterdir())
    assert not target.with_name(target.name + ".restoring").exists()


def refusing_to_make(error: int, at: Path) -> Callable[..., int]:
    """An `os.open` by which the system refuses so to make any file in a folder."""
    real = os.open

    def opened(file: Any, flags: int, *rest: Any, **more: Any) -> int:
        if flags & os.O_CREAT and Path(file).is_relative_to(at):
            raise OSError(error, os.strerror(error), str(file))
        return real(file, flags, *rest, **more)

    return opened


@contextmanager
def somebody_writes(home: Path) -> Iterator[list[int]]:
    """Rows are committed one by one, as fast as they go, into a table beside the others."""
    done, count = Event(), [0]

    def write() -> None:
        with closing(sqlite3.connect(home / DATABASE, timeout=30, isolation_level=None)) as there:
            there.execute("CREATE TABLE IF NOT EXISTS others (at INTEGER, words BLOB)")
            while not done.is_set():
                there.execute("INSERT INTO others VALUES (?, ?)", (count[0], os.urandom(2000)))
                count[0] += 1

    writer = Thread(target=write)
    writer.start()
    try:
        yield count
    finally:
        done.set()
        writer.join()


# The same home again


def test_what_was_backed_up_is_restored_row_by_row(
    home: Path, sealed: Path, key: tuple[Path, str], tmp_path: Path
) -> None:
    new = tmp_path / "new"
    said = run("restore", sealed, "--key", key[0], home=new)
    assert said.code == 0, said.err
    assert rows(new) == rows(home)
    assert run("ledger", "root", "--check", home=new).out == (
        run("ledger", "root", "--check", home=home).out
    )


def test_a_backup_made_while_others_write_is_of_one_moment(home: Path, tmp_path: Path) -> None:
    busy = tmp_path / "busy"
    shutil.copytree(home, busy)
    with somebody_writes(busy) as written:
        while written[0] < 20:
            time.sleep(0.01)
        before = written[0]
        said = run("backup", tmp_path / "a.tusoi", home=busy)
        after = written[0]
    assert said.code == 0, said.err
    assert after > before, "nobody wrote meanwhile: the test shows nothing"
    restored = tmp_path / "restored"
    assert run("restore", tmp_path / "a.tusoi", home=restored).code == 0
    kept = [int(str(at)) for at, _ in rows(restored)["others"]]
    assert sorted(kept) == list(range(len(kept))), "a row is missing in the middle"
    assert before <= len(kept) <= after + 1  # one may be committed that is not counted yet


def test_a_backup_in_clear_is_a_tar_archive_that_any_tool_reads(home: Path, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "a.tusoi", home=home).code == 0
    with tarfile.open(tmp_path / "a.tusoi") as archive:
        assert archive.getnames() == ["manifest.json", DATABASE]
        assert {(one.uid, one.uname, one.mode) for one in archive} == {(0, "", 0o600)}
    assert (tmp_path / "a.tusoi").stat().st_mode & 0o777 == 0o600


def test_nothing_in_a_sealed_backup_can_be_read_without_the_key(home: Path, sealed: Path) -> None:
    content = sealed.read_bytes()
    assert content.startswith(MAGIC)
    for word in (b"SQLite format", b"manifest", "Bệnh viện".encode(), b"ledger_entry"):
        assert word not in content


# Refused, and nothing left behind


@pytest.mark.parametrize("share", [0.0, 0.001, 0.9999])
def test_a_backup_cut_short_is_refused(
    sealed: Path, key: tuple[Path, str], tmp_path: Path, share: float
) -> None:
    content = sealed.read_bytes()
    sealed.write_bytes(content[: int(len(content) * share)])
    new = tmp_path / "new"
    refused(run("restore", sealed, "--key", key[0], home=new), new, code=UNREADABLE)


def test_a_byte_changed_anywhere_is_noticed(
    home: Path, sealed: Path, key: tuple[Path, str], tmp_path: Path
) -> None:
    chance = random.Random(20121217)  # noqa: S311  # where, no secret
    whole = sealed.read_bytes()
    for at in [0, len(MAGIC), *chance.sample(range(200, len(whole)), 3)]:
        sealed.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        new = tmp_path / "new"
        refused(run("restore", sealed, "--key", key[0], home=new), new, code=(TAMPERED, UNREADABLE))


def test_without_the_key_or_with_another_it_stays_shut(
    home: Path, sealed: Path, tmp_path: Path
) -> None:
    new, other = tmp_path / "new", tmp_path / "other"
    refused(run("restore", sealed, home=new), new, "--key", code=UNREADABLE)
    run("backup", "--new-key", other, home=home)
    refused(run("restore", sealed, "--key", other, home=new), new, "khóa khác", code=UNREADABLE)
    other.write_text("0" * 63)
    refused(run("restore", sealed, "--key", other, home=new), new, "64", code=UNREADABLE)
    refused(
        run("restore", sealed, "--key", tmp_path / "none", home=new), new, "none", code=UNREADABLE
    )


def repacked(file: Path, change: Callable[[Path], None]) -> None:
    """Somebody who has the file changes the database in it, and makes the manifest fit again."""
    folder = file.parent / "open"
    with tarfile.open(file) as archive:
        archive.extractall(folder, filter="data")
    change(folder / DATABASE)
    told = json.loads((folder / "manifest.json").read_text())
    content = (folder / DATABASE).read_bytes()
    told["database"] = {"size": len(content), "sha256": sha256(content).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps(told))
    with tarfile.open(file, "w") as archive:
        for name in ("manifest.json", DATABASE):
            archive.add(folder / name, name)


def test_a_row_changed_in_the_backup_is_named(home: Path, tmp_path: Path) -> None:
    def change(database: Path) -> None:
        with closing(sqlite3.connect(database, isolation_level=None)) as there:
            there.execute("DROP TRIGGER IF EXISTS organisation_unit_no_update")
            for (name,) in there.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                there.execute(f'DROP TRIGGER "{name}"')
            there.execute("UPDATE organisation_unit SET code = 'X' || code")

    assert run("backup", tmp_path / "a.tusoi", home=home).code == 0
    repacked(tmp_path / "a.tusoi", change)
    said = run("restore", tmp_path / "a.tusoi", home=tmp_path / "new")
    refused(said, tmp_path / "new", "organisation.unit", code=TAMPERED)


def test_an_archive_with_anything_else_in_it_is_refused(tmp_path: Path) -> None:
    new, file = tmp_path / "new", tmp_path / "a.tusoi"
    refused(run("restore", tmp_path / "none.tusoi", home=new), new, "none.tusoi", code=UNREADABLE)
    file.write_bytes(os.urandom(100_000))
    refused(run("restore", file, home=new), new, code=UNREADABLE)
    for name, told in (
        ("../../etc/passwd", b"{}"),
        ("manifest.json", b"[]"),
        ("manifest.json", b"{"),
    ):
        with tarfile.open(file, "w") as archive:
            member = tarfile.TarInfo(name)
            member.size = len(told)
            archive.addfile(member, io.BytesIO(told))
        refused(run("restore", file, home=new), new, code=UNREADABLE)


def test_nothing_is_ever_written_over(home: Path, sealed: Path, key: tuple[Path, str]) -> None:
    before = sealed.read_bytes()
    said = run("backup", sealed, home=home)
    assert said.code == 1
    assert sealed.read_bytes() == before
    said = run("restore", sealed, "--key", key[0], home=home)
    assert said.code == 1
    assert "không trống" in said.err
    assert run("backup", "--new-key", key[0], home=home).code == 1
    assert run("backup", home=home).code == 1


def test_one_backup_is_made_at_a_time(home: Path, tmp_path: Path) -> None:
    with (home / ".tusoi-backup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = run("backup", tmp_path / "a.tusoi", home=home)
    assert said.code == 1
    assert "đang chạy" in said.err
    assert not (tmp_path / "a.tusoi").exists()


# What was seen outside


def test_an_older_copy_is_refused_by_the_roots_kept_outside(
    home: Path, sealed: Path, key: tuple[Path, str], tmp_path: Path
) -> None:
    later = tmp_path / "later"
    shutil.copytree(home, later)
    assert run("account", "add", "Thảo", home=later).code == 0
    kept = tmp_path / "kept"
    kept.write_text("# báo cáo số 2\n\n" + run("ledger", "root", home=later).out)
    new = tmp_path / "new"
    said = run("restore", sealed, "--key", key[0], "--against", kept, home=new)
    refused(said, new, "cũ hơn", "host", code=FORK)
    kept.write_text(run("ledger", "root", home=home).out)
    assert run("ledger", "root", "--against", kept, home=later).code == 0, "later goes on from it"
    assert run("restore", sealed, "--key", key[0], "--against", kept, home=new).code == 0


# What witnesses saw


@pytest.fixture
def signed(home: Path, tmp_path: Path) -> Path:
    """The same home, with a key of its own and a checkpoint of every tree."""
    made = tmp_path / "signed"
    shutil.copytree(home, made)
    assert run("checkpoint", "--name", "so.example", home=made).code == 0
    return made


class Witnesses:
    """Two of three witnesses who are enough, in folders of their own, and the policy that names them."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.home, self.folder, self.policy = home, folder, folder / "policy"
        self.names = ("thanh-tra", "cap-tren", "kiem-toan")
        log = run("checkpoint", home=home).err.split()[-1]
        lines = [f"log {log}"]
        for name in self.names:
            said = run("witness", "--begin", name, "--keep", folder / name, home=home)
            lines.append(f"witness {name} {said.out.strip()}")
        lines += [f"group three 2 {' '.join(self.names)}", "quorum three"]
        self.policy.write_text("\n".join(lines) + "\n")
        for name in self.names:
            shutil.copy(self.policy, folder / name / "policy")

    def vouch(self, tree: str, count: int = 2) -> Path:
        """A checkpoint with so many cosignatures, in a file."""
        file = self.folder / f"{tree.replace('/', '-')}-{count}.txt"
        file.write_text(run("checkpoint", "--tree", tree, home=self.home).out.rstrip("\n") + "\n")
        for name in self.names[:count]:
            keep = ("--keep", self.folder / name)
            asked = self.folder / "asked.txt"
            asked.write_text(
                run("checkpoint", "--tree", tree, "--for", "0", home=self.home).out.rstrip("\n")
                + "\n"
            )
            said = run("witness", asked, *keep, home=self.home)
            assert said.code == 0, said.err
            added = [line for line in said.out.splitlines() if line.startswith(f"— {name} ")]
            file.write_text(file.read_text() + "".join(f"{line}\n" for line in added))
        return file


@pytest.fixture
def witnesses(signed: Path, tmp_path: Path) -> Witnesses:
    folder = tmp_path / "outside"
    folder.mkdir()
    return Witnesses(signed, folder)


def test_what_is_restored_goes_on_from_the_checkpoint_that_witnesses_cosigned(
    signed: Path, witnesses: Witnesses, tmp_path: Path
) -> None:
    file, new = tmp_path / "a.tusoi", tmp_path / "new"
    kept = witnesses.vouch("host")
    assert run("backup", file, home=signed).code == 0
    asked = ("--against", kept, "--policy", witnesses.policy)
    said = run("restore", file, *asked, home=new)
    assert said.code == 0, said.err
    assert "người làm chứng đã xác nhận" in said.out


def test_a_copy_older_than_the_cosigned_checkpoint_is_a_rollback(
    signed: Path, witnesses: Witnesses, tmp_path: Path
) -> None:
    file, new = tmp_path / "a.tusoi", tmp_path / "new"
    assert run("backup", file, home=signed).code == 0
    assert run("account", "add", "Thảo", home=signed).code == 0
    assert run("checkpoint", home=signed).code == 0
    asked = ("--against", witnesses.vouch("host"), "--policy", witnesses.policy)
    refused(run("restore", file, *asked, home=new), new, "host", "cũ hơn", code=FORK)


def test_a_checkpoint_that_too_few_or_another_log_signed_vouches_for_nothing(
    signed: Path, witnesses: Witnesses, tmp_path: Path
) -> None:
    file, new = tmp_path / "a.tusoi", tmp_path / "new"
    assert run("backup", file, home=signed).code == 0
    policy = ("--policy", witnesses.policy)
    for kept, word in (
        (witnesses.vouch("host", count=1), "1 trong 3"),
        (tmp_path / "lines", "không ai ký"),
    ):
        (tmp_path / "lines").write_text(run("ledger", "root", home=signed).out)
        said = run("restore", file, "--against", kept, *policy, home=new)
        refused(said, new, word, code=FEW)
    kept = witnesses.vouch("host")
    kept.write_text(kept.read_text().replace("so.example", "khac.example"))
    refused(run("restore", file, "--against", kept, *policy, home=new), new, code=FEW)


def test_checkpoints_that_contradict_each_other_are_a_fork(
    signed: Path, witnesses: Witnesses, tmp_path: Path
) -> None:
    file, new, kept = tmp_path / "a.tusoi", tmp_path / "new", tmp_path / "kept"
    assert run("backup", file, home=signed).code == 0
    tree, size, root = run("ledger", "root", home=signed).out.splitlines()[-1].split()
    kept.write_text(f"{tree} {size} {root[:-1]}{'0' if root[-1] != '0' else '1'}\n")
    asked = ("--against", witnesses.vouch("host"), "--against", kept)
    refused(run("restore", file, *asked, home=new), new, "trái nhau", code=FORK)


@pytest.mark.parametrize("policy", ["", "quorum none\n", "log x\nquorum none\n"])
def test_a_policy_without_keys_says_so_and_nothing_is_restored(
    signed: Path, witnesses: Witnesses, tmp_path: Path, policy: str
) -> None:
    file, new, other = tmp_path / "a.tusoi", tmp_path / "new", tmp_path / "other"
    assert run("backup", file, home=signed).code == 0
    other.write_text(policy)
    asked = ("--against", witnesses.vouch("host"), "--policy", other)
    refused(run("restore", file, *asked, home=new), new, "chính sách", code=UNREADABLE)
    said = run("restore", file, "--policy", witnesses.policy, home=new)
    refused(said, new, "--against", code=1)
    said = run("restore", file, "--against", "http://127.0.0.1:9/so-cai/", home=new)
    refused(said, new, "127.0.0.1:9", code=UNREADABLE)


def test_a_clock_that_ran_backwards_is_told_of_and_the_checkpoint_is_made(
    signed: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(signed / DATABASE, isolation_level=None)) as there:
        kept = there.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        names = there.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            there.execute(f'DROP TRIGGER "{name}"')
        there.execute("UPDATE ledger_checkpoint SET at = '2999-01-01 00:00:00'")
        for (sql,) in kept:
            there.execute(sql)
    assert run("account", "add", "Thảo", home=signed).code == 0
    said = run("checkpoint", home=signed)
    assert said.code == 5
    assert "chạy lùi" in said.err
    assert said.out.startswith("host")
    assert run("checkpoint", home=signed).code == 0, "nothing new, and nothing to tell"


def test_a_checkpoint_without_room_says_so_and_is_made_once_there_is_some(signed: Path) -> None:
    assert run("account", "add", "Thảo", home=signed).code == 0
    ended = subprocess.run(
        [sys.executable, "-m", "tusoi.site.cli", "checkpoint", "--home", str(signed)],
        env=embedded(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (16_000, 16_000)),
        capture_output=True,
        check=False,
    )
    assert ended.returncode == NO_ROOM, ended.stderr.decode()
    assert b"Traceback" not in ended.stderr
    assert "Đĩa hết chỗ" in ended.stderr.decode()
    said = run("checkpoint", home=signed)
    assert said.code == 0
    assert said.out.startswith("host")


def test_an_export_without_room_says_so_and_leaves_no_file(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "ledger.jsonl"
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "tusoi.site.cli",
            "ledger",
            "export",
            "--rows",
            str(file),
            "--home",
            str(home),
        ],
        env=embedded(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        check=False,
    )
    assert ended.returncode == NO_ROOM
    assert b"Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_was_rewritten_contradicts_the_roots_kept_outside(
    home: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    tree, size, root = run("ledger", "root", home=home).out.splitlines()[-1].split()
    kept.write_text(f"{tree} {size} {root[:-1]}{'0' if root[-1] != '0' else '1'}\n")
    said = run("ledger", "root", "--against", kept, home=home)
    assert said.code == FORK
    assert "viết lại" in said.out
    for wrong in ("", "host 3\n", "host ba " + root, "\xff\xfe"):
        kept.write_bytes(wrong.encode("latin-1"))
        said = run("ledger", "root", "--against", kept, home=home)
        assert said.code == UNREADABLE
        assert "kept" in said.err


# Killed, and no room


def test_a_backup_that_is_killed_leaves_no_file_that_looks_like_one(
    home: Path, tmp_path: Path
) -> None:
    large = tmp_path / "large"
    shutil.copytree(home, large)
    with closing(sqlite3.connect(large / DATABASE)) as there:
        there.execute("CREATE TABLE others (words BLOB)")
        there.executemany(
            "INSERT INTO others VALUES (?)", [(os.urandom(10**6),) for _ in range(60)]
        )
        there.commit()
    file, caught = tmp_path / "a.tusoi", 0
    for wait in (0.02, 0.05, 0.08, 0.12, 0.2):
        part = file.with_name("a.tusoi.part")
        started = subprocess.Popen(
            [sys.executable, "-m", "tusoi.site.cli", "backup", str(file), "--home", str(large)],
            env=embedded(),
            stdout=subprocess.DEVNULL,
        )
        while not part.exists() and not any(large.glob(".backup-*")) and started.poll() is None:
            time.sleep(0.005)
        time.sleep(wait)
        started.send_signal(signal.SIGKILL)
        caught += started.wait() == -signal.SIGKILL
        assert not file.exists() or run("restore", file, home=tmp_path / f"n{wait}").code == 0
        file.unlink(missing_ok=True)
    assert caught, "none was killed in time: the test shows nothing"
    assert run("backup", file, home=large).code == 0
    assert not any(large.glob(".backup-*")), "what the killed ones left is still there"
    assert not file.with_name("a.tusoi.part").exists()


def test_where_there_is_no_room_a_sentence_says_so_and_nothing_stays(
    home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.tusoi"
    ended = subprocess.run(
        [sys.executable, "-m", "tusoi.site.cli", "backup", str(file), "--home", str(home)],
        env=embedded(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
        capture_output=True,
        check=False,
    )
    assert ended.returncode == NO_ROOM
    assert b"Traceback" not in ended.stderr
    assert "Không để lại gì" in ended.stderr.decode()
    assert [one.name for one in tmp_path.iterdir()] == []
    assert not any(home.glob(".backup-*"))


@pytest.mark.parametrize(
    ("error", "exit_code", "vi", "en"),
    [
        (errno.EACCES, 1, "không có quyền. Sửa chỗ ấy", "Permission denied. Mend that"),
        (errno.EROFS, 1, "chỉ đọc được, không ghi được. Sửa", "Read-only file system. Mend that"),
        (errno.ENOSPC, 6, "đĩa hết chỗ. Giải phóng", "No space left on device. Make room"),
    ],
)
def test_what_the_system_refuses_a_restoring_is_told_as_what_it_is(
    error: int,
    exit_code: int,
    vi: str,
    en: str,
    sealed: Path,
    key: tuple[Path, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new = tmp_path / "new"
    folder = new.with_name("new.restoring")
    monkeypatch.setattr(os, "open", refusing_to_make(error, folder))
    with pytest.raises(NotLaid) as refusal:
        lay(sealed, new, PrivateKey(bytes.fromhex(key[0].read_text())))
    assert refusal.value.exit_code == exit_code
    assert vi in refusal.value.wording.vi
    assert en in refusal.value.wording.en
    assert str(folder) in refusal.value.wording.vi
    assert not folder.exists()
