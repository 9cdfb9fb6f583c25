"""One unit added or changed by form: held against what stands, tried and shown as a row of the workbook is, and written when confirmed."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tusoi.campaigns.access import Reach
from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.edited import STAMP, Register, Said, Texts, compare, write_rows
from tusoi.campaigns.registering import unit_register
from tusoi.campaigns.typed import Typed
from tusoi.desk.called import CHOSEN, UNIT_HINT, Called, code_of, offered
from tusoi.desk.fields import Field, day, find, line, pick
from tusoi.desk.found import EMPTY, Form
from tusoi.exchange.round_trip import plan_of, signed_for
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import standings
from tusoi.organisation.registering import LONGEST, NO_NAME, WORDS
from tusoi.organisation.roles import Right
from tusoi.values.clock import now
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

NEW, STANDING = "unit-form.new", "unit-form"
"""What a plan is signed for: a unit that is to be added, and one that stands."""
_AGAIN = "again"


@require_http_methods(["GET", "HEAD", "POST"])
def new_unit(request: HttpRequest, code: str) -> HttpResponse:
    """The form of a new unit; sent, the preview of it."""
    return _answer(request, _asked(request, code), "")


@require_http_methods(["GET", "HEAD", "POST"])
def edit_unit(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The form of what is said of a unit that stands; sent, the preview of what differs. Of one that ended, a sentence."""
    asked = _asked(request, code)
    if not standings(asked.campaign.host, known_by=now(), units=[unit]):
        raise NotThere
    return _answer(request, asked, unit)


@require_POST
def write_unit(request: HttpRequest, code: str) -> HttpResponse:
    """Write what the preview showed; what changed since the form was opened is written over where that is chosen."""
    asked = _asked(request, code)
    name = NEW if request.POST.get("is") == "new" else STANDING
    try:
        planned, conflicts = signed_for(asked, name, request.POST.get("plan", ""))
    except Refused as refused:
        return _form(request, asked, "", Form(refused=refused), 422)
    keys = [one.key for one in planned]
    register = _register(asked.reach, keys, is_new=name == NEW)
    written = write_rows(register, planned, conflicts, request.POST.getlist("over"))
    for key in written.keys:
        messages.success(request, _WRITTEN.filled(unit=same(key)).in_(asked.lang))
    for sentence in written.left:
        messages.warning(request, sentence.in_(asked.lang))
    if not written.keys and not written.left:
        messages.success(request, _SAME.in_(asked.lang))
    return redirect("units-workbook", code)


def _asked(request: HttpRequest, code: str) -> Asked:
    asked = asked_of(request, code)
    asked.reach.require(Right.EXCHANGE)
    return asked


def _answer(request: HttpRequest, asked: Asked, unit: str) -> HttpResponse:
    if asked.query:
        return redirect(request.path)
    if request.method != "POST" or _AGAIN in request.POST:
        said = {name: str(value) for name, value in request.POST.items()}
        return _form(request, asked, unit, Form(typed=said))
    typed = Typed(request.POST)
    try:
        return _preview(request, asked, unit, _said(asked.reach, typed, unit))
    except NotThere:
        raise
    except Refused as refused:
        return _form(request, asked, unit, Form.of_refused(request.POST, refused), 422)


def _said(reach: Reach, typed: Typed, unit: str) -> Said:
    """What was typed as a row of the register.

    Raises:
        NotAsAsked.
    """
    texts = {key: typed.text(key, longest=longest) for key, longest in LONGEST.items()}
    if not texts["name"]:
        typed.faults["name"] = NO_NAME
    texts["block"] = typed.one_of("block", ["", *reach.campaign.blocks])
    stamp = typed.text(STAMP, longest=400) if unit else ""
    if not unit:
        texts["unit"] = typed.text("unit", wanted=True, longest=40)
        texts["parent"] = code_of(typed, "parent", _units(reach), _NO_UNIT)
        since = typed.day_or_none("since")
        texts["since"] = since.isoformat() if since else ""
    typed.check()
    return Said(1, unit or texts["unit"], texts, stamp)


def _preview(request: HttpRequest, asked: Asked, unit: str, said: Said) -> HttpResponse:
    """What would be written, tried by its act.

    Raises:
        Refused: the register or the act refuses it.
    """
    register = _register(asked.reach, [said.key], is_new=not unit)
    if unit and not said.stamp:
        raise Refused(register.sentences.no_stamp.filled(key=same(unit)))
    compared = compare(register, [said])
    [row] = compared.rows
    if row.refused:
        raise Refused(row.refused)
    if row.planned is None:
        messages.success(request, _SAME.in_(asked.lang))
        return redirect("units-workbook", asked.campaign.code)
    shown = {
        "unit": unit,
        "row": row,
        "plan": plan_of(asked, STANDING if unit else NEW, compared),
        "sent": [(name, one) for name, one in request.POST.items() if name in _FIELDS],
        "label": _IN_THE_FORM,
    }
    return render(request, "exchange/units/preview.html", shown)


def _form(
    request: HttpRequest, asked: Asked, unit: str, form: Form = EMPTY, status: int = 200
) -> HttpResponse:
    reach = asked.reach
    stands = unit_register(reach, [unit]).stands().get(unit) if unit else None
    typed = {**_typed_of(reach, unit, stands), **form.typed}
    shown = {
        "unit": unit,
        "stands": stands,
        "fields": offered(
            _fields(reach, is_new=not unit), typed, form.faults, {"parent": lambda: _units(reach)}
        ),
        "stamp": typed.get(STAMP, ""),
        "refused": form.refused,
    }
    return render(request, "exchange/units/form.html", shown, status=status)


def _typed_of(reach: Reach, unit: str, stands: Texts | None) -> Mapping[str, str]:
    """What the form begins with: what stands, and its stamp."""
    if stands is None:
        return {}
    moment = now().isoformat(timespec="seconds")
    return {**stands, STAMP: unit_register(reach).stamp(unit, stands, moment)}


def _register(reach: Reach, units: Collection[str], *, is_new: bool) -> Register:
    """The register of some units; where one is to be new, as if none stood: its act then says that the code is taken."""
    register = unit_register(reach, units)
    return replace(register, stands=dict) if is_new else register


def _fields(reach: Reach, *, is_new: bool) -> list[Field]:
    blocks = [("", _NO_BLOCK), *((one, block) for one, block in reach.campaign.blocks.items())]
    says = [
        line("name", *_both(WORDS["name"]), longest=LONGEST["name"]),
        _line("short_name"),
        _line("kind"),
        pick("block", "Khối", "Block", blocks, hint=_BLOCK_HINT),
        _line("address"),
        _line("contact", hint=_CONTACT_HINT),
    ]
    if not is_new:
        return says
    code = line("unit", "Mã đơn vị", "Unit code", hint=_CODE_HINT, longest=40)
    parent = find("parent", "Đơn vị cấp trên trực tiếp", "Unit directly above", hint=UNIT_HINT)
    since = day("since", "Từ ngày", "From", wanted=False, hint=_SINCE_HINT)
    return [code, says[0], parent, since, *says[1:]]


def _line(key: str, hint: Wording | None = None) -> Field:
    return line(key, *_both(WORDS[key]), wanted=False, hint=hint, longest=LONGEST[key])


def _both(wording: Wording) -> tuple[str, str]:
    return wording.vi, wording.en


def _units(reach: Reach) -> list[Called]:
    """Every unit of the host by its latest name; of one that ended the act says that nothing can stand under it. One query."""
    rows = standings(reach.campaign.host, known_by=now())
    return [Called(code, name) for code, name in {row.code: row.name for row in rows}.items()]


_FIELDS = {*LONGEST, "unit", "parent", f"parent{CHOSEN}", "since", "block", STAMP}
_IN_THE_FORM = Wording(vi="Sẽ ghi", en="To be recorded")
_WRITTEN = Wording(vi="Đã ghi đơn vị {unit}.", en="The unit {unit} was recorded.")
_SAME = Wording(
    vi="Đơn vị đã đúng như vậy từ trước; không có gì thay đổi.",
    en="The unit stood like that already; nothing changed.",
)
_NO_UNIT = Wording(
    vi="Không có đơn vị nào tên hoặc mã như vậy; hãy ghi tên khác, hoặc một phần của tên.",
    en="No unit has such a name or code; write another name, or a part of it.",
)
_NO_BLOCK = Wording(
    vi="Không thuộc khối nào (không phải kiểm điểm trong đợt này)",
    en="In no block (owes no review in this campaign)",
)
_BLOCK_HINT = Wording(
    vi="Đơn vị thuộc một khối thì phải kiểm điểm trong đợt này.",
    en="A unit in a block owes a review in this campaign.",
)
_CODE_HINT = Wording(
    vi="1 đến 40 chữ không dấu, chữ số, dấu chấm, gạch nối. Mã của đơn vị đã kết thúc không dùng lại.",
    en="1 to 40 plain letters, digits, dots and dashes. The code of a unit that ended is not used again.",
)
_SINCE_HINT = Wording(
    vi="Ngày đơn vị bắt đầu hoạt động; để trống là từ hôm nay.",
    en="The day on which the unit begins; left empty, today.",
)
_CONTACT_HINT = Wording(
    vi="Số điện thoại, hộp thư của cơ quan; không ghi của cá nhân.",
    en="The office's telephone or mail; no person's own.",
)
