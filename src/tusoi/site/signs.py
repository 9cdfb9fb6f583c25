"""A request is read in UTF-8, and one that says it is written otherwise is not read at all."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tusoi.site.refusals import unreadable


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
