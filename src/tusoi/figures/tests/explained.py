"""Reads an explanation back as a person would: every number, and the rows that are printed under it."""

import re
from collections.abc import Iterator

from tusoi.figures.figure_set import FigureSet
from tusoi.figures.text import explanation

_NUMBER = re.compile(r"^(\S+) = ([\d.]+)$")
_WEIGHT = re.compile(r"^(?:\S+  )?(\d[\d.]*) × ")
_SOURCE = re.compile(r"\[[\w.-]+\.(xlsx|toml):\d+, (văn bản|suy ra|dựng lại)")


def numbers_and_their_rows(figures: FigureSet, path: str) -> Iterator[tuple[str, int, int]]:
    """Path, the number printed, and what the rows printed under it come to. Each row must name file and row."""
    found: list[tuple[str, int, int]] = []
    for line in explanation(figures, path, "vi"):
        number = _NUMBER.match(line)
        if number:
            found.append((number[1], int(number[2].replace(".", "")), 0))
        elif found and line.startswith("  "):
            assert _SOURCE.search(line), line
            weight = _WEIGHT.match(line.strip())
            name, value, total = found[-1]
            found[-1] = (name, value, total + (int(weight[1].replace(".", "")) if weight else 1))
    yield from found
