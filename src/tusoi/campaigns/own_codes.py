"""Codes that the system gives to what a unit records: in a range of the unit's own. Plain values: no Django.

An office numbers its rows as it likes ("KD01", "52"), so that a code given here must be one that no office
gives: it begins with the unit's code. A code holds forty characters at most; a unit's code that is too long
is cut, and a mark of the whole of it keeps two such units apart.
"""

from collections.abc import Iterable
from hashlib import sha256

LONGEST = 40
_FOR_THE_UNIT, _BEFORE_THE_DASH = 30, 32


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
    return f"{begins}{_next_number(begins, there):02d}"


def dashed_range(unit: str, kind: str) -> str:
    """What the codes of topics and evidence that a unit records begin with: "A47-GY"."""
    return f"{unit[:_BEFORE_THE_DASH]}-{kind}"


def next_dashed_code(unit: str, kind: str, there: Iterable[str]) -> str:
    """The next code of that kind in a unit's dashed range: "A47-GY2" after "A47-GY1"; of `there` none is given again."""
    begins = dashed_range(unit, kind)
    return f"{begins}{_next_number(begins, there)}"


def _next_number(begins: str, there: Iterable[str]) -> int:
    after = (code.removeprefix(begins) for code in there if code.startswith(begins))
    return max((int(number) for number in after if number.isdecimal()), default=0) + 1
