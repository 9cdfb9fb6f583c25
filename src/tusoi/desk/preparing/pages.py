"""The pages of preparation: topics and explanations, self-reviews written, read and compared."""

from collections.abc import Callable, Mapping
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tusoi.campaigns.actions import Seat
from tusoi.campaigns.reading import record_reading
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.desk.preparing.frame import Frame, frame_of
from tusoi.desk.preparing.topics import ShownTopic, TopicsPage, record_readings, topics_page
from tusoi.desk.preparing.writing import (
    ShownSection,
    Writing,
    material_of,
    persons_of,
    sections_moved,
    sections_refused,
    with_comments,
    writing_of,
)
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.preparation.access import require_writer
from tusoi.preparation.causes import CAUSES
from tusoi.preparation.commenting import COMMENT_LENGTH, comment_on_draft
from tusoi.preparation.explaining import (
    GROUND_LENGTH,
    TOPIC_LENGTH,
    WORDS_LENGTH,
    AnsweredMeanwhile,
    explain,
    finish_explanations,
    suggest_topic,
)
from tusoi.preparation.versions import Version, texts_at
from tusoi.preparation.writing import (
    DraftMoved,
    Saved,
    SectionsEmpty,
    save_draft,
    submit_self_review,
)
from tusoi.reports.formats import FORMATS
from tusoi.reports.self_review import self_review_document
from tusoi.text.differences import beside
from tusoi.values.moment import ZONE
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

FILES = ("docx", "pdf")
"""The formats a self-review comes down in."""
NOBODY = "-"
"""What the form sends where the answer names nobody: a choice, not an empty field."""


@require_http_methods(["GET", "HEAD", "POST"])
def topics(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The topics of a unit, each with its answer; the form by which the superior puts one."""
    frame = frame_of(request, code, unit)
    if request.method != "POST":
        if frame.asked.query:
            return redirect("topics", code, unit)
        page = topics_page(frame)
        record_readings(frame, page)
        return _topics(request, frame, page)
    if request.POST.get("do") == "finish":
        frame.asked.reach.require(Right.PREPARE, unit)
        return _do_topics(request, frame, lambda: finish_explanations(frame.asked.reach, unit))
    frame.asked.reach.require(Right.SUGGEST_TOPIC, unit)
    return _do_topics(request, frame, lambda: _suggest(request, frame))


def _suggest(request: HttpRequest, frame: Frame) -> Told:
    typed = Typed(request.POST)
    topic = typed.text("topic", wanted=True, longest=TOPIC_LENGTH)
    due_on = typed.day_or_none("due_on")
    typed.check()
    return suggest_topic(
        frame.asked.reach,
        frame.unit,
        topic,
        post=request.POST.get("post", ""),
        deep="deep" in request.POST,
        due_on=due_on,
        suggested_by=request.POST.get("suggested_by", ""),
    )


def _do_topics(request: HttpRequest, frame: Frame, do: Callable[[], Told]) -> HttpResponse:
    try:
        told = do()
    except NotThere:
        raise
    except Refused as refused:
        return _topics(request, frame, topics_page(frame), refused=refused, typed=request.POST)
    messages.success(request, (_RECORDED if told.changes else _BEFORE).in_(frame.asked.lang))
    return redirect("topics", frame.asked.campaign.code, frame.unit)


def _topics(
    request: HttpRequest,
    frame: Frame,
    page: TopicsPage,
    *,
    refused: Refused | None = None,
    typed: QueryDict | None = None,
) -> HttpResponse:
    shown = {
        "page": frame.page,
        "topics": page,
        "owing": frame.owing,
        "bodies": frame.asked.campaign.bodies,
        "longest": TOPIC_LENGTH,
        **_form(refused, typed),
    }
    status = 422 if refused else 200
    return render(request, "desk/preparing/topics.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def explanation(request: HttpRequest, code: str, unit: str, topic: str) -> HttpResponse:
    """The form in which a topic is answered, by whoever it is put to."""
    frame = frame_of(request, code, unit)
    put = _topic_shown(frame, topic)
    if put is None:
        raise NotThere
    require_writer(frame.asked.reach, Seat(unit, put.topic.seat))
    if request.method != "POST":
        if frame.asked.query:
            return redirect("explanation", code, unit, topic)
        return render(request, "desk/preparing/explanation.html", _answer_form(frame, put))
    try:
        told = _explain(request, frame, topic)
    except NotThere:
        raise
    except Refused as refused:
        form = _answer_form(frame, put, refused=refused, typed=request.POST)
        return render(request, "desk/preparing/explanation.html", form, status=422)
    messages.success(request, (_RECORDED if told.changes else _BEFORE).in_(frame.asked.lang))
    return redirect("topics", code, unit)


def _topic_shown(frame: Frame, topic: str) -> ShownTopic | None:
    return next((one for one in topics_page(frame).shown if one.topic.code == topic), None)


def _explain(request: HttpRequest, frame: Frame, topic: str) -> Told:
    typed = Typed(request.POST)
    cause = typed.one_of("cause", list(CAUSES))
    ground = typed.text("ground", longest=GROUND_LENGTH)
    words = typed.text("words", wanted=True, longest=WORDS_LENGTH)
    owner = typed.text("owner", wanted=True, longest=81)
    typed.check()
    return explain(
        frame.asked.reach,
        frame.unit,
        topic,
        cause=cause,
        ground=ground,
        words=words,
        owner="" if owner == NOBODY else owner,
        held_on=frame.held_on,
        amends=request.POST.get("amends"),
    )


def _answer_form(
    frame: Frame, put: ShownTopic, *, refused: Refused | None = None, typed: QueryDict | None = None
) -> dict[str, object]:
    moved = isinstance(refused, AnsweredMeanwhile)
    if moved:  # the form goes on from what stands by now, and shows it
        put = _topic_shown(frame, put.topic.code) or put
    stands = put.topic.answer.key if put.topic.answer else ""
    owner = put.topic.answer.owner if put.topic.answer else ""
    own = {held.reference for held in frame.page.posts}
    return {
        "page": frame.page,
        "put": put,
        "moved": moved,
        "amends": stands if typed is None or moved else typed.get("amends", ""),
        "elsewhere": owner if owner and owner not in own and typed is None else "",
        "causes": CAUSES,
        "nobody": NOBODY,
        "ground_longest": GROUND_LENGTH,
        "words_longest": WORDS_LENGTH,
        **_form(refused, typed),
    }


def _form(refused: Refused | None, typed: QueryDict | None) -> dict[str, object]:
    sent = typed if typed is not None else QueryDict()
    return {
        "refused": refused,
        "typed": {name: str(value) for name, value in sent.items()},
        "was_sent": typed is not None,
        "faults": refused.faults if isinstance(refused, NotAsAsked) else {},
    }


@require_http_methods(["GET", "HEAD", "POST"])
def self_review(request: HttpRequest, code: str, unit: str, seat: str = "") -> HttpResponse:
    """A self-review: its writer's form, or what was handed in, or how far it is. Of the unit's collective, or of a seat."""
    frame = frame_of(request, code, unit)
    writing = writing_of(frame, seat)
    if request.method == "POST":
        require_writer(frame.asked.reach, writing.whose)
        return _write(request, writing)
    if frame.asked.query:
        return redirect(writing.address)
    _record_reading(writing)
    return _page(request, writing)


def _write(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Save, and if asked for hand in. An autosave is answered with a few words for the script."""
    autosaved = "autosave" in request.POST
    try:
        saved = _save(request, writing, autosaved=autosaved)
        if autosaved:
            return _autosaved(writing, saved)
        told = _submit(writing, saved) if request.POST.get("do") == "submit" else saved.told
    except NotThere:
        raise
    except Refused as refused:
        if autosaved:
            status = 409 if isinstance(refused, DraftMoved) else 422
            said = refused.wording.in_(writing.frame.asked.lang)
            return JsonResponse({"said": said}, status=status)
        return _refused(request, writing, refused)
    messages.success(request, _receipt(request, told).in_(writing.frame.asked.lang))
    return redirect(writing.address)


def _save(request: HttpRequest, writing: Writing, *, autosaved: bool = False) -> Saved:
    """Keep what the form holds as the next version.

    Raises:
        NotThere, NotAsAsked, DraftMoved, SelfReviewLocked: see `save_draft`.
    """
    return save_draft(
        writing.frame.asked.reach,
        writing.whose,
        _typed(request),
        base=_base(request),
        met_on=writing.met_on,
        autosaved=autosaved,
    )


def _submit(writing: Writing, saved: Saved) -> Told:
    if saved.version is None:
        raise SectionsEmpty(_NOTHING_TO_HAND_IN, ())
    return submit_self_review(
        writing.frame.asked.reach,
        writing.whose,
        saved.version.id,
        met_on=writing.met_on,
    )


def _receipt(request: HttpRequest, told: Told) -> Wording:
    if request.POST.get("do") == "submit":
        return _HANDED_IN if told.changes else _HANDED_IN_BEFORE
    return _SAVED if told.changes else _SAVED_BEFORE


def _autosaved(writing: Writing, saved: Saved) -> HttpResponse:
    if saved.version is None:
        return JsonResponse({"base": "", "said": ""})
    at = saved.version.saved_at.astimezone(ZONE)
    said = _SAVED_AT.filled(time=same(f"{at:%H:%M}")).in_(writing.frame.asked.lang)
    return JsonResponse({"base": str(saved.version.id), "said": said})


def _refused(request: HttpRequest, writing: Writing, refused: Refused) -> HttpResponse:
    """The form as it was sent, so that no word of it is lost."""
    fresh = writing_of(writing.frame, writing.whose.holder)
    if isinstance(refused, DraftMoved):
        sections, base = tuple(sections_moved(fresh, refused)), str(refused.latest.id)
    else:
        sections = tuple(sections_refused(fresh, _typed(request), _faults(refused)))
        # What was saved in this very request is what the next save goes on from.
        base = _base_after(request, fresh, refused)
    return _page(request, fresh, sections=sections, base=base, refused=refused)


def _faults(refused: Refused) -> Mapping[str, Wording]:
    if isinstance(refused, NotAsAsked):
        return refused.faults
    if isinstance(refused, SectionsEmpty):
        return dict.fromkeys(refused.codes, _STILL_EMPTY)
    return {}


def _base_after(request: HttpRequest, fresh: Writing, refused: Refused) -> str:
    if isinstance(refused, SectionsEmpty) and fresh.standing is not None:
        return str(fresh.standing.id)
    return str(_base(request) or "")


@require_POST
def draft_comment(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """What one of the collective says of its draft; refused, it comes back with what was typed."""
    frame = frame_of(request, code, unit)
    frame.asked.reach.require(Right.COMMENT_ON_DRAFT, unit)
    writing, sent = writing_of(frame, ""), request.POST
    if frame.asked.query:
        return redirect(writing.address)
    try:
        told = comment_on_draft(
            frame.asked.reach,
            unit,
            sent.get("words", ""),
            section=sent.get("section", ""),
            met_on=writing.met_on,
            once=_key(sent, "once"),
        )
    except NotThere:
        raise
    except Refused as refused:
        return _page(request, writing, refused=refused, comment=sent.dict())
    messages.success(request, (_COMMENTED if told.changes else _BEFORE).in_(frame.asked.lang))
    return redirect(writing.address)


def _typed(request: HttpRequest) -> dict[str, str]:
    """The sections' texts by code."""
    return {
        name.removeprefix("section_"): str(value)
        for name, value in request.POST.items()
        if name.startswith("section_")
    }


def _base(request: HttpRequest) -> UUID | None:
    """The version that the form was opened with; None for none."""
    return _key(request.POST, "base")


def _key(sent: QueryDict, field: str) -> UUID | None:
    """A key that a form of ours carries; None for none, and for what is no key."""
    try:
        return UUID(sent.get(field, ""))
    except ValueError:
        return None


def _page(
    request: HttpRequest,
    writing: Writing,
    *,
    sections: tuple[ShownSection, ...] | None = None,
    base: str | None = None,
    refused: Refused | None = None,
    comment: Mapping[str, str] | None = None,
) -> HttpResponse:
    """What the page shows; `comment` is a comment that was refused, as it was typed."""
    standing, comments = writing.standing, writing.comments()
    written = with_comments(writing.sections if sections is None else sections, comments)
    shown = {
        "page": writing.frame.page,
        "writing": writing,
        "written": written,
        "comments": [one for one in comments if all(one not in each.comments for each in written)],
        "comment": comment or {"once": str(uuid4())},
        "comment_length": COMMENT_LENGTH,
        "base": (standing.id if standing else "") if base is None else base,
        "refused": refused,
        "persons": () if writing.whose.holder else persons_of(writing.frame),
        "versions": [
            {"saved": one, "address": writing.version_address(one.version.number)}
            for one in (writing.named_versions() if writing.is_writer else ())
        ],
    }
    status = 422 if refused else 200
    return render(request, "desk/preparing/self_review.html", shown, status=status)


@require_safe
def version(
    request: HttpRequest, code: str, unit: str, number: int, seat: str = ""
) -> HttpResponse:
    """One version as it was, beside the one before it. For whoever writes the self-review."""
    frame = frame_of(request, code, unit)
    writing = writing_of(frame, seat)
    require_writer(frame.asked.reach, writing.whose)
    found = next((one for one in writing.named_versions() if one.version.number == number), None)
    if found is None:
        raise NotThere
    if frame.asked.query:
        return redirect(writing.version_address(number))
    numbers = [one.number for one in writing.versions]
    shown = {
        "page": frame.page,
        "writing": writing,
        "saved": found,
        "compared": _compared(writing, found.version),
        "earlier": writing.version_address(number - 1) if number - 1 in numbers else "",
        "later": writing.version_address(number + 1) if number + 1 in numbers else "",
    }
    return render(request, "desk/preparing/version.html", shown)


def _compared(writing: Writing, one: Version) -> list[dict[str, object]]:
    """Each section as the version has it, and as the version before had it where that differs."""
    now = texts_at(writing.versions, one.number)
    before = texts_at(writing.versions, one.number - 1)
    return [
        {
            "title": section.title,
            "text": now.get(section.code, ""),
            "beside": beside(before.get(section.code, ""), now.get(section.code, ""))
            if section.code in one.changed
            else None,
        }
        for section in writing.form.written
        if now.get(section.code) or section.code in one.changed
    ]


@require_safe
def file(
    request: HttpRequest,
    code: str,
    unit: str,
    format: str,  # noqa: A002
    seat: str = "",
) -> HttpResponse:
    """A self-review as a file in the form's layout: its writer's draft, or what was handed in."""
    frame = frame_of(request, code, unit)
    writing = writing_of(frame, seat)
    if format not in FILES or not (writing.is_writer or writing.submitted):
        raise NotThere
    if frame.asked.query:
        return redirect(writing.file_address(format))
    _record_reading(writing)
    document = self_review_document(material_of(writing), lang=frame.asked.lang)
    form = FORMATS[format]
    response = HttpResponse(form.write(document), content_type=form.content_type)
    name = form.file_name(document)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _record_reading(writing: Writing) -> None:
    """That a person's self-review was opened by somebody else; a draft is never open to anybody else."""
    if writing.whose.holder and writing.submitted and not writing.is_writer:
        reach = writing.frame.asked.reach
        record_reading(reach, writing.whose.unit, "self_review", of_seat=writing.whose.holder)


_RECORDED = Wording(vi="Đã ghi.", en="Recorded.")
_BEFORE = Wording(
    vi="Việc này đã được ghi từ trước; không có gì thay đổi.",
    en="This was recorded before; nothing changed.",
)
_COMMENTED = Wording(
    vi="Đã gửi góp ý; người viết bản tự kiểm điểm thấy ngay.",
    en="Your comment is sent; those who write the self-review see it at once.",
)
_SAVED = Wording(vi="Đã lưu bản nháp.", en="The draft is saved.")
_SAVED_BEFORE = Wording(
    vi="Bản nháp đã được lưu đúng như vậy từ trước; không có gì thay đổi.",
    en="The draft was saved just so before; nothing changed.",
)
_SAVED_AT = Wording(vi="Đã lưu lúc {time}.", en="Saved at {time}.")
_HANDED_IN = Wording(
    vi="Đã nộp bản tự kiểm điểm. Từ đây bản này không đổi.",
    en="The self-review is handed in. From now on it stands.",
)
_HANDED_IN_BEFORE = Wording(
    vi="Bản tự kiểm điểm này đã nộp từ trước; không có gì thay đổi.",
    en="This self-review was handed in before; nothing changed.",
)
_NOTHING_TO_HAND_IN = Wording(
    vi="Chưa có gì để nộp: mọi mục còn trống. Hãy viết trước.",
    en="There is nothing to hand in: every section is empty. Write first.",
)
_STILL_EMPTY = Wording(
    vi="Mục này bắt buộc và còn trống.", en="This section is required and still empty."
)
