"""Words as a search knows them: cut out of a text, sought in it, and shown where they stand.

A Vietnamese word is often two syllables or three, and a text parts the syllables: what is cut out here are syllables, and
words sought one after the other are wanted one after the other first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tusoi.text.forms import fold, nfc

_FOLDED = re.compile(r"[^\W_]+")
_AS_WRITTEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
BREAK = "¶"
"""Stands between two lines, so that the end of one and the start of the next are not next to each other."""
LONGEST_WORD = 60
"""Signs of a word that count; no syllable and no code is longer."""
MOST_WORDS = 12
"""Words of a search that count."""
_AROUND = 90
"""Signs of a text shown before and after what was found."""


def words_in(text: str) -> list[str]:
    """The words of one line, without marks, đ as d, in small letters."""
    return [word[:LONGEST_WORD] for word in _FOLDED.findall(fold(text))]


def looked_through(*lines: str) -> str:
    """The words of several lines, as they are looked through: parted by spaces, with `BREAK` between lines."""
    cut = (" ".join(words_in(line)) for line in lines)
    return f" {BREAK} ".join(line for line in cut if line)


@dataclass(frozen=True, slots=True)
class Sought:
    """The words that are sought, all of which must stand in a text."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> "Sought":
        """What was typed, in whichever form of Unicode, with or without marks."""
        return cls(tuple(words_in(typed)[:MOST_WORDS]))

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def said(self) -> str:
        """The words one after the other."""
        return " ".join(self.words)

    @property
    def is_plain(self) -> bool:
        """Whether nothing but the one word itself can be found."""
        return len(self.words) == 1 and not begins_a_code(self.words[0])

    def hits(self, word: str) -> bool:
        """Whether a word of a text is one of those that are sought."""
        return any(
            word == one or (begins_a_code(one) and word.startswith(one)) for one in self.words
        )


def begins_a_code(word: str) -> bool:
    """Whether a word is the beginning of a code (letters and digits, as A4 of A47), and so need not be whole."""
    return any(sign.isdigit() for sign in word) and any(sign.isalpha() for sign in word)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and whether it is what was sought."""

    text: str
    is_sought: bool = False


def pieces(text: str, sought: Sought, *, around: int = _AROUND) -> tuple[Piece, ...]:
    """The part of a text in which the words stand, in pieces; from its beginning where none does."""
    text = " ".join(nfc(text).split())
    spans = [
        (found.start(), found.end(), sought.hits(word))
        for found in _AS_WRITTEN.finditer(text)
        if (word := "".join(words_in(found.group())))
    ]
    first = _first(text, spans, sought)
    start = _at_a_space(text, first - around) if first > around else 0
    end = len(text)
    if end - start > 2 * around:
        end = max(text.rfind(" ", start, start + 2 * around + len(sought.said)), start + 1)
    hits = [(left, right) for left, right, hit in spans if hit and left >= start and right <= end]
    return tuple(_cut(text, _joined(text, hits), start, end))


def _first(text: str, spans: Sequence[tuple[int, int, bool]], sought: Sought) -> int:
    """Where the first words stand that are sought and next to each other; else the first of them."""
    for one, other in pairwise(spans):
        if one[2] and other[2]:
            said = words_in(text[one[0] : other[1]])
            if said in [list(pair) for pair in pairwise(sought.words)]:
                return one[0]
    return next((left for left, _, hit in spans if hit), 0)


def _joined(text: str, hits: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Hits with nothing but a space between them as one."""
    joined: list[tuple[int, int]] = []
    for left, right in hits:
        if joined and text[joined[-1][1] : left] == " ":
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
    return joined


def _at_a_space(text: str, start: int) -> int:
    return text.find(" ", start) + 1


def _cut(text: str, hits: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[Piece]:
    if start:
        yield Piece("… ")
    at = start
    for left, right in hits:
        if at < left:
            yield Piece(text[at:left])
        yield Piece(text[left:right], is_sought=True)
        at = right
    if at < end:
        yield Piece(text[at:end])
    if end < len(text):
        yield Piece(" …")
