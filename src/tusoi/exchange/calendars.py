"""Workbooks whose days show four years and a day off: their cells count from 1904 and the workbook says 1900, or the reverse.

Excel keeps a day as a number and the first day it counts from with the workbook; cells copied into a workbook of the
other calendar show other days, each of them a real one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tusoi.exchange.columns import (
    FINDINGS,
    GROUPS,
    OPINIONS,
    REMEDIATION,
    REVIEWS,
    VOICES,
    Column,
    Kind,
    Sheet,
)
from tusoi.exchange.faults import Findings
from tusoi.exchange.problems import order as problems
from tusoi.exchange.raw import RawCell, RawRow, RawSheet
from tusoi.exchange.xlsx import date_cell
from tusoi.values.share import count_wording

FOUR_YEARS_EARLY = "days-four-years-early"
"""The note on a workbook whose days were counted from 1904."""
_APART = timedelta(days=1462)
_A_YEAR = timedelta(days=366)
_OF_THE_CAMPAIGN = {
    sheet.file for sheet in (GROUPS, OPINIONS, REVIEWS, FINDINGS, REMEDIATION, VOICES)
}
"""Workbooks that tell of nothing a year before the campaign opens."""


@dataclass(frozen=True, slots=True)
class Span:
    """From which day on a campaign is open, and the last day on which what a return tells has happened."""

    opens_on: date = date.min
    last: date = date.max


ANY = Span()
"""Of a campaign whose days are not known: no day is held against it."""
_Dated = tuple[RawRow, int, date]


def in_its_calendar(
    sheet: Sheet, raw: RawSheet, columns: Mapping[int, Column], span: Span, findings: Findings
) -> RawSheet:
    """The sheet with the days that were meant, so that nothing else follows; a fault says that all show too late.

    That all show too early is a note: a campaign may tell of old days.
    """
    if raw.is_text:
        return raw
    done = [
        at
        for at, column in columns.items()
        if column.kind in (Kind.DAY, Kind.DAYS) and not column.may_lie_ahead
    ]
    dated = list(_dated(raw, done))
    late = [one for one in dated if one[2] > span.last]
    if raw.since_1904 and 2 * len(late) > len(dated) and _all_meant_in_time(late, span):
        _name_too_late(raw, late, span, findings)
        return replace(raw, rows=tuple(map(_earlier, raw.rows)))
    if dated and not raw.since_1904 and sheet.file in _OF_THE_CAMPAIGN:
        _note_too_early(raw, dated, span, findings)
    return raw


def _dated(raw: RawSheet, columns: Sequence[int]) -> Iterator[_Dated]:
    """The real dates of these columns."""
    for row in raw.rows:
        for at in columns:
            value = row.cells[at].value
            if isinstance(value, date):
                yield row, at, date(value.year, value.month, value.day)  # without a time of day


def _all_meant_in_time(late: Sequence[_Dated], span: Span) -> bool:
    return all(day - _APART <= span.last for _, _, day in late)


def _name_too_late(raw: RawSheet, late: Sequence[_Dated], span: Span, findings: Findings) -> None:
    row, at, day = late[0]
    problem = problems.COUNTS_FROM_1904.filled(
        count=count_wording(len(late)), day=day, meant=day - _APART, last=span.last
    )
    place, snippet = raw.place(row.number, at), raw.snippet(row, at)
    findings.add(problem, place, row.cells[at].text, snippet)


def _note_too_early(raw: RawSheet, dated: Sequence[_Dated], span: Span, findings: Findings) -> None:
    """Where every day is long before the campaign, and four years later all are of it."""
    days = [day.toordinal() for _, _, day in dated]
    begins = max(1, span.opens_on.toordinal() - _A_YEAR.days)
    if max(days) >= begins or min(days) + _APART.days < begins:
        return
    if max(days) + _APART.days > span.last.toordinal():
        return
    row, at, day = dated[0]
    said = problems.COUNTED_FROM_1904.filled(day=day, meant=day + _APART)
    findings.note(FOUR_YEARS_EARLY, raw.place(row.number, at), said)


def _earlier(row: RawRow) -> RawRow:
    return RawRow(row.number, tuple(map(_earlier_cell, row.cells)))


def _earlier_cell(cell: RawCell) -> RawCell:
    return date_cell(cell.value - _APART) if isinstance(cell.value, date) else cell
