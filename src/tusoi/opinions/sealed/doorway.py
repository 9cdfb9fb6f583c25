"""The way in without a trace: requests under /gop-y/ are answered here and go no further in.

No session, no account, no messages, no cookie, whatever the request brings; what breaks is told by its kind and
place alone, never with what was sent. A form's token is a keyed hash of the receipt drawn for it, good for two days.
"""

import logging
import traceback
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from hmac import compare_digest

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import render
from django.urls import resolve
from django.utils.crypto import salted_hmac

from tusoi.opinions.sealed.address import PREFIX
from tusoi.opinions.sealed.channel import NoChannel
from tusoi.organisation.access import NOT_THERE, NotThere
from tusoi.values.refusal import Refused
from tusoi.values.wording import LANGUAGES, Wording

TOKEN_DAYS = 2
FORM = "application/x-www-form-urlencoded"
LARGEST = 4 * 1024 * 1024
"""Bytes of a form; the largest text that is sealed is far below, and a longer one is shown back to be shortened."""
log = logging.getLogger("tusoi.intake")


class SealedDoorMiddleware:
    """Answers what is asked under /gop-y/ without the middleware that stands behind it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        response = _answer(request)
        response["Content-Length"] = str(len(response.content))  # without, the connection is closed
        return response


def _answer(request: HttpRequest) -> HttpResponse:
    request.COOKIES = {}
    request.lang = LANGUAGES[0]  # type: ignore[attr-defined]
    try:
        chosen = request.GET.get("lang")
        request.lang = chosen if chosen in LANGUAGES else LANGUAGES[0]  # type: ignore[attr-defined]
        return _judged(request)
    except SuspiciousOperation:
        request.GET = QueryDict()  # the page reads it too
        return _page(request, _BAD, 400)


def _judged(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and (refused := _unreadable(request)):
        return _page(request, refused, 413)
    try:
        found = resolve(request.path_info)
        response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    except (Http404, NotThere, NoChannel) as absent:
        return _page(request, absent.wording if isinstance(absent, NoChannel) else NOT_THERE, 404)
    except Refused as refused:
        return _page(request, refused.wording, 422)
    except SuspiciousOperation:
        raise
    except DatabaseError as error:
        return _broken(request, error, _CLOSED, 503)
    except Exception as error:  # noqa: BLE001  # Django's own report of it would hold what was sent
        return _broken(request, error, _BROKEN, 500)
    if isinstance(response, HttpResponseNotAllowed):
        return _page(request, NOT_THERE, 405)
    return response


def _unreadable(request: HttpRequest) -> Wording | None:
    """A form of another kind, or one too long to be read in memory: files would be laid down in clear."""
    if request.content_type != FORM:
        return _NO_FORM
    length = request.META.get("CONTENT_LENGTH") or "0"
    return _HUGE if not length.isdecimal() or int(length) > LARGEST else None


def _broken(request: HttpRequest, error: Exception, wording: Wording, status: int) -> HttpResponse:
    last = traceback.extract_tb(error.__traceback__)[-1]
    log.error("intake: %s at %s:%s", type(error).__name__, last.filename, last.lineno)
    return _page(request, wording, status)


def _page(request: HttpRequest, wording: Wording, status: int) -> HttpResponse:
    return render(request, "opinions/sealed/refused.html", {"wording": wording}, status=status)


def token_for(purpose: str, on: date) -> str:
    """The token of a form drawn on a day for a purpose: the campaign and the receipt, or a further message."""
    return f"{on:%Y%m%d}-{_hash(purpose, f'{on:%Y%m%d}')}"


def holds(token: str, purpose: str, on: date) -> bool:
    """Whether a token was drawn here for that purpose, on this day or one of the two before it."""
    day, _, given = token.partition("-")
    return day in _good(on) and compare_digest(given.encode(), _hash(purpose, day).encode())


@lru_cache(maxsize=4)
def _good(on: date) -> frozenset[str]:
    return frozenset(f"{on - timedelta(days=back):%Y%m%d}" for back in range(TOKEN_DAYS + 1))


def _hash(purpose: str, day: str) -> str:
    return salted_hmac("tusoi.intake", f"{day}|{purpose}", algorithm="sha256").hexdigest()


_BAD = Wording(
    vi="Yêu cầu này không đọc được, và chưa giữ lại gì. Mở lại trang góp ý rồi gửi bằng biểu mẫu ở đó.",
    en="This request cannot be read, and nothing was kept. Open the page for opinions again and send its form.",
)
_NO_FORM = Wording(
    vi="Kênh này chỉ nhận chữ viết trong biểu mẫu, không nhận tệp. Về trang trước, chép nội dung vào ô ý kiến rồi gửi lại. Chưa giữ lại gì.",
    en="This channel takes what is written on its form, no files. Go back, copy the text into the form and send it again. Nothing was kept.",
)
_HUGE = Wording(
    vi="Nội dung gửi lên quá dài nên không đọc, và chưa giữ lại gì. Bấm nút quay lại của trình duyệt: chữ bạn viết vẫn còn ở đó; hãy rút còn khoảng hai mươi trang, hoặc chia thành nhiều ý kiến.",
    en="What was sent is too long and was not read; nothing was kept. Press your browser's back button: what you wrote is still there; cut it to about twenty pages or split it.",
)
_CLOSED = Wording(
    vi="Lúc này chưa nhận được: cơ sở dữ liệu đang bận hoặc đầy. Ý kiến chưa được giữ. Bấm nút quay lại của trình duyệt rồi gửi lại sau ít phút; gửi hai lần cũng chỉ tính một.",
    en="This cannot be taken now: the database is busy or full. Your opinion was not kept. Press your browser's back button and send it again in some minutes; sent twice it counts once.",
)
_BROKEN = Wording(
    vi="Có trục trặc trong phần mềm. Bấm nút quay lại của trình duyệt rồi gửi lại; gửi hai lần cũng chỉ tính một.",
    en="Something broke in the software. Press your browser's back button and send it again; sent twice it counts once.",
)
