"""What a promise declares, and what a measurement of it reached."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from tusoi.values.wording import Wording

PROMISES = Path(__file__).parent / "promises"
SEED = 20121217


@dataclass(frozen=True, slots=True)
class Reached:
    """The figures that a measurement came to, and whatever speaks against the promise: nothing, where it holds."""

    figures: Mapping[str, int | float]
    faults: Sequence[str] = ()

    @property
    def holds(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class Promise:
    """One line: what is promised, how much of it is tried, and the fault that its oracle has to notice.

    `short` and `full` say how much `measure` tries, in the unit of the line (kills, rounds, rows); the second argument is
    the seed. `with_fault` does the same on less of it while the fault stands; whatever it gives must speak against the promise.
    """

    id: str
    says: Wording
    goal: Wording
    reached: Wording
    """How the figures are said: their names are its slots."""
    fault: Wording
    short: int
    full: int
    measure: Callable[[int, int], Reached] = field(repr=False)
    with_fault: Callable[[int], Reached] = field(repr=False)

    def told(self, figures: Mapping[str, int | float]) -> Wording:
        """What was reached, in both languages."""
        shown = {name: _shown(value) for name, value in figures.items()}
        return Wording(vi=self.reached.vi.format(**shown), en=self.reached.en.format(**shown))


def _shown(value: float) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def ids() -> list[str]:
    """Every promise there is, in the order of its number."""
    numbers = sorted(int(file.stem[1:3]) for file in PROMISES.glob("t*.py"))
    return [f"T{number}" for number in numbers]


def promise(wanted: str) -> Promise:
    """The promise of that line; Django is set up by then, for a promise is about the program."""
    (file,) = PROMISES.glob(f"t{int(wanted[1:]):02}_*.py")
    found = import_module(f"tests.prove.promises.{file.stem}").PROMISE
    assert isinstance(found, Promise)
    assert found.id == wanted
    return found
