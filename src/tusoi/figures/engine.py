"""The one engine of figures: every page, export and report asks it, as of a day and as known by a moment."""

from collections.abc import Callable, Iterable, Mapping
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
from tusoi.figures.pieces import LARGE, Pieces, Summing, pieces_of
from tusoi.figures.queries import (
    AT_ONCE,
    Common,
    common_of,
    known_within,
    records_and_gates,
    records_of_no_unit,
    records_of_units,
)
from tusoi.figures.records import Records
from tusoi.figures.register import figures
from tusoi.figures.shelf import As, CampaignShelf, positions_of, standing
from tusoi.figures.thresholds import rules_of
from tusoi.gates.queries import Gatekeeper
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class FiguresDisagree(Refused):
    """Two sums that must agree do not; there is no report until they do."""


@dataclass(frozen=True, slots=True)
class Known:
    """A campaign's terms, records and gates as known by one moment; `is_large`: of its units only those asked for were read."""

    campaign: CampaignView
    records: Records
    gates: Gatekeeper
    rules: Rules
    is_large: bool = False


Named = Callable[[Records, Gatekeeper], Iterable[str]]
"""The codes of the units that a list names, read off the records and the gatekeeper of a campaign without any unit's file."""


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
    counted = _counted(standing(campaign_code, known_by), as_of, units)
    _refuse_disagreeing(counted)
    return _figure_set(counted, as_of, known_by, units)


def figures_unless_large(
    campaign_code: str,
    *,
    as_of: date,
    known_by: datetime,
    units: frozenset[str] | None = None,
    unchecked: bool = False,
) -> FigureSet | None:
    """All figures of a campaign, counted within some units (None: all); None of all of one that is counted beside the pages.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
        FiguresDisagree: two sums that must agree do not, and it is not asked for `unchecked`.
    """
    at = standing(campaign_code, known_by)
    if units is None and _is_read_in_part(at):
        return None
    counted = _counted(at, as_of, units)
    if not unchecked:
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
        campaign = campaign_view(code, known_by=known_by)
        pieces = pieces_of(common_of(campaign, known_by=known_by), at_once=AT_ONCE)
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
    counted = _counted(standing(campaign_code, known_by), as_of, units)
    return _figure_set(counted, as_of, known_by, units)


def figures_in_pieces(
    campaign_code: str,
    *,
    as_of: date,
    known_by: datetime,
    larger_than: int = LARGE,
    at_once: int = AT_ONCE,
    unchecked: bool = False,
) -> FigureSet:
    """All figures of a campaign, whatever its size: with more units than `larger_than` counted piece by piece, `at_once` units each.

    Then a number of many rows is kept and its rows are not, and `records` has no unit's file; so it is for whoever asks for numbers:
    reports, and commands. A campaign in a cascade is read whole, for the order of its gates looks at all.

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
    count = partial(_summed, pieces, Summing(as_of), known_by, family)
    counted = _IN_PIECES.take_at(at, as_of, count)
    if not unchecked:
        _refuse_disagreeing(counted)
    return replace(_figure_set(counted, as_of, known_by, None), pieces=pieces)


def is_large(campaign_code: str) -> bool:
    """Whether a campaign has so many units that its figures are counted in pieces, and not while a page waits."""
    return has_more_units_than(campaign_code, LARGE)


def is_counted_apart(campaign_code: str) -> bool:
    """Whether the figures of all its units are counted beside the pages: it is large, and in no cascade."""
    return not family_of(campaign_code).codes and is_large(campaign_code)


def pieces_known(campaign_code: str, *, known_by: datetime, at_once: int = AT_ONCE) -> Pieces:
    """A campaign's units in pieces of so many, to be read one by one.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
    """
    return _pieces(standing(campaign_code, known_by), at_once, None)


def piece_counted(
    campaign_code: str,
    units: tuple[str, ...],
    place: slice,
    *,
    as_of: date,
    known_by: datetime,
) -> Summing:
    """What the figures of those of a campaign's `units` come to that stand in a place, with the last of them what belongs to no unit."""
    pieces = _pieces(standing(campaign_code, known_by), AT_ONCE, units)
    summing = Summing(as_of)
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
    cut = partial(pieces_of, _common(at), at_once=at_once, units=units)
    return _PIECES.take_at(at, (at_once, units), cut)


def _common(at: As) -> Common:
    """What is read of a campaign once, however its units are read."""

    def read() -> Common:
        campaign = campaign_view(at.code, known_by=at.known_by)
        return common_of(campaign, known_by=at.known_by)

    return _COMMON.take_at(at, None, read)


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


def known_of(
    campaign_code: str,
    *,
    known_by: datetime,
    units: frozenset[str] | None = None,
    named: Named | None = None,
) -> Known:
    """A campaign's terms, records and gates, as the figures read them; nothing is counted.

    Whoever looks at some `units` alone says so: of a large campaign only these are read, or those that its lists have `named`.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
    """
    at = standing(campaign_code, known_by)
    return _known(at, _narrowed(at, units, named))


def known_unless_large(
    campaign_code: str,
    *,
    known_by: datetime,
    units: frozenset[str] | None,
    few: frozenset[str],
) -> Known:
    """The same for whoever does without all units (None) of a large campaign: then these `few` are read.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
    """
    at = standing(campaign_code, known_by)
    return _known(at, few if units is None and _is_read_in_part(at) else units)


def lists_of(campaign_code: str, *, known_by: datetime) -> Records:
    """The lists of a campaign in which few units stand: items, issues, who was invited, groups. Of a large one no unit's file is read.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
    """
    at = standing(campaign_code, known_by)
    return _common(at).records if _is_read_in_part(at) else _known(at).records


def gates_of(
    campaign_code: str, *, known_by: datetime, units: frozenset[str] | None = None
) -> Gatekeeper:
    """The campaign's gatekeeper, as the figures read it; of `units` as for `known_of`.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
    """
    return known_of(campaign_code, known_by=known_by, units=units).gates


def figures_around(
    campaign_code: str,
    unit: str,
    *,
    as_of: date,
    known_by: datetime,
    units: frozenset[str] | None = None,
) -> tuple[FigureSet, Gatekeeper]:
    """The figures within `units`, with the gatekeeper, for a page of one unit of theirs.

    Of a large campaign no more is read than the unit and those that ended and that it answers for.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
        FiguresDisagree: two sums that must agree do not.
    """
    at = standing(campaign_code, known_by)
    if _is_read_in_part(at):
        answering = _common(at).gates.successions.answering(as_of)
        units = frozenset({unit, *(one for one, by in answering.items() if by == unit)})
    counted = _counted(at, as_of, units)
    _refuse_disagreeing(counted)
    return _figure_set(counted, as_of, known_by, units), _known(at, units).gates


def forget() -> None:
    """Put away what is kept, so that the next page reads it anew."""
    _CAMPAIGNS.clear()
    _DAYS.clear()
    _NUMBERS.clear()
    _SOME.clear()
    _COMMON.clear()
    _LARGE.clear()
    _PIECES.clear()
    _IN_PIECES.clear()


_CAMPAIGNS: CampaignShelf[Known] = CampaignShelf(4)
_SOME: CampaignShelf[Known] = CampaignShelf(64)
"""Of large campaigns some units, those of one page or of one reader."""
_COMMON: CampaignShelf[Common] = CampaignShelf(4)
_LARGE: CampaignShelf[bool] = CampaignShelf(64)
_DAYS: CampaignShelf[Counted] = CampaignShelf(16)
"""A reader moves between days and pages of one campaign; each place may hold thousands of rows."""
_NUMBERS: CampaignShelf[Numbers] = CampaignShelf(512)
"""Of the campaigns below one; a place holds a hundred numbers."""
_IN_PIECES: CampaignShelf[Counted] = CampaignShelf(8)
"""Of campaigns counted in pieces; a place holds numbers and few rows."""
_PIECES: CampaignShelf[Pieces] = CampaignShelf(4)
"""The codes of the units of such a campaign, beside what it has in common."""


def _known(at: As, units: frozenset[str] | None = None) -> Known:
    """All of a campaign; of a large one some units alone, where not all are asked for."""
    if units is None or not _is_read_in_part(at):
        return _CAMPAIGNS.take_at(at, None, lambda: _read(at.code, at.known_by, at.family))
    return _SOME.take_at(at, units, lambda: _read_some(at, units))


def _narrowed(at: As, units: frozenset[str] | None, named: Named | None) -> frozenset[str] | None:
    """The units to be read for a list: of a large campaign, and where all are asked for, those that it names."""
    if units is not None or named is None or not _is_read_in_part(at):
        return units
    common = _common(at)
    return frozenset(named(common.records, common.gates))


def _is_read_in_part(at: As) -> bool:
    """Whether a campaign is large; in a cascade it is read whole, for the order of its gates looks at all."""
    family = family_of(at.code) if at.family is None else at.family
    return not family.codes and _LARGE.take_at(at, None, partial(is_large, at.code))


def _read(code: str, known_by: datetime, family: Family | None) -> Known:
    campaign = campaign_view(code, known_by=known_by)
    gates, records = records_and_gates(campaign, known_by=known_by, family=family)
    return Known(campaign, records, gates, rules_of(code, known_by=known_by))


def _read_some(at: As, units: frozenset[str]) -> Known:
    common = _common(at)
    gates, records = known_within(common, units)
    rules = rules_of(at.code, known_by=at.known_by)
    return Known(common.campaign, records, gates, rules, is_large=True)


def _counted(at: As, as_of: date, units: frozenset[str] | None) -> Counted:
    def count() -> Counted:
        family = family_of(at.code) if at.family is None else at.family
        return _count(_known(at, units), as_of, at.known_by, units, family)

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
