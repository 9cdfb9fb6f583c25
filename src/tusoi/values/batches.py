"""Many things, a few at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

AT_ONCE = 500
"""A statement takes only so many, and so does the memory."""


def in_batches(things: Iterable[T], most: int = AT_ONCE) -> Iterator[list[T]]:
    """Lists of at most so many of them, in their order; none of nothing."""
    left = iter(things)
    while some := list(islice(left, most)):
        yield some
