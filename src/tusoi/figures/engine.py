"""The one engine of figures: every page, export and report asks it, as of a day and as known by a moment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from tusoi.campaigns.queries import (
    CampaignView,
    Family,
    campaign_view,
    family_of,
    has_more_units_than,
)
from tusoi.figures.disclosure.rules import Rules
from tusoi.figures.figure import Parts, Sum
from tusoi.figures.figure_set import Basis, FigureSet, Numbers
from tusoi.figures.pieces import AT_ONCE, LARGE, Pieces, Summing, pieces_of
from tusoi.figures.queries import records_and_gates, records_of_no_unit, records_of_units
from tusoi.figures.records import Records
from tusoi.figures.register import figures
from tusoi.figures.shelf import As, Shelf, positions_of, standing
from tusoi.figures.thresholds import rules_of
from tusoi.gates.queries import Gatekeeper
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class FiguresDisagree(Refused):
    """Two sums that must agree do not; there is no report until they do."""


@dataclass(frozen=True, slots=True)
class Known:
    """A campaign's terms, records and gates as known by one moment."""

    campaign: CampaignView
    records: Records
    gates: Gatekeeper
    rules: Rules


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of one day within some units, and the declared sums that do not agree."""

    campaign: CampaignView
    records: Records
    parts: Mapping[str, Parts]
    disagreements: tuple[tuple[Sum, int, int], ...]
    worked_out: dict[str, Any]
    family: Family
    rules: Rules


def figures_of(
    campaign_code: str,
    *,
    as_of: date,
    known_by: datetime,
    units: frozenset[str] | None = None,
) -> FigureSet:
    """All figures of a campaign, counted within some units (None: all).

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
        FiguresDisagree: two sums that must agree do not; the sentence names the sum.
    """
    counted = _counted(campaign_code, as_of, known_by, units)
    _refuse_disagreeing(counted)
    return _figure_set(counted, as_of, known_by, units)


def numbers_of(
    campaigns: Mapping[str, tuple[Family, frozenset[str] | None]],
    *,
    as_of: date,
    known_by: datetime,
) -> dict[str, Numbers]:
    """The numbers of several campaigns, each with its family and within some units (None: all).

    One query where nothing was written since they were counted: numbers are small, and many are kept.

    Raises:
        FiguresDisagree: two sums of one of them that must agree do not.
    """
    families = {code: family for code, (family, _) in campaigns.items()}
    positions = positions_of(families, known_by=known_by)
    found = {}
    for code, (family, units) in campaigns.items():
        make = partial(_numbers_now, code, family, as_of, known_by, units)
        at = As(code, known_by, positions[code])
        found[code] = _NUMBERS.take_at(at, (as_of, units), make)
    return found


def _numbers_now(
    code: str, family: Family, as_of: date, known_by: datetime, units: frozenset[str] | None
) -> Numbers:
    """Counted without keeping the rows: those of many campaigns would push out the one that is being read."""
    if units is None and not family.codes and is_large(code):
        pieces = pieces_of(code, known_by=known_by, at_once=AT_ONCE)
        counted = _summed(pieces, Summing(as_of), known_by, family)
    else:
        counted = _count(_read(code, known_by, family), as_of, known_by, units, family)
    _refuse_disagreeing(counted)
    return Numbers.of(_figure_set(counted, as_of, known_by, units))


def _refuse_disagreeing(counted: Counted) -> None:
    for declared, whole, parts in counted.disagreements:
        raise FiguresDisagree(
            _DISAGREE.filled(
                whole=declared.whole,
                value=whole,
                parts=" + ".join(declared.parts),
                sum=parts,
            )
        )


def figures_unchecked(
    campaign_code: str,
    *,
    as_of: date,
    known_by: datetime,
    units: frozenset[str] | None = None,
) -> FigureSet:
    """The same without holding the sums against each other, so that `explain` can show why they disagree."""
    counted = _counted(campaign_code, as_of, known_by, units)
    return _figure_set(counted, as_of, known_by, units)


def figures_in_pieces(
    campaign_code: str,
    *,
    as_of: date,
    known_by: datetime,
    larger_than: int = LARGE,
    at_once: int = AT_ONCE,
    unchecked: bool = False,
    listed: frozenset[str] = frozenset(),
) -> FigureSet:
    """All figures of a campaign, whatever its size: with more units than `larger_than` counted piece by piece, `at_once` units each.

    Then a number of many rows is kept and its rows are not, but of the figures in `listed`, and `records` has no unit's file; so it is for whoever asks
    for numbers: reports, and commands. A campaign in a cascade is read whole, for the order of its gates looks at all.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
        FiguresDisagree: two sums that must agree do not, and it is not asked for `unchecked`.
    """
    family = family_of(campaign_code)
    if family.codes or not has_more_units_than(campaign_code, larger_than):
        whole = figures_unchecked if unchecked else figures_of
        return whole(campaign_code, as_of=as_of, known_by=known_by)
    at = standing(campaign_code, known_by)
    pieces = _pieces(at, at_once, None)
    count = partial(_summed, pieces, Summing(as_of, listed), known_by, family)
    counted = _IN_PIECES.take_at(at, (as_of, listed), count)
    if not unchecked:
        _refuse_disagreeing(counted)
    return replace(_figure_set(counted, as_of, known_by, None), pieces=pieces)


def is_large(campaign_code: str) -> bool:
    """Whether a campaign has so many units that its figures are counted in pieces, and not while a page waits."""
    return has_more_units_than(campaign_code, LARGE)


def piece_counted(
    campaign_code: str,
    units: tuple[str, ...],
    place: slice,
    *,
    as_of: date,
    known_by: datetime,
    listed: frozenset[str],
) -> Summing:
    """What the figures of those of a campaign's `units` come to that stand in a place, with the last of them what belongs to no unit.

    Of the figures in `listed` every row is kept.
    """
    pieces = _pieces(standing(campaign_code, known_by), AT_ONCE, units)
    summing = Summing(as_of, listed)
    found = [records_of_units(pieces.common, units[place])]
    if place.stop >= len(units):
        found.append(records_of_no_unit(pieces.common, frozenset(units)))
    for records in found:
        summing.add(records, counted_of(records, as_of))
    return summing


def figures_from(
    campaign_code: str, units: tuple[str, ...], summing: Summing, *, known_by: datetime
) -> FigureSet:
    """The figures that all pieces of a campaign's `units` came to.

    Raises:
        FiguresDisagree: two sums that must agree do not.
    """
    pieces = _pieces(standing(campaign_code, known_by), AT_ONCE, units)
    counted = _totals(pieces, summing, known_by, family_of(campaign_code))
    _refuse_disagreeing(counted)
    return replace(_figure_set(counted, summing.as_of, known_by, None), pieces=pieces)


def _pieces(at: As, at_once: int, units: tuple[str, ...] | None) -> Pieces:
    """The pieces of a campaign as it stands; what they have in common is read once while nothing is written."""
    cut = partial(pieces_of, at.code, known_by=at.known_by, at_once=at_once, units=units)
    return _PIECES.take_at(at, (at_once, units), cut)


def _summed(pieces: Pieces, summing: Summing, known_by: datetime, family: Family) -> Counted:
    """What the pieces come to, one read after the other and counted into `summing`."""
    for records in pieces:
        summing.add(records, counted_of(records, summing.as_of))
    return _totals(pieces, summing, known_by, family)


def _totals(pieces: Pieces, summing: Summing, known_by: datetime, family: Family) -> Counted:
    """What was added up, with the declared sums held against it."""
    as_of = summing.as_of
    bases = {code: Basis.of(origins) for code, origins in summing.origins().items()}
    worked_out: dict[str, Any] = {f"basis {code}": basis for code, basis in bases.items()}
    worked_out |= {
        "changes": summing.changes,
        "ended": tuple(summing.ended),
        "rests on reconstruction": any(one.rests_on_reconstruction for one in bases.values()),
    }
    campaign, records = pieces.common.campaign, pieces.common.records
    rules = rules_of(campaign.code, known_by=known_by)
    found = FigureSet(campaign, as_of, known_by, summing.parts, records)
    return Counted(
        campaign, records, summing.parts, tuple(found.disagreements()), worked_out, family, rules
    )


def known_of(campaign_code: str, *, known_by: datetime) -> Known:
    """A campaign's terms, records and gates, as the figures read them; nothing is counted.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
    """
    return _known(standing(campaign_code, known_by))


def gates_of(campaign_code: str, *, known_by: datetime) -> Gatekeeper:
    """The campaign's gatekeeper, as the figures read it.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
    """
    return known_of(campaign_code, known_by=known_by).gates


def forget() -> None:
    """Put away what is kept, so that the next page reads it anew."""
    _CAMPAIGNS.clear()
    _DAYS.clear()
    _NUMBERS.clear()
    _PIECES.clear()
    _IN_PIECES.clear()


_CAMPAIGNS: Shelf[Known] = Shelf(4)
_DAYS: Shelf[Counted] = Shelf(16)
"""A reader moves between days and pages of one campaign; each place may hold thousands of rows."""
_NUMBERS: Shelf[Numbers] = Shelf(512)
"""Of the campaigns below one; a place holds a hundred numbers."""
_IN_PIECES: Shelf[Counted] = Shelf(8)
"""Of campaigns counted in pieces; a place holds numbers and few rows."""
_PIECES: Shelf[Pieces] = Shelf(4)
"""What belongs to no piece of such a campaign, and the codes of its units."""


def _known(at: As) -> Known:
    return _CAMPAIGNS.take_at(at, None, lambda: _read(at.code, at.known_by, at.family))


def _read(code: str, known_by: datetime, family: Family | None) -> Known:
    campaign = campaign_view(code, known_by=known_by)
    gates, records = records_and_gates(campaign, known_by=known_by, family=family)
    return Known(campaign, records, gates, rules_of(code, known_by=known_by))


def _counted(code: str, as_of: date, known_by: datetime, units: frozenset[str] | None) -> Counted:
    at = standing(code, known_by)

    def count() -> Counted:
        family = family_of(code) if at.family is None else at.family
        return _count(_known(at), as_of, known_by, units, family)

    return _DAYS.take_at(at, (as_of, units), count)


def _count(
    known: Known,
    as_of: date,
    known_by: datetime,
    units: frozenset[str] | None,
    family: Family,
) -> Counted:
    records = known.records if units is None else known.records.within(units)
    parts = counted_of(records, as_of)
    found = FigureSet(known.campaign, as_of, known_by, parts, records, units)
    disagreements = tuple(found.disagreements())
    return Counted(known.campaign, records, parts, disagreements, {}, family, known.rules)


def counted_of(records: Records, as_of: date) -> dict[str, Parts]:
    """Every figure's parts; a figure that says nothing of such a campaign, such as one on a topic it has not, is left out."""
    counted = {figure.code: figure.count(records, as_of) for figure in figures()}
    return {code: parts for code, parts in counted.items() if parts}


def _figure_set(
    counted: Counted, as_of: date, known_by: datetime, units: frozenset[str] | None
) -> FigureSet:
    return FigureSet(
        campaign=counted.campaign,
        as_of=as_of,
        known_by=known_by,
        parts=counted.parts,
        records=counted.records,
        units=units,
        worked_out=counted.worked_out,
        family=counted.family,
        rules=counted.rules,
    )


_DISAGREE = Wording(
    vi="Số liệu không khớp nên không lập báo cáo: {whole} = {value}, nhưng {parts} = {sum}.",
    en="Figures disagree, so there is no report: {whole} = {value}, but {parts} = {sum}.",
)
