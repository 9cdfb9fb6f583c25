"""Commits together what arrives together: the answer goes out only after the commit.

A commit costs a sync of the disk, and a sync can carry many rows. Whoever comes while nobody commits leads: it
commits all that waits and lets those go; if more came meanwhile, the first of them leads next. No thread of its
own, so nothing to start, to stop or to lose; each leader uses its own connection.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

Row = TypeVar("Row")
Outcome = TypeVar("Outcome")


def _locked() -> Lock:
    """A lock to wait on until another lets go of it: a third of what an Event costs, and every opinion waits on one."""
    lock = Lock()
    lock.acquire()
    return lock


@dataclass(slots=True)
class _Waiting(Generic[Row, Outcome]):
    row: Row
    called: Lock = field(default_factory=_locked)
    leads: bool = False
    outcome: Outcome | None = None
    fault: BaseException | None = None


class Committer(Generic[Row, Outcome]):
    """Takes rows from many threads and hands them to `commit` a batch at a time; a batch's outcomes in its order."""

    def __init__(self, commit: Callable[[Sequence[Row]], Sequence[Outcome]]) -> None:
        self._commit = commit
        self._guard = Lock()
        self._waiting: list[_Waiting[Row, Outcome]] = []
        self._led = False

    def take(self, row: Row) -> Outcome:
        """The outcome of a row, once it is durable. What `commit` raises reaches everybody of the batch."""
        mine: _Waiting[Row, Outcome] = _Waiting(row)
        with self._guard:
            self._waiting.append(mine)
            mine.leads, self._led = not self._led, True
        if not mine.leads:
            mine.called.acquire()
        if mine.leads:
            self._lead()
        if mine.fault is not None:
            raise mine.fault
        return mine.outcome  # type: ignore[return-value]  # set by whoever led

    def _lead(self) -> None:
        """Commit all that waits, the leader's own row among it; then hand over."""
        with self._guard:
            batch, self._waiting = self._waiting, []
        try:
            for one, outcome in zip(batch, self._commit([one.row for one in batch]), strict=True):
                one.outcome = outcome
        except BaseException as fault:  # noqa: BLE001  # each of the batch must hear of it
            for one in batch:
                one.fault = fault
        finally:
            with self._guard:
                following = self._waiting[0] if self._waiting else None
                self._led = following is not None
            for one in batch:
                one.called.release()
            if following is not None:
                following.leads = True
                following.called.release()
