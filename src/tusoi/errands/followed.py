"""How a page follows an errand, whatever is made: how far it is, whether a worker is there, again where it stopped."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tusoi.errands.actions import try_again
from tusoi.errands.folder import finished_file
from tusoi.errands.heard import is_there
from tusoi.errands.queries import ErrandSeen
from tusoi.organisation.access import NotThere
from tusoi.values.wording import Wording

LOOKS_AGAIN_AFTER = 10
"""Seconds after which the page comes anew by itself, for whoever chose that."""


def followed(
    request: HttpRequest, page: str, errand: ErrandSeen, more: Mapping[str, Any]
) -> HttpResponse:
    """The page of an errand, which includes `errands/progress.html`.

    It comes anew by itself only for whoever chose so (`?tu-xem=1`): a page that moves under a reader loses their place.
    """
    by_itself = "tu-xem" in request.GET and errand.is_under_way
    shown = {
        "errand": errand,
        "by_itself": by_itself,
        "seconds": LOOKS_AGAIN_AFTER,
        "worker_away": errand.is_under_way and not is_there(),
    }
    response = render(request, page, {**shown, **more})
    if by_itself:
        response["Refresh"] = str(LOOKS_AGAIN_AFTER)
    return response


def tried_again(request: HttpRequest, errand: ErrandSeen, lang: str) -> HttpResponse:
    """Put what stopped back into the queue, and lead back to its page with a word about it."""
    said = _AGAIN if try_again(errand.id) else _GOES_ON
    messages.success(request, said.in_(lang))
    return redirect(request.path)


def can_be_fetched(errand: ErrandSeen) -> bool:
    """Whether what came of an errand is there still."""
    return errand.is_kept and finished_file(errand.id).is_file()


def fetched(errand: ErrandSeen, name: str) -> FileResponse:
    """What came of an errand, under a name; whose it is was judged before.

    Raises:
        NotThere: it is not finished, or gone.
    """
    if not errand.is_kept:
        raise NotThere
    try:
        archive = finished_file(errand.id).open("rb")
    except FileNotFoundError:
        raise NotThere from None
    return FileResponse(archive, as_attachment=True, filename=name)


_AGAIN = Wording(vi="Máy làm tiếp từ chỗ dở.", en="It goes on from where it was.")
_GOES_ON = Wording(
    vi="Việc này không bị dừng; không có gì thay đổi.",
    en="This had not stopped; nothing changed.",
)
