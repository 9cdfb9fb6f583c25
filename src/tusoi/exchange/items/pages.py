"""The pages of the items' round trip: the workbook down, up again with a preview row by row, and what was confirmed written."""

from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.exchange.faults import Findings
from tusoi.exchange.items.compare import Compared, compare
from tusoi.exchange.items.rows import workbook_of
from tusoi.exchange.items.sheet import ITEMS
from tusoi.exchange.items.telling import Planned, write_rows
from tusoi.exchange.reader import Record, read_alone
from tusoi.exchange.upload import NotTaken
from tusoi.organisation.access import NotThere
from tusoi.remediation.access import SEES
from tusoi.remediation.living import KEEPS
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

LARGEST = 4 * 1024 * 1024
MOST_ROWS = 1_000
"""Rows that one workbook may change: each is tried by its act."""
_AROUND_THE_FILE = 64 * 1024
_A_DAY = 24 * 60 * 60
_SALT = "tusoi.exchange.items"
_SAID = 10
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# The size is looked at before the body is read; `_receive` then asks for the form's token.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """How the round trip goes, and the form that sends an edited workbook up; sent, the preview of its rows."""
    asked = _asked(request, code)
    if request.method != "POST":
        return _form(request, asked)
    if not _keeps(asked):
        raise NotThere
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + _AROUND_THE_FILE:
        return _form(request, asked, NotTaken(_TOO_LARGE.filled(most=LARGEST // 2**20)), status=413)
    return _receive(request, asked)


@require_safe
def download(request: HttpRequest, code: str) -> HttpResponse:
    """The items that the reader sees as they stand now, as a workbook."""
    asked = _asked(request, code)
    given = {"Content-Disposition": f'attachment; filename="{code}-{ITEMS.file}"'}
    return HttpResponse(
        workbook_of(asked.reach, lang=asked.lang), content_type=_XLSX, headers=given
    )


@require_POST
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Write what the preview showed, and of the rows in conflict those that were chosen."""
    asked = _asked(request, code)
    if not _keeps(asked):
        raise NotThere
    try:
        planned, conflicts = _signed_for(asked, request.POST.get("plan", ""))
    except Refused as refused:
        return _form(request, asked, refused, status=422)
    written = write_rows(asked.reach, planned, conflicts, request.POST.getlist("over"))
    said = _WRITTEN.filled(rows=written.rows, there=written.same)
    messages.success(request, said.in_(asked.lang))
    for sentence in written.left[:_SAID]:
        messages.warning(request, sentence.in_(asked.lang))
    if (more := len(written.left) - _SAID) > 0:
        messages.warning(request, _MORE.filled(more=more).in_(asked.lang))
    return redirect("items", code)


@csrf_protect
def _receive(request: HttpRequest, asked: Asked) -> HttpResponse:
    findings = Findings()
    try:
        records = _read(request.FILES.get("file"), findings)
    except NotTaken as refused:
        return _form(request, asked, refused, status=422)
    if findings.faults:
        return _form(request, asked, findings=findings, status=422)
    compared = compare(asked.reach, records)
    if len(compared.changed) + len(compared.conflicts) > MOST_ROWS:
        return _form(request, asked, NotTaken(_TOO_MANY.filled(most=MOST_ROWS)), status=422)
    shown = {"compared": compared, "plan": _plan(asked, compared)}
    return render(request, "exchange/items/preview.html", shown)


def _read(file: object, findings: Findings) -> tuple[Record, ...]:
    """The rows of what was sent.

    Raises:
        NotTaken: nothing was sent, or something that is no .xlsx.
    """
    if not isinstance(file, UploadedFile):
        raise NotTaken(_NOTHING_CHOSEN)
    if not (file.name or "").lower().endswith(".xlsx"):
        raise NotTaken(_NO_WORKBOOK)
    with TemporaryDirectory() as folder:
        path = Path(folder) / ITEMS.file
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        return read_alone(path, ITEMS, findings)


def _form(
    request: HttpRequest,
    asked: Asked,
    refused: Refused | None = None,
    *,
    findings: Findings | None = None,
    status: int = 200,
) -> HttpResponse:
    faults = findings.sorted_faults()[:100] if findings else []
    shown = {"refused": refused, "faults": faults, "keeps": _keeps(asked), "most": LARGEST // 2**20}
    return render(request, "exchange/items/workbook.html", shown, status=status)


def _plan(asked: Asked, compared: Compared) -> str:
    """What was previewed, signed: nothing else can be confirmed, by nobody else, and for a day."""
    rows = [asdict(one.planned) for one in compared.rows if one.planned]
    conflicts = [one.number for one in compared.conflicts]
    said = [asked.campaign.code, str(asked.reach.asker.id), rows, conflicts]
    return signing.dumps(said, salt=_SALT, compress=True)


def _signed_for(asked: Asked, plan: str) -> tuple[list[Planned], list[str]]:
    """The rows of a plan that this very reader previewed.

    Raises:
        NotTaken: it is not theirs, or older than a day.
    """
    try:
        code, account, rows, conflicts = signing.loads(plan, salt=_SALT, max_age=_A_DAY)
    except signing.BadSignature:
        raise NotTaken(_NO_PLAN) from None
    if (code, account) != (asked.campaign.code, str(asked.reach.asker.id)):
        raise NotTaken(_NO_PLAN)
    return [Planned(**one) for one in rows], conflicts


def _asked(request: HttpRequest, code: str) -> Asked:
    """What the page is asked for, by somebody who sees items of some unit."""
    asked = asked_of(request, code)
    if not any(asked.reach.units(right) != frozenset() for right in SEES):
        raise NotThere
    return asked


def _keeps(asked: Asked) -> bool:
    return any(asked.reach.units(right) != frozenset() for right in KEEPS)


_NOTHING_CHOSEN = Wording(
    vi="Chưa chọn tệp nào. Chọn sổ tính đã tải xuống và sửa, rồi gửi.",
    en="No file was chosen. Choose the workbook that you downloaded and edited, then send it.",
)
_NO_WORKBOOK = Wording(
    vi="Chỉ nhận sổ tính .xlsx đã tải xuống từ trang này; tệp .csv, .xls hay .ods làm mất dấu và kiểu ô. Hãy mở sổ, lưu lại thành .xlsx rồi gửi.",
    en="Only the .xlsx downloaded from this page is taken; .csv, .xls and .ods lose the stamp and the kinds of cells. Open it, save it as .xlsx, then send it.",
)
_TOO_LARGE = Wording(
    vi="Tệp lớn hơn {most} MiB; sổ việc khắc phục không lớn như thế. Hãy xóa hình, trang thừa rồi gửi lại.",
    en="The file is larger than {most} MiB, which no workbook of items is. Take out pictures and further sheets, then send it again.",
)
_TOO_MANY = Wording(
    vi="Sổ này sửa hơn {most} việc một lần; hãy gửi làm nhiều phần, mỗi phần bớt hàng.",
    en="This workbook changes more than {most} items at once; send it in parts, with fewer rows each.",
)
_NO_PLAN = Wording(
    vi="Bản xem trước này không còn dùng được: đã quá một ngày, bị sửa, hoặc của người khác. Chưa ghi gì; hãy gửi sổ lên lại.",
    en="This preview can be used no more: it is older than a day, changed, or somebody else's. Nothing was written; send the workbook again.",
)
_WRITTEN = Wording(
    vi="Đã ghi {rows} việc từ sổ tính; {there} việc đã đúng như vậy từ trước.",
    en="{rows} items were written from the workbook; {there} stood like that already.",
)
_MORE = Wording(vi="Còn {more} việc nữa chưa ghi.", en="{more} more were not written.")
