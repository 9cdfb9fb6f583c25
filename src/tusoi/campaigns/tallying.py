"""Keeping what units had reached, and the tallies above them, in the transaction that writes the facts.

A tally only ever grows by a number, positive or negative: two acts on units of one province may write at once, in
whatever order, and neither reads what the other wrote.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Exists, OuterRef

from tusoi.campaigns.models import STAGES, STILL, Campaign, StageReached, StageTally
from tusoi.ledger.inserting import add_values, insert_values
from tusoi.ledger.models import derived_key
from tusoi.values.batches import in_batches
from tusoi.values.period import ALWAYS

_ROWS_IN_HAND = 200_000
"""Tallies kept in memory before they are written; so a load of a country does not keep all of them."""

Counts = tuple[int, ...]
"""One number for each of `STAGES`, in their order."""


class Reached(NamedTuple):
    """How far a unit's review was from `since` to `until` (STILL: it has not gone on), and where the unit stood then.

    `path` is the codes from the top down to the unit, as a standing writes them.
    """

    path: str
    block: str
    since: date
    until: date
    counts: Counts

    @property
    def codes(self) -> list[str]:
        """The codes of the path, the top first."""
        return self.path.strip("/").split("/")

    @property
    def parent(self) -> str:
        """The unit above; "" at the top."""
        return ["", *self.codes][-2]

    @property
    def level(self) -> int:
        """How deep the unit stood: 1 at the top."""
        return len(self.codes)


class Place(NamedTuple):
    """What a tally is of: the units of a block and level strictly below `node`, which stands below `parent`.

    Level 0 is the whole of it, whatever the block and level: a page asks that of each of its units.
    """

    parent: str
    node: str
    block: str
    level: int


def whole(parent: str, node: str) -> Place:
    """All that is strictly below `node` while it stands below `parent`."""
    return Place(parent, node, "", 0)


@dataclass(slots=True)
class Growth:
    """By how much tallies grow, by place and day."""

    by_place: dict[tuple[Place, date], list[int]] = field(
        default_factory=lambda: defaultdict(lambda: [0] * len(STAGES))
    )
    tops: set[str] = field(default_factory=set)

    def count(self, reached: Iterable[Reached], sign: int = 1) -> None:
        """Count what a unit had reached, or with -1 take it back."""
        for one in reached:
            codes = one.codes
            self.tops.add(codes[0])
            places = [
                place
                for above, node in pairwise(codes[:-1])
                for place in (whole(above, node), Place(above, node, one.block, len(codes)))
            ]
            self._add(places, one.since, one.counts, sign)
            if one.until != STILL:
                self._add(places, one.until + timedelta(days=1), one.counts, -sign)

    def _add(self, places: Iterable[Place], day: date, counts: Counts, sign: int) -> None:
        moved = [number for number, count in enumerate(counts) if count]
        for place in places:
            grown = self.by_place[place, day]
            for number in moved:
                grown[number] += sign * counts[number]

    def rows(self) -> Iterator[tuple[Place, str, date, Counts]]:
        """Every row that grows, by place: what it adds up over, its first day, by how much."""
        spans: dict[tuple[Place, str, date], list[int]] = {}
        for (place, day), grown in self.by_place.items():
            for span, first in (
                (StageTally.Span.ALL.value, ALWAYS),
                (StageTally.Span.MONTH.value, day.replace(day=1)),
                (StageTally.Span.DAY.value, day),
            ):
                there = spans.setdefault((place, span, first), [0] * len(STAGES))
                for number, count in enumerate(grown):
                    there[number] += count
        for (place, span, day), counts in spans.items():
            if any(counts):
                yield place, span, day, tuple(counts)


def keep_reached(campaign: str, reached: Mapping[str, Sequence[Reached]]) -> int:
    """Bring into line what each of these units has reached, and with it the tallies above; how many units changed.

    A unit that owes nothing any more is among them with nothing. The rows of each unit are held to the end of the
    transaction, so that of two acts on one unit the second counts from what the first left.
    """
    growth, changed = Growth(), 0
    for units in in_batches(sorted(reached)):
        kept = _kept(campaign, units)
        moved = [unit for unit in units if list(reached[unit]) != kept.get(unit, [])]
        changed += len(moved)
        for unit in moved:
            growth.count(kept.get(unit, ()), -1)
            growth.count(reached[unit])
        _replace(campaign, {unit: reached[unit] for unit in moved}, kept)
        if len(growth.by_place) > _ROWS_IN_HAND:
            _grow(campaign, growth)
            growth = Growth()
    _grow(campaign, growth)
    return changed


def campaigns_without_stages() -> set[str]:
    """The codes of the campaigns of which nothing is kept. One query."""
    kept = StageReached.objects.filter(campaign=OuterRef("pk"))
    without = Campaign.objects.exclude(Exists(kept))
    return set(without.values_list("code", flat=True))


def forget_reached(campaign: str) -> None:
    """Take everything away that is derived of a campaign, to be worked out anew from the facts."""
    StageReached.objects.filter(campaign=campaign).delete()
    StageTally.objects.filter(campaign=campaign).delete()


def kept_reached(campaign: str) -> dict[str, list[Reached]]:
    """What is kept of every unit, by its code. One query."""
    kept: dict[str, list[Reached]] = {}
    for row in StageReached.objects.filter(campaign=campaign).order_by("unit", "since"):
        kept.setdefault(row.unit, []).append(reached_of(row))
    return kept


def kept_tallies(campaign: str) -> Iterator[tuple[Place, str, date, Counts]]:
    """Every tally that is kept: its place, what it adds up over, its first day, the counts. One query."""
    rows = StageTally.objects.filter(campaign=campaign).exclude(parent="")
    columns = ("parent", "node", "block", "level", "span", "day", *STAGES)
    ordered = rows.order_by("parent", "node", "block", "level", "span", "day")
    for parent, node, block, level, span, day, *counts in ordered.values_list(*columns).iterator():
        yield Place(parent, node, block, level), span, day, tuple(counts)


def reached_of(row: StageReached) -> Reached:
    """What a row says."""
    counts = tuple(getattr(row, stage) for stage in STAGES)
    return Reached(row.path, row.block, row.since, row.until, counts)


def _kept(campaign: str, units: Collection[str]) -> dict[str, list[Reached]]:
    rows = StageReached.objects.filter(campaign=campaign, unit__in=units).order_by("unit", "since")
    kept: dict[str, list[Reached]] = {}
    for row in rows.select_for_update():
        kept.setdefault(row.unit, []).append(reached_of(row))
    return kept


def _replace(
    campaign: str, reached: Mapping[str, Sequence[Reached]], kept: Collection[str]
) -> None:
    before = [unit for unit in reached if unit in kept]
    if before:
        StageReached.objects.filter(campaign=campaign, unit__in=before).delete()
    stored = _stored()
    rows = [
        [
            stored(uuid4()),
            campaign,
            unit,
            one.path,
            one.parent,
            one.block,
            one.since.isoformat(),
            one.until.isoformat(),
            *one.counts,
        ]
        for unit, steps in reached.items()
        for one in steps
    ]
    # Not through the model: of a country's two million rows most of the time would go there.
    insert_values(StageReached, _OF_UNITS, rows)


def _grow(campaign: str, growth: Growth) -> None:
    """Add to the rows, in one order for everybody, so that no two acts wait for each other in a circle."""
    _name_tops(campaign, growth.tops)
    # By the unit above, so that a page reads a country's provinces in one piece.
    rows = sorted(growth.rows(), key=_in_order)
    stored = _stored()
    told = [
        [
            stored(_key(campaign, place, span, day)),
            campaign,
            place.parent,
            place.node,
            place.block,
            place.level,
            span,
            day.isoformat(),
            *counts,
        ]
        for place, span, day, counts in rows
    ]
    add_values(StageTally, _COLUMNS, told, adding=STAGES)


def _in_order(row: tuple[Place, str, date, Counts]) -> tuple[Any, ...]:
    place, span, day, _ = row
    return place.parent, place.level, span, day, place.node, place.block


def _name_tops(campaign: str, tops: Collection[str]) -> None:
    """Say which units are tops; a row that is there is not touched."""
    keys = {_key(campaign, whole("", top), StageTally.Span.ALL, ALWAYS): top for top in tops}
    there = set(StageTally.objects.filter(pk__in=keys).values_list("pk", flat=True))
    new = sorted(top for key, top in keys.items() if key not in there)
    places = [whole("", top) for top in new]
    StageTally.objects.bulk_create(
        (
            StageTally(
                id=_key(campaign, place, StageTally.Span.ALL, ALWAYS),
                campaign_id=campaign,
                node=place.node,
                level=0,
                span=StageTally.Span.ALL,
                day=ALWAYS,
            )
            for place in places
        ),
        ignore_conflicts=True,
    )


def _stored() -> Callable[[UUID], Any]:
    """How the database at hand writes a key."""
    return (lambda key: key.hex) if connection.vendor == "sqlite" else (lambda key: key)


def _key(campaign: str, place: Place, span: str, day: date) -> UUID:
    """Begins alike for all of one unit: a load of a country writes them side by side, not all over the index."""
    about = (campaign, place.parent, place.node, place.block, str(place.level), span)
    key = sha256("\x1f".join((*about, day.isoformat())).encode()).digest()
    return UUID(bytes=_beginning(campaign, place.parent) + key[:10])


@lru_cache(maxsize=1024)
def _beginning(campaign: str, parent: str) -> bytes:
    return derived_key("tally", campaign, parent).bytes[:6]


_OF_UNITS = ("id", "campaign_id", "unit", "path", "parent", "block", "since", "until", *STAGES)
_COLUMNS = ("id", "campaign_id", "parent", "node", "block", "level", "span", "day", *STAGES)
