"""Nothing of a page stays behind in the browser of a machine that several people use."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class UnkeptMiddleware:
    """Says of every answer that it is not to be stored; style and type are answered before it and are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        return response
