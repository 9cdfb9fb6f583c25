"""A register's round trip: the workbook down, up again with a preview row by row, and what was confirmed written.

Which register it is, who has it and who writes it, a `Trip` says; `items/trip.py` and `units/trip.py` are its two.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tusoi.campaigns.access import Reach
from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.edited import Compared, Planned, Register, Texts, compare, write_rows
from tusoi.exchange.column import Sheet
from tusoi.exchange.faults import Findings
from tusoi.exchange.reader import Record, read_alone
from tusoi.exchange.stamped import said_in, workbook_of
from tusoi.exchange.upload import NotTaken
from tusoi.organisation.access import NotThere
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

LARGEST = 4 * 1024 * 1024
MOST_ROWS = 1_000
"""Rows that one workbook may change: each is tried by its act."""
_AROUND_THE_FILE = 64 * 1024
_A_DAY = 24 * 60 * 60
_SALT = "tusoi.exchange"
_SAID = 10
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Trip:
    """One register: its workbook, its addresses, the pages that tell of it, who has it and who may send it up.

    `above` is the page it hangs on, `home` the one to which a workbook that was written leads; `offered` the words that
    a cell offers; `one` the page that adds a single row by form.
    """

    name: str
    above: str
    home: str
    sheet: Sheet
    register: Callable[[Reach], Register]
    texts_of: Callable[[Record], Texts]
    has: Callable[[Reach], bool]
    writes: Callable[[Reach], bool]
    called: "Called"
    offered: Callable[[Reach], dict[str, tuple[str, ...]]] = lambda _reach: {}
    one: str = ""

    @property
    def form(self) -> str:
        """The address of the page with the form."""
        return f"{self.name}-workbook"

    @property
    def file(self) -> str:
        """The address of the workbook."""
        return f"{self.name}-download"

    @property
    def written(self) -> str:
        """The address to which what was confirmed is sent."""
        return f"{self.name}-write"


@dataclass(frozen=True, slots=True)
class Called:
    """How a register's pages call it: their title, the page above, one of its rows, what the workbook has and what of it may
    be edited, and what was written of it (`{rows}`, `{there}`).
    """

    title: Wording
    above: Wording
    row: Wording
    has: Wording
    may: Wording
    written: Wording


@csrf_exempt  # asked for in `_receive`, once the size is known
@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request: HttpRequest, code: str, trip: Trip) -> HttpResponse:
    """How the round trip goes, and the form that sends an edited workbook up; sent, the preview of its rows.

    The size is looked at before the body is read; only then is the form's token asked for, so the page is exempt.
    """
    asked = _asked(request, code, trip)
    if request.method != "POST":
        return _form(request, asked, trip)
    if not trip.writes(asked.reach):
        raise NotThere
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + _AROUND_THE_FILE:
        return _form(request, asked, trip, NotTaken(_TOO_LARGE.filled(most=LARGEST // 2**20)), 413)
    return _receive(request, asked, trip)


@require_safe
def download(request: HttpRequest, code: str, trip: Trip) -> HttpResponse:
    """What the reader sees of the register as it stands now, as a workbook."""
    asked = _asked(request, code, trip)
    given = {"Content-Disposition": f'attachment; filename="{code}-{trip.sheet.file}"'}
    register, words = trip.register(asked.reach), trip.offered(asked.reach)
    made = workbook_of(register, trip.sheet, lang=asked.lang, words=words)
    return HttpResponse(made, content_type=_XLSX, headers=given)


@require_POST
def write(request: HttpRequest, code: str, trip: Trip) -> HttpResponse:
    """Write what the preview showed, and of the rows in conflict those that were chosen."""
    asked = _asked(request, code, trip)
    if not trip.writes(asked.reach):
        raise NotThere
    try:
        planned, conflicts = signed_for(asked, trip.name, request.POST.get("plan", ""))
    except Refused as refused:
        return _form(request, asked, trip, refused, 422)
    over = request.POST.getlist("over")
    written = write_rows(trip.register(asked.reach), planned, conflicts, over)
    said = trip.called.written.filled(rows=len(written.keys), there=written.same)
    messages.success(request, said.in_(asked.lang))
    for sentence in written.left[:_SAID]:
        messages.warning(request, sentence.in_(asked.lang))
    if (more := len(written.left) - _SAID) > 0:
        messages.warning(request, _MORE.filled(more=more).in_(asked.lang))
    return redirect(trip.home, code)


@csrf_protect
def _receive(request: HttpRequest, asked: Asked, trip: Trip) -> HttpResponse:
    findings = Findings()
    try:
        records = _read(request.FILES.get("file"), trip.sheet, findings)
    except NotTaken as refused:
        return _form(request, asked, trip, refused, 422)
    if findings.faults:
        return _form(request, asked, trip, status=422, findings=findings)
    said = [said_in(one, trip.sheet, trip.texts_of) for one in records]
    compared = compare(trip.register(asked.reach), said)
    if len(compared.planned) > MOST_ROWS:
        return _form(request, asked, trip, NotTaken(_TOO_MANY.filled(most=MOST_ROWS)), 422)
    plan = plan_of(asked, trip.name, compared)
    shown = {"compared": compared, "plan": plan, "trip": trip, "label": _IN_THE_WORKBOOK}
    return render(request, "exchange/round_trip.html", shown)


def _read(file: object, sheet: Sheet, findings: Findings) -> tuple[Record, ...]:
    """The rows of what was sent.

    Raises:
        NotTaken: nothing was sent, or something that is no .xlsx.
    """
    if not isinstance(file, UploadedFile):
        raise NotTaken(_NOTHING_CHOSEN)
    if not (file.name or "").lower().endswith(".xlsx"):
        raise NotTaken(_NO_WORKBOOK)
    with TemporaryDirectory() as folder:
        path = Path(folder) / sheet.file
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        return read_alone(path, sheet, findings)


def _form(
    request: HttpRequest,
    asked: Asked,
    trip: Trip,
    refused: Refused | None = None,
    status: int = 200,
    *,
    findings: Findings | None = None,
) -> HttpResponse:
    faults = findings.sorted_faults()[:100] if findings else []
    shown = {
        "trip": trip,
        "refused": refused,
        "faults": faults,
        "keeps": trip.writes(asked.reach),
        "most": LARGEST // 2**20,
    }
    return render(request, "exchange/round_trip_form.html", shown, status=status)


def plan_of(asked: Asked, name: str, compared: Compared) -> str:
    """What was previewed, signed: nothing else can be confirmed, by nobody else, and for a day."""
    rows = [asdict(one) for one in compared.planned]
    conflicts = [one.key for one in compared.conflicts]
    said = [asked.campaign.code, str(asked.reach.asker.id), rows, conflicts]
    return signing.dumps(said, salt=f"{_SALT}.{name}", compress=True)


def signed_for(asked: Asked, name: str, plan: str) -> tuple[list[Planned], list[str]]:
    """The rows of a plan that this very reader previewed, and of them those in conflict.

    Raises:
        NotTaken: it is not theirs, or older than a day.
    """
    try:
        salt = f"{_SALT}.{name}"
        code, account, rows, conflicts = signing.loads(plan, salt=salt, max_age=_A_DAY)
    except signing.BadSignature:
        raise NotTaken(_NO_PLAN) from None
    if (code, account) != (asked.campaign.code, str(asked.reach.asker.id)):
        raise NotTaken(_NO_PLAN)
    return [Planned(**one) for one in rows], conflicts


def _asked(request: HttpRequest, code: str, trip: Trip) -> Asked:
    """What the page is asked for, by somebody who has the register or some of it."""
    asked = asked_of(request, code)
    if not trip.has(asked.reach):
        raise NotThere
    return asked


_NOTHING_CHOSEN = Wording(
    vi="Chưa chọn tệp nào. Chọn sổ tính đã tải xuống và sửa, rồi gửi.",
    en="No file was chosen. Choose the workbook that you downloaded and edited, then send it.",
)
_NO_WORKBOOK = Wording(
    vi="Chỉ nhận sổ tính .xlsx đã tải xuống từ trang này; tệp .csv, .xls hay .ods làm mất dấu và kiểu ô. Hãy mở sổ, lưu lại thành .xlsx rồi gửi.",
    en="Only the .xlsx downloaded from this page is taken; .csv, .xls and .ods lose the stamp and the kinds of cells. Open it, save it as .xlsx, then send it.",
)
_TOO_LARGE = Wording(
    vi="Tệp lớn hơn {most} MB; sổ này không lớn như thế. Hãy xóa hình, trang thừa rồi gửi lại.",
    en="The file is larger than {most} MB, which this workbook never is. Take out pictures and further sheets, then send it again.",
)
_TOO_MANY = Wording(
    vi="Sổ này sửa hơn {most} hàng một lần; hãy gửi làm nhiều phần, mỗi phần bớt hàng.",
    en="This workbook changes more than {most} rows at once; send it in parts, with fewer rows each.",
)
_NO_PLAN = Wording(
    vi="Bản xem trước này không còn dùng được: đã quá một ngày, bị sửa, hoặc của người khác. Chưa ghi gì; hãy gửi sổ lên lại.",
    en="This preview can be used no more: it is older than a day, changed, or somebody else's. Nothing was written; send the workbook again.",
)
_IN_THE_WORKBOOK = Wording(vi="Trong sổ gửi lên", en="In the workbook")
_MORE = Wording(vi="Còn {more} hàng nữa chưa ghi.", en="{more} more were not written.")
