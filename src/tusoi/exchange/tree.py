"""The units' tree as don-vi.xlsx draws it: who stands above whom on a day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from tusoi.exchange.columns import UNITS
from tusoi.exchange.reader import Folder, Record
from tusoi.organisation.registering import PATH_LENGTH
from tusoi.values.period import ALWAYS

_LONGEST_WAY = PATH_LENGTH // 2
"""Codes that fit a path at most: each takes a sign and one that closes it."""


class Move(NamedTuple):
    """That a unit comes under another parent on a day."""

    day: date
    unit: str
    parent: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The dated rows of each unit, by its code, in the order of their days; and the moves of those that have some."""

    rows: Mapping[str, list[Record]]
    moves: Mapping[str, list[Move]]

    @classmethod
    def of(cls, folder: Folder) -> "Tree":
        """The tree of a folder."""
        rows: dict[str, list[Record]] = defaultdict(list)
        for record in sorted(folder.of(UNITS), key=_since):
            rows[record.text("unit")].append(record)
        moves = {
            code: found
            for code, dated in rows.items()
            if len(dated) > 1 and (found := list(_moves(code, dated)))
        }
        return cls(dict(rows), moves)

    def way_up(self, record: Record) -> list[str]:
        """The codes from a row's unit to the top, as they stood on its first day; in a circle the last comes twice.

        A circle holds from the day its youngest row begins, so that row's way shows it. A way of more codes than
        fit a path is followed no further.
        """
        way, above = [record.text("unit")], record.text("parent")
        seen = set(way)
        while above and len(way) <= _LONGEST_WAY:
            way.append(above)
            if above in seen:
                break
            seen.add(above)
            above = self._parent(above, _since(record))
        return way

    def path(self, record: Record) -> str:
        """The codes from the top down to a row's unit, parted and closed by "/"."""
        return "/".join(reversed(self.way_up(record))) + "/"

    def moved_above(self, record: Record, way: Sequence[str]) -> Move | None:
        """The first move, within a row's days, of a unit above it on its way up; None where all stay."""
        if not self.moves:
            return None
        stretch = record.period
        within = (
            move
            for above in way[1:]
            for move in self.moves.get(above, ())
            if move.day > stretch.since and stretch.includes(move.day)
        )
        return min(within, default=None)

    def parent_gone_on(self, record: Record) -> date | None:
        """A day of a row's on which its unit stands and the parent does not: the row's first, or the one after the parent's last.

        Of a row that has stood all along and a parent that began on a day, the day before it.
        """
        above = [one.period for one in self.rows.get(record.text("parent"), ())]
        if not above:
            return None
        stretch = record.period
        if not any(one.includes(stretch.since) for one in above):
            begun = min(one.since for one in above)
            return begun - timedelta(days=1) if stretch.since == ALWAYS else stretch.since
        ends = [one.until for one in above]
        last = None if None in ends else max(end for end in ends if end is not None)
        if last is None or (stretch.until is not None and stretch.until <= last):
            return None
        return last + timedelta(days=1)

    def _parent(self, unit: str, day: date) -> str:
        """Who stands above a unit on a day, or on the first day it is known of where it is not known of then."""
        rows = self.rows.get(unit, [])
        standing = (row for row in rows if row.period.includes(day))
        row = next(standing, rows[0] if rows else None)
        return row.text("parent") if row else ""


def _moves(code: str, dated: Sequence[Record]) -> Iterator[Move]:
    for earlier, later in pairwise(dated):
        if later.text("parent") != earlier.text("parent"):
            yield Move(_since(later), code, later.text("parent"))


def _since(record: Record) -> date:
    return record.day("since") or ALWAYS
