"""Several processes that answer on one socket, as one: begun together, followed up where one is killed, ended together."""

import os
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import NoReturn

from django.db import connections

from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


def in_processes(count: int, answer: Callable[[int], None]) -> None:
    """Answer in so many processes of one socket; one that is killed is followed by another, and none outlives this one.

    What was read in before stays in memory once for all of them.

    Raises:
        Refused: one of them ended by itself; it has written why.
    """
    connections.close_all()  # a connection belongs to the process that made it
    alive, held = os.pipe()  # closes with this process, however it ends
    running = {_begun(number, answer, alive, held): number for number in range(count)}
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        while True:
            ended, how = os.wait()
            number = running.pop(ended)
            if not os.WIFSIGNALED(how):
                raise Refused(_ENDED)
            running[_begun(number, answer, alive, held)] = number
    except KeyboardInterrupt:
        pass
    finally:
        for one in running:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGINT)
        for one in running:
            with suppress(ChildProcessError):
                os.waitpid(one, 0)


def _begun(number: int, answer: Callable[[int], None], alive: int, held: int) -> int:
    """A further process that answers; its number."""
    begun = os.fork()
    if begun:
        return begun
    try:
        os.close(held)
        signal.signal(signal.SIGTERM, _interrupt)
        Thread(target=_end_with, args=[alive], daemon=True).start()
        answer(number)
    except KeyboardInterrupt:
        pass
    except BaseException:  # noqa: BLE001  # nothing of the first process may go on in this one
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _end_with(alive: int) -> NoReturn:
    """End this process when the one that began it has ended."""
    os.read(alive, 1)
    os._exit(0)


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


_ENDED = Wording(
    vi="Một tiến trình phục vụ đã tự kết thúc, nên dừng tất cả; lý do ghi ở trên. Chạy lại lệnh; nếu vẫn vậy, chạy không có --processes.",
    en="A process that served ended by itself, so all were stopped; the reason stands above. Start it again; if it happens again, leave --processes out.",
)
