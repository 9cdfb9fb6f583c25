"""A register as a workbook whose rows carry stamps, and the rows of an edited copy of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tusoi.campaigns.edited import STAMP, Register, Said, Texts
from tusoi.exchange.column import Kind, Sheet
from tusoi.exchange.reader import Record
from tusoi.exchange.workbooks import Cell, Row, write_workbook
from tusoi.exchange.xlsx import column_letter
from tusoi.values.clock import now


def workbook_of(
    register: Register, sheet: Sheet, *, lang: str, words: Mapping[str, Sequence[str]]
) -> bytes:
    """What stands of a register as a workbook, each row with its stamp. A text that looks like a formula stays text.

    `words` are what cells of a column offer, beside the sheet's own.
    """
    moment = now().isoformat(timespec="seconds")
    rows: list[Row] = [
        {
            **{key: _cell(sheet, key, text) for key, text in texts.items()},
            STAMP: register.stamp(key, texts, moment),
        }
        for key, texts in register.stands().items()
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / sheet.file
        write_workbook(sheet, path, rows, criteria=0, lang=lang, words=words)
        return path.read_bytes()


def said_in(record: Record, sheet: Sheet, texts_of: Callable[[Record], Texts]) -> Said:
    """A row of the copy in the form in which it is held against what stands."""
    places = {key: column_letter(at + 1) for key, at in record.positions.items()}
    key = record.text(sheet.row_key[0])
    return Said(record.number, key, texts_of(record), record.text(STAMP), places)


def text_of(record: Record, key: str) -> str:
    """A cell as text, a day as YYYY-MM-DD."""
    day = record.day(key)
    return day.isoformat() if day else record.text(key)


def _cell(sheet: Sheet, key: str, text: str) -> Cell:
    is_day = sheet.column(key).kind is Kind.DAY
    return date.fromisoformat(text) if text and is_day else text or None
