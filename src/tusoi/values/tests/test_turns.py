"""Turns come back at their rate, and never from a clock that was set back."""

from tusoi.values.turns import Turns


def test_turns_come_back_at_their_rate() -> None:
    moment = [0.0]
    turns = Turns(2, at_once=3, clock=lambda: moment[0])
    assert [turns.take() for _ in range(4)] == [True, True, True, False]
    moment[0] = 0.5
    assert turns.are_left()
    assert [turns.take(), turns.take()] == [True, False]
    moment[0] = 1_000.0
    assert [turns.take() for _ in range(4)] == [True, True, True, False]


def test_a_clock_set_back_gives_no_turn() -> None:
    moment = [100.0]
    turns = Turns(0.5, at_once=4, clock=lambda: moment[0])
    for _ in range(9):
        turns.take()
    moment[0] = 0.0
    assert not turns.are_left()
    moment[0] = 4.0
    assert turns.are_left()


def test_given_back_all_are_there() -> None:
    turns = Turns(0, at_once=2)
    assert [turns.take() for _ in range(3)] == [True, True, False]
    turns.fill()
    assert turns.take()
