"""A plain campaign of text files for the pages that are measured: two blocks, families of seventy units, no topics and no groups."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

FAMILY, SILENT = 70, 50

TERMS = """
code = "do"
title_vi = "Đợt đo"
as_of = 2026-06-30
due_on = 2026-06-30
guidance_set = "noi-bo-2026"
[host]
code = "do"
name_vi = "Nơi đo"
[[period]]
name_vi = "Cả đợt"
from = 2026-01-01
to = 2026-06-30
[[block]]
code = "K1"
name_vi = "Khối 1"
[[block]]
code = "K2"
name_vi = "Khối 2"
[[body]]
code = "bgd"
name_vi = "Ban Giám đốc"
"""


def write(folder: Path, units: int) -> None:
    """A campaign folder of text files: units in families of `FAMILY`, held, minuted and judged on days over half a year.

    Every `SILENT`th unit waits for an inspectorate and says why.
    """
    folder.mkdir()
    (folder / "dot-kiem-diem.toml").write_text(TERMS, encoding="utf-8")
    codes = [f"U{number:06d}" for number in range(units)]
    _file(folder, "don-vi", "unit name kind block parent since until origin", _units(codes))
    _file(folder, "nhan-su", "unit post title rank holder since until origin", _posts(codes))
    heading = (
        "unit post prepared sessions chair minutes group_attended waiting_for waiting_since "
        "inspection_concluded responsibilities_settled reason next_look verdict verdict_on "
        "verdict_reason " + " ".join(f"sign_{n}" for n in range(1, 9)) + " origin"
    )
    _file(folder, "kiem-diem", heading, _reviews(codes))


def _file(folder: Path, name: str, heading: str, rows: Iterator[list[str]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(heading.split())
        writer.writerows(rows)


def _units(codes: list[str]) -> Iterator[list[str]]:
    for place, code in enumerate(codes):
        head = place - place % FAMILY
        block, parent = f"K{place % 2 + 1}", codes[head if head < place else 0] if place else ""
        yield [code, f"Đơn vị {code}", "đơn vị", block, parent, "", "", "dựng lại"]


def _posts(codes: list[str]) -> Iterator[list[str]]:
    for code in codes:
        for post, rank in (("BT", "người đứng đầu"), ("PBT", "lãnh đạo")):
            yield [code, post, post, rank, f"{code}-{post}", "", "", "dựng lại"]


def _reviews(codes: list[str]) -> Iterator[list[str]]:
    for place, code in enumerate(codes):
        held = date(2026, 2, 1) + timedelta(days=place % 120)
        if place % SILENT == SILENT - 1:
            waits = ["Thanh tra", "2026-04-01", "", "", "chờ kết luận thanh tra", "2026-07-15"]
            yield [code, "", str(held), *[""] * 4, *waits, *[""] * 11, "dựng lại"]
            continue
        days = [str(held - timedelta(days=5)), str(held)]
        nothing = [""] * 6
        judged = ["đạt yêu cầu", str(held + timedelta(days=3)), "đủ", *["không"] * 8, "dựng lại"]
        yield [code, "", *days, "BT", str(held), str(held), *nothing, *judged]
        for post in ("BT", "PBT"):
            yield [code, post, *days, "PBT", "", "", *nothing, *[""] * 11, "dựng lại"]
