"""What every answer says to the browser beside its content: one declaration for each kind of answer.

There are six kinds: a page (also what a script asks for, every refusal and every way on), a page of the way in
without a trace, a public page and open data (the same for everybody, and kept a while on the way), a file to be kept, and
style, script and type. Nothing else is answered, so nothing leaves without one of these sets. `tests/test_headers.py`
holds every address to them.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from tusoi.board.address import DATA, FOR_THE_OFFICE, PAGES
from tusoi.opinions.sealed.address import PREFIX


class Kind(StrEnum):
    """What is answered."""

    PAGE = "page"
    DARED = "dared"
    PUBLIC = "public"
    DATA = "data"
    FILE = "file"
    STATIC = "static"


HSTS_SECONDS = 365 * 24 * 60 * 60
KEPT_SECONDS = 60
"""How long what is public may be kept on the way before it is asked for again: so long a redaction may take to be seen by all."""

_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self';"
    " img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The scripts are small files of ours; every page works without them, and none is written into a page."""
_DARED_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()"
    ),
}
"""Passkeys are left to the browser's rule, which gives them to the site's own pages and to no other."""

SETS: Mapping[Kind, Mapping[str, str]] = {
    # An address names a unit or a case, and with "same-origin" none is told to another site. "no-referrer" would keep
    # it from ourselves too, and browsers then send a form's Origin as "null": every form would be refused as forged.
    Kind.PAGE: _ALWAYS
    | {
        "Content-Security-Policy": _PAGE_POLICY,
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
    },
    # Nobody signs in there and no form is held to its Origin: the address is told to nobody, and no script runs.
    Kind.DARED: _ALWAYS
    | {
        "Content-Security-Policy": _DARED_POLICY,
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    },
    # The same for everybody: whoever stands between may keep it, so that a crowd asks us once a minute. The two buttons of
    # an item are held to their Origin by nothing, for nobody is signed in. These, the open data, style and script
    # alone are packed, and say `Vary` where they are (`board/answer.py`): a page with a form's token or a session never is (BREACH).
    Kind.PUBLIC: _ALWAYS
    | {
        "Content-Security-Policy": _DARED_POLICY,
        "Referrer-Policy": "no-referrer",
        "Cache-Control": f"public, max-age={KEPT_SECONDS}",
    },
    # Anybody's program may read it, from whatever site it runs on.
    Kind.DATA: _ALWAYS
    | {
        "Content-Security-Policy": f"{_NOTHING}; sandbox",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": f"public, max-age={KEPT_SECONDS}",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
    },
    # No form of ours is in a file: it tells nothing to anybody, and runs nothing if a browser opens it all the same.
    Kind.FILE: _ALWAYS
    | {
        "Content-Security-Policy": f"{_NOTHING}; sandbox",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    },
    # The same for everybody, and kept for the time that settings give.
    Kind.STATIC: _ALWAYS | {"Content-Security-Policy": _NOTHING, "Referrer-Policy": "no-referrer"},
}
_ENCRYPTED = {"Strict-Transport-Security": f"max-age={HSTS_SECONDS}; includeSubDomains"}


def headers_of(kind: Kind, *, https: bool) -> Mapping[str, str]:
    """The set of a kind; where the site is reached by HTTPS, browsers are told to come in no other way."""
    return {**SETS[kind], **(_ENCRYPTED if https else {})}


class HeadersMiddleware:
    """Gives every answer the set of its kind, over whatever was set further in; to HEAD, no body.

    The body is left out here, for not every server does so: its reader would take it for the next answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        without_body = (
            request.method == "HEAD"
        )  # asked now: a door further in makes the same as for GET
        response = self.get_response(request)
        kind = _kind(request, response)
        for name, value in headers_of(kind, https=settings.HTTPS).items():
            response[name] = value
        if kind is not Kind.STATIC:
            # Some of Django's own pages say it; what is not stored never expires.
            del response["Expires"]
        if without_body and isinstance(response, HttpResponse):
            response.content = b""
        return response


def _kind(request: HttpRequest, response: HttpResponseBase) -> Kind:
    if response.status_code in (200, 304) and (public := _public(request)):
        return public
    if response.get("Content-Disposition", "").startswith("attachment"):
        return Kind.FILE
    if request.path_info.startswith(settings.STATIC_URL) and response.status_code in (200, 304):
        return Kind.STATIC
    if request.path_info.startswith(PREFIX):
        return Kind.DARED
    return Kind.PAGE


def _public(request: HttpRequest) -> Kind | None:
    """What is public at an address; what a token opens is for its office alone."""
    if request.path_info.startswith(DATA) and not request.path_info.startswith(FOR_THE_OFFICE):
        return Kind.DATA
    return Kind.PUBLIC if request.path_info.startswith(PAGES) else None
