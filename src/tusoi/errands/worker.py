"""The worker: one at a time for a database, which takes errands from the queue and carries them out.

That there is one is known for certain: it holds a lock that the system takes from it when it dies, however it dies. So
whatever the queue says is being worked on when a worker begins was left by one that is no more, and goes back at once.
"""

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, connections, transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tusoi.errands.actions import sweep
from tusoi.errands.heard import note_heard
from tusoi.errands.tasks import Paused
from tusoi.ledger.placing import lock_number
from tusoi.values.clock import ticking
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

logger = logging.getLogger(__name__)

LOOKS_EVERY = 1.0
AGAIN_AFTER = 5.0
SWEEPS_EVERY = 600.0
"""Seconds: between two looks into an empty queue, after the database went away, and between two takings away."""
Still = Callable[[], None]
"""Raises OperationalError where the lock is no longer held."""


class AnotherWorks(Refused):
    """Another worker is at work."""


def work(stop: Event) -> None:
    """Wait until no other worker is there, then carry out errand after errand until `stop`; an absent database is waited for."""
    while not stop.is_set():
        try:
            with _alone() as still:
                if still is not None:
                    _go_on(stop, still)
        except (OperationalError, InterfaceError) as error:
            logger.warning("the database is away: %s", type(error).__name__)
            connection.close()
            stop.wait(AGAIN_AFTER)
        stop.wait(LOOKS_EVERY)


def work_once(stop: Event) -> int:
    """Carry out what waits, and end; how many errands that were.

    Raises:
        AnotherWorks: another worker is at work.
    """
    with _alone() as still:
        if still is None:
            raise AnotherWorks(_ANOTHER)
        _take_back()
        count = 0
        while not stop.is_set() and _carry_out_next(stop):
            count += 1
        return count


def _go_on(stop: Event, still: Still) -> None:
    _take_back()
    swept = -SWEEPS_EVERY
    while not stop.is_set():
        still()
        note_heard()
        if ticking() - swept > SWEEPS_EVERY:
            sweep()
            swept = ticking()
        if not _carry_out_next(stop):
            stop.wait(LOOKS_EVERY)


def _take_back() -> None:
    """Put back into the queue what a worker that is no more had begun."""
    left = DBTaskResult.objects.running()
    count = left.update(status=TaskResultStatus.READY)
    if count:
        logger.warning("%d errands of a worker that ended go on", count)


def _carry_out_next(stop: Event) -> bool:
    """Take the next errand and carry it out; whether there was one. Asked to stop, it is put back.

    Nothing waits on an empty queue: it is looked into without the lock of a write.
    """
    if not DBTaskResult.objects.ready().exists():
        return False
    with transaction.atomic():
        row = DBTaskResult.objects.ready().get_locked()
        if row is None:
            return False
        row.claim("tusoi work")
    try:
        args: Any = row.args_kwargs
        row.task.func(*args["args"], **args["kwargs"], stopping=stop.is_set)
    except Paused:
        DBTaskResult.objects.filter(pk=row.pk).update(status=TaskResultStatus.READY)
        return True
    row.set_successful(None)  # a failure is told on the errand, in its sentence
    return True


@contextmanager
def _alone() -> Iterator[Still | None]:
    """Be the one worker of this database while the block runs; None: another is."""
    held = _alone_on_this_machine if connection.vendor == "sqlite" else _alone_at_the_server
    with held() as still:
        yield still


@contextmanager
def _alone_on_this_machine() -> Iterator[Still | None]:
    home = Path(settings.HOME)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / ".work.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield None
            return
        yield lambda: None


@contextmanager
def _alone_at_the_server() -> Iterator[Still | None]:
    """By a lock of a session of its own, which ends with it; Django's connection may be closed and opened meanwhile."""
    session: Any = connections.create_connection("default")
    try:
        with session.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock_number("work")])
            (taken,) = cursor.fetchone()

        def still() -> None:
            with session.cursor() as cursor:
                cursor.execute("SELECT 1")

        yield still if taken else None
    finally:
        # Given back before the session ends: the server frees what it held a moment after, and the next worker may be there already.
        with suppress(OperationalError, InterfaceError), session.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_all()")
        session.close()


_ANOTHER = Wording(
    vi="Đã có một tiến trình khác đang làm các việc chạy nền; không cần chạy thêm.",
    en="Another worker is at work already; no second one is needed.",
)
