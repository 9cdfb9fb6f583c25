"""T23: a copy made while people write becomes the same home elsewhere, and an older one is refused by what is kept outside."""

import time
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory
from threading import Thread

from django.conf import settings
from django.test.utils import override_settings
from nacl.public import PrivateKey

from tests.homes import rows
from tests.intake_load import Load, kept, letters, warm_up
from tests.intake_server import SECRET, IntakeServer
from tests.prove.killed import emptied
from tests.prove.promise import Promise, Reached
from tusoi.opinions.sealed.protocol.envelope import Header, open_envelope
from tusoi.values.wording import Wording

FORK_OR_ROLLBACK = 2
"""How the program ends where what stands outside is newer (docs/operating.md)."""
RAW = """
import shutil
from contextlib import contextmanager
from pathlib import Path
from django.conf import settings
from django.test.utils import override_settings
import tusoi.site.keeping.backup as backup
@contextmanager
def copied():
    copy = Path(settings.HOME) / ".backup-raw"
    shutil.copy(Path(settings.HOME) / "tusoi.sqlite3", copy)
    yield copy
    copy.unlink()
backup._copied = copied
"""
"""A fault: the database's file is copied as it lies, without what stands in its log."""


def measure(sample: int, seed: int) -> Reached:
    return copied(sample, "")


@override_settings(SECRET_KEY=SECRET)  # the server's, that its forms are drawn here
def copied(sample: int, fault: str) -> Reached:
    """So many copies, each while opinions come in over HTTP; then one of a quiet home, and the oldest against roots kept outside."""
    server = IntakeServer(emptied(Path(settings.HOME)))
    server.prepare()
    wrong, took, there = [], [0.0], 0
    with TemporaryDirectory() as folder:
        for number in range(sample):
            told, seconds = under_load(server, Path(folder) / str(number), fault)
            wrong += told
            took.append(seconds)
        there = len(kept(server.home))
        wrong += quiet(server, Path(folder), fault)
        wrong += older(server, Path(folder) / "0" / "a.tusoi", Path(folder) / "late")
    figures = {"copies": sample, "opinions": there, "seconds": max(took), "wrong": len(wrong)}
    return Reached(figures, wrong)


def under_load(server: IntakeServer, folder: Path, fault: str) -> tuple[list[str], float]:
    """Copy a home to which people send, and restore it; what is wrong with it, and how long the restoring took."""
    folder.mkdir()
    server.start()
    warm_up(server)
    load = Load(server.port, letters(server, 4_000))
    sending = Thread(target=load.run, args=(8, 60))
    sending.start()
    time.sleep(0.3)
    before = set(load.acknowledged)
    IntakeServer(server.home, fault=fault).run("backup", str(folder / "a.tusoi"))
    meanwhile = len(load.acknowledged) > len(before)
    server.kill()
    sending.join()
    began = time.monotonic()
    ended = IntakeServer(folder / "new").run("restore", str(folder / "a.tusoi"))
    seconds = time.monotonic() - began
    if ended.returncode != 0:
        return [f"not restored: {ended.stderr.decode()[-200:]}"], seconds
    missing = before - kept(folder / "new")
    wrong = [f"{len(missing)} acknowledged before are missing"] if missing else []
    wrong += [] if meanwhile else ["nobody wrote meanwhile: nothing is shown"]
    wrong += [] if opens_one(folder / "new", server.key) else ["no opinion opens"]
    checked = IntakeServer(folder / "new").run("ledger", "root", "--check")
    wrong += [] if checked.returncode == 0 else ["the restored ledger differs"]
    return wrong, seconds


def opens_one(home: Path, key: str) -> bool:
    """Whether the trustees' key opens an opinion of a home."""
    with closing(connect(home / "tusoi.sqlite3")) as there:
        *header, sealed = there.execute(
            "SELECT campaign_id, unit_code, about, week, sealed FROM opinions_spooled"
        ).fetchone()
    return bool(open_envelope(sealed, Header(*header), PrivateKey(bytes.fromhex(key))).text)


def quiet(server: IntakeServer, folder: Path, fault: str) -> list[str]:
    """A copy of a home to which nobody writes is the same row by row."""
    IntakeServer(server.home, fault=fault).run("backup", str(folder / "quiet.tusoi"))
    ended = IntakeServer(folder / "quiet").run("restore", str(folder / "quiet.tusoi"))
    if ended.returncode != 0:
        return [f"not restored: {ended.stderr.decode()[-200:]}"]
    same = rows(folder / "quiet") == rows(server.home)
    return [] if same else ["rows differ"]


def older(server: IntakeServer, copy: Path, new: Path) -> list[str]:
    """A copy from before something was recorded, restored against the roots that were kept after it."""
    server.run("account", "add", "Thảo")
    outside = new.with_name("outside")
    outside.write_bytes(server.run("ledger", "root").stdout)
    ended = IntakeServer(new).run("restore", str(copy), "--against", str(outside))
    refused = ended.returncode == FORK_OR_ROLLBACK and not new.exists()
    return [] if refused else ["an older copy takes the place of the newer unseen"]


def with_fault(seed: int) -> Reached:
    return copied(1, RAW)


PROMISE = Promise(
    id="T23",
    says=Wording(
        vi="Bản sao làm trong lúc mọi người đang ghi dựng lại đúng nơi cũ; bản cũ hơn thì gốc giữ bên ngoài từ chối.",
        en="A copy made while people write becomes the same home elsewhere; an older one is refused by the roots kept outside.",
    ),
    goal=Wording(
        vi="100 % hàng giống nhau, không ý kiến nào đã báo trước lúc sao bị thiếu, sổ cái khớp, người giữ khóa mở được; bản cũ bị từ chối",
        en="100 % of rows alike, nothing acknowledged before is missing, the ledger holds, the trustees' key opens; an older copy is refused",
    ),
    reached=Wording(
        vi="{copies} bản sao giữa lúc ghi {opinions} ý kiến, dựng lại lâu nhất {seconds} giây, {wrong} điều sai",
        en="{copies} copies while {opinions} opinions came in, restored in {seconds} s at most, {wrong} wrong",
    ),
    fault=Wording(
        vi="chép tệp cơ sở dữ liệu như nó nằm, không kèm nhật ký WAL",
        en="the database's file is copied as it lies, without its log",
    ),
    short=2,
    full=10,
    measure=measure,
    with_fault=with_fault,
)
