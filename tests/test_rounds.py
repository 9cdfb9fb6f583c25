"""Two who act on one review at the same moment, two hundred times: one wins, the other gets a sentence."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from tests import rounds
from tests.pairs import ALL, TWO, on_an_embedded_database, play
from tests.rounds import AFTER, BEFORE, Played, Step

SAMPLE = len(AFTER) + len(BEFORE)
"""The whole path once: of one unit from the room on, of another up to it."""


def test_each_step_of_the_path_has_one_winner_on_an_embedded_database(tmp_path: Path) -> None:
    assert on_an_embedded_database(tmp_path, SAMPLE) == []


@pytest.mark.slow
def test_two_hundred_rounds_on_an_embedded_database(tmp_path: Path) -> None:
    assert on_an_embedded_database(tmp_path, ALL) == []


# Two threads on PostgreSQL


class Threads:
    """Two threads, each with a connection of its own."""

    def __init__(self) -> None:
        rounds.prepare()
        self.steps: list[tuple[Played, Step]] = list(rounds.rounds(rounds.played()))
        self.workers = ThreadPoolExecutor(2)

    def before(self, number: int) -> int:
        unit, step = self.steps[number]
        step.before(unit)
        return self.after()[0]

    def both(self, number: int) -> list[str]:
        (unit, step), together = self.steps[number], Barrier(2)

        def one(side: int) -> str:
            try:
                return rounds.came_of(unit, step, side, lambda: together.wait(600))
            finally:
                connection.close()

        return list(self.workers.map(one, TWO))

    def after(self, *, check: bool = False) -> tuple[int, list[str]]:
        return sum(rounds.entries().values()), rounds.faults() if check else []


def on_postgresql(count: int) -> None:
    pair = Threads()
    with pair.workers:
        assert len(pair.steps) == ALL
        assert not list(play(pair, [(unit.unit, step) for unit, step in pair.steps[:count]]))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_each_step_of_the_path_has_one_winner_on_postgresql() -> None:
    on_postgresql(SAMPLE)


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_hundred_rounds_on_postgresql() -> None:
    on_postgresql(ALL)
