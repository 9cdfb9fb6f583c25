"""What the tests of exports share: a folder with every column filled, its export, what its rows and figures say."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from tusoi.exchange.columns import (
    EVIDENCE,
    OPINIONS,
    PEOPLE,
    REVIEWS,
    TOPICS,
    UNITS,
    VOICES,
    Sheet,
)
from tusoi.exchange.export import export_folder
from tusoi.exchange.faults import Findings
from tusoi.exchange.reader import Folder, read_folder
from tusoi.exchange.tests.folders import (
    CRITERIA,
    SILENT,
    Small,
    small,
)
from tusoi.figures.engine import figures_of
from tusoi.values.clock import now


def written(files: dict[str, bytes], folder: Path) -> Path:
    """The export as a folder."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def exported(folder: Path, code: str = "thu-2012", known_by: datetime | None = None) -> Path:
    return written(export_folder(code, known_by=known_by or now()), folder)


def read(path: Path) -> Folder:
    findings = Findings()
    folder = read_folder(path, criteria=CRITERIA, findings=findings)
    assert not findings.faults
    return folder


def values(path: Path, sheet: Sheet) -> list[dict[str, Any]]:
    """What the rows say; a row that an export only holds ready says nothing."""
    rows = (
        {key: value for key, value in record.values.items() if value is not None}
        for record in read(path).of(sheet)
    )
    return [row for row in rows if sheet is not REVIEWS or row.keys() - {"unit", "post", "origin"}]


def figures(code: str, as_of: date) -> Any:
    """Every number; not what it is based on, for that counts rows of the returns that told them."""
    told = figures_of(code, as_of=as_of, known_by=now()).as_json("en")["figures"]
    return {path: {**one, "basis": None} for path, one in told.items()}


FULL_REVIEW: dict[str, Any] = {
    "unit": "A01",
    "prepared": date(2012, 10, 20),
    "sessions": (date(2012, 11, 5), date(2012, 11, 6)),
    "redo_sessions": (date(2012, 11, 12), date(2012, 11, 13)),
    "chair": "HU/UV1",
    "redo_chair": "BT",
    "minutes": date(2012, 11, 7),
    "group_attended": date(2012, 11, 5),
    "waiting_for": "Thanh tra huyện",
    "waiting_since": date(2012, 10, 1),
    "inspection_concluded": date(2012, 10, 20),
    "responsibilities_settled": date(2012, 10, 25),
    "serious_responsibility": ("BT", "HU/UV1"),
    "reason": "Chờ kết luận",
    "next_look": date(2012, 12, 20),
    "verdict": "redo",
    "verdict_on": date(2012, 11, 10),
    "verdict_reason": "Chưa rõ địa chỉ",
    "redo_verdict": "meets",
    "redo_verdict_on": date(2012, 11, 14),
    "redo_verdict_reason": "Đã rõ",
    **{f"sign_{n}": "yes" if n % 2 else "no" for n in range(1, CRITERIA + 1)},
}


ASKING_EVIDENCE = """
[[topic]]
code = "T5"
name_vi = "Gần dân"
name_en = "Close to the people"
evidence = ["dialogue", "other"]
"""
FULL_EVIDENCE: dict[str, Any] = {
    "evidence_code": "MC1",
    "unit": "A01",
    "campaign_topic": "T5",
    "kind": "dialogue",
    "held_on": date(2012, 10, 12),
    "place": "Nhà văn hóa ấp 2",
    "said": "Dân hỏi về đường vào ấp",
    "people": 42,
    "due": date(2012, 12, 1),
    "answered_on": date(2012, 10, 20),
}


def full(path: Path) -> Small:
    """A folder in which every column of every workbook is filled in some row."""
    folder = small(path)
    folder.row(UNITS, unit="A01").update(kind="xã", since=date(2012, 1, 1), until=date(2013, 1, 1))
    folder.row(PEOPLE, unit="A01", post="BT").update(
        holder_name="Lan", since=date(2012, 1, 1), until=date(2013, 1, 1)
    )
    folder.row(TOPICS, topic_code="GY1").update(post="BT", due=date(2012, 11, 1))
    folder.row(OPINIONS, opinion_code="YK1").update(about="persons", closed_on=date(2012, 10, 1))
    folder.row(REVIEWS, unit="A01").update(FULL_REVIEW)
    folder.rows["ky-luat.xlsx"][0].update(
        found=date(2012, 8, 1), serious="yes", serious_by="thuong_vu", serious_on=date(2012, 9, 12)
    )
    folder.rows["ky-luat.xlsx"][1].update(out_of_unit="B02", phase=SILENT)
    folder.rows["khuyet-diem.xlsx"][0].update(post="PBT")
    folder.rows["khac-phuc.xlsx"][1].update(
        area="tiếp dân",
        comes_from="GY1",
        indicator="hết đơn",
        claimed_on=date(2012, 11, 13),
        verified_on=date(2012, 11, 14),
    )
    folder.row(VOICES, row_kind="invited").update(
        about_post="BT", body_unit="B02", invited_on=date(2012, 10, 1)
    )
    folder.row(VOICES, row_kind="said").update(strengths="Gần dân", via="letter")
    folder.campaign += ASKING_EVIDENCE
    folder[EVIDENCE].append(dict(FULL_EVIDENCE))
    for rows in folder.rows.values():
        rows[0] |= {"origin": "reconstruction", "citation": "Báo cáo số 1"}
    return folder


@contextmanager
def undone() -> Iterator[None]:
    """What is loaded inside is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
