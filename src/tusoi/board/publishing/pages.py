"""The office's pages: which records are public, and one record with its proposals, decisions and forms."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.board.actions import (
    EITHER,
    decide_publication,
    propose_publication,
    propose_redaction,
)
from tusoi.board.publishing.shown import STANDING_WORDING, OneRecord, publishing_of, record_of
from tusoi.board.queries import witnesses_of
from tusoi.board.rules.standing import Ground, Kind, Piece, PublicWords, Standing
from tusoi.board.shown import GROUND_WORDING, PIECE_WORDING
from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere, Right
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


@require_safe
def publishing(request: HttpRequest, code: str) -> HttpResponse:
    """Every item and approved report with how it stands with the public; those that wait come first."""
    asked = _asked(request, code)
    only, sought = request.GET.get("xem", ""), request.GET.get("tim", "")
    only = only if only in STANDING_WORDING else ""
    found = publishing_of(asked, only=only, sought=sought)
    shown = {
        "publishing": found,
        "standings": [(one, STANDING_WORDING[one], found.counts[one]) for one in STANDING_WORDING],
        "only": only,
        "sought": sought,
        "any_public": any(found.counts[one] for one in (Standing.PUBLISHED, Standing.REDACTED)),
    }
    return render(request, "board/publishing.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: HttpRequest, code: str, kind: str, record: str) -> HttpResponse:
    """One record: the original, the public's words beside it, what was proposed and decided, and the forms."""
    asked = _asked(request, code)
    if kind not in set(Kind):
        raise NotThere
    if request.method != "POST":
        if request.GET.keys() & {"as_of", "known_on", "known_by"}:
            return redirect("publication", code=code, kind=kind, record=record)
        return _page(request, asked, record_of(asked, Kind(kind), record))
    there = record_of(asked, Kind(kind), record)
    try:
        told, done = _done(asked, there, Typed(request.POST))
    except NotThere:
        raise
    except Refused as refused:
        return _page(request, asked, record_of(asked, Kind(kind), record), refused)
    messages.success(request, (_SAME if told.same else done).in_(asked.lang))
    return redirect("publication", code=code, kind=kind, record=record)


WORDS = ("title", "area", "owner", "title_en", "area_en", "owner_en")
"""The fields of the public's words, in the order of `PublicWords`."""
Done = tuple[Told, Wording]


def _done(asked: Asked, there: OneRecord, typed: Typed) -> Done:
    """Do what the form says.

    Raises:
        NotAsAsked: it says nothing that can be done here, or is not filled in as it asks.
    """
    what = typed.one_of("what", tuple(_DOES))
    typed.check()
    return _DOES[what](asked, there, typed)


def _propose(asked: Asked, there: OneRecord, typed: Typed) -> Done:
    words = PublicWords(*map(typed.text, WORDS))
    typed.check()
    one = there.original
    return propose_publication(asked.reach, one.kind, one.record, words), _PROPOSED


def _redact(asked: Asked, there: OneRecord, typed: Typed) -> Done:
    asked.reach.require(next((one for one in EITHER if asked.reach.may(one)), EITHER[0]))
    pieces = typed.several("pieces", tuple(Piece))
    ground = typed.one_of("ground", tuple(Ground))
    reason = typed.text("reason", wanted=True)
    typed.check()
    one = there.original
    told = propose_redaction(
        asked.reach, one.kind, one.record, [Piece(said) for said in pieces], Ground(ground), reason
    )
    return told, _REDACTION_PROPOSED


def _decide(asked: Asked, there: OneRecord, typed: Typed) -> Done:
    asked.reach.require(Right.APPROVE_PUBLICATION)
    agreed = typed.one_of("what", ("agree", "decline")) == "agree"
    words = typed.text("words", wanted=not agreed)
    typed.check()
    one, sought = there.original, typed.sent.get("proposal", "")
    step = next((said.step for said in there.said if str(said.step.id) == sought), None)
    if step is None:
        raise NotThere
    told = decide_publication(
        asked.reach, one.kind, one.record, step.id, agreed=agreed, words=words
    )
    return told, _DECLINED if not agreed else _PUBLISHED if step.words else _TAKEN_BACK


_DOES: dict[str, Callable[[Asked, OneRecord, Typed], Done]] = {
    "propose": _propose,
    "redact": _redact,
    "agree": _decide,
    "decline": _decide,
}


def _asked(request: HttpRequest, code: str) -> Asked:
    """What is asked for, by somebody who proposes or approves what is public."""
    asked = asked_of(request, code)
    if not any(asked.reach.may(one) for one in EITHER):
        raise NotThere
    return asked


def _page(
    request: HttpRequest, asked: Asked, there: OneRecord, refused: Refused | None = None
) -> HttpResponse:
    may = {one.value: asked.reach.may(one) for one in EITHER}
    waits, own = there.waits, asked.reach.asker.id
    shown: dict[str, Any] = {
        "there": there,
        "witnessed": witnesses_of(there.decided.id) if there.decided else None,
        "may": may,
        "may_decide": bool(waits and may["approve_publication"] and waits.by != own),
        "own": bool(waits and waits.by == own),
        "words": _words(request, there, refused),
        "typed": request.POST if refused else {},
        "ticked": request.POST.getlist("pieces") if refused else [],
        "faults": refused.faults if isinstance(refused, NotAsAsked) else {},
        "refused": refused,
        "pieces": _pieces(there),
        "piece_words": PIECE_WORDING,
        "grounds": GROUND_WORDING,
    }
    return render(request, "board/publication.html", shown, status=422 if refused else 200)


def _words(request: HttpRequest, there: OneRecord, refused: Refused | None) -> dict[str, str]:
    """What the form for the public's words holds: what was typed, else what is public, else what the record says."""
    if refused and request.POST.get("what") == "propose":
        return {name: request.POST.get(name, "") for name in WORDS}
    public = there.public.words if there.public else None
    words = public or there.original.words
    return dict(zip(WORDS, words.all, strict=True))


def _pieces(there: OneRecord) -> list[tuple[Piece, Wording]]:
    """What may be taken back of the record as it is public now."""
    words = there.public.words if there.public else None
    if words is None:
        return []
    if there.original.kind is Kind.REPORT:
        return [(Piece.WHOLE, PIECE_WORDING[Piece.WHOLE])]
    of_an_item = (Piece.TITLE, words.title), (Piece.AREA, words.area), (Piece.OWNER, words.owner)
    pieces = [piece for piece, text in of_an_item if text]
    return [(piece, PIECE_WORDING[piece]) for piece in (*pieces, Piece.WHOLE)]


_PROPOSED = Wording(
    vi="Đã đề nghị công khai. Chưa ai ngoài cơ quan thấy: một người khác phải đồng ý trước.",
    en="Proposed for publication. Nobody outside sees it yet: somebody else has to agree first.",
)
_REDACTION_PROPOSED = Wording(
    vi="Đã đề nghị rút lại. Trang công khai còn nguyên cho đến khi một người khác đồng ý; hãy báo ngay người ấy nếu gấp.",
    en="Proposed to be taken back. The public page stands until somebody else agrees; tell them at once if it is urgent.",
)
_PUBLISHED = Wording(
    vi="Đã đồng ý: từ lúc này ai cũng xem được.", en="Agreed: from now on everybody can see it."
)
_TAKEN_BACK = Wording(
    vi="Đã đồng ý: phần ấy không còn trên trang công khai; bản gốc vẫn giữ, trang ghi rõ ngày rút.",
    en="Agreed: that is no longer on the public page; the original is kept, and the page says on which day it was taken back.",
)
_DECLINED = Wording(
    vi="Đã ghi là không đồng ý, kèm lý do.", en="It is recorded that you do not agree, and why."
)
_SAME = Wording(
    vi="Điều này đã được ghi trước đó; không ghi thêm lần nữa.",
    en="This was recorded before; nothing was added.",
)
