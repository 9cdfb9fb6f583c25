"""Behind which units above them the cells of a large wall are put away.

As far down the tree as one page still holds, so that a district's wall is by ward and a country's by province;
whoever opens one of them is shown the next level. What a line counts is what stands behind it: a unit with others
below it is among its own, and one that stands higher than the level shown stays a cell.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

LINES_AT_ONCE = 100
"""As many units above as are still looked through one by one."""
CELLS_AT_ONCE = 400
"""As many cells as one screen shows side by side and one eye still tells apart."""
ELSEWHERE = "-"
"""Stands above the units above which the reader sees none."""


@dataclass(frozen=True)
class Above:
    """Of each unit that is counted the units above it that the reader sees, from the top down."""

    lines: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, above: Mapping[str, Iterable[str]], seen: Collection[str] | None) -> "Above":
        """`above` is of each unit the codes above it; `seen` those of which the reader may know, None: all."""
        visible = {
            unit: tuple(code for code in codes if seen is None or code in seen)
            for unit, codes in above.items()
        }
        heads = {code for codes in visible.values() for code in codes}
        return cls(
            {
                unit: (*codes, unit) if unit in heads else codes or (ELSEWHERE,)
                for unit, codes in visible.items()
            }
        )

    @cached_property
    def trails(self) -> Mapping[str, tuple[str, ...]]:
        """Of each unit that has others below it the way down to it, itself last; what stands above all is left out."""
        shared = frozenset[str].intersection(*(frozenset(codes) for codes in self.lines.values()))
        found: dict[str, tuple[str, ...]] = {}
        for codes in self.lines.values():
            for place, code in enumerate(codes):
                if code not in found:
                    above = tuple(one for one in codes[:place] if one not in shared)
                    found[code] = (*above, code)
        return found

    def put_away(self, blocks: Mapping[str, str], *, asked: str = "") -> dict[str, str]:
        """Of the units, each with its block, those that do not stay cells, and the unit each is put away behind.

        `asked` is the one whose units these are; "" for all.
        """
        below = {unit: self._below(unit, asked) for unit in blocks}
        if asked and len(below) <= CELLS_AT_ONCE:
            return {}
        depth, deepest = 0, max(map(len, below.values()), default=0)
        heads: set[str] = set()
        while depth < deepest:
            deeper = {unit: codes[depth] for unit, codes in below.items() if len(codes) > depth}
            lines = {(blocks[unit], head) for unit, head in deeper.items()}
            fits = len(lines) <= LINES_AT_ONCE and len(below) - len(deeper) <= CELLS_AT_ONCE
            if len(heads) > 1 and not fits:
                break
            depth, heads = depth + 1, set(deeper.values())
        return {unit: codes[depth - 1] for unit, codes in below.items() if len(codes) >= depth > 0}

    def _below(self, unit: str, asked: str) -> tuple[str, ...]:
        """The units between the one asked for and this one."""
        codes = self.lines[unit]
        return codes[codes.index(asked) + 1 :] if asked else codes
