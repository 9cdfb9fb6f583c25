"""What a figure is: a definition, a counting function, and the sums its parts must make. No Django, no clock."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Union

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.records import Records
from tusoi.ledger.source import Provenance
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Row:
    """One row behind a number: what it is, its unit, a word more about it, where it comes from, and how much it counts.

    It is seen by whoever sees the unit on the wall: what a review says (a topic, a finding, an item, a verdict's
    words, who was invited) is named by its code, and read on the unit's own pages.
    """

    label: Wording
    provenance: Provenance
    unit: str = ""
    detail: Wording | None = None
    weight: int = 1


Rows = tuple[Row, ...]
Parts = Mapping[str, Union[Rows, int, "Parts"]]
"""A figure's numbers by name, nested as they are printed; each number is the sum of its rows' weights.

Of a campaign that was counted in pieces a number of many rows stands alone; its rows are read again (`pieces.py`).
"""
Part = Rows | int | Parts


class RowsApart(Exception):
    """The rows behind a number were asked of the number alone."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts that must make a whole. Paths are dotted, within all figures: "units_reviewed.due".

    A path's last step may be "*": every part at that level.
    """

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure. `share` names the two parts that are read as part of a whole ("done" of "due").

    `counts` says whom or what its numbers count, `counts_in` where a part of it counts another. A number of persons or opinions is
    told as the rules on disclosure let, and only if its table stands in `disclosure/catalogue.py`.
    The rows of one that counts `once` are of the whole campaign and stand in each piece of it that they touch.
    The rows behind a `sealed` figure are for the inspection commission; others are told the number alone.
    `rests_on` names the terms of a campaign (`comparing.TERMS`) without which two numbers of it do not compare.
    """

    code: str
    title: Wording
    definition: Wording
    source: Wording
    count: Callable[[Records, date], Parts]
    counts: Whom
    counts_in: Mapping[str, Whom] = field(default_factory=dict)
    sums: tuple[Sum, ...] = ()
    share: tuple[str, str] | None = None
    sealed: bool = False
    once: bool = False
    rests_on: tuple[str, ...] = ()

    def whom(self, path: str) -> Whom:
        """Whom the number at a path of this figure counts."""
        part = path.removeprefix(f"{self.code}.").split(".")[0]
        return self.counts_in.get(part, self.counts)


def number(part: Part) -> int:
    """The number a part prints."""
    if isinstance(part, Mapping):
        raise TypeError("a part with parts of its own prints no number")
    return part if isinstance(part, int) else sum(row.weight for row in part)


def at(parts: Part, path: str) -> Part:
    """The part at a dotted path; KeyError if there is none. A part's own name may hold dots: a block "A.1"."""
    for name, part in parts.items() if isinstance(parts, Mapping) else ():
        if path == name:
            return part
        if path.startswith(f"{name}."):
            with suppress(KeyError):
                return at(part, path.removeprefix(f"{name}."))
    raise KeyError(path)


def paths_of(prefix: str, part: Part) -> Iterator[str]:
    """The dotted path of every number within a part, in printed order."""
    if not isinstance(part, Mapping):
        yield prefix
        return
    for name, inner in part.items():
        yield from paths_of(f"{prefix}.{name}", inner)


def has_rows(part: Part) -> bool:
    """Whether the rows behind every number of a part are at hand."""
    if isinstance(part, Mapping):
        return all(has_rows(inner) for inner in part.values())
    return not isinstance(part, int)


def each_row(part: Part) -> Iterator[Row]:
    """Every row behind a part, as often as it stands in one.

    Raises:
        RowsApart: they are not at hand.
    """
    if isinstance(part, int):
        raise RowsApart
    if isinstance(part, tuple):
        yield from part
        return
    for inner in part.values():
        yield from each_row(inner)


def rows_of(part: Part) -> Rows:
    """Every row behind a part, and behind the parts of a part; a row that stands in two parts comes once.

    Raises:
        RowsApart: they are not at hand.
    """
    if isinstance(part, tuple):
        return part
    return tuple(dict.fromkeys(each_row(part)))
