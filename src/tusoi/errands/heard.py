"""Whether a worker is there: it says so every half minute, at work or waiting for it."""

from datetime import datetime, timedelta

from tusoi.errands.models import Heard
from tusoi.values.clock import now

SAID_EVERY = timedelta(seconds=30)
AWAY_AFTER = timedelta(minutes=3)
"""One piece, the longest thing between two words of a worker, takes seconds."""


def note_heard() -> None:
    """Say that the worker is there; what was said half a minute ago still holds. One query, two where it is time."""
    at = last_heard()
    if at is None or not timedelta() <= now() - at < SAID_EVERY:
        Heard.objects.update_or_create(place=1, defaults={"at": now()})


def last_heard() -> datetime | None:
    """When a worker last said that it is there; None: none ever did. One query."""
    return Heard.objects.filter(place=1).values_list("at", flat=True).first()


def is_there() -> bool:
    """Whether a worker was heard lately. One query."""
    at = last_heard()
    return at is not None and now() - at < AWAY_AFTER
