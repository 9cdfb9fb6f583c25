"""Which judged reviews are read again, and by whom: drawn so that anybody can draw the same. Plain functions.

The order of a draw is that of SHA-256 over the campaign's code, the root of its ledger at the draw and the
unit's code, parted by "|". Of each group's units the first in that order are drawn.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from hashlib import sha256


def place(campaign: str, root: str, *codes: str) -> str:
    """Where something stands in the order of a draw."""
    return sha256("|".join((campaign, root, *codes)).encode()).hexdigest()


def drawn(
    campaign: str, root: str, judged: Mapping[str, Collection[str]], percent: int
) -> dict[str, tuple[str, ...]]:
    """Of each group's judged units that share, rounded up and at least one; in order of codes."""
    return {
        group: tuple(
            sorted(
                sorted(units, key=lambda unit: place(campaign, root, unit))[
                    : max(1, -(-len(units) * percent // 100))
                ]
            )
        )
        for group, units in sorted(judged.items())
        if units
    }


def reader_of(
    campaign: str, root: str, unit: str, free: Collection[str], given: Counter[str]
) -> str:
    """The group that reads a unit again: of those free of conflict one with the fewest given so far; "" where none is free."""
    return min(
        free, key=lambda group: (given[group], place(campaign, root, unit, group)), default=""
    )
