"""Logs as one JSON object a line (`TUSOI_LOG=json`), with nothing of anybody in them.

A line never holds the address of a client, a query string, a name, or what was sent. Of a request it says the method, the
*shape* of the address ("dot/<code:code>/don-vi/<str:unit>/": no code), the answer's number and how long it took. Under /gop-y/
nothing is said of a request at all, neither that it was. Of a fault it says the class and the places in the
code: what an exception says may quote what somebody wrote. Of what libraries say, it says their sentence with its blanks unfilled.

As text (the other way) and as JSON alike, a request that was refused for what was sent is one line and no trace of ours.
"""

import json
import logging
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

from tusoi.opinions.sealed.address import PREFIX
from tusoi.values.clock import ticking

REQUESTS = "tusoi.requests"
logger = logging.getLogger(REQUESTS)


class NothingOfWhatWasRefused(logging.Filter):
    """Of a request that cannot be read, what kind of thing is wrong with it: no places in the code, for nothing broke there.

    What the exception says goes too: it may quote what was sent.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every record pass."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, SuspiciousOperation):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.msg, record.args = f"request refused: {type(error).__name__}", ()
            record.exc_info = record.exc_text = None
            record.refused = type(error).__name__
        return True


class OneObjectALine(logging.Formatter):
    """Writes a record as a JSON object, without what it says of anybody."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            **_said(record),
        }
        if refused := getattr(record, "refused", ""):
            told["refused"] = refused
        if record.exc_info and record.exc_info[1]:
            told["fault"] = type(record.exc_info[1]).__name__
            told["where"] = _places(record.exc_info[1])
        return json.dumps(told, ensure_ascii=False)


class RequestLogMiddleware:
    """Says one line of each request; of those under /gop-y/ none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(PREFIX):
            return self.get_response(request)
        began = ticking()
        response = self.get_response(request)
        logger.info(
            "request",
            extra={
                "told": {
                    "method": request.method if request.method in METHODS else "other",
                    "route": route_of(request),
                    "status": response.status_code,
                    "ms": round(1000 * (ticking() - began), 1),
                }
            },
        )
        return response


METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


def route_of(request: HttpRequest) -> str:
    """The shape of the address asked for; "" where there is none of it, and under /gop-y/."""
    if request.path_info.startswith(PREFIX):
        return ""
    try:
        return str(resolve(request.path_info).route)
    except Resolver404:
        return ""


def _said(record: logging.LogRecord) -> dict[str, Any]:
    """What a record says: ours filled, for we say codes and numbers alone; that of others with its blanks."""
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        return {"said": "request failed", "route": route_of(request)}
    own = record.name.startswith("tusoi.")
    said = {"said": record.getMessage() if own else str(record.msg).partition("\n")[0]}
    return said | getattr(record, "told", {})


def _places(fault: BaseException) -> list[str]:
    """Where it happened: file, line and function, the innermost last."""
    frames = traceback.extract_tb(fault.__traceback__)[-12:]
    return [f"{one.filename}:{one.lineno} {one.name}" for one in frames]
