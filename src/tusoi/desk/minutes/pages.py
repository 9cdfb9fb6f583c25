"""The pages of a review's minutes: the text and all that is done with it, one section to write, a version, a file."""

from collections.abc import Callable, Mapping
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.typed import Typed
from tusoi.desk.found import unit_found
from tusoi.desk.minutes.shown import MinutesPage, changes, document_of, minutes_page, note_reading
from tusoi.figures.stages import held_on
from tusoi.gates.gate import GateClosed
from tusoi.meetings.minutes.at_hand import StaleVersion
from tusoi.meetings.minutes.correcting import answer_correction, ask_correction
from tusoi.meetings.minutes.draft import Merged
from tusoi.meetings.minutes.signing import sign_text
from tusoi.meetings.minutes.stating import add_to_minutes, state_dissent
from tusoi.meetings.minutes.writing import SECTION_LENGTH, draw_minutes, write_section
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.reports.formats import FORMATS
from tusoi.reports.minutes import FORMATS as MINUTES_FORMATS
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

Do = Callable[[MinutesPage, QueryDict], Wording]
"""One thing done on the page: what it says when it is done."""


@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The minutes, and what may be done with them: draw, sign, correct, answer, dissent, add.

    Acts are of today: an address that asks for another day leads a sent form to the one without.
    """
    asked = asked_of(request, code)
    if request.method != "POST":
        shown = _shown(asked, unit, request)
        note_reading(shown)
        return _page(request, shown)
    if not any(asked.reach.may(one, unit) for one in (Right.HOLD_SESSION, Right.SIGN_MINUTES)):
        raise NotThere
    if asked.query or "lan" in request.GET:
        return redirect("minutes", code=code, unit=unit)
    shown = _shown(asked, unit, request)
    try:
        said = _asked_to_do(request.POST)(shown, request.POST)
    except NotThere:
        raise
    except Refused as refused:
        return _page(request, _shown(asked, unit, request), refused)
    messages.success(request, said.in_(asked.lang))
    return redirect("minutes", code=code, unit=unit)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, code: str, unit: str, section: str) -> HttpResponse:
    """One section to write, of today; beside it what is asked to be said instead. Nothing typed is lost."""
    asked = asked_of(request, code)
    asked.reach.require(Right.HOLD_SESSION, unit)
    if asked.query:
        return redirect("minutes-section", code=code, unit=unit, section=section)
    shown = _shown(asked, unit, request)
    if shown.minutes.text is None or shown.minutes.text.section(section) is None:
        raise NotThere
    if request.method != "POST":
        return _section_page(request, shown, section)
    try:
        changed = _write(shown, section, request.POST)
    except NotThere:
        raise
    except Refused as refused:
        return _section_page(request, _shown(asked, unit, request), section, refused)
    messages.success(request, (_WRITTEN if changed else _THE_SAME).in_(asked.lang))
    return redirect("minutes", code=code, unit=unit)


@require_safe
def version(request: HttpRequest, code: str, unit: str, redo: int, number: int) -> HttpResponse:
    """One version of the text, and what it changed against the one before."""
    shown = minutes_page(unit_found(asked_of(request, code), unit), redo_number=redo)
    wanted = shown.minutes.version(number)
    if wanted is None:
        raise NotThere
    note_reading(shown)
    earlier = [one for one in shown.minutes.versions if one.number < number]
    before = earlier[-1] if earlier else None
    return render(
        request,
        "desk/minutes_version.html",
        {
            "page": shown.page,
            "shown": shown,
            "version": wanted,
            "before": before,
            "changes": changes(shown, before, wanted) if before else (),
            "document": document_of(shown, wanted),
        },
    )


@require_safe
def file(request: HttpRequest, code: str, unit: str, format: str) -> HttpResponse:  # noqa: A002
    """The minutes as a file; the page with a sentence where there is nothing to print."""
    shown = _shown(asked_of(request, code), unit, request)
    if format not in MINUTES_FORMATS:
        raise NotThere
    try:
        document = document_of(shown, None)
    except Refused as refused:
        return _page(request, shown, refused)
    note_reading(shown)
    form = FORMATS[format]
    response = HttpResponse(form.write(document), content_type=form.content_type)
    response["Content-Disposition"] = f'attachment; filename="{form.file_name(document)}"'
    return response


def _shown(asked: Asked, unit: str, request: HttpRequest) -> MinutesPage:
    """The minutes asked for: of the last round, or of the one in the address (`lan`)."""
    said = request.GET.get("lan", "")
    number = int(said) if said.isdecimal() and len(said) < 4 else None
    if said and number is None:
        raise NotThere
    return minutes_page(unit_found(asked, unit), redo_number=number)


def _page(request: HttpRequest, shown: MinutesPage, refused: Refused | None = None) -> HttpResponse:
    sent = request.POST
    return render(
        request,
        "desk/minutes.html",
        {
            "page": shown.page,
            "shown": shown,
            "document": shown.document,
            "formats": [FORMATS[one] for one in MINUTES_FORMATS],
            "once": _once(sent) or uuid4(),
            "typed": sent.dict(),
            "refused": refused,
            "gates_closed": refused.refusals if isinstance(refused, GateClosed) else (),
            "keep_days": settings.RETENTION_DAYS,
        },
        status=422 if refused else 200,
    )


def _section_page(
    request: HttpRequest, shown: MinutesPage, key: str, refused: Refused | None = None
) -> HttpResponse:
    """The form, filled with what was typed; after a stale version it goes on from the one that stands."""
    standing = shown.minutes.text
    found = standing.section(key) if standing else None
    if standing is None or found is None:
        raise NotThere
    sent = request.POST
    base = sent.get("base", "") if refused and not isinstance(refused, StaleVersion) else ""
    asked_for = [one for one in shown.corrections if one[0].section == key and not one[0].answer]
    return render(
        request,
        "desk/minutes_section.html",
        {
            "page": shown.page,
            "shown": shown,
            "section": found,
            "title": shown.titled(key),
            "text": sent.get("text", "") if refused else found.text,
            "base": base or standing.number,
            "stale": isinstance(refused, StaleVersion),
            "chosen": sent.get("correction", "") or request.GET.get("y-kien", ""),
            "reason": sent.get("reason", ""),
            "corrections": asked_for,
            "refused": refused,
            "longest": SECTION_LENGTH,
        },
        status=422 if refused else 200,
    )


def _write(shown: MinutesPage, key: str, sent: QueryDict) -> bool:
    """Write the section, taking a correction in where one is chosen; whether anything changed."""
    reach, unit, text, base = shown.asked.reach, shown.unit, sent.get("text", ""), _number(sent)
    if not sent.get("correction"):
        return bool(write_section(reach, unit, key, text, base=base).changes)
    told = answer_correction(
        reach,
        unit,
        _key(sent, "correction"),
        taken_in=True,
        reason=sent.get("reason", ""),
        text=text,
        base=base,
    )
    return bool(told.changes)


def _number(sent: QueryDict, field: str = "base") -> int:
    said = sent.get(field, "")
    return int(said) if said.isdecimal() and len(said) < 9 else 0


def _key(sent: QueryDict, field: str) -> UUID:
    """A key that a form of ours carries.

    Raises:
        NotThere: it carries none.
    """
    try:
        return UUID(sent.get(field, ""))
    except ValueError:
        raise NotThere from None


def _once(sent: QueryDict) -> UUID | None:
    """The form's own key, by which the same form sent twice is one; a form without one is new each time."""
    try:
        return UUID(sent.get("once", ""))
    except ValueError:
        return None


def _asked_to_do(sent: QueryDict) -> Do:
    """What the form asks for.

    Raises:
        NotAsAsked: nothing that there is.
    """
    typed = Typed(sent)
    word = typed.one_of("viec", list(DONE))
    typed.check()
    return DONE[word]


def _draw(shown: MinutesPage, _sent: QueryDict) -> Wording:
    merged = draw_minutes(shown.asked.reach, shown.unit)
    return _DRAWN if shown.minutes.text is None else _told_of(merged)


def _told_of(merged: Merged) -> Wording:
    """What drawing again did, in words."""
    if not merged.changes:
        return _NOTHING_NEW
    parts = [
        sentence.filled(titles=same("; ".join(titles)))
        for sentence, titles in (
            (_RENEWED, merged.renewed),
            (_ADDED, merged.added),
            (_TAKEN_OUT, merged.taken_out),
            (_KEPT, merged.kept_by_hand),
        )
        if titles
    ]
    return Wording(vi=" ".join(one.vi for one in parts), en=" ".join(one.en for one in parts))


def _sign(shown: MinutesPage, sent: QueryDict) -> Wording:
    signed = sign_text(
        shown.asked.reach,
        shown.unit,
        sent.get("capacity", ""),
        sent.get("digest", ""),
        held_on=held_on(shown.page.file),
    )
    if not signed.told.changes:
        return _SIGNED_BEFORE
    return _LOCKED if signed.locked else _SIGNED


def _correct(shown: MinutesPage, sent: QueryDict) -> Wording:
    told = ask_correction(
        shown.asked.reach,
        shown.unit,
        sent.get("section", ""),
        sent.get("words", ""),
        version=_number(sent, "version"),
        once=_once(sent),
    )
    return _CORRECTED if told.changes else _SENT_BEFORE


def _refuse(shown: MinutesPage, sent: QueryDict) -> Wording:
    told = answer_correction(
        shown.asked.reach,
        shown.unit,
        _key(sent, "correction"),
        taken_in=False,
        reason=sent.get("reason", ""),
    )
    return _ANSWERED if told.changes else _SENT_BEFORE


def _dissent(shown: MinutesPage, sent: QueryDict) -> Wording:
    reach, words = shown.asked.reach, sent.get("words", "")
    told = state_dissent(reach, shown.unit, words, once=_once(sent))
    return _DISSENTED if told.changes else _SENT_BEFORE


def _add(shown: MinutesPage, sent: QueryDict) -> Wording:
    reach, words = shown.asked.reach, sent.get("words", "")
    told = add_to_minutes(reach, shown.unit, words, once=_once(sent))
    return _ADDED_TO if told.changes else _SENT_BEFORE


DONE: Mapping[str, Do] = {
    "lap": _draw,
    "ky": _sign,
    "sua": _correct,
    "khong-nhan": _refuse,
    "bao-luu": _dissent,
    "ghi-them": _add,
}

_DRAWN = Wording(
    vi="Đã lập dự thảo từ hồ sơ buổi họp. Hãy đọc lại và viết nốt phần còn trống.",
    en="The draft is drawn from the record. Read it through and write what is left open.",
)
_NOTHING_NEW = Wording(
    vi="Hồ sơ không có gì mới so với dự thảo; không có gì thay đổi.",
    en="The record holds nothing new; nothing changed.",
)
_RENEWED = Wording(vi="Đã cập nhật từ hồ sơ: {titles}.", en="Drawn anew: {titles}.")
_ADDED = Wording(vi="Thêm mục: {titles}.", en="Added: {titles}.")
_TAKEN_OUT = Wording(vi="Bỏ mục không còn trong chương trình: {titles}.", en="Taken out: {titles}.")
_KEPT = Wording(
    vi="Giữ nguyên phần đã viết tay: {titles}.", en="Left as written by hand: {titles}."
)
_WRITTEN = Wording(
    vi="Đã ghi thành một bản mới; chữ ký ở bản trước không còn tính.",
    en="Written as a new version; signatures of the one before no longer count.",
)
_THE_SAME = Wording(
    vi="Chữ không khác bản đang có; không có gì thay đổi.",
    en="The words are those that stand already; nothing changed.",
)
_SIGNED = Wording(vi="Đã ký.", en="Signed.")
_LOCKED = Wording(
    vi="Đã ký. Đủ bốn chữ ký: biên bản từ đây không đổi nữa.",
    en="Signed. All four have signed: from now on the minutes stand.",
)
_SIGNED_BEFORE = Wording(
    vi="Bạn đã ký bản này từ trước; không có gì thay đổi.",
    en="You had signed this version already; nothing changed.",
)
_CORRECTED = Wording(
    vi="Đã gửi đề nghị sửa; người ghi biên bản sẽ trả lời tại trang này.",
    en="Your correction is sent; the secretary answers on this page.",
)
_ANSWERED = Wording(vi="Đã trả lời đề nghị sửa.", en="The correction is answered.")
_DISSENTED = Wording(
    vi="Đã ghi ý kiến bảo lưu; in nguyên văn trong biên bản.",
    en="Your dissent is recorded; the minutes print it whole.",
)
_ADDED_TO = Wording(vi="Đã ghi thêm vào sau biên bản.", en="It is added after the minutes.")
_SENT_BEFORE = Wording(
    vi="Biểu mẫu này đã gửi từ trước; không có gì thay đổi.",
    en="This form was sent before; nothing changed.",
)
