"""Taking away every factor of somebody who lost them all: asked for by whoever runs the machine, allowed by a second person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from allauth.usersessions.models import UserSession

from tusoi.ledger.actions import act, hold_tree
from tusoi.ledger.source import by_hand
from tusoi.organisation.access import Asker, NotThere
from tusoi.organisation.entry.factors import take_all_away
from tusoi.organisation.events import FACTORS_RESET_ALLOWED, FACTORS_RESET_ASKED
from tusoi.organisation.models import (
    ACCOUNTS_TREE,
    Account,
    FactorsResetAllowed,
    FactorsResetAsked,
    RoleGranted,
)
from tusoi.organisation.queries import account_names
from tusoi.organisation.roles import Right
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

WAITS_FOR = timedelta(days=7)
"""A request that nobody allowed in this time is over."""


class SamePerson(Refused):
    """Two persons are wanted, and this would be one."""


@dataclass(frozen=True, slots=True)
class ResetWaiting:
    """A request that waits for a second person."""

    request: UUID
    account: UUID
    name: str
    asked_by: str
    asked_on: date


def ask_reset(account: Account, *, by: Account) -> bool:
    """Ask that every factor of an account be taken away; False where that waits already.

    Nothing is taken away yet, and nobody is let in.

    Raises:
        SamePerson: somebody asks for their own account.
    """
    if account.pk == by.pk:
        raise SamePerson(_NOT_ONES_OWN)
    with act(FACTORS_RESET_ASKED, by=by.pk) as opened:
        hold_tree(ACCOUNTS_TREE)
        opened.told_at = now()
        if any(row.account_id == account.pk for row in _waiting()):
            return False
        request = uuid4()
        asked = FactorsResetAsked(
            **by_hand(f"reset:{request}", "asked", today()), account=account, request=request
        )
        opened.tell([asked], FactorsResetAsked.objects.filter(key=asked.key), withdrawing=())
    return True


def allow_reset(request: UUID, *, by: Asker) -> Account:
    """Let a request be carried out: the account has no factor, no password and no session left.

    Its holder comes in again by a one-time link, and sets up new factors.

    Raises:
        NotThere: no such request waits, or it is not for whoever asks to allow it.
        SamePerson: whoever asked for it, or whose account it is, would allow it.
    """
    with act(FACTORS_RESET_ALLOWED, by=by.id) as opened:
        hold_tree(ACCOUNTS_TREE)
        opened.told_at = now()
        asked = next((row for row in _within_reach(by) if row.request == request), None)
        if asked is None:
            raise NotThere
        if by.id in (asked.told_by_id, asked.account_id):
            raise SamePerson(_SECOND_PERSON)
        allowed = FactorsResetAllowed(
            **by_hand(f"reset:{request}", "allowed", today()),
            account=asked.account,
            request=request,
        )
        opened.tell([allowed], FactorsResetAllowed.objects.filter(key=allowed.key), withdrawing=())
        _shut_out(asked.account)
    return asked.account


def resets_waiting(asker: Asker) -> tuple[ResetWaiting, ...]:
    """The requests that somebody may allow, oldest first; their own account's are not among them."""
    rows = [row for row in _within_reach(asker) if row.account_id != asker.id]
    names = account_names(row.told_by_id for row in rows)
    return tuple(
        ResetWaiting(
            row.request, row.account_id, row.account.name, names.get(row.told_by_id, ""), row.day
        )
        for row in rows
    )


def _within_reach(asker: Asker) -> list[FactorsResetAsked]:
    """What waits for accounts that hold or held a role of a host of theirs, or none at all."""
    hosts = {one.host for one in asker.grants if one.extent(Right.RESET_FACTORS) is not None}
    if not hosts:
        return []
    waiting = _waiting()
    theirs = _hosts_of({row.account_id for row in waiting})
    return [row for row in waiting if theirs.get(row.account_id, hosts) & hosts]


def _waiting() -> list[FactorsResetAsked]:
    rows = FactorsResetAsked.objects.known().filter(day__gte=today() - WAITS_FOR)
    done = set(FactorsResetAllowed.objects.known().values_list("request", flat=True))
    return [
        row for row in rows.select_related("account").order_by("told_at") if row.request not in done
    ]


def _hosts_of(accounts: Collection[UUID]) -> dict[UUID, set[str]]:
    hosts: dict[UUID, set[str]] = {}
    granted = RoleGranted.objects.known().filter(account__in=accounts)
    for account, host in granted.values_list("account", "host"):
        hosts.setdefault(account, set()).add(host)
    return hosts


def _shut_out(account: Account) -> None:
    take_all_away(account)
    account.set_unusable_password()
    account.save(update_fields=["password"])
    for session in UserSession.objects.filter(user=account):
        session.end()


_NOT_ONES_OWN = Wording(
    vi="Không ai tự xin đặt lại cho chính mình; người quản trị khác, hoặc người khác trong cơ quan, đứng tên yêu cầu.",
    en="Nobody asks for a reset of their own account; let somebody else put their name to it.",
)
_SECOND_PERSON = Wording(
    vi="Việc này cần hai người: người đã yêu cầu, hoặc chính chủ tài khoản, không thể tự đồng ý. Nhờ người khác của Ủy ban Kiểm tra.",
    en="This takes two persons: whoever asked, or holds the account, cannot allow it too. Ask somebody else of the inspection commission.",
)
