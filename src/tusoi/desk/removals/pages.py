"""The pages of removals: all of a campaign with the words of a unit to choose from, a proposal to write, one to decide on."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.reading import record_reading
from tusoi.campaigns.removable import Quoting, Words, quoting, words_about, words_of
from tusoi.campaigns.removing import (
    BASIS_WORDING,
    DECISION_LENGTH,
    Removal,
    decide_removal,
    mark_of,
    propose_removal,
    removal,
    removals,
)
from tusoi.campaigns.typed import Typed
from tusoi.desk.called import UNIT_HINT, Called, code_of, offered, units_called
from tusoi.desk.fields import choose, day, drawn, find, line, worded
from tusoi.desk.fields import words as lines
from tusoi.desk.found import EMPTY, Form, done
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere, Right
from tusoi.values.wording import Wording

AGREE, DECLINE = DECISIONS = ("agree", "decline")


@require_safe
def all_removals(request: HttpRequest, code: str) -> HttpResponse:
    """Every removal, proposed and decided; with `?don_vi=` the words of a unit, for whoever proposes."""
    asked = _asked(request, code)
    if asked.query:
        return redirect("removals", code)
    unit, form = _unit_sought(request, asked)
    may_propose = _may_propose(asked)
    words = words_about(asked.reach, unit) if unit else ()
    _note_reading(asked, words)
    shown = {
        "removals": removals(code),
        "may_propose": may_propose,
        "unit": unit,
        "words": words,
        "fields": offered([SOUGHT], form.typed, form.faults, {"don_vi": lambda: _units(asked)})
        if may_propose
        else [],
    }
    return render(request, "desk/removals/removals.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, code: str, table: str, row: UUID) -> HttpResponse:
    """The words of one row, or with `?doan=` one passage of it, and the form by which it is proposed that they go."""
    asked = _asked(request, code)
    passage = request.GET.get("doan", "")
    words = words_of(asked.reach, table, row, passage)
    asked.reach.require(words.proposed_with, words.unit)
    if asked.query:
        return redirect(words_address(code, words))
    _note_reading(asked, [words])
    form = EMPTY
    if request.method == "POST":
        told = done(request.POST, "propose", lambda typed: _propose(asked, words, typed))
        if not isinstance(told, Form):
            messages.success(request, (_SAME if told.same else _PROPOSED).in_(asked.lang))
            return redirect("removals", code)
        form = told
    shown = {
        "words": words,
        "quoted": _quoted(asked, words),
        "form": form,
        "fields": drawn(FIELDS, form.typed, form.faults),
    }
    return render(request, "desk/removals/new.html", shown, status=422 if form.refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def one_removal(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One removal with the words it is about; sent, whoever is to decide agrees, and they go for good, or does not."""
    asked = _asked(request, code)
    if asked.query:
        return redirect("removal", code, number)
    there = removal(code, number)
    if request.method != "POST":
        return _page(request, asked, there, EMPTY)
    asked.reach.require(Right.APPROVE_REMOVAL, there.unit)
    told = done(request.POST, "decide", lambda typed: _decide(asked, number, typed))
    if isinstance(told, Form):
        return _page(request, asked, removal(code, number), told)
    declined = request.POST.get("what") == DECLINE
    said = _SAME if told.same else _DECLINED if declined else _REMOVED
    messages.success(request, said.in_(asked.lang))
    return redirect("removal", code, number)


def _asked(request: HttpRequest, code: str) -> Asked:
    """What is asked for, by somebody who may read the ledger: that words went is for each of them to know."""
    asked = asked_of(request, code)
    asked.reach.require(Right.SEE_LEDGER)
    return asked


def _unit_sought(request: HttpRequest, asked: Asked) -> tuple[str, Form]:
    """The unit that was asked for by code or name; "" and what was typed while it is still to be chosen."""
    said: Mapping[str, str] = {name: str(value) for name, value in request.GET.items()}
    if not said.get("don_vi") or not _may_propose(asked):
        return "", EMPTY
    typed = Typed(request.GET)
    unit = code_of(typed, "don_vi", _units(asked), _NO_UNIT)
    return unit, Form(said, typed.faults)


def _units(asked: Asked) -> list[Called]:
    return units_called(asked.reach, next(one for one in _PROPOSE if asked.reach.may(one)))


_PROPOSE = (Right.PROPOSE_REMOVAL, Right.APPROVE_REMOVAL)
"""With one of these removals are proposed; of what, the words themselves say."""


def _may_propose(asked: Asked) -> bool:
    return any(asked.reach.may(one) for one in _PROPOSE)


def _note_reading(asked: Asked, words: Iterable[Words]) -> None:
    """Record that the words were read, for those whom they concern; of one's own unit nothing is recorded."""
    for unit, seat in sorted({(one.unit, one.seat) for one in words if not one.gone}):
        if unit and not asked.reach.is_own(unit):
            with suppress(NotThere):  # it owes no review, and so has none on which a reading hangs
                record_reading(asked.reach, unit, "removal", of_seat=seat)


def _quoted(asked: Asked, words: Words) -> tuple[Quoting, ...]:
    return () if words.gone else quoting(asked.campaign.code, "\n".join(words.texts))


def words_address(code: str, words: Words) -> str:
    """Where it is proposed that these words go."""
    address = reverse("removal-new", args=[code, words.kind.table, words.row])
    return f"{address}?{urlencode({'doan': words.passage})}" if words.passage else address


def _propose(asked: Asked, words: Words, typed: Typed) -> Told:
    decision = typed.text("decision", wanted=True, longest=DECISION_LENGTH)
    decided_on = typed.day("decided_on")
    basis = typed.one_of("basis", [basis.value for basis in BASIS_WORDING])
    reason = typed.text("reason", wanted=True)
    typed.check()
    return propose_removal(
        asked.reach,
        words.kind.table,
        words.row,
        words.passage,
        decision=decision,
        decided_on=decided_on,
        basis=basis,
        reason=reason,
    )


def _decide(asked: Asked, number: int, typed: Typed) -> Told:
    agreed = typed.one_of("what", DECISIONS) == AGREE
    said = typed.text("words", wanted=not agreed)
    typed.check()
    return decide_removal(asked.reach, number, agreed=agreed, words=said)


def _page(request: HttpRequest, asked: Asked, there: Removal, form: Form) -> HttpResponse:
    words = None
    with suppress(NotThere):
        words = words_of(asked.reach, there.table, there.row, there.passage)
        _note_reading(asked, [words])
    own = there.by == asked.reach.asker.id
    waits, may = there.decided is None, asked.reach.may(Right.APPROVE_REMOVAL, there.unit)
    shown = {
        "one": there,
        "words": words,
        "quoted": _quoted(asked, words) if words else (),
        "mark": mark_of(there),
        "basis": BASIS_WORDING[there.basis],
        "may_decide": waits and may and not own and words is not None,
        "own": waits and own,
        "form": form,
    }
    status = 422 if form.refused else 200
    return render(request, "desk/removals/removal.html", shown, status=status)


SOUGHT = find("don_vi", "Của đơn vị nào", "Of which unit", hint=UNIT_HINT)
FIELDS = (
    line(
        "decision",
        "Số quyết định",
        "Number of the decision",
        hint=Wording(
            vi="Số, ký hiệu văn bản của cấp có thẩm quyền, ví dụ 12-QĐ/VPTU. Số này hiện ở nơi lời bị xóa.",
            en="Number of the competent authority's document, such as 12-QĐ/VPTU. It will stand where the words stood.",
        ),
        longest=DECISION_LENGTH,
    ),
    day("decided_on", "Ngày quyết định", "Day of the decision"),
    choose("basis", "Căn cứ pháp lý", "Legal basis", worded(BASIS_WORDING)),
    lines(
        "reason",
        "Lý do",
        "Reason",
        hint=Wording(
            vi="Viết vì sao phải xóa. Không nêu tên, không chép lại điều phải xóa: lý do này được giữ lại.",
            en="Say why they have to go. Name nobody and do not repeat what is to go: the reason stays on record.",
        ),
    ),
)
_NO_UNIT = Wording(
    vi="Không có đơn vị nào mang mã hay tên ấy.", en="No unit has that code or name."
)
_PROPOSED = Wording(
    vi="Đã đề nghị xóa. Chưa có gì bị xóa: một người khác phải xác nhận trước.",
    en="Proposed. Nothing has gone yet: somebody else has to confirm it first.",
)
_REMOVED = Wording(
    vi="Đã xóa. Lời ấy không còn trong cơ sở dữ liệu; dòng ghi việc xóa ở lại trong sổ đối chứng.",
    en="Done. The words are no longer in the database; that they went stays in the ledger.",
)
_DECLINED = Wording(
    vi="Đã ghi là không đồng ý, kèm lý do. Không có gì bị xóa.",
    en="It is recorded that you do not agree, and why. Nothing has gone.",
)
_SAME = Wording(
    vi="Điều này đã được ghi trước đó; không ghi thêm lần nữa.",
    en="This was recorded before; nothing was added.",
)
