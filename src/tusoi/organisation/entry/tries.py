"""Wrong passwords and wrong codes are counted by account, and the door is shut for a while.

django-axes counts and shuts. It is shown a request of our making: no address of a machine, no browser's name, nothing
that was typed; the account is a keyed digest. What remains is a number and a moment, gone at the next wrong try after the
pause. A browser in which the account has signed in before is counted apart, so that whoever tries from elsewhere
cannot keep the owner out of their own.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from tusoi.text.forms import tidy
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

PASSWORD, CODE, LINK = "password", "code", "link"
"""What is tried; each is counted for itself. A code is asked for after the password alone."""

COOKIE = "browser"
KNOWN_FOR = timedelta(days=180)
KNOWN, UNKNOWN = "0.0.0.1", "0.0.0.0"  # noqa: S104  # stand where axes keeps an address of a machine
MOST_KNOWN = 10
"""Accounts a browser is known for, at most: a machine of the office that several people use."""

Found = TypeVar("Found")


class TooManyTries(Refused):
    """The account's door is shut for a while."""

    def __init__(self) -> None:
        super().__init__(_TOO_MANY.filled(minutes=int(settings.AXES_COOLOFF_TIME.seconds // 60)))


def tried(
    request: HttpRequest, kind: str, name: str, look: Callable[[HttpRequest], Found | None]
) -> Found | None:
    """What a look finds, if the account's door is open; nothing found counts as a wrong try.

    `look` is given the request that is counted by; one that counts by itself (a password) says so with `counted`.

    Raises:
        TooManyTries: there were too many wrong ones; this one was not looked at.
    """
    shown = shown_to_the_counter(request, kind, name)
    if not AxesProxyHandler.is_allowed(shown, {"name": name}):
        raise TooManyTries
    found = look(shown)
    if found is None and not getattr(shown, "counted", False):
        AxesProxyHandler.user_login_failed(sender=tried, credentials={"name": name}, request=shown)
    return found


def shown_to_the_counter(request: HttpRequest, kind: str, name: str) -> HttpRequest:
    """A request that says nothing but what is counted."""
    shown = HttpRequest()
    shown.method = "POST"
    known = digest_of(PASSWORD, name) in _known(request)
    shown.META["REMOTE_ADDR"] = KNOWN if known else UNKNOWN
    shown.tried = kind  # type: ignore[attr-defined]
    return shown


def digest_of(kind: str, name: str) -> str:
    """What stands for an account where tries are counted; without the signing key nobody gets back to the name."""
    return salted_hmac("tusoi.tries", f"{kind}|{tidy(name).casefold()}").hexdigest()[:32]


def counted_as(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """For axes: whose tries these are."""
    said = credentials or {}
    name = str(said.get("name") or said.get("username") or "")
    return digest_of(getattr(request, "tried", PASSWORD), name)


def counted_from(request: HttpRequest) -> str:
    """For axes: where they come from. Never the address of a machine."""
    said = str(request.META.get("REMOTE_ADDR", UNKNOWN))
    return said if said == KNOWN and hasattr(request, "tried") else UNKNOWN


def remember_browser(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """This browser has been the account's: tries from it are counted apart from everybody else's."""
    known = [digest_of(PASSWORD, name)]
    known += [one for one in _known(request) if one not in known]
    response.set_cookie(
        COOKIE,
        signing.dumps(known[:MOST_KNOWN], salt=COOKIE),
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known(request: HttpRequest) -> list[str]:
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return []
    return list(said)


_TOO_MANY = Wording(
    vi="Đã thử sai quá nhiều lần nên cửa này đóng {minutes} phút; lần vừa rồi chưa được xét. Chờ rồi thử lại, hoặc dùng “Quên mật khẩu” để nhận đường dẫn qua thư.",
    en="There were too many wrong tries, so this door is shut for {minutes} minutes; the last one was not looked at. Wait and try again, or use “Forgotten password” for a link by mail.",
)
