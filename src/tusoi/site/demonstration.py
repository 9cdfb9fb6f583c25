"""The demonstration's cast: whoever tries the program is let in as one of them with one click, without a password.

It is on only where `tusoi demo` set it, and is refused wherever somebody signs in with a password or the site
answers to more than this machine: then the door would be open to anybody (`demonstration_refused`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import (
    UnknownAccount,
    account_named,
    add_account,
    grant_role,
)
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.wording import Wording

HOST, CAMPAIGN = "thanh-uy-tphcm", "hcmc-2012"
SINCE = date(2012, 9, 10)
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})


@dataclass(frozen=True, slots=True)
class Player:
    """One of the cast: a name for the address, the account, the role and what may be tried with it."""

    slug: str
    name: str
    role: Role
    over: RoleOver
    who: Wording
    tries: Wording


CAST = (
    Player(
        "mai",
        "Mai",
        Role.CAMPAIGN_OFFICE,
        RoleOver(HOST),
        Wording(vi="cơ quan thường trực đợt kiểm điểm", en="the campaign office"),
        Wording(
            vi="xem cả bảng tiến độ, nêu lý do, cử người chủ trì, nhận sổ bảng, lập báo cáo",
            en="sees the whole wall, states reasons, names a chair, takes workbooks in, drafts the report",
        ),
    ),
    Player(
        "lan",
        "Lan",
        Role.UNIT_HEAD,
        RoleOver(HOST, unit="A47"),
        Wording(vi="đứng đầu đơn vị A47", en="heads unit A47"),
        Wording(
            vi="thử mở cuộc kiểm điểm của A47, và xem vì sao chưa được",
            en="tries to open the review of A47, and reads why it may not be held",
        ),
    ),
    Player(
        "tuan",
        "Tuấn",
        Role.GROUP_LEADER,
        RoleOver(HOST, group="T07", campaign=CAMPAIGN),
        Wording(vi="tổ trưởng tổ công tác T07", en="leads working group T07"),
        Wording(
            vi="xét chất lượng kiểm điểm của các đơn vị được giao, trong đó có A47",
            en="judges the reviews of the units given to the group, A47 among them",
        ),
    ),
    Player(
        "dung",
        "Dung",
        Role.INSPECTION,
        RoleOver(HOST),
        Wording(vi="Ủy ban Kiểm tra", en="of the inspection commission"),
        Wording(
            vi="ghi kết luận thanh tra và trách nhiệm từng cá nhân, duyệt báo cáo",
            en="records the inspectorate's conclusion and responsibilities, approves the report",
        ),
    ),
    Player(
        "khanh",
        "Khánh",
        Role.AUDITOR,
        RoleOver(HOST),
        Wording(vi="người giám sát độc lập", en="the auditor"),
        Wording(
            vi="đọc mọi số liệu và đối chiếu mọi hàng với sổ",
            en="reads every figure and holds every row against the ledger",
        ),
    ),
    Player(
        "binh",
        "Bình",
        Role.UNIT_HEAD,
        RoleOver(HOST, unit="B02"),
        Wording(vi="đứng đầu đơn vị B02", en="heads unit B02"),
        Wording(
            vi="chỉ thấy đơn vị của mình; A47 như không có",
            en="sees the own unit alone; A47 might as well not exist",
        ),
    ),
)


def cast_the_players(*, by: UUID) -> None:
    """Make the cast's accounts and grant their roles, where they are not there yet."""
    for player in CAST:
        try:
            account = account_named(player.name)
        except UnknownAccount:
            account = add_account(player.name)
        grant_role(player.role, to=account, over=player.over, since=SINCE, by=by)


@require_POST
def enter_as(request: HttpRequest, slug: str) -> HttpResponse:
    """Let whoever tries the demonstration in as one of the cast."""
    player = next((one for one in CAST if one.slug == slug), None)
    if not settings.DEMONSTRATION or player is None:
        raise NotThere
    account = Account.objects.filter(name=player.name).first()
    if account is None or account.has_usable_password():
        raise NotThere
    login(request, account)
    return redirect("wall", code=CAMPAIGN)


@register(Tags.security)
def demonstration_refused(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> Iterable[CheckMessage]:
    """The demonstration's open door is refused outside a demonstration."""
    if not settings.DEMONSTRATION:
        return []
    if not THIS_MACHINE.issuperset(settings.ALLOWED_HOSTS):
        return [Error(_REACHED.en, hint=_REACHED.vi, id="demonstration.E001")]
    return [Error(_PASSWORDS.en, hint=_PASSWORDS.vi, id="demonstration.E002")] if _real() else []


def _real() -> bool:
    """Whether anybody signs in here with a password of their own."""
    try:
        return Account.objects.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists()
    except DatabaseError:  # no tables yet, and so nobody
        return False


_REACHED = Wording(
    vi="Bản trình diễn cho ai cũng vào được nên chỉ chạy trên máy này; bỏ TUSOI_HOSTS, hoặc mở bằng “tusoi serve”.",
    en="The demonstration lets anybody in and so runs on this machine alone; unset TUSOI_HOSTS, or use “tusoi serve”.",
)
_PASSWORDS = Wording(
    vi="Ở đây có tài khoản đăng nhập bằng mật khẩu: đây không phải bản trình diễn. Mở bằng “tusoi serve”, hoặc trình diễn ở nơi khác bằng --home.",
    en="Accounts here sign in with a password: this is no demonstration. Use “tusoi serve”, or demonstrate elsewhere with --home.",
)
