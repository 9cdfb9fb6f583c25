"""What a return would change, told before it is loaded: the load itself, looked at and taken back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from tusoi.exchange.actions import load_folder
from tusoi.exchange.campaign_file import campaign_code
from tusoi.exchange.cells import NOT_STATED
from tusoi.exchange.columns import CAMPAIGN_FILE, SHEETS, Column, columns_for
from tusoi.exchange.faults import Findings
from tusoi.exchange.reader import Value, bare_key
from tusoi.exchange.retell import FolderRetold, RowRetold, UnknownCampaign, retell
from tusoi.exchange.workbooks import NOT_STATED as SAID_NOT_STATED
from tusoi.guidance.queries import guidance_set
from tusoi.ledger.actions import Told
from tusoi.opinions.asking.said import BY_LINK, Via
from tusoi.organisation.queries import account_names
from tusoi.values.clock import now
from tusoi.values.day import show_day
from tusoi.values.moment import ZONE
from tusoi.values.wording import Wording, same

SHOWN_PER_FILE = 100


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that would read otherwise, or a row that would come or go (then `column` is None).

    `row` is as the return numbers it, where it has the row; `recorded` says who had told the cell by hand
    and when, where the return would take the place of that.
    """

    file: str
    row: int | None
    key: str
    column: Wording | None
    before: Wording
    after: Wording
    recorded: Wording | None = None

    def text(self, lang: str) -> str:
        """`kiem-diem.xlsx hàng 48 · A47 · Các ngày kiểm điểm: (trống) → 18/12/2012`."""
        where = self.file
        if self.row:
            where += f" {'hàng' if lang == 'vi' else 'row'} {self.row}"
        parts = [where, self.key] if self.key else [where]
        what = f"{self.before.in_(lang)} → {self.after.in_(lang)}"
        if self.column is not None:
            what = f"{self.column.in_(lang)}: {what}"
        parts.append(what)
        if self.recorded is not None:
            parts.append(self.recorded.in_(lang))
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class FileChanges:
    """The changes of one file, at most so many of them; `more` are not shown."""

    file: str
    shown: tuple[Change, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a load would do: facts new, changed, withdrawn and the same, and the cells behind them by file.

    `overrides` are the changes that would take the place of something told by hand.
    """

    campaign: str
    told: Told
    files: tuple[FileChanges, ...]
    overrides: tuple[Change, ...]
    findings: Findings

    @property
    def loaded_before(self) -> bool:
        """Whether this very return is loaded already."""
        return self.told == Told()


def preview_load(path: Path, *, by: UUID, told_at: datetime | None = None) -> Preview:
    """What `load_folder` would change. Nothing of it remains, no entry of the ledger either.

    The load runs in a transaction that is rolled back, so the counts are exact; until then it waits for
    other writers, and they for it.

    Raises:
        FolderFaulty, ToldTooEarly, Refused: as the load does.
    """
    with transaction.atomic():
        before = _standing(campaign_code(path))
        loaded = load_folder(path, by=by, told_at=told_at)
        after = retell(loaded.campaign, known_by=now())
        transaction.set_rollback(True)
    changes = list(_changes(before, after))
    by_file = {file: list(group) for file, group in groupby(changes, key=lambda one: one.file)}
    return Preview(
        campaign=loaded.campaign,
        told=loaded.told,
        files=tuple(
            FileChanges(file, tuple(found[:SHOWN_PER_FILE]), max(0, len(found) - SHOWN_PER_FILE))
            for file, found in by_file.items()
        ),
        overrides=tuple(change for change in changes if change.recorded is not None),
        findings=loaded.findings,
    )


def _standing(code: str) -> FolderRetold | None:
    """What stands of a campaign now; None where it is not there yet."""
    try:
        return retell(code, known_by=now())
    except UnknownCampaign:
        return None


def _changes(before: FolderRetold | None, after: FolderRetold) -> Iterator[Change]:
    """Every difference, file by file, in the order of the rows."""
    was, said = _flat(before.terms.content) if before else {}, _flat(after.terms.content)
    for key in dict.fromkeys((*was, *said)):
        if was.get(key) != said.get(key):
            yield Change(
                CAMPAIGN_FILE, None, key, None, _plain(was.get(key)), _plain(said.get(key))
            )
    criteria = len(guidance_set(after.terms.guidance_set).criteria)
    names = account_names(_recorders(before)) if before else {}
    for sheet in SHEETS:
        columns = columns_for(sheet, criteria)
        old = {row.record.key: row for row in before.of(sheet)} if before else {}
        for row in after.of(sheet):
            earlier = old.pop(row.record.key, None)
            if earlier is None:
                yield _whole_row(row, _NOTHING, _NEW_ROW)
            else:
                yield from _cells(earlier, row, columns, names)
        yield from (_whole_row(gone, _TOLD_ROW, _WITHDRAWN) for gone in old.values())


def _cells(
    earlier: RowRetold, later: RowRetold, columns: tuple[Column, ...], names: Mapping[UUID, str]
) -> Iterator[Change]:
    """The cells of one row that would read otherwise."""
    for column in columns:
        was, said = (row.record.value(column.key) for row in (earlier, later))
        if was != said:
            yield Change(
                file=later.sheet.file,
                row=later.record.number or None,
                key=bare_key(later.record.key),
                column=column.heading,
                before=_shown(was, column.words),
                after=_shown(said, column.words),
                recorded=_by_hand(earlier, later, column.key, names),
            )


def _recorders(before: FolderRetold) -> set[UUID]:
    """Whoever told something by hand that stands."""
    rows = (row for rows in before.rows.values() for row in rows)
    return {fact.told_by_id for row in rows for fact in row.facts.values() if fact.load is None}


def _whole_row(row: RowRetold, before: Wording, after: Wording) -> Change:
    number = row.record.number if after is _NEW_ROW else None
    return Change(row.sheet.file, number, bare_key(row.record.key), None, before, after)


def _by_hand(
    before: RowRetold, after: RowRetold, column: str, names: Mapping[UUID, str]
) -> Wording | None:
    """Who told the earlier fact by hand and when; None where a return told it, or it stands."""
    earlier, later = before.facts.get(column), after.facts.get(column)
    if earlier is None or earlier.load is not None:
        return None
    if later is not None and later.pk == earlier.pk:
        return None
    who = same(names.get(earlier.told_by_id, str(earlier.told_by_id)))
    if before.record.value("via") == Via.LINK:
        who = BY_LINK.filled(name=who)
    told_at = earlier.told_at.astimezone(ZONE)
    return _RECORDED.filled(who=who, clock=f"{told_at:%H:%M}", day=told_at.date())


def _shown(value: Value, words: Mapping[str, Wording]) -> Wording:
    if value in (None, ""):
        return _EMPTY
    if value is NOT_STATED:
        return SAID_NOT_STATED
    if isinstance(value, str) and value in words:
        return words[value]
    if isinstance(value, tuple):
        return Wording(
            vi="; ".join(_in(one, "vi") for one in value),
            en="; ".join(_in(one, "en") for one in value),
        )
    return Wording(vi=_in(value, "vi"), en=_in(value, "en"))


def _in(value: object, lang: str) -> str:
    return show_day(value, lang) if isinstance(value, date) else str(value)


def _plain(value: str | None) -> Wording:
    return _EMPTY if value is None else same(value)


def _flat(content: Any, path: str = "") -> dict[str, str]:
    """The campaign file as one text for each key: "host.code", "block.2.name_vi"."""
    if isinstance(content, Mapping):
        inner = [(str(key), one) for key, one in content.items()]
    elif isinstance(content, list):
        inner = [(str(number), one) for number, one in enumerate(content, start=1)]
    else:
        return {path: str(content)}
    return {
        key: text
        for name, one in inner
        for key, text in _flat(one, f"{path}.{name}" if path else name).items()
    }


_EMPTY = Wording(vi="(trống)", en="(empty)")
_NOTHING = Wording(vi="(chưa có)", en="(not there)")
_NEW_ROW = Wording(vi="hàng mới", en="a new row")
_TOLD_ROW = Wording(vi="hàng đã báo", en="a row told before")
_WITHDRAWN = Wording(vi="rút lại", en="withdrawn")
_RECORDED = Wording(
    vi="thay điều {who} đã ghi trực tiếp lúc {clock} ngày {day}",
    en="takes the place of what {who} recorded by hand at {clock} on {day}",
)
