"""Bringing a written Word file back: the form, and what the file would change, section by section, before anything is."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from tusoi.desk.preparing.frame import frame_of
from tusoi.desk.preparing.writing import Writing, material_of, writing_of
from tusoi.exchange.raw import MIB
from tusoi.exchange.word_drafts import (
    SIZE_LIMIT,
    WordDraft,
    WordNotTaken,
    read_word_draft,
    refuse_oversized,
)
from tusoi.guidance.forms import Section
from tusoi.preparation.access import require_writer
from tusoi.preparation.queries import texts_begun_from
from tusoi.preparation.versions import joined
from tusoi.text.differences import Beside, beside
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

_AROUND_THE_FILE = MIB
"""What a form adds to the file it carries, at most."""


@dataclass(frozen=True, slots=True)
class SectionSent:
    """A section of the file: its text, and how it would stand beside what is there now; None: nothing changes.

    `clashes`: somebody changed the section since the file was taken down, and the file changes it otherwise.
    """

    section: Section
    text: str
    beside: Beside | None
    clashes: bool

    @property
    def field(self) -> str:
        """The name of its field."""
        return f"section_{self.section.code}"


# The size is looked at before the body is read; `_receive` then asks for the form's token.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, code: str, unit: str, seat: str = "") -> HttpResponse:
    """The form that takes a Word file; posted, a preview from which the next version is saved."""
    frame = frame_of(request, code, unit)
    writing = writing_of(frame, seat)
    require_writer(frame.asked.reach, writing.whose)
    if request.method != "POST":
        if frame.asked.query:
            return redirect(writing.upload_address)
        return _page(request, writing)
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        refuse_oversized(length, around=_AROUND_THE_FILE)
    except WordNotTaken as refused:
        return _page(request, writing, refused, status=413)
    return _receive(request, writing)


@csrf_protect
def _receive(request: HttpRequest, writing: Writing) -> HttpResponse:
    sent = request.FILES.get("file")
    try:
        if not isinstance(sent, UploadedFile):
            raise WordNotTaken(_NOTHING_CHOSEN)
        if not writing.may_write:
            raise WordNotTaken(_LOCKED)
        draft = read_word_draft(sent.read(), sent.name or "", material_of(writing))
    except WordNotTaken as refused:
        return _page(request, writing, refused, status=422)
    return _preview(request, writing, draft, sent.name or "")


def _preview(request: HttpRequest, writing: Writing, draft: WordDraft, name: str) -> HttpResponse:
    campaign, whose = writing.frame.asked.campaign, writing.whose
    standing = writing.standing
    begun_from = texts_begun_from(campaign, whose.unit, whose.holder, draft.base)
    base = draft.base if begun_from else (standing.id if standing else None)
    sections = list(_sections(writing, draft, begun_from or writing.texts))
    shown = {
        "page": writing.frame.page,
        "writing": writing,
        "name": name,
        "draft": draft,
        "changed": [one for one in sections if one.beside is not None],
        "unchanged": [one for one in sections if one.beside is None],
        "base": base or "",
    }
    return render(request, "exchange/word_preview.html", shown)


def _sections(
    writing: Writing, draft: WordDraft, begun_from: dict[str, str]
) -> Iterator[SectionSent]:
    """Each section of the file against what stands now, once what others changed since is kept."""
    now = writing.texts
    work = joined(begun_from, {**begun_from, **draft.texts}, now)
    for section in writing.form.written:
        if section.code not in draft.texts:
            continue
        before, after = now.get(section.code, ""), work.texts.get(section.code, "")
        yield SectionSent(
            section=section,
            text=draft.texts[section.code],
            beside=beside(before, after) if before != after else None,
            clashes=section.code in work.clashing,
        )


def _page(
    request: HttpRequest, writing: Writing, refused: Refused | None = None, *, status: int = 200
) -> HttpResponse:
    shown = {
        "page": writing.frame.page,
        "writing": writing,
        "refused": refused,
        "limit": SIZE_LIMIT // MIB,
    }
    return render(request, "exchange/word.html", shown, status=status)


_NOTHING_CHOSEN = Wording(
    vi="Chưa chọn tệp nào. Chọn tệp Word (.docx) rồi gửi.",
    en="No file was chosen. Choose the Word file (.docx), then send it.",
)
_LOCKED = Wording(
    vi="Bản tự kiểm điểm này đã nộp hoặc cuộc kiểm điểm đã họp, nên không nạp được nữa. Tệp chưa được giữ lại.",
    en="This self-review was handed in, or its review has met, so nothing is taken any more. The file was not kept.",
)
