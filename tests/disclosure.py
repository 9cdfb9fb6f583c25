"""An attacker on published tables about persons, and tables to try it on.

The attacker knows every table that was ever told, all sums, who is counted where that can be found out, the rules, which hidden
numbers are small ones, and of each number whether it changed between two tellings. It solves for the lowest and the highest value
that fit (HiGHS, whole numbers). `attack` makes tables at random and counts the numbers it got hold of; it shares no line
with the engine but the tables' shape and what the engine tells. A rule that is off is one of `OFF`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from tusoi.figures.disclosure.catalogue import Sums, Table
from tusoi.figures.disclosure.protecting import How, Release, every_release
from tusoi.figures.disclosure.rules import WIDTH, Rules, Tier, internal_tier, public_tier
from tusoi.values.wording import same

OFF = ("primary", "complementary", "remainder", "change")
"""Each rule that can be left out; `attack` is then given tables that need it."""
MOST = 100_000.0
Numbers = Mapping[str, int]
Cell = tuple[int, str]


class Attacker:
    """What is known of some cells: a range for each, sums of them, and by how much one is above another."""

    def __init__(self, ranges: Mapping[Cell, tuple[float, float]]) -> None:
        self._place = {cell: place for place, cell in enumerate(ranges)}
        self._low = np.array([low for low, _ in ranges.values()], dtype=float)
        self._high = np.array([high for _, high in ranges.values()], dtype=float)
        self._rows: list[np.ndarray] = []
        self._limits: list[tuple[float, float]] = []
        self._fits: list[np.ndarray] = []

    def knows_sum(self, whole: Cell, parts: Collection[Cell]) -> None:
        """The parts make the whole."""
        row = np.zeros(len(self._place))
        row[self._place[whole]] = -1
        for part in parts:
            row[self._place[part]] = 1
        self._rows.append(row)
        self._limits.append((0, 0))

    def knows_step(self, lower: Cell, higher: Cell, least: float, most: float) -> None:
        """The higher is above the lower by so much."""
        row = np.zeros(len(self._place))
        row[self._place[lower]], row[self._place[higher]] = -1, 1
        self._rows.append(row)
        self._limits.append((least, most))

    def interval(self, cell: Cell) -> tuple[int, int]:
        """The lowest and the highest value that fit all that is known."""
        return self._end(cell, 1), self._end(cell, -1)

    def is_left(self, cell: Cell, width: int) -> bool:
        """Whether values that far apart fit; what fitted when another cell was asked about counts too."""
        values = [fits[self._place[cell]] for fits in self._fits]
        if values and max(values) - min(values) >= width:
            return True
        low, high = self.interval(cell)
        return high - low >= width

    def _end(self, cell: Cell, sign: int) -> int:
        aim = np.zeros(len(self._place))
        aim[self._place[cell]] = sign
        limits = np.array(self._limits) if self._limits else np.zeros((0, 2))
        known = LinearConstraint(np.array(self._rows), limits[:, 0], limits[:, 1])
        found = milp(
            aim,
            integrality=np.ones(len(aim)),
            bounds=Bounds(self._low, self._high),
            constraints=known if self._rows else (),
        )
        assert found.x is not None, "what is told fits nothing at all"
        fits = np.round(found.x)
        self._fits.append(fits)
        return int(fits[self._place[cell]])


def attacker_on(releases: Sequence[Release], *, told: bool = True) -> Attacker:
    """An attacker who was told these; or nothing yet, to see what anybody knows."""
    cells = {
        (place, name): _range(release, name, told=told)
        for place, release in enumerate(releases)
        for name in release.numbers
    }
    attacker = Attacker(cells)
    for place, release in enumerate(releases):
        for whole, parts in release.table.sums:
            attacker.knows_sum((place, whole), [(place, part) for part in parts])
    for place in range(1, len(releases)):
        earlier, later = releases[place - 1], releases[place]
        for name, number in later.numbers.items():
            change = number - earlier.numbers[name]
            ends = [(place - 1, name), (place, name)]
            lower, higher = ends if change >= 0 else reversed(ends)
            least = later.tier.least_change
            if not least:
                attacker.knows_step(lower, higher, 0, MOST)
            else:
                attacker.knows_step(lower, higher, *((least, MOST) if change else (0, 0)))
    return attacker


def _range(release: Release, name: str, *, told: bool) -> tuple[float, float]:
    table, number = release.table, release.numbers[name]
    if name in table.exact or (table.known and name == table.population):
        return number, number
    how = release.how[name]
    if not told or how is How.ELSE:
        return 0, MOST
    if how is How.SMALL:
        return 0, release.tier.hidden_below - 1
    if how is How.EXACT:
        return number, number
    shown, step = release.told(name), release.tier.round_to
    assert shown is not None
    near = [
        one for one in range(max(0, shown - step), shown + step + 1) if _nearest(one, step) == shown
    ]
    return near[0], near[-1]


def _nearest(number: int, step: int) -> int:
    """The multiple that is nearest, of two as near the higher."""
    below = number - number % step
    return below + step if (number - below) * 2 >= step else below


@dataclass(frozen=True, slots=True)
class Case:
    """A table that was counted so many times, who reads it, and which numbers must not be found out."""

    table: Table
    tellings: tuple[Numbers, ...]
    tier: Tier
    hurts_below: int

    def with_all_rules(self) -> "Case":
        """The same table under the rules as they are set out of the box."""
        return replace(self, tier=public_tier(Rules()))

    def releases(self) -> list[Release]:
        """What was told, one after the other."""
        every = every_release(self.table, self.tellings, self.tier)
        return [one for one in every if any(one.numbers.values())]


@dataclass(frozen=True, slots=True)
class Attacked:
    """How many tables were tried, how many releases and hidden numbers they had, and which numbers the attacker got hold of:
    `opened` has the number of each table in which it did, and of each such number the release and the cell.
    """

    tables: int = 0
    releases: int = 0
    hidden: int = 0
    opened: tuple[tuple[int, tuple[Cell, ...]], ...] = ()

    @property
    def pinned(self) -> int:
        """How many numbers the attacker got hold of."""
        return sum(len(cells) for _, cells in self.opened)

    @property
    def success(self) -> float:
        """The share of tables of which something was found out."""
        return len(self.opened) / self.tables if self.tables else 0.0


def attack(count: int, seed: int, rules_off: Collection[str] = ()) -> Attacked:
    """Try so many tables: at random with all rules on; with one off, tables that need it."""
    found = Attacked()
    for number, case in enumerate(islice(cases(seed, rules_off), count)):
        releases = case.releases()
        pinned = tuple(pinned_in(case, releases))
        hidden = sum(how.is_hidden for one in releases for how in one.how.values())
        found = Attacked(
            found.tables + 1,
            found.releases + len(releases),
            found.hidden + hidden,
            (*found.opened, (number, pinned)) if pinned else found.opened,
        )
    return found


def cases(seed: int, rules_off: Collection[str] = ()) -> Iterator[Case]:
    """The tables of that seed, one after the other, made and not tried: table 8649 alone is `next(islice(cases(seed), 8649, None))`."""
    random = Random(seed)  # noqa: S311  # tables at random, no secret
    while True:
        yield needy_case(random, rules_off) if rules_off else random_case(random)


def pinned_in(case: Case, releases: Sequence[Release]) -> Iterator[Cell]:
    """The numbers that the attacker knows too nearly: a hidden or small one within `WIDTH`, a rounded one at all."""
    if not releases:
        return
    attacker, before = attacker_on(releases), attacker_on(releases, told=False)
    for place, release in enumerate(releases):
        for name, number in release.numbers.items():
            wide = _wanted(case, release, name, number)
            cell = (place, name)
            while wide and not attacker.is_left(cell, wide):
                if before.is_left(cell, wide):
                    yield cell
                    break
                wide -= 1  # anybody knew as much before


def _wanted(case: Case, release: Release, name: str, number: int) -> int:
    """By how much what fits must differ; 0: the number may be known."""
    if name in release.table.exact:
        return 0
    if release.how[name].is_hidden or number < case.hurts_below:
        return min(WIDTH, case.hurts_below - 1)
    return 1 if release.how[name] is How.ROUNDED else 0


# Tables at random


def random_case(random: Random) -> Case:
    """A hierarchy of up to three steps, counted up to ten times, read by the public or within the campaign."""
    rules = Rules(
        hidden_below=random.choice((8, 8, 8, 10, 12)),
        round_to=random.choice((5, 5, 5, 10)),
        least_change=random.choice((8, 8, 10)),
    )
    public = random.random() < 0.75
    tier = public_tier(rules) if public else internal_tier(rules)
    sums, leaves = _hierarchy(random)
    names = list(dict.fromkeys(name for whole, parts in sums for name in (whole, *parts)))
    left_out = _left_out(random, sums)
    table = Table(
        "random",
        tuple(name for name in names if name not in left_out) or ("all",),
        same(""),
        sums,
        population="all",
        known=random.random() < 0.4,
    )
    times = random.choice((1, 1, 2, 3, 4, 10)) if public else 1
    tellings = tuple(_counted(sums, leaves, random, times))
    hurts = rules.hidden_below if public else rules.internal_below
    return Case(table, tellings, tier, hurts)


def _hierarchy(random: Random) -> tuple[Sums, list[str]]:
    sums: list[tuple[str, tuple[str, ...]]] = []
    level, leaves = ["all"], []
    for depth in range(3):
        below: list[str] = []
        for whole in level:
            if depth and random.random() < 0.65:
                leaves.append(whole)
                continue
            parts = tuple(f"{whole}.{place}" for place in range(random.choice((2, 2, 3))))
            sums.append((whole, parts))
            below += parts
        level = below
    return tuple(sums), [*leaves, *level]


def _left_out(random: Random, sums: Sums) -> set[str]:
    """Parts without parts of their own that are not printed: at most one of each whole."""
    wholes = {whole for whole, _ in sums}
    return {
        parts[-1]
        for _, parts in sums
        if len(parts) == 2 and parts[-1] not in wholes and random.random() < 0.3
    }


def _counted(sums: Sums, leaves: Sequence[str], random: Random, times: int) -> Iterator[Numbers]:
    now = {leaf: random.choice((0, 1, 3, 6, 9, 14, 30, 80, 400)) for leaf in leaves}
    now = {leaf: random.randint(number // 2, number * 2) for leaf, number in now.items()}
    for _ in range(times):
        yield _added_up(sums, now)
        step, spread = random.choice(((1, 3), (3, 9), (8, 8), (8, 11), (9, 12), (12, 20), (10, 60)))
        for leaf in leaves:
            if random.random() < 0.6:
                now[leaf] += random.randint(step, spread)


def _added_up(sums: Sums, leaves: Numbers) -> Numbers:
    found = dict(leaves)
    for whole, parts in reversed(sums):
        found[whole] = sum(found[part] for part in parts)
    return found


# Tables that need one rule


def needy_case(random: Random, rules_off: Collection[str]) -> Case:
    """A table of which the rules that are off would have kept something: with them on it is safe."""
    made = {
        "primary": _needs_primary,
        "complementary": _needs_complementary,
        "remainder": _needs_remainder,
        "change": _needs_change,
    }
    case = made[random.choice(sorted(rules_off))](random)
    return replace(case, tier=without(case.tier, rules_off))


def without(tier: Tier, rules_off: Collection[str]) -> Tier:
    """The same rules but for some."""
    return replace(
        tier,
        hidden_below=0 if "primary" in rules_off else tier.hidden_below,
        complementary=tier.complementary and "complementary" not in rules_off,
        remainder=tier.remainder and "remainder" not in rules_off,
        least_change=0 if "change" in rules_off else tier.least_change,
    )


_TWO: Sums = (("all", ("a", "b")),)


def _two(random: Random, a: int, b: int, **more: object) -> Case:
    cells = ("all", "a", "b")
    table = replace(Table("two", cells, same(""), _TWO, population="all"), **more)  # type: ignore[arg-type]
    return Case(table, ({"all": a + b, "a": a, "b": b},), public_tier(Rules()), 8)


def _needs_primary(random: Random) -> Case:
    """A few beside many."""
    return _two(random, random.randint(1, 7), random.randint(60, 400))


def _needs_complementary(random: Random) -> Case:
    """A few beside many, and everybody can find out how many there are: Total and Tech tell of Sales."""
    return _two(random, random.randint(1, 7), random.randint(30, 400), known=True)


def _needs_remainder(random: Random) -> Case:
    """All but a few answered, and it is known how many were asked: nobody prints the few."""
    return _two(
        random, random.randint(60, 400), random.randint(1, 7), known=True, cells=("all", "a")
    )


def _needs_change(random: Random) -> Case:
    """One more person, whom a number counts that was about to be rounded up: everybody sees in which."""
    a, b = 5 * random.randint(4, 60) + 2, 5 * random.randint(4, 60)
    case = _two(random, a, b, known=True)
    return replace(case, tellings=(*case.tellings, {"all": a + b + 1, "a": a + 1, "b": b}))
