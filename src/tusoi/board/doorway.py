"""The public's door: requests for the board and for open data are answered here and go no further in.

No session, no account, no messages, no cookie, whatever the request brings. What was made for one is kept for the next
(`kept.py`); of an address only what a page asks for is read, so that nobody has a page made anew by adding to it.
"""

import logging
import traceback
from collections.abc import Callable
from functools import lru_cache, partial
from http import HTTPStatus

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
    QueryDict,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import ResolverMatch, resolve

from tusoi.board.address import DATA, FOR_THE_OFFICE, PAGES
from tusoi.board.kept import answered
from tusoi.board.limits import TooMany
from tusoi.board.refusals import refusal
from tusoi.campaigns.queries import UnknownCampaign
from tusoi.organisation.access import NOT_THERE, NotThere
from tusoi.values.refusal import Refused
from tusoi.values.wording import LANGUAGES, Wording

READ = ("lang", "tim", "buoc", "da-ghi", "report", "q", "stage", "limit", "offset")
"""What a page or the interface reads of an address, beside its path."""
READ_FOR_THE_OFFICE = ("lang", "as_of", "dry_run")
"""The same of what is asked for with a token; nothing of it is kept."""
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
LARGEST_PUSHED = 4 * 1024 * 1024
"""Bytes of a register that an office's program pushes."""
LARGEST = 4096
"""Bytes of a form; there is one, and it has one field."""
ABSENT = (Http404, NotThere, UnknownCampaign)
log = logging.getLogger("tusoi.board")


class BoardDoorMiddleware:
    """Answers what is asked of the board without the middleware that stands behind it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith((PAGES, DATA)):
            return self.get_response(request)
        request.COOKIES = {}
        request.lang = LANGUAGES[0]  # type: ignore[attr-defined]
        if request.method == "HEAD":
            request.method = (
                "GET"  # the same is made; its body is left out at the end (`site/headers.py`)
            )
        try:
            _read(request)
            response = _answer(request)
        except Exception as error:  # noqa: BLE001  # Django's own report of it would hold who asked
            response = _refused(request, error)
        if (
            isinstance(response, HttpResponse)
            and response.status_code != HTTPStatus.NOT_MODIFIED
            and not response.has_header("Content-Length")
        ):
            # Without, the server would end the connection after each answer.
            response["Content-Length"] = str(len(response.content))
        return response


def _read(request: HttpRequest) -> None:
    """Leave of the address what is read, once each, and take the language from it."""
    if not request.META.get("QUERY_STRING"):
        return
    kept = QueryDict(mutable=True)
    of_an_office = request.path_info.startswith(FOR_THE_OFFICE)
    for name in READ_FOR_THE_OFFICE if of_an_office else READ:
        if name in request.GET:
            kept[name] = request.GET[name]
    request.GET = kept  # type: ignore[assignment]  # nobody writes to it from here on
    chosen = kept.get("lang")
    request.lang = chosen if chosen in LANGUAGES else LANGUAGES[0]  # type: ignore[attr-defined]


_resolved = lru_cache(1_024)(resolve)
"""What an address means, found once; one that means nothing is sought each time."""


def _answer(request: HttpRequest) -> HttpResponseBase:
    found = _resolved(request.path_info)
    if request.method != "GET" or request.path_info.startswith(FOR_THE_OFFICE):
        return _called(request, found)
    asked = (request.path_info, request.GET.urlencode())
    campaign = str(found.kwargs.get("code", ""))
    return answered(request, asked, campaign, partial(_called, request, found))


def _called(request: HttpRequest, found: ResolverMatch) -> HttpResponseBase:
    if request.method == "POST" and (refused := _unreadable(request)):
        return _page(request, refused, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    response: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        page = _page(request, _NOT_SO, HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = response.get("Allow", "GET, HEAD")
        return page
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def _unreadable(request: HttpRequest) -> Wording | None:
    """A form of another kind, or one too long for its one field; of what an office's program sends, more than a register is."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    of_an_office = request.path_info.startswith(FOR_THE_OFFICE)
    largest, kind = (LARGEST_PUSHED, JSON) if of_an_office else (LARGEST, FORM)
    if length.isdecimal() and int(length) <= largest and request.content_type == kind:
        return None
    return _NO_PUSH.filled(most=LARGEST_PUSHED // 2**20) if of_an_office else _NO_FORM


def _refused(request: HttpRequest, error: Exception) -> HttpResponse:
    if isinstance(error, ABSENT):
        return _page(request, NOT_THERE, HTTPStatus.NOT_FOUND)
    if isinstance(error, TooMany):
        page = _page(request, error.wording, HTTPStatus.TOO_MANY_REQUESTS)
        page["Retry-After"] = "5"
        return page
    if isinstance(error, Refused):
        return _page(request, error.wording, HTTPStatus.UNPROCESSABLE_ENTITY)
    if isinstance(error, SuspiciousOperation):
        request.GET = QueryDict()  # the page reads it too
        return _page(request, _BAD, HTTPStatus.BAD_REQUEST)
    last = traceback.extract_tb(error.__traceback__)[-1]
    log.error("board: %s at %s:%s", type(error).__name__, last.filename, last.lineno)
    if isinstance(error, DatabaseError):
        return _page(request, _CLOSED, HTTPStatus.SERVICE_UNAVAILABLE)
    return _page(request, _BROKEN, HTTPStatus.INTERNAL_SERVER_ERROR)


def _page(request: HttpRequest, wording: Wording, status: HTTPStatus) -> HttpResponse:
    """The sentence: on a page, and for a program as the interface answers."""
    lang = str(getattr(request, "lang", LANGUAGES[0]))
    if request.path_info.startswith(DATA):
        return JsonResponse(refusal(wording), status=status)
    shown = {"wording": wording, "lang": lang}
    return render(request, "board/refused.html", shown, status=status)


_NO_FORM = Wording(
    vi="Trang này chỉ nhận câu trả lời ngắn trong biểu mẫu của nó. Mở lại trang rồi bấm lại.",
    en="This page takes the short answer of its own form. Open the page again and press again.",
)
_NO_PUSH = Wording(
    vi="Địa chỉ này chỉ nhận JSON (application/json), nhiều nhất {most} MiB một lần.",
    en="This address takes JSON alone (application/json), at most {most} MiB at once.",
)
_NOT_SO = Wording(
    vi="Địa chỉ này không mở được theo cách này.", en="This address cannot be asked this way."
)
_BAD = Wording(vi="Yêu cầu này không đọc được.", en="This request cannot be read.")
_CLOSED = Wording(
    vi="Lúc này chưa mở được: cơ sở dữ liệu đang bận. Xin thử lại sau ít phút.",
    en="This cannot be opened now: the database is busy. Try again in some minutes.",
)
_BROKEN = Wording(
    vi="Có trục trặc trong phần mềm. Xin thử lại; nếu vẫn vậy thì báo cơ quan phụ trách trang này.",
    en="Something broke in the software. Try again, and tell the office of this site if it stays so.",
)
