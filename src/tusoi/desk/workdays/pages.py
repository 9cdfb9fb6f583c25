"""On which days the host works: read by everybody in the campaign, set by the office."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.campaigns.workdays import (
    TITLE_LENGTH,
    set_workday,
    set_working_week,
    take_back_workday,
)
from tusoi.desk.fields import choose, day, drawn, line
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import work_calendar
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.typed_day import NoDay, parse_day
from tusoi.values.wording import Wording
from tusoi.values.workdays import FIXED, WorkCalendar

WEEKDAYS: Mapping[int, Wording] = {
    1: Wording(vi="Thứ Hai", en="Monday"),
    2: Wording(vi="Thứ Ba", en="Tuesday"),
    3: Wording(vi="Thứ Tư", en="Wednesday"),
    4: Wording(vi="Thứ Năm", en="Thursday"),
    5: Wording(vi="Thứ Sáu", en="Friday"),
    6: Wording(vi="Thứ Bảy", en="Saturday"),
    7: Wording(vi="Chủ Nhật", en="Sunday"),
}
OFF, WORKED = "nghi", "lam-bu"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that its week alone does not explain: a fixed holiday, or one that was set."""

    day: date
    title: Wording | str
    works: bool
    was_set: bool

    @property
    def weekday(self) -> Wording:
        """The day of the week."""
        return WEEKDAYS[self.day.isoweekday()]


@require_http_methods(["GET", "HEAD", "POST"])
def workdays(request: HttpRequest, code: str) -> HttpResponse:
    """The working week and the special days of a year; for the office the forms that set them."""
    asked = asked_of(request, code)
    if request.method == "POST":
        asked.reach.require(Right.SET_WORKDAYS)
    if asked.query:
        return redirect("workdays", code=code)
    if request.method != "POST":
        return _page(request, asked)
    try:
        told, done = _done(asked, Typed(request.POST))
    except NotThere:
        raise
    except Refused as refused:
        return _page(request, asked, refused)
    messages.success(request, (_SAME if told.same else done).in_(asked.lang))
    return redirect("workdays", code=code)


Done = tuple[Told, Wording]


def _done(asked: Asked, typed: Typed) -> Done:
    what = typed.one_of("what", tuple(_DOES))
    typed.check()
    return _DOES[what](asked, typed)


def _week(asked: Asked, typed: Typed) -> Done:
    since = typed.day("since")
    weekdays = [int(one) for one in typed.several("weekdays", [str(one) for one in WEEKDAYS])]
    typed.check()
    fixed = typed.sent.get("fixed") == "yes"
    return set_working_week(asked.reach, since, weekdays, fixed=fixed), _WEEK_SET


def _day(asked: Asked, typed: Typed) -> Done:
    on, title = typed.day("day"), typed.text("title", wanted=True, longest=TITLE_LENGTH)
    works = typed.one_of("kind", (OFF, WORKED)) == WORKED
    typed.check()
    return set_workday(asked.reach, on, title, works=works), _DAY_SET


def _back(asked: Asked, typed: Typed) -> Done:
    try:
        on = parse_day(typed.sent.get("on", ""))
    except NoDay:
        raise NotThere from None
    return take_back_workday(asked.reach, on), _TAKEN_BACK


_DOES: dict[str, Callable[[Asked, Typed], Done]] = {"week": _week, "day": _day, "back": _back}


def _page(request: HttpRequest, asked: Asked, refused: Refused | None = None) -> HttpResponse:
    calendar = work_calendar(asked.campaign.code, known_by=asked.known_by)
    year = _year(request.GET.get("nam", ""))
    faults = refused.faults if isinstance(refused, NotAsAsked) else {}
    typed = request.POST.dict() if refused else {"since": today().isoformat(), "kind": OFF}
    stands = calendar.week_on(today())
    ticked = {one for one in WEEKDAYS if str(one) in request.POST.getlist("weekdays")}
    shown = {
        "calendar": calendar,
        "year": year,
        "special": _special(calendar, year),
        "stands": stands,
        "weekdays": WEEKDAYS,
        "ticked": ticked if refused else stands.weekdays if stands else {1, 2, 3, 4, 5},
        "fixed": typed.get("fixed") == "yes" if refused else stands is None or stands.fixed,
        "may_set": asked.reach.may(Right.SET_WORKDAYS),
        "week_fields": drawn([day("since", "Từ ngày", "From")], typed, faults),
        "day_fields": drawn(_DAY_FIELDS, typed, faults),
        "refused": refused,
    }
    return render(request, "desk/workdays/workdays.html", shown, status=422 if refused else 200)


def _year(typed: str) -> int:
    """The year that is asked for, as far as there may be one; else this one."""
    year = int(typed) if typed.isdecimal() and len(typed) == 4 else 0
    return year if 1900 <= year <= 2200 else today().year


def _special(calendar: WorkCalendar, year: int) -> list[SpecialDay]:
    found = {
        day: SpecialDay(day, one.title, one.works, was_set=True)
        for day, one in calendar.days.items()
        if day.year == year
    }
    for (month, number), title in FIXED.items():
        day = date(year, month, number)
        week = calendar.week_on(day)
        if week is not None and week.fixed:
            found.setdefault(day, SpecialDay(day, title, works=False, was_set=False))
    return [found[day] for day in sorted(found)]


_KINDS = [
    (OFF, Wording(vi="ngày nghỉ", en="a day off")),
    (WORKED, Wording(vi="ngày làm việc (làm bù)", en="a day that is worked, in lieu of another")),
]
_DAY_FIELDS = [
    day("day", "Ngày", "Day"),
    choose("kind", "Ngày này là", "This day is", _KINDS),
    line(
        "title",
        "Tên ngày",
        "What it is called",
        hint=Wording(
            vi="Ví dụ: Tết Nguyên đán, Giỗ Tổ Hùng Vương, nghỉ bù.",
            en="For example: Tết, the Hùng Kings' day, a day off in lieu.",
        ),
        longest=TITLE_LENGTH,
    ),
]
_WEEK_SET = Wording(
    vi="Đã đặt các ngày làm việc trong tuần.", en="The working days of the week are set."
)
_DAY_SET = Wording(vi="Đã đặt ngày này.", en="The day is set.")
_TAKEN_BACK = Wording(
    vi="Đã bỏ; ngày ấy lại theo tuần làm việc.",
    en="Taken back; that day is again what its week makes of it.",
)
_SAME = Wording(
    vi="Điều này đã được ghi trước đó; không ghi thêm lần nữa.",
    en="This was recorded before; nothing was added.",
)
