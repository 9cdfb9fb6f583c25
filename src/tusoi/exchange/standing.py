"""What a return must be to what stands already: rows told earlier are there again, and nothing it leaves standing contradicts it.

A return neither withdraws nor replaces what was told on a page or by another campaign's returns under a key of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from tusoi.campaigns.models import Campaign, Membership
from tusoi.discipline.queries import bodies_by_hand
from tusoi.exchange.campaign_file import CampaignFile
from tusoi.exchange.columns import CAMPAIGN_FILE, PEOPLE, SHEETS, UNITS, Sheet
from tusoi.exchange.faults import Findings, Place
from tusoi.exchange.models import Load
from tusoi.exchange.problems import order, references
from tusoi.exchange.reader import Folder, Record, bare_key, has_whole_key
from tusoi.ledger.source import row_key_of
from tusoi.organisation.models import HostFact, Standing, Tenure, Unit
from tusoi.values.moment import show_minute
from tusoi.values.period import ALWAYS, Period
from tusoi.values.wording import Wording, same


def vanished(folder: Folder, told: dict[tuple[str, str], int | None], findings: Findings) -> None:
    """Rows told by an earlier return must be there again, or be marked as withdrawn.

    `told` maps file and row key to the row the earlier return had it in.
    """
    by_stem: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
    for (file, key), row in told.items():
        by_stem[file.partition(".")[0]].append((key, row))
    for sheet in SHEETS:
        if sheet.file in folder.unread:
            continue
        rows = folder.all_of(sheet)
        before = by_stem[sheet.file.partition(".")[0]]
        if not all(has_whole_key(sheet, record) for record in rows):
            continue
        there = sheet.file in folder.records
        if not rows and len(before) > there:  # of one row that is gone the key is told
            _all_vanished(sheet, len(before), findings, there=there)
            continue
        here = Counter(_identity(sheet, record.key) for record in rows)
        for key, row in sorted(before, key=lambda item: item[1] or 0):
            identity = _identity(sheet, key)
            here[identity] -= 1
            if here[identity] < 0:
                problem = order.ROW_VANISHED.filled(key=bare_key(key), row=row or 0)
                findings.add(problem, Place(sheet.file))


def _all_vanished(sheet: Sheet, count: int, findings: Findings, *, there: bool) -> None:
    """One fault for a workbook of which nothing is left, unless that it holds nothing was said already."""
    place = Place(sheet.file)
    if all(fault.place != place for fault in findings.faults):
        gone = order.ALL_ROWS_VANISHED if there else order.FILE_VANISHED
        findings.add(gone.filled(file=sheet.file, count=count), place)


def _identity(sheet: Sheet, key: str) -> str:
    """What a row must be found by again: of several dated rows of one code, only as many as before."""
    return bare_key(key) if sheet.several_rows_per_key else key


def overlapping(
    folder: Folder, campaign: CampaignFile, loads: Collection[UUID], findings: Findings
) -> None:
    """No dated row shares a day with one of its code that was recorded on a page; of one that another campaign told a note says so.

    Both stand whatever this return says. `loads` are the campaign's own returns: what they told is replaced or withdrawn.
    """
    for sheet, model in ((UNITS, Standing), (PEOPLE, Tenure)):
        if sheet.file in folder.unread:
            continue
        here = {record.key for record in folder.all_of(sheet)}
        left = [row for row in _rows_left(model, campaign.host, loads) if row.key not in here]
        told = _dated(folder.of(sheet)) if left else {}
        told_in = dict(Load.objects.values_list("pk", "campaign")) if left else {}
        for row in left:
            for record in told.get(bare_key(row.key), ()):
                if record.period.overlaps(Period(row.day, row.until)):
                    other = told_in[row.load] if row.load else ""
                    _tell_overlap(record, row, other, findings)


def in_use(folder: Folder, campaign: CampaignFile, findings: Findings) -> None:
    """The campaign's file goes on naming each block and body that something recorded on a page is of."""
    place = Place(CAMPAIGN_FILE)
    here = {record.key for record in folder.all_of(UNITS)}
    placed = Membership.objects.known().filter(campaign=campaign.code, source_file="")
    for block, unit, key in placed.values_list("block", "unit__code", "key").order_by("unit__code"):
        if block not in campaign.blocks and row_key_of(key) not in here:
            said = references.BLOCK_IN_USE.filled(code=block, unit=unit)
            findings.add(said.caused_by(block), place, block)
    for body, case in bodies_by_hand(campaign.code):
        if body not in campaign.bodies:
            said = references.BODY_IN_USE.filled(code=body, case=case)
            findings.add(said.caused_by(body), place, body)


def note_counted_elsewhere(campaign: CampaignFile, load: UUID, findings: Findings) -> None:
    """Of each other campaign of the host a note, if a return told anything new of units or posts that it counts by. Three queries."""
    others = Campaign.objects.filter(host=campaign.host).exclude(code=campaign.code)
    if not others.exists():
        return
    owing = Membership.objects.known().filter(campaign__in=others).exclude(block="")
    for sheet, model in ((UNITS, Standing), (PEOPLE, Tenure)):
        told = model._default_manager.filter(load=load, unit=OuterRef("unit"))
        counted = owing.filter(Exists(told)).values_list("campaign")
        for other, count in counted.annotate(Count("unit", distinct=True)).order_by("campaign"):
            said = order.COUNTED_BY_ANOTHER.filled(
                file=same(sheet.file), count=count, campaign=same(other)
            )
            findings.note("counted-by-another", Place(sheet.file), said)


def _dated(records: Iterable[Record]) -> dict[str, list[Record]]:
    """The rows by their code, but those whose days have a fault."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if not (record.faulty("since") or record.faulty("until")):
            found[bare_key(record.key)].append(record)
    return found


class _RowLeft(NamedTuple):
    """A dated row of the host that a return leaves as it is."""

    key: str
    day: date
    until: date | None
    load: UUID | None
    told_at: datetime


def _rows_left(model: type[HostFact], host: str, loads: Collection[UUID]) -> Iterator[_RowLeft]:
    rows = model._default_manager.known().filter(Unit.is_of(host)).exclude(load__in=loads)
    columns = rows.values_list("key", "day", "until", "load", "told_at")
    for key, day, until, load, told_at in columns.order_by("key").iterator():
        yield _RowLeft(row_key_of(key), day, until, load, told_at)


def _tell_overlap(record: Record, row: _RowLeft, other: str, findings: Findings) -> None:
    """A note of a row that the campaign `other` told; a fault of one that was recorded on a page."""
    since = _EMPTY if row.day == ALWAYS else row.day
    until = _NOW if row.until is None else row.until
    key = bare_key(row.key)
    if other:
        said = order.OVERLAPS_ANOTHER.filled(
            key=key, since=since, until=until, campaign=same(other)
        )
        findings.note("rows-overlap-another", record.place("since"), said)
        return
    moment = Wording(vi=show_minute(row.told_at, "vi"), en=show_minute(row.told_at, "en"))
    problem = order.OVERLAPS_BY_HAND.filled(key=key, since=since, until=until, moment=moment)
    record.fault(findings, problem.caused_by(row.key), "since")


_EMPTY = Wording(vi="(để trống)", en="(empty)")
_NOW = Wording(vi="nay", en="now")
