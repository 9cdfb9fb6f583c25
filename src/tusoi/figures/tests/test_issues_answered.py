"""Issues are counted once they are given to a post, and what waits and what is answered make the whole."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.cast import SOMEWHERE, on
from tusoi.figures.definitions.issues_answered import FIGURE
from tusoi.figures.figure import number
from tusoi.figures.records import IssueKnown, Records

DEC_1, DEC_5, DEC_10 = date(2012, 12, 1), date(2012, 12, 5), date(2012, 12, 10)


def issue(code: str, given_on: date | None, outcome: str = "", post: str = "BT") -> IssueKnown:
    return IssueKnown(
        code=code,
        unit="A47",
        post="",
        given_post=post if given_on else "",
        given_on=given_on,
        due_on=None,
        replied=False,
        outcome=outcome,
        answered_on=DEC_5 if outcome else None,
        when=on("2012-11-20"),
        provenance=SOMEWHERE,
    )


ISSUES = (
    issue("1", DEC_1, "accepted"),
    issue("2", DEC_1, "explained"),
    issue("3", DEC_1),
    issue("4", None),
)


def counted(day: date) -> Mapping[str, int]:
    records = Records(due_on=DEC_10, blocks={}, bodies={}, criteria=(), issues=ISSUES)
    return {name: number(part) for name, part in FIGURE.count(records, day).items()}


@pytest.mark.parametrize(
    ("day", "answered", "given", "count"),
    [(date(2012, 11, 30), 0, 0, 0), (DEC_1, 0, 3, 3), (DEC_5, 2, 1, 3)],
)
def test_an_issue_counts_from_the_day_it_is_given(
    day: date, answered: int, given: int, count: int
) -> None:
    found = counted(day)
    assert (found["answered"], found["given"], found["count"]) == (answered, given, count)
    assert found["count"] == found["answered"] + found["given"]
    assert found["answered"] == found["accepted"] + found["explained"]


def test_one_that_was_merged_or_split_counts_until_that_day() -> None:
    closed = replace(ISSUES[2], closed_on=DEC_5)
    records = Records(due_on=DEC_10, blocks={}, bodies={}, criteria=(), issues=(closed,))

    def there(day: date) -> int:
        return number(FIGURE.count(records, day)["count"])

    assert [there(DEC_1), there(date(2012, 12, 4)), there(DEC_5)] == [1, 1, 0]


def test_one_that_is_given_to_nobody_is_counted_nowhere() -> None:
    records = Records(due_on=DEC_10, blocks={}, bodies={}, criteria=(), issues=ISSUES[3:])
    assert all(not part for part in FIGURE.count(records, DEC_10).values())
