"""What may be asked of the organisation: units and posts as they stand on a day, as known by a moment."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tusoi.ledger.reading import read_rows
from tusoi.ledger.source import Provenance
from tusoi.organisation.models import Account, Contact, RoleGranted, Standing, Tenure
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.period import Period


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """A unit's name, kind and parent over one stretch of days."""

    code: str
    name: str
    kind: str
    parent: str
    path: str
    period: Period
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post and who holds it over one stretch of days. `seat` is the holder's code, or the post's."""

    unit: str
    post: str
    title: str
    rank: str
    holder: str
    period: Period
    provenance: Provenance

    @property
    def seat(self) -> str:
        """Whose review is owed through this tenure."""
        return self.holder or self.post

    @property
    def person(self) -> str:
        """Who it is: the holder's code, or the post where the holder is not stated."""
        return self.holder or f"{self.unit}/{self.post}"

    @property
    def reference(self) -> str:
        """The post across units: unit code/post code."""
        return f"{self.unit}/{self.post}"

    @property
    def owes_review(self) -> bool:
        """The head and the leaders owe a review of their own."""
        return self.rank in (Tenure.Rank.HEAD, Tenure.Rank.LEADER)


def standings(
    host: str, *, known_by: datetime, units: Collection[str] | None = None
) -> tuple[UnitStanding, ...]:
    """Every dated row of the host's units (or of some), as known by a moment; sorted by code and first day. One query."""
    rows = Standing.objects.known(known_by).filter(unit__host=host).order_by("unit__code", "day")
    if units is not None:
        rows = rows.filter(unit__code__in=units)
    columns = ("until", "unit__code", "name", "kind", "parent_code", "path")
    return tuple(
        UnitStanding(*(*said, Period(when.day, until), source))
        for when, source, until, *said in read_rows(rows, *columns)
    )


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of a host with their tenures, looked up by unit."""

    by_unit: Mapping[str, tuple[PostHeld, ...]]

    @classmethod
    def of(cls, held: Iterable[PostHeld]) -> "Posts":
        """Tenures put in order of their units."""
        by_unit: dict[str, list[PostHeld]] = {}
        for tenure in held:
            by_unit.setdefault(tenure.unit, []).append(tenure)
        return cls({unit: tuple(tenures) for unit, tenures in by_unit.items()})

    def __iter__(self) -> Iterator[PostHeld]:
        for tenures in self.by_unit.values():
            yield from tenures

    def in_unit(self, unit: str, day: date) -> tuple[PostHeld, ...]:
        """The tenures of a unit's posts on `day`."""
        return tuple(one for one in self.by_unit.get(unit, ()) if one.period.includes(day))

    def persons(self, post: str, day: date) -> frozenset[str]:
        """Who holds a post (unit code/post code) on `day`; the post itself where nobody is known to."""
        unit, _, code = post.partition("/")
        holders = frozenset(one.person for one in self.in_unit(unit, day) if one.post == code)
        return holders or frozenset({post})

    def ever(self, post: str) -> frozenset[str]:
        """Everybody who ever held a post; the post itself where nobody is known to have."""
        unit, _, code = post.partition("/")
        holders = frozenset(one.person for one in self.by_unit.get(unit, ()) if one.post == code)
        return holders or frozenset({post})

    def head(self, unit: str, day: date) -> str:
        """The head's post (unit code/post code) on `day`; "" where there is none."""
        heads = (one for one in self.in_unit(unit, day) if one.rank == Tenure.Rank.HEAD)
        return next((f"{one.unit}/{one.post}" for one in heads), "")


def posts_held(host: str, *, known_by: datetime, units: Collection[str] | None = None) -> Posts:
    """Every tenure of the host's posts, or of some units', as known by a moment; in order of unit, post and first day.

    One query.
    """
    rows = Tenure.objects.known(known_by).filter(unit__host=host)
    if units is not None:
        rows = rows.filter(unit__code__in=units)
    columns = ("until", "unit__code", "post", "title", "rank", "holder")
    return Posts.of(
        PostHeld(*(*said, Period(when.day, until), source))
        for when, source, until, *said in read_rows(
            rows.order_by("unit__code", "post", "day"), *columns
        )
    )


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role an account holds or held, over what, and on which days."""

    name: str
    role: Role
    over: RoleOver
    period: Period


def roles_granted() -> tuple[RoleHeld, ...]:
    """Every role granted, by the account's name and first day. One query."""
    return _roles(RoleGranted.objects.known())


def roles_of(account: UUID) -> tuple[RoleHeld, ...]:
    """Every role that an account holds or held, the first first. One query."""
    return _roles(RoleGranted.objects.known().filter(account=account))


def _roles(granted: QuerySet[RoleGranted]) -> tuple[RoleHeld, ...]:
    rows = granted.select_related("account").order_by("account__name", "day")
    return tuple(
        RoleHeld(
            row.account.name,
            Role(row.role),
            RoleOver(row.host_id, row.unit_code, row.group, row.campaign_code, row.post, row.body),
            Period(row.day, row.until),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class AccountWithRole:
    """An account with a role that holds on a day: over a unit ("" the whole host), or in a working group."""

    account: UUID
    name: str
    role: Role
    unit: str
    group: str
    post: str


def accounts_with_roles(
    host: str, campaign: str, *, units: Iterable[str], groups: Iterable[str], on: date
) -> tuple[AccountWithRole, ...]:
    """The accounts with a role, on a day, over one of the units, over the whole host, or in one of the groups; by name. One query."""
    over = Q(group="", unit_code__in=["", *units]) | Q(group__in=[one for one in groups if one])
    rows = RoleGranted.objects.known().filter(
        over, Q(until=None) | Q(until__gte=on), host=host, day__lte=on
    )
    held = rows.filter(campaign_code__in=("", campaign)).select_related("account")
    return tuple(
        AccountWithRole(
            row.account_id, row.account.name, Role(row.role), row.unit_code, row.group, row.post
        )
        for row in held.order_by("account__name", "day")
    )


@dataclass(frozen=True, slots=True)
class ContactKnown:
    """Where an account's weekly mail goes ("" nowhere), and in which language."""

    account: Account
    email: str
    language: str


def contacts() -> tuple[ContactKnown, ...]:
    """Every account that a mail can go to, by name. One query."""
    rows = Contact.objects.known().exclude(email="").select_related("account")
    return tuple(
        ContactKnown(row.account, row.email, row.language) for row in rows.order_by("account__name")
    )


def contact_of(account: Account) -> ContactKnown | None:
    """What an account's holder said of the weekly mail; None: nothing yet. One query."""
    row = Contact.objects.known().filter(account=account.pk).first()
    return None if row is None else ContactKnown(account, row.email, row.language)


def account_names(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The names of accounts by their keys. One query."""
    return dict(Account.objects.filter(pk__in=set(keys)).values_list("pk", "name"))
