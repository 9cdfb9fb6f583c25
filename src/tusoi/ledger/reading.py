"""Facts read as plain rows, for whoever needs all of a campaign: no model instance, and equal values made once."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    DateField,
    F,
    Field,
    IntegerField,
    Model,
    Q,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
)
from django.db.models import When as Where
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from tusoi.ledger.models import Cosignature, Entry
from tusoi.ledger.source import Provenance
from tusoi.values.day import When
from tusoi.values.origin import Origin

_TELLING = ("day", "day_stated", "source_file", "source_row", "origin", "citation")
_BY_HAND = Cast(Case(Where(source_file="", then=F("told_at"))), TextField())
"""The moment at which a fact was told on a page; SQLite writes it in UTC without saying so."""
_KEPT = 1 << 16
"""Values kept between queries; the facts of one workbook row, told to several rooms, share theirs."""


def read_rows(facts: QuerySet[Any], *columns: str) -> Iterator[tuple[Any, ...]]:
    """Each fact as (when, provenance, *columns), in the queryset's order. One query.

    A column is a field's name, or leads to one ("unit__code"). Days and keys repeat by the thousand:
    they cross from the database as text and become a value once, which a model would do for every row.
    """
    asked = [_BY_HAND, *(_asked(facts.model, name) for name in (*_TELLING, *columns))]
    makers = [
        (place, maker)
        for place, name in enumerate(columns, start=2)
        if (maker := _maker(facts.model, name)) is not None
    ]
    for by_hand, day, stated, file, number, origin, citation, *values in facts.values_list(*asked):
        when = _when(day, stated)
        undated_by = None if stated else when.day
        row = [when, _provenance(file, number, origin, citation, undated_by, by_hand), *values]
        for place, make in makers:
            row[place] = make(row[place])
        yield tuple(row)


@dataclass(frozen=True, slots=True)
class Tip:
    """A tree's last entry: its leaf names the whole content, and nothing was told later than `at`."""

    tree: str
    position: int
    leaf: bytes
    at: datetime


def tip(tree: str) -> Tip | None:
    """The last entry of a tree; None of an empty one, and where it cannot be read. One query."""
    return tips((tree,)).get(tree)


class Newest(NamedTuple):
    """The leaf of the entry added last to whichever tree, the sum of the numbers of the last few, and the number of the last witness's line that was brought.

    On PostgreSQL two trees are written to at once, and of two entries the one with the lower number may come to be seen
    later: the last stays the last, the sum does not.
    """

    leaf: bytes
    lately: int
    vouched: int


def newest() -> Newest:
    """While it stays, nothing was recorded, and nobody outside has vouched for anything more. One small query."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        leaf, lately, vouched = cursor.fetchone()
    return Newest(bytes(leaf or b""), int(lately or 0), vouched or 0)


_NEWEST = (
    f"SELECT (SELECT leaf FROM {Entry._meta.db_table} ORDER BY id DESC LIMIT 1),"  # noqa: S608 (our names)
    f" (SELECT SUM(id) FROM (SELECT id FROM {Entry._meta.db_table} ORDER BY id DESC LIMIT 100) AS lately),"
    f" (SELECT MAX(id) FROM {Cosignature._meta.db_table})"
)


def tips(trees: Iterable[str]) -> dict[str, Tip]:
    """The last entry of each tree, those left out that are empty or cannot be read. One query."""
    last = Q()
    for tree in trees:
        of_the_tree = Entry.objects.filter(tree=tree).order_by("-position")
        last |= Q(tree=tree, position=Subquery(of_the_tree.values("position")[:1]))
    found: dict[str, Tip] = {}
    for tree, position, leaf, body in Entry.objects.filter(last).values_list(
        "tree", "position", "leaf", "body"
    ):
        at = moment_of(body)
        if at is not None:
            found[tree] = Tip(tree, position, bytes(leaf), at)
    return found


def moment_of(body: str) -> datetime | None:
    """When an entry of that text was written; None where it cannot be read."""
    with suppress(ValueError, KeyError, TypeError):
        return datetime.fromisoformat(json.loads(body)["at"])
    return None


def _asked(model: type[Model], name: str) -> Combinable:
    """A column as it is asked for: what Python would make anew for every row comes as text or number."""
    if _is(model, name, UUIDField, DateField):
        return Cast(name, TextField())
    return Cast(name, IntegerField()) if _is(model, name, BooleanField) else F(name)


def _maker(model: type[Model], name: str) -> Callable[[Any], Any] | None:
    """What makes a value of a column's text; None where it came as it is."""
    if _is(model, name, UUIDField):
        return _key
    if _is(model, name, DateField):
        return _day
    return bool if _is(model, name, BooleanField) else None


def _is(model: type[Model], name: str, *kinds: "type[Field[Any, Any]]") -> bool:
    """Whether a field of the model itself, or what it refers to, is of one of these kinds."""
    if "__" in name:
        return False
    field = model._meta.get_field(name)
    return type(getattr(field, "target_field", field)) in kinds


@lru_cache(_KEPT)
def _day(text: str | None) -> date | None:
    """A day from its text."""
    return date.fromisoformat(text) if text else None


def _key(text: str | None) -> UUID | None:
    return key_of(text) if text else None


@lru_cache(_KEPT)
def key_of(text: str) -> UUID:
    """A key from its text, as either engine writes it; made once for each text."""
    return UUID(text)


@lru_cache(_KEPT)
def _when(day: str, stated: int) -> When:
    return When(date.fromisoformat(day), bool(stated))


@lru_cache(_KEPT)
def _provenance(
    file: str,
    number: int | None,
    origin: str,
    citation: str,
    undated_by: date | None,
    by_hand: str | None,
) -> Provenance:
    at = datetime.fromisoformat(by_hand) if by_hand else None
    at = at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at
    return Provenance(file, number, Origin(origin), citation, undated_by, at)
