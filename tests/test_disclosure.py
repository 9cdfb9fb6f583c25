"""T22: whoever has every table about persons that was ever told, and a solver, learns no hidden number."""

from random import Random

import pytest

from tests.disclosure import OFF, Attacker, Case, attack, needy_case, pinned_in
from tusoi.figures.disclosure.catalogue import Table
from tusoi.figures.disclosure.rules import Rules, Tier, internal_tier, public_tier
from tusoi.values.wording import same

# The worked example of "Small count frequency table suppression", a vignette of the R package GaussSuppression (Statistics Norway,
# MIT; data set example1 of SSBtools, 2014): six counts by age and country, zeros and ones hidden, then three more.
YOUNG, OLD = {"Spain": 5, "Iceland": 2, "Portugal": 0}, {"Spain": 6, "Iceland": 3, "Portugal": 4}


def on_the_example(*hidden: tuple[str, str]) -> Attacker:
    """An attacker who knows all counts of it but the hidden ones, and all margins."""
    counts = {("young", place): many for place, many in YOUNG.items()}
    counts |= {("old", place): many for place, many in OLD.items()}
    counts |= {("all", place): YOUNG[place] + OLD[place] for place in YOUNG}
    counts |= {(age, "all"): sum(many.values()) for age, many in (("young", YOUNG), ("old", OLD))}
    places = {cell: (place, "/".join(cell)) for place, cell in enumerate(counts)}
    ranges = {
        places[cell]: (0, 1000) if cell in hidden else (many, many) for cell, many in counts.items()
    }
    attacker = Attacker(ranges)
    for place in YOUNG:
        attacker.knows_sum(places["all", place], [places["young", place], places["old", place]])
    for age in ("young", "old"):
        attacker.knows_sum(places[age, "all"], [places[age, place] for place in YOUNG])
    attacker.cells = {cell: places[cell] for cell in counts}  # type: ignore[attr-defined]
    return attacker


def intervals(*hidden: tuple[str, str]) -> list[tuple[int, int]]:
    attacker = on_the_example(*hidden)
    return [attacker.interval(attacker.cells[cell]) for cell in hidden]  # type: ignore[attr-defined]


def test_a_number_hidden_alone_is_found_out() -> None:
    assert intervals(("young", "Portugal")) == [(0, 0)]


def test_with_the_published_pattern_the_intervals_are_those_known_and_too_narrow_for_us() -> None:
    hidden = [(age, place) for age in ("young", "old") for place in ("Iceland", "Portugal")]
    assert sorted(intervals(*hidden)) == [(0, 2), (0, 2), (2, 4), (3, 5)]


def test_of_tables_at_random_nothing_hidden_is_found_out() -> None:
    found = attack(100, seed=22)
    assert (found.tables, found.pinned) == (100, 0)
    assert found.hidden > 200, "hardly anything was hidden: the tables try nothing"


@pytest.mark.parametrize(
    ("tier", "numbers"),
    [
        (internal_tier(Rules()), (4, 4)),
        (internal_tier(Rules()), (4, 2)),
        (public_tier(Rules(hidden_below=12)), (9, 11)),
        (public_tier(Rules()), (7, 7, 6)),
    ],
)
def test_small_numbers_that_make_a_known_whole_are_not_found_out(
    tier: Tier, numbers: tuple[int, ...]
) -> None:
    parts = {f"part {place}": number for place, number in enumerate(numbers)}
    table = Table(
        "known",
        ("all", *parts),
        same(""),
        (("all", tuple(parts)),),
        population="all",
        known=True,
    )
    case = Case(table, ({"all": sum(numbers), **parts},), tier, tier.hidden_below)
    assert not list(pinned_in(case, case.releases()))


@pytest.mark.slow
def test_of_ten_thousand_tables_nothing_hidden_is_found_out() -> None:
    found = attack(10_000, seed=2012)
    assert (found.tables, found.pinned) == (10_000, 0)


@pytest.mark.parametrize("rule", OFF)
def test_with_a_rule_off_the_attacker_succeeds(rule: str) -> None:
    found = attack(30, seed=8, rules_off=[rule])
    assert found.success >= 0.9


@pytest.mark.parametrize("rule", OFF)
def test_the_same_tables_are_safe_with_the_rule_on(rule: str) -> None:
    random = Random(8)  # noqa: S311  # tables at random, no secret
    for _ in range(30):
        case = needy_case(random, [rule])
        kept = case.with_all_rules()
        assert not list(pinned_in(kept, kept.releases()))
