"""A whole number that a campaign may set, within bounds. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """A whole number with its bounds, and what it is where the campaign does not say."""

    default: int
    bounds: tuple[int, int]


Settings = Mapping[str, Setting]
