"""From a raw cell to a typed value, by what its column holds; what does not fit becomes a Problem.

Every function takes the cell and a list `said`, to which it adds the code of whatever it mended (the
sentences are in `MENDED`), and returns the value, `NOT_STATED` for "chưa nêu", None for an empty cell,
or a Problem without a place. Formulas and errors come back as None: the reader of the file has named
them (`RawCell.named`).
"""

import difflib
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Final

from tusoi.exchange.column import Column, Kind
from tusoi.exchange.faults import Problem, shortened
from tusoi.exchange.problems import cells as problems
from tusoi.exchange.problems.workbooks import FORMULA, FORMULA_ERROR
from tusoi.exchange.xlsx import RawCell, day_of
from tusoi.text.forms import UNSEEN, fold, is_no_text, nfc, tidy
from tusoi.values.day import show_day
from tusoi.values.wording import Wording

MENDED = problems.MENDED
YEARS = range(1900, 2201)
_BUDDHIST_AHEAD = (544, 543)
_BUDDHIST_YEARS = range(1900, 2101)
CODE_LENGTH = 40
TEXT_LENGTH = 2_000
LONGEST_LINE = 500
"""Of a title or a name of the campaign's own file: it heads pages and reports."""
LARGEST = 2_147_483_647
"""What a column of whole numbers holds in every database."""
_DAY_ZERO = date(1899, 12, 30)
"""From which Excel counts its days."""
_NOT_IN_CODES = frozenset("/|#;,") | UNSEEN


class NotStated(Enum):
    """The type of `NOT_STATED`, so that `is NOT_STATED` narrows."""

    NOT_STATED = "not stated"


NOT_STATED: Final = NotStated.NOT_STATED
"""The record is silent, and somebody said so: not the same as an empty cell."""

_ERRORS = ("#VALUE!", "#N/A", "#REF!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")
_SILENCE = {"chua neu", "not stated"}
_DAY_FIRST = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_PARTING_NO_DAY = ",;:_\\|"
_PARTED = re.compile(rf"\s*[{re.escape(_PARTING_NO_DAY)}./-]\s*")
_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,15}", re.ASCII)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """`fold`, remembered: the same few words fill most cells."""
    return fold(text)


@lru_cache(maxsize=4096)
def tidy_text(raw: str) -> tuple[str, tuple[str, ...]]:
    """The text in NFC without stray spaces, and which of the two had to be mended ("nfd", "spaces")."""
    composed, tidied = nfc(raw), tidy(raw)
    mended = [("nfd", composed != raw), ("spaces", tidied != composed)]
    return tidied, tuple(code for code, was in mended if was)


def read_value(
    cell: RawCell, column: Column, said: list[str], *, csv: bool
) -> str | int | date | tuple[str, ...] | tuple[date, ...] | NotStated | Problem | None:
    """What a cell says by what its column holds; `csv` where all is text."""
    match column.kind:
        case Kind.CODE | Kind.POST:
            return read_code(cell, said, post=column.kind is Kind.POST)
        case Kind.CODES | Kind.POSTS:
            return read_codes(cell, said, post=column.kind is Kind.POSTS)
        case Kind.DAY:
            return read_day(cell, said, csv=csv)
        case Kind.DAYS:
            return read_days(cell, said)
        case Kind.WORD:
            return read_word(cell, said, column.words)
        case Kind.NUMBER:
            return read_number(cell, said)
        case Kind.TEXT:
            return read_text(cell, said, longest=column.longest, csv=csv)


def read_text(
    cell: RawCell, said: list[str], *, longest: int = TEXT_LENGTH, csv: bool = False
) -> str | NotStated | Problem | None:
    """Free text of one line; numbers and days as they are shown."""
    text = _text(cell, said)
    if not text or isinstance(text, NotStated):
        return text or None
    if sign := _control_sign(text):
        return problems.TEXT_WITH_CONTROL_SIGN.filled(sign=f"U+{ord(sign):04X}")
    if csv and (left := _left_of_a_formula(text)):
        return left
    if len(text) > longest:
        return problems.TEXT_TOO_LONG.filled(length=len(text), longest=longest)
    return text


def _left_of_a_formula(text: str) -> Problem | None:
    """What a text file keeps of a formula or its error, which a workbook's cell is refused for; and a sign that was lost.

    In a workbook such words are what somebody typed as text.
    """
    if text in _ERRORS:
        return FORMULA_ERROR.filled(error=text)
    if text.startswith("=") and len(text) > 1:
        return FORMULA
    return problems.SIGN_LOST if "\ufffd" in text else None


def read_code(
    cell: RawCell, said: list[str], *, post: bool = False
) -> str | NotStated | Problem | None:
    """One code; a whole number is its digits (Excel makes a number of the code "12").

    A `post` may be two codes with "/" between them: the unit's and its own.
    """
    text = _code_text(cell, said)
    return _code_or_post(text, post) if isinstance(text, str) and text else text or None


def read_codes(
    cell: RawCell, said: list[str], *, post: bool = False
) -> tuple[str, ...] | NotStated | Problem | None:
    """Codes separated by ";" or ","; each must be a code (or post), and none may come twice."""
    text = _code_text(cell, said)
    if not isinstance(text, str) or not text:
        return text or None
    codes: dict[str, None] = {}  # in their order
    for piece in filter(None, map(str.strip, re.split("[;,]", text))):
        code = _code_or_post(piece, post)
        if isinstance(code, Problem):
            return code
        if code in codes:
            return problems.CODE_TWICE.filled(code=code)
        codes[code] = None
    return tuple(codes) or None


def read_number(
    cell: RawCell, said: list[str], *, minimum: int = 0
) -> int | NotStated | Problem | None:
    """A count: a whole number from `minimum` on. Digits kept as text are taken and said.

    A point or comma in a text is refused: "1.000" is a thousand to one reader and one to another.
    """
    if cell.kind == "number":
        return _count(cell.value, minimum, shown=cell.text)
    text = _text(cell, said)
    if not text or isinstance(text, NotStated):
        return text or None
    if cell.kind != "text" or not _WHOLE_NUMBER.fullmatch(text):
        return problems.NOT_A_WHOLE_NUMBER.filled(shown=_shown(text), minimum=minimum)
    number = _count(int(text), minimum, shown=text)
    if isinstance(number, int):
        said.append("number-as-text")
    return number


def read_word(
    cell: RawCell, said: list[str], words: Mapping[str, Wording]
) -> str | NotStated | Problem | None:
    """The code of one of `words`, written in either language, in any case, with or without marks."""
    text = _text(cell, said)
    if not text or isinstance(text, NotStated):
        return text or None
    spelled = {_folded(word): code for code, wording in words.items() for word in _both(wording)}
    code = spelled.get(_folded(text)) or (text if text in words else None)
    if code is not None:
        return code
    allowed = Wording(
        vi=", ".join(f"“{wording.vi}”" for wording in words.values()),
        en=", ".join(f"“{wording.en}”" for wording in words.values()),
    )
    near = difflib.get_close_matches(fold(text), spelled, n=1)
    if near:
        meant = words[spelled[near[0]]]
        return problems.WORD_MISSPELT.filled(shown=_shown(text), meant=meant, allowed=allowed)
    return problems.WORD_UNKNOWN.filled(shown=_shown(text), allowed=allowed)


def read_day(
    cell: RawCell, said: list[str], *, csv: bool = False
) -> date | NotStated | Problem | None:
    """A calendar day. In a workbook only a real date will do: text may mean another day elsewhere.

    In a .csv, where all is text, dd/mm/yyyy and yyyy-mm-dd are taken. A time of day is dropped and said.
    """
    if cell.kind == "date":
        return _day_of_date(cell, said)
    if cell.kind == "number":
        return _number_for_date(cell)
    text = _text(cell, said)
    if not text or isinstance(text, NotStated):
        return text or None
    day = _day_of_text(text)
    if csv:
        return _asking(day, problems.A_WRITTEN_DAY)
    if isinstance(day, Problem):
        return day
    return problems.DATE_AS_TEXT.filled(shown=_shown(text), day=day)


def read_days(cell: RawCell, said: list[str]) -> tuple[date, ...] | NotStated | Problem | None:
    """The days of several sessions: one real date, or text of days separated by ";".

    The one column kind in which a workbook's text is taken for days, since a cell holds no more than
    one real date; each is dd/mm/yyyy or yyyy-mm-dd.
    """
    if cell.kind in ("date", "number"):
        day = read_day(cell, said)
        return (day,) if isinstance(day, date) else day
    text = _text(cell, said)
    if not text or isinstance(text, NotStated):
        return text or None
    days: dict[date, None] = {}  # in their order
    for piece in filter(None, map(str.strip, text.split(";"))):
        if len(_DAY_FIRST.findall(piece)) > 1:
            return problems.DAYS_PARTED_OTHERWISE.filled(shown=_shown(piece))
        read = _asking(_day_of_text(piece), problems.WRITTEN_DAYS)
        if isinstance(read, Problem):
            return read
        if read in days:
            return problems.DAY_TWICE.filled(day=read)
        days[read] = None
    return tuple(days) or None


def _text(cell: RawCell, said: list[str]) -> str | NotStated:
    """The tidied text of a cell, "" when there is none to read, with what was mended said."""
    if cell.kind == "empty" or cell.named:
        return ""
    text, mended = tidy_text(cell.text)
    said.extend(mended)
    return NOT_STATED if len(text) <= 10 and _folded(text) in _SILENCE else text


def _code_text(cell: RawCell, said: list[str]) -> str | NotStated | Problem:
    if cell.kind == "date":
        return problems.CODE_BECAME_DATE.filled(shown=cell.text)
    if cell.kind == "number" and not isinstance(cell.value, int):
        return problems.CODE_BECAME_NUMBER.filled(shown=cell.text)
    return _text(cell, said)


def _code_or_post(text: str, post: bool) -> str | Problem:
    if not post or "/" not in text:
        return _code(text)
    pieces = text.split("/")
    if len(pieces) != 2 or not all(pieces):
        return problems.POST_MISSHAPEN.filled(shown=_shown(text))
    wrong = (code for code in map(_code, pieces) if isinstance(code, Problem))
    return next(wrong, text)


def _code(text: str) -> str | Problem:
    """A code as it may stand in keys and paths: what parts those, "/", "|" and "#", is no part of it."""
    if " " in text:
        return problems.CODE_WITH_SPACE.filled(shown=_shown(text))
    sign = next((sign for sign in text if sign in _NOT_IN_CODES or not sign.isprintable()), None)
    if sign is not None:
        shown = sign if sign.isprintable() and sign not in UNSEEN else f"U+{ord(sign):04X}"
        return problems.CODE_WITH_SIGN.filled(shown=_shown(text), sign=shown)
    if not any(sign.isalnum() for sign in text):
        return problems.CODE_OF_DOTS.filled(shown=_shown(text))
    if len(text) > CODE_LENGTH:
        return problems.CODE_TOO_LONG.filled(length=len(text), longest=CODE_LENGTH)
    return text


def _control_sign(text: str) -> str | None:
    """The first sign that no database and no reader takes for text."""
    return next(filter(is_no_text, text), None)


def _count(number: object, minimum: int, *, shown: str) -> int | Problem:
    if not isinstance(number, int | float) or not float(number).is_integer():
        return problems.NOT_A_WHOLE_NUMBER.filled(shown=_shown(shown), minimum=minimum)
    if number < minimum:
        return problems.NUMBER_TOO_SMALL.filled(shown=_shown(shown), minimum=minimum)
    if number > LARGEST:
        return problems.NUMBER_TOO_LARGE.filled(shown=_shown(shown), largest=LARGEST)
    return int(number)


def _both(wording: Wording) -> tuple[str, str]:
    return wording.vi, wording.en


def _shown(text: str) -> str:
    return shortened(text, 40)


def _day_of_date(cell: RawCell, said: list[str]) -> date | Problem:
    if isinstance(cell.value, datetime):
        said.append("time-of-day")
        return _in_range(cell.value.date())
    if isinstance(cell.value, date):
        serial = (cell.value - _DAY_ZERO).days
        if serial in YEARS:  # a bare year typed into a cell that shows dates
            return problems.YEAR_FOR_DATE.filled(year=serial)
        return _in_range(cell.value)
    return problems.NOT_A_DAY.filled(shown=cell.text)


def _in_range(day: date) -> date | Problem:
    return day if day.year in YEARS else _out_of_range(day.year)


def _out_of_range(year: int) -> Problem:
    return problems.YEAR_OUT_OF_RANGE.filled(
        year=year, slip=year_slip(year), first=YEARS[0], last=YEARS[-1]
    )


def year_slip(year: int) -> Wording:
    """What a year too far off most likely is: one of the Buddhist calendar, or a slip in a digit.

    Years of that calendar are counted 544 ahead in Vietnam, 543 in Thailand.
    """
    one, other = (year - ahead for ahead in _BUDDHIST_AHEAD)
    if one in _BUDDHIST_YEARS:
        return problems.A_BUDDHIST_YEAR.filled(one=one, other=other)
    return problems.A_SLIP_IN_THE_YEAR


def _number_for_date(cell: RawCell) -> Problem:
    """A bare number: a year alone, or the serial of a date that lost its format."""
    number = cell.value
    if isinstance(number, int) and number in YEARS:
        return problems.YEAR_FOR_DATE.filled(year=number)
    day = day_of(number) if isinstance(number, int | float) and number >= 1 else None
    if isinstance(day, date) and day.year in YEARS:
        meant = day.date() if isinstance(day, datetime) else day
        return problems.NUMBER_FOR_DATE.filled(shown=cell.text, day=meant)
    return problems.NOT_A_DAY.filled(shown=cell.text)


def _asking(day: date | Problem, expected: Wording) -> date | Problem:
    """A day; or why it is none, with what is expected where text may write days."""
    if isinstance(day, date) or day.expected != problems.A_REAL_DATE:
        return day
    return replace(day, expected=expected)


def _day_of_text(text: str) -> date | Problem:
    """The day that dd/mm/yyyy or yyyy-mm-dd writes."""
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        return _parted_otherwise(text)
    if year not in YEARS:
        return _out_of_range(year)
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return _no_such_day(text, year, month, day)


def _parted_otherwise(text: str) -> Problem:
    """Why a text is no day: its numbers are parted by other signs, as in "1,12,2012"; or it is none at all."""
    shown = _shown(text)
    sign = next((sign for sign in text if sign in _PARTING_NO_DAY), None)
    for rightly in "/-" if sign else "":  # the day first, or the year
        day = _day_of_text(_PARTED.sub(rightly, text))
        if isinstance(day, date):
            return problems.DAY_PARTED_OTHERWISE.filled(shown=shown, sign=sign, day=day)
        if day.code != problems.NOT_A_DAY.code:
            return day
    return problems.NOT_A_DAY.filled(shown=shown)


def _no_such_day(text: str, year: int, month: int, day: int) -> Problem:
    """Why these three are no day: another country's order, no such month, or too short a one."""
    if month > 12 and 1 <= day <= 12 and month <= monthrange(year, day)[1]:
        return problems.MONTH_FIRST.filled(shown=_shown(text), day=date(year, day, month))
    if not 1 <= month <= 12:
        return problems.NO_SUCH_MONTH.filled(shown=_shown(text), month=month)
    last = monthrange(year, month)[1]
    named = show_day(date(year, month, 1), "en").removeprefix("1 ")
    return problems.NO_SUCH_DAY.filled(
        shown=_shown(text), month=month, year=str(year), month_named=named, last=last
    )
