"""Which sessions are of the last round of a review."""

from dataclasses import dataclass
from datetime import date

import pytest

from tusoi.meetings.rules.rounds import judged_on, last_round
from tusoi.values.day import When


def december(day: int) -> When:
    return When(date(2012, 12, day))


@dataclass(frozen=True)
class Sat:
    when: When
    redo: bool = True


@dataclass(frozen=True)
class Asked:
    round_number: int
    reopened: When
    redone: When | None = None
    part: str = "collective_session"


FIRST, ON_5, ON_20 = Sat(december(1), redo=False), Sat(december(5)), Sat(december(20))
REDO_2, REDO_6 = Asked(1, december(2), december(5)), Asked(2, december(6), december(20))

CASES = {
    "nothing repeated": ((FIRST,), (REDO_2,), (0, [FIRST])),
    "repeated once": ((FIRST, ON_5), (REDO_2,), (1, [ON_5])),
    "asked for again, not met": ((FIRST, ON_5), (REDO_2, REDO_6), (1, [ON_5])),
    "repeated twice": ((FIRST, ON_5, ON_20), (REDO_2, REDO_6), (2, [ON_20])),
    "the second names no session": (
        (FIRST, ON_5),
        (REDO_2, Asked(2, december(6), part="findings")),
        (1, [ON_5]),
    ),
    "an office's return names no part": ((FIRST, ON_5, ON_20), (), (1, [ON_5, ON_20])),
    "a return's redo, then one that names a session": ((FIRST, ON_5), (REDO_6,), (1, [ON_5])),
    "three, the last not met": (
        (FIRST, ON_5, ON_20),
        (REDO_2, REDO_6, Asked(3, december(21))),
        (2, [ON_20]),
    ),
    "asked for on the day of the redo's session": (
        (FIRST, ON_5),
        (REDO_2, Asked(2, december(5))),
        (1, [ON_5]),
    ),
    "met on the day on which it was asked for": (
        (FIRST, ON_5),
        (Asked(1, december(5), december(5)),),
        (1, [ON_5]),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_last_redo_that_met_and_its_sessions(case: str) -> None:
    met, opened, expected = CASES[case]
    assert last_round(met, opened) == expected


def test_a_verdict_is_on_the_sessions_of_its_own_day() -> None:
    met, opened = (FIRST, ON_5, ON_20), (REDO_2, REDO_6)
    assert judged_on(met, opened, date(2012, 12, 4)) == [FIRST]
    assert judged_on(met, opened, date(2012, 12, 19)) == [ON_5]
    assert judged_on(met, opened, date(2012, 12, 22)) == [ON_20]
