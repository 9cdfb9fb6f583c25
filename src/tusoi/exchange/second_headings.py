"""Rows right beneath the headings that are headings still: names in another language, numbers of columns, units of measure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from string import ascii_uppercase

from tusoi.exchange.cells import read_value
from tusoi.exchange.columns import Column, Kind, Sheet
from tusoi.exchange.faults import Problem
from tusoi.exchange.problems import cells as problems
from tusoi.exchange.raw import RawRow, RawSheet
from tusoi.text.forms import as_seen, fold

_MOST = 3
"""Rows of headings looked for beneath the first."""
_FEW_NAMES, _FEW_NUMBERS = 2, 3
_JUDGED = (Kind.DAY, Kind.DAYS, Kind.NUMBER, Kind.WORD)
"""What can be told from a unit of measure; a text or a code may be anything."""
_UNREAD = {
    (
        one.code,
        one.mend,
    )  # a word that is nearly one of the column's is a slip, and mended otherwise
    for one in (problems.NOT_A_DAY, problems.NOT_A_WHOLE_NUMBER, problems.WORD_UNKNOWN)
}
_LIKE_A_CODE = re.compile(r"[A-ZĐ]+|.*\d.*")
_AROUND_A_NUMBER = " ()[]."


def second_headings(
    sheet: Sheet, raw: RawSheet, columns: Mapping[int, Column], spelled: Mapping[str, Column]
) -> list[RawRow]:
    """The rows from row 2 on that are no data; `columns` are those of the positions, `spelled` each by its folded headings."""
    found: list[RawRow] = []
    first = raw.rows[: _MOST + 1]
    for row, below in zip_longest(first, first[1:]):
        if row.number != 2 + len(found) or len(found) == _MOST:
            break
        if not (
            _are_names(row, spelled)
            or _are_numbers(_texts(row))
            or _are_measures(sheet, raw, columns, row, below)
        ):
            break
        found.append(row)
    return found


def _texts(row: RawRow) -> list[str]:
    return [cell.text for cell in row.cells if cell.text]


def _are_names(row: RawRow, spelled: Mapping[str, Column]) -> bool:
    texts = _texts(row)
    known = sum(fold(as_seen(text)) in spelled for text in texts)
    return known >= _FEW_NAMES and 2 * known >= len(texts)


def _are_numbers(texts: Sequence[str]) -> bool:
    """Whether columns are numbered, as on a form: (1) (2) (3), or A B 1 2 3."""
    marks = [text.strip(_AROUND_A_NUMBER) for text in texts]
    letters = sum(mark in ascii_uppercase for mark in marks)
    wanted = [*ascii_uppercase[:letters], *map(str, range(1, len(marks) - letters + 1))]
    return len(marks) >= _FEW_NUMBERS and marks == wanted


def _are_measures(
    sheet: Sheet,
    raw: RawSheet,
    columns: Mapping[int, Column],
    row: RawRow,
    below: RawRow | None,
) -> bool:
    """Whether words stand where days, numbers and words of a list belong, beside no code, and the row below has none."""
    keys = (at for at, column in columns.items() if column.key in sheet.row_key)
    if below is None or any(_LIKE_A_CODE.fullmatch(row.cells[at].text.strip()) for at in keys):
        return False
    judged = {
        at: column
        for at, column in columns.items()
        if column.kind in _JUDGED and row.cells[at].text
    }
    unread = set(_unread(raw, judged, row))
    return bool(judged) and len(unread) == len(judged) and not set(_unread(raw, judged, below))


def _unread(raw: RawSheet, judged: Mapping[int, Column], row: RawRow) -> Iterator[int]:
    """Where the row has words that are none of the column's; a slip in a day or a number has a digit."""
    for at, column in judged.items():
        cell = row.cells[at]
        value = read_value(cell, column, [], csv=raw.is_text)
        wordy = cell.kind == "text" and not any(map(str.isdigit, cell.text))
        if wordy and isinstance(value, Problem) and (value.code, value.mend) in _UNREAD:
            yield at
