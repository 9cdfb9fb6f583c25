"""Adding accounts, granting and ending roles, telling units and tenures."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from tusoi.ledger.actions import Act, Told, act, hold_tree
from tusoi.ledger.models import HOST_TREE, derived_key
from tusoi.ledger.source import Source, fact_key
from tusoi.organisation.conflicts.administrator import RULE as ADMINISTERS
from tusoi.organisation.conflicts.auditor import RULE as AUDITS
from tusoi.organisation.conflicts.command import Serving
from tusoi.organisation.conflicts.roles_apart import Fellow, Granting, HeldRole
from tusoi.organisation.conflicts.rule import hold_to
from tusoi.organisation.conflicts.trustee import RULE as KEEPS_KEYS
from tusoi.organisation.events import ACCOUNT_ADDED, CONTACT_TOLD, ROLE_ENDED, ROLE_GRANTED
from tusoi.organisation.models import (
    ACCOUNTS_TREE,
    Account,
    Contact,
    Host,
    RoleGranted,
    Standing,
    Tenure,
    Unit,
)
from tusoi.organisation.queries import serving_of, two_may_approve
from tusoi.organisation.roles import OF_A_GROUP, OF_A_UNIT, ROLE_WORDING, Role, RoleOver
from tusoi.text.forms import tidy
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.origin import Origin
from tusoi.values.period import ALWAYS, Period
from tusoi.values.refusal import Refused
from tusoi.values.wording import LANGUAGES, Wording

SHORTEST_PASSWORD = 15
"""Characters, where a password is the only thing asked for (NIST SP 800-63B-4)."""


class AccountExists(Refused):
    """The name is taken."""


class NoAddress(Refused):
    """An address that no mail can go to."""


class UnknownAccount(Refused):
    """Nobody of that name may tell."""


class TwoApproveHere(Refused):
    """Roles are granted on the page by two persons, no longer by command."""


@dataclass(frozen=True, slots=True)
class UnitTold:
    """One dated row of a unit; `since` None: it has always stood. `path` is the codes from the top, "TU/A01/"."""

    code: str
    name: str
    kind: str
    parent: str
    path: str
    since: date | None
    until: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class TenureTold:
    """One dated row of a post and who holds it, by code."""

    unit: str
    post: str
    title: str
    rank: str
    holder: str
    holder_name: str
    since: date | None
    until: date | None
    source: Source


def add_account(name: str) -> Account:
    """A new account that may tell; without a password it cannot sign in.

    Raises:
        AccountExists: an account of that name is there already.
        Refused: the name is empty or longer than 80 characters.
    """
    name = tidy(name)
    if not 1 <= len(name) <= 80:
        raise Refused(
            Wording(
                vi="Tên tài khoản phải có từ 1 đến 80 ký tự.",
                en="An account's name has 1 to 80 characters.",
            )
        )
    if Account.objects.filter(name=name).exists():
        raise AccountExists(
            Wording(
                vi="Đã có tài khoản tên “{name}”; hãy chọn tên khác.",
                en="There is an account named “{name}” already; choose another name.",
            ).filled(name=name)
        )
    account = Account(id=uuid4(), name=name, added_at=now())
    account.set_unusable_password()
    with act(ACCOUNT_ADDED, by=account.id) as opened:
        opened.insert([account])
    return account


def account_named(name: str) -> Account:
    """The account of that name.

    Raises:
        UnknownAccount: there is none.
    """
    account = Account.objects.filter(name=tidy(name)).first()
    if account is None:
        raise UnknownAccount(
            Wording(
                vi="Không có tài khoản “{name}”; thêm bằng lệnh: tusoi account add {name}",
                en="There is no account “{name}”; add it with: tusoi account add {name}",
            ).filled(name=name)
        )
    return account


def account_called(name: str) -> Account | None:
    """The account of a name as somebody types it at the door; None where there is none."""
    return Account.objects.called(name)


def set_password(name: str, password: str) -> None:
    """Give an account a password to sign in with; what was there before no longer opens it, nor does any session.

    Only its holder does this, signed in or by a one-time link: nobody sets a password for somebody else.

    Raises:
        UnknownAccount: there is none of that name.
        Refused: the password is shorter than 15 characters, or only the name again.
    """
    account = account_named(name)
    if len(password) < SHORTEST_PASSWORD or tidy(password).lower() == account.name.lower():
        raise Refused(_TOO_SHORT.filled(least=SHORTEST_PASSWORD))
    account.set_password(password)
    account.save(update_fields=["password"])


def tell_contact(account: Account, email: str, language: str, *, by: UUID) -> Told:
    """Say where an account's weekly mail goes and in which language; an empty address: nowhere.

    Raises:
        NoAddress: this is no e-mail address, or the language is none of the two.
    """
    email = tidy(email)
    if email and not _is_address(email):
        raise NoAddress(_NO_ADDRESS.filled(address=email[:80]))
    if language not in LANGUAGES:
        raise NoAddress(_NO_LANGUAGE)
    contact = Contact(
        key=f"contact:{account.pk}|contact",
        day=today(),
        origin=Origin.RECORD.value,
        account=account,
        email=email,
        language=language,
    )
    with act(CONTACT_TOLD, by=by) as opened:
        hold_tree(ACCOUNTS_TREE)
        opened.told_at = now()
        standing = Contact.objects.known().filter(key=contact.key).first()
        if standing and (standing.email, standing.language) == (email, language):
            return Told(same=1)
        return opened.tell([contact], Contact.objects.filter(key=contact.key), withdrawing=())


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def grant_role(
    role: Role, *, to: Account, over: RoleOver, since: date, by: UUID, until: date | None = None
) -> Told:
    """Give an account a role from a day on, until a day or until it is ended. Told twice, it stands once.

    Opened within the act of an approval it is that approval's; else it is granted while nobody could approve,
    and its entry says so.

    Raises:
        Refused: the host, the unit or the days do not fit.
        InConflict: the account administers, or audits, and would hold another role beside it.
    """
    refuse_what_does_not_fit(role, over, since, until)
    granted = RoleGranted(
        key=role_key(role, to.pk, over, since),
        day=since,
        origin=Origin.RECORD.value,
        account=to,
        host_id=over.host,
        role=role.value,
        unit_code=over.unit,
        group=over.group,
        campaign_code=over.campaign,
        post=over.post,
        body=over.body,
        until=until,
    )
    with act(ROLE_GRANTED, by=by, role=role.value) as opened:
        hold_tree(HOST_TREE)
        refuse_roles_together(to, role, over, Period(since, until))
        return opened.tell([granted], RoleGranted.objects.filter(key=granted.key))


def grant_by_command(
    role: Role, *, to: Account, over: RoleOver, since: date, by: UUID, until: date | None = None
) -> Told:
    """Grant a role by command: as long as nobody there could propose and approve it on the page.

    Raises:
        TwoApproveHere: somebody of the campaign office and somebody else of the inspection commission can.
        Refused, InConflict: as `grant_role`.
    """
    with act(ROLE_GRANTED, by=by, role=role.value):
        hold_tree(HOST_TREE)
        if two_may_approve(over.host, on=today()):
            raise TwoApproveHere(_TWO_APPROVE.filled(host=over.host))
        return grant_role(role, to=to, over=over, since=since, by=by, until=until)


def role_key(role: Role, account: UUID, over: RoleOver, since: date) -> str:
    """The key of the fact that an account was granted a role over something from a day on."""
    return f"role:{account}|{role.value}@{since}:{_key_of(over)}"


def refuse_roles_together(to: Account, role: Role, over: RoleOver, period: Period) -> None:
    """Let pass a role that may stand beside those that an account holds, and beside those of the other trustees.

    One query; for somebody who keeps a key, or is to, seven and five for each other trustee of the host.

    Raises:
        InConflict: by the rule on administrators, that on auditors, or that on trustees.
    """
    held = tuple(
        HeldRole(Role(row.role), row.host_id, row.campaign_code, Period(row.day, row.until))
        for row in RoleGranted.objects.known().filter(account=to.pk)
    )
    asked = Granting(to.name, HeldRole(role, over.host, over.campaign, period), held)
    hold_to(ADMINISTERS, asked)
    hold_to(AUDITS, asked)
    if Role.TRUSTEE in {role, *(one.role for one in held)}:
        serving = _serving(over.host, to.pk, also=[over.unit] if over.unit else [])
        asked = replace(asked, serving=serving, fellows=_fellows(to, over.host))
    hold_to(KEEPS_KEYS, asked)


def _fellows(to: Account, host: str) -> tuple[Fellow, ...]:
    """The others who keep a key of the host's, with where they serve today."""
    rows = RoleGranted.objects.known().filter(host=host, role=Role.TRUSTEE).exclude(account=to.pk)
    return tuple(
        Fellow(
            row.account.name,
            HeldRole(Role.TRUSTEE, host, row.campaign_code, Period(row.day, row.until)),
            _serving(host, row.account_id),
        )
        for row in rows.select_related("account")
    )


def _serving(host: str, account: UUID, also: Collection[str] = ()) -> Serving:
    return serving_of(host, account, on=today(), known_by=now(), also=also)


def end_role(role: Role, *, of: Account, over: RoleOver, until: date, by: UUID) -> Told:
    """Let a role end with a day; every one of that kind that goes on after it. One not begun by then never was.

    Raises:
        Refused: the account holds no such role after that day.
    """
    with act(ROLE_ENDED, by=by, role=role.value) as opened:
        hold_tree(HOST_TREE)
        held = RoleGranted.objects.filter(
            account=of,
            role=role.value,
            host=over.host,
            unit_code=over.unit,
            group=over.group,
            campaign_code=over.campaign,
            post=over.post,
            body=over.body,
        )
        going_on = [row for row in held.known() if Period(row.day, row.until).outlasts(until)]
        if not going_on:
            raise Refused(_NO_SUCH_ROLE.filled(name=of.name, role=ROLE_WORDING[role]))
        told = Told()
        for row in going_on:
            ended = RoleGranted(**row.says(), key=row.key)
            ended.until = until
            stands = [ended] if row.day <= until else []
            told += opened.tell(stands, RoleGranted.objects.filter(key=row.key))
        return told


def _key_of(over: RoleOver) -> UUID:
    by_post = (over.post,) if over.post else ()
    by_body = ("body", over.body) if over.body else ()
    return derived_key("over", over.host, over.unit, over.group, over.campaign, *by_post, *by_body)


def refuse_what_does_not_fit(role: Role, over: RoleOver, since: date, until: date | None) -> None:
    """Let pass a role over something that is there, on days in their order.

    Raises:
        Refused: with what does not fit.
    """
    if not Host.objects.filter(code=over.host).exists():
        raise Refused(_NO_HOST.filled(host=over.host))
    if over.unit and not Unit.objects.filter(host=over.host, code=over.unit).exists():
        raise Refused(_NO_UNIT.filled(unit=over.unit, host=over.host))
    of_a_group = role in OF_A_GROUP
    if of_a_group != bool(over.group) or (of_a_group and not over.campaign):
        raise Refused(_GROUP_WANTED)
    if role in OF_A_UNIT and not over.unit:
        raise Refused(_UNIT_WANTED.filled(role=ROLE_WORDING[role]))
    if (role is Role.MEMBER) != bool(over.post):
        raise Refused(_POST_WANTED)
    if (role is Role.DISCIPLINE_AUTHORITY) != bool(over.body):
        raise Refused(_BODY_WANTED)
    if until is not None and until < since:
        raise Refused(_ENDS_BEFORE)


def tell_units(
    opened: Act,
    host_code: str,
    units: Iterable[UnitTold],
    *,
    loads: Collection[UUID],
    taken_back: Collection[str] = (),
) -> Told:
    """Bring the units' dated rows into line with a return; `loads` are the campaign's returns so far.

    `units` are gone through twice. `taken_back` are the keys of rows that the return marks as withdrawn. Rows that only another campaign of the host told are left as they are.
    """
    opened.insert_missing([Host(code=host_code)])
    opened.insert_missing(Unit.called(host_code, unit.code) for unit in units)
    facts = (
        Standing.made(
            **unit.source.fact("standing", When(unit.since or ALWAYS)),
            unit_id=Unit.key_of(host_code, unit.code),
            until=unit.until,
            name=unit.name,
            kind=unit.kind,
            parent_code=unit.parent,
            path=unit.path,
        )
        for unit in units
    )
    return opened.tell(
        facts,
        Standing.objects.filter(unit__host=host_code),
        withdrawing=loads,
        taken_back={fact_key(row, "standing") for row in taken_back},
    )


def tell_tenures(
    opened: Act,
    host_code: str,
    tenures: Iterable[TenureTold],
    *,
    loads: Collection[UUID],
    taken_back: Collection[str] = (),
) -> Told:
    """Bring who holds which post into line with a return, that marks the rows `taken_back`, by key, as withdrawn."""
    facts = (
        Tenure.made(
            **tenure.source.fact("tenure", When(tenure.since or ALWAYS)),
            unit_id=Unit.key_of(host_code, tenure.unit),
            until=tenure.until,
            post=tenure.post,
            title=tenure.title,
            rank=tenure.rank,
            holder=tenure.holder,
            holder_name=tenure.holder_name,
        )
        for tenure in tenures
    )
    return opened.tell(
        facts,
        Tenure.objects.filter(unit__host=host_code),
        withdrawing=loads,
        taken_back={fact_key(row, "tenure") for row in taken_back},
    )


_TOO_SHORT = Wording(
    vi="Mật khẩu phải có ít nhất {least} ký tự và không trùng tên tài khoản; một câu dễ nhớ là tốt nhất.",
    en="A password has at least {least} characters and is not the account's name; a sentence you remember is best.",
)
_NO_ADDRESS = Wording(
    vi="“{address}” không phải địa chỉ thư điện tử; viết như ten@co-quan.vn, hoặc để trống nếu không muốn nhận thư.",
    en="“{address}” is no e-mail address; write it like name@office.vn, or leave it empty for no mail.",
)
_NO_LANGUAGE = Wording(
    vi="Hãy chọn ngôn ngữ của thư: tiếng Việt hoặc tiếng Anh.",
    en="Choose the language of the mail: Vietnamese or English.",
)
_NO_HOST = Wording(
    vi="Chưa có cơ quan chủ trì mã “{host}”; cơ quan có mã sau khi đợt đầu tiên được mở hoặc nạp.",
    en="There is no host “{host}”; it is there once its first campaign is started or loaded.",
)
_NO_UNIT = Wording(
    vi="Không có đơn vị “{unit}” trong {host}; hãy xem lại mã đơn vị.",
    en="There is no unit “{unit}” in {host}; look at the unit's code again.",
)
_GROUP_WANTED = Wording(
    vi="Vai trò trong tổ công tác cần mã tổ và mã đợt; các vai trò khác thì không ghi tổ.",
    en="A role in a working group names the group and a campaign; no other role names a group.",
)
_UNIT_WANTED = Wording(vi="Vai trò {role} phải ghi mã đơn vị.", en="The role {role} names a unit.")
_BODY_WANTED = Wording(
    vi="Vai trò quyết định kỷ luật phải ghi mã cơ quan quyết định; các vai trò khác thì không ghi.",
    en="Who decides discipline does so for a body, by its code; no other role names one.",
)
_POST_WANTED = Wording(
    vi="Vai trò thành viên tập thể phải ghi mã chức vụ trong đơn vị; các vai trò khác thì không.",
    en="The role of a member of the collective names a post in the unit; no other role does.",
)
_ENDS_BEFORE = Wording(
    vi="Vai trò không thể kết thúc trước ngày bắt đầu.", en="A role cannot end before it begins."
)
_TWO_APPROVE = Wording(
    vi="Ở {host} đã có cơ quan thường trực và Ủy ban Kiểm tra, nên vai trò do hai người giao trên trang “Vai trò” của đợt: một người đề nghị, người kia phê duyệt. Lệnh này chỉ dùng khi chưa có đủ hai bên.",
    en="{host} has a campaign office and an inspection commission, so roles are granted by two persons on the campaign's page “Roles”: one proposes, the other approves. This command is for the time before both are there.",
)
_NO_SUCH_ROLE = Wording(
    vi="{name} không giữ vai trò {role} như vậy sau ngày đó.",
    en="{name} holds no such role ({role}) after that day.",
)
