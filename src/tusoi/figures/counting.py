"""Counting a large campaign as an errand: which pieces there are, what each came to, and all of them added up.

What was counted is kept beside the errand, so that whoever goes on after a killed worker counts the rest. All of it is
counted as known by one moment; whoever takes it asks whether anything was told since that is known by then.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from sys import version

from tusoi import __version__
from tusoi.campaigns.queries import family_of, units_counted
from tusoi.errands.folder import files_of
from tusoi.errands.kind import Asking, Made
from tusoi.figures.engine import figures_from, piece_counted
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.pieces import Summing
from tusoi.figures.pieces_kept import read, written
from tusoi.figures.queries import AT_ONCE
from tusoi.figures.stood import Stood, stands

BEGUN = "begun"
"""The key of the first piece; those after it are places, such as "3/25"."""
FILE = "piece.json"
MADE_BY = f"{__version__} {version}"
"""What another version of the program counted is not taken: definitions may differ."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Which units are counted, and where the record stood before anything was read."""

    units: tuple[str, ...]
    stood: Stood


@dataclass(frozen=True, slots=True)
class Wanted:
    """The figures of which day, as known by which moment."""

    as_of: date
    known_by: datetime


def keys_of(asking: Asking, last: str) -> Sequence[str]:
    """A key for the beginning, for each thousand units and for what comes of them; of a campaign in a cascade the last alone.

    Such a campaign is read whole, for the order of its gates looks at all.
    """
    if family_of(asking.campaign).codes:
        return [last]
    begun = begun_of(asking)
    units = units_counted(asking.campaign) if begun is None else begun.units
    count = max(1, -(-len(units) // AT_ONCE))
    return [BEGUN, *(f"{number}/{count}" for number in range(1, count + 1)), last]


def counted_piece(asking: Asking, key: str, wanted: Wanted) -> Made:
    """One of them but the last, counted."""
    if key == BEGUN:
        return Made({FILE: _begin(asking.campaign)})
    begun = begun_of(asking)
    if begun is None:  # another version began it: the last piece is counted by itself
        return Made()
    piece = piece_counted(
        asking.campaign,
        begun.units,
        _place(key, len(begun.units)),
        as_of=wanted.as_of,
        known_by=wanted.known_by,
    )
    return Made({FILE: written(piece)})


def added_up(asking: Asking, wanted: Wanted) -> tuple[FigureSet, Stood] | None:
    """The figures from what was counted, and where the record stood before; None where a piece of it is missing.

    Raises:
        FiguresDisagree: two sums that must agree do not.
    """
    begun = begun_of(asking)
    keys = keys_of(asking, "")[1:-1]
    if begun is None or not keys:  # no piece: it came into a cascade meanwhile
        return None
    summing = Summing(wanted.as_of)
    for key in keys:  # one in hand at a time: those of a country come to hundreds of megabytes
        files = files_of(asking.id, key)
        if files is None:
            return None
        summing.join(read(files[FILE], summing.parts))
    figures = figures_from(asking.campaign, begun.units, summing, known_by=wanted.known_by)
    return figures, begun.stood


def begun_of(asking: Asking) -> Begun | None:
    """How the errand began; None: it has not, or by another version of the program."""
    files = files_of(asking.id, BEGUN)
    told = json.loads(files[FILE]) if files else {}
    if told.get("made_by") != MADE_BY:
        return None
    return Begun(tuple(told["units"]), Stood(**told["stood"]))


def _begin(campaign: str) -> bytes:
    """Where the record stands, asked before the units are."""
    stood = asdict(stands(campaign))
    units = units_counted(campaign)
    return json.dumps({"made_by": MADE_BY, "stood": stood, "units": units}).encode()


def _place(key: str, units: int) -> slice:
    """Which of the units stand in a piece: of 2,500, "1/3" are the first 833."""
    number, count = map(int, key.split("/"))
    return slice(units * (number - 1) // count, units * number // count)
