"""Which sessions are of the last round of a review: a redo that names a session is a round of its own once it has met.

The group may ask for a redo more than once. What was sat for an earlier one is not judged again with what was
sat for a later one, and a redo that names no session leaves the round before it as the last. Plain values.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol, TypeVar

from tusoi.campaigns.parts import SESSION_PARTS
from tusoi.values.day import When


class Met(Protocol):
    """A session as far as rounds look at it: its day, and whether it repeats the review."""

    @property
    def when(self) -> When: ...

    @property
    def redo(self) -> bool: ...


class Opened(Protocol):
    """A part that a redo opened again: which, since when, whether it is done again, and the number of the redo."""

    @property
    def part(self) -> str: ...

    @property
    def reopened(self) -> When: ...

    @property
    def redone(self) -> When | None: ...

    @property
    def round_number(self) -> int: ...


Session = TypeVar("Session", bound=Met)


def last_round(met: Iterable[Session], opened: Iterable[Opened]) -> tuple[int, list[Session]]:
    """The number of the last redo that has met, 0 where none has, and its sessions; else those of the first round.

    A redo's sessions are those since it was asked for. One on that very day is of the redo before, unless
    nothing came later and a session is told as done again. Sessions of a redo that names no part, as an
    office's return tells it, are of the redo before the first that names a session.
    """
    sat = list(met)
    again = [one for one in sat if one.redo]
    if not again:
        return 0, sat
    asked = [one for one in opened if one.part in SESSION_PARTS]
    since = _since(asked)
    for number in sorted(since, reverse=True):
        own = [one for one in again if one.when.day > since[number]]
        if not own and any(one.redone for one in asked if one.round_number == number):
            own = [one for one in again if one.when.day == since[number]]
        if own:
            return number, own
    return max(min(since, default=1) - 1, 1), again


def last_begun(met: Iterable[Session], opened: Iterable[Opened]) -> int:
    """The number of the last redo that has met, 0 where none has; one that sat on the very day it was asked for may have.

    For whoever is to keep what is not signed: of the two that such a session may be of, the later one.
    """
    sat, parts = list(met), list(opened)
    since = _since(one for one in parts if one.part in SESSION_PARTS)
    days = [one.when.day for one in sat if one.redo]
    begun = (number for number, asked in since.items() if any(day >= asked for day in days))
    return max((last_round(sat, parts)[0], *begun))


def judged_on(met: Iterable[Session], opened: Iterable[Opened], on: date) -> list[Session]:
    """The sessions that a verdict of that day is on: those of the last round that may have met by then."""
    by_then = [one for one in met if not one.redo or one.when.maybe_by(on)]
    return last_round(by_then, [one for one in opened if one.reopened.maybe_by(on)])[1]


def _since(asked: Iterable[Opened]) -> Mapping[int, date]:
    """The day on which each redo that names a session was asked for."""
    since: dict[int, date] = {}
    for one in asked:
        since[one.round_number] = min(one.reopened.day, since.get(one.round_number, date.max))
    return since
