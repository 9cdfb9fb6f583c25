"""Whether a text names somebody. Plain functions: no Django, no clock."""

import re
from collections.abc import Iterable

from tusoi.text.forms import fold, tidy

_WORDS = re.compile(r"\w+")
SURE = 3
"""Syllables of a name from which on it is one however its marks are written; "Minh Họa" may be a name and is a word."""


def named_in(text: str, names: Iterable[str]) -> str:
    """The first of the names that stands in the text, word by word; "" where none does.

    A name of one syllable is not looked for: it is also a word.
    """
    exact, folded = _spaced(tidy(text)), _spaced(fold(text))
    for name in names:
        syllables = len(_WORDS.findall(name))
        if syllables >= SURE and _spaced(fold(name)) in folded:
            return name
        if syllables == SURE - 1 and _spaced(tidy(name)) in exact:
            return name
    return ""


def _spaced(text: str) -> str:
    return f" {' '.join(_WORDS.findall(text))} "
