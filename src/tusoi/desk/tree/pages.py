"""The tree of units with its counts, as a page and for a program."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tusoi.campaigns.asked import asked_of
from tusoi.desk.tree.searching import units_found
from tusoi.desk.tree.shown import as_json, joined, tree_page

LONGEST = 200
"""Characters of what is sought."""


@require_safe
def tree(request: HttpRequest, code: str, unit: str = "") -> HttpResponse:
    """A unit with those directly below it, fifty on a page, and by block and level; without one, from the top."""
    asked = asked_of(request, code)
    found = tree_page(asked, unit, request.GET.get("trang", ""))
    shown = {"tree": found, "before": "", "after": ""}
    if found.page.has_previous():
        shown["before"] = joined(asked, trang=found.page.previous_page_number())
    if found.page.has_next():
        shown["after"] = joined(asked, trang=found.page.next_page_number())
    return render(request, "desk/tree/tree.html", shown)


@require_safe
def search(request: HttpRequest, code: str) -> HttpResponse:
    """Units by code or name, with marks or without, within what the reader sees; twenty on a page."""
    asked, sought = asked_of(request, code), request.GET.get("q", "")[:LONGEST].strip()
    found, page = units_found(asked, sought, request.GET.get("trang", ""))
    shown: dict[str, object] = {"sought": sought, "found": found, "page": page, "after": ""}
    if page.has_next():
        shown["after"] = joined(asked, q=sought, trang=page.next_page_number())
    return render(request, "desk/tree/search.html", shown)


@require_safe
def tree_json(request: HttpRequest, code: str, unit: str = "") -> JsonResponse:
    """The same for a program."""
    asked = asked_of(request, code)
    found = tree_page(asked, unit, request.GET.get("trang", ""))
    return JsonResponse(as_json(asked, found), json_dumps_params={"ensure_ascii": False})
