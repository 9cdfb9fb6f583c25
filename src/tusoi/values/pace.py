"""How far a long piece of work has come, said now and then so that a person can wait for it."""

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self, TypeVar

from tusoi.values.clock import ticking
from tusoi.values.wording import Wording

Progress = Callable[[Wording], None]
T = TypeVar("T")

EVERY = 2.0
"""Seconds between two sayings."""
_LOOK = 256
"""Steps between two looks at the clock, which is then no cost."""


class Pace:
    """What is being done, how many of how many, the share and the time left. Short work says only that it began."""

    def __init__(self, what: Wording, total: int, say: Progress) -> None:
        self.what, self.total, self.say = what, max(total, 1), say
        self.done = 0

    def __enter__(self) -> Self:
        self.say(self.what)
        self._began = self._said = ticking()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is left to say: the next work says its own name."""

    def each(self, things: Iterable[T]) -> Iterator[T]:
        """The things one after the other, each a step."""
        for thing in things:
            yield thing
            self.done += 1
            if not self.done % _LOOK:
                self.to(self.done)

    def to(self, done: int) -> None:
        """So many are done."""
        self.done = done
        moment = ticking()
        if moment - self._said >= EVERY:
            self._said = moment
            self.say(self._far(moment - self._began))

    def _far(self, seconds: float) -> Wording:
        share = min(self.done / self.total, 0.99)
        left = _time(seconds * (1 - share) / share) if share > 0 else Wording("?", "?")
        percent = int(share * 100)
        return _FAR.filled(
            what=self.what,
            done=_counted(self.done),
            total=_counted(max(self.total, self.done)),
            percent=percent,
            left=left,
        )


def _counted(number: int) -> Wording:
    return Wording(vi=f"{number:,}".replace(",", "."), en=f"{number:,}")


def _time(seconds: float) -> Wording:
    """A span as people say it: seconds below a minute and a half, else minutes."""
    if seconds < 90:
        whole = max(1, round(seconds))
        return Wording(vi=f"{whole} giây", en=f"{whole} s")
    minutes = round(seconds / 60)
    return Wording(vi=f"{minutes} phút", en=f"{minutes} min")


_FAR = Wording(
    vi="{what}: {done}/{total} ({percent} %), còn khoảng {left}",
    en="{what}: {done}/{total} ({percent} %), about {left} left",
)
