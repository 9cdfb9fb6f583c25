"""Cells put away behind units above them: what a line counts is what opening it shows, and no way down is without end."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tusoi.desk import put_away
from tusoi.desk.put_away import ELSEWHERE, Above

Lines = dict[str, tuple[str, ...]]


@st.composite
def trees(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Of each of some units the codes above it."""
    above: dict[str, tuple[str, ...]] = {}
    for number in range(draw(st.integers(1, 40))):
        head = draw(st.sampled_from(["", *above]))
        above[f"U{number}"] = (*above[head], head) if head else ()
    return above


@pytest.fixture(autouse=True)
def _few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(put_away, "CELLS_AT_ONCE", 5)
    monkeypatch.setattr(put_away, "LINES_AT_ONCE", 4)


@given(trees(), st.data())
def test_each_line_counts_what_is_shown_when_it_is_opened(
    above: dict[str, tuple[str, ...]], data: st.DataObject
) -> None:
    owing = data.draw(st.sets(st.sampled_from(sorted(above)), min_size=1))
    seen = data.draw(st.none() | st.frozensets(st.sampled_from(sorted(above))))
    found = Above.of({unit: above[unit] for unit in owing}, seen)

    def opened(asked: str, blocks: dict[str, str], way: tuple[str, ...]) -> None:
        behind = found.put_away(blocks, asked=asked)
        assert behind.keys() <= blocks.keys()
        for head, count in Counter(behind.values()).items():
            assert head not in way, "opened without end"
            assert found.trails[head][-1] == head
            within = {unit: "A" for unit in owing if head in found.lines[unit]}
            assert len(within) == count
            opened(head, within, (*way, head))

    opened("", dict.fromkeys(owing, "A"), ())


@given(trees(), st.data())
def test_nobody_is_led_to_a_unit_that_is_not_theirs_to_see(
    above: dict[str, tuple[str, ...]], data: st.DataObject
) -> None:
    seen = data.draw(st.frozensets(st.sampled_from(sorted(above))))
    found = Above.of(above, seen)
    assert found.trails.keys() <= seen | {ELSEWHERE}


def put_away_by_line(
    above: Mapping[str, tuple[str, ...]], blocks: Mapping[str, str], **asked: str
) -> set[str]:
    return set(Above.of(above, None).put_away(blocks, **asked).values())


def test_as_deep_as_one_page_holds() -> None:
    wards = {f"W{n}": ("T", "P", f"D{n % 3}") for n in range(9)}
    assert put_away_by_line(wards, dict.fromkeys(wards, "A")) == {"D0", "D1", "D2"}
    many = {f"W{n}": ("T", f"P{n % 2}", f"D{n % 6}") for n in range(12)}
    assert put_away_by_line(many, dict.fromkeys(many, "A")) == {"P0", "P1"}
    assert Above.of(many, None).trails["D4"] == ("P0", "D4")


def test_a_line_stands_in_each_block_that_has_units_behind_it() -> None:
    units = {f"W{n}": ("T", f"P{n % 2}", f"D{n % 4}") for n in range(12)}
    assert put_away_by_line(units, dict.fromkeys(units, "A")) == {"D0", "D1", "D2", "D3"}
    in_two_blocks = {unit: f"{number % 3}" for number, unit in enumerate(units)}
    assert put_away_by_line(units, in_two_blocks) == {"P0", "P1"}


def test_the_first_level_that_tells_apart_is_shown_however_wide() -> None:
    wide = {f"W{n}": ("T", f"P{n}") for n in range(9)}
    assert put_away_by_line(wide, dict.fromkeys(wide, "A")) == {f"P{n}" for n in range(9)}


def test_few_units_of_the_one_asked_for_are_shown_as_cells() -> None:
    few = {f"W{n}": ("T", "P", f"D{n % 2}") for n in range(5)}
    assert put_away_by_line(few, dict.fromkeys(few, "A"), asked="P") == set()
    six = {**few, "W5": ("T", "P", "D1")}
    assert put_away_by_line(six, dict.fromkeys(six, "A"), asked="P") == {"D0", "D1"}


def test_more_units_than_fit_as_cells_stay_put_away() -> None:
    deep: Lines = {f"D{n}": ("T", f"P{n % 2}", f"H{n % 2}") for n in range(4)}
    shallow: Lines = {f"S{n}": ("T", "P0") for n in range(5)}
    assert put_away_by_line(deep | shallow, dict.fromkeys(deep | shallow, "A")) == {"H0", "H1"}
    shallow |= {"S5": ("T", "P1")}
    assert put_away_by_line(deep | shallow, dict.fromkeys(deep | shallow, "A")) == {"P0", "P1"}
