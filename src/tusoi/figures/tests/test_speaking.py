"""Who spoke of their own accord: counted from sessions in numbers alone, and nought where none was counted."""

from datetime import date
from typing import Any, cast

import pytest
from hypothesis import given

from tests.cast import SOMEWHERE, by, on
from tusoi.campaigns.queries import CampaignView
from tusoi.figures.definitions.speaking import FIGURE, count
from tusoi.figures.disclosed import Disclosed, Reader
from tusoi.figures.figure import Parts, number, rows_of
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.records import NOTHING, Records, TalliedKnown
from tusoi.figures.tests.drawn import DAYS, records, unit_files

DEC_20, DEC_31 = date(2012, 12, 20), date(2012, 12, 31)
HELD = Records(
    date.max,
    {},
    {},
    (),
    tallies=(
        TalliedKnown("A47", 11, 9, 4, on("2012-12-20"), SOMEWHERE),
        TalliedKnown("A47", 11, 2, 0, on("2012-12-22"), SOMEWHERE, redo=True),
        TalliedKnown("B02", 7, 0, 0, by("2012-12-31"), SOMEWHERE),
    ),
)


def numbers(parts: Parts) -> dict[str, int]:
    return {name: number(part) for name, part in parts.items()}


def figure_set(parts: Parts) -> FigureSet:
    view = cast("CampaignView", None)
    return FigureSet(view, DEC_31, cast("Any", None), {"speaking": parts})


def test_what_was_counted_by_the_day_is_summed() -> None:
    assert numbers(count(HELD, DEC_20)) == {
        "had_to_be_called_on": 4,
        "of_their_own_accord": 5,
        "spoke": 9,
        "silent": 2,
        "called": 11,
        "sessions": 1,
    }
    assert numbers(count(HELD, DEC_31)) == {
        "had_to_be_called_on": 4,
        "of_their_own_accord": 7,
        "spoke": 11,
        "silent": 18,
        "called": 29,
        "sessions": 3,
    }


def test_without_a_session_counted_all_is_nought_and_there_is_no_share() -> None:
    parts = count(NOTHING, DEC_31)
    assert set(numbers(parts).values()) == {0}
    share = Disclosed(figure_set(parts), Reader.HOST).share("speaking")
    assert share is not None
    assert (share.text("en"), share.percent_text("en")) == ("0/0", "–")


def test_a_row_says_which_session_and_nobody() -> None:
    first, again = rows_of(count(HELD, DEC_31)["spoke"])
    assert first.label.en == "A47, session of 20 December 2012"
    assert "repeated" in again.label.en
    assert first.detail is not None
    assert first.detail.en == "9 of 11 spoke, 4 had to be called on"


@given(records(unit_files()), DAYS)
def test_both_sums_hold_whatever_was_counted(known: Records, as_of: date) -> None:
    said = numbers(count(known, as_of))
    assert said["spoke"] == said["had_to_be_called_on"] + said["of_their_own_accord"]
    assert said["called"] == said["spoke"] + said["silent"]


@pytest.mark.parametrize("lost", ["had_to_be_called_on", "of_their_own_accord", "silent", "spoke"])
def test_a_row_lost_in_any_part_is_seen(lost: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tusoi.figures.figure_set.figures", lambda: (FIGURE,))
    parts = count(HELD, DEC_31)
    assert list(figure_set(parts).disagreements()) == []
    found = figure_set({**parts, lost: cast("Any", parts[lost])[1:]}).disagreements()
    assert list(found) != []
