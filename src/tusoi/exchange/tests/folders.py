"""A small campaign folder that is sound: four units, each told once, so that a test breaks exactly one thing."""

import csv
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from django.apps import apps
from django.db.models import Model
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tusoi.exchange.actions import FolderFaulty, Loaded, load_folder
from tusoi.exchange.columns import (
    CAMPAIGN_FILE,
    CASES,
    EVIDENCE,
    FINDINGS,
    GROUPS,
    OPINIONS,
    PEOPLE,
    REMEDIATION,
    REVIEWS,
    SHEETS,
    TOPICS,
    UNITS,
    VOICES,
    Sheet,
    columns_for,
)
from tusoi.exchange.faults import Fault
from tusoi.exchange.workbooks import shown, write_workbook
from tusoi.exchange.xlsx import column_letter
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import Committed, Entry, Fact, RowDigest
from tusoi.ledger.queries import committed_models, heads
from tusoi.organisation.actions import add_account
from tusoi.organisation.models import Account
from tusoi.values.moment import parse_moment

CRITERIA = 12
SILENT = "chưa nêu"
FIRST_TOLD = parse_moment("2012-11-16T17:00+07:00")
NEXT_TOLD = parse_moment("2012-12-03T17:00+07:00")
LAST_TOLD = parse_moment("2012-12-17T17:00+07:00")

_CALENDARS_APART = timedelta(days=1462)
Row = dict[str, Any]


def campaign_text(code: str = "thu-2012", host: str = "huyen-uy", as_of: str = "2012-11-16") -> str:
    """The campaign's file, with the keys a test is likely to change on lines of their own."""
    return f"""code = "{code}"
title_vi = "Kiểm điểm thử"
title_en = "A trial review"
as_of = {as_of}
due_on = 2012-12-17
guidance_set = "nqtw4-2012"

[host]
code = "{host}"
name_vi = "Huyện ủy thử"
name_en = "A trial committee"
place_vi = "Huyện Thử"
place_en = "Thử"
unit = "HU"

[[period]]
name_vi = "Kiểm điểm"
name_en = "Reviews"
from = 2012-10-16
to = 2012-12-17

[[block]]
code = "A"
name_vi = "Khối A"
name_en = "Block A"

[[block]]
code = "B"
name_vi = "Khối B"
name_en = "Block B"

[[body]]
code = "thuong_vu"
name_vi = "Ban Thường vụ"
name_en = "Standing committee"

[printed]
source_vi = "Báo cáo thử"
source_en = "A trial report"
as_of = 2012-11-16

[printed.figures]
"units_reviewed" = "2/4"
"""


def _units() -> list[Row]:
    def unit(code: str, block: str = "", parent: str = "HU") -> Row:
        return {"unit": code, "name": f"Đơn vị {code}", "block": block, "parent": parent}

    return [
        unit("HU", parent=""),
        unit("A01", "A"),
        unit("A02", "A"),
        unit("B01", "B"),
        unit("B02", "B"),
    ]


def _people() -> list[Row]:
    def post(unit: str, code: str, rank: str) -> Row:
        return {
            "unit": unit,
            "post": code,
            "title": "Chức vụ",
            "rank": rank,
            "holder": f"{unit}-{code}",
        }

    return [
        post("HU", "UV1", "leader"),
        post("HU", "UV2", "leader"),
        post("A01", "BT", "head"),
        post("A01", "PBT", "leader"),
        post("A02", "BT", "head"),
        post("B01", "BT", "head"),
        post("B02", "BT", "head"),
    ]


def _groups() -> list[Row]:
    return [
        {"group": "T1", "leader": "HU/UV1", "members": ["HU/UV2"], "units": ["A01", "A02"]},
        {
            "group": "T2",
            "leader": "HU/UV2",
            "units": ["B01", "B02"],
            "given_on": date(2012, 10, 16),
        },
    ]


def _topics() -> list[Row]:
    return [
        {
            "topic_code": "GY1",
            "unit": "A01",
            "topic": "Quản lý đất công",
            "deep": "yes",
            "suggested_by": "thuong_vu",
            "suggested_on": date(2012, 9, 28),
            "answered_on": date(2012, 10, 20),
            "cause": "subjective",
            "owner": "PBT",
        },
    ]


def _opinions() -> list[Row]:
    return [
        {
            "opinion_code": "YK1",
            "unit": "A01",
            "giver": "cán bộ",
            "invited": 40,
            "answered": 31,
            "issues": 3,
        }
    ]


def _voices() -> list[Row]:
    return [
        {
            "row_kind": "invited",
            "invitation": "MYK1",
            "unit": "A01",
            "voice": "cell",
            "giver": "Chi bộ 3",
            "opinion_due": date(2012, 10, 15),
        },
        {
            "row_kind": "said",
            "invitation": "MYK1",
            "unit": "A01",
            "said_topic": "T1",
            "faults": "Chậm",
            "received_on": date(2012, 10, 10),
        },
    ]


def _reviews() -> list[Row]:
    return [
        {
            "unit": "A01",
            "prepared": date(2012, 10, 20),
            "sessions": [date(2012, 11, 5), date(2012, 11, 6)],
            "chair": "BT",
            "minutes": date(2012, 11, 7),
            "group_attended": date(2012, 11, 5),
            "verdict": "meets",
            "verdict_on": date(2012, 11, 10),
            "verdict_reason": "Rõ địa chỉ",
            "sign_1": "yes",
            "sign_2": "no",
        },
        {"unit": "A01", "post": "BT", "sessions": [date(2012, 11, 5)]},
        {"unit": "A01", "post": "PBT", "sessions": [date(2012, 11, 6)]},
        {"unit": "A02", "prepared": SILENT, "sessions": SILENT},
        {"unit": "A02", "post": "BT", "sessions": SILENT},
        {"unit": "B01", "reason": "Chờ kết luận thanh tra", "next_look": date(2012, 12, 20)},
        {"unit": "B02", "waiting_for": "Thanh tra huyện", "waiting_since": date(2012, 10, 1)},
    ]


def _cases() -> list[Row]:
    return [
        {
            "case": "KL1",
            "subject": "member",
            "unit": "A01",
            "post": "PBT",
            "found": date(2012, 8, 1),
            "concluded": date(2012, 9, 10),
            "reviewed": date(2012, 9, 20),
            "decided": date(2012, 10, 1),
            "decided_by": "thuong_vu",
            "form": "khiển trách",
            "phase": "before",
        },
        {"case": "KL2", "subject": "organisation", "unit": "B02", "found": SILENT},
    ]


def _findings() -> list[Row]:
    return [
        {
            "finding": "KD1",
            "unit": "A01",
            "shortcoming": "Chậm xử lý vi phạm",
            "cause": "subjective",
            "owner": "PBT",
            "address": "tổ trật tự xây dựng",
            "topic_code": "GY1",
            "found_on": date(2012, 11, 6),
        }
    ]


def _remediation() -> list[Row]:
    return [
        {"row_kind": "group", "number": "1", "title": "Kỷ cương"},
        {
            "row_kind": "item",
            "number": "1",
            "title": "Giải quyết đơn thư",
            "group": "1",
            "owner_unit": "A01",
            "owner": "BT",
            "due": date(2013, 6, 30),
            "agreed_on": date(2012, 11, 10),
            "started_on": date(2012, 11, 12),
        },
    ]


@dataclass
class Small:
    """The folder before it is written: rows by workbook, each a mapping by column key, and the campaign's file."""

    path: Path
    campaign: str = field(default_factory=campaign_text)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    def __getitem__(self, sheet: Sheet) -> list[Row]:
        return self.rows[sheet.file]

    def row(self, sheet: Sheet, **wanted: str) -> Row:
        """The row with these values; where no post is asked for, the collective's."""
        wanted = {"post": "", **wanted} if sheet is REVIEWS else wanted
        return next(
            row
            for row in self[sheet]
            if all(row.get(key, "") == one for key, one in wanted.items())
        )

    def change(self, old: str, new: str) -> None:
        """Change the campaign's file; what is to be changed must be there."""
        assert old in self.campaign, old
        self.campaign = self.campaign.replace(old, new, 1)

    def copied(self, path: Path) -> "Small":
        """The same folder, to be changed by itself."""
        return Small(path, self.campaign, deepcopy(self.rows), set(self.left_out))

    def write(self, lang: str = "vi") -> Path:
        """Write everything that is not left out."""
        self.path.mkdir(parents=True, exist_ok=True)
        (self.path / CAMPAIGN_FILE).write_text(self.campaign, encoding="utf-8")
        for sheet in SHEETS:
            if sheet.file not in self.left_out:
                write_workbook(
                    sheet,
                    self.path / sheet.file,
                    self[sheet],
                    criteria=CRITERIA,
                    lang=lang,
                    explained=False,
                )
        return self.path

    def write_csv(self) -> Path:
        """Write the workbooks as text files with the same rows."""
        self.path.mkdir(parents=True, exist_ok=True)
        (self.path / CAMPAIGN_FILE).write_text(self.campaign, encoding="utf-8")
        for sheet in SHEETS:
            columns = columns_for(sheet, CRITERIA)
            lines = [[column.heading.vi for column in columns]]
            for row in self[sheet]:
                cells = (shown(column, row.get(column.key), "vi") for column in columns)
                lines.append(["" if cell is None else _as_text(cell) for cell in cells])
            with (
                (self.path / sheet.file)
                .with_suffix(".csv")
                .open("w", encoding="utf-8", newline="") as file
            ):
                csv.writer(file).writerows(lines)
        return self.path


def _as_text(cell: str | int | date) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def small(path: Path, **campaign: str) -> Small:
    """A sound folder, not yet written."""
    rows = {
        UNITS.file: _units(),
        PEOPLE.file: _people(),
        GROUPS.file: _groups(),
        TOPICS.file: _topics(),
        OPINIONS.file: _opinions(),
        REVIEWS.file: _reviews(),
        CASES.file: _cases(),
        FINDINGS.file: _findings(),
        REMEDIATION.file: _remediation(),
        EVIDENCE.file: [],
        VOICES.file: _voices(),
    }
    for sheet_rows in rows.values():
        for row in sheet_rows:
            row["origin"] = "record"
    return Small(path, campaign_text(**campaign), rows)


def below(path: Path, code: str = "xa-2013", under: str = "A01", **cascade: str) -> Small:
    """A sound folder of the campaign below that of `small`, not yet written: two communes under one of its units."""
    folder = small(path, code=code)
    place = {"of": "thu-2012", "under": under, "direction": "top_down"} | cascade
    lines = "".join(f'{key} = "{value}"\n' for key, value in place.items())
    folder.change("[[period]]", f"[cascade]\n{lines}\n[[period]]")
    folder.change("guidance_set =", 'level = "grassroots"\nguidance_set =')
    folder.change('"units_reviewed" = "2/4"\n', "")
    for sheet in SHEETS:
        if sheet not in (UNITS, PEOPLE):
            folder[sheet].clear()
    for row in folder[UNITS]:
        row.pop("block")
    for unit in ("X1", "X2"):
        told = {"name": f"Xã {unit}", "block": "A", "parent": under, "origin": "record"}
        folder[UNITS].append({"unit": unit, **told})
        folder[PEOPLE].append(
            {"unit": unit, "post": "BT", "title": "Bí thư", "rank": "head", "origin": "record"}
        )
    return folder


def met(folder: Small, unit: str, day: date) -> None:
    """Let a unit of `below` have held its review on a day."""
    for post in ("", "BT"):
        row = {"unit": unit, "post": post, "prepared": day, "sessions": [day], "chair": "BT"}
        folder[REVIEWS].append(row | {"origin": "record"})


def change_sheet(path: Path, change: Callable[[Worksheet], object]) -> None:
    """Do something to the first sheet of a workbook that was written."""
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)


def count_from_1904(path: Path, *, says: bool) -> None:
    """Let a workbook that was written say that its days count from 1904 (its cells do not), or its cells (it does not say so)."""
    book = openpyxl.load_workbook(path)
    if says:
        book.epoch = CALENDAR_MAC_1904
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if isinstance(cell.value, datetime):
                cell.value += _CALENDARS_APART if says else -_CALENDARS_APART
    book.save(path)


def letter(sheet: Sheet, key: str) -> str:
    """The letter of a column, as Excel shows it."""
    keys = [column.key for column in columns_for(sheet, CRITERIA)]
    return column_letter(keys.index(key) + 1)


def mai() -> Account:
    """The account that loads."""
    return Account.objects.filter(name="mai").first() or add_account("mai")


def load(path: Path, told_at: datetime | None = FIRST_TOLD) -> Loaded:
    """Load a written folder."""
    return load_folder(path, by=mai().id, told_at=told_at)


def all_rows() -> dict[str, int]:
    """How many rows every committed table and the ledger's own hold."""
    tables: list[type[Model]] = [*committed_models(), Entry, RowDigest]
    return {model._meta.label: model._default_manager.count() for model in tables}


def state() -> tuple[dict[str, int], list[Any]]:
    """What must not move when nothing was loaded: the rows of every table, every tree's size and root."""
    return all_rows(), heads()


def recorded(label: str) -> Any:
    """The facts of a room whose models nobody else imports, by their label: recorded("opinions.OpinionsAsked")."""
    model = apps.get_model(label)
    assert issubclass(model, Fact)
    return model


def current(model: type[Fact], **about: str) -> list[Any]:
    """The facts of one kind that stand."""
    return list(model._default_manager.known().filter(**about).order_by("key"))


def said() -> set[tuple[str, ...]]:
    """All that stands, without how it was told: the same for two loads that say the same."""
    facts = (model for model in committed_models() if issubclass(model, Fact))
    return {
        (
            model._meta.label,
            fact.key,
            *sorted(f"{name}={value}" for name, value in fact.says().items()),
        )
        for model in facts
        for fact in model._default_manager.known()
    }


def ledger_is_clean() -> bool:
    """Whether every committed row is what its entry commits to."""
    return list(discrepancies()) == []


def rows_of(model: type[Committed]) -> int:
    """How many rows of a kind there are, standing or not."""
    return model._default_manager.count()


def faults_of(path: Path, told_at: datetime | None = FIRST_TOLD) -> list[Fault]:
    """The faults for which a folder is refused; every one is told in both languages, and nothing was written."""
    teller = mai()
    before = state()
    try:
        load_folder(path, by=teller.id, told_at=told_at)
    except FolderFaulty as faulty:
        found = faulty.findings.sorted_faults()
    else:
        raise AssertionError("the folder was loaded")
    assert state() == before
    for fault in found:
        for wording in (fault.what, fault.mend):
            assert wording.vi.strip()
            assert wording.en.strip()
            assert wording.vi != wording.en
        assert fault.expected.vi
        assert fault.expected.en
    return found
