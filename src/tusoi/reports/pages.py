"""The report's pages: as it would be now, as drafted or approved, made again and compared; and the conferences."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.seen import still_seen
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.errands.followed import followed, tried_again
from tusoi.figures.engine import figures_of, is_large
from tusoi.figures.figure_set import FigureSet
from tusoi.ledger.witnesses import NoCheckpoint
from tusoi.meetings.conferences import (
    CHAIR_LENGTH,
    TEXT_LENGTH,
    conference_seen,
    hold_conference,
)
from tusoi.meetings.queries import conferences as conferences_held
from tusoi.organisation.access import NotThere, Right
from tusoi.reports.actions import interim_document, tree_of
from tusoi.reports.approval import approve_report, draft_report, drafted_before
from tusoi.reports.comparison import differences
from tusoi.reports.document import Document
from tusoi.reports.errand import ask_for_draft, being_drafted, draft_made, errand_of
from tusoi.reports.formats import FORMATS
from tusoi.reports.queries import Draft, drafts, proof, published_json, told_before, witnesses_of
from tusoi.reports.queries import draft as draft_kept
from tusoi.reports.root import with_root
from tusoi.values.clock import now, today
from tusoi.values.moment import parse_moment, show_moment
from tusoi.values.refusal import Refused
from tusoi.values.typed_day import parse_day
from tusoi.values.wording import Wording


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The interim report as it would be now, its drafts, and the form that makes one more."""
    asked = _asked(request, code)
    if request.method != "POST":
        return _report_page(request, asked)
    asked.reach.require(Right.DRAFT_REPORT)
    try:
        return _drafted(request, asked)
    except NotThere:
        raise
    except Refused as refused:
        return _report_page(request, asked, refused)


@require_http_methods(["GET", "HEAD", "POST"])
def report_made(request: HttpRequest, code: str, id: UUID) -> HttpResponse:  # noqa: A002
    """How far the draft is that a reader asked for, and on to it once it is there; sent, what stopped is tried again.

    Whoever may no longer draft, and still sees the campaign, reads here why it stopped.
    """
    asked = _asked(request, code)
    errand = errand_of(asked.reach, id)
    if request.method == "POST":
        asked.reach.require(Right.DRAFT_REPORT)
        return tried_again(request, errand, asked.lang)
    if errand.done_at is not None:
        return redirect("draft", code=code, id=draft_made(errand))
    return followed(request, "reports/being_drafted.html", errand, {})


@require_safe
def report_file(request: HttpRequest, code: str, format: str) -> HttpResponse:  # noqa: A002
    """The interim report as it would be now, as a file; of a large campaign there is none."""
    asked = _asked(request, code)
    if is_large(code):
        return _report_page(request, asked, Refused(_NOT_WHILE_WAITING))
    return _file(_document(asked, _figures(asked)), format)


@require_safe
def draft(request: HttpRequest, code: str, id: UUID) -> HttpResponse:  # noqa: A002
    """A report as drafted, or as approved, with what may be done with it."""
    asked = _asked(request, code)
    return _draft_page(request, asked, draft_kept(code, id))


@require_safe
def draft_file(request: HttpRequest, code: str, id: UUID, format: str) -> HttpResponse:  # noqa: A002
    """A drafted or approved report as a file: the text that was kept; approved, also what a verifier needs."""
    asked = _asked(request, code)
    kept = draft_kept(code, id)
    if format not in VERIFIED:
        return _file(kept.document(asked.lang), format)
    if kept.approval is None:
        raise NotThere
    try:
        octets = published_json(kept) if format == "json" else proof(kept).encode()
    except NoCheckpoint as refused:
        return _draft_page(request, asked, kept, refused)
    response = HttpResponse(octets, content_type=VERIFIED[format])
    name = f"{code}-{kept.as_of}.{format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


VERIFIED = {"json": "application/json", "tlog-proof": "text/plain; charset=utf-8"}
"""What `tusoi verify report` takes, by the end of the file's name."""


@require_safe
def compare(request: HttpRequest, code: str, id: UUID) -> HttpResponse:  # noqa: A002
    """The same report made again, and where it differs from the one that was kept."""
    asked = _asked(request, code)
    kept = draft_kept(code, id)
    shown = {"draft": kept, "differences": differences(kept, asked.lang)}
    return render(request, "reports/compare.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, code: str, id: UUID) -> HttpResponse:  # noqa: A002
    """Approve a draft; then back to it with a receipt. Whoever comes by a link is led to the draft."""
    asked = _asked(request, code)
    if request.method != "POST":
        return redirect("draft", code=code, id=id)
    try:
        approve_report(asked.reach, draft=id)
    except NotThere:
        raise
    except Refused as refused:
        return _draft_page(request, asked, draft_kept(code, id), refused)
    messages.success(request, _APPROVED.in_(asked.lang))
    return redirect("draft", code=code, id=id)


@require_http_methods(["GET", "HEAD", "POST"])
def conferences(request: HttpRequest, code: str) -> HttpResponse:
    """The campaign's conferences, and the form that records one; as known by a moment that is past there is none."""
    asked = _asked(request, code)
    if request.method != "POST":
        return _conferences_page(request, asked)
    asked.reach.require(Right.HOLD_CONFERENCE)
    try:
        _hold(asked, Typed(request.POST))
    except NotThere:
        raise
    except Refused as refused:
        return _conferences_page(request, asked, refused)
    messages.success(request, _RECORDED.in_(asked.lang))
    return redirect("conferences", code=code)


def _hold(asked: Asked, typed: Typed) -> None:
    """Record the conference of a form; what is wrong with its fields is told all at once."""
    sent, on = typed.sent, typed.day("on")
    chair = typed.text("chair", wanted=True, longest=CHAIR_LENGTH)
    conclusion = typed.text("conclusion", wanted=True, longest=TEXT_LENGTH)
    typed.check()
    hold_conference(
        asked.reach,
        on=on,
        chair=chair,
        conclusion=conclusion,
        instructions=sent.get("instructions", "").splitlines(),
        report=_report_chosen(asked.campaign.code, sent.get("report", "")),
        seen=sent.getlist("seen"),
    )


def _asked(request: HttpRequest, code: str) -> Asked:
    """What is asked for, by somebody who sees the whole campaign."""
    asked = asked_of(request, code, of_the_return=True)
    asked.reach.require(Right.SEE_WHOLE)
    return asked


def _figures(asked: Asked) -> FigureSet:
    return figures_of(asked.campaign.code, as_of=asked.as_of, known_by=asked.known_by)


def _document(asked: Asked, figures: FigureSet) -> Document:
    document = interim_document(figures, lang=asked.lang, earlier=told_before(figures, now()))
    return with_root(document, tree_of(figures))


def _file(document: Document, code: str) -> HttpResponse:
    """A document in the format of that code, to be kept as a file."""
    if code not in FORMATS:
        raise NotThere
    form = FORMATS[code]
    response = HttpResponse(form.write(document), content_type=form.content_type)
    response["Content-Disposition"] = f'attachment; filename="{form.file_name(document)}"'
    return response


def _drafted(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The draft that is asked for, made at once; of a large campaign on the way, and looked up if it is there."""
    code = asked.campaign.code
    as_of = parse_day(request.POST.get("as_of", ""))
    known_by = parse_moment(request.POST.get("known_by", ""))
    there = drafted_before(code, as_of=as_of, known_by=known_by)
    if there is None and is_large(code):
        errand, new = ask_for_draft(asked.reach, asked.lang, as_of=as_of, known_by=known_by)
        messages.success(request, (_ASKED if new else _ASKED_BEFORE).in_(asked.lang))
        return redirect("report-made", code=code, id=errand)
    made = there or draft_report(asked.reach, as_of=as_of, known_by=known_by)
    messages.success(request, _DRAFTED.in_(asked.lang))
    return redirect("draft", code=code, id=made)


def _report_page(
    request: HttpRequest, asked: Asked, refused: Refused | None = None
) -> HttpResponse:
    code, large = asked.campaign.code, is_large(asked.campaign.code)
    shown = {
        **({} if large else _as_it_would_be(asked)),
        "large": large,
        "errands": being_drafted(asked.reach) if large else (),
        "formats": FORMATS.values(),
        "drafts": drafts(code),
        "may_draft": asked.reach.may(Right.DRAFT_REPORT),
        "moment": show_moment(min(asked.known_by, now())),
        "refused": refused,
    }
    return render(request, "reports/report.html", shown, status=422 if refused else 200)


def _as_it_would_be(asked: Asked) -> dict[str, Any]:
    figures = _figures(asked)
    return {"document": _document(asked, figures), "figures": figures}


def _draft_page(
    request: HttpRequest, asked: Asked, kept: Draft, refused: Refused | None = None
) -> HttpResponse:
    may = asked.reach.may(Right.APPROVE_REPORT) and kept.approval is None
    shown = {
        "draft": kept,
        "document": kept.document(asked.lang),
        "formats": FORMATS.values(),
        "may_approve": may and kept.drafted_by != asked.reach.asker.id,
        "witnessed": witnesses_of(kept),
        "own": may and kept.drafted_by == asked.reach.asker.id,
        "refused": refused,
    }
    return render(request, "reports/draft.html", shown, status=422 if refused else 200)


def _conferences_page(
    request: HttpRequest, asked: Asked, refused: Refused | None = None
) -> HttpResponse:
    code = asked.campaign.code
    reports = drafts(code)
    by_key = {one.id: one for one in reports}
    held = conferences_held(code, known_by=asked.known_by)
    typed: Mapping[str, str] = request.POST.dict() if refused else {"on": today().isoformat()}
    shown = {
        "conferences": [(one, by_key.get(one.report) if one.report else None) for one in held],
        "reports": reports,
        "may_hold": asked.known_now and asked.reach.may(Right.HOLD_CONFERENCE),
        "seen": still_seen(request.POST.getlist("seen"), refused)
        if refused
        else [conference_seen(one) for one in held],
        "typed": typed,
        "faults": refused.faults if isinstance(refused, NotAsAsked) else {},
        "refused": refused,
    }
    return render(request, "reports/conferences.html", shown, status=422 if refused else 200)


def _report_chosen(code: str, said: str) -> UUID | None:
    """The report a conference was held over: one of the campaign's, or none.

    Raises:
        NotThere: the campaign has no such report.
    """
    if not said:
        return None
    for one in drafts(code):
        if str(one.id) == said:
            return one.id
    raise NotThere


_DRAFTED = Wording(
    vi="Đã soạn dự thảo và ghi vào sổ đối chứng. Cần một người khác phê duyệt.",
    en="The draft is made and stands in the ledger. Somebody else has to approve it.",
)
_ASKED = Wording(
    vi="Đã giao máy soạn dự thảo. Bạn có thể đóng trang này rồi quay lại sau.",
    en="The draft is being made. You may close this page and come back later.",
)
_ASKED_BEFORE = Wording(
    vi="Dự thảo này bạn đã giao và máy chưa soạn xong; đây là tiến độ.",
    en="You asked for this draft before and it is not finished; here is how far it is.",
)
_NOT_WHILE_WAITING = Wording(
    vi="Đợt này có nhiều đơn vị nên báo cáo không lập ngay khi mở trang. Hãy tải từ một dự thảo hoặc báo cáo đã phê duyệt dưới đây.",
    en="This campaign has many units, so its report is not made while a page opens. Download it from one of the drafts or approved reports below.",
)
_APPROVED = Wording(
    vi="Đã phê duyệt. Từ đây văn bản này không đổi.", en="Approved. From now on this text stands."
)
_RECORDED = Wording(vi="Đã ghi hội nghị.", en="The conference is recorded.")
