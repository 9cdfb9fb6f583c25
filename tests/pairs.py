"""Two who play rounds on one database: processes, each with a connection of its own, led by lines (`rounds.py`)."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from tests import rounds
from tests.rounds import Step

ALL = 200
"""How many rounds one database takes."""
TWO = range(2)


class Pair(Protocol):
    """Two who play rounds on one database."""

    def before(self, number: int) -> int:
        """What one of them does alone before a round; how many entries there are then."""

    def both(self, number: int) -> list[str]:
        """What came of both sides."""

    def after(self, *, check: bool = False) -> tuple[int, list[str]]:
        """How many entries there are by now; with `check`, what is not as recorded."""


def play(pair: Pair, steps: Sequence[tuple[str, Step]]) -> Iterator[str]:
    """Play each round; what comes to something that it may not, or adds entries that it should not, and what is wrong at the end."""
    for number, (unit, step) in enumerate(steps):
        before = pair.before(number)
        said = tuple(sorted(pair.both(number), key=lambda word: word != rounds.CHANGED))
        added = pair.after()[0] - before
        least, most = step.added(said.count(rounds.CHANGED))
        if said not in step.may:
            yield f"{number} {unit} {step.name}: {', '.join(said)}"
        elif not least <= added <= most:
            yield f"{number} {unit} {step.name}: {', '.join(said)}; {added} entries"
    yield from pair.after(check=True)[1]


# Two processes on an embedded database


class Processes:
    """Two processes, each with a database file's connection of its own; they are led by lines."""

    def __init__(self, home: Path, fault: str = "") -> None:
        """`fault`: Python that runs in both before they play."""
        self.fault = fault
        self.there = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "TUSOI_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "tusoi.site.settings",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        prepared = self.start("prepare")
        said = prepared.communicate(timeout=600)
        assert prepared.returncode == 0, said
        self.units: list[str] = json.loads(said[0])
        self.sides = [self.start(str(side)) for side in TWO]

    def start(self, word: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", PLAYER + self.fault + PLAYS, word],
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
            one.communicate(timeout=600)


PLAYER = """
import django; django.setup()
import json, sys
from tests import rounds
if sys.argv[1] == "prepare":
    from django.core.management import call_command; call_command("migrate", verbosity=0)
    rounds.prepare()
    print(json.dumps([one.unit for one in rounds.played()]))
"""
PLAYS = """
if sys.argv[1] != "prepare":
    rounds.serve(int(sys.argv[1]))
"""


@contextmanager
def processes(home: Path, fault: str = "") -> Iterator[Processes]:
    pair = Processes(home, fault)
    try:
        yield pair
    finally:
        pair.end()


def on_an_embedded_database(home: Path, count: int, fault: str = "") -> list[str]:
    """So many rounds between two processes, at most ALL; what is wrong with any of them."""
    with processes(home, fault) as pair:
        steps = [(unit, step) for unit, path in rounds.paths(pair.units) for step in path]
        assert len(steps) == ALL
        return list(play(pair, steps[:count]))
