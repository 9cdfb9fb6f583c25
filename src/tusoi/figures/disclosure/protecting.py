"""Deciding what may be said of a table about persons, alone and after what was told of it before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tusoi.figures.disclosure.catalogue import Table
from tusoi.figures.disclosure.fitting import MOST, Cell, Knowledge, Range, Step, Sum
from tusoi.figures.disclosure.rules import Tier


class How(StrEnum):
    """How a number is told. `SMALL` and `ELSE` look alike to the reader: hidden, for itself or for the sake of another."""

    EXACT = "exact"
    ROUNDED = "rounded"
    SMALL = "small"
    ELSE = "else"

    @property
    def is_hidden(self) -> bool:
        """Whether the number is not told."""
        return self in (How.SMALL, How.ELSE)


@dataclass(frozen=True, slots=True)
class Release:
    """A table as it was told: its true numbers, how each is told, and which telling it is of those it was made from."""

    table: Table
    tier: Tier
    numbers: Mapping[str, int]
    how: Mapping[str, How]
    place: int = 0

    def told(self, cell: str) -> int | None:
        """The number as it is told; None: hidden."""
        how, number = self.how[cell], self.numbers[cell]
        if how.is_hidden:
            return None
        return number if how is How.EXACT else self.tier.rounded(number)


def protect(table: Table, numbers: Mapping[str, int], tier: Tier) -> Release:
    """What may be said of one table of which nothing was told before."""
    return released(table, [numbers], tier)


def released(table: Table, tellings: Sequence[Mapping[str, int]], tier: Tier) -> Release:
    """What is told last of a table that was counted several times, the earliest first.

    A count of which one number differs a little from what was told before is not told: the earlier one stands.
    Nor is one that, with the earlier ones, would let a hidden number be worked out.
    """
    return every_release(table, tellings, tier)[-1]


def every_release(
    table: Table, tellings: Sequence[Mapping[str, int]], tier: Tier
) -> tuple[Release, ...]:
    """Each time something was told, the first first; an empty table is forgotten once there is another."""
    told: list[Release] = []
    for place, numbers in enumerate(tellings):
        now = Release(table, tier, table.filled(numbers), {}, place)
        if told and _is_empty(told[-1]):
            told.clear()
        if not told or _may_follow(told[-1], now):
            decided = _decided(now, told)
            told.extend([decided] if decided else [])
    return tuple(told)


def _is_empty(release: Release) -> bool:
    """Whether nobody was counted: of a table without a population even that is not told."""
    return bool(release.table.population) and not release.numbers[release.table.population]


def _may_follow(earlier: Release, now: Release) -> bool:
    """Whether some number changed, and each that did by enough."""
    changes = {abs(now.numbers[name] - earlier.numbers[name]) for name in now.numbers} - {0}
    return bool(changes) and min(changes) >= now.tier.least_change


def _decided(now: Release, told: Sequence[Release]) -> Release | None:
    """The release with what has to be hidden; None: it may not follow what was told."""
    if _is_empty(now):
        return _with(now, dict.fromkeys(now.numbers, How.EXACT))
    release, found = _with(now, _first(now)), list[tuple[int, ...]]()
    while now.tier.complementary:
        unsafe = _unsafe((*told, release) if now.tier.least_change else (release,), found)
        if unsafe is None:
            return release
        if unsafe[0] < len(told) and now.tier.least_change:
            return None
        hide = _to_hide(release, unsafe[1]) or _to_hide(release, "")
        if hide is None:
            return None if told and now.tier.least_change else _with(release, _kept_back(release))
        release = _with(release, {**release.how, hide: How.ELSE})
    return release


def _with(release: Release, how: Mapping[str, How]) -> Release:
    return Release(release.table, release.tier, release.numbers, how, release.place)


def _first(now: Release) -> dict[str, How]:
    """What each number's own size asks for, and the size of the whole."""
    table, tier = now.table, now.tier
    few = bool(table.population) and now.numbers[table.population] < tier.fewest
    shown = How.ROUNDED if tier.round_to > 1 else How.EXACT
    found = {}
    for name, number in now.numbers.items():
        if name in table.exact:
            found[name] = How.EXACT
        elif name in table.remainders or (few and name != table.population):
            found[name] = How.ELSE
        else:
            found[name] = How.SMALL if number < tier.hidden_below else shown
    return found


def _unsafe(releases: Sequence[Release], found: list[tuple[int, ...]]) -> tuple[int, str] | None:
    """The first number, by the place of its release, that can be worked out too nearly.

    `found` are tables that fitted when fewer numbers were hidden; those found now are added.
    """
    tier = releases[-1].tier
    known, before = knowledge(releases, found=found), knowledge(releases, told=False)
    found[:] = known.found
    known.found = found
    for place, release in enumerate(releases):
        for name, how in release.how.items():
            wide = 1 if how is How.ROUNDED else tier.width if how.is_hidden else 0
            if not tier.remainder and name in release.table.remainders:
                continue
            cell = (place, name)  # what was known that well before anything was told cannot be kept
            if not known.leaves_open(cell, min(wide, before.width(cell))):
                return place, name
    return None


def _kept_back(release: Release) -> dict[str, How]:
    """Nothing is told but what everybody has, and no number is hidden as a small one.

    Of eight who are known to be eight, four and four are both small: whoever sees that they are has them both. Hidden like
    those of any other eight they are two that make eight.
    """
    known = release.table.is_known
    return {name: how if known(name) else How.ELSE for name, how in release.how.items()}


def _to_hide(release: Release, near: str) -> str | None:
    """The smallest number that is told and stands in a sum with one, all who are counted last; any that is told if `near` is "".

    What everybody has is not hidden: that would keep nothing, and show that nothing else was left to hide.
    """
    table = release.table
    sums = [(whole, *parts) for whole, parts in table.sums if near in (whole, *parts)]
    there = {name for one in sums for name in one} if near else set(release.how)
    shown = [
        name
        for name in table.cells
        if name in there and not table.is_known(name) and not release.how[name].is_hidden
    ]
    return min(
        shown, key=lambda name: (name == table.population, release.numbers[name]), default=None
    )


def knowledge(
    releases: Sequence[Release], *, told: bool = True, found: Sequence[tuple[int, ...]] = ()
) -> Knowledge:
    """What a reader knows of the releases: who is told nothing (not `told`) still knows the sums, how many there are
    where everybody can find that out, and of each number whether it changed, and by how much at least.

    That is more than a reader is told. It is what one could guess who knows the rules.
    """
    ranges: dict[Cell, Range] = {}
    truth: dict[Cell, int] = {}
    sums: list[Sum] = []
    for place, release in enumerate(releases):
        for name, number in release.numbers.items():
            truth[place, name] = number
            ranges[place, name] = _range(release, name, told=told)
        sums += [
            Sum((place, whole), tuple((place, part) for part in parts))
            for whole, parts in release.table.sums
        ]
    return Knowledge(truth, ranges, sums, _steps(releases), found)


def _range(release: Release, name: str, *, told: bool) -> Range:
    table, number, how = release.table, release.numbers[name], release.how[name]
    if table.is_known(name):
        return number, number
    if not told or how is How.ELSE:
        return 0, MOST
    if how is How.SMALL:
        return 0, release.tier.hidden_below - 1
    return release.tier.behind(release.tier.rounded(number))


def _steps(releases: Sequence[Release]) -> list[Step]:
    found = []
    for place in range(1, len(releases)):
        earlier, later = releases[place - 1], releases[place]
        for name, number in later.numbers.items():
            was, now = (place - 1, name), (place, name)
            change = number - earlier.numbers[name]
            least = later.tier.least_change if change else 0
            found.append(Step(was, now, least) if change >= 0 else Step(now, was, least))
    return found


__all__ = ["How", "Release", "every_release", "knowledge", "protect", "released"]
