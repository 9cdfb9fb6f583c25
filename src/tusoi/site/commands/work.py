"""`tusoi work`: the worker, which makes what pages and timers asked for. `tusoi serve` runs one beside itself."""

import os
import signal
import sys
import threading
from threading import Event

from tusoi.site.commands.command import Arguments, Asked, Command, answer, progress
from tusoi.values.wording import Wording


def _arguments(parser: Arguments) -> None:
    parser.add_argument(
        "--once",
        action="store_true",
        help="làm hết việc đang chờ rồi dừng / do what waits, then end",
    )
    parser.add_argument(
        "--beside",
        action="store_true",
        help="dừng khi tiến trình đã mở nó dừng / end with the process that started it",
    )


def _run(asked: Asked) -> int:
    from tusoi.errands.worker import work, work_once

    stop = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        # By a thread: the one that was interrupted may hold the very lock that setting the event takes.
        signal.signal(sign, lambda *_: threading.Thread(target=stop.set, daemon=True).start())
    if asked.once:
        answer(_DONE.filled(count=work_once(stop)).in_(asked.lang))
        return 0
    if asked.beside:
        threading.Thread(target=_end_with_whoever_started_it, args=[stop], daemon=True).start()
    else:
        progress(asked.lang)(_WAITING)
    work(stop)
    return 0


def _end_with_whoever_started_it(stop: Event) -> None:
    """Whoever started it holds the other end of its input, and lets go of it when it ends, however it ends."""
    os.read(
        sys.stdin.fileno(), 1
    )  # raw: a buffered read under way would break the end of the process
    stop.set()


_DONE = Wording(vi="Đã làm {count} việc đang chờ.", en="{count} errands that waited were done.")
_WAITING = Wording(
    vi="làm các việc chạy nền; Ctrl+C để dừng sau phần đang làm",
    en="carrying out errands; Ctrl+C ends it after the piece under way",
)

COMMAND = Command(
    name="work",
    help="làm các việc chạy nền mà trang giao / carry out what pages asked for",
    arguments=_arguments,
    run=_run,
)
