"""A unit's sessions, the room of one day, and the address to which the room's script sends what waits."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.actions import Seat, round_of
from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.parts import Part
from tusoi.campaigns.seen import still_seen
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.desk.found import figures_for, unit_found
from tusoi.desk.room.forms import CannotBeRead, notes_typed
from tusoi.desk.room.shown import (
    RoomShown,
    is_judged,
    is_redo,
    may_open,
    sessions_listed,
)
from tusoi.desk.unit import UnitPage
from tusoi.gates.gate import GateClosed
from tusoi.meetings.notes import Note, read_note
from tusoi.meetings.noting import NOTES_AT_ONCE, Outcome, SpeakerAbsent, TooManyNotes, note_in_room
from tusoi.meetings.queries import noted_in_room
from tusoi.meetings.room import (
    RoomNotOpen,
    close_room,
    lock_of,
    open_room,
    reopen_room,
    room_of,
    room_seen,
)
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.typed_day import NoDay, parse_day
from tusoi.values.wording import Wording

RESENT = ("speaker", "how", "kind", "topic", "about", "gist")
"""What a speech refused for an absent speaker is sent again with, once they are marked present."""


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The unit's sessions with what each came to, what stands before the next, and opening the room.

    It is of today: an address that asks for another day leads to the one without.
    """
    asked = asked_of(request, code)
    asked.reach.require(Right.HOLD_SESSION if request.method == "POST" else Right.SEE, unit)
    if asked.query:
        return redirect("sessions", code=code, unit=unit)
    page = unit_found(asked, unit)
    if request.method != "POST":
        return render(request, "desk/room/sessions.html", _sessions(page))
    typed = Typed(request.POST)
    try:
        on = _open(asked, page, typed)
    except NotThere:
        raise
    except Refused as refused:
        shown = _sessions(page, typed=request.POST, refused=refused)
        shown["seen"] = still_seen(typed.sent.getlist("seen"), refused)
        return render(request, "desk/room/sessions.html", shown, status=422)
    return redirect("room", code=code, unit=unit, day=on.isoformat())


def _open(asked: Asked, page: UnitPage, typed: Typed) -> date:
    """Open the room that the form asks for; gives its day."""
    on, chair = typed.day("on"), typed.text("chair", wanted=True, longest=81)
    secretary = typed.text("secretary", wanted=True, longest=81)
    prepared = None if page.file.prepared else typed.day_or_none("prepared_on")
    typed.check()
    redo = is_redo(page)
    open_room(
        asked.reach,
        page.unit,
        on,
        chair=chair,
        secretary=secretary,
        prepared_on=prepared,
        redo=redo,
        judged=is_judged(page, redo=redo),
        order=page.order,
        seen=typed.sent.getlist("seen"),
    )
    return on


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, code: str, unit: str, day: str) -> HttpResponse:
    """The room of one day: who is there, who speaks, on what, about whom; each tap a form, with scripts a queue."""
    asked = asked_of(request, code)
    asked.reach.require(Right.HOLD_SESSION, unit)
    if asked.query:
        return redirect("room", code=code, unit=unit, day=day)
    page, on = unit_found(asked, unit), _day(day)
    try:
        shown = _shown(asked, unit, on, request.POST or request.GET)
    except RoomNotOpen as refused:
        status = 422 if request.method == "POST" else 404
        shown_instead = _sessions(page, typed=_day_only(on), refused=refused)
        return render(request, "desk/room/sessions.html", shown_instead, status=status)
    if request.method != "POST":
        return render(request, "desk/room/room.html", _room(page, shown))
    return _take(request, asked, page, shown)


def _take(request: HttpRequest, asked: Asked, page: UnitPage, shown: RoomShown) -> HttpResponse:
    """What a form of the room sends: told, and back to the room with the setting kept; refused, the room with the sentence."""
    sent, on = request.POST, shown.room.day
    judged = is_judged(page, redo=shown.room.noted.redo)
    try:
        said = _do(asked, page, on, sent, shown, judged=judged)
    except NotThere:
        raise
    except Refused as refused:
        again = _shown(asked, page.unit, on, sent)
        return render(
            request,
            "desk/room/room.html",
            _room(page, again, refused=refused, sent=sent),
            status=422,
        )
    if said is not None:
        messages.success(request, said.in_(asked.lang))
    address = reverse("room", args=[asked.campaign.code, page.unit, on.isoformat()])
    return redirect(f"{address}?{_kept(shown, sent)}")


def _kept(shown: RoomShown, sent: QueryDict) -> str:
    """The setting that the next page starts with: after moving on, the one usual for whom it is about now."""
    if "move" not in sent:
        return shown.setting.query()
    query = QueryDict(mutable=True)
    query["how"] = shown.setting.how
    if not sent["move"]:
        query["about"] = ""
    return query.urlencode()


def _do(
    asked: Asked, page: UnitPage, on: date, sent: QueryDict, shown: RoomShown, *, judged: bool
) -> Wording | None:
    """Do what the button says; gives what is to be said of it, None where the page itself shows it.

    Raises:
        Refused: it may not be done, or nothing that is known was asked for.
    """
    if "close" in sent:
        parts = [Part(word) for word in sent.getlist("redone") if word in set(Part)]
        told = close_room(asked.reach, page.unit, on, redone=parts, judged=judged)
        return _CLOSED if told.changes else _CLOSED_BEFORE
    if "reopen" in sent:
        reopen_room(asked.reach, page.unit, on, judged=judged)
        return _REOPENED
    if sent.get("move") == "":
        return None  # back to the collective: only the setting of the next tap
    notes = notes_typed(sent, shown)
    outcomes = note_in_room(
        asked.reach, page.unit, on, notes, judged=judged, order=page.order, whole=True
    )
    return None if any(one.is_new for one in outcomes) else _NOTED_BEFORE


@require_http_methods(["POST"])
def room_notes(request: HttpRequest, code: str, unit: str, day: str) -> JsonResponse:
    """What waits in the room's script, as JSON: {"account": …, "entries": [...], "state": true}. Each entry gets its own answer.

    409: it was noted by another account than the one now signed in on that machine; nothing was told.
    200 with {"results": [...], "state": {...}}: one result for each entry, in order, `refused` a sentence.
    422 with {"refused": sentence}: nothing was told.
    """
    asked = asked_of(request, code)
    asked.reach.require(Right.HOLD_SESSION, unit)
    page = unit_found(asked, unit)
    try:
        on = _day(day)
        entries, with_state, account = _read(request)
        if account not in ("", str(asked.reach.asker.id)):
            return JsonResponse({"refused": _ANOTHERS.in_(asked.lang)}, status=409)
        found = room_of(asked.reach, unit, on, known_by=now())
        judged = is_judged(page, redo=found.noted.redo)
        results = _tell(asked, page, on, entries, judged=judged)
        state = _shown(asked, unit, on, {}).state() if with_state else None
    except NotThere:
        raise
    except Refused as refused:
        return JsonResponse({"refused": refused.wording.in_(asked.lang)}, status=422)
    return JsonResponse({"results": results, "state": state})


def _tell(
    asked: Asked, page: UnitPage, on: date, entries: list[object], *, judged: bool
) -> list[dict[str, Any]]:
    """The answer to each entry, in order; one that cannot be read does not hold up the others."""
    moment, read = now(), dict[int, Note]()
    answers: list[dict[str, Any]] = [{} for _ in entries]
    for place, entry in enumerate(entries):
        # Of a telephone whose clock runs ahead, none is later than now, and each is later than the one before it.
        latest = moment - (len(entries) - place) * timedelta.resolution
        try:
            read[place] = read_note(entry, now=latest)
        except Refused as refused:
            answers[place] = {"refused": refused.wording.in_(asked.lang)}
    if read:
        told = list(read.values())
        outcomes = note_in_room(asked.reach, page.unit, on, told, judged=judged, order=page.order)
        for place, outcome in zip(read, outcomes, strict=True):
            answers[place] = _answer(outcome, asked.lang)
    return answers


def _answer(outcome: Outcome, lang: str) -> dict[str, Any]:
    refused = outcome.refused
    if refused is None:
        return {"told": True, "new": outcome.is_new}
    absent = {"absent": refused.post} if isinstance(refused, SpeakerAbsent) else {}
    return {"refused": refused.wording.in_(lang), **absent}


def _read(request: HttpRequest) -> tuple[list[object], bool, str]:
    """The entries of a sending, whether the room's state is asked for, and who noted them ("" not said).

    Raises:
        CannotBeRead: too large, no JSON, or not as it should be.
        TooManyNotes: more than one sending may hold.
    """
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError, RequestDataTooBig):
        raise CannotBeRead(_NO_SENDING) from None
    entries = sent.get("entries") if isinstance(sent, dict) else None
    if not isinstance(entries, list):
        raise CannotBeRead(_NO_SENDING)
    if len(entries) > NOTES_AT_ONCE:
        raise TooManyNotes(_TOO_MANY.filled(has=len(entries), most=NOTES_AT_ONCE))
    return entries, sent.get("state") is True, str(sent.get("account", ""))


def _day(said: str) -> date:
    """The day of an address.

    Raises:
        NotThere: it is none.
    """
    try:
        return parse_day(said)
    except NoDay:
        raise NotThere from None


def _shown(asked: Asked, unit: str, on: date, said: Mapping[str, str]) -> RoomShown:
    return RoomShown(room_of(asked.reach, unit, on, known_by=now()), said)


def _day_only(on: date) -> QueryDict:
    typed = QueryDict(mutable=True)
    typed["on"] = on.isoformat()
    return typed


def _sessions(
    page: UnitPage, *, typed: QueryDict | None = None, refused: Refused | None = None
) -> dict[str, Any]:
    """What the page of sessions shows; where opening was refused, what was typed and why."""
    asked = page.asked
    review = round_of(asked.reach).review(Seat(page.unit))["review_id"]
    rooms = noted_in_room(asked.campaign.code, review, known_by=now())
    usual = {
        "on": today().isoformat(),
        "chair": page.chair_expected,
        "secretary": asked.reach.asker.name,
        "prepared_on": "",
    }
    return {
        "page": page,
        "sessions": sessions_listed(page, rooms),
        "seen": [room_seen(room.day, room.secretary) for room in rooms],
        "may": asked.reach.may(Right.HOLD_SESSION, page.unit),
        "offered": may_open(page),
        "redo": is_redo(page),
        "typed": usual | {name: str(value) for name, value in (typed or {}).items()},
        "refused": refused,
        "faults": refused.faults if isinstance(refused, NotAsAsked) else {},
        "gates_closed": refused.refusals if isinstance(refused, GateClosed) else (),
        "titles": {one.reference: one.title for one in page.posts},
    }


def _room(
    page: UnitPage,
    shown: RoomShown,
    *,
    refused: Refused | None = None,
    sent: QueryDict | None = None,
) -> dict[str, Any]:
    """What the page of the room shows; where a form was refused, why, and what was sent."""
    asked, said = page.asked, sent or QueryDict()
    locked = lock_of(shown.room, judged=is_judged(page, redo=shown.room.noted.redo))
    return {
        "page": page,
        "shown": shown,
        "reasons": [(one, said.get(f"reason:{one.in_post.reference}", "")) for one in shown.people],
        "locked": locked,
        "open": not locked and not shown.is_closed,
        "room": shown.room,
        "noted": shown.room.noted,
        "key": str(uuid4()),
        "refused": refused,
        "gates_closed": refused.refusals if isinstance(refused, GateClosed) else (),
        "absent": refused.post if isinstance(refused, SpeakerAbsent) else "",
        "sent": {name: str(value) for name, value in said.items()},
        "typed_gist": said.get("amended:gist", ""),
        "resend": [(name, said.get(name, "")) for name in RESENT] if "speaker" in said else [],
        "account": str(asked.reach.asker.id),
        "asked_issues": [one for one in _asked_of_unit(page) if one.issues],
    }


def _asked_of_unit(page: UnitPage) -> tuple[Any, ...]:
    """The rounds of opinions that were asked about the unit."""
    figures, _ = figures_for(page.asked, page.unit, units=page.asked.units)
    return tuple(one for one in figures.records.asked if one.unit == page.unit)


_CLOSED = Wording(vi="Đã đóng phòng họp và chốt số đếm.", en="The room is closed and counted.")
_CLOSED_BEFORE = Wording(
    vi="Phòng họp đã đóng từ trước; số đếm không đổi.",
    en="The room was closed before; the counts are the same.",
)
_REOPENED = Wording(
    vi="Phòng họp đã mở lại; số đếm sẽ chốt khi đóng.",
    en="The room is open again; it is counted when it is closed.",
)
_NOTED_BEFORE = Wording(
    vi="Mục này đã được ghi từ trước; không có gì thay đổi.",
    en="This was noted before; nothing changed.",
)
_ANOTHERS = Wording(
    vi="Các mục này do một tài khoản khác ghi; chưa ghi gì. Đăng nhập lại bằng tài khoản đó để gửi.",
    en="These were noted by another account; nothing was recorded. Sign in with that account to send them.",
)
_NO_SENDING = Wording(
    vi="Nội dung gửi lên không đọc được hoặc quá lớn; chưa ghi gì. Tải lại trang rồi thử lại.",
    en="What was sent cannot be read or is too large; nothing was recorded. Load the page again and try once more.",
)
_TOO_MANY = Wording(
    vi="Gửi một lần {has} mục; nhiều nhất {most}. Gửi làm nhiều lần.",
    en="{has} notes were sent at once; at most {most}. Send them in several parts.",
)
