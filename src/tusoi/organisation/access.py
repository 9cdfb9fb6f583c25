"""Who is asking, with the roles that hold on the day, and the units below a unit.

What is not there and what is not yours look alike: both are `NotThere`.
"""

from collections.abc import Collection
from dataclasses import astuple, dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth import logout
from django.db.models import Q
from django.http import HttpRequest

from tusoi.ledger.shelf import ShelfOfNow
from tusoi.organisation.entry import held
from tusoi.organisation.models import Account, RoleGranted, Standing, Unit
from tusoi.organisation.roles import RIGHTS, Extent, Right, Role
from tusoi.values.clock import today
from tusoi.values.period import Period
from tusoi.values.refusal import Refused
from tusoi.values.wording import LANGUAGES, Wording

__all__ = [
    "Account",
    "Asker",
    "Extent",
    "Grant",
    "NotSignedIn",
    "NotThere",
    "Right",
    "Role",
    "RoleEnded",
    "SecondFactorWanted",
    "account_of",
    "asker_in",
    "asker_of",
    "language_of",
    "signed_in",
]


class NotThere(Refused):
    """There is no such page, or it is not for whoever asks: the sentence does not tell which."""

    def __init__(self) -> None:
        super().__init__(NOT_THERE)


class NotSignedIn(Exception):
    """Nobody is signed in yet; the way on is the sign-in page."""


class RoleEnded(NotSignedIn):
    """A role that the session was opened with has ended, and the session with it."""


class SecondFactorWanted(Exception):
    """The password was right and no second factor was shown; the way on is the second step."""


def signed_in(request: HttpRequest) -> Account:
    """The account that is signed in, if only by half: for the pages of the door alone.

    Raises:
        NotSignedIn: nobody is.
    """
    account = getattr(request, "user", None)
    if not isinstance(account, Account):
        raise NotSignedIn
    return account


def account_of(request: HttpRequest) -> Account:
    """The account that is signed in, in full.

    Raises:
        NotSignedIn: nobody is.
        SecondFactorWanted: the second factor was not shown yet.
        RoleEnded: a role of theirs ended since; the session is closed.
    """
    account = signed_in(request)
    if held.wants_second_factor(request):
        raise SecondFactorWanted
    _close_if_a_role_ended(request, account)
    return account


def asker_in(request: HttpRequest) -> "Asker":
    """Who is signed in, with the roles of today; read once for a request.

    Raises:
        NotSignedIn, SecondFactorWanted: as `account_of`.
    """
    account = account_of(request)
    known: Asker | None = getattr(request, "asker", None)
    return known or asker_of(account, on=today())


def language_of(request: HttpRequest) -> str:
    """The language that the request is answered in: "vi" or "en"."""
    return str(getattr(request, "lang", LANGUAGES[0]))


def _close_if_a_role_ended(request: HttpRequest, account: Account) -> None:
    bound = held.roles(request)
    if bound is None or hasattr(request, "asker"):
        return
    asker = asker_of(account, on=today())
    theirs = {grant.said for grant in asker.grants}
    if not bound <= theirs:
        logout(request)
        raise RoleEnded
    if theirs != bound:
        held.bind_roles(request, theirs)
    request.asker = asker  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that holds today: over a unit ("" the whole host), a working group, in a campaign ("" every one).

    `post` is the one by which somebody sits in the unit's collective, `body` the one for which somebody
    decides discipline; "" for every other role.
    """

    role: Role
    host: str
    unit: str
    group: str
    campaign: str
    post: str = ""
    body: str = ""

    @property
    def said(self) -> str:
        """The grant in one word, as a session holds it."""
        return "|".join(map(str, astuple(self)))

    def extent(self, right: Right) -> Extent | None:
        """How far the role has that right; None where it has not."""
        return RIGHTS[self.role].get(right)

    @property
    def label(self) -> str:
        """The role and what it is over, in codes, as an entry of the ledger keeps it."""
        place = "/".join(filter(None, (self.unit, self.post))) or self.group or self.body
        return f"{self.role.value}:{place}"


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody signed in, and the roles that hold on the day of asking."""

    id: UUID
    name: str
    grants: tuple[Grant, ...] = ()

    def grants_in(self, host: str, campaign: str) -> tuple[Grant, ...]:
        """Those of the grants that hold in one campaign of a host."""
        return tuple(
            grant
            for grant in self.grants
            if grant.host == host and grant.campaign in ("", campaign)
        )

    def may_anywhere(self, right: Right) -> bool:
        """Whether any role of theirs has the right, wherever it is granted."""
        return any(grant.extent(right) is not None for grant in self.grants)


def asker_of(account: Account, *, on: date) -> Asker:
    """The account's roles as they hold on a day. One query."""
    return Asker(account.pk, account.name, grants_of(account.pk, on=on))


def grants_of(account: UUID, *, on: date) -> tuple[Grant, ...]:
    """The roles that an account, by its key, holds on a day. One query, a smaller one while nothing is recorded."""
    return _GRANTS.take_now((account, on), lambda: _granted(account, on))


_GRANTS: ShelfOfNow[tuple[Grant, ...]] = ShelfOfNow(256)


def _granted(account: UUID, on: date) -> tuple[Grant, ...]:
    rows = RoleGranted.objects.known().filter(account=account)
    return tuple(
        Grant(
            Role(row.role),
            row.host_id,
            row.unit_code,
            row.group,
            row.campaign_code,
            row.post,
            row.body,
        )
        for row in rows.order_by("day", "key")
        if Period(row.day, row.until).includes(on)
    )


def units_below(host: str, units: Collection[str], *, on: date) -> dict[str, frozenset[str]]:
    """Of each unit, itself and all that stand below it in the tree of a day. One query, a smaller one while nothing is recorded; none for no units."""
    if not units:
        return {}
    asked = frozenset(units)
    return _BELOW.take_now((host, asked, on), lambda: _below(host, asked, on))


_BELOW: ShelfOfNow[dict[str, frozenset[str]]] = ShelfOfNow(64)


def _below(host: str, units: Collection[str], on: date) -> dict[str, frozenset[str]]:
    below = Q()
    for unit in units:
        below |= Q(path__startswith=f"{unit}/") | Q(path__contains=f"/{unit}/")
    rows = Standing.objects.known().filter(below, Unit.is_of(host), day__lte=on)
    paths = rows.filter(Q(until=None) | Q(until__gte=on)).values_list("path", flat=True)
    trees = {unit: {unit} for unit in units}
    for path in paths:
        codes = path.strip("/").split("/")
        # Looked at once more: some engines compare without regard to case.
        for above in trees.keys() & set(codes):
            trees[above].add(codes[-1])
    return {unit: frozenset(codes) for unit, codes in trees.items()}


NOT_THERE = Wording(
    vi="Không có trang này, hoặc trang này không dành cho bạn. Về trang đầu rồi đi tiếp từ đó.",
    en="There is no such page, or it is not for you. Go back to the first page and on from there.",
)
