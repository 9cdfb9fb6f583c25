"""The pages of those who are invited: by the link, without an account; or signed in, for a unit."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.queries import CampaignView
from tusoi.desk.asking.form import AnswerForm, points_sent, topic_fields
from tusoi.desk.asking.shown import (
    Titles,
    invited_shown,
    points_shown,
    readers,
    units_called,
    what_became,
)
from tusoi.ledger.actions import Told
from tusoi.opinions.asking.answering import (
    AnsweredMeanwhile,
    LinkRevoked,
    answer_by_link,
    answer_signed_in,
    opened_by_link,
)
from tusoi.opinions.asking.queries import Invited, answer_to, invitations_to, topics_asked
from tusoi.opinions.asking.said import TEXT_LENGTH
from tusoi.organisation.access import NotThere, language_of
from tusoi.organisation.roles import Right
from tusoi.remediation.living import answer_felt_by_link, answer_felt_signed_in
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, word: str, titles: Titles) -> HttpResponse:
    """What an invited body is asked, what it said, what became of it; until the due day its form. No account is needed.

    `titles` are those by which the public knows a campaign's items: an item that came of an answer is called so, or by its number alone.
    """
    try:
        opened = opened_by_link(word)
    except LinkRevoked as revoked:
        return render(request, "desk/asking/revoked.html", {"refused": revoked}, status=410)
    refused: Refused | None = None
    if request.method == "POST":
        if "felt" in request.POST:
            number, put_right = _felt(request)
            _say(request, answer_felt_by_link(word, number, put_right=put_right))
            return redirect("answer-by-link", word)
        try:
            seen = request.POST.get("seen", "")
            told = answer_by_link(word, points_sent(request.POST), seen=seen)
        except NotThere:
            raise
        except Refused as said_no:
            refused = said_no
        else:
            said = _SENT if told.changes else _SENT_BEFORE
            messages.success(request, said.in_(language_of(request)))
            return redirect("answer-by-link", word)
    shown = _giving(request, opened.campaign, opened.invited, titles, refused)
    status = 422 if refused else 200
    # The address is the key: that no cache keeps the page and no other site is told it, the headers of every page see to.
    return render(request, "desk/asking/by_link.html", shown, status=status)


@require_safe
def invited(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The matters on which a unit is asked for its opinion."""
    asked = asked_of(request, code)
    asked.reach.require(Right.ANSWER_INVITATION, unit)
    if asked.query:
        return redirect("invited", code, unit)
    there = invitations_to(code, unit)
    called = units_called(asked.campaign, there, today())
    found = [
        {"shown": invited_shown(asked.campaign, one, (), None, {}), "called": called[one.code]}
        for one in there
    ]
    return render(request, "desk/asking/invited.html", {"unit": unit, "found": found})


@require_http_methods(["GET", "HEAD", "POST"])
def invited_answer(
    request: HttpRequest, code: str, unit: str, invitation: str, titles: Titles
) -> HttpResponse:
    """Somebody of an invited unit answers, signed in; `titles` as by the link."""
    asked = asked_of(request, code)
    asked.reach.require(Right.ANSWER_INVITATION, unit)
    one = next((one for one in invitations_to(code, unit) if one.code == invitation), None)
    if one is None:
        raise NotThere
    if request.method != "POST":
        if asked.query:
            return redirect("invited-answer", code, unit, invitation)
        return _signed_in(request, asked, unit, one, titles)
    if "felt" in request.POST:
        number, put_right = _felt(request)
        told = answer_felt_signed_in(asked.reach, unit, invitation, number, put_right=put_right)
        _say(request, told)
        return redirect("invited-answer", code, unit, invitation)
    try:
        points, seen = points_sent(request.POST), request.POST.get("seen", "")
        told = answer_signed_in(asked.reach, unit, invitation, points, seen=seen)
    except NotThere:
        raise
    except Refused as refused:
        return _signed_in(request, asked, unit, one, titles, refused)
    messages.success(request, (_SENT if told.changes else _SENT_BEFORE).in_(asked.lang))
    return redirect("invited-answer", code, unit, invitation)


def _felt(request: HttpRequest) -> tuple[str, bool]:
    """Which item is answered about, and whether it is said to be put right.

    Raises:
        NotThere: that is no answer.
    """
    said = request.POST["felt"]
    if said not in (PUT_RIGHT, STILL_NOT):
        raise NotThere
    return request.POST.get("item", ""), said == PUT_RIGHT


def _say(request: HttpRequest, told: Told) -> None:
    said = _FELT if told.changes else _FELT_BEFORE
    messages.success(request, said.in_(language_of(request)))


def _signed_in(
    request: HttpRequest,
    asked: Asked,
    unit: str,
    one: Invited,
    titles: Titles,
    refused: Refused | None = None,
) -> HttpResponse:
    shown = {**_giving(request, asked.campaign, one, titles, refused), "unit": unit}
    status = 422 if refused else 200
    return render(request, "desk/asking/invited_answer.html", shown, status=status)


def _giving(
    request: HttpRequest,
    campaign: CampaignView,
    one: Invited,
    titles: Titles,
    refused: Refused | None,
) -> Mapping[str, object]:
    """Whatever both pages show; a form that was refused is filled as it was sent."""
    topics = topics_asked(campaign, known_by=now())
    answer = answer_to(campaign.code, one.code)
    called = units_called(campaign, [one], today())[one.code]
    points = points_sent(request.POST) if refused else answer.points
    moved = isinstance(refused, AnsweredMeanwhile)
    seen = request.POST.get("seen", "") if refused and not moved else answer.seen
    return {
        "campaign": campaign,
        "one": invited_shown(campaign, one, (), answer, topics),
        "called": called,
        "readers": readers(campaign, called.name),
        "answer": AnswerForm(topic_fields(topics, points), seen, refused),
        "became": what_became(campaign, one, answer.points, topics, titles),
        "stands": points_shown(answer.points, topics) if moved else (),
        "longest": TEXT_LENGTH,
    }


PUT_RIGHT, STILL_NOT = "roi", "chua"
_FELT = Wording(
    vi="Đã ghi câu trả lời của quý vị về kết quả khắc phục. Xin cảm ơn.",
    en="What you say of what was put right is recorded. Thank you.",
)
_FELT_BEFORE = Wording(
    vi="Quý vị đã trả lời về việc này từ trước; câu trả lời trước giữ nguyên.",
    en="You answered about this before; that answer stands.",
)
_SENT = Wording(
    vi="Đã nhận ý kiến. Đến hết hạn góp ý có thể mở lại trang này để sửa.",
    en="Your opinion was taken in. Until the due day you may open this page again and change it.",
)
_SENT_BEFORE = Wording(
    vi="Ý kiến này đã được nhận từ trước; không có gì thay đổi.",
    en="This opinion was taken in before; nothing changed.",
)
