"""The pages that are each reader's own: what waits for them, and what is said of them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tusoi.campaigns.asked import asker_on
from tusoi.desk.my_desk import desk_of
from tusoi.desk.my_document import my_document
from tusoi.desk.my_file import MyFile, as_json, my_file_of
from tusoi.organisation.access import account_of
from tusoi.reports.formats import FORMATS
from tusoi.values.clock import now, today
from tusoi.values.wording import LANGUAGES

LINES_A_PAGE = 50


@require_safe
def my_desk(request: HttpRequest) -> HttpResponse:
    """What waits for the reader today, in every campaign they take part in."""
    desk = desk_of(asker_on(request), on=today(), known_by=now())
    page = Paginator(desk.lines, LINES_A_PAGE).get_page(request.GET.get("trang"))
    campaigns = {line.campaign.code for line in desk.lines}
    shown = {"desk": desk, "page": page, "several": len(campaigns) > 1, "today": today()}
    return render(request, "desk/my_desk.html", shown)


@require_safe
def my_file(request: HttpRequest) -> HttpResponse:
    """What is said of the reader, what they answered and still owe, and who read it."""
    return render(request, "desk/my_file.html", {"file": _my_file(request)})


@require_safe
def my_file_download(request: HttpRequest) -> HttpResponse:
    """The same as one file to take along."""
    lang = str(getattr(request, "lang", LANGUAGES[0]))
    response = JsonResponse(
        as_json(_my_file(request), lang), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="ho-so-cua-toi.json"'
    return response


@require_safe
def my_file_word(request: HttpRequest) -> HttpResponse:
    """The same as a Word file, to be read, printed and kept."""
    lang = str(getattr(request, "lang", LANGUAGES[0]))
    form = FORMATS["docx"]
    document = my_document(_my_file(request), lang, made=now())
    response = HttpResponse(form.write(document), content_type=form.content_type)
    response["Content-Disposition"] = f'attachment; filename="{form.file_name(document)}"'
    return response


def _my_file(request: HttpRequest) -> MyFile:
    return my_file_of(account_of(request), on=today(), known_by=now())
