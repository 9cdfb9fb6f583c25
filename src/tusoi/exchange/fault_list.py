"""All faults of a folder as one text file, one a row, for when there are more than a screen can show."""

import csv
import io
from pathlib import Path

from tusoi.exchange.faults import Fault, Findings
from tusoi.ledger.whole_file import whole_file
from tusoi.values.wording import Wording

_HEADINGS = (
    Wording("Tệp", "File"),
    Wording("Trang", "Sheet"),
    Wording("Hàng", "Row"),
    Wording("Cột", "Column"),
    Wording("Tiêu đề", "Heading"),
    Wording("Thấy", "Found"),
    Wording("Mã lỗi", "Fault"),
    Wording("Sai ở đâu", "What is wrong"),
    Wording("Cần", "Expected"),
    Wording("Cách sửa", "To mend"),
)
_CALCULATES = ("=", "+", "-", "@", "\t", "\r")


def write_fault_list(findings: Findings, lang: str, file: Path) -> None:
    """Write every fault into a .csv that a spreadsheet opens; it takes the place of an earlier one of that name.

    Raises:
        OSError: it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with whole_file(file) as out:
        text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
        lines = csv.writer(text, lineterminator="\n")
        lines.writerow(heading.in_(lang) for heading in _HEADINGS)
        lines.writerows(_line(fault, lang) for fault in findings.sorted_faults())
        text.detach()


def _line(fault: Fault, lang: str) -> list[str]:
    place = fault.place
    row = "" if place.row is None else str(place.row)
    said = (wording.in_(lang) for wording in (fault.what, fault.expected, fault.mend))
    cells = [place.file, place.sheet, row, place.column, place.heading, fault.found, fault.code]
    return [_harmless(cell) for cell in (*cells, *said)]


def _harmless(cell: str) -> str:
    """No spreadsheet computes what a faulty cell held."""
    whole = "".join(sign if sign.isprintable() else " " for sign in cell)
    return f"'{whole}" if cell.startswith(_CALCULATES) else whole
