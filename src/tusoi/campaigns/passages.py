"""Passages of recorded texts: a column's words, or one line of a text kept as JSON; and what is left when some go."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

LONG = 20
"""Characters from which on words are sought within a line too; shorter ones go where they are the whole line."""


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that say something, each with its place."""
    for place, line in enumerate(text.split("\n")):
        if line.strip():
            yield place, line.strip()


@dataclass(frozen=True, slots=True)
class Taking:
    """Puts `mark` wherever a text says one of some `lines`: in the place of a whole line, or of a part where the words are long."""

    lines: tuple[str, ...]
    mark: str

    @classmethod
    def of(cls, text: str, mark: str) -> "Taking":
        """Of each line of a text."""
        return cls(tuple(dict.fromkeys(line for _, line in lines_of(text))), mark)

    def __call__(self, text: str) -> str:
        return "\n".join(self._left_of(line) for line in text.split("\n"))

    def _left_of(self, line: str) -> str:
        for words in self.lines:
            if line.strip() == words:
                return self.mark
            if len(words) >= LONG:
                line = line.replace(words, self.mark)
        return line


def blanked(mark: str) -> Callable[[str], str]:
    """Puts the mark in the place of everything that says something."""
    return lambda text: mark if text else ""
