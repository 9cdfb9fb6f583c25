"""Committed rows, facts, entries and the digests of their rows."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models.base import ModelState

from tusoi.ledger.columns import values_getter
from tusoi.ledger.commitment import new_salt, plain, row_digest
from tusoi.ledger.source import Provenance
from tusoi.values.day import When
from tusoi.values.origin import ORIGIN_WORDING, Origin

HOST_TREE = "host"


@lru_cache(maxsize=8192)
def derived_key(*parts: str) -> uuid.UUID:
    """A key made from what identifies the row (UUIDv5), so that uniqueness needs no index of its own.

    Remembered: the facts of one review are told one after the other.
    """
    return uuid.uuid5(_NAMESPACE, "\x1f".join(parts))


_NAMESPACE = uuid.UUID("5d3e9c7a-2f0b-5c41-9a6e-7d1f3b8a4c20")


class Committed(models.Model):
    """A row that some entry of the ledger commits to. Inserted through an act, never changed."""

    uncommitted: ClassVar[frozenset[str]] = frozenset({"salt"})
    """Columns outside the payload: the salt itself, and what may change without being an act (a password)."""
    added_later: ClassVar[Mapping[str, Any]] = {}
    """Columns that a migration added to recorded rows, with the value the old rows got: where a row holds
    that value, the column is no part of its payload, and the digest of an old row still fits."""
    redactable: ClassVar[tuple[str, ...]] = ()
    """Columns that hold free text, or a digest of one, and so may hold what must go: a redaction changes these alone."""
    volume: ClassVar[bool] = False
    """Whether the table grows with people and units, and so keeps the rules that let it be distributed."""

    salt = models.BinaryField(max_length=32, default=new_salt, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def made(cls, **columns: Any) -> Self:
        """A row not yet inserted, of its columns by name (a foreign key's with `_id`); one left out has its default.

        For what a return tells, of which a country's has millions: `Model.__init__` goes through the columns of each.

        Raises:
            TypeError: there is no such column.
        """
        constant, called = _defaults(cls)
        if not columns.keys() <= constant.keys():
            raise TypeError(f"{cls.__name__} has no column {sorted(columns.keys() - constant)[0]}")
        row = cls.__new__(cls)
        row._state = ModelState()
        row.__dict__ |= constant
        row.__dict__ |= columns
        row.__dict__ |= {name: make() for name, make in called if name not in columns}
        return row

    @property
    def tree(self) -> str:
        """Name of the ledger tree that bears witness to this row."""
        return HOST_TREE

    @property
    def concerns(self) -> tuple[str, uuid.UUID] | None:
        """What the row is about, for whoever follows acts: a campaign's code ("": the host) and a key; None: nothing followed."""
        return None

    def payload(self) -> Mapping[str, Any]:
        """Every column the digest covers, by column name, as canonical JSON can hold it."""
        names, values_of = _committed(type(self))
        payload = dict(zip(names, map(plain, values_of(self)), strict=True))
        old = self.added_later
        if not old:
            return payload
        return {name: one for name, one in payload.items() if name not in old or one != old[name]}

    def digest(self) -> bytes:
        """The row's digest as it stands now; 32 bytes."""
        payload = {"table": self._meta.label_lower, **self.payload()}
        return row_digest(bytes(self.salt), payload)


@cache
def _committed(model: type[Committed]) -> tuple[tuple[str, ...], Callable[[Committed], Any]]:
    """The columns that a model's digests cover, and what takes their values from a row."""
    fields = model._meta.concrete_fields
    names = tuple(field.attname for field in fields if field.name not in model.uncommitted)
    return names, values_getter(names)


@cache
def _defaults(
    model: type[Committed],
) -> tuple[Mapping[str, Any], tuple[tuple[str, Callable[[], Any]], ...]]:
    """Of a model's columns the defaults that are always the same, and those that are made for each row."""
    fields = model._meta.concrete_fields
    called = tuple(
        (one.attname, one.default) for one in fields if one.has_default() and callable(one.default)
    )
    made = {name for name, _ in called}
    return {
        one.attname: None if one.attname in made else one.get_default() for one in fields
    }, called


_Fact = TypeVar("_Fact", bound="Fact", covariant=True)


class FactQuerySet(models.QuerySet[_Fact]):
    """The two clocks of a fact: the day it holds and the moment it was told."""

    def known(self, known_by: datetime | None = None) -> Self:
        """Facts told by `known_by` (None: all that were ever told) that nothing told by then replaces or withdraws."""
        told = self if known_by is None else self.filter(told_at__lte=known_by)
        # An anti-join on every engine; PostgreSQL would scan a long list of replaced rows for each fact.
        replacing = self.model._default_manager.filter(replaces=models.OuterRef("pk"))
        if known_by is not None:
            replacing = replacing.filter(told_at__lte=known_by)
        return told.filter(withdrawn=False).exclude(models.Exists(replacing))

    def held_by(self, day: date, known_by: datetime) -> Self:
        """Facts that hold by the end of `day`, as far as was known by `known_by`."""
        return self.known(known_by).filter(day__lte=day)


class Fact(Committed):
    """Something that happened: the day it holds, when and by whom it was told, where it comes from, what it replaces.

    `key` says what the fact is about within its tree: a fact and the one that replaces it share it. A
    day not stated (`day_stated` False) holds as no later than its return's `as_of`, which is then `day`.
    A fact that is `withdrawn` puts nothing in the place of what it replaces.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, db_index=True)
    day = models.DateField()
    day_stated = models.BooleanField(default=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    origin = models.CharField(
        max_length=20, choices=[(origin.value, ORIGIN_WORDING[origin].vi) for origin in Origin]
    )
    citation = models.CharField(max_length=400, blank=True, default="")
    source_file = models.CharField(max_length=100, blank=True, default="")
    source_row = models.PositiveIntegerField(null=True, default=None)
    load = models.UUIDField(null=True, default=None)
    replaces = models.UUIDField(null=True, default=None, db_index=True)
    withdrawn = models.BooleanField(default=False)

    objects = models.Manager.from_queryset(FactQuerySet)()

    telling: ClassVar[frozenset[str]] = frozenset(
        "id salt key told_at told_by_id source_file source_row load replaces withdrawn".split()
    )
    """Columns that say how a fact was told; all others are what it says."""

    class Meta:
        abstract = True

    @property
    def when(self) -> When:
        """The day it happened, with whether the record states it."""
        return When(self.day, self.day_stated)

    @property
    def provenance(self) -> Provenance:
        """Where the fact comes from."""
        return Provenance(
            self.source_file,
            self.source_row,
            Origin(self.origin),
            self.citation,
            undated_by=None if self.day_stated else self.day,
            by_hand_at=None if self.source_file else self.told_at,
        )

    def says(self) -> dict[str, Any]:
        """What the fact says, without how it was told: two facts of one key that say the same are one."""
        names = (field.attname for field in self._meta.concrete_fields)
        said = {name: getattr(self, name) for name in names if name not in self.telling}
        if not self.day_stated:
            del said[
                "day"
            ]  # a bound, not a statement: a later return with a later bound says nothing new
        return said


class Entry(models.Model):
    """One line of a tree: canonical JSON without its position; the position is the sequence."""

    tree = models.CharField(max_length=120)
    position = models.PositiveBigIntegerField()
    body = models.TextField()
    leaf = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tree", "position"], name="entry_position_once"),
        ]
        ordering = ["tree", "position"]

    def __str__(self) -> str:
        return f"{self.tree} #{self.position}"


class OfARow(Committed):
    """What became of a recorded row beyond its being replaced.

    `table` and `row` name it as its digest does, which stays in its entry. `witness` is the tree of both; `ground` a
    code, never a sentence.
    """

    volume = True

    id = models.UUIDField(primary_key=True, editable=False)
    witness = models.CharField(max_length=120)
    table = models.CharField(max_length=80)
    row = models.CharField(max_length=80)
    ground = models.CharField(max_length=40)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.table} {self.row}"

    @property
    def tree(self) -> str:
        return self.witness


class Erasure(OfARow):
    """That an act erased a recorded row, its salt with it, because its time was up: the one way a row may go.

    Without the salt the digest says nothing testable of what stood there.
    """

    @classmethod
    def of(cls, row: Committed, ground: str) -> "Erasure":
        """The erasure of a row, not yet inserted; its key is derived, so a row is erased once."""
        table, key = row._meta.label_lower, str(row.pk)
        derived = derived_key("erasure", table, key)
        return cls(id=derived, witness=row.tree, table=table, row=key, ground=ground)


class Redaction(OfARow):
    """That an act took the words out of a recorded row, its salt with them, and left the row: by whose decision, two people say.

    `remains` is the digest of what stands there since, under a salt of its own: so what is left is as guarded as any row.
    Where a row loses one passage after another, the last redaction says what is left.
    """

    remains = models.CharField(max_length=64)

    @staticmethod
    def key_of(table: str, row: str, before: int = 0) -> uuid.UUID:
        """The key of a row's redaction after so many before it; it is derived, so each is there once."""
        return derived_key("redaction", table, row, *([str(before)] if before else []))

    @classmethod
    def of(cls, row: Committed, ground: str, before: int = 0) -> "Redaction":
        """The redaction of a row from which the words have gone, not yet inserted; `before` it there were so many."""
        table, key = row._meta.label_lower, str(row.pk)
        return cls(
            id=cls.key_of(table, key, before),
            witness=row.tree,
            table=table,
            row=key,
            remains=row.digest().hex(),
            ground=ground,
        )


class RowDigest(models.Model):
    """The digest of one row that an entry commits to; `number` is its place in the entry's list."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    table = models.CharField(max_length=80)
    row = models.CharField(max_length=80)
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="row_digest_number_once"),
        ]
        indexes = [models.Index(fields=["table", "row"])]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


class Checkpoint(models.Model):
    """What this host has signed of a tree: its root over the first `size` entries, as a C2SP checkpoint.

    `frontier` are the roots of the tree's complete subtrees at that size, largest first, 32 bytes each: the tree
    grows from them without its older entries being read again. Inserted only, as the entries are.
    """

    tree = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    frontier = models.BinaryField()
    at = models.DateTimeField()
    note = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tree", "size"], name="checkpoint_size_once"),
        ]
        ordering = ["tree", "size"]

    def __str__(self) -> str:
        return f"{self.tree} {self.size}"


class Cosignature(models.Model):
    """A line by which a witness vouches for a checkpoint, as it was brought. Inserted only."""

    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.PROTECT, related_name="cosignatures"
    )
    key = models.CharField(max_length=200)
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checkpoint", "key"], name="cosignature_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.checkpoint_id} {self.key}"
