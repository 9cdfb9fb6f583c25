"""Moments: read with their zone, kept in UTC, shown in the organisation's zone."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from tusoi.values.day import show_day
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""As-of days are calendar days of this zone."""


def parse_moment(text: str) -> datetime:
    """ISO 8601 with a zone, as a UTC moment.

    Raises:
        Refused: the text is no moment, or names no zone.
    """
    moment = _moment(text.strip())
    if moment is None:
        raise Refused(
            Wording(
                vi="“{text}” không phải một thời điểm có múi giờ mà lịch có; hãy viết như 2012-11-16T17:00+07:00.",
                en="“{text}” is not a moment of the calendar with a time zone; write it like 2012-11-16T17:00+07:00.",
            ).filled(text=text[:60])
        )
    return moment


def _moment(text: str) -> datetime | None:
    """In UTC; None without a zone, or so near an end of the calendar that a zone falls off it."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(ZONE).astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def end_of(day: date) -> datetime:
    """The last moment of a day of the organisation's zone, in UTC; of the calendar's very ends what it holds."""
    try:
        return datetime.combine(day, time.max, tzinfo=ZONE).astimezone(UTC)
    except OverflowError:
        return datetime.combine(day, time.max, tzinfo=UTC)


def show_moment(moment: datetime) -> str:
    """ "2012-11-16T17:00+07:00"; seconds and their parts only where there are some."""
    local = moment.astimezone(ZONE)
    if local.microsecond:
        return local.isoformat()
    return local.isoformat(timespec="seconds" if local.second else "minutes")


def show_minute(moment: datetime, lang: str) -> str:
    """For people: "17:00 ngày 16/11/2012", "17:00 on 16 November 2012", in the organisation's zone."""
    local = moment.astimezone(ZONE)
    joined = "on" if lang == "en" else "ngày"
    return f"{local:%H:%M} {joined} {show_day(local.date(), lang)}"
