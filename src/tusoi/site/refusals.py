"""What is shown when something cannot be: a sentence and a way out, never a traceback."""

import sys
from collections.abc import Callable
from http import HTTPStatus
from traceback import walk_tb
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string

from tusoi.campaigns.queries import UnknownCampaign
from tusoi.figures.engine import FiguresDisagree
from tusoi.figures.figure_set import UnknownFigure
from tusoi.organisation.access import (
    NOT_THERE,
    NotSignedIn,
    NotThere,
    RoleEnded,
    SecondFactorWanted,
)
from tusoi.organisation.entry.entering import refused_at_the_door
from tusoi.site.database import closed
from tusoi.site.language import language, language_asked_for
from tusoi.values.refusal import Refused
from tusoi.values.system import NO_ROOM
from tusoi.values.wording import Wording

ABSENT = (UnknownCampaign, UnknownFigure, NotThere)


class RefusalMiddleware:
    """Turns a refusal into a page: 404 for what is not there or not yours, 405 for a page asked for as it cannot be, 409 for figures that disagree, 503 for a closed database, else 400.

    Whoever is not signed in, or by half, is led to the sign-in page or to its second step, whatever the address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        page = refusal_page(request, _NOT_SO, response.status_code)
        page["Allow"] = response["Allow"]
        return page

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a refusal; other errors go their way."""
        if isinstance(error, RoleEnded):
            return refused_at_the_door("role")
        if isinstance(error, SecondFactorWanted):
            return redirect_to_login(request.get_full_path(), resolve_url("second-step"))
        if isinstance(error, NotSignedIn):
            unsent = f"?{urlencode({'why': 'unsent'})}" if request.method == "POST" else ""
            return redirect_to_login(request.get_full_path(), resolve_url("sign-in") + unsent)
        if is_gone(error):
            return gone(request, error)
        if isinstance(error, DatabaseError):
            return refusal_page(request, closed(error).wording, 503)
        if not isinstance(error, Refused):
            return refusal_page(request, _NO_ROOM, 503) if has_no_room(error) else None
        if isinstance(error, ABSENT):
            return refusal_page(request, NOT_THERE, 404)
        return refusal_page(
            request, error.wording, 409 if isinstance(error, FiguresDisagree) else 400
        )


def refusal_page(request: HttpRequest, wording: Wording, status: int) -> HttpResponse:
    """One sentence on a page of its own."""
    return render(request, "site/refusal.html", {"wording": wording}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No page has this address; the same page as for what is not yours."""
    return refusal_page(request, NOT_THERE, 404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request is not one that can be answered; what its address asks may not be readable either."""
    try:
        request.GET  # noqa: B018  # read for the first time, it may refuse
    except SuspiciousOperation:
        request.GET = QueryDict()
    _in_their_language(request)
    return refusal_page(request, _BAD, 400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Something was sent that did not come from one of our forms."""
    return refusal_page(request, _FORGED, 403)


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours broke; or the database went while who is signed in was looked up, before any page was asked."""
    error = sys.exc_info()[1]
    if error is not None and is_gone(error):
        return gone(request, error)
    if error is not None and has_no_room(error):
        return _alone(request, _NO_ROOM, 503)
    return _alone(request, _BROKEN, 500)


def unreadable(request: HttpRequest) -> HttpResponse:
    """What was sent cannot be read, and nobody has looked yet who sent it."""
    _in_their_language(request)
    return _alone(request, _BAD, 400)


def is_gone(error: BaseException) -> bool:
    """Whether the database's server does not answer, or broke off: it is being started anew, or cannot be reached."""
    return connection.vendor == "postgresql" and isinstance(
        error, OperationalError | InterfaceError
    )


def has_no_room(error: BaseException) -> bool:
    """Whether the disk is full, on which what was sent, or what is made of it, should have lain for a while."""
    return isinstance(error, OSError) and error.errno in NO_ROOM


def gone(request: HttpRequest, error: BaseException) -> HttpResponse:
    """The page for it: come again, and whether what was sent may have been written, which only a lost commit leaves open."""
    wording = _MAY_BE_WRITTEN if _was_committing(error) else _NOT_WRITTEN
    if request.method in ("GET", "HEAD"):
        wording = _COME_AGAIN
    page = _alone(request, wording, HTTPStatus.SERVICE_UNAVAILABLE)
    page["Retry-After"] = "10"
    return page


def _was_committing(error: BaseException) -> bool:
    """Whether the answer to a commit is what is missing: the server may have kept everything and not said so."""
    frames = walk_tb(error.__traceback__)
    return any(frame.f_code.co_name == "_commit" for frame, _ in frames)


def _in_their_language(request: HttpRequest) -> None:
    """Answer in the language asked for, where nobody has looked yet."""
    if not hasattr(request, "lang"):
        request.lang = language_asked_for(request)  # type: ignore[attr-defined]


def _alone(request: HttpRequest, wording: Wording, status: int) -> HttpResponse:
    """A page that leans on nothing that may have broken, not even on who is signed in."""
    shown = {"wording": wording, **language(request)}
    return HttpResponse(render_to_string("site/refusal.html", shown), status=status)


_BAD = Wording(
    vi="Yêu cầu này không đọc được. Về trang đầu rồi thử lại.",
    en="This request cannot be read. Go back to the first page and try again.",
)
_NOT_SO = Wording(
    vi="Địa chỉ này không mở được theo cách này: có lẽ nó chỉ nhận biểu mẫu gửi lên. Về trang đầu rồi đi tiếp từ đó.",
    en="This address cannot be opened this way: it may only take a form that is sent. Go back to the first page and on from there.",
)
_FORGED = Wording(
    vi="Yêu cầu gửi lên không đến từ một biểu mẫu của trang này. Mở lại trang rồi gửi lại.",
    en="What was sent did not come from a form of this site. Open the page again and send it again.",
)
_COME_AGAIN = Wording(
    vi="Lúc này cơ sở dữ liệu chưa trả lời; không có dữ liệu nào bị thay đổi. Mở lại trang này sau ít phút; nếu vẫn vậy thì báo người quản trị.",
    en="The database does not answer at the moment; nothing was changed. Open this page again in a few minutes, and tell the administrator if it stays so.",
)
_NOT_WRITTEN = Wording(
    vi="Lúc này cơ sở dữ liệu chưa trả lời. Điều vừa gửi chưa được ghi. Bấm nút quay lại của trình duyệt, chờ ít phút rồi gửi lại; nếu vẫn vậy thì báo người quản trị.",
    en="The database does not answer at the moment. Nothing of what you sent was written. Press your browser's back button, wait a few minutes and send it again; tell the administrator if it stays so.",
)
_MAY_BE_WRITTEN = Wording(
    vi="Cơ sở dữ liệu ngắt đúng lúc đang ghi, nên chưa rõ điều vừa gửi đã được ghi hay chưa. Chờ ít phút, mở lại trang xem đã có chưa; nếu chưa có thì gửi lại.",
    en="The database broke off just as it was writing, so it is not known whether what you sent was written. Wait a few minutes, open the page and look; if it is not there, send it again.",
)
_NO_ROOM = Wording(
    vi="Đĩa của máy chủ hết chỗ nên không nhận được việc này; chưa ghi gì. Báo người quản trị dọn chỗ, rồi gửi lại đúng như cũ.",
    en="The server's disk is full, so this could not be taken; nothing was recorded. Tell the administrator to make room, then send the same again.",
)
_BROKEN = Wording(
    vi="Có trục trặc trong phần mềm; không có dữ liệu nào bị thay đổi. Hãy thử lại, nếu vẫn vậy thì báo người quản trị.",
    en="Something broke in the software; no record was changed. Try again, and tell the administrator if it stays so.",
)
