"""A day as people type it, or as a browser sends it: one reading for every form and address."""

import re
from datetime import date, datetime

from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")


class NoDay(Refused):
    """What was typed is not a day of the calendar."""


def parse_day(text: str) -> date:
    """The day of 2012-12-17, 17/12/2012 or 17-12-2012; never month first.

    Raises:
        NoDay: it is none; the sentence shows what was typed.
    """
    said = text.strip()
    for form in _FORMS:
        try:
            return datetime.strptime(f"{said} +0000", f"{form} %z").date()
        except ValueError:
            continue
    unknown = _WRITTEN_SO.fullmatch(said) is not None
    raise NoDay((_NOT_IN_THE_CALENDAR if unknown else _NO_DAY).filled(said=said[:40]))


_WRITTEN_SO = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}")
_NOT_IN_THE_CALENDAR = Wording(
    vi="Lịch không có ngày “{said}”; xem lại ngày và tháng, viết ngày trước, như 17/12/2012.",
    en="The calendar has no day “{said}”; look at the day and the month, the day first, like 17/12/2012.",
)
_NO_DAY = Wording(
    vi="“{said}” không phải một ngày; viết như 17/12/2012.",
    en="“{said}” is not a day; write it like 17/12/2012.",
)
