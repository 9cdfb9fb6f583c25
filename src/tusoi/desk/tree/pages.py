"""The tree of units with its counts, as a page and for a program."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tusoi.campaigns.asked import asked_of
from tusoi.desk.tree.shown import as_json, joined, tree_page


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
def tree_json(request: HttpRequest, code: str, unit: str = "") -> JsonResponse:
    """The same for a program."""
    asked = asked_of(request, code)
    found = tree_page(asked, unit, request.GET.get("trang", ""))
    return JsonResponse(as_json(asked, found), json_dumps_params={"ensure_ascii": False})
