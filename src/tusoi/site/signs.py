"""A request is read in UTF-8, and one that says it is written otherwise is not read at all."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import parse_header_parameters

from tusoi.site.refusals import unreadable


class InUtf8(WSGIRequest):
    """A request whose address is read in UTF-8, whatever it says of what is sent with it.

    Django's own reads the address too in the encoding named, before any middleware, and breaks where that is none of texts.
    """

    def _set_content_type_params(self, meta: Mapping[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(
            meta.get("CONTENT_TYPE", "")
        )


class OneEncodingMiddleware:
    """Refuses what names another encoding, before anybody reads it: 400.

    No page of ours asks a browser for one. Python knows encodings that are none of texts, and some whose "text" holds
    halves of pairs, which no database takes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        said = (request.content_params or {}).get("charset", "utf-8")
        if said.lower() in ("utf-8", "utf8"):
            return self.get_response(request)
        request.encoding = "utf-8"
        return unreadable(request)
