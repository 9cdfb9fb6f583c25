"""A day as people type it, or as a browser sends it: one reading for every form and address."""

import re
from calendar import monthrange
from datetime import date, datetime

from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

_AS_ASKED = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")
_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")


class NoDay(Refused):
    """What was typed is not a day of the calendar."""


def parse_day(text: str) -> date:
    """The day of 2012-12-17, 17/12/2012 or 17-12-2012; never month first.

    Raises:
        NoDay: it is none; the sentence shows what was typed.
    """
    said = text.strip()
    if (written := _AS_ASKED.fullmatch(said)) and _is_no_day_of_its_month(*written.groups()):
        raise NoDay(
            _NO_SUCH_DAY.filled(
                said=said, day=int(written[1]), month=int(written[2]), year=written[3]
            )
        )
    for form in _FORMS:
        try:
            return datetime.strptime(f"{said} +0000", f"{form} %z").date()
        except ValueError:
            continue
    raise NoDay(_NO_DAY.filled(said=said[:40]))


def _is_no_day_of_its_month(day: str, month: str, year: str) -> bool:
    """Whether a month of the calendar ends before that day, or none begins with it."""
    if not (1 <= int(month) <= 12 and int(year)):
        return False
    return not 1 <= int(day) <= monthrange(int(year), int(month))[1]


_NO_SUCH_DAY = Wording(
    vi="“{said}” không phải một ngày: tháng {month} năm {year} không có ngày {day}.",
    en="“{said}” is not a day: month {month} of {year} has no day {day}.",
)
_NO_DAY = Wording(
    vi="“{said}” không phải một ngày; viết như 17/12/2012.",
    en="“{said}” is not a day; write it like 17/12/2012.",
)
