"""Figures counted a piece at a time: some thousand units are read, counted and put away before the next are.

A part's number is the sum of weights of rows, and every row is of one unit, or of none; so the pieces add up to the
whole. Of a number the rows are kept while they are few; of more the pieces are read again for whoever asks for them.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from hashlib import sha256

from tusoi.campaigns.queries import units_counted
from tusoi.figures.figure import Figure, Part, Parts, Row, Rows, each_row, number
from tusoi.figures.progress import Changes
from tusoi.figures.queries import Common, records_of_no_unit, records_of_units
from tusoi.figures.records import Records
from tusoi.figures.register import figures
from tusoi.values.batches import in_batches
from tusoi.values.origin import Origin

LARGE = 5_000
"""Units above which figures are counted in pieces where only numbers are asked for."""
ROWS_KEPT = 500
"""Rows that are kept behind one number of a campaign counted in pieces."""


@dataclass(frozen=True)
class Pieces:
    """A campaign's units in pieces, in order of codes, and what belongs to none; `at_once` units are read together."""

    common: Common
    units: tuple[str, ...]
    at_once: int

    def __iter__(self) -> Iterator[Records]:
        """The records of each piece; each is read when it is asked for."""
        return self.among(self.units)

    def among(self, units: Collection[str]) -> Iterator[Records]:
        """The records of some units, in pieces, and last what belongs to none."""
        for some in in_batches(units, self.at_once):
            yield records_of_units(self.common, some)
        yield records_of_no_unit(self.common, frozenset(self.units))

    def page(self, number: int) -> Iterator[Records]:
        """One piece alone, the first being 1; with the last of them what belongs to no unit."""
        some = self.units[(number - 1) * self.at_once : number * self.at_once]
        return (
            self.among(some)
            if number >= self.pages
            else iter((records_of_units(self.common, some),))
        )

    @property
    def pages(self) -> int:
        """How many pieces there are, one at least."""
        return max(1, -(-len(self.units) // self.at_once))


def part_in(pieces: Iterable[Records], figure: Figure, as_of: date) -> Parts:
    """One figure with all its rows in some pieces."""
    found: Parts = {}
    for records in pieces:
        found = merged(found, figure.count(records, as_of), once=figure.once)
    return found


def pieces_of(common: Common, *, at_once: int, units: tuple[str, ...] | None = None) -> Pieces:
    """A campaign in pieces; `units` where they are known already."""
    there = tuple(units_counted(common.campaign.code)) if units is None else units
    return Pieces(common, there, at_once)


@dataclass
class Summing:
    """What the figures of some pieces come to as of a day."""

    as_of: date
    parts: dict[str, Parts] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    ended: list[tuple[str, date]] = field(default_factory=list)
    sources: dict[str, dict[Origin, "array[int]"]] = field(default_factory=dict)

    def add(self, records: Records, counted: Mapping[str, Parts]) -> None:
        """Count a piece in, with what its figures came to."""
        for code, parts in counted.items():
            self._remember(code, parts)
        self._add_parts(counted)
        self.changes.count(records.units)
        self.ended += records.ended_by(self.as_of)

    def join(self, other: "Summing") -> None:
        """Count in what other pieces came to, as of the same day."""
        self._add_parts(other.parts)
        self.changes.done.update(other.changes.done)
        self.changes.due.update(other.changes.due)
        self.ended += other.ended
        for code, by_origin in other.sources.items():
            for origin, found in by_origin.items():
                self.sources.setdefault(code, {}).setdefault(origin, array("q")).extend(found)

    def _add_parts(self, counted: Mapping[str, Parts]) -> None:
        counted_once = {figure.code for figure in figures() if figure.once}
        for code, parts in counted.items():
            whole = merged(self.parts.get(code, {}), parts, once=code in counted_once)
            self.parts[code] = whole if code in counted_once else lightened(whole)

    def origins(self) -> dict[str, Counter[Origin]]:
        """Of each figure how many rows of workbooks, and acts on pages, it rests on, each counted once, by origin."""
        return {
            code: Counter({origin: _different(found) for origin, found in by_origin.items()})
            for code, by_origin in self.sources.items()
        }

    def _remember(self, code: str, parts: Parts) -> None:
        """Keep eight bytes of each source: of a country its words would take more room than all else."""
        by_origin = self.sources.setdefault(code, {})
        for source in {source_of(row) for row in each_row(parts)}:
            by_origin.setdefault(source[-1], array("q")).append(_eight_bytes(source))


def source_of(row: Row) -> tuple[str, int | None, datetime | None, Origin]:
    """The row of a workbook, or the act on a page, that a row comes from."""
    told = row.provenance
    return told.file, told.row, told.by_hand_at, told.origin


def _different(numbers: "array[int]") -> int:
    """How many different numbers there are; looked for in parts, for a set of a country's would take gigabytes."""
    parts = [array("q") for _ in range(_PARTS)]
    for one in numbers:
        parts[one % _PARTS].append(one)
    return sum(len(set(part)) for part in parts)


_PARTS = 64


def _eight_bytes(source: tuple[str, int | None, datetime | None, Origin]) -> int:
    """A source as a number that is the same in every process: texts, moments and None hash differently in each."""
    file, row, by_hand_at, _ = source
    moment = by_hand_at.timestamp() if by_hand_at else -1.0
    return hash((_number_of(file), -1 if row is None else row, moment))


@cache
def _number_of(file: str) -> int:
    return int.from_bytes(sha256(file.encode()).digest()[:7])


def merged(first: Parts, second: Parts, *, once: bool) -> Parts:
    """Two pieces of a figure together, part by part: every piece of a campaign has the same parts."""
    found = {name: _together(part, second[name], once) for name, part in first.items()}
    return found or second


def _together(first: Part, second: Part, once: bool) -> Part:
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return merged(first, second, once=once)
    if isinstance(first, tuple) and isinstance(second, tuple):
        return _once_each((*first, *second)) if once else (*first, *second)
    return number(first) + number(second)


def _once_each(rows: Iterable[Row]) -> Rows:
    return tuple(dict.fromkeys(rows))


def lightened(part: Parts) -> Parts:
    """The same with the number alone where its rows are many."""
    return {name: _lightened(inner) for name, inner in part.items()}


def _lightened(part: Part) -> Part:
    if isinstance(part, Mapping):
        return lightened(part)
    many = isinstance(part, tuple) and len(part) > ROWS_KEPT
    return number(part) if many else part
