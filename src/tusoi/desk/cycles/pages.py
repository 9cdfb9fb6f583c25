"""The pages of two campaigns, one after the other: what is open from last time, and their figures side by side."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tusoi.campaigns.access import Reach, seen_by
from tusoi.campaigns.asked import Asked, asked_of, day_asked_for
from tusoi.campaigns.queries import CampaignView, members, views_of_host
from tusoi.desk.cycles.shown import both_times, came_again, open_items
from tusoi.desk.last_time import before_this
from tusoi.figures.comparing import FigureCompared, Held, compared, rows
from tusoi.figures.disclosed import Disclosed, reader_in
from tusoi.figures.engine import figures_unless_large
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.kept import newest_count
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same


class ComparedWithItself(Refused):
    """A campaign is held against another one."""


class BeginsLater(Refused):
    """What is to be the campaign before begins after this one."""


class NoOtherCampaign(Refused):
    """No other campaign of that code is there, or it is not the reader's."""


class NotCounted(Refused):
    """A large campaign is counted beside the pages, and of the day that is asked for nobody had it counted."""

    def __init__(self, campaign: CampaignView, day: date) -> None:
        super().__init__(_NOT_COUNTED.filled(campaign=campaign.title, day=day))
        self.campaign, self.day = campaign, day


@require_safe
def open_from_last_time(request: HttpRequest, code: str) -> HttpResponse:
    """The items that the campaign before left open, by unit, as of a day; and what came again."""
    asked = asked_of(request, code)
    if asked.reach.units(Right.SEE_REVIEW) == frozenset():
        raise NotThere
    before = before_this(asked)
    shown: dict[str, object] = {"before": before.campaign if before else None}
    if before is not None:
        _refuse_later(asked, before.campaign.opens_on, before.campaign.code)
        both = both_times(asked, before)
        found = open_items(asked, before, both.then)
        shown |= {
            "found": found,
            "again": came_again(asked, before, both.then, both.is_now),
            "items_alone": both.lists_alone,
            "total": sum(len(one.items) for one in found),
        }
    return render(request, "desk/cycles/last_time.html", shown)


@dataclass(frozen=True, slots=True)
class TwoCampaigns:
    """The other campaign's reach and day, and both campaigns' figures held against each other."""

    then: Reach
    day_then: date
    figures: tuple[FigureCompared, ...]


@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """This campaign's figures beside an earlier one's, each as of the last day of its returns or a day chosen."""
    asked = asked_of(request, code, of_the_return=True)
    others, two, not_counted = _others(asked), None, None
    try:
        two = _two(request, asked, others)
    except NotCounted as refused:
        not_counted = refused
    shown = {
        "others": [one.campaign for one in others.values() if _is_earlier(asked, one)],
        "two": two,
        "not_counted": not_counted,
        "chosen": two.then.campaign.code if two else "",
        "groups": _groups(two.figures) if two else [],
    }
    return render(request, "desk/cycles/compare.html", shown)


def _groups(
    figures: Iterable[FigureCompared],
) -> list[tuple[str, Wording, list[FigureCompared]]]:
    """The figures by how they stand to each other; a group of none is left out."""
    groups: dict[Held, list[FigureCompared]] = {held: [] for held in Held}
    for one in figures:
        groups[one.held].append(one)
    return [(str(held), HELD[held], there) for held, there in groups.items() if there]


@require_safe
def compare_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same as a table: one line for each number."""
    asked = asked_of(request, code, of_the_return=True)
    two = _two(request, asked, _others(asked))
    if two is None:
        raise NoOtherCampaign(_NONE_NAMED)
    written = StringIO()
    table = csv.writer(written)
    then, now = two.then.campaign.code, asked.campaign.code
    table.writerow([one.in_(asked.lang) for one in _heads(then, two.day_then, now, asked.as_of)])
    for line in rows(two.figures, asked.lang):
        table.writerow([f"'{one}" if one[:1] in _FORMULA else one for one in line])
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="so-sanh-{then}-{now}.csv"'
    return response


def _others(asked: Asked) -> Mapping[str, Reach]:
    """The host's other campaigns in which the reader sees something. At most four queries."""
    views = views_of_host(asked.campaign.host, known_by=asked.known_by)
    others = [view for code, view in views.items() if code != asked.campaign.code]
    return seen_by(asked.reach.asker, others, on=today())


def _is_earlier(asked: Asked, other: Reach) -> bool:
    return other.campaign.opens_on <= asked.campaign.opens_on


def _two(request: HttpRequest, asked: Asked, others: Mapping[str, Reach]) -> TwoCampaigns | None:
    """Both campaigns' figures, within what the reader sees in each; None where no other is asked for or named.

    Raises:
        ComparedWithItself, BeginsLater, NoOtherCampaign, NotCounted.
        NoDay: the earlier campaign's day is not written as it should be.
    """
    said = request.GET.get("voi", "")
    if said == asked.campaign.code:
        raise ComparedWithItself(_ITSELF.filled(code=said))
    then = others.get(said or asked.campaign.previous)
    if then is None:
        if said:
            raise NoOtherCampaign(_NO_OTHER.filled(code=same(said[:60])))
        return None
    _refuse_later(asked, then.campaign.opens_on, then.campaign.code)
    day = request.GET.get("ngay_truoc", "")
    day_then = day_asked_for(day) if day else then.campaign.as_of
    known_by = asked.known_by
    was = _figures(then, day_then, known_by)
    is_now = _figures(asked.reach, asked.as_of, known_by)
    told = compared(Disclosed(was, reader_in(then)), Disclosed(is_now, reader_in(asked.reach)))
    return TwoCampaigns(then, day_then, told)


def _figures(reach: Reach, day: date, known_by: datetime) -> FigureSet:
    """A campaign's figures within what the reader sees; of all of a large one those of its last count.

    Raises:
        NotCounted: there is none of that day.
    """
    code = reach.campaign.code
    at_hand = figures_unless_large(
        code, as_of=day, known_by=known_by, units=reach.units(), unchecked=True
    )
    if at_hand is not None:
        return at_hand
    kept = newest_count(code, as_of=day, known_by=known_by)
    if kept is None:
        raise NotCounted(reach.campaign, day)
    there = members(code, known_by=kept.figures.known_by)
    owing = frozenset(one.unit for one in there if one.period.includes(day))
    return kept.figures.knowing(units_owing=owing)


def _refuse_later(asked: Asked, opens_on: date, code: str) -> None:
    if opens_on > asked.campaign.opens_on:
        raise BeginsLater(_LATER.filled(other=code, code=asked.campaign.code, day=opens_on))


def _heads(then: str, day_then: date, now: str, day_now: date) -> tuple[Wording, ...]:
    return (
        Wording(vi="mã", en="code"),
        Wording(vi="số liệu", en="figure"),
        Wording(vi="mục", en="part"),
        same(f"{then} {day_then.isoformat()}"),
        Wording(vi="trên tổng số (trước)", en="of how many (then)"),
        same(f"{now} {day_now.isoformat()}"),
        Wording(vi="trên tổng số (nay)", en="of how many (now)"),
        Wording(vi="khác nhau", en="difference"),
    )


HELD = {
    Held.CHANGED: Wording(vi="Có thay đổi", en="What changed"),
    Held.APART: Wording(
        vi="Căn cứ khác nhau nên không trừ cho nhau",
        en="Not compared, for they rest on different terms",
    ),
    Held.SAME: Wording(vi="Như nhau", en="The same"),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ITSELF = Wording(
    vi="Không so sánh đợt {code} với chính nó; hãy chọn một đợt trước đó.",
    en="Campaign {code} is not held against itself; choose an earlier one.",
)
_LATER = Wording(
    vi="Đợt {other} mở ngày {day}, sau đợt {code}, nên không phải là đợt trước; hãy chọn đợt khác, hoặc mở trang so sánh của đợt {other}.",
    en="Campaign {other} opens on {day}, later than {code}, and so is not the one before; choose another, or open the comparison of {other}.",
)
_NOT_COUNTED = Wording(
    vi="Số liệu đợt “{campaign}” đến hết ngày {day} chưa đếm. Đợt lớn được đếm ở ngoài trang: mở trang Số liệu của đợt ấy, bấm đếm, rồi quay lại đây.",
    en="The figures of “{campaign}” as of the end of {day} are not counted. A large campaign is counted beside the pages: open its page of figures, have it counted, and come back.",
)
_NO_OTHER = Wording(
    vi="Không có đợt khác mang mã “{code}”, hoặc không dành cho bạn; hãy chọn trong danh sách.",
    en="There is no other campaign “{code}”, or it is not for you; choose from the list.",
)
_NONE_NAMED = Wording(
    vi="Chưa chọn đợt trước để so sánh; hãy chọn trên trang so sánh.",
    en="No earlier campaign is chosen; choose one on the page of the comparison.",
)
