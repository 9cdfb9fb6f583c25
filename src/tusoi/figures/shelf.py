"""What was read and counted lately, kept in this process for as long as nothing is written.

A campaign's records are a function of its own ledger tree, the host's tree and the moment asked for, and, in a
cascade, of the trees of the campaigns next to it, whose reviews come before or after its own. The
last entry's leaf names a tree's whole content, salted digests and all, so it never comes again: not after a
rollback, not in another database. A moment at or after the last entry of both trees sees all there is;
every such moment is one "now". So a page costs two small queries where nothing happened in between.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Generic, TypeVar

from django.db import connection

from tusoi.campaigns.models import campaign_tree
from tusoi.campaigns.queries import NO_FAMILY, Family, family_of
from tusoi.ledger.models import HOST_TREE
from tusoi.ledger.reading import Tip, tips

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Position:
    """What a campaign's records depend on. `moment` is None where all there is was known.

    `near` are the last entries of the campaigns next to it in a cascade, `family` says which these are.
    """

    campaign: Tip
    host: Tip
    moment: datetime | None
    near: tuple[Tip, ...] = ()
    family: Family = NO_FAMILY


def position_of(campaign: str, *, known_by: datetime) -> Position | None:
    """Where a campaign stands, as known by a moment; None where nothing may be kept. Two queries.

    Inside a transaction nothing is kept or looked up: what it has written is in no entry yet, and may
    still be undone.
    """
    if in_transaction():
        return None
    return positions_of({campaign: family_of(campaign)}, known_by=known_by)[campaign]


def positions_of(
    families: Mapping[str, Family], *, known_by: datetime
) -> dict[str, Position | None]:
    """The same of several campaigns, each with those next to it. One query."""
    if in_transaction():
        return dict.fromkeys(families)
    codes = {one for code, family in families.items() for one in (code, *family.codes)}
    found = tips((HOST_TREE, *map(campaign_tree, sorted(codes))))
    return {code: _position(code, family, found, known_by) for code, family in families.items()}


def _position(
    code: str, family: Family, found: Mapping[str, Tip], known_by: datetime
) -> Position | None:
    own, hosts = found.get(campaign_tree(code)), found.get(HOST_TREE)
    near = [found.get(campaign_tree(one)) for one in family.codes]
    if own is None or hosts is None or None in near:
        return None
    there = tuple(one for one in near if one is not None)
    all_known = known_by >= max(one.at for one in (own, hosts, *there))
    return Position(own, hosts, None if all_known else known_by, there, family)


@dataclass(frozen=True, slots=True)
class As:
    """A campaign as known by a moment, and where it stood before anything of it was read; None: it may not be kept."""

    code: str
    known_by: datetime
    position: Position | None

    @property
    def family(self) -> Family | None:
        """The campaigns next to it in a cascade, where they are known."""
        return self.position.family if self.position else None


def standing(code: str, known_by: datetime) -> As:
    """A campaign as it stands. Two queries."""
    return As(code, known_by, position_of(code, known_by=known_by))


def in_transaction() -> bool:
    """Whether what is read now may still be undone."""
    return connection.in_atomic_block


class Shelf(Generic[Value]):
    """A few values, the one longest unused making room. For several threads: one makes, the others wait for it."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._kept: OrderedDict[Hashable, Value] = OrderedDict()
        self._guard = Lock()
        self._making: dict[Hashable, Lock] = {}

    def take(
        self, key: Hashable, make: Callable[[], Value], *, if_still: Callable[[], bool]
    ) -> Value:
        """The value of that key, made where it is not there; kept `if_still` true once it is made.

        What `make` raises is kept by nobody.
        """
        with self._guard:
            if key in self._kept:
                return self._again(key)
            making = self._making.setdefault(key, Lock())
        with making:
            with self._guard:  # meanwhile others make room, or put everything away
                if key in self._kept:
                    return self._again(key)
            try:
                value = make()
                if if_still():
                    self._keep(key, value)
                return value
            finally:
                with self._guard:
                    self._making.pop(key, None)

    def take_at(self, at: As, about: Hashable, make: Callable[[], Value]) -> Value:
        """What `make` gives of a campaign as it stands; kept unless something was written while it was made: it may be half of each."""
        position = at.position
        if position is None:
            return make()
        return self.take(
            (position, about),
            make,
            if_still=lambda: position_of(at.code, known_by=at.known_by) == position,
        )

    def _again(self, key: Hashable) -> Value:
        self._kept.move_to_end(key)
        return self._kept[key]

    def _keep(self, key: Hashable, value: Value) -> None:
        with self._guard:
            self._kept[key] = value
            while len(self._kept) > self._places:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Put everything away."""
        with self._guard:
            self._kept.clear()

    def __len__(self) -> int:
        return len(self._kept)
