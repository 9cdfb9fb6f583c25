"""Make the campaign folder of the hospital's round before: what was found and promised, for the next round to open with.

    .venv/bin/python examples/hospital-2025/make.py

Everything here is made up. The wards, offices and posts are those of `examples/hospital-2026`, as they stood before
one ward merged into another.
"""

import sys
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent
SIGNS = 8
FIRST = date(2025, 10, 20)
"""The first ward's session; the others follow, one a day."""
BEGAN_LATER = {"KHOA-PHCN"}
"""The ward that began with the merger of 2026."""

Row = dict[str, object]


def hospital() -> ModuleType:
    """The make.py of the round of 2026."""
    spec = spec_from_file_location("hospital_2026", HERE.parent / "hospital-2026" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["hospital_2026"] = module
    spec.loader.exec_module(module)
    return module


THEN = hospital()


def main() -> None:
    """Write the nine workbooks; the campaign's file is written by hand."""
    told = tomllib.loads((HERE / "rows.toml").read_text(encoding="utf-8"))
    rows: dict[str, list[Row]] = {
        "don-vi.xlsx": [_as_it_stood(row) for row in THEN.units() if _stood(row)],
        "nhan-su.xlsx": [_as_it_stood(row) for row in THEN.posts() if _stood(row)],
        "to-cong-tac.xlsx": [],
        "goi-y.xlsx": told["topic"],
        "gop-y.xlsx": [],
        "kiem-diem.xlsx": list(reviews()),
        "ky-luat.xlsx": [],
        "khuyet-diem.xlsx": told["finding"],
        "khac-phuc.xlsx": told["remediation"],
    }
    for sheet in THEN.SHEETS:
        marked = [{"origin": "reconstruction"} | row for row in rows[sheet.file]]
        THEN.write_workbook(sheet, HERE / sheet.file, marked, criteria=SIGNS)


def _stood(row: Row) -> bool:
    return row["unit"] not in BEGAN_LATER


def _as_it_stood(row: Row) -> Row:
    """Nobody knew yet on which day a ward would end."""
    return {column: value for column, value in row.items() if column != "until"}


def reviews() -> Iterator[Row]:
    """Every ward and office met, one a day, and its leaders with it."""
    units = [code for code in THEN.UNITS if code not in BEGAN_LATER]
    for n, code in enumerate(units):
        held = FIRST + timedelta(days=n)
        for post in ("", *(post for post, _, _ in THEN.leaders(code))):
            yield {
                "unit": code,
                "post": post,
                "prepared": held - timedelta(days=4),
                "sessions": [held],
                "chair": THEN.leaders(code)[0][0],
                "minutes": held + timedelta(days=2),
            }


if __name__ == "__main__":
    main()
