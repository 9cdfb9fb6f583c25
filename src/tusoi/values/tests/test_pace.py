"""Long work says how far it has come: not too often, in both languages, and never that all is done."""

import pytest

from tusoi.values import pace
from tusoi.values.pace import Pace
from tusoi.values.wording import Wording

WHAT = Wording(vi="đang đọc", en="reading")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    moment = [100.0]
    monkeypatch.setattr(pace, "ticking", lambda: moment[0])
    return moment


def test_a_wait_is_said_with_the_share_and_the_time_left(clock: list[float]) -> None:
    said: list[Wording] = []
    with Pace(WHAT, 250_000, said.append) as going:
        clock[0] += 30
        going.to(50_000)
        clock[0] += 1
        going.to(60_000)
        clock[0] += 90
        going.to(125_000)
    assert [one.vi for one in said] == [
        "đang đọc",
        "đang đọc: 50.000/250.000 (20 %), còn khoảng 2 phút",
        "đang đọc: 125.000/250.000 (50 %), còn khoảng 2 phút",
    ]
    assert said[1].en == "reading: 50,000/250,000 (20 %), about 2 min left"


def test_more_than_was_foreseen_is_no_more_than_nearly_all(clock: list[float]) -> None:
    said: list[Wording] = []
    with Pace(WHAT, 0, said.append) as going:
        clock[0] += 5
        going.to(7)
    assert said[-1].en == "reading: 7/7 (99 %), about 1 s left"


def test_each_thing_is_a_step(clock: list[float]) -> None:
    with Pace(WHAT, 3, lambda _: None) as going:
        assert list(going.each("abc")) == ["a", "b", "c"]
    assert going.done == 3
