"""Work in a process of its own that is killed with SIGKILL: forked, so that no kill waits for a start of Python."""

import json
import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count, islice
from pathlib import Path
from shutil import copy, copytree, rmtree
from threading import Timer
from traceback import print_exc
from typing import Any

from django.conf import settings
from django.db import connections

from tusoi.site.database import open_database

Say = Callable[[Any], None]


class Apart:
    """A process that does some work; what it says comes as lines. Nothing of the caller's database is open in it."""

    def __init__(self, work: Callable[[Say], object]) -> None:
        connections.close_all()
        read, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.setpgid(0, 0)
            os.close(read)
            os._exit(_worked(work, write))
        with suppress(OSError):  # whichever of the two is first
            os.setpgid(self.pid, self.pid)
        os.close(write)
        self._heard = os.fdopen(read, encoding="utf-8")

    def hear(self) -> Any:
        """The next thing it says; None when it says nothing more. A line cut in two by the kill was not said."""
        line = self._heard.readline()
        return json.loads(line) if line.endswith("\n") else None

    def rest(self) -> list[Any]:
        """All that it still says; waits for its end."""
        said = [json.loads(line) for line in self._heard if line.endswith("\n")]
        self.end()
        return said

    def kill(self) -> None:
        """Kill it, and what it has begun."""
        with suppress(ProcessLookupError):  # it has not begun, or has ended
            os.killpg(self.pid, signal.SIGKILL)

    def end(self) -> int:
        self._heard.close()
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def _worked(work: Callable[[Say], object], write: int) -> int:
    def say(what: Any) -> None:
        os.write(write, f"{json.dumps(what)}\n".encode())

    try:
        work(say)
    except BaseException:  # noqa: BLE001  # the process ends here, whatever it was
        print_exc()
        return 1
    connections.close_all()
    return 0


def said(work: Callable[[Say], object]) -> list[Any]:
    """What a process says that nobody kills."""
    apart = Apart(work)
    heard = list(iter(apart.hear, None))
    if apart.end() != 0:
        raise RuntimeError("a process that nobody killed broke off; its words are in the log")
    return heard


def killed_after(work: Callable[[Say], object], seconds: float, *, least: int = 1) -> list[Any]:
    """What a process said before it was killed, so long after it had said as much as `least`."""
    apart = Apart(work)
    heard = list(islice(iter(apart.hear, None), least))
    time.sleep(seconds)
    apart.kill()
    return [*heard, *apart.rest()]


def kills_itself_at(statement: int, later: float) -> Callable[..., Any]:
    """Counts what is asked of the database, and kills this process so many seconds after that one has begun.

    By count and not by the clock, so that it meets the same place on a machine that has much else to do; in a
    thread, so that it meets it in the middle.
    """
    counted = count(1)

    def asked(
        execute: Any, sql: str, params: Any, many: bool, context: Any
    ) -> Any:  # Django's order
        if next(counted) == statement:
            Timer(later, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return execute(sql, params, many, context)

    return asked


def made(prepare: Callable[[], object]) -> Path:
    """The home's database, made and prepared in a process of its own; a copy to begin from again lies beside it."""

    def work(_: Say) -> None:
        open_database(lang="en")
        prepare()

    emptied(Path(settings.HOME))
    said(work)
    return set_aside()


def set_aside() -> Path:
    """The home as it is, copied beside it."""
    kept = Path(settings.HOME).with_name("kept")
    rmtree(kept, ignore_errors=True)
    copytree(settings.HOME, kept)
    return kept


def again(kept: Path) -> None:
    """The home as it was kept."""
    home = emptied(Path(settings.HOME))
    for file in kept.glob("tusoi.sqlite3*"):
        copy(file, home)


def emptied(home: Path) -> Path:
    """A home without its database."""
    for file in home.glob("tusoi.sqlite3*"):
        file.unlink()
    return home


def moments(seed: int) -> random.Random:
    """When to kill."""
    return random.Random(seed)  # noqa: S311  # a moment, no secret
