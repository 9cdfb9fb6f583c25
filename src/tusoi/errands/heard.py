"""Whether a worker is there: it says so every half minute, at work or waiting for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

from django.db import InterfaceError, OperationalError, connection

from tusoi.errands.models import Heard
from tusoi.values.clock import now

SAID_EVERY = timedelta(seconds=30)
AWAY_AFTER = timedelta(minutes=3)


def note_heard() -> None:
    """Say that the worker is there; what was said half a minute ago still holds. One query, two where it is time."""
    at = last_heard()
    if at is None or not timedelta() <= now() - at < SAID_EVERY:
        Heard.objects.update_or_create(place=1, defaults={"at": now()})


@contextmanager
def heard_meanwhile() -> Iterator[None]:
    """Say so while the block runs, however long it does, by a connection of its own: what reads for minutes cannot write between."""
    done = Event()
    saying = Thread(target=_say_until, args=(done,), daemon=True)
    saying.start()
    try:
        yield
    finally:
        done.set()
        saying.join()


def _say_until(done: Event) -> None:
    while not done.wait(SAID_EVERY.total_seconds()):
        try:
            note_heard()
        except (OperationalError, InterfaceError):  # away, or held by the worker: it learns itself
            continue
    connection.close()


def last_heard() -> datetime | None:
    """When a worker last said that it is there; None: none ever did. One query."""
    return Heard.objects.filter(place=1).values_list("at", flat=True).first()


def is_there() -> bool:
    """Whether a worker was heard lately. One query."""
    at = last_heard()
    return at is not None and now() - at < AWAY_AFTER
