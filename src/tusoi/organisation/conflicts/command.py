"""The chain of command in the matter of a unit, read off the tree, the posts and the roles of a day. Plain values.

Under the command of a unit's leaders stand the unit, all units below it, and whatever else one of them heads, with all
below that. Roles over the whole host are of no unit; who is what is known by recorded roles and posts alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Serving:
    """Where somebody serves, by role or by post: the units, these with all that stand above them, and every name they have."""

    units: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()

    @classmethod
    def at(cls, *paths: str, persons: Iterable[str] = ()) -> "Serving":
        """Of units by their paths from the top, as "TU/A01/"."""
        steps = [[code for code in path.split("/") if code] for path in paths]
        own = frozenset(one[-1] for one in steps if one)
        return cls(own, own.union(*steps), frozenset(persons))

    def shares_a_chain(self, other: "Serving") -> bool:
        """Whether one serves where the other does, or below."""
        return bool(self.units & other.above or other.units & self.above)


NOWHERE = Serving()


@dataclass(frozen=True, slots=True)
class Command:
    """The command of a unit's leaders: what else one of them heads, who holds a post in the unit, what stands above it.

    `above` are the units above, the nearest first.
    """

    unit: str
    heads: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    above: tuple[str, ...] = ()

    def reaches(self, one: Serving) -> bool:
        """Whether somebody stands under it: they serve in the unit, below it or below a leader of it, or hold a post there."""
        return bool(({self.unit} | self.heads) & one.above or self.persons & one.persons)

    @property
    def superior(self) -> str:
        """The nearest unit above that none of the leaders heads as well; "" where there is none."""
        return next((one for one in self.above if one not in self.heads), "")
