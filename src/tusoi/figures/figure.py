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
Parts = Mapping[str, Union[Rows, "Parts"]]
"""A figure's numbers by name, nested as they are printed; each number is the sum of its rows' weights."""


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
    rests_on: tuple[str, ...] = ()

    def whom(self, path: str) -> Whom:
        """Whom the number at a path of this figure counts."""
        part = path.removeprefix(f"{self.code}.").split(".")[0]
        return self.counts_in.get(part, self.counts)


def number(part: "Rows | Parts") -> int:
    """The number a part prints."""
    if not isinstance(part, tuple):
        raise TypeError("a part with parts of its own prints no number")
    return sum(row.weight for row in part)


def at(parts: "Rows | Parts", path: str) -> "Rows | Parts":
    """The part at a dotted path; KeyError if there is none. A part's own name may hold dots: a block "A.1"."""
    for name, part in {} if isinstance(parts, tuple) else parts.items():
        if path == name:
            return part
        if path.startswith(f"{name}."):
            with suppress(KeyError):
                return at(part, path.removeprefix(f"{name}."))
    raise KeyError(path)


def paths_of(prefix: str, part: "Rows | Parts") -> Iterator[str]:
    """The dotted path of every number within a part, in printed order."""
    if isinstance(part, tuple):
        yield prefix
        return
    for name, inner in part.items():
        yield from paths_of(f"{prefix}.{name}", inner)


def each_row(part: "Rows | Parts") -> Iterator[Row]:
    """Every row behind a part, as often as it stands in one."""
    if isinstance(part, tuple):
        yield from part
        return
    for inner in part.values():
        yield from each_row(inner)


def rows_of(part: "Rows | Parts") -> Rows:
    """Every row behind a part, and behind the parts of a part; a row that stands in two parts comes once."""
    if isinstance(part, tuple):
        return part
    found: dict[Row, None] = {}
    for inner in part.values():
        found.update(dict.fromkeys(rows_of(inner)))
    return tuple(found)
