"""Accounts and the roles granted to them, hosts, units, their dated standings, particulars and successors, tenures of posts."""

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from tusoi.ledger.models import Committed, Fact, derived_key
from tusoi.organisation.kinship import Body, Kinship
from tusoi.organisation.roles import Role
from tusoi.text.forms import tidy
from tusoi.values.period import Period
from tusoi.values.wording import LANGUAGES


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by name; creating one is an act (`organisation.actions.add_account`)."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        account = self.called(username or "")
        if account is None:
            raise self.model.DoesNotExist
        return account

    def called(self, name: str) -> "Account | None":
        """The account of a name as somebody types it: in any form of Unicode, and in the usual capitals or none. One query.

        The name as it stands wins; two accounts that differ in capitals alone are never taken for each other.
        """
        said = tidy(name)
        spellings = {said, said.lower(), said.upper(), said.title(), said.capitalize()}
        found = {one.name: one for one in self.filter(name__in=spellings)}
        if said in found:
            return found[said]
        return next(iter(found.values())) if len(found) == 1 else None


class Account(AbstractBaseUser, Committed):
    """Who tells. An account bears no right by itself; roles are granted to it."""

    uncommitted: ClassVar[frozenset[str]] = frozenset({"salt", "password", "last_login"})

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    added_at = models.DateTimeField()

    objects = AccountManager()

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name


class Host(Committed):
    """The organisation that holds campaigns; its name stands in each campaign's terms."""

    code = models.CharField(max_length=60, primary_key=True)

    def __str__(self) -> str:
        return self.code


class Unit(Committed):
    """A code within its host, and nothing that can change."""

    id = models.UUIDField(primary_key=True, editable=False)
    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["host", "code"], name="unit_code_once")]

    def __str__(self) -> str:
        return self.code

    @staticmethod
    def key_of(host_code: str, code: str) -> uuid.UUID:
        """The key of the unit of that code."""
        return derived_key("unit", host_code, code)

    @classmethod
    def is_of(cls, host_code: str) -> models.Exists:
        """Whether the unit that a fact is about is of that host. Asked of each fact that is found: joined, a country's units would
        be gone through for the few that have one.
        """
        return models.Exists(cls.objects.filter(pk=models.OuterRef("unit"), host=host_code))

    @classmethod
    def called(cls, host_code: str, code: str) -> "Unit":
        """The unit of that code, not yet inserted."""
        return cls.made(id=cls.key_of(host_code, code), host_id=host_code, code=code)


class HostFact(Fact):
    """A fact about a unit as such, witnessed by the host's tree."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    until = models.DateField(null=True, default=None)

    class Meta:
        abstract = True

    @property
    def concerns(self) -> tuple[str, uuid.UUID]:
        return "", self.unit_id

    @property
    def period(self) -> Period:
        """The days on which the row holds, from `day` on."""
        return Period(self.day, self.until)


class Standing(HostFact):
    """A unit's name, kind and place in the tree from `day` to `until`.

    `path` is the codes from the top down to the unit, parted and closed by "/", as they stood on `day`.
    """

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=200, blank=True, default="")
    parent_code = models.CharField(max_length=40, blank=True, default="")
    path = models.CharField(max_length=400)

    def __str__(self) -> str:
        return self.name


class UnitParticulars(Fact):
    """How a unit is called for short, where it is and how its office is reached, as told on `day`; "" for none.

    No return tells it: it stands beside the row of don-vi.xlsx, and the next one takes its place.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    short_name = models.CharField(max_length=80, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    contact = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.unit_id} {self.short_name}"


class UnitSucceeded(Fact):
    """That a unit ended with `day`, and another answers from the next day on: the `main` one for all it left open.

    A unit that is split has several successors, one of them the main one.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    main = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.unit_id} {self.successor_id}"


class Tenure(HostFact):
    """Who holds a post, by code, from `day` to `until`, and whether the post is the head's or a leader's."""

    class Rank(models.TextChoices):
        """What the post makes its holder: the head and the leaders owe a review of their own."""

        HEAD = "head"
        LEADER = "leader"
        MEMBER = "member"

    post = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    rank = models.CharField(max_length=10, choices=Rank.choices)
    holder = models.CharField(max_length=40, blank=True, default="")
    holder_name = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.unit_id} {self.post}"


ACCOUNTS_TREE = "accounts"
"""Name of the ledger tree of what people say of their own accounts; no campaign's figures depend on it."""


class Contact(Fact):
    """Where the weekly mail goes, and in which language, as the account's holder said; `email` "": no mail."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    email = models.CharField(max_length=254, blank=True, default="")
    language = models.CharField(max_length=2, choices=[(lang, lang) for lang in LANGUAGES])

    def __str__(self) -> str:
        return str(self.account_id)

    @property
    def tree(self) -> str:
        return ACCOUNTS_TREE


class FactorsReset(Fact):
    """A step of taking every factor away from an account whose holder lost them; `request` binds the two together."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    request = models.UUIDField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.account_id)

    @property
    def tree(self) -> str:
        return ACCOUNTS_TREE


class FactorsResetAsked(FactorsReset):
    """Somebody who runs the machine asks for it; nothing is taken away yet."""


class FactorsResetAllowed(FactorsReset):
    """A second person, of the inspection commission, allowed it: the factors went with this act."""


class RoleGranted(Fact):
    """A role an account holds from `day` to `until`, and over what.

    `unit_code` empty: over the whole host. `group` is the working group whose units its people follow.
    `campaign_code` empty: in every campaign of the host. `post` is the one by which somebody sits in the
    unit's collective; whose it is on a day, the tenures say. `body` is the one that decides discipline.
    """

    added_later: ClassVar[Mapping[str, Any]] = {"post": "", "body": ""}

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    unit_code = models.CharField(max_length=40, blank=True, default="")
    group = models.CharField(max_length=40, blank=True, default="")
    campaign_code = models.CharField(max_length=60, blank=True, default="")
    post = models.CharField(max_length=40, blank=True, default="")
    body = models.CharField(max_length=60, blank=True, default="")
    until = models.DateField(null=True, default=None)

    def __str__(self) -> str:
        return f"{self.account_id} {self.role}"


class RoleProposed(Fact):
    """That somebody asked for a role for an account, from `since` until a day; the `number`-th such asking."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    unit_code = models.CharField(max_length=40, blank=True, default="")
    group = models.CharField(max_length=40, blank=True, default="")
    campaign_code = models.CharField(max_length=60, blank=True, default="")
    post = models.CharField(max_length=40, blank=True, default="")
    body = models.CharField(max_length=60, blank=True, default="")
    since = models.DateField()
    until = models.DateField(null=True, default=None)
    number = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.account_id} {self.role}"


class RoleDecided(Fact):
    """That a second person approved or refused a proposed role, and why; approved, it is granted in the same act."""

    proposal = models.ForeignKey(RoleProposed, on_delete=models.PROTECT, related_name="+")
    approved = models.BooleanField()
    words = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.approved}"


class RelationFact(Fact):
    """What one of the two bodies says of two persons, `one` and `other`, in the order of their names."""

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="+")
    one = models.CharField(max_length=81)
    other = models.CharField(max_length=81)
    body = models.CharField(max_length=12, choices=[(body.value, body.value) for body in Body])

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.one} {self.other}"


class RelationDeclared(RelationFact):
    """That `one` is the `kinship` of `other` from `day` on; ALWAYS: since before the record begins."""

    kinship = models.CharField(max_length=10, choices=[(kin.value, kin.value) for kin in Kinship])


class RelationTakenBack(RelationFact):
    """That a body took the relationship back on `day`, and why; it is lifted once both have."""

    reason = models.TextField()


class CalendarFact(Fact):
    """What a host set of its working days; `day` is the day spoken of."""

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.day)


class WorkingWeekSet(CalendarFact):
    """From `day` on these days of the week are worked ("12345": Monday to Friday); `fixed`: the fixed holidays are off."""

    weekdays = models.CharField(max_length=7)
    fixed = models.BooleanField()


class WorkdaySet(CalendarFact):
    """That `day` is a day off, or is worked in lieu of another, and what it is called."""

    works = models.BooleanField()
    title = models.CharField(max_length=200)
