"""Two who act on one review at the same moment, two hundred times: one wins, the other gets a sentence."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any, Protocol

import pytest
from django.db import connection

from tests import rounds
from tests.rounds import AFTER, BEFORE, Played, Step

ALL, SAMPLE = 200, len(AFTER) + len(BEFORE)
"""How many rounds; the sample is the whole path once: of one unit from the room on, of another up to it."""
TWO = range(2)


class Pair(Protocol):
    """Two who play rounds on one database."""

    def before(self, number: int) -> int:
        """What one of them does alone before a round; how many entries there are then."""

    def both(self, number: int) -> list[str]:
        """What came of both sides."""

    def after(self, *, check: bool = False) -> tuple[int, list[str]]:
        """How many entries there are by now; with `check`, what is not as recorded."""


def play(pair: Pair, steps: list[tuple[str, Step]]) -> None:
    """Each round comes to what it may come to, and adds the entries that it should; nothing is wrong at the end."""
    for number, (unit, step) in enumerate(steps):
        before = pair.before(number)
        said = tuple(sorted(pair.both(number), key=lambda word: word != rounds.CHANGED))
        added = pair.after()[0] - before
        least, most = step.added(said.count(rounds.CHANGED))
        assert said in step.may, (number, unit, step.name)
        assert least <= added <= most, (number, unit, step.name, said)
    assert pair.after(check=True)[1] == []


# Two processes on an embedded database


class Processes:
    """Two processes, each with a database file's connection of its own; they are led by lines."""

    def __init__(self, home: Path) -> None:
        self.there = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "TUSOI_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "tusoi.site.settings",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        prepared = self.start("prepare")
        said = prepared.communicate(timeout=120)
        assert prepared.returncode == 0, said
        self.units: list[str] = json.loads(said[0])
        self.sides = [self.start(str(side)) for side in TWO]

    def start(self, word: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", PLAYER, word],
            env=self.there,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def before(self, number: int) -> int:
        return int(self.ask(0, f"before {number}"))

    def both(self, number: int) -> list[str]:
        for side in TWO:
            assert self.ask(side, f"look {number}") == "ready", (number, side)
        for side in TWO:
            self.tell(side, "go")
        return [str(self.hear(side)) for side in TWO]

    def after(self, *, check: bool = False) -> tuple[int, list[str]]:
        told = self.ask(1, f"{'faults' if check else 'entries'} 0")
        return told["entries"], told["faults"]

    def ask(self, side: int, line: str) -> Any:
        self.tell(side, line)
        return self.hear(side)

    def tell(self, side: int, line: str) -> None:
        written = self.sides[side].stdin
        assert written is not None
        written.write(f"{line}\n")
        written.flush()

    def hear(self, side: int) -> Any:
        read = self.sides[side].stdout
        assert read is not None
        line = read.readline()
        assert line, f"side {side} broke off; its words are on the error output"
        return json.loads(line)

    def end(self) -> None:
        for one in self.sides:
            one.communicate(timeout=60)


PLAYER = """
import django; django.setup()
import json, sys
from tests import rounds
if sys.argv[1] == "prepare":
    from django.core.management import call_command; call_command("migrate", verbosity=0)
    rounds.prepare()
    print(json.dumps([one.unit for one in rounds.played()]))
else:
    rounds.serve(int(sys.argv[1]))
"""


@contextmanager
def processes(home: Path) -> Iterator[Processes]:
    pair = Processes(home)
    try:
        yield pair
    finally:
        pair.end()


def on_an_embedded_database(home: Path, count: int) -> None:
    with processes(home) as pair:
        steps = [(unit, step) for unit, path in rounds.paths(pair.units) for step in path]
        assert len(steps) == ALL
        play(pair, steps[:count])


def test_each_step_of_the_path_has_one_winner_on_an_embedded_database(tmp_path: Path) -> None:
    on_an_embedded_database(tmp_path, SAMPLE)


@pytest.mark.slow
def test_two_hundred_rounds_on_an_embedded_database(tmp_path: Path) -> None:
    on_an_embedded_database(tmp_path, ALL)


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
                return rounds.came_of(unit, step, side, lambda: together.wait(30))
            finally:
                connection.close()

        return list(self.workers.map(one, TWO))

    def after(self, *, check: bool = False) -> tuple[int, list[str]]:
        return sum(rounds.entries().values()), rounds.faults() if check else []


def on_postgresql(count: int) -> None:
    pair = Threads()
    with pair.workers:
        assert len(pair.steps) == ALL
        play(pair, [(unit.unit, step) for unit, step in pair.steps[:count]])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_each_step_of_the_path_has_one_winner_on_postgresql() -> None:
    on_postgresql(SAMPLE)


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_hundred_rounds_on_postgresql() -> None:
    on_postgresql(ALL)
