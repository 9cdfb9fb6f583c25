"""`tusoi serve`: the pages, on this machine only."""

import sys
from contextlib import nullcontext

from tusoi.site.beside import worker_beside
from tusoi.site.commands.command import Arguments, Asked, Command
from tusoi.site.secret import keep_the_secret
from tusoi.site.server import Application, first_free, serve_on
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

FIRST_PORT = 8000
MOST_PROCESSES = 64


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
    taken = first_free(port)
    if taken != port:
        sys.stderr.write(_BUSY.filled(port=port, taken=taken).in_(lang) + "\n")
    if not 1 <= processes <= MOST_PROCESSES:
        raise Refused(_NO_NUMBER.filled(number=processes, most=MOST_PROCESSES))
    keep_the_secret()
    from django.db import connections

    _application()  # which refuses what is unsafe
    connections.close_all()
    told = _ADDRESS.filled(address=f"http://127.0.0.1:{taken}/").in_(lang)
    with nullcontext() if alone else worker_beside():
        serve_on(taken, _application, told=told, processes=processes)


def _application() -> Application:
    """The pages, all read in, so that the first answer is no later than others."""
    from django.urls import get_resolver

    from tusoi.site.wsgi import application

    get_resolver().resolve("/")
    return application


_BUSY = Wording(
    vi="Cổng {port} đang bận; dùng cổng {taken}.", en="Port {port} is busy; using {taken}."
)
_ADDRESS = Wording(
    vi="Mở trang: {address}  (Ctrl+C để dừng)", en="Open: {address}  (Ctrl+C stops it)"
)
_NO_NUMBER = Wording(
    vi="Không chạy được {number} tiến trình; hãy chọn từ 1 đến {most}, thường bằng số lõi của máy.",
    en="There cannot be {number} processes; choose from 1 to {most}, as a rule as many as the machine has processors.",
)

COMMAND = Command(
    name="serve",
    help="mở các trang trên máy này / serve the pages on this machine",
    arguments=_arguments,
    run=_run,
)
