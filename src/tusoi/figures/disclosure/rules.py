"""The thresholds, and what they come to for one kind of reader."""

from dataclasses import asdict, dataclass

WIDTH = 5
"""By at least so much the highest value that fits what is told of a hidden number exceeds the lowest."""

HIGHEST = 200
"""No threshold is set higher: nothing would be told."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a campaign has set. What is told to the public: numbers below `hidden_below` are not, others to the nearest
    `round_to`; parts of a whole below `fewest` are not; a table is told anew only where each number changed by
    `least_change` or not at all. Those who run or supervise the campaign are not told numbers below `internal_below`.
    """

    hidden_below: int = 8
    round_to: int = 5
    fewest: int = 20
    least_change: int = 8
    internal_below: int = 5

    def raised_to(self, others: "Rules") -> "Rules":
        """Of each threshold the higher one."""
        theirs = asdict(others)
        return Rules(**{name: max(own, theirs[name]) for name, own in asdict(self).items()})


DEFAULTS = Rules()


@dataclass(frozen=True, slots=True)
class Tier:
    """The rules for one kind of reader. With `complementary` further numbers are hidden until no hidden one can be
    worked out; with `remainder` so is what is left of a whole although nobody prints it.
    """

    hidden_below: int
    round_to: int = 1
    fewest: int = 0
    least_change: int = 0
    complementary: bool = True
    remainder: bool = True

    @property
    def width(self) -> int:
        """How wide what fits a hidden number has to be: no wider than the range its threshold leaves."""
        return min(WIDTH, self.hidden_below - 1)

    def rounded(self, number: int) -> int:
        """To the nearest step."""
        return (number + self.round_to // 2) // self.round_to * self.round_to

    def behind(self, rounded: int) -> tuple[int, int]:
        """The lowest and the highest number that are rounded to this one."""
        low = max(0, rounded - self.round_to // 2)
        return low, rounded - self.round_to // 2 + self.round_to - 1


def public_tier(rules: Rules) -> Tier:
    """For the public, and for reports, which are written to be published."""
    return Tier(rules.hidden_below, rules.round_to, rules.fewest, rules.least_change)


def internal_tier(rules: Rules) -> Tier:
    """For those who run or supervise the campaign: exact, but for small numbers and what would give them away."""
    return Tier(rules.internal_below)
