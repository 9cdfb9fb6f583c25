"""Many columns of a row at once."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any


def values_getter(names: Sequence[str]) -> Callable[[object], tuple[Any, ...]]:
    """What takes the named attributes of a row, in their order."""
    if len(names) != 1:
        return attrgetter(*names)
    (name,) = names
    return lambda row: (getattr(row, name),)
