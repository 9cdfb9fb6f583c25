"""Pages of those who keep the key or open the channel, of the unit a digest is about, and of the commission."""

import json
from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.typed import Typed
from tusoi.figures.disclosure.rules import Rules
from tusoi.figures.disclosure.words import Said, internal_rule
from tusoi.figures.feeling import felt_by_receipt
from tusoi.figures.thresholds import rules_of
from tusoi.issues.receiving import digests_waiting, receive_digests
from tusoi.opinions.asking.queries import topics_asked
from tusoi.opinions.sealed.batches import BatchKnown, batch_file, batches, release_batch
from tusoi.opinions.sealed.channel import Channel, NoChannel, ToOpen, channel_of, open_channel
from tusoi.opinions.sealed.concerned import concern_of, refuse_concerned_by_batch
from tusoi.opinions.sealed.crowds import read_crowds
from tusoi.opinions.sealed.felt import ANSWERS, felt_counts
from tusoi.opinions.sealed.promised import Owed, owed
from tusoi.opinions.sealed.protocol.batch import as_json
from tusoi.opinions.sealed.protocol.result import NotSigned
from tusoi.opinions.sealed.results import digests_for, reply_to_digest, retaliations, take_result
from tusoi.opinions.sealed.retention import (
    Destroyed,
    destroy_sealed,
    destructions,
    hold_destruction,
    hold_on,
    kept_until,
)
from tusoi.opinions.sealed.room.files import FileUnreadable, read_ceremony
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import standings
from tusoi.organisation.roles import Right
from tusoi.values.clock import today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

LARGEST = 64 * 1024 * 1024
"""Bytes of a result: each opinion of a batch has a reply of some 6 kB, and ten thousand may write in a week."""


@require_http_methods(["GET", "HEAD", "POST"])
def trustees(request: HttpRequest, code: str) -> HttpResponse:
    """For trustees: batches to take away and results to bring; for the office: opening, releasing, holding; for both, destroying."""
    asked = asked_of(request, code)
    if not (asked.reach.may(Right.HOLD_KEY) or asked.reach.may(Right.OPEN_CHANNEL)):
        raise NotThere
    if asked.query:
        return redirect("sealed-trustees", code=code)
    if request.method != "POST":
        return _shown(request, asked)
    try:
        said = _do(request, asked)
    except NotThere:
        raise
    except Refused as refused:
        return _shown(request, asked, refused)
    messages.success(request, said.in_(asked.lang))
    return redirect("sealed-trustees", code=code)


def _do(request: HttpRequest, asked: Asked) -> Wording:
    typed = Typed(request.POST)
    act = typed.text("act", wanted=True)
    typed.check()
    if act == "result":
        told = take_result(asked.reach, _file_of(request))
        receive_digests(asked.reach)
        return _TAKEN if told.changes else _SAME
    if act == "pass-on":
        return _PASSED.filled(count=receive_digests(asked.reach).new)
    if act == "open":
        return _open(request, asked, typed)
    if act == "release":
        return _RELEASED.filled(number=release_batch(asked.reach))
    if act == "hold":
        until, reason = typed.day("until"), typed.text("reason", wanted=True)
        typed.check()
        hold_destruction(asked.reach, until, reason)
        return _HELD.filled(until=until)
    if act == "destroy":
        return _destroyed(destroy_sealed(asked.reach))
    if act == "destroyed":
        return _destroyed(destroy_sealed(asked.reach, _file_of(request)))
    raise NotThere


def _destroyed(gone: Destroyed) -> Wording:
    if gone.again:
        return _SAME
    said = _DESTROYED if gone.signers else _DESTROYED_ALONE
    names = ", ".join(gone.signers)
    return said.filled(opinions=gone.opinions, replies=gone.replies, names=same(names))


def _open(request: HttpRequest, asked: Asked, typed: Typed) -> Wording:
    opens_on, closes_on = typed.day("opens_on"), typed.day("closes_on")
    crowds = typed.text("crowds", longest=200_000)
    typed.check()
    asked.reach.require(Right.OPEN_CHANNEL)
    held = read_ceremony(_file_of(request))
    if held.campaign != asked.campaign.code:
        raise FileUnreadable(_ANOTHER)
    told = ToOpen(
        held.campaign_key, held.threshold, held.trustees, opens_on, closes_on, read_crowds(crowds)
    )
    open_channel(asked.reach, told)
    return _OPENED.filled(print=held.key_print)


def _file_of(request: HttpRequest) -> Any:
    """The JSON in the file sent.

    Raises:
        NotSigned: there is none, or it holds no JSON.
    """
    sent = request.FILES.get("file")
    if sent is None or sent.size is None or sent.size > LARGEST:
        raise NotSigned(_NO_FILE)
    try:
        return json.loads(sent.read().decode("utf-8"))
    except ValueError as error:
        raise NotSigned(_NO_FILE) from error


def _shown(request: HttpRequest, asked: Asked, refused: Refused | None = None) -> HttpResponse:
    code, channel = asked.campaign.code, _channel_or_none(asked.campaign.code)
    rules = rules_of(code, known_by=asked.known_by)
    shown = {
        "channel": channel,
        "batches": _batches(code) if channel else (),
        "overdue": [one for one in owed(code) if one.is_overdue_on(today())] if channel else [],
        "holds_key": asked.reach.may(Right.HOLD_KEY),
        "opens": asked.reach.may(Right.OPEN_CHANNEL),
        "kept_until": kept_until(channel) if channel else None,
        "felt": _felt(channel.code, rules) if channel else [],
        "felt_rule": internal_rule(rules),
        "due": channel is not None and kept_until(channel) <= today(),
        "hold": hold_on(channel) if channel else None,
        "waiting": len(digests_waiting(asked.reach)) if channel else 0,
        "destroyed": destructions(code),
        "give_address": request.build_absolute_uri(reverse("sealed-give", args=[code])),
        "typed": request.POST,
        "days": request.POST if "opens_on" in request.POST else _days_of(channel),
        "refused": refused,
    }
    status = 422 if refused else 200
    return render(request, "desk/sealed/trustees.html", shown, status=status)


def _batches(code: str) -> list[tuple[BatchKnown, Owed | None]]:
    """Each batch with the answer that is owed to it; none where its opinions are no longer kept."""
    by_batch = {one.batch: one for one in owed(code)}
    return [(one, by_batch.get(one.number)) for one in batches(code)]


def _days_of(channel: Channel | None) -> dict[str, str]:
    """What the form of the days of intake holds before anybody types: the channel's own, so that nothing of it is lost."""
    if channel is None:
        return {}
    return {
        "opens_on": channel.opens_on.isoformat(),
        "closes_on": channel.closes_on.isoformat(),
        "crowds": "\n".join(f"{unit} {people}" for unit, people in channel.crowds.items()),
    }


def _channel_or_none(code: str) -> Channel | None:
    try:
        return channel_of(code, today())
    except NoChannel:
        return None


@require_safe
def batch(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A batch as a file, for a trustee to take away, unless it concerns them."""
    asked = asked_of(request, code)
    asked.reach.require(Right.HOLD_KEY)
    refuse_concerned_by_batch(asked.reach, number)
    response = JsonResponse(as_json(batch_file(code, number)))
    response["Content-Disposition"] = f'attachment; filename="{code}-{number}.batch.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def digests(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The digests about a unit, and the unit's reply to each; where there are none for the reader, there is no page."""
    asked = asked_of(request, code)
    found = digests_for(asked.reach, unit, on=today())
    if not found:
        raise NotThere
    if asked.query:
        return redirect("sealed-digests", code=code, unit=unit)
    topics = topics_asked(asked.campaign, known_by=asked.known_by)
    shown: dict[str, object] = {
        "unit": unit,
        "unit_name": _names(asked, [unit]).get(unit, unit),
        "digests": [(one, topics.get(one.topic, same(one.topic))) for one in found],
        "replies": asked.reach.may(Right.REPLY_TO_DIGEST, unit),
        "typed": request.POST,
    }
    if request.method != "POST":
        return render(request, "desk/sealed/digests.html", shown)
    asked.reach.require(Right.REPLY_TO_DIGEST, unit)
    typed = Typed(request.POST)
    try:
        digest, words = typed.text("code", wanted=True), typed.text("words", longest=10_000)
        typed.check()
        told = reply_to_digest(asked.reach, unit, digest, words)
    except NotThere:
        raise
    except Refused as refused:
        shown["refused"] = refused
        return render(request, "desk/sealed/digests.html", shown, status=422)
    messages.success(request, (_REPLIED if told.changes else _SAME).in_(asked.lang))
    return redirect("sealed-digests", code=code, unit=unit)


@require_safe
def retaliation(request: HttpRequest, code: str) -> HttpResponse:
    """Retaliation reported by receipt, for whoever may open a case on it and is not of the unit."""
    asked = asked_of(request, code)
    asked.reach.require(Right.OPEN_CASE)
    if asked.query:
        return redirect("sealed-retaliation", code=code)
    told = retaliations(code)
    units, above = {one.unit for one in told}, {one.to_unit for one in told}
    theirs, names = concern_of(asked.reach, units, on=today()), _names(asked, units | above)
    shown = {
        "told": [
            (one, names.get(one.unit, one.unit), names.get(one.to_unit, one.to_unit))
            for one in told
            if one.unit not in theirs
        ]
    }
    return render(request, "desk/sealed/retaliation.html", shown)


def _names(asked: Asked, units: Collection[str]) -> dict[str, str]:
    """The names of some units as they stand today. One query."""
    rows = standings(asked.campaign.host, known_by=asked.known_by, units=units)
    return {row.code: row.name for row in rows if row.period.includes(today())}


_NO_FILE = Wording(
    vi="Chọn một tệp JSON do phòng mở phong bì viết ra, nhỏ hơn 64 MB. Chưa nhận gì.",
    en="Choose a JSON file that the trustees' room wrote, under 64 MB. Nothing was taken.",
)
_ANOTHER = Wording(
    vi="Tệp khóa này là của đợt khác. Chọn tệp .channel.json của đợt này.",
    en="This key is another campaign's. Choose the .channel.json of this one.",
)
_TAKEN = Wording(vi="Đã nhận kết quả của lô.", en="The batch's result was taken.")
_PASSED = Wording(
    vi="Đã chuyển {count} bản tóm lược sang phần “Vấn đề cần tiếp thu, giải trình”.",
    en="Digests passed to the issue desk: {count}.",
)
_SAME = Wording(vi="Điều này đã được ghi từ trước.", en="This was recorded before.")
_RELEASED = Wording(vi="Đã chuyển lô {number}.", en="Batch {number} was released.")
_HELD = Wording(vi="Đã hoãn hủy đến {until}.", en="Destruction is held up until {until}.")
_OPENED = Wording(
    vi="Đã mở kênh. Dán dấu khóa này lên bảng thông báo: {print}",
    en="The channel is open. Put this fingerprint on the poster: {print}",
)
_DESTROYED = Wording(
    vi="Đã hủy {opinions} ý kiến, {replies} trả lời, và ghi biên bản hủy phần khóa do {names} ký.",
    en="Destroyed: {opinions} opinions, {replies} replies; the record of the wraps, signed by {names}, was taken.",
)
_DESTROYED_ALONE = Wording(
    vi="Đã hủy {opinions} ý kiến, {replies} trả lời. Nhắc những người giữ khóa hủy phần khóa và nộp biên bản đã ký.",
    en="Destroyed: {opinions} opinions, {replies} replies. Remind the trustees to destroy the wraps and to bring the record they signed.",
)
_REPLIED = Wording(vi="Đã ghi trả lời của đơn vị.", en="The unit's reply was recorded.")


def _felt(campaign: str, rules: Rules) -> list[tuple[Wording, Said]]:
    """How many said what by receipt, in the whole campaign, as it may be told."""
    told = felt_by_receipt(felt_counts(campaign), rules)
    return [(wording, told[said]) for said, wording in ANSWERS.items()]
