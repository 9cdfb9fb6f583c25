"""Calendar days: as people write them, and as a record may know them only roughly."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True, slots=True, order=True)
class When:
    """The day something happened. Where the record does not state it, `day` is the latest it can have been.

    The bound is the `as_of` of the return that told it. What is not stated breaks no gate, so a rule
    that would refuse asks `surely_by`, and a rule that would clear asks `maybe_by`.
    """

    day: date
    stated: bool = True

    def surely_by(self, day: date) -> bool:
        """Whether it had happened by the end of `day`, whatever the record leaves open."""
        return self.day <= day

    def maybe_by(self, day: date) -> bool:
        """Whether it may have happened by the end of `day`: an unstated day gets the benefit of the doubt."""
        return not self.stated or self.day <= day


def happened_by(when: When | None, day: date) -> bool:
    """Whether something had surely happened by the end of `day`; None: it has not happened, as far as is known."""
    return when is not None and when.surely_by(day)


def if_by(when: When | None, day: date) -> When | None:
    """The day itself if it had surely happened by the end of `day`, else None."""
    return when if happened_by(when, day) else None


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def show_day(day: date, lang: str) -> str:
    """A day as its language writes it: "17/12/2012", "17 December 2012"."""
    if lang == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def show_head_day(day: date, lang: str) -> str:
    """A day as a document's head writes it: "ngày 05 tháng 02 năm 2026", "5 February 2026"."""
    if lang == "en":
        return show_day(day, "en")
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
