"""The pages of everything as text: the button, how far it is, the file."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.campaigns.asked import Asked
from tusoi.errands.followed import can_be_fetched, fetched, followed, tried_again
from tusoi.errands.queries import ErrandSeen
from tusoi.exchange.everything.kind import (
    ask_for_everything,
    everything_asked,
    everything_of,
    known_then,
)
from tusoi.exchange.pages import asked_to_exchange
from tusoi.values.wording import Wording


@require_http_methods(["GET", "HEAD", "POST"])
def everything(request: HttpRequest, code: str) -> HttpResponse:
    """What the reader asked for and how far it is; sent, everything is written as text."""
    asked = asked_to_exchange(request, code)
    if request.method == "POST":
        made, new = ask_for_everything(asked.reach, asked.lang, moment=asked.moment)
        messages.success(request, (_ASKED if new else _ASKED_BEFORE).in_(asked.lang))
        return redirect("everything-made", code, made)
    shown = {"errands": everything_asked(asked.reach)}
    return render(request, "exchange/everything/ask.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def being_made(request: HttpRequest, code: str, id: UUID) -> HttpResponse:  # noqa: A002
    """How far it is, and the file once it is there; sent, what failed is tried again."""
    asked, errand = _errand(request, code, id)
    if request.method == "POST":
        return tried_again(request, errand, asked.lang)
    shown = {"is_there": can_be_fetched(errand), "known_then": known_then(errand)}
    return followed(request, "exchange/everything/being_made.html", errand, shown)


@require_safe
def made_file(request: HttpRequest, code: str, id: UUID) -> FileResponse:  # noqa: A002
    """The archive, for whoever asked for it and may exchange workbooks to this hour."""
    _, errand = _errand(request, code, id)
    return fetched(errand, f"{code}.zip")


def _errand(request: HttpRequest, code: str, key: UUID) -> tuple[Asked, ErrandSeen]:
    asked = asked_to_exchange(request, code)
    return asked, everything_of(asked.reach, key)


_ASKED = Wording(
    vi="Đã giao máy viết các tệp. Bạn có thể đóng trang này rồi quay lại sau.",
    en="The files are being written. You may close this page and come back later.",
)
_ASKED_BEFORE = Wording(
    vi="Việc này bạn đã giao và máy chưa làm xong; đây là tiến độ.",
    en="You asked for this before and it is not finished; here is how far it is.",
)
