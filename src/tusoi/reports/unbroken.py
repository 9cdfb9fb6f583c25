"""Which pieces of a text must not break across lines."""

import re

_KEPT = re.compile(r"\d+(?:/\d+)+")


def pieces(text: str) -> tuple[tuple[str, bool], ...]:
    """The text cut where something unbroken begins or ends; joined, the pieces are the text again."""
    cut: list[tuple[str, bool]] = []
    end = 0
    for found in _KEPT.finditer(text):
        cut += [(text[end : found.start()], False), (found.group(), True)]
        end = found.end()
    cut.append((text[end:], False))
    return tuple((piece, kept) for piece, kept in cut if piece)
