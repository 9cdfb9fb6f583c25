"""The pages of review files in one archive: the button, how far it is, the file."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.desk.bundle.kind import CODE, ask_for_review_files, may_ask, may_fetch
from tusoi.errands.followed import can_be_fetched, fetched, followed, tried_again
from tusoi.errands.queries import ErrandSeen, errand_seen, errands_of
from tusoi.organisation.access import NotThere
from tusoi.values.wording import Wording


@require_http_methods(["GET", "HEAD", "POST"])
def review_files(request: HttpRequest, code: str) -> HttpResponse:
    """What the reader asked for and how far it is; sent, the files of all units that they read are put together."""
    asked = _asked(request, code)
    if request.method == "POST":
        made, new = ask_for_review_files(asked.reach, asked.lang)
        messages.success(request, (_ASKED if new else _ASKED_BEFORE).in_(asked.lang))
        return redirect("review-files-made", code, made)
    if asked.query:
        return redirect("review-files", code)
    shown = {"errands": errands_of(asked.reach.asker.id, CODE, code)}
    return render(request, "desk/bundle/review_files.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def being_made(request: HttpRequest, code: str, id: UUID) -> HttpResponse:  # noqa: A002
    """How far it is, and the file once it is there; sent, what failed is tried again."""
    asked, errand = _errand(request, code, id)
    if request.method == "POST":
        return tried_again(request, errand, asked.lang)
    shown = {"is_there": can_be_fetched(errand)}
    return followed(request, "desk/bundle/being_made.html", errand, shown)


@require_safe
def made_file(request: HttpRequest, code: str, id: UUID) -> FileResponse:  # noqa: A002
    """The archive, for whoever asked for it and reads every unit in it to this hour."""
    _, errand = _errand(request, code, id)
    return fetched(errand, f"ho-so-{code}.zip")


def _asked(request: HttpRequest, code: str) -> Asked:
    """What is asked for, by somebody who reads the minutes of some unit."""
    asked = asked_of(request, code)
    if not may_ask(asked.reach):
        raise NotThere
    return asked


def _errand(request: HttpRequest, code: str, key: UUID) -> tuple[Asked, ErrandSeen]:
    asked, errand = _asked(request, code), errand_seen(key)
    if errand is None or not may_fetch(asked.reach, errand):
        raise NotThere
    return asked, errand


_ASKED = Wording(
    vi="Đã giao máy gom hồ sơ. Bạn có thể đóng trang này rồi quay lại sau.",
    en="The files are being put together. You may close this page and come back later.",
)
_ASKED_BEFORE = Wording(
    vi="Việc này bạn đã giao và máy chưa làm xong; đây là tiến độ.",
    en="You asked for this before and it is not finished; here is how far it is.",
)
