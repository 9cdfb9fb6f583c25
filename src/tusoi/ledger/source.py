"""Where a telling comes from, and how facts are made of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tusoi.values.day import When
from tusoi.values.origin import Origin


@dataclass(frozen=True, slots=True)
class Source:
    """One row of an office's return: its key within the campaign, file and row number, origin and citation."""

    row_key: str
    file: str
    row: int
    origin: Origin
    citation: str = ""

    def fact(self, aspect: str, when: When) -> dict[str, Any]:
        """The columns every fact of this row shares; `aspect` tells the row's facts apart."""
        return {
            "key": fact_key(self.row_key, aspect),
            "day": when.day,
            "day_stated": when.stated,
            "origin": self.origin.value,
            "citation": self.citation,
            "source_file": self.file,
            "source_row": self.row,
        }


def by_hand(row_key: str, aspect: str, day: date) -> dict[str, Any]:
    """The columns of a fact told on a page, without a return: the key is the one a return's row would give it."""
    return {"key": fact_key(row_key, aspect), "day": day, "origin": Origin.RECORD.value}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a held fact comes from: file and row of its return, origin, and the document it cites.

    `undated_by` is the day by which it had happened, where the record does not state the day. A fact told
    on a page has no file, and the moment at which it was told.
    """

    file: str
    row: int | None
    origin: Origin
    citation: str = ""
    undated_by: date | None = None
    by_hand_at: datetime | None = None


SEPARATOR = "|"


def fact_key(row_key: str, aspect: str) -> str:
    """The key of one of the facts that a row tells."""
    return f"{row_key}{SEPARATOR}{aspect}"


def row_key_of(fact_key: str) -> str:
    """The row a fact's key belongs to."""
    return fact_key.split(SEPARATOR, 1)[0]
