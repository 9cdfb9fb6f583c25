"""Adding accounts, and telling units and tenures."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from tusoi.ledger.actions import Act, Told, act
from tusoi.ledger.source import Source
from tusoi.organisation.events import ACCOUNT_ADDED
from tusoi.organisation.models import Account, Host, Standing, Tenure, Unit
from tusoi.text.forms import tidy
from tusoi.values.clock import now
from tusoi.values.day import When
from tusoi.values.period import ALWAYS
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording


class AccountExists(Refused):
    """The name is taken."""


class UnknownAccount(Refused):
    """Nobody of that name may tell."""


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


def tell_units(
    opened: Act, host_code: str, units: Sequence[UnitTold], *, loads: Collection[UUID]
) -> Told:
    """Bring the units' dated rows into line with a return; `loads` are the campaign's returns so far.

    Rows that only another campaign of the host told are left as they are.
    """
    opened.insert_missing([Host(code=host_code)])
    opened.insert_missing(Unit.called(host_code, unit.code) for unit in units)
    facts = [
        Standing(
            **unit.source.fact("standing", When(unit.since or ALWAYS)),
            unit_id=Unit.key_of(host_code, unit.code),
            until=unit.until,
            name=unit.name,
            kind=unit.kind,
            parent_code=unit.parent,
            path=unit.path,
        )
        for unit in units
    ]
    return opened.tell(facts, Standing.objects.filter(unit__host=host_code), withdrawing=loads)


def tell_tenures(
    opened: Act, host_code: str, tenures: Sequence[TenureTold], *, loads: Collection[UUID]
) -> Told:
    """Bring who holds which post into line with a return."""
    facts = [
        Tenure(
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
    ]
    return opened.tell(facts, Tenure.objects.filter(unit__host=host_code), withdrawing=loads)
