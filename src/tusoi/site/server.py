"""The server of every page of ours: granian, on this machine only, in as many processes as asked for.

It reads, parses and answers outside Python; what of a request is Python's runs on a few threads of each process. A process that
is killed is followed by another, and none outlives the first.
"""

import gc
import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from functools import partial
from multiprocessing import Value, parent_process
from threading import Thread
from time import sleep
from typing import Any, NoReturn

from granian import Granian
from granian.constants import HTTPModes, Interfaces, RuntimeModes

from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

HERE = "127.0.0.1"
PORTS_TRIED = 50
THREADS = 16
STOPS_WITHIN = 5
"""Seconds that what is under way has when the server is told to stop."""

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]
"""As WSGI has it (PEP 3333)."""


def serve_on(
    port: int,
    made: Callable[[], Application],
    *,
    told: str = "",
    processes: int = 1,
    threads: int = THREADS,
) -> None:
    """Answer on a port of this machine until interrupted; `told` is printed once it answers.

    Each process makes the application, or has it from the first if it was made there.
    No connection to a database may be open, and no library have begun threads of its own: a process that is forked has neither.

    Raises:
        Refused: the processes end as soon as they are begun.
    """
    server = Granian(
        "tusoi",
        address=HERE,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=processes,
        blocking_threads=threads,
        blocking_threads_idle_timeout=_IDLE,
        runtime_mode=RuntimeModes.st,
        respawn_failed_workers=True,
        workers_kill_timeout=STOPS_WITHIN,
        log_enabled=False,  # what it says may name a client
    )
    begin = partial(_begin, port, made, told, Value("i", 0))
    try:
        server.serve(target_loader=begin, wrap_loader=False)
    except SystemExit as ended:
        raise Refused(_ENDED) from ended


def first_free(port: int) -> int:
    """The first port from `port` on that nobody holds.

    Raises:
        Refused: there is no such port, or none that is free.
    """
    if not 1 <= port <= 65535:
        raise Refused(_NO_PORT.filled(port=port))
    for candidate in range(port, min(port + PORTS_TRIED, 65536)):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((HERE, candidate))
                tried.listen()
            except OSError:
                continue
            return candidate
    raise Refused(_NONE_FREE.filled(port=port, last=port + PORTS_TRIED - 1))


def _begin(port: int, made: Callable[[], Application], told: str, begun: Any) -> Application:
    """In a process that is to answer: the application, on a processor of its own."""
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(
            asked, signal.SIG_DFL
        )  # until it answers; what the first does then is not for this one
    with begun.get_lock():
        number = begun.value
        begun.value += 1
    keep_to_one_processor(number)
    Thread(target=_end_with_the_first, daemon=True).start()
    if told and number == 0:
        Thread(target=_tell, args=[port, told], daemon=True).start()
    application = behind_a_proxy(made())
    gc.freeze()  # what has been read in stays: looking through it again and again for what is to be thrown away is for nothing
    return application


def keep_to_one_processor(number: int) -> None:
    """Keep what this thread starts to one processor, the next for the next number, where the system lets one choose.

    Python runs one thread at a time: on several processors the threads only hand its lock from one cache to the next,
    which took three quarters of the rate with 128 connections (bench/results/2026-11-29-intake.md).
    """
    if hasattr(os, "sched_setaffinity"):
        allowed = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {allowed[number % len(allowed)]})


def behind_a_proxy(application: Application) -> Application:
    """The application as a proxy reaches it, which alone reaches this address: it says whether it was reached by HTTPS.

    Whose server it is, no answer says. One that is given before what was sent is read to its end says that the connection
    ends with it: the rest is not read, so nothing can be asked on it any more.
    """

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        if environ.get("HTTP_X_FORWARDED_PROTO") == "https":
            environ["wsgi.url_scheme"] = "https"
        environ["wsgi.input"] = sent = Sent(environ)

        def started(status: str, headers: list[tuple[str, str]], *fault: Any) -> Any:
            last = [("Connection", "close")] if sent.is_left else []
            return start(status, [*headers, ("Server", ""), *last], *fault)

        return application(environ, started)

    return answer


class Sent:
    """What was sent with a request, and how much of it nobody has read."""

    def __init__(self, environ: Mapping[str, Any]) -> None:
        length = str(environ.get("CONTENT_LENGTH") or "0")
        self._stream = environ["wsgi.input"]
        self._left = int(length) if length.isdecimal() else 0
        # Sent bit by bit it bears no length, and Django reads nothing of it.
        self._without_length = "HTTP_TRANSFER_ENCODING" in environ

    @property
    def is_left(self) -> bool:
        """Whether something of it is not read."""
        return self._without_length or self._left > 0

    def read(self, *size: int) -> bytes:
        """As the server's own."""
        return self._taken(self._stream.read(*size))

    def readline(self, *size: int) -> bytes:
        """As the server's own."""
        return self._taken(self._stream.readline(*size))

    def _taken(self, octets: bytes) -> bytes:
        self._left -= len(octets)
        return octets


def _tell(port: int, told: str) -> None:
    """Print that once somebody answers on the port."""
    while True:
        try:
            socket.create_connection((HERE, port)).close()
            break
        except OSError:
            sleep(0.02)
    sys.stdout.write(told + "\n")
    sys.stdout.flush()


def _end_with_the_first() -> NoReturn:
    """End this process when the one that began it has ended, however it did."""
    if first := parent_process():
        first.join()
    os._exit(0)


_IDLE = 600
"""Seconds, as long as it takes: a thread that ends takes its connection to the database with it."""
_NO_PORT = Wording(
    vi="Cổng {port} không có; hãy chọn từ 1 đến 65535.",
    en="There is no port {port}; choose one from 1 to 65535.",
)
_NONE_FREE = Wording(
    vi="Các cổng từ {port} đến {last} đều bận hoặc không được phép; chọn cổng khác bằng --port.",
    en="The ports {port} to {last} are all busy or not allowed; choose another with --port.",
)
_ENDED = Wording(
    vi="Các tiến trình phục vụ tự kết thúc ngay khi vừa chạy, nên dừng tất cả. Chạy lại lệnh; nếu vẫn vậy, báo cho người phụ trách máy.",
    en="The processes that serve ended as soon as they were begun, so all were stopped. Start it again; if it happens again, tell whoever looks after the machine.",
)
