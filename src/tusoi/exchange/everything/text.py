"""A workbook as text (.csv), as `reader.py` takes it, and some columns of it read back."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO, TextIOWrapper
from typing import IO

from tusoi.exchange.column import Column
from tusoi.exchange.columns import Sheet, columns_for
from tusoi.exchange.workbooks import Cell, Row, shown

_LINES_AT_ONCE = 1_000


def text_of(sheet: Sheet, rows: Iterable[Row], *, criteria: int, lang: str) -> Iterator[bytes]:
    """A workbook's headings and rows in UTF-8 with the mark by which spreadsheets know it, some lines at a time.

    Raises:
        KeyError: a row names a column that the sheet does not have.
    """
    columns = columns_for(sheet, criteria)
    places = {column.key: place for place, column in enumerate(columns)}
    text = StringIO("\ufeff")
    text.seek(0, 2)
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow([column.heading.in_(lang) for column in columns])
    for count, row in enumerate(rows, start=1):
        line = [""] * len(columns)
        for key, cell in row.items():
            place = places[key]
            line[place] = _written(columns[place], cell, lang)
        lines.writerow(line)
        if not count % _LINES_AT_ONCE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def _written(column: Column, cell: Cell, lang: str) -> str:
    """A cell as text: words in the sheet's language, days as yyyy-mm-dd, lists with semicolons."""
    if isinstance(cell, str | int | date) or cell is None:
        value = shown(column, cell, lang)
        return "" if value is None else str(value)
    return "; ".join(_written(column, one, lang) for one in cell)


def read_back(
    file: IO[bytes], sheet: Sheet, keys: Sequence[str], *, criteria: int, lang: str
) -> Iterator[dict[str, str]]:
    """Some columns of what `text_of` wrote, row by row; a word as its code."""
    columns = columns_for(sheet, criteria)
    places = [(place, one) for place, one in enumerate(columns) if one.key in keys]
    codes = {
        column.key: {word.in_(lang): code for code, word in column.words.items()}
        for _, column in places
    }
    lines = csv.reader(TextIOWrapper(file, "utf-8-sig", newline=""))
    next(lines)
    for line in lines:
        yield {one.key: codes[one.key].get(line[at], line[at]) for at, one in places}
