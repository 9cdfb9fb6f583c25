"""The page on which a campaign is started."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.asked import asker_on
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.exchange.actions import FolderFaulty
from tusoi.exchange.start import Start, UnitsUnreadable, may_start, read_units, start_campaign
from tusoi.exchange.start_faults import beside_fields
from tusoi.guidance.queries import guidance_set, set_codes
from tusoi.organisation.access import Asker, NotThere
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the page: its name in the form, its kind, label and hint."""

    name: str
    kind: str
    label: Wording
    hint: Wording


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The form; sent, a campaign of one's own with an empty wall."""
    asker = asker_on(request)
    if not may_start(asker):
        raise NotThere
    if request.method != "POST":
        return render(request, "site/start.html", _shown({}))
    typed = Typed(request.POST)
    try:
        told = _read(typed)
        _start(asker, told)
    except NotThere:
        raise
    except Refused as refused:
        faults = refused.faults if isinstance(refused, NotAsAsked) else {}
        shown = _shown(request.POST.dict(), faults) | {"refused": refused}
        return render(request, "site/start.html", shown, status=422)
    return redirect("wall", code=told.code)


def _start(asker: Asker, told: Start) -> None:
    try:
        start_campaign(asker, told)
    except FolderFaulty as faulty:
        raise NotAsAsked(beside_fields(told, faulty.findings)) from None


def _read(typed: Typed) -> Start:
    told = Start(
        code=typed.text("code", wanted=True, longest=40),
        title=typed.text("title", wanted=True, longest=300),
        host=typed.text("host", wanted=True, longest=40),
        host_name=typed.text("host_name", wanted=True, longest=300),
        place=typed.text("place", wanted=True, longest=300),
        opens_on=typed.day("opens_on"),
        due_on=typed.day("due_on"),
        guidance=typed.one_of("guidance", set_codes()),
        units=(),
    )
    lines = typed.text("units", wanted=True, longest=2_000_000)
    typed.check()
    try:
        units = read_units(lines)
    except UnitsUnreadable as unreadable:
        raise NotAsAsked({"units": unreadable.wording}) from None
    return Start(**{name: getattr(told, name) for name in told.__slots__} | {"units": units})


def _shown(
    typed: Mapping[str, str], faults: Mapping[str, Wording] | None = None
) -> dict[str, object]:
    return {
        "fields": [
            {
                "name": field.name,
                "kind": field.kind,
                "label": field.label,
                "hint": field.hint,
                "value": typed.get(field.name, ""),
                "fault": (faults or {}).get(field.name),
            }
            for field in FIELDS
        ],
        "sets": [guidance_set(code) for code in set_codes()],
    }


FIELDS = (
    Field(
        "host_name",
        "line",
        Wording(vi="Cơ quan chủ trì", en="Host"),
        Wording(
            vi="Tên cơ quan tổ chức đợt kiểm điểm.", en="The organisation that holds the campaign."
        ),
    ),
    Field(
        "host",
        "line",
        Wording(vi="Mã cơ quan", en="The host's code"),
        Wording(
            vi="Chữ không dấu, số, gạch nối; ví dụ huyen-uy-thu. Không đổi qua các đợt.",
            en="Plain letters, digits, hyphens, such as huyen-uy-thu. The same in every campaign.",
        ),
    ),
    Field(
        "place",
        "line",
        Wording(vi="Địa danh", en="Place"),
        Wording(
            vi="Đứng trước ngày tháng ở đầu văn bản.", en="It stands before the date in documents."
        ),
    ),
    Field(
        "title",
        "line",
        Wording(vi="Tên đợt", en="Title"),
        Wording(
            vi="Ví dụ: Kiểm điểm tập thể, cá nhân cuối năm 2026.",
            en="For example: Review of collectives and persons at the end of 2026.",
        ),
    ),
    Field(
        "code",
        "line",
        Wording(vi="Mã đợt", en="The campaign's code"),
        Wording(
            vi="Chữ không dấu, số, gạch nối; ví dụ cuoi-nam-2026.",
            en="Plain letters, digits, hyphens, such as cuoi-nam-2026.",
        ),
    ),
    Field(
        "opens_on",
        "day",
        Wording(vi="Ngày bắt đầu", en="Opens on"),
        Wording(vi="Ngày đợt bắt đầu.", en="The day the campaign opens."),
    ),
    Field(
        "due_on",
        "day",
        Wording(vi="Hạn chung", en="Due on"),
        Wording(
            vi="Ngày mọi đơn vị phải kiểm điểm xong.",
            en="The day by which every unit is to have held its review.",
        ),
    ),
    Field(
        "guidance",
        "set",
        Wording(vi="Bộ hướng dẫn", en="Guidance"),
        Wording(
            vi="Nội dung và các biểu hiện dùng để xét chất lượng.",
            en="The topics, and the signs by which quality is judged.",
        ),
    ),
    Field(
        "units",
        "lines",
        Wording(vi="Các đơn vị", en="Units"),
        Wording(
            vi="Mỗi dòng một đơn vị: mã; tên; khối. Có thể chép ba cột từ Excel rồi dán vào đây.",
            en="One unit a line: code; name; block. Three columns copied from Excel can be pasted here.",
        ),
    ),
)
