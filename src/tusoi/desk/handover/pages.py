"""The pages of handovers: those of a campaign, with what answers to nobody, and those of one unit."""

import re
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import Seat, round_of
from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.handing_over import acknowledge_handover, end_unit, hand_over_post
from tusoi.campaigns.handover import Handover
from tusoi.campaigns.handovers import handovers_on
from tusoi.campaigns.typed import Typed
from tusoi.desk.called import Called, code_of, offered, posts_called
from tusoi.desk.course import HandoverKnown
from tusoi.desk.courses import Courses, in_hand
from tusoi.desk.fields import Field, day, find, line
from tusoi.desk.found import EMPTY, Form, done, receipt_for, unit_found
from tusoi.desk.handover.shown import handovers_shown, may_answer_to_nobody, orphans
from tusoi.desk.open_duties import counted, open_of
from tusoi.desk.tree.shown import joined
from tusoi.desk.unit import UnitPage
from tusoi.figures.engine import known_of
from tusoi.figures.shelf import CampaignShelf, standing
from tusoi.ledger.actions import Told
from tusoi.meetings.queries import sessions_of_review
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import posts_held, standings, successions
from tusoi.organisation.roles import Right
from tusoi.organisation.successions import Successions
from tusoi.remediation.living import give_item
from tusoi.values.clock import now, today
from tusoi.values.wording import Wording

END, POST = "end", "post"
A_PAGE = 50
"""Handovers on a page."""
GIVE, ACKNOWLEDGE = "give", "acknowledge"


@require_http_methods(["GET", "HEAD", "POST"])
def handovers(request: HttpRequest, code: str) -> HttpResponse:
    """What changed hands in the campaign and whether it was acknowledged, what answers to nobody; sent, a unit ends or a post changes hands.

    What is sent is of today: a page of another day has no form and leads to the one without.
    """
    asked = asked_of(request, code)
    asked.reach.require(Right.SEE_WHOLE)
    if request.method != "POST":
        shown = _list(asked, EMPTY, request.GET.get("trang", ""))
        return render(request, "desk/handover/handovers.html", shown)
    asked.reach.require(Right.EXCHANGE)
    if asked.query:
        return redirect("handovers", code)
    what = POST if request.POST.get("what") == POST else END
    act = {END: _end, POST: _pass_on}[what]
    told = done(request.POST, what, lambda typed: act(asked.reach, typed))
    if isinstance(told, Form):
        return render(request, "desk/handover/handovers.html", _list(asked, told), status=422)
    messages.success(request, receipt_for(told, TITLES[what]).in_(asked.lang))
    return redirect("handovers", code)


@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """What a unit handed over or took over, thing by thing; sent, it is acknowledged, or an item is given to another successor.

    What is sent is of today: a page of another day has no form and leads to the one without.
    """
    asked = asked_of(request, code)
    page = unit_found(asked, unit, right=Right.SEE_REVIEW)
    if request.method != "POST":
        return render(request, "desk/handover/handover.html", _one(asked, page, EMPTY))
    what = request.POST.get("what", "")
    act = {GIVE: _give, ACKNOWLEDGE: _acknowledge}.get(what)
    if act is None:
        raise NotThere
    if asked.query:
        return redirect("handover", code, unit)
    told = done(request.POST, what, lambda typed: act(asked, page, typed))
    if isinstance(told, Form):
        return render(request, "desk/handover/handover.html", _one(asked, page, told), status=422)
    messages.success(request, receipt_for(told, TITLES[what]).in_(asked.lang))
    return redirect("handover", code, unit)


def _list(asked: Asked, form: Form, number: str = "") -> dict[str, object]:
    """A page of what changed hands, and all that answers to nobody: of a large campaign no more units are read than these name."""
    ended, changed, lost = _changed(asked)
    page = Paginator(changed, A_PAGE).get_page(number)
    named = {one.unit for one in page} | lost
    answering = ended.answering(asked.as_of)
    courses = _courses(asked, frozenset({*named, *(answering.get(one, one) for one in named)}))
    acknowledged = courses.in_hand.acknowledged
    found = [HandoverKnown(one, acknowledged.get((one.unit, one.post, one.on))) for one in page]
    may_record = asked.reach.may(Right.EXCHANGE)
    return {
        "page": page,
        "before": joined(asked, trang=page.previous_page_number()) if page.has_previous() else "",
        "after": joined(asked, trang=page.next_page_number()) if page.has_next() else "",
        "handovers": handovers_shown(asked, courses, found, with_open=False),
        "orphans": list(orphans(asked.reach, courses)),
        "forms": [] if asked.query or not may_record else _forms(asked.reach, form),
        "refused": form.refused,
    }


Changed = tuple[Successions, tuple[Handover, ...], frozenset[str]]
"""Which units ended with a successor, every handover, and the units in which something may answer to nobody."""


def _changed(asked: Asked) -> Changed:
    """What changed hands as of the day; kept for as long as the campaign stands as it stood."""
    campaign, day, by = asked.campaign, asked.as_of, asked.known_by

    def look() -> Changed:
        ended = successions(campaign.host, known_by=by)
        return ended, handovers_on(campaign, ended, day, known_by=by), may_answer_to_nobody(asked)

    return _CHANGED.take_at(standing(campaign.code, by), (day, campaign.opens_on), look)


_CHANGED: CampaignShelf[Changed] = CampaignShelf(16)


def _forms(reach: Reach, form: Form) -> list[dict[str, object]]:
    unit = form.typed.get("of_unit", "")
    known = {
        "unit": lambda: _units(reach),
        "successor": lambda: _units(reach),
        "of_unit": lambda: _units(reach),
        "post": lambda: posts_called(reach, unit),
    }
    shown = []
    for what, fields in FIELDS.items():
        sent = form if form.which == what else EMPTY
        shown.append(
            {
                "what": what,
                "title": TITLES[what],
                "help": HELP[what],
                "is_sent": form.which == what,
                "fields": offered(fields, sent.typed, sent.faults, known),
            }
        )
    return shown


def _one(asked: Asked, page: UnitPage, form: Form) -> dict[str, object]:
    unit, courses = page.unit, _courses_around(asked, page)
    theirs = [
        one
        for one in courses.handovers
        if one.handover.unit == unit
        or (not one.handover.post and courses.answering_for(one.handover.unit) == unit)
    ]
    return {
        "page": page,
        "handovers": handovers_shown(asked, courses, theirs, with_open=True),
        "refused": form.refused,
        "typed": form.typed,
    }


def _courses_around(asked: Asked, page: UnitPage) -> Courses:
    """The courses of a unit, of those it answers for and of those after it, of which a page of its handovers tells."""
    after = (one.successor for one in page.successors)
    return _courses(asked, frozenset({page.unit, *page.took_over, *after}))


def _courses(asked: Asked, units: frozenset[str] | None = None) -> Courses:
    """The courses of the campaign's units, or of some, with nothing that is under way."""
    code, by = asked.campaign.code, asked.known_by
    known = known_of(code, known_by=by, units=units)
    here = in_hand(code, known_by=by, reviews=[])
    return Courses(asked.campaign, known.records, known.gates, asked.as_of, here)


def _end(reach: Reach, typed: Typed) -> Told:
    known = _units(reach)
    unit = code_of(typed, "unit", known, _NO_UNIT)
    successor = code_of(typed, "successor", known, _NO_UNIT)
    others = [one for one in re.split(r"[\s,;]+", typed.text("others", longest=400)) if one]
    last_day = typed.day("last_day")
    for name, said in (("unit", unit), ("successor", successor)):
        if not said and name not in typed.faults:
            typed.faults[name] = _WANTED
    typed.check()
    return end_unit(reach, unit, last_day, [successor, *others])


def _pass_on(reach: Reach, typed: Typed) -> Told:
    unit = code_of(typed, "of_unit", _units(reach), _NO_UNIT)
    post = code_of(typed, "post", posts_called(reach, unit), _NO_POST)
    since = typed.day("since")
    holder = typed.text("holder", wanted=True, longest=40)
    name = typed.text("holder_name", longest=200)
    for field, said in (("of_unit", unit), ("post", post)):
        if not said and field not in typed.faults:
            typed.faults[field] = _WANTED
    typed.check()
    sat = _sat_before(reach, unit, post, since)
    return hand_over_post(reach, f"{unit}/{post}", since, holder, name, sat=sat)


def _sat_before(reach: Reach, unit: str, post: str, since: date) -> list[date]:
    """The stated days on which whoever would leave a post on a day sat their own review."""
    held = posts_held(reach.campaign.host, known_by=now(), units=[unit])
    there = [one for one in held.in_unit(unit, since) if one.post == post]
    outgoing = [one.seat for one in there if one.period.since < since]
    found = round_of(reach)
    reviews = [found.review(Seat(unit, seat))["review_id"] for seat in outgoing]
    met = [when for one in reviews for when in sessions_of_review(reach.campaign.code, one)]
    return [when.day for when in met if when.stated]


def _acknowledge(asked: Asked, page: UnitPage, typed: Typed) -> Told:
    courses, post = _courses_around(asked, page), typed.text("post", longest=40)
    of, on = typed.text("of", longest=40), typed.day("on")
    typed.check()
    for one in (known.handover for known in courses.handovers):
        here = page.unit in (one.unit, courses.answering_for(one.unit))
        course = courses.of(one.unit)
        if here and course is not None and (one.unit, one.post, one.on) == (of, post, on):
            return acknowledge_handover(asked.reach, one, counted(open_of(one, course)))
    raise NotThere


def _give(asked: Asked, page: UnitPage, typed: Typed) -> Told:
    """Give one item of a unit that was split to one of its successors, whose head answers for it."""
    unit, courses = page.unit, _courses_around(asked, page)
    keeper = courses.keeper
    number = typed.text("number", wanted=True, longest=40)
    after = [one.successor for one in keeper.successions.after(unit, courses.day)]
    to = typed.one_of("to", after)
    typed.check()
    if all(one.number != number or one.owner_unit != unit for one in courses.records.items):
        raise NotThere
    return give_item(asked.reach, number, to, keeper.posts.head(to, today()))


def _units(reach: Reach) -> list[Called]:
    """Every unit of the host by its latest name, those that ended too. One query."""
    rows = standings(reach.campaign.host, known_by=now())
    return [Called(code, name) for code, name in {row.code: row.name for row in rows}.items()]


TITLES = {
    END: Wording(
        vi="ghi một đơn vị kết thúc (sáp nhập, chia tách)",
        en="record that a unit ended (merged or split)",
    ),
    POST: Wording(vi="ghi một chức vụ sang người khác", en="record that a post changed hands"),
    GIVE: Wording(vi="giao việc cho đơn vị kế thừa", en="give the item to a successor"),
    ACKNOWLEDGE: Wording(vi="nhận bàn giao", en="acknowledge the handover"),
}
HELP = {
    END: Wording(
        vi="Hồ sơ của đơn vị cũ giữ nguyên; việc còn dở do đơn vị kế thừa làm tiếp từ hôm sau. Số liệu các ngày trước không đổi. Ghi lại với đơn vị kế thừa khác thì thay cho lần ghi trước.",
        en="The unit's file stays as it is; what it left open is its successor's from the next day on. Figures of earlier days do not change. Recorded again with other successors, these take the place of the former.",
    ),
    POST: Wording(
        vi="Người giữ trước giữ chức vụ đến hết hôm trước. Việc giao cho chức vụ theo sang người mới; việc riêng của từng người vẫn là của người đó.",
        en="Whoever held the post before holds it to the end of the day before. What was given to the post passes to the new holder; what is a person's own stays theirs.",
    ),
}
FIELDS: dict[str, tuple[Field, ...]] = {
    END: (
        find(
            "unit",
            "Đơn vị kết thúc",
            "Unit that ends",
            hint=Wording(vi="Tên hoặc mã đơn vị.", en="Its name or code."),
        ),
        day("last_day", "Ngày cuối cùng của đơn vị", "Its last day"),
        find(
            "successor",
            "Đơn vị kế thừa",
            "Successor",
            hint=Wording(
                vi="Tên hoặc mã. Đơn vị này nhận mọi việc còn dở.",
                en="Name or code. It takes over all that is open.",
            ),
        ),
        line(
            "others",
            "Các đơn vị khác cùng kế thừa, nếu chia tách",
            "Other successors, where the unit is split",
            wanted=False,
            longest=400,
            hint=Wording(
                vi="Mã đơn vị, cách nhau bằng dấu phẩy. Giao từng việc khắc phục cho các đơn vị này ở trang bàn giao của đơn vị cũ.",
                en="Codes, parted by commas. Items are given to them one by one on the unit's handover page.",
            ),
        ),
    ),
    POST: (
        find(
            "of_unit",
            "Đơn vị",
            "Unit",
            hint=Wording(vi="Tên hoặc mã đơn vị.", en="Its name or code."),
        ),
        find(
            "post",
            "Chức vụ",
            "Post",
            hint=Wording(vi="Tên hoặc mã chức vụ.", en="Its title or code."),
        ),
        day("since", "Người mới giữ từ ngày", "The new holder's first day"),
        line(
            "holder",
            "Mã người mới giữ chức vụ",
            "Code of the new holder",
            longest=40,
            hint=Wording(
                vi="Mã như trong nhan-su.xlsx, không phải họ tên.",
                en="The code as in nhan-su.xlsx, not a name.",
            ),
        ),
        line("holder_name", "Họ và tên, nếu cần", "Name, if wanted", wanted=False, longest=200),
    ),
}
_NO_UNIT = Wording(
    vi="Không có đơn vị nào như vậy; hãy xem lại tên hoặc mã.",
    en="There is no such unit; look at the name or the code.",
)
_NO_POST = Wording(
    vi="Đơn vị này không có chức vụ như vậy; hãy xem lại tên hoặc mã chức vụ.",
    en="The unit has no such post; look at the title or the code.",
)
_WANTED = Wording(vi="Ô này phải điền.", en="This must be filled in.")
