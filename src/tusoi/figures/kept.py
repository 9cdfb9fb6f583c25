"""The numbers of large campaigns, kept between processes: counted once as known by a moment, told to whoever asks.

What is kept holds for as long as a count made now would come to the same (`stood.py`). It is numbers, and of small ones the
codes of the units behind them; the rows of a number are read again, of these units alone.
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tusoi.campaigns.queries import campaign_view, family_of
from tusoi.figures.counting import MADE_BY
from tusoi.figures.engine import (
    figures_in_pieces,
    figures_unless_large,
    pieces_known,
)
from tusoi.figures.figure import Rows, at, rows_of
from tusoi.figures.figure_set import Basis, FigureSet, Numbers, numbers_in
from tusoi.figures.models import CountKept
from tusoi.figures.pieces import Pieces, part_in
from tusoi.figures.pieces_kept import by_day, days
from tusoi.figures.progress import Changes
from tusoi.figures.stood import Stood, stands
from tusoi.figures.thresholds import rules_of
from tusoi.values.clock import now
from tusoi.values.moment import show_minute
from tusoi.values.wording import LANGUAGES, Wording

UNITS_A_PAGE = 300
"""Units of which the rows behind a large number are read together."""
MOST = 50
"""Counts of one campaign that are kept; more, and those made first go."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The figures of a count that was kept; `behind` names the units behind each small number, by its path."""

    figures: FigureSet
    behind: Mapping[str, frozenset[str]]

    def pages(self, path: str) -> int:
        """On how many pages the rows behind a number stand: those of a small one together, of a large one so many units' on each."""
        return 1 if self._units(path) is not None else self._pieces.pages

    def rows(self, path: str, page: int = 1) -> Rows:
        """The rows behind a number on one of its pages, read again."""
        units, pieces = self._units(path), self._pieces
        definition = self.figures.definition(path.split(".")[0])
        read = pieces.page(page) if units is None else pieces.among(sorted(units))
        part = part_in(read, definition, self.figures.as_of)
        return rows_of(at({definition.code: part}, path))

    @property
    def units(self) -> frozenset[str]:
        """The codes of the campaign's units."""
        return frozenset(self._pieces.units)

    @property
    def _pieces(self) -> Pieces:
        code, known_by = self.figures.campaign.code, self.figures.known_by
        return pieces_known(code, known_by=known_by, at_once=UNITS_A_PAGE)

    def _units(self, path: str) -> frozenset[str] | None:
        """The units to be read for all rows behind a number; None: too many for one page. A group's row names all its units."""
        pieces = self._pieces
        if self.figures.definition(path.split(".")[0]).once:
            found = frozenset(unit for group in pieces.common.groups for unit in group.units)
        elif path in self.behind:
            found = self.behind[path]
        else:
            return None
        return found.intersection(pieces.units)


def keep(figures: FigureSet, stood: Stood) -> None:
    """Keep what was counted of a whole campaign from where its record `stood`."""
    about: dict[str, Any] = {
        "campaign_code": figures.campaign.code,
        "as_of": figures.as_of,
        "known_by": figures.known_by,
    }
    what: dict[str, Any] = {
        "made_at": now(),
        "made_by": MADE_BY,
        "stood_sizes": dict(stood.sizes),
        "stood_taken": stood.taken,
        "content": zlib.compress(json.dumps(_told(figures)).encode()),
    }
    of_campaign = CountKept.objects.filter(campaign_code=figures.campaign.code)
    with transaction.atomic():
        CountKept.objects.update_or_create(**about, defaults=what)
        newest = of_campaign.order_by("-made_at").values_list("pk", flat=True)
        of_campaign.exclude(pk__in=list(newest[:MOST])).delete()


def kept_count(campaign: str, *, as_of: date, known_by: datetime) -> Kept | None:
    """What was counted of a day as known by just that moment; None where nothing of it is kept, or holds no longer."""
    rows = CountKept.objects.filter(campaign_code=campaign, as_of=as_of, known_by=known_by)
    return next((_kept(row) for row in rows if _holds(row)), None)


def newest_count(campaign: str, *, as_of: date, known_by: datetime) -> Kept | None:
    """What was counted last of a day, as known by that moment or one before; None where nothing is kept that holds."""
    rows = CountKept.objects.filter(campaign_code=campaign, as_of=as_of, known_by__lte=known_by)
    return next((_kept(row) for row in rows.order_by("-known_by") if _holds(row)), None)


def figures_kept(campaign: str, *, as_of: date, known_by: datetime) -> FigureSet:
    """All figures of a campaign; of a large one the numbers alone, counted here and now only where none are kept.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
        FiguresDisagree: two sums that must agree do not.
    """
    at_hand = figures_unless_large(campaign, as_of=as_of, known_by=known_by)
    if at_hand is not None:
        return at_hand
    kept = kept_count(campaign, as_of=as_of, known_by=known_by)
    if kept is not None:
        return kept.figures
    stood = stands(campaign)
    counted = figures_in_pieces(campaign, as_of=as_of, known_by=known_by, larger_than=0)
    keep(counted, stood)
    return counted


def counts_of(campaign: str) -> list[Kept]:
    """Every count of a campaign that is kept and holds, in order of what it knows."""
    rows = CountKept.objects.filter(campaign_code=campaign).order_by("known_by", "as_of")
    return [_kept(row) for row in rows if _holds(row)]


def forget_counts(campaign: str) -> None:
    """Put away what is kept of a campaign."""
    CountKept.objects.filter(campaign_code=campaign).delete()


def _holds(row: CountKept) -> bool:
    stood = Stood(row.stood_sizes, row.stood_taken)
    return row.made_by == MADE_BY and stood.still_tells(row.known_by)


def _kept(row: CountKept) -> Kept:
    told = json.loads(zlib.decompress(row.content))
    code = row.campaign_code
    bases = {f"basis {code}": Basis(*counts) for code, counts in told["basis"].items()}
    figures = FigureSet(
        campaign=campaign_view(code, known_by=row.known_by),
        as_of=row.as_of,
        known_by=row.known_by,
        parts=told["parts"],
        worked_out={
            **bases,
            "changes": Changes(days(told["done"]), days(told["due"])),
            "ended": tuple((unit, date.fromisoformat(last)) for unit, last in told["ended"]),
            "rests on reconstruction": told["rests_on_reconstruction"],
        },
        family=family_of(code),
        rules=rules_of(code, known_by=row.known_by),
    )
    return Kept(figures, {path: frozenset(units) for path, units in told["behind"].items()})


def _told(figures: FigureSet) -> dict[str, Any]:
    """A count as plain JSON."""
    paths = [path for code in figures.parts for path in figures.paths(code)]
    return {
        "parts": numbers_in(figures.parts),
        "behind": {
            path: sorted({row.unit for row in part})
            for path in paths
            if isinstance(part := at(figures.parts, path), tuple)
        },
        "basis": {code: astuple(figures.basis(code)) for code in figures.parts},
        "done": by_day(figures.changes.done),
        "due": by_day(figures.changes.due),
        "ended": [(unit, last.isoformat()) for unit, last in figures.ended],
        "rests_on_reconstruction": figures.rests_on_reconstruction,
    }


@dataclass(frozen=True, slots=True)
class KeptOtherwise:
    """A number that is kept otherwise than counting anew comes to."""

    path: str
    as_of: date
    known_by: datetime
    kept: int | None
    counted: int | None

    @property
    def sentence(self) -> Wording:
        """Names the number, the day and the moment."""
        vi, en = (show_minute(self.known_by, lang) for lang in LANGUAGES)
        none = Wording(vi="không có", en="none")
        return _OTHERWISE.filled(
            path=self.path,
            day=self.as_of,
            moment=Wording(vi=vi, en=en),
            kept=none if self.kept is None else self.kept,
            counted=none if self.counted is None else self.counted,
        )


def kept_otherwise(campaign: str) -> Iterator[KeptOtherwise]:
    """Every number of a campaign's kept counts that is not so by its facts. Each is counted anew, in pieces."""
    for kept in counts_of(campaign):
        as_of, known_by = kept.figures.as_of, kept.figures.known_by
        ours = Numbers.of(kept.figures).by_path
        anew = figures_in_pieces(
            campaign, as_of=as_of, known_by=known_by, larger_than=0, unchecked=True
        )
        theirs = Numbers.of(anew).by_path
        for path in dict.fromkeys((*theirs, *ours)):
            if ours.get(path) != theirs.get(path):
                yield KeptOtherwise(path, as_of, known_by, ours.get(path), theirs.get(path))


_OTHERWISE = Wording(
    vi="“{path}” tính đến hết ngày {day}, đếm lúc {moment}: đang giữ {kept}, theo các sự kiện là {counted}",
    en="“{path}” as of the end of {day}, counted at {moment}: kept {kept}, by the facts {counted}",
)
