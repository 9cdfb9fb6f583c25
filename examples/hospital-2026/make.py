"""Make the hospital's campaign folder: a small world that shares nothing with the seed but the columns.

    .venv/bin/python examples/hospital-2026/make.py

Everything here is made up. On 20 October 2026, 9 of 12 wards and offices have met: one waits, one says why not, one
says nothing and is not due yet. A ward has merged into another during the campaign. The newsletter's "74,9%" is wrong.
"""

import sys
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "src"))

from tusoi.exchange.columns import SHEETS  # noqa: E402
from tusoi.exchange.workbooks import write_workbook  # noqa: E402

Row = dict[str, object]

SIGNS = 8
MERGED_ON = date(2026, 9, 16)
UNITS = {
    # code: name, block, day of the review (None: not held)
    "KHOA-NOI": ("Khoa Nội tổng hợp", "LS", date(2026, 9, 17)),
    "KHOA-NGOAI": ("Khoa Ngoại tổng hợp", "LS", date(2026, 9, 15)),
    "KHOA-SAN": ("Khoa Phụ Sản", "LS", date(2026, 9, 24)),
    "KHOA-NHI": ("Khoa Nhi", "LS", date(2026, 10, 1)),
    "KHOA-CC": ("Khoa Cấp cứu", "LS", date(2026, 9, 22)),
    "KHOA-YHCT": ("Khoa Y học cổ truyền", "LS", None),
    "KHOA-PHCN": ("Khoa Phục hồi chức năng – Y học cổ truyền", "LS", None),
    "KHOA-XN": ("Khoa Xét nghiệm", "CLS", date(2026, 9, 29)),
    "KHOA-CDHA": ("Khoa Chẩn đoán hình ảnh", "CLS", date(2026, 10, 6)),
    "KHOA-DUOC": ("Khoa Dược", "CLS", date(2026, 9, 18)),
    "PHONG-TC": ("Phòng Tổ chức – Hành chính", "HC", date(2026, 10, 13)),
    "PHONG-VT": ("Phòng Vật tư – Thiết bị", "HC", None),
    "PHONG-TCKT": ("Phòng Tài chính – Kế toán", "HC", None),
}
DAYS = {
    "KHOA-YHCT": {"until": MERGED_ON - timedelta(days=1)},
    "KHOA-PHCN": {"since": MERGED_ON},
}
"""The ward that ended when it merged, and the one that began with it."""

NOT_HELD = {
    "PHONG-VT": {
        "waiting_for": "Thanh tra Sở Y tế",
        "waiting_since": date(2026, 9, 21),
        "reason": "chờ kết luận thanh tra về mua sắm vật tư",
        "next_look": date(2026, 10, 26),
    },
    "KHOA-PHCN": {"reason": "mới sáp nhập từ ngày 16/9, đang lập bản tự kiểm điểm"},
}
VERDICTS = {
    "KHOA-NOI": ("meets", "Nêu rõ việc, nơi và người phụ trách", ()),
    "KHOA-NGOAI": ("meets", "", ()),
    "KHOA-SAN": ("basically_meets", "Cần bổ sung cách đo việc khắc phục", (8,)),
    "KHOA-CC": ("redo", "Chỉ nêu quá tải, thiếu người", (3, 4, 5)),
    "KHOA-XN": ("meets", "", ()),
    "KHOA-DUOC": ("basically_meets", "Điều dưỡng, dược sĩ ít phát biểu", (7,)),
}
GROUPS = {
    "D1": ("GD", date(2026, 9, 7), "KHOA-NOI KHOA-NGOAI KHOA-SAN KHOA-NHI KHOA-CC"),
    "D2": ("PGD1", MERGED_ON, "KHOA-XN KHOA-CDHA KHOA-DUOC KHOA-PHCN"),
    "D3": ("PGD2", date(2026, 9, 7), "PHONG-TC PHONG-VT PHONG-TCKT"),
}


def main() -> None:
    """Write the ten workbooks; the campaign's file is written by hand."""
    told = tomllib.loads((HERE / "rows.toml").read_text(encoding="utf-8"))
    rows = {
        "don-vi.xlsx": units(),
        "nhan-su.xlsx": list(posts()),
        "to-cong-tac.xlsx": groups(),
        "goi-y.xlsx": told["topic"],
        "gop-y.xlsx": told["opinion"],
        "kiem-diem.xlsx": list(reviews()),
        "ky-luat.xlsx": told["case"],
        "khuyet-diem.xlsx": told["finding"],
        "khac-phuc.xlsx": told["remediation"],
        "y-kien.xlsx": told["voice"],
    }
    for sheet in (one for one in SHEETS if one.file in rows):
        marked = [{"origin": "reconstruction"} | row for row in rows[sheet.file]]
        write_workbook(sheet, HERE / sheet.file, marked, criteria=SIGNS)


def units() -> list[Row]:
    """The hospital and its thirteen wards and offices, twelve of which stand on any one day."""
    wards = [
        {"unit": code, "name": name, "block": block, "parent": "BV", "kind": _kind(code)}
        | DAYS.get(code, {})
        for code, (name, block, _) in UNITS.items()
    ]
    return [{"unit": "BV", "name": "Bệnh viện Đa khoa Sông Xanh", "kind": "bệnh viện"}, *wards]


def _kind(code: str) -> str:
    return "khoa" if code.startswith("KHOA") else "phòng"


def leaders(code: str) -> tuple[tuple[str, str, str], ...]:
    """A unit's two leading posts: code, title, rank."""
    if _kind(code) == "khoa":
        return (("TK", "Trưởng khoa", "head"), ("PK", "Phó Trưởng khoa", "leader"))
    return (("TP", "Trưởng phòng", "head"), ("PP", "Phó Trưởng phòng", "leader"))


def posts() -> Iterator[Row]:
    """The directors, then each ward's head and deputy."""
    directors = (("GD", "Giám đốc"), ("PGD1", "Phó Giám đốc"), ("PGD2", "Phó Giám đốc"))
    for post, title in directors:
        yield {"unit": "BV", "post": post, "title": title, "rank": "member"}
    for code in UNITS:
        for n, (post, title, rank) in enumerate(leaders(code), start=1):
            row = {"unit": code, "post": post, "title": title, "rank": rank}
            yield row | {"holder": f"{code}-{n}"} | DAYS.get(code, {})


def groups() -> list[Row]:
    """Three peer groups, each led by a director."""
    return [
        {"group": code, "leader": f"BV/{leader}", "units": wards.split(), "given_on": given}
        for code, (leader, given, wards) in GROUPS.items()
    ]


def reviews() -> Iterator[Row]:
    """A row per collective and per leader; units that are small meet on one day."""
    for code, (_, _, held) in UNITS.items():
        for post in ("", *(post for post, _, _ in leaders(code))):
            row: Row = {"unit": code, "post": post}
            met = _met(code, held) if held else {}
            own = {} if post else NOT_HELD.get(code, {}) | _judged(code, held)
            yield row | met | own


def _met(code: str, held: date) -> Row:
    attended = {"group_attended": held} if held.day % 2 else {}
    return {
        "prepared": held - timedelta(days=4),
        "sessions": [held],
        "chair": leaders(code)[0][0],
        "minutes": held + timedelta(days=2),
    } | attended


def _judged(code: str, held: date | None) -> Row:
    if held is None or code not in VERDICTS:
        return {}
    verdict, reason, seen = VERDICTS[code]
    marks = {f"sign_{n}": "yes" if n in seen else "no" for n in range(1, SIGNS + 1)}
    on = held + timedelta(days=7)
    return {"verdict": verdict, "verdict_on": on, "verdict_reason": reason} | marks


if __name__ == "__main__":
    main()
