"""The office's pages of opinions asked for: coverage, a unit's invitations, one invitation, its letter, a clerk's entry."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.desk.asking.form import AnswerForm, points_sent, topic_fields
from tusoi.desk.asking.shown import (
    InvitedShown,
    clerk_of,
    coverage,
    invited_shown,
    points_shown,
    topic_name,
    units_offered,
    via_choices,
)
from tusoi.desk.fields import Field, day, drawn, line, pick
from tusoi.desk.found import EMPTY, Form, done, receipt, unit_found
from tusoi.desk.unit import UnitPage
from tusoi.figures.engine import lists_of
from tusoi.guidance.queries import guidance_set
from tusoi.ledger.actions import Told
from tusoi.opinions.asking.access import reads_answers
from tusoi.opinions.asking.answering import enter_answer
from tusoi.opinions.asking.inviting import (
    ToInvite,
    give_link,
    invitation_of,
    invite,
    revoke_link,
)
from tusoi.opinions.asking.queries import (
    answer_to,
    answers_to,
    invitations_on,
    links_of,
    topics_asked,
)
from tusoi.opinions.asking.said import VIA_WORDING, Via
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.reports.formats import FORMATS
from tusoi.reports.invitation import FORMATS as LETTER_FORMATS
from tusoi.reports.invitation import Letter, invitation_letter
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

LONGEST_NAME = 200


@require_safe
def asking(request: HttpRequest, code: str) -> HttpResponse:
    """How many of those invited have answered, by kind, and who has not."""
    asked = asked_of(request, code)
    units = asked.reach.units(Right.SEE_OPINIONS)
    if units == frozenset():
        raise NotThere
    if asked.query:
        return redirect("asking", code)
    records = lists_of(code, known_by=asked.known_by)
    if units is not None:
        records = records.within(units)
    sought = str(request.GET.get("don-vi", ""))[:LONGEST_NAME].strip()
    invited = {one.unit for one in records.invited}
    shown = {
        "coverage": coverage(asked, records),
        "sought": sought,
        "units": units_offered(asked, units, invited, sought),
        "asks": asked.reach.units(Right.ASK_OPINIONS) != frozenset(),
    }
    return render(request, "desk/asking/asking.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def opinions(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The bodies invited to speak of a unit, and what they said; sent, one more is invited."""
    asked = asked_of(request, code)
    may_ask = asked.reach.may(Right.ASK_OPINIONS, unit)
    if not may_ask:
        asked.reach.require(Right.SEE_OPINIONS, unit)
    page = unit_found(asked, unit)
    if request.method != "POST":
        if asked.query:
            return redirect("opinions", code, unit)
        return render(request, "desk/asking/opinions.html", _listed(asked, page, EMPTY))
    asked.reach.require(Right.ASK_OPINIONS, unit)
    told = done(request.POST, "invite", lambda typed: _invite(asked, page, typed))
    if isinstance(told, Form):
        shown = _listed(asked, page, told)
        return render(request, "desk/asking/opinions.html", shown, status=422)
    messages.success(request, receipt(told).in_(asked.lang))
    return redirect("opinions", code, unit)


def _invite(asked: Asked, page: UnitPage, typed: Typed) -> Told:
    voices = guidance_set(asked.campaign.guidance_set).voices
    kind = typed.one_of("kind", [one.code for one in voices.kinds])
    to_invite = ToInvite(
        kind=kind,
        giver=typed.text("giver", wanted=True, longest=200),
        due_on=typed.day("due_on"),
        post=typed.text("post", longest=40),
        body_unit=typed.text("body_unit", longest=40),
    )
    typed.check()
    return invite(asked.reach, page.unit, to_invite)


def _listed(asked: Asked, page: UnitPage, form: Form) -> dict[str, object]:
    there = invitations_on(asked.campaign.code, page.unit)
    reads = reads_answers(asked.reach, page.unit)
    answers = answers_to(asked.campaign.code, [one.code for one in there]) if reads else {}
    topics = topics_asked(asked.campaign, known_by=asked.known_by)
    shown = [
        invited_shown(
            asked.campaign,
            one,
            page.posts,
            answers.get(one.code) if reads else None,
            topics,
            page.course.calendar,
        )
        for one in there
    ]
    may_ask = asked.reach.may(Right.ASK_OPINIONS, page.unit)
    return {
        "page": page,
        "invited": shown,
        "answered": sum(one.answered is not None for one in there),
        "reads": reads,
        "may_ask": may_ask,
        "fields": drawn(_inviting(asked, page), form.typed, form.faults) if may_ask else (),
        "refused": form.refused,
    }


def _inviting(asked: Asked, page: UnitPage) -> list[Field]:
    voices = guidance_set(asked.campaign.guidance_set).voices
    posts = [(held.post, same(f"{held.title} ({held.post})")) for held in page.posts]
    return [
        pick("kind", "Thành phần", "Kind of giver", [(one.code, one.wording) for one in voices.kinds]),
        line("giver", "Nơi được mời", "Who is invited", hint=_GIVER_HINT, longest=200),
        pick("post", "Góp ý về", "About", [("", _COLLECTIVE), *posts]),
        day("due_on", "Hạn góp ý", "Due by", hint=_DUE_HINT),
        line("body_unit", "Mã đơn vị của nơi được mời, nếu có", "Its unit's code, if it has one", wanted=False, hint=_BODY_HINT, longest=40),
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, code: str, unit: str, invitation: str) -> HttpResponse:
    """One invitation for the office: its letter, its link, its answer in all versions."""
    asked = asked_of(request, code)
    invited = invitation_of(asked.reach, unit, invitation)
    if request.method == "POST":
        return _do_link(request, asked, unit, invitation)
    if asked.query:
        return redirect("invitation", code, unit, invitation)
    return _invitation(request, asked, _one(asked, unit, invited.code))


def _do_link(request: HttpRequest, asked: Asked, unit: str, code: str) -> HttpResponse:
    give = request.POST.get("do") == "link"
    try:
        told = give_link(asked.reach, unit, code) if give else revoke_link(asked.reach, unit, code)
    except NotThere:
        raise
    except Refused as refused:
        return _invitation(request, asked, _one(asked, unit, code), refused)
    said = (_LINK if give else _REVOKED) if told.changes else _NO_LINK
    messages.success(request, said.in_(asked.lang))
    return redirect("invitation", asked.campaign.code, unit, code)


def _one(asked: Asked, unit: str, code: str) -> tuple[UnitPage, InvitedShown]:
    page = unit_found(asked, unit)
    topics = topics_asked(asked.campaign, known_by=asked.known_by)
    invited, answer = invitation_of(asked.reach, unit, code), answer_to(asked.campaign.code, code)
    return page, invited_shown(asked.campaign, invited, page.posts, answer, topics)


def _invitation(
    request: HttpRequest,
    asked: Asked,
    one: tuple[UnitPage, InvitedShown],
    refused: Refused | None = None,
) -> HttpResponse:
    page, shown = one
    topics = topics_asked(asked.campaign, known_by=asked.known_by)
    link = links_of(asked.campaign.code, [shown.code]).get(shown.code)
    versions = [
        {
            "on": version.on,
            "at": version.at,
            "via": VIA_WORDING[version.via],
            "clerk": clerk_of(version),
            "points": points_shown(version.points, topics),
        }
        for version in answer_to(asked.campaign.code, shown.code).versions
    ]
    said = {
        "page": page,
        "one": shown,
        "link": link,
        "link_address": _absolute(request, link.word) if link and link.word else "",
        "versions": versions,
        "formats": LETTER_FORMATS,
        "refused": refused,
    }
    status = 422 if refused else 200
    return render(request, "desk/asking/invitation.html", said, status=status)


def _absolute(request: HttpRequest, word: str) -> str:
    return request.build_absolute_uri(reverse("answer-by-link", args=[word]))


@require_safe
def letter(
    request: HttpRequest,
    code: str,
    unit: str,
    invitation: str,
    format: str,  # noqa: A002
) -> HttpResponse:
    """The letter of invitation as a file, with the link where one was given."""
    asked = asked_of(request, code)
    invited = invitation_of(asked.reach, unit, invitation)
    if format not in LETTER_FORMATS:
        raise NotThere
    if asked.query:
        return redirect("invitation-letter", code, unit, invitation, format)
    page, shown = _one(asked, unit, invited.code)
    link = links_of(code, [invited.code]).get(invited.code)
    topics = topics_asked(asked.campaign, known_by=asked.known_by)
    document = invitation_letter(
        Letter(
            campaign=asked.campaign,
            code=invited.code,
            giver=invited.giver,
            unit_name=page.file.name,
            about=shown.about,
            due_on=invited.due_on,
            on=invited.when.day,
            topics=tuple(topics.get(one, topic_name(one)) for one in topics),
            link=_absolute(request, link.word) if link and link.word else "",
        ),
        lang=asked.lang,
    )
    form = FORMATS[format]
    response = HttpResponse(form.write(document), content_type=form.content_type)
    response["Content-Disposition"] = f'attachment; filename="{form.file_name(document)}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, code: str, unit: str, invitation: str) -> HttpResponse:
    """A clerk enters an answer that came by letter or was dictated, under the clerk's own name."""
    asked = asked_of(request, code)
    invited = invitation_of(asked.reach, unit, invitation)
    if request.method != "POST":
        if asked.query:
            return redirect("invitation-entry", code, unit, invitation)
        return _entry(request, asked, unit, invited.code)
    typed = Typed(request.POST)
    try:
        via = typed.one_of("via", [word for word, _ in via_choices()])
        on = typed.day("received_on")
        typed.check()
        told = _enter(request, asked, unit, invited.code, Via(via), on)
    except NotThere:
        raise
    except Refused as refused:
        return _entry(request, asked, unit, invited.code, refused)
    messages.success(request, receipt(told).in_(asked.lang))
    return redirect("invitation", code, unit, invitation)


def _enter(request: HttpRequest, asked: Asked, unit: str, code: str, via: Via, on: date) -> Told:
    points, seen = points_sent(request.POST), request.POST.get("seen", "")
    return enter_answer(asked.reach, unit, code, points, via=via, received_on=on, seen=seen)


def _entry(
    request: HttpRequest, asked: Asked, unit: str, code: str, refused: Refused | None = None
) -> HttpResponse:
    page, shown = _one(asked, unit, code)
    topics = topics_asked(asked.campaign, known_by=asked.known_by)
    answer = answer_to(asked.campaign.code, code)
    points = points_sent(request.POST) if refused else answer.points
    typed = {name: str(value) for name, value in request.POST.items()}
    faults = refused.faults if isinstance(refused, NotAsAsked) else {}
    fields = [
        pick("via", "Ý kiến đến bằng cách nào", "How it came in", via_choices()),
        day("received_on", "Ngày nhận", "Received on", hint=_RECEIVED_HINT),
    ]
    said = {
        "page": page,
        "one": shown,
        "fields": drawn(fields, typed or {"received_on": today().isoformat()}, faults),
        "answer": AnswerForm(topic_fields(topics, points), answer.seen, refused),
        "clerk": asked.reach.asker.name,
    }
    status = 422 if refused else 200
    return render(request, "desk/asking/entry.html", said, status=status)


_COLLECTIVE = Wording(vi="Tập thể đơn vị", en="The unit's collective")
_GIVER_HINT = Wording(
    vi="Tên tập thể, tổ chức; ví dụ: Chi bộ khu phố 3, Ban Thường trực Mặt trận Tổ quốc phường.",
    en="The name of the body, for instance: the Party cell of quarter 3, the ward's Fatherland Front.",
)
_DUE_HINT = Wording(
    vi="Hết ngày này ý kiến được khóa; trước đó nơi góp ý sửa được.",
    en="After this day the answer is locked; until then the body may change it.",
)
_BODY_HINT = Wording(
    vi="Nếu nơi được mời có tài khoản, người đứng đầu hoặc văn phòng đơn vị ấy đăng nhập rồi trả lời. Nếu không, dùng đường liên kết hoặc thư.",
    en="If the body has accounts, its head or its office signs in and answers. If not, use the link or a letter.",
)
_RECEIVED_HINT = Wording(
    vi="Ngày thư đến hoặc ngày nghe đọc; không sau hạn góp ý.",
    en="The day the letter came or it was dictated; not after the due day.",
)
_LINK = Wording(
    vi="Đã cấp đường liên kết. Đường liên kết cũ, nếu có, không còn dùng được.",
    en="The link is given. One given before opens nothing any more.",
)
_REVOKED = Wording(vi="Đã thu hồi đường liên kết.", en="The link is revoked.")
_NO_LINK = Wording(
    vi="Không có đường liên kết nào đang dùng; không có gì thay đổi.",
    en="There is no link that stands; nothing changed.",
)
