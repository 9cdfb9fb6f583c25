"""What may be asked of the organisation: units and posts as they stand on a day, as known by a moment."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tusoi.ledger.reading import read_rows
from tusoi.ledger.source import Provenance
from tusoi.organisation.conflicts.command import Command, Serving
from tusoi.organisation.conflicts.service import Service
from tusoi.organisation.kinship import Body, Kinship, Relation, account_person
from tusoi.organisation.models import (
    Account,
    Contact,
    RelationDeclared,
    RelationTakenBack,
    RoleDecided,
    RoleGranted,
    RoleProposed,
    Standing,
    Tenure,
    Unit,
    UnitParticulars,
    UnitSucceeded,
    WorkdaySet,
    WorkingWeekSet,
)
from tusoi.organisation.roles import OF_A_UNIT, REVIEWED, Role, RoleOver
from tusoi.organisation.successions import Succession, Successions
from tusoi.values.batches import in_batches
from tusoi.values.period import Period
from tusoi.values.workdays import SetDay, WorkCalendar, WorkingWeek


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
        return self.rank in OWING


OWING = (Tenure.Rank.HEAD, Tenure.Rank.LEADER)
"""Who owes a review of their own."""


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
class Particulars:
    """How a unit is called for short, where it is and how its office is reached; "" for none."""

    short_name: str = ""
    address: str = ""
    contact: str = ""


def particulars(
    host: str, *, known_by: datetime, units: Collection[str] | None = None
) -> dict[str, Particulars]:
    """The particulars of the host's units, or of some, by code; units of which none were told are left out. One query."""
    rows = UnitParticulars.objects.known(known_by).filter(unit__host=host)
    if units is not None:
        rows = rows.filter(unit__code__in=units)
    told = rows.values_list("unit__code", "short_name", "address", "contact")
    return {unit: Particulars(*said) for unit, *said in told}


def last_names(host: str, units: Collection[str], *, known_by: datetime | None) -> dict[str, str]:
    """The name that each of some units bears last, as known by a moment (None: now), by its code. One query."""
    rows = Standing.objects.known(known_by).filter(unit__host=host, unit__code__in=list(units))
    return dict(rows.order_by("day").values_list("unit__code", "name"))


def names_on(host: str, units: Collection[str], day: date, *, known_by: datetime) -> dict[str, str]:
    """The name of each of some units on a day, else its latest, by its code; units of which none is known are left out. One query."""
    found: dict[str, UnitStanding] = {}
    for row in standings(host, known_by=known_by, units=units):
        if row.code not in found or not found[row.code].period.includes(day):
            found[row.code] = row
    return {code: row.name for code, row in found.items()}


def successions(host: str, *, known_by: datetime) -> Successions:
    """Which units ended with a successor, and which that is, as known by a moment. One query; where any ended, one more
    for each five hundred of them and their successors.
    """
    rows = UnitSucceeded.objects.known(known_by).filter(Unit.is_of(host))
    told = list(rows.values_list("unit_id", "successor_id", "main", "day"))
    keys = sorted({key for unit, successor, *_ in told for key in (unit, successor)})
    codes: dict[UUID, str] = {}
    for some in in_batches(keys):
        codes |= dict(Unit.objects.filter(pk__in=some).values_list("pk", "code"))
    return Successions.of(
        Succession(codes[unit], codes[successor], main, day) for unit, successor, main, day in told
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


def posts_held(
    host: str,
    *,
    known_by: datetime,
    units: Collection[str] | None = None,
    owing: bool = False,
) -> Posts:
    """Every tenure of the host's posts, or of some units', as known by a moment; in order of unit, post and first day.

    `owing`: those alone through which a review is owed. One query.
    """
    rows = Tenure.objects.known(known_by).filter(unit__host=host)
    if units is not None:
        rows = rows.filter(unit__code__in=units)
    if owing:
        rows = rows.filter(rank__in=OWING)
    columns = ("until", "unit__code", "post", "title", "rank", "holder")
    return Posts.of(
        PostHeld(*(*said, Period(when.day, until), source))
        for when, source, until, *said in read_rows(
            rows.order_by("unit__code", "post", "day"), *columns
        )
    )


def units_with_new_holders(
    host: str, *, since: date, on: date, known_by: datetime
) -> frozenset[str]:
    """The units of whose posts somebody began to hold one after `since` and by `on` that was held before. One query."""
    tenures = Tenure.objects.known(known_by)
    before = tenures.filter(
        unit=OuterRef("unit"), post=OuterRef("post"), day__lt=OuterRef("day")
    ).values("pk")
    begun = tenures.filter(unit__host=host, day__gt=since, day__lte=on).filter(Exists(before))
    return frozenset(begun.values_list("unit__code", flat=True))


def units_ended(host: str, *, on: date, known_by: datetime) -> frozenset[str]:
    """The units that stood before a day and do not stand on it. One query."""
    standing = Standing.objects.known(known_by)
    still = standing.filter(Q(until=None) | Q(until__gte=on), unit=OuterRef("unit"), day__lte=on)
    ended = standing.filter(unit__host=host, until__lt=on).exclude(Exists(still.values("pk")))
    return frozenset(ended.values_list("unit__code", flat=True))


def names_kept(host: str, *, known_by: datetime) -> frozenset[str]:
    """Every name of a person that is kept of a host: holders of posts, now or before, and accounts. Two queries."""
    held = Tenure.objects.known(known_by).filter(unit__host=host).exclude(holder_name="")
    named = Account.objects.values_list("name", flat=True)
    return frozenset(held.values_list("holder_name", flat=True)) | frozenset(named)


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role an account holds or held, over what, and on which days."""

    name: str
    role: Role
    over: RoleOver
    period: Period
    account: UUID
    key: UUID


def roles_granted(host: str = "") -> tuple[RoleHeld, ...]:
    """Every role granted, in one host or in all, by the account's name and first day. One query."""
    granted = RoleGranted.objects.known()
    return _roles(granted.filter(host=host) if host else granted)


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
            row.account_id,
            row.pk,
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


def contacts(accounts: Collection[UUID] | None = None) -> tuple[ContactKnown, ...]:
    """Those of some accounts (None: of all) that a mail can go to, by name. One query."""
    rows = Contact.objects.known().exclude(email="").select_related("account")
    if accounts is not None:
        rows = rows.filter(account__in=accounts)
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


def two_may_approve(host: str, *, on: date) -> bool:
    """Whether somebody of the campaign office and somebody else of the inspection commission, both over the whole
    host and every campaign, hold their roles on a day: then one can propose a role and the other approve it. One query."""
    whole = RoleGranted.objects.known().filter(host=host, unit_code="", campaign_code="")
    rows = whole.filter(Q(until=None) | Q(until__gte=on), day__lte=on)
    pairs = set(rows.values_list("role", "account"))
    office = {account for role, account in pairs if role == Role.CAMPAIGN_OFFICE}
    return any(role == Role.INSPECTION and office - {account} for role, account in pairs)


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody, by account: every name they have as a person, and where they serve or served."""

    persons: frozenset[str]
    served: tuple[Service, ...]


def who_is(
    host: str, account: UUID, *, on: date, known_by: datetime, units: Collection[str] = ()
) -> tuple[Who, Posts]:
    """The persons that an account is, by the posts it sits or sat by, and where it serves or served. Two queries.

    The second value are the tenures of `units` and of those in which the account has or had a role; services by
    a post are read off these.
    """
    rows = [
        row
        for row in RoleGranted.objects.known().filter(account=account, host=host)
        if row.role in OF_A_UNIT and row.day <= on
    ]
    posts = posts_held(host, known_by=known_by, units={*units, *(row.unit_code for row in rows)})
    persons = {account_person(account)}
    for row in rows:
        seen_on = min(on, row.until or on)
        persons |= {
            one.person
            for one in posts.in_unit(row.unit_code, seen_on)
            if one.post == row.post or (row.role == Role.UNIT_HEAD and one.rank == Tenure.Rank.HEAD)
        }
    by_role = tuple(Service(row.unit_code, row.role, Period(row.day, row.until)) for row in rows)
    return Who(frozenset(persons), by_role + services(persons, posts)), posts


def serving_of(
    host: str, account: UUID, *, on: date, known_by: datetime, also: Collection[str] = ()
) -> Serving:
    """Where an account serves on a day, by its roles over units and the posts of the persons it is; `also` in these units.

    Five queries.
    """
    persons = who_is(host, account, on=on, known_by=known_by)[0].persons
    rows = RoleGranted.objects.known().filter(
        Q(until=None) | Q(until__gte=on), account=account, host=host, day__lte=on
    )
    units = {unit for unit in rows.values_list("unit_code", flat=True) if unit} | set(also)
    held = Tenure.objects.known(known_by).filter(
        Q(until=None) | Q(until__gte=on), unit__host=host, holder__in=persons, day__lte=on
    )
    units |= set(held.values_list("unit__code", flat=True))
    paths = [*_paths(host, units, on, known_by).values(), *(f"{unit}/" for unit in units)]
    return Serving.at(*paths, persons=persons)


def commands_of(
    host: str, units: Collection[str], *, on: date, known_by: datetime
) -> tuple[Command, ...]:
    """The chain of command in the matter of each unit, as it stands on a day. Three queries, none for no units."""
    if not units:
        return ()
    posts, paths = (
        posts_held(host, known_by=known_by, units=units),
        _paths(host, units, on, known_by),
    )
    held = {unit: posts.in_unit(unit, on) for unit in units}
    leaders = {one.holder for found in held.values() for one in found if one.owes_review}
    rows = Tenure.objects.known(known_by).filter(
        Q(until=None) | Q(until__gte=on),
        unit__host=host,
        rank=Tenure.Rank.HEAD,
        holder__in=leaders - {""},
        day__lte=on,
    )
    heads: dict[str, set[str]] = {}
    for holder, unit in rows.values_list("holder", "unit__code"):
        heads.setdefault(holder, set()).add(unit)
    return tuple(
        Command(
            unit,
            frozenset().union(
                *(heads.get(one.holder, ()) for one in held[unit] if one.owes_review)
            ),
            frozenset(one.person for one in held[unit]),
            tuple(reversed([code for code in paths.get(unit, "").split("/") if code][:-1])),
        )
        for unit in sorted(units)
    )


def _paths(host: str, units: Collection[str], on: date, known_by: datetime) -> dict[str, str]:
    """The path of each unit on a day. One query."""
    rows = Standing.objects.known(known_by).filter(
        Q(until=None) | Q(until__gte=on), unit__host=host, unit__code__in=units, day__lte=on
    )
    return dict(rows.values_list("unit__code", "path"))


def services(persons: Collection[str], posts: Posts) -> tuple[Service, ...]:
    """The stretches of days on which some persons held posts."""
    return tuple(Service(one.unit, one.post, one.period) for one in posts if one.person in persons)


def reviewed_in(
    host: str, units: Collection[str], posts: Posts, *, on: date
) -> dict[str, frozenset[str]]:
    """Of each unit everybody, by every name, whose conduct a review of it looks at on a day. One query."""
    rows = RoleGranted.objects.known().filter(
        Q(until=None) | Q(until__gte=on),
        host=host,
        unit_code__in=units,
        role__in=REVIEWED,
        day__lte=on,
    )
    found = {unit: {one.person for one in posts.in_unit(unit, on)} for unit in units}
    for unit, account in rows.values_list("unit_code", "account"):
        found[unit].add(account_person(account))
    return {unit: frozenset(persons) for unit, persons in found.items()}


def relations(host: str, *, known_by: datetime) -> tuple[Relation, ...]:
    """Every relationship declared, whether it counts still or was lifted; by the names of the two. Two queries."""
    back: dict[tuple[str, str], dict[Body, date]] = {}
    for row in RelationTakenBack.objects.known(known_by).filter(host=host):
        back.setdefault((row.one, row.other), {})[Body(row.body)] = row.day
    declared: dict[tuple[str, str], list[RelationDeclared]] = {}
    rows = RelationDeclared.objects.known(known_by).filter(host=host)
    for fact in rows.order_by("one", "other", "told_at"):
        declared.setdefault((fact.one, fact.other), []).append(fact)
    return tuple(
        Relation(
            one,
            other,
            Kinship(facts[-1].kinship),
            min(fact.day for fact in facts),
            frozenset(Body(fact.body) for fact in facts),
            back.get((one, other), {}),
        )
        for (one, other), facts in declared.items()
    )


def work_calendar(campaign: str, *, known_by: datetime) -> WorkCalendar:
    """On which days the host of a campaign works, as it set them by a moment. Two queries."""
    weeks = WorkingWeekSet.objects.known(known_by).filter(host__campaigns=campaign)
    days = WorkdaySet.objects.known(known_by).filter(host__campaigns=campaign)
    return WorkCalendar(
        tuple(
            WorkingWeek(one.day, frozenset(map(int, one.weekdays)), one.fixed)
            for one in weeks.order_by("day")
        ),
        {one.day: SetDay(one.works, one.title) for one in days},
    )


@dataclass(frozen=True, slots=True)
class RoleAsked:
    """A role that somebody proposed: for whom, over what, on which days, who asked on which day, and what came of it."""

    key: UUID
    account: UUID
    name: str
    role: Role
    over: RoleOver
    period: Period
    asked_by: UUID
    asked_on: date
    approved: bool | None = None
    decided_by: UUID | None = None
    decided_on: date | None = None
    words: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.approved is None


def roles_asked(host: str, *, known_by: datetime) -> tuple[RoleAsked, ...]:
    """The roles proposed in a host, the earliest first. Two queries."""
    decided = {
        row.proposal_id: row
        for row in RoleDecided.objects.known(known_by).filter(proposal__host=host)
    }
    rows = RoleProposed.objects.known(known_by).filter(host=host).select_related("account")
    return tuple(_asked(row, decided.get(row.pk)) for row in rows.order_by("told_at", "key"))


def _asked(row: RoleProposed, decided: RoleDecided | None) -> RoleAsked:
    over = RoleOver(row.host_id, row.unit_code, row.group, row.campaign_code, row.post, row.body)
    asked = RoleAsked(
        row.pk,
        row.account_id,
        row.account.name,
        Role(row.role),
        over,
        Period(row.since, row.until),
        row.told_by_id,
        row.day,
    )
    if decided is None:
        return asked
    return replace(
        asked,
        approved=decided.approved,
        decided_by=decided.told_by_id,
        decided_on=decided.day,
        words=decided.words,
    )
