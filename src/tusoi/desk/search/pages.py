"""The search of a campaign, as a page and for a program."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tusoi.campaigns.asked import asked_of
from tusoi.desk.search.shown import as_json, search_page


@require_safe
def search(request: HttpRequest, code: str) -> HttpResponse:
    """What stands where, with marks or without, of what the reader could open: the first of each kind, or one kind page by page."""
    asked = asked_of(request, code)
    return render(request, "desk/search/search.html", {"found": search_page(asked, request.GET)})


@require_safe
def search_json(request: HttpRequest, code: str) -> JsonResponse:
    """The same for a program."""
    asked = asked_of(request, code)
    shown = as_json(search_page(asked, request.GET))
    return JsonResponse(shown, json_dumps_params={"ensure_ascii": False})
