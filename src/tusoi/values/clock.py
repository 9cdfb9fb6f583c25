"""The one place where the clock is read."""

import time
from datetime import UTC, date, datetime

from tusoi.values.moment import ZONE


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's day in the organisation's zone."""
    return datetime.now(ZONE).date()


def ticking() -> float:
    """Seconds by a clock that only goes on, from no moment in particular: for rates, and for nothing that is kept."""
    return time.monotonic()
