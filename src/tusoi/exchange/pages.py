"""Workbooks up and back: what was loaded, a folder or a workbook sent up, its faults or what it would change, and the load."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.exchange.actions import FolderFaulty, Loaded
from tusoi.exchange.annotated import CannotBeAnnotated, annotated, annotated_name
from tusoi.exchange.columns import SHEETS
from tusoi.exchange.export import blank_zip, export_zip
from tusoi.exchange.faults import Cause, Fault, Findings
from tusoi.exchange.kept import Kept, changes_criteria, faults_of, keep, kept, load_kept, preview_of
from tusoi.exchange.queries import loads
from tusoi.exchange.reader import csv_name
from tusoi.exchange.upload import SIZE_LIMIT, NotTaken, refuse_oversized
from tusoi.figures.engine import is_large
from tusoi.organisation.access import NotThere, Right
from tusoi.values.refusal import Refused
from tusoi.values.share import count_wording
from tusoi.values.wording import Wording

SHOWN_PER_FILE = 100
"""Faults of one file on the page, and of those in several places; the office's own workbook back has all of them."""
_AROUND_THE_FILE = 1024 * 1024
"""What a form adds to the file it carries, at most."""
_WORKBOOKS = {name for sheet in SHEETS for name in (sheet.file, csv_name(sheet))}


@dataclass(frozen=True, slots=True)
class ToldOnce:
    """A fault as the page tells it: once, with every place it has."""

    fault: Fault
    rows: str
    places: Sequence[str]


@dataclass(frozen=True, slots=True)
class FaultyFile:
    """The faults of one file: those shown, how many more there are, how many of its cells are told of with those of other
    columns, and whether the file comes back marked up.
    """

    file: str
    shown: tuple[ToldOnce, ...]
    more: int
    above: int
    comes_back: bool


# The size is looked at before the body is read; `_receive` then asks for the form's token.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest, code: str) -> HttpResponse:
    """The returns loaded so far, what can be downloaded, and the form that sends a folder or a workbook up."""
    asked = asked_to_exchange(request, code)
    if request.method != "POST":
        return _overview(request, asked)
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        refuse_oversized(length, around=_AROUND_THE_FILE)
    except NotTaken as refused:
        return _overview(request, asked, refused, status=413)
    return _receive(request, asked)


@csrf_protect
def _receive(request: HttpRequest, asked: Asked) -> HttpResponse:
    file = request.FILES.get("file")
    try:
        if not isinstance(file, UploadedFile):
            raise NotTaken(_NOTHING_CHOSEN)
        by = asked.reach.asker.id
        name = file.name or ""
        one = keep(file, name, file.size or 0, campaign=asked.campaign.code, by=by)
    except NotTaken as refused:
        return _overview(request, asked, refused, status=422)
    return redirect("exchange-sent", asked.campaign.code, one.id)


def _overview(
    request: HttpRequest, asked: Asked, refused: Refused | None = None, *, status: int = 200
) -> HttpResponse:
    shown = {
        "loads": loads(asked.campaign.code, known_by=asked.known_by),
        "refused": refused,
        "limit": SIZE_LIMIT // (1024 * 1024),
        "is_large": is_large(asked.campaign.code),
    }
    return render(request, "exchange/overview.html", shown, status=status)


@require_safe
def export(request: HttpRequest, code: str) -> HttpResponse:
    """Everything as workbooks, in one zip; of a large campaign the page leads to where it is asked for."""
    asked = asked_to_exchange(request, code)
    if is_large(asked.campaign.code):
        return redirect(f"{reverse('everything', args=[code])}{asked.query}")
    content = export_zip(asked.campaign.code, known_by=asked.known_by, lang=asked.lang)
    return _download(content, f"{asked.campaign.code}.zip", "application/zip")


@require_safe
def blank(request: HttpRequest, code: str) -> HttpResponse:
    """Blank workbooks with their explanations, in one zip."""
    asked = asked_to_exchange(request, code)
    content = blank_zip(asked.campaign.code, known_by=asked.known_by, lang=asked.lang)
    return _download(content, f"{asked.campaign.code}-mau.zip", "application/zip")


@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """What was sent up: its faults, or what loading it would change; posted, it is loaded."""
    asked = asked_to_exchange(request, code)
    try:
        with kept(key, campaign=asked.campaign.code, by=asked.reach.asker.id) as one:
            return _sent(request, asked, one)
    except NotThere:
        if request.method != "POST":
            raise
        messages.info(request, _GONE.in_(asked.lang))
        return redirect("exchange", asked.campaign.code)


def _sent(request: HttpRequest, asked: Asked, one: Kept) -> HttpResponse:
    try:
        if request.method == "POST":
            return _load(request, asked, one)
        folder, findings = faults_of(one)
        if findings.faults:
            return _show_faults(request, asked, one, findings)
        preview = preview_of(one, folder, by=asked.reach.asker.id)
    except FolderFaulty as faulty:
        return _show_faults(request, asked, one, faulty.findings)
    except NotThere:
        raise
    except Refused as refused:
        return _overview(request, asked, refused, status=422)
    shown = {
        "sent": one,
        "preview": preview,
        "notes": findings.sorted_notes(),
        "two_hands": changes_criteria(one),
        "own": one.account == str(asked.reach.asker.id),
    }
    return render(request, "exchange/preview.html", shown)


def _load(request: HttpRequest, asked: Asked, one: Kept) -> HttpResponse:
    loaded = load_kept(one, asked.reach)
    messages.success(request, _receipt(loaded).in_(asked.lang))
    return redirect("exchange", asked.campaign.code)


def _receipt(loaded: Loaded) -> Wording:
    told = loaded.told
    if not told.changes:
        return _NOTHING_NEW
    return _LOADED.filled(
        new=count_wording(told.new),
        changed=count_wording(told.changed),
        withdrawn=count_wording(told.withdrawn),
    )


def _show_faults(request: HttpRequest, asked: Asked, one: Kept, findings: Findings) -> HttpResponse:
    told = findings.causes()
    several = [cause for cause in told if len(cause.columns) > 1]
    shown = {
        "sent": one,
        "count": len(told),
        "several": [_told_once(cause, asked.lang) for cause in several[:SHOWN_PER_FILE]],
        "more_several": max(0, len(several) - SHOWN_PER_FILE),
        "files": list(_by_file(one, told, asked.lang)),
        "notes": findings.sorted_notes(),
    }
    return render(request, "exchange/faults.html", shown)


def _by_file(one: Kept, told: Sequence[Cause], lang: str) -> Iterator[FaultyFile]:
    folder = one.whole()
    above = Counter(
        fault.place.file for cause in told if len(cause.columns) > 1 for fault in cause.faults
    )
    alone: dict[str, list[Cause]] = {file: [] for file in above}
    for cause in told:
        if len(cause.columns) == 1:
            alone.setdefault(cause.first.place.file, []).append(cause)
    for file, causes in sorted(alone.items()):
        shown = tuple(_told_once(cause, lang) for cause in causes[:SHOWN_PER_FILE])
        more = max(0, len(causes) - SHOWN_PER_FILE)
        comes_back = file in _WORKBOOKS and (folder / file).is_file()
        yield FaultyFile(file, shown, more, above[file], comes_back)


def _told_once(cause: Cause, lang: str) -> ToldOnce:
    row = cause.first.place.row
    rows = cause.columns[0][1] or ("" if row is None else str(row))
    return ToldOnce(cause.first, rows, cause.places(lang))


@require_safe
def annotated_copy(request: HttpRequest, code: str, key: str, file: str) -> HttpResponse:
    """One workbook of what was sent, every faulty cell coloured and told why."""
    asked = asked_to_exchange(request, code)
    with kept(key, campaign=asked.campaign.code, by=asked.reach.asker.id) as one:
        folder, findings = faults_of(one)
        if file not in _WORKBOOKS or not (folder / file).is_file():
            raise NotThere
        try:
            content = annotated(folder / file, findings.sorted_faults(), lang=asked.lang)
        except CannotBeAnnotated as refused:
            return _overview(request, asked, refused, status=422)
    return _download(content, annotated_name(file), _XLSX)


def asked_to_exchange(request: HttpRequest, code: str) -> Asked:
    """What the page is asked for, by somebody who may exchange workbooks of the whole campaign."""
    asked = asked_of(request, code)
    asked.reach.require(Right.EXCHANGE)
    return asked


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    given = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=given)


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOTHING_CHOSEN = Wording(
    vi="Chưa chọn tệp nào. Chọn tệp .zip của thư mục, hoặc một sổ tính, rồi gửi.",
    en="No file was chosen. Choose the folder's .zip or one workbook, then send it.",
)
_GONE = Wording(
    vi="Bản gửi này đã được nạp, hoặc đã quá một ngày nên không còn giữ. Xem danh sách các lần nạp bên dưới; nếu chưa có thì gửi lại.",
    en="What was sent is loaded already, or was kept for more than a day and is gone. Look at the returns below; if it is not among them, send it again.",
)
_NOTHING_NEW = Wording(
    vi="Không có gì thay đổi: mọi điều trong bản gửi đã được ghi từ trước.",
    en="Nothing changed: everything that was sent is on record already.",
)
_LOADED = Wording(
    vi="Đã nạp: {new} điều mới, {changed} điều thay đổi, {withdrawn} điều rút lại.",
    en="Loaded: {new} new, {changed} changed, {withdrawn} withdrawn.",
)
