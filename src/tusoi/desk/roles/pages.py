"""The page of roles, on which two persons grant them, and that of relationships."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.granting import (
    RoleWanted,
    decide_role,
    end_role_now,
    may_propose,
    propose_role,
)
from tusoi.campaigns.queries import groups
from tusoi.campaigns.relations import Kin, declare_relation, take_back_relation
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.desk.called import Called, code_of, offered, posts_called, units_called
from tusoi.desk.fields import Field, choose, day, drawn, find, line, pick, worded
from tusoi.desk.found import receipt_for
from tusoi.desk.roles.shown import relation_rows, roles_page
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere
from tusoi.organisation.conflicts.rule import InConflict
from tusoi.organisation.kinship import KINSHIP_WORDING, Kinship
from tusoi.organisation.roles import OF_A_GROUP, ROLE_WORDING, Right, Role, RoleOver
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: HttpRequest, code: str) -> HttpResponse:
    """Who holds which role, what waits for a second person; a form to propose one."""
    asked = _asked(request, code)
    proposes = asked.reach.units(Right.PROPOSE_ROLE) != frozenset()
    if request.method == "POST" and not proposes:
        raise NotThere
    if asked.query:
        return redirect("roles", code=code)
    if request.method != "POST":
        return _roles(request, asked, {"since": today().isoformat(), "unit": _only_unit(asked)})
    try:
        told = propose_role(asked.reach, _wanted(asked, Typed(request.POST)))
    except Refused as refused:
        return _roles(request, asked, _sent(request), refused)
    _say(request, asked, told, _PROPOSED)
    return redirect("roles", code=code)


@require_POST
def decide(request: HttpRequest, code: str, id: UUID) -> HttpResponse:  # noqa: A002
    """Approve a proposed role, which grants it, or refuse it and say why."""
    asked = _asked(request, code)
    approved = request.POST.get("answer") == "approve"
    try:
        told = decide_role(asked.reach, id, approved=approved, words=request.POST.get("words", ""))
    except Refused as refused:
        return _roles(request, asked, _sent(request), refused)
    _say(request, asked, told, _APPROVED if approved else _REFUSED)
    return redirect("roles", code=code)


@require_POST
def end(request: HttpRequest, code: str, id: UUID) -> HttpResponse:  # noqa: A002
    """End a role at once."""
    asked = asked_of(request, code)
    try:
        told = end_role_now(asked.reach, id)
    except Refused as refused:
        return _roles(request, asked, _sent(request), refused)
    _say(request, asked, told, _ENDED)
    return redirect("campaigns") if _closed_to(request, asked) else redirect("roles", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def kin(request: HttpRequest, code: str) -> HttpResponse:
    """Who is whose kin, as the two bodies declared; a form to declare one."""
    asked = asked_of(request, code)
    asked.reach.require(Right.SEE_RELATIONS)
    if request.method == "POST":
        asked.reach.require(Right.DECLARE_RELATION)
    if asked.query:
        return redirect("relations", code=code)
    if request.method != "POST":
        return _kin(request, asked, {})
    try:
        told = declare_relation(asked.reach, _kin_typed(Typed(request.POST)))
    except Refused as refused:
        return _kin(request, asked, _sent(request), refused)
    _say(request, asked, told, _DECLARED)
    return redirect("relations", code=code)


@require_POST
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Take a relationship back for one's own body."""
    asked = asked_of(request, code)
    asked.reach.require(Right.DECLARE_RELATION)
    sent = _sent(request)
    try:
        told = take_back_relation(
            asked.reach, sent.get("one", ""), sent.get("other", ""), sent.get("reason", "")
        )
    except Refused as refused:
        return _kin(request, asked, sent, refused)
    _say(request, asked, told, _TAKEN_BACK)
    return redirect("relations", code=code)


def _asked(request: HttpRequest, code: str) -> Asked:
    """The campaign, as asked by somebody who sees roles in it.

    Raises:
        NotThere: there is no such campaign, or the reader sees no roles.
    """
    asked = asked_of(request, code)
    if asked.reach.units(Right.SEE_ROLES) == frozenset():
        raise NotThere
    return asked


def _roles(
    request: HttpRequest, asked: Asked, typed: Mapping[str, str], refused: Refused | None = None
) -> HttpResponse:
    proposes = asked.reach.units(Right.PROPOSE_ROLE) != frozenset()
    fields = _role_fields(asked) if proposes else []
    page = roles_page(asked, request.GET.get("tim", ""))
    known = _called(asked, request.POST)
    shown = {"page": page, "fields": offered(fields, typed, _faults(refused), known)}
    return _answer(request, "desk/roles/roles.html", shown, refused)


def _kin(
    request: HttpRequest, asked: Asked, typed: Mapping[str, str], refused: Refused | None = None
) -> HttpResponse:
    fields = _kin_fields() if asked.reach.may(Right.DECLARE_RELATION) else []
    shown = {
        "rows": relation_rows(asked),
        "fields": drawn(fields, typed, _faults(refused)),
        "typed": typed,
    }
    return _answer(request, "desk/roles/relations.html", shown, refused)


def _answer(
    request: HttpRequest, template: str, shown: Mapping[str, object], refused: Refused | None
) -> HttpResponse:
    """The page, and with a refusal its sentence and, where a rule was broken, the rule's source.

    Raises:
        NotThere: that was the refusal.
    """
    if isinstance(refused, NotThere):
        raise refused
    rule = refused.rule if isinstance(refused, InConflict) else None
    said = {**shown, "refused": refused, "rule": rule}
    return render(request, template, said, status=422 if refused else 200)


def _wanted(asked: Asked, typed: Typed) -> RoleWanted:
    name = typed.text("name", wanted=True, longest=80)
    word = typed.one_of("role", [role.value for role in Role])
    unit = code_of(typed, "unit", _units(asked), _NOT_YOURS)
    post = code_of(typed, "post", posts_called(asked.reach, unit), _NO_POST) if unit else ""
    group = typed.one_of("group", ["", *_groups(asked)])
    body = typed.one_of("body", ["", *asked.campaign.bodies])
    since, until = typed.day("since"), typed.day_or_none("until")
    typed.check()
    role = Role(word)
    campaign = asked.campaign.code if role in OF_A_GROUP else ""
    over = RoleOver(asked.campaign.host, unit, group, campaign, post, body)
    if not may_propose(asked.reach, over):
        typed.faults["unit"] = _NOT_YOURS
        typed.check()
    return RoleWanted(name, role, over, since, until)


def _units(asked: Asked) -> list[Called]:
    return units_called(asked.reach, Right.PROPOSE_ROLE)


def _groups(asked: Asked) -> list[str]:
    return [one.code for one in groups(asked.campaign.code, known_by=now())]


def _only_unit(asked: Asked) -> str:
    """The unit of whoever proposes for one alone; "" for everybody else."""
    units = asked.reach.units(Right.PROPOSE_ROLE)
    return min(units) if units is not None and len(units) == 1 else ""


def _called(asked: Asked, sent: QueryDict) -> dict[str, Callable[[], list[Called]]]:
    """What the fields of the form may mean: the units one proposes for, and the posts of the one that was named."""

    def posts() -> list[Called]:
        return posts_called(asked.reach, code_of(Typed(sent), "unit", _units(asked), _NOT_YOURS))

    return {"unit": lambda: _units(asked), "post": posts}


def _kin_typed(typed: Typed) -> Kin:
    one, other = (typed.text(name, wanted=True, longest=81) for name in ("one", "other"))
    kinship = typed.one_of("kinship", [one.value for one in Kinship])
    since = typed.day_or_none("since")
    typed.check()
    return Kin(one, Kinship(kinship), other, since)


def _sent(request: HttpRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.POST.items()}


def _faults(refused: Refused | None) -> Mapping[str, Wording]:
    return refused.faults if isinstance(refused, NotAsAsked) else {}


def _closed_to(request: HttpRequest, asked: Asked) -> bool:
    """Whether the page is closed to the reader now that the role has ended."""
    try:
        _asked(request, asked.campaign.code)
    except NotThere:
        return True
    return False


def _say(request: HttpRequest, asked: Asked, told: Told, what: Wording) -> None:
    messages.success(request, receipt_for(told, what).in_(asked.lang))


def _role_fields(asked: Asked) -> list[Field]:
    bodies = [(code, name) for code, name in asked.campaign.bodies.items()]
    return [
        line("name", "Tài khoản", "Account", hint=_NAME_HINT, longest=80),
        choose("role", "Vai trò", "Role", worded(ROLE_WORDING)),
        find("unit", "Đơn vị, nếu là vai trò của đơn vị", "Unit, for a unit's role", wanted=False, hint=_UNIT_HINT),
        find("post", "Chức vụ trong đơn vị, nếu là thành viên tập thể", "Post in the unit, for a member of the collective", wanted=False, hint=_POST_HINT),
        pick("group", "Tổ công tác, nếu là người của tổ", "Working group, for one of a group", [_NONE, *worded(_groups(asked))]),
        pick("body", "Cơ quan, nếu quyết định kỷ luật", "Body, where discipline is decided", [_NONE, *bodies]),
        day("since", "Từ ngày", "From"),
        day("until", "Đến hết ngày", "Until", wanted=False, hint=_UNTIL_HINT),
    ]  # fmt: skip


def _kin_fields() -> list[Field]:
    return [
        line("one", "Người thứ nhất", "First person", hint=_PERSON_HINT),
        choose("kinship", "là", "is the", worded(KINSHIP_WORDING)),
        line("other", "của người thứ hai", "of the second person"),
        day("since", "Từ ngày", "Since", wanted=False, hint=_SINCE_HINT),
    ]


_PROPOSED = Wording(
    vi="đề nghị giao vai trò, chờ người khác phê duyệt",
    en="the role is proposed and waits for another person",
)
_APPROVED = Wording(vi="phê duyệt và giao vai trò", en="the role is approved and granted")
_REFUSED = Wording(vi="không phê duyệt vai trò", en="the role is refused")
_ENDED = Wording(vi="chấm dứt vai trò ngay", en="the role ended at once")
_DECLARED = Wording(vi="khai quan hệ, tính từ lúc này", en="the relationship counts from now on")
_TAKEN_BACK = Wording(
    vi="rút quan hệ cho cơ quan của bạn; quan hệ còn tính đến khi cơ quan kia cũng rút",
    en="taken back for your body; it counts until the other body has taken it back too",
)
_NOT_YOURS = Wording(
    vi="Không có đơn vị này, hoặc không thuộc phạm vi của bạn; văn phòng đơn vị ghi đơn vị mình.",
    en="There is no such unit, or it is not within your reach; a unit's office names its own unit.",
)
_NAME_HINT = Wording(
    vi="Tên tài khoản như người ấy đăng nhập; không đề nghị cho chính mình.",
    en="As that person signs in; nobody proposes a role for themselves.",
)
_UNIT_HINT = Wording(
    vi="Tên hoặc mã đơn vị, một phần của tên cũng được. Để trống nếu vai trò là đối với toàn cơ quan hoặc tổ công tác.",
    en="Its name or code; a part of the name will do. Empty for a role over the whole host or in a working group.",
)
_POST_HINT = Wording(
    vi="Tên chức vụ hoặc mã, như trong danh sách của đơn vị.",
    en="Its title or its code, as in the unit's list.",
)
_NO_POST = Wording(
    vi="Đơn vị này không có chức vụ ấy; ghi tên hoặc mã chức vụ như trong danh sách.",
    en="This unit has no such post; write the title or the code of one on its list.",
)
_NONE = ("", Wording(vi="(không)", en="(none)"))
_UNTIL_HINT = Wording(vi="Để trống nếu chưa định.", en="Empty if not set.")
_PERSON_HINT = Wording(
    vi="Mã đơn vị/mã chức vụ (như A47/PBT), mã người giữ chức vụ, hoặc tên tài khoản.",
    en="Unit code/post code (like A47/PBT), a holder's code, or the name of an account.",
)
_SINCE_HINT = Wording(
    vi="Để trống nếu có từ trước (cha con, anh em); kết hôn thì ghi ngày.",
    en="Empty if it has always been so (parent, sibling); for a marriage its day.",
)
