"""A few values kept in this process, and those that are a function of all that is recorded."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from django.db import connection

from tusoi.ledger.reading import newest

Value = TypeVar("Value")


def always() -> bool:
    """That nothing could have changed what was made."""
    return True


class Shelf(Generic[Value]):
    """A few values, the one longest unused making room. For several threads: one makes, the others wait for it."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._kept: OrderedDict[Hashable, Value] = OrderedDict()
        self._guard = Lock()
        self._making: dict[Hashable, Lock] = {}

    def take(
        self, key: Hashable, make: Callable[[], Value], *, if_still: Callable[[], bool] = always
    ) -> Value:
        """The value of that key, made where it is not there; kept `if_still` true once it is made.

        What `make` raises is kept by nobody.
        """
        with self._guard:
            if key in self._kept:
                return self._again(key)
            making = self._making.setdefault(key, Lock())
        with making:
            with self._guard:  # meanwhile others make room, or put everything away
                if key in self._kept:
                    return self._again(key)
            try:
                value = make()
                if if_still():
                    self._keep(key, value)
                return value
            finally:
                with self._guard:
                    self._making.pop(key, None)

    def _again(self, key: Hashable) -> Value:
        self._kept.move_to_end(key)
        return self._kept[key]

    def _keep(self, key: Hashable, value: Value) -> None:
        with self._guard:
            self._kept[key] = value
            while len(self._kept) > self._places:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Put everything away."""
        with self._guard:
            self._kept.clear()

    def __len__(self) -> int:
        return len(self._kept)


class ShelfOfNow(Shelf[Value]):
    """A shelf of what is made of facts and of nothing else, all of them known: good for as long as nothing is recorded anywhere."""

    def take_now(self, about: Hashable, make: Callable[[], Value]) -> Value:
        """What `make` gives. One small query where it is kept.

        What was recorded while it was made is in an entry of its own, and what is kept under the one before is never
        asked for again. Inside a transaction nothing is kept or looked up.
        """
        return make() if in_transaction() else self.take((newest(), about), make)


def in_transaction() -> bool:
    """Whether what is read now may still be undone; what was written is in no entry yet."""
    return connection.in_atomic_block
