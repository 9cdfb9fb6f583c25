"""Sheets behind the first, which are never read: that rows stand there under a workbook's own headings is said."""

from collections.abc import Sequence

from tusoi.exchange.columns import Column, Sheet, columns_for
from tusoi.exchange.faults import Findings, Place, shortened
from tusoi.exchange.problems import folder as problems
from tusoi.exchange.raw import RawSheet
from tusoi.exchange.xlsx import LaterSheet
from tusoi.text.forms import as_seen, fold
from tusoi.values.wording import Wording, same

EXAMPLE_SHEET = Wording(vi="Ví dụ", en="Example")
"""The name of the sheet of a blank workbook that shows one row."""
_FEW_HEADINGS = 3
_NAME_WIDTH = 40


def name_later_sheets(sheet: Sheet, raw: RawSheet, findings: Findings) -> None:
    """A fault for each later sheet with rows that could be read were it the first; a note of one that has only some of the headings."""
    for later in raw.later:
        numbers = list(later.rows)
        heads = (at for at, number in enumerate(numbers) if _known(sheet, later.rows[number]))
        at = next(heads, None)
        if at is None:
            continue
        found = _known(sheet, later.rows[numbers[at]])
        rows = [number for number in numbers[at + 1 :] if not _is_example(sheet, later, number)]
        if not rows:
            continue
        name = shortened(later.name, _NAME_WIDTH)
        place = Place(raw.file, name, rows[0])
        if found.issuperset(column.key for column in sheet.columns if column.required):
            problem = problems.LATER_SHEET.filled(sheet=same(name), first=same(raw.sheet_name))
            findings.add(problem, place)
        else:
            said = problems.LATER_SHEET_LIKE.filled(sheet=same(name))
            findings.note("later-sheet", place, said)


def _known(sheet: Sheet, texts: Sequence[str]) -> set[str]:
    """The columns that a row of headings names; none where it is no row of headings of this workbook."""
    named = {
        fold(heading): column.key
        for column in columns_for(sheet, 1)
        for heading in (column.heading.vi, column.heading.en, column.key)
    }
    found = [named[text] for text in (fold(as_seen(one)) for one in texts) if text in named]
    return set(found) if len(found) >= _FEW_HEADINGS else set()


def _is_example(sheet: Sheet, later: LaterSheet, number: int) -> bool:
    """Whether a row is the one that a blank workbook shows as an example, by its key."""
    if fold(later.name) not in (fold(EXAMPLE_SHEET.vi), fold(EXAMPLE_SHEET.en)):
        return False
    texts = later.rows[number]
    return all(_shows_example(sheet.column(key), texts) for key in sheet.row_key)


def _shows_example(column: Column, texts: Sequence[str]) -> bool:
    """Whether the column's example stands among the texts, in either language."""
    word = next((one for one in column.words.values() if one.vi == column.example), None)
    wanted = (word.vi, word.en) if word else (str(column.example),)
    return not column.example or any(one in texts for one in wanted)
