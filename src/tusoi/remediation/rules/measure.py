"""Values of an indicator: decimals as an office writes them. Plain functions: no Django, no clock."""

import re
from decimal import Decimal

_WHOLE = 15
_NUMBER = re.compile(rf"-?\d{{1,{_WHOLE}}}([.,]\d{{1,6}})?", re.ASCII)


def read_measure(text: str) -> Decimal | None:
    """A number written with a comma or a point before its decimals ("12,5"); None where it is none.

    Thousands are not set apart: "1.234" would be two numbers to two readers, and is read as one and a bit.
    """
    text = text.strip()
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def written(value: Decimal | None) -> str:
    """A value as it is kept: a point, no zeros at the end; "" for none."""
    if value is None:
        return ""
    plain = format(value if value else abs(value), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
