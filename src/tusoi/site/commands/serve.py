"""`tusoi serve`: the pages, on this machine only."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.core.handlers.wsgi import WSGIHandler

from tusoi.site.beside import worker_beside
from tusoi.site.commands.command import Arguments, Asked, Command
from tusoi.site.forked import in_processes
from tusoi.site.secret import keep_the_secret
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

FIRST_PORT = 8000
PORTS_TRIED = 50
MOST_PROCESSES = 64
IN_MEMORY = 16 * 1024 * 1024


def _arguments(parser: Arguments) -> None:
    parser.add_argument("--port", type=int, default=FIRST_PORT, metavar="N")
    parser.add_argument("--processes", type=int, default=1, metavar="N")
    parser.add_argument(
        "--alone",
        action="store_true",
        help="không kèm tiến trình làm việc nền (đã có “tusoi work”) / without a worker (“tusoi work” is one)",
    )


def _run(asked: Asked) -> int:
    serve(asked.port, processes=asked.processes, lang=asked.lang, alone=asked.alone)
    return 0


def serve(port: int, *, processes: int = 1, lang: str, alone: bool = False) -> None:
    """Serve until interrupted, on the port asked for or the next free one; its address is printed.

    Beside it runs a worker, so that what pages ask for is made; `alone`, none does.

    Raises:
        Refused: there is no such port, or no such number of processes.
        UnsafeConfiguration: it is unsafe to serve (`site/safety/`); the sentences say why.
    """
    require_port(port)
    if not 1 <= processes <= MOST_PROCESSES:
        raise Refused(_NO_NUMBER.filled(number=processes, most=MOST_PROCESSES))
    keep_the_secret()
    from django.urls import get_resolver

    from tusoi.site.wsgi import application  # which refuses what is unsafe

    bound = listening(port)
    taken = bound.getsockname()[1]
    if taken != port:
        sys.stderr.write(_BUSY.filled(port=port, taken=taken).in_(lang) + "\n")
    get_resolver().resolve("/")  # reads every page in before the address is told
    sys.stdout.write(_ADDRESS.filled(address=f"http://127.0.0.1:{taken}/").in_(lang) + "\n")
    sys.stdout.flush()
    if processes == 1:
        _answer(application, bound, os.getpid(), alone=alone)
        return
    in_processes(
        processes, lambda number: _answer(application, bound, number, alone=alone or number > 0)
    )


def _answer(application: WSGIHandler, bound: socket.socket, number: int, *, alone: bool) -> None:
    """Answer in this process until interrupted."""
    with nullcontext() if alone else worker_beside(), one_processor(number):
        server = _server(application, bound)
        try:
            server.run()
        finally:
            server.close()


def _server(application: WSGIHandler, bound: socket.socket) -> Any:
    """The server of the pages on a socket, its threads begun."""
    from waitress.server import create_server

    # What a form holds, and what is shown back of it, stays in memory: beyond these sizes waitress uses files.
    return create_server(
        application,
        sockets=[bound],
        threads=8,
        ident="",
        inbuf_overflow=IN_MEMORY,
        outbuf_overflow=IN_MEMORY,
        # The proxy before us, which alone reaches this address, says whether it was reached by HTTPS.
        trusted_proxy="127.0.0.1",
        trusted_proxy_headers={"x-forwarded-proto"},
    )


@contextmanager
def one_processor(number: int) -> Iterator[None]:
    """Keep what this thread starts to one processor, the next for the next number, where the system lets one choose.

    Python runs one thread at a time: on several processors the threads only hand its lock from one cache to the next,
    which took three quarters of the rate with 128 connections (bench/results/2026-11-29-intake.md).
    """
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {sorted(allowed)[number % len(allowed)]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def require_port(port: int) -> None:
    """Refuse a number that no port has, before anything else is looked at."""
    if not 1 <= port <= 65535:
        raise Refused(_NO_PORT.filled(port=port))


def listening(port: int) -> socket.socket:
    """A socket on the first free port from `port` on."""
    for candidate in range(port, min(port + PORTS_TRIED, 65536)):
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind(("127.0.0.1", candidate))
            bound.listen(64)
        except OSError:
            bound.close()
            continue
        return bound
    raise Refused(_NONE_FREE.filled(port=port, last=port + PORTS_TRIED - 1))


_BUSY = Wording(
    vi="Cổng {port} đang bận; dùng cổng {taken}.", en="Port {port} is busy; using {taken}."
)
_ADDRESS = Wording(
    vi="Mở trang: {address}  (Ctrl+C để dừng)", en="Open: {address}  (Ctrl+C stops it)"
)
_NO_PORT = Wording(
    vi="Cổng {port} không có; hãy chọn từ 1 đến 65535.",
    en="There is no port {port}; choose one from 1 to 65535.",
)
_NO_NUMBER = Wording(
    vi="Không chạy được {number} tiến trình; hãy chọn từ 1 đến {most}, thường bằng số lõi của máy.",
    en="There cannot be {number} processes; choose from 1 to {most}, as a rule as many as the machine has processors.",
)
_NONE_FREE = Wording(
    vi="Các cổng từ {port} đến {last} đều bận hoặc không được phép; chọn cổng khác bằng --port.",
    en="The ports {port} to {last} are all busy or not allowed; choose another with --port.",
)

COMMAND = Command(
    name="serve",
    help="mở các trang trên máy này / serve the pages on this machine",
    arguments=_arguments,
    run=_run,
)
