"""Codes that the system gives to what a unit records: in a range of the unit's own. Plain values: no Django.

An office numbers its rows as it likes ("KD01", "52"), so that a code given here must be one that no office
gives: it begins with the unit's code. A code holds forty characters at most; a unit's code that is too long
is cut, and a mark of the whole of it keeps two such units apart.
"""

from collections.abc import Iterable
from hashlib import sha256

LONGEST = 40
_FOR_THE_UNIT = 30


def own_range(unit: str, kind: str) -> str:
    """What the codes of that kind in a unit's own range begin with: "A47.KD"."""
    if len(unit) > _FOR_THE_UNIT:
        mark = sha256(unit.encode()).hexdigest()[:6]
        unit = f"{unit[: _FOR_THE_UNIT - 7]}.{mark}"
    return f"{unit}.{kind}"


def is_own(code: str, unit: str, kind: str) -> bool:
    """Whether a code is one of that kind in the unit's own range."""
    begins, number = own_range(unit, kind), code.removeprefix(own_range(unit, kind))
    return bool(unit) and code.startswith(begins) and number.isdecimal()


def next_own_code(unit: str, kind: str, there: Iterable[str]) -> str:
    """The next code of that kind in the unit's own range: "A47.KD03" after "A47.KD02"."""
    begins = own_range(unit, kind)
    numbers = [int(code.removeprefix(begins)) for code in there if is_own(code, unit, kind)]
    return f"{begins}{max(numbers, default=0) + 1:02d}"
