"""What two texts differ in, for people to see: lines first, then the words of lines that were changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\S+")
_MOST = 4_000_000
"""Pairs that are held against each other; beyond it a text is shown as changed whole."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: the same on both sides, or only on this one."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """Two texts side by side, each in pieces; joined, the pieces are the text."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def beside(before: str, after: str) -> Beside:
    """Two texts with what differs marked."""
    pairs = list(_pairs(before.splitlines(keepends=True), after.splitlines(keepends=True), deep=1))
    return Beside(
        _pieces((old, changed) for old, _, changed in pairs),
        _pieces((new, changed) for _, new, changed in pairs),
    )


def _pairs(
    before: Sequence[str], after: Sequence[str], *, deep: int
) -> Iterator[tuple[str, str, bool]]:
    """Stretches that stand beside each other: old, new, and whether they differ."""
    if len(before) * len(after) > _MOST:
        yield "".join(before), "".join(after), True
        return
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for change, start, end, first, last in matcher.get_opcodes():
        old, new = "".join(before[start:end]), "".join(after[first:last])
        if change == "replace" and deep:
            yield from _pairs(_WORDS.findall(old), _WORDS.findall(new), deep=deep - 1)
        else:
            yield old, new, change != "equal"


def _pieces(stretches: Iterator[tuple[str, bool]]) -> tuple[Piece, ...]:
    """Neighbours of one kind joined, empty ones left out."""
    pieces: list[Piece] = []
    for text, changed in stretches:
        if not text:
            continue
        if pieces and pieces[-1].changed == changed:
            pieces[-1] = Piece(pieces[-1].text + text, changed)
        else:
            pieces.append(Piece(text, changed))
    return tuple(pieces)
