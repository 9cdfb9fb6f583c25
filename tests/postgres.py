"""A PostgreSQL of the tests' own: in a temporary folder, on a Unix socket, gone afterwards.

It starts the programs that Debian's package put on the disk, and needs nothing but the standard
library, because `run` uses it before there is anything else.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

WHERE = (
    "-c listen_addresses='' -c unix_socket_directories={folder} -c unix_socket_permissions=0700 "
    "-c max_connections=40"
)
# The server of the tests holds nothing that anybody would miss: it need not survive a power cut.
FORGETFUL = " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def programs() -> Path | None:
    """The folder of the newest server installed; None when there is none."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: float(path.parts[4]), default=None)
    return newest.parent if newest else None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server's own folder, and the options it runs with."""

    programs: Path
    folder: Path
    options: str
    account: str | None

    @property
    def url(self) -> str:
        """Its DATABASE_URL."""
        return f"postgres://postgres@{quote(str(self.folder), safe='')}/tusoi"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = [f"--log={self.folder / 'log'}", f"--options={self.options}"]
        self._control("start", "--wait", *options)

    def stop(self) -> None:
        """End it at once, as a fault of the machine does: what was not committed is gone."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self._control("stop", "--mode=immediate")

    def make(self) -> None:
        """Lay its files down."""
        login = ["--username=postgres", "--auth=trust"]
        form = ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run("initdb", *login, *form)

    def _control(self, *words: str) -> None:
        self._run("pg_ctl", *words)

    def _run(self, program: str, *words: str) -> None:
        where = f"--pgdata={self.folder / 'data'}"
        _call([self.programs / program, *words, where], account=self.account)


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """Start a server, and stop it whatever happens; `durable`: it writes to the disk as one in use does.

    PostgreSQL refuses to run as root: then it runs as `postgres`, in a folder handed over to that
    account. The folder lies directly in /tmp because a private one of root's cannot be entered and
    because the path of a socket may not exceed 107 bytes.
    """
    where = programs()
    if where is None:
        raise FileNotFoundError("no PostgreSQL server below /usr/lib/postgresql")
    folder = Path(tempfile.mkdtemp(prefix="tusoi-pg-", dir="/tmp"))
    account = "postgres" if os.geteuid() == 0 else None
    if account:
        shutil.chown(folder, account, account)
    options = WHERE.format(folder=folder) + ("" if durable else FORGETFUL)
    made = Cluster(where, folder, options, account)
    try:
        made.make()
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """The same, by its DATABASE_URL."""
    with cluster(durable=durable) as made:
        yield made.url


def _call(command: Sequence[str | Path], *, account: str | None) -> None:
    """Run as the account, from a folder it may enter, without any PG… setting of the caller's.

    Raises:
        RuntimeError: with what the program said.
    """
    env = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    # Output goes to a file: the server inherits it, and a pipe would stay open as long as it runs.
    with tempfile.TemporaryFile("w+") as said:
        ended = subprocess.run(
            command,
            cwd="/",
            env=env,
            user=account,
            group=account,
            extra_groups=[] if account else None,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        if ended.returncode != 0:
            said.seek(0)
            raise RuntimeError(f"{Path(command[0]).name}: {said.read().strip()}")
