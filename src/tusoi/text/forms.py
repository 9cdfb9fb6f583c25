"""Normal forms of a text: what is stored, what is searched, what is sorted by."""

import re
import unicodedata
from itertools import filterfalse

_TURNING = (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Marks that turn the direction of what follows, so that a line reads otherwise than it was written."""
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, *_TURNING))
_SPACES = re.compile(r"\s+")
UNSEEN = frozenset(
    map(
        chr,
        (0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, *range(0x180B, 0x180E), *range(0xFE00, 0xFE10)),
    )
)
"""Signs that count as letters or marks and show nothing; no code may hold one."""
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԚԜасеорхуѕіјһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοÐƉð",
    "ABESIJKMHOPCTYXQWaceopxysijhdqwABEZHIKMNOPTYXoĐĐđ",
)
"""Letters of other alphabets, as old keyboards and fonts leave them, to the Latin ones they look like."""

_LETTERS = "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z".split()
_LETTER_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_LETTERS, start=10)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def nfc(text: str) -> str:
    """The composed form (NFC), in which every text is stored."""
    return unicodedata.normalize("NFC", text)


def as_seen(text: str) -> str:
    """The text as the eye takes it: letters that look like others, wide and raised forms as the plain ones."""
    if text.isascii():
        return text
    seen = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    return nfc("".join(sign for sign in seen if sign not in UNSEEN))


def lines_kept(text: str) -> str:
    """NFC with line breaks as one sign and ends trimmed: how a text of several lines is stored."""
    return nfc(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def tidy(text: str) -> str:
    """NFC without invisible characters, each run of white space (line breaks too) one space, ends trimmed."""
    if (
        text.isprintable() and "  " not in text
    ):  # then nothing is invisible, and every white space is a space
        return nfc(text).strip(" ")
    return _SPACES.sub(" ", nfc(text).translate(_INVISIBLE)).strip()


def control_sign(text: str) -> str | None:
    """The first sign that no database and no workbook takes for text: controls but ends of lines and tabs, halves of a pair,
    and the two that no character is.
    """
    return next((sign for sign in text if sign not in "\n\r\t" and is_no_text(sign)), None)


def is_no_text(sign: str) -> bool:
    """Whether no file of text may hold a sign: a control, half of a pair, or what no character ever is."""
    return unicodedata.category(sign) in ("Cc", "Cs") or sign in "\ufffe\uffff"


def fold(text: str) -> str:
    """Lower case without any mark, đ as d: the form under which two spellings meet in a search."""
    decomposed = unicodedata.normalize("NFD", tidy(text).lower())
    return "".join(filterfalse(unicodedata.combining, decomposed)).replace("đ", "d")


def sort_key(text: str) -> str:
    """A key whose plain string order is the Vietnamese dictionary's: letters first, tones only to break a tie.

    Letters a ă â b c d đ e ê …; tones level, huyền, hỏi, ngã, sắc, nặng; digits before letters.
    """
    letters: list[str] = []
    tones: list[str] = []
    for sign in unicodedata.normalize("NFC", tidy(text).lower()):
        letter, tone = _letter_and_tone(sign)
        letters.append(_rank(letter))
        tones.append(tone)
    return "".join(letters) + " " + "".join(tones)


def _letter_and_tone(sign: str) -> tuple[str, str]:
    """ "ậ" as ("â", "5"): the tone mark taken off, the mark that makes another letter kept."""
    decomposed = unicodedata.normalize("NFD", sign)
    tone = next((_TONES[mark] for mark in decomposed if mark in _TONES), "0")
    letter = unicodedata.normalize("NFC", "".join(m for m in decomposed if m not in _TONES))
    return letter, tone


def _rank(letter: str) -> str:
    if letter in _LETTER_RANK:
        return _LETTER_RANK[letter]
    if letter.isspace():
        return "00"
    return "0" + letter if letter.isdigit() else "99" + letter
