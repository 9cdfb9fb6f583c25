"""What every answer has to say beside its content, stated apart from `site/headers.py`: exact sets, and no name beyond."""

from collections.abc import Iterator
from typing import Any

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()",
}
SHUT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
EXPECTED = {
    "page": {
        **ALWAYS,
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
        " font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
    },
    "dared": {
        **ALWAYS,
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:;"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    },
    "public": {
        **ALWAYS,
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:;"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "public, max-age=60",
    },
    "data": {
        **ALWAYS,
        "Content-Security-Policy": f"{SHUT}; sandbox",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "public, max-age=60",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
    },
    "file": {
        **ALWAYS,
        "Content-Security-Policy": f"{SHUT}; sandbox",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    },
    "static": {
        **ALWAYS,
        "Content-Security-Policy": SHUT,
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "max-age=3600, public",
    },
}
HSTS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
BESIDE = {
    "page": {
        "Content-Type",
        "Content-Length",
        "Vary",
        "Allow",
        "Location",
        "Retry-After",
        "WWW-Authenticate",
    },
    "dared": {"Content-Type", "Content-Length"},
    "public": {"Content-Type", "Content-Length", "Content-Encoding", "ETag", "Vary"},
    "data": {
        "Content-Type",
        "Content-Length",
        "Content-Encoding",
        "Content-Disposition",
        "ETag",
        "Vary",
    },
    "file": {"Content-Type", "Content-Length", "Vary", "Content-Disposition"},
    "static": {"Content-Type", "Content-Length", "Vary", "Last-Modified", "ETag", "Expires"},
}
"""What may stand beside a set without being of it."""
PAGE_TYPES = ("text/html", "application/json")


def header_faults(response: Any, kind: str, *, https: bool = False) -> Iterator[str]:
    """What the headers of an answer of that kind have that they should not, or lack."""
    expected = EXPECTED[kind] | (HSTS if https else {})
    for name, value in expected.items():
        if response.get(name) != value:
            yield f"{name} is {response.get(name)!r} on a {kind}"
    for name in sorted(set(response.headers) - set(expected) - BESIDE[kind]):
        yield f"{name} stands on a {kind}"
    if kind == "file" and not response["Content-Disposition"].startswith('attachment; filename="'):
        yield "a file that is no attachment"
    if kind == "page" and response.get("Content-Type", PAGE_TYPES[0]).partition(";")[0] not in PAGE_TYPES:  # fmt: skip
        yield f"{response['Content-Type']} comes down as a page"
    if kind in ("dared", "public", "data") and response.cookies:
        yield "a cookie where nobody is to be known again"
    yield from cookie_faults(response, https=https)


def cookie_faults(response: Any, *, https: bool) -> Iterator[str]:
    """What is loose about the cookies of an answer."""
    before = "__Host-" if https else ""
    for name, cookie in response.cookies.items():
        if name not in {f"{before}{one}" for one in ("sessionid", "csrftoken", "lang")}:
            yield f"a cookie {name}"
        gone = cookie["max-age"] == 0
        kept = (bool(cookie["httponly"]), cookie["samesite"], cookie["path"], cookie["domain"])
        if not gone and (kept != (True, "Lax", "/", "") or bool(cookie["secure"]) != https):
            yield f"the cookie {name} is loose: {cookie.OutputString()}"
