"""The register of a campaign folder: its workbooks in order, each declared in a file of `sheets/`.

Reader, checks, blank workbooks, schema and `docs/campaign-folder.md` come from these declarations. To
add a column: declare it in its workbook's file, then use its key in `tell.py`,
and in `retell.py`, the way back.
"""

from dataclasses import replace

from tusoi.exchange.column import Column, Kind, Sheet
from tusoi.exchange.sheets.cases import CASES, PHASES
from tusoi.exchange.sheets.evidence import EVIDENCE
from tusoi.exchange.sheets.findings import FINDINGS
from tusoi.exchange.sheets.groups import GROUPS
from tusoi.exchange.sheets.opinions import OPINIONS
from tusoi.exchange.sheets.people import PEOPLE
from tusoi.exchange.sheets.remediation import REMEDIATION
from tusoi.exchange.sheets.reviews import REVIEWS
from tusoi.exchange.sheets.topics import TOPICS
from tusoi.exchange.sheets.units import UNITS
from tusoi.exchange.sheets.voices import VOICES

__all__ = [
    "CAMPAIGN_FILE",
    "CASES",
    "EVIDENCE",
    "FINDINGS",
    "GROUPS",
    "OPINIONS",
    "PEOPLE",
    "PHASES",
    "REMEDIATION",
    "REVIEWS",
    "SHEETS",
    "TOPICS",
    "UNITS",
    "VOICES",
    "Column",
    "Kind",
    "Sheet",
    "columns_for",
]

SHEETS = (
    UNITS,
    PEOPLE,
    GROUPS,
    TOPICS,
    OPINIONS,
    REVIEWS,
    CASES,
    FINDINGS,
    REMEDIATION,
    EVIDENCE,
    VOICES,
)
CAMPAIGN_FILE = "dot-kiem-diem.toml"


def columns_for(sheet: Sheet, criteria: int) -> tuple[Column, ...]:
    """The sheet's columns with each `per_criterion` column repeated for criteria 1 to `criteria`."""
    expanded: list[Column] = []
    for column in sheet.columns:
        numbers = range(1, criteria + 1) if column.per_criterion else (0,)
        expanded.extend(_numbered(column, n) for n in numbers)
    return tuple(expanded)


def _numbered(column: Column, number: int) -> Column:
    """The column of one criterion; one that is not per criterion as it is."""
    if not column.per_criterion:
        return column
    return replace(
        column,
        key=f"{column.key}_{number}",
        heading=column.heading.filled(n=number),
        help=column.help.filled(n=number),
    )
