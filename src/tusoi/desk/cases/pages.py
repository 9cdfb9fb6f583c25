"""The pages of cases: the desk, opening one, a case and its acts, the bodies and their levels."""

from collections.abc import Callable, Mapping, Sequence
from re import fullmatch

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.desk.called import UNIT_HINT, Called, code_of, offered, posts_called, units_called
from tusoi.desk.cases.acts import act_called, has_a_part, is_theirs
from tusoi.desk.cases.shown import MARK_WORDING, case_page, desk_rows, on_record
from tusoi.desk.fields import Drawn, Field, choose, day, drawn, find, line, worded, words
from tusoi.desk.found import receipt_for
from tusoi.discipline.access import opened_case, opened_cases
from tusoi.discipline.files import bodies_of
from tusoi.discipline.handling import (
    AgainstTheRule,
    CaseToOpen,
    open_case,
    record_case_reading,
    tell_body,
)
from tusoi.discipline.rules.case_file import Step
from tusoi.discipline.rules.forms import SUBJECT_WORDING, Subject
from tusoi.discipline.rules.levels import LEVEL_WORDING, WHOSE_WORDING, Level, Whose
from tusoi.discipline.rules.reply_window import is_late
from tusoi.figures.engine import gates_of, known_of
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

CODE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"


@require_safe
def cases(request: HttpRequest, code: str) -> HttpResponse:
    """The desk: cases that block a review first, whose move each waits for, which limits run."""
    asked = asked_of(request, code)
    if not has_a_part(asked.reach):
        raise NotThere
    if asked.query:
        return redirect("cases", code=code)
    opened = opened_cases(asked.reach)
    known = known_of(
        code, known_by=asked.known_by, named=lambda *_: {one.sealed.file.unit for one in opened}
    )
    rows = desk_rows(known, opened)
    return render(
        request,
        "desk/cases/cases.html",
        {
            "rows": rows,
            "told": on_record(asked, known.gates, rows),
            "opens": asked.reach.units(Right.OPEN_CASE) != frozenset(),
            "whole": asked.reach.may(Right.OPEN_CASE),
        },
    )


@require_safe
def case(request: HttpRequest, code: str, case: str) -> HttpResponse:
    """A case: what happened, the one next step, the rule before it. Everybody's opening of it but the subject's own is recorded."""
    asked = asked_of(request, code, of_a_person=True)
    opened = opened_case(asked.reach, case)
    if asked.query:
        return redirect("case", code=code, case=case)
    if not opened.is_subject:
        record_case_reading(asked.reach, case)
    concerned = frozenset({opened.sealed.file.unit})
    gates = gates_of(code, known_by=asked.known_by, units=concerned)
    page = case_page(asked, opened, gates)
    template = "desk/cases/own.html" if opened.is_subject else "desk/cases/case.html"
    return render(
        request,
        template,
        {"page": page, "marks": MARK_WORDING, "from_the_desk": has_a_part(asked.reach)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, code: str, case: str, slug: str) -> HttpResponse:
    """One act on a case: its form; sent, the action, then back to the case with a receipt."""
    asked, found = asked_of(request, code, of_a_person=True), act_called(slug)
    if found is None:
        raise NotThere
    opened = opened_case(asked.reach, case)
    if not is_theirs(found, asked.reach, opened):
        raise NotThere
    if asked.query:
        return redirect("case-act", code=code, case=case, slug=slug)
    fields = found.fields(asked.reach, opened)
    shown: dict[str, object] = {
        "act": found,
        "code": opened.code,
        "opened": opened,
        "from_the_desk": has_a_part(asked.reach),
    }
    if request.method != "POST":
        return render(request, "desk/cases/act.html", {**shown, "fields": _fields(fields)})
    try:
        told = found.do(asked.reach, opened, Typed(request.POST))
    except Refused as refused:
        return _refused(request, "desk/cases/act.html", {**shown}, fields, refused)
    _say(request, asked, told, found.title)
    if found.step is Step.REPLY and told.changes:
        _say_if_late(request, asked, case)
    return redirect("case", code=code, case=case)


@require_http_methods(["GET", "HEAD", "POST"])
def open_one(request: HttpRequest, code: str) -> HttpResponse:
    """Open a case on its ground, sealed from the first moment."""
    asked = asked_of(request, code)
    if asked.reach.units(Right.OPEN_CASE) == frozenset():
        raise NotThere
    if asked.query:
        return redirect("case-open", code=code)
    if request.method != "POST":
        given = {name: request.GET.get(name, "") for name in ("case", "unit", "post")}
        given["on"] = today().isoformat()
        shown = {"fields": drawn(_opening(), given, {})}
        return render(request, "desk/cases/open.html", shown)
    try:
        to_open, told = _open(asked, Typed(request.POST))
    except Refused as refused:
        known = _called(asked, request.POST)
        return _refused(request, "desk/cases/open.html", {}, _opening(), refused, known)
    _say(request, asked, told, _OPENED)
    return redirect("case", code=code, case=to_open.code)


@require_http_methods(["GET", "HEAD", "POST"])
def bodies(request: HttpRequest, code: str) -> HttpResponse:
    """The bodies that decide discipline or hear appeals: at which level each stands, and who stands above it."""
    asked = asked_of(request, code)
    asked.reach.require(Right.OPEN_CASE)
    if asked.query:
        return redirect("case-bodies", code=code)
    known = bodies_of(asked.campaign, known_by=now())
    fields = _of_a_body({one: body.name for one, body in known.items()})
    listed = [
        {
            "code": one,
            "name": body.name,
            "level": LEVEL_WORDING[body.level] if body.level else None,
            "above": known[body.above].name if body.above in known else None,
        }
        for one, body in known.items()
    ]
    shown: dict[str, object] = {"bodies": listed}
    if request.method != "POST":
        return render(request, "desk/cases/bodies.html", {**shown, "fields": _fields(fields)})
    typed = Typed(request.POST)
    try:
        told = _tell_body(asked, typed, tuple(known))
    except Refused as refused:
        return _refused(request, "desk/cases/bodies.html", shown, fields, refused)
    _say(request, asked, told, _BODY)
    return redirect("case-bodies", code=code)


def _open(asked: Asked, typed: Typed) -> tuple[CaseToOpen, Told]:
    case = _code(typed, "case")
    typed.text("unit", wanted=True, longest=200)
    units = units_called(asked.reach, Right.OPEN_CASE)
    unit = code_of(typed, "unit", units, _NO_UNIT)
    post = code_of(typed, "post", posts_called(asked.reach, unit), _NO_POST) if unit else ""
    out_of = code_of(typed, "out_of_unit", units, _NO_UNIT)
    subject = typed.one_of("subject", [one.value for one in Subject])
    whose = typed.one_of("whose", [NOT_STATED, *(one.value for one in Whose)])
    ground, unlimited = typed.text("ground", wanted=True), typed.text("unlimited")
    violated, on = typed.day_or_none("violated_on"), typed.day("on")
    typed.check()
    to_open = CaseToOpen(
        code=case,
        subject=Subject(subject),
        unit=unit,
        post=post,
        whose=None if whose == NOT_STATED else Whose(whose),
        ground=ground,
        violated_on=violated,
        unlimited=unlimited,
        out_of_unit=out_of,
    )
    return to_open, open_case(asked.reach, to_open, on)


def _called(asked: Asked, sent: QueryDict) -> dict[str, Callable[[], list[Called]]]:
    """What the fields of the opening form may mean: units within reach, and the posts of the one that was named."""

    def units() -> list[Called]:
        return units_called(asked.reach, Right.OPEN_CASE)

    def posts() -> list[Called]:
        return posts_called(asked.reach, code_of(Typed(sent), "unit", units(), _NO_UNIT))

    return {"unit": units, "out_of_unit": units, "post": posts}


def _tell_body(asked: Asked, typed: Typed, known: tuple[str, ...]) -> Told:
    body, name = _code(typed, "body"), typed.text("name", longest=200)
    level = typed.one_of("level", [one.value for one in Level])
    above = typed.one_of("above", [NOBODY, *known])
    typed.check()
    above = "" if above == NOBODY else above
    return tell_body(asked.reach, body, Level(level), above=above, name=name)


def _code(typed: Typed, field: str) -> str:
    said = typed.text(field, wanted=True, longest=40)
    if said and not fullmatch(CODE, said):
        typed.faults[field] = _NO_CODE
    return said


def _fields(fields: Sequence[Field]) -> list[Drawn]:
    return drawn(fields, {}, {})


def _refused(
    request: HttpRequest,
    template: str,
    shown: Mapping[str, object],
    fields: Sequence[Field],
    refused: Refused,
    known: Mapping[str, Callable[[], list[Called]]] | None = None,
) -> HttpResponse:
    """The form once more, with what was typed, what is wrong, and the rule's source where one was broken."""
    if isinstance(refused, NotThere):
        raise refused
    faults = refused.faults if isinstance(refused, NotAsAsked) else {}
    typed = _typed(request.POST)
    rule = refused.rule if isinstance(refused, AgainstTheRule) else None
    said = {
        **shown,
        "fields": offered(fields, typed, faults, known or {}),
        "refused": refused,
        "rule": rule,
        "mark": MARK_WORDING[rule.mark] if rule else None,
    }
    return render(request, template, said, status=422)


def _typed(sent: QueryDict) -> dict[str, str]:
    return {name: str(value) for name, value in sent.items()}


def _say(request: HttpRequest, asked: Asked, told: Told, what: Wording) -> None:
    messages.success(request, receipt_for(told, what).in_(asked.lang))


def _say_if_late(request: HttpRequest, asked: Asked, case: str) -> None:
    """That a reply came after its window, and that it counts all the same."""
    file = opened_case(asked.reach, case).sealed.file
    if file.reply_until is not None and is_late(file.replies[-1], file.reply_until):
        messages.warning(request, _LATE.filled(until=file.reply_until).in_(asked.lang))


def _opening() -> list[Field]:
    return [
        line("case", "Mã vụ việc", "Case code", hint=_CODE_HINT, longest=40),
        choose("subject", "Đối tượng", "Subject", worded(SUBJECT_WORDING)),
        find("unit", "Đơn vị", "Unit", hint=UNIT_HINT),
        find("post", "Chức vụ", "Post", wanted=False, hint=_POST_HINT),
        choose(
            "whose",
            "Quản lý, nhiệm vụ liên quan (nhìn từ cấp quyết định)",
            "Whose management, seen from the deciding level",
            [*worded(WHOSE_WORDING), (NOT_STATED, _NOT_SURE)],
            hint=_WHOSE_HINT,
        ),
        words("ground", "Nội dung, căn cứ", "Ground", hint=_GROUND_HINT),
        day("violated_on", "Ngày vi phạm cuối cùng", "Last day of the violation", wanted=False, hint=_VIOLATED_HINT),
        words("unlimited", "Vì sao không tính thời hiệu, nếu có", "Why no limitation period runs, if so", wanted=False),
        find("out_of_unit", "Phát sinh từ kiểm điểm của đơn vị, nếu có", "Came out of the review of a unit, if so", wanted=False),
        day("on", "Ngày mở", "Opened on"),
    ]  # fmt: skip


def _of_a_body(known: Mapping[str, Wording]) -> list[Field]:
    return [
        line("body", "Mã cơ quan", "Body's code", hint=_BODY_HINT, longest=40),
        line("name", "Tên, nếu là cơ quan ngoài đợt này", "Name, if it is not one of this campaign's", wanted=False, longest=200),
        choose("level", "Cấp", "Level", worded(LEVEL_WORDING)),
        choose("above", "Khiếu nại về quyết định của cơ quan này gửi đến", "Appeals against it go to", [*worded(known), (NOBODY, _NONE_TOLD)]),
    ]  # fmt: skip


_LATE = Wording(
    vi="Hạn trả lời đã hết ngày {until}; ý kiến này đến sau hạn, vẫn được giữ trong hồ sơ và được đọc, nhưng không ai phải chờ nữa.",
    en="The window for a reply ended on {until}; this one came after it. It is kept on file and read, and nobody has to wait any more.",
)
NOT_STATED, NOBODY = "not_stated", "nobody"
_OPENED = Wording(vi="mở vụ việc", en="the case opened")
_BODY = Wording(vi="cấp của cơ quan", en="the body's level")
_NO_CODE = Wording(
    vi="Mã chỉ gồm chữ không dấu, số, dấu chấm, gạch; dài nhất 40 ký tự.",
    en="A code has letters without marks, digits, dots and dashes; at most 40 signs.",
)
_NO_UNIT = Wording(
    vi="Không có đơn vị này, hoặc không thuộc phạm vi của bạn.",
    en="There is no such unit, or it is not within your reach.",
)
_CODE_HINT = Wording(
    vi="Mã riêng, không nêu tên ai. Vụ việc đã có trong sổ bảng thì dùng đúng mã ấy.",
    en="A code of its own that names nobody. A case of the workbook keeps its code.",
)
_POST_HINT = Wording(
    vi="Tên hoặc mã chức vụ trong đơn vị ấy. Để trống nếu đối tượng là tổ chức.",
    en="Its title or code in that unit. Empty where the subject is an organisation.",
)
_NO_POST = Wording(
    vi="Đơn vị này không có chức vụ ấy; ghi tên hoặc mã chức vụ như trong danh sách.",
    en="This unit has no such post; write the title or the code of one on its list.",
)
_WHOSE_HINT = Wording(
    vi="Từ đó bảng thẩm quyền cho biết cấp nào quyết định; chưa chắc thì chọn mục cuối.",
    en="The table of levels reads from this who may decide; if not sure, choose the last.",
)
_NOT_SURE = Wording(vi="chưa chắc", en="not sure")
_GROUND_HINT = Wording(
    vi="Chỉ người được cử đọc thấy. Không nêu người tố cáo, người góp ý.",
    en="Named readers alone see it. Do not name who denounced or spoke.",
)
_VIOLATED_HINT = Wording(
    vi="Để tính thời hiệu; để trống nếu chưa rõ.",
    en="The limitation period is reckoned from it; leave it empty if not known.",
)
_BODY_HINT = Wording(
    vi="Như trong tệp của đợt, hoặc một mã mới cho cơ quan cấp trên nhận khiếu nại.",
    en="As in the campaign's file, or a new code for a body above that hears appeals.",
)
_NONE_TOLD = Wording(vi="chưa ghi", en="not told")
