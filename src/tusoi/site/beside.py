"""The worker that `tusoi serve` runs beside itself: a process of its own, begun again when it ends."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

AGAIN_AFTER, ENDS_WITHIN = 5.0, 2.0
"""Seconds: before it is begun again, and for which its end is waited for; with a long piece under way it ends after us."""


@contextmanager
def worker_beside() -> Iterator[None]:
    """While the block runs a worker is there; where another is at work already, it waits for that one to end.

    It holds the other end of a pipe to us and so ends when we do, after the piece under way, even where we are killed.
    """
    over = threading.Event()
    keeper = threading.Thread(target=_keep, args=[over], daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(ENDS_WITHIN)


def _keep(over: threading.Event) -> None:
    """Begin the worker, and again whenever it ends, until it is over."""
    command = [sys.executable, "-m", "tusoi.site.cli", "work", "--beside"]
    while not over.is_set():
        with subprocess.Popen(command, stdin=subprocess.PIPE) as process:  # noqa: S603 - our own
            while process.poll() is None and not over.wait(1):
                pass
            process.terminate()  # it ends after the piece under way
        over.wait(AGAIN_AFTER)
