"""Everything of a campaign on its way into text: a file a workbook, and the campaign's file last of all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import IO

from tusoi.exchange.columns import CAMPAIGN_FILE, PEOPLE, REVIEWS, SHEETS, UNITS, Sheet
from tusoi.exchange.everything.text import read_back, text_of
from tusoi.exchange.export import campaign_text, days_of_deeds, owed, row_of, seat_key
from tusoi.exchange.reader import csv_name
from tusoi.exchange.retell import Retelling
from tusoi.exchange.workbooks import Row
from tusoi.guidance.queries import guidance_set

_SHEETS = {csv_name(sheet): sheet for sheet in SHEETS}
NAMES = (*_SHEETS, CAMPAIGN_FILE)
"""The files in the order in which they are written: each follows from the record and from those before it."""
Opened = Callable[[str], AbstractContextManager[IO[bytes]]]
"""Opens a file that was written before, to be read."""


class Writing:
    """What stands of a campaign by a moment, file by file, each some lines at a time; what was written is read back for what follows from it.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
    """

    def __init__(self, code: str, *, known_by: datetime, lang: str, opened: Opened) -> None:
        self._told = Retelling(code, known_by=known_by)
        self._criteria = len(guidance_set(self._told.terms.guidance_set).criteria)
        self._lang, self._opened = lang, opened

    def file(self, name: str) -> Iterable[bytes]:
        """One of the files; those before it are written."""
        if name == CAMPAIGN_FILE:
            last = max(self._days(), default=self._told.terms.as_of)
            return [campaign_text(self._told.terms, last)]
        sheet = _SHEETS[name]
        return text_of(sheet, self._rows(sheet), criteria=self._criteria, lang=self._lang)

    def _rows(self, sheet: Sheet) -> Iterator[Row]:
        there: set[str] = set()
        for told in self._told.rows(sheet):
            row = row_of(told.record)
            if sheet is REVIEWS:
                there.add(seat_key(row))
            yield row
        if sheet is REVIEWS:
            units = self._written(UNITS, ("unit", "block"))
            yield from owed(units, self._written(PEOPLE, ("unit", "post", "rank")), there)

    def _days(self) -> Iterator[date]:
        """The days on which something happened, of all rows."""
        for sheet in SHEETS:
            for row in self._written(sheet, days_of_deeds(sheet)):
                for said in "; ".join(row.values()).split("; "):
                    with suppress(ValueError):  # empty, or not stated
                        yield date.fromisoformat(said)

    def _written(self, sheet: Sheet, keys: Sequence[str]) -> Iterator[dict[str, str]]:
        with self._opened(csv_name(sheet)) as file:
            yield from read_back(file, sheet, keys, criteria=self._criteria, lang=self._lang)


def write_everything(folder: Path, code: str, *, known_by: datetime) -> None:
    """Write all of them into a folder.

    Raises:
        UnknownCampaign: none of that code was told by `known_by`.
    """
    writing = Writing(
        code, known_by=known_by, lang="vi", opened=lambda name: (folder / name).open("rb")
    )
    for name in NAMES:
        with (folder / name).open("wb") as out:
            out.writelines(writing.file(name))
