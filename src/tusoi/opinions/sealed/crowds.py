"""How many people may speak up in each unit, as typed or pasted: one unit a line, its code and the number."""

import re
from collections.abc import Mapping

from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

_LINE = re.compile(r"^(\S+)[\s;,:]+(\d{1,7})$")


class CrowdUnreadable(Refused):
    """A line does not give a unit's code and a number."""


def read_crowds(text: str) -> Mapping[str, int]:
    """The numbers by unit.

    Raises:
        CrowdUnreadable: with the line that is not so.
    """
    crowds = {}
    for line in filter(None, (one.strip() for one in text.splitlines())):
        found = _LINE.match(line)
        if found is None:
            raise CrowdUnreadable(_LINE_WRONG.filled(line=same(line[:60])))
        crowds[found[1]] = int(found[2])
    return crowds


_LINE_WRONG = Wording(
    vi="Dòng “{line}” không phải mã đơn vị và số người; viết như: A47 120. Chưa ghi gì.",
    en="The line “{line}” is not a unit's code and a number of people; write it like: A47 120. Nothing was recorded.",
)
