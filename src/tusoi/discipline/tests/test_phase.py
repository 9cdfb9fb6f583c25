"""Whether a case came before a unit's review or through it: dates decide where they are stated."""

import pytest

from tests.cast import by, on
from tusoi.discipline.rules.phase import phase_by_dates
from tusoi.values.day import When

NOV_20 = on("2012-11-20")


@pytest.mark.parametrize(
    ("found", "concluded", "decided", "first", "phase"),
    [
        (on("2012-11-01"), None, None, NOV_20, "before"),
        (on("2012-11-19"), on("2012-12-01"), None, NOV_20, "before"),
        (on("2012-11-20"), None, None, NOV_20, "through"),
        (on("2012-11-21"), on("2012-11-25"), None, NOV_20, "through"),
        (None, on("2012-11-01"), None, NOV_20, "before"),
        (None, on("2012-11-20"), None, NOV_20, "through"),
        (by("2012-12-17"), on("2012-11-25"), None, NOV_20, "through"),
        (by("2012-11-16"), None, None, NOV_20, ""),
        (by("2012-11-16"), by("2012-11-16"), by("2012-11-16"), NOV_20, ""),
        (None, None, on("2012-11-19"), NOV_20, "before"),
        (None, None, on("2012-11-20"), NOV_20, ""),
        (None, None, None, NOV_20, ""),
        (on("2012-11-01"), None, None, None, "before"),
        (None, None, on("2012-11-01"), None, "before"),
        (on("2012-11-01"), None, None, by("2012-12-17"), ""),
    ],
)
def test_the_earliest_stated_day_is_held_against_the_first_session(
    found: When | None, concluded: When | None, decided: When | None, first: When | None, phase: str
) -> None:
    told = phase_by_dates(
        found=found, concluded=concluded, decided=decided, first_session=first, out_of_review=False
    )
    assert told == phase


def test_a_case_that_names_the_review_it_came_out_of_came_through_it() -> None:
    told = phase_by_dates(
        found=on("2012-11-01"),
        concluded=None,
        decided=None,
        first_session=NOV_20,
        out_of_review=True,
    )
    assert told == "through"
