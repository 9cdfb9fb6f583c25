"""What was read and counted lately, kept in this process for as long as nothing is written.

A campaign's records are a function of its own ledger tree, the host's tree and the moment asked for, and, in a
cascade, of the trees of the campaigns next to it, whose reviews come before or after its own. The
last entry's leaf names a tree's whole content, salted digests and all, so it never comes again: not after a
rollback, not in another database. A moment at or after the last entry of both trees sees all there is;
every such moment is one "now". Where campaigns stand is itself kept for as long as nothing is recorded anywhere: so a
page costs one small query where nothing happened in between, and two more where something did in another tree.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from tusoi.campaigns.models import campaign_tree
from tusoi.campaigns.queries import NO_FAMILY, Family, family_of
from tusoi.ledger import shelf
from tusoi.ledger.models import HOST_TREE
from tusoi.ledger.reading import Tip, tips
from tusoi.ledger.shelf import Shelf, ShelfOfNow

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
    """Where a campaign stands, as known by a moment; None where nothing may be kept. One small query, or three.

    Inside a transaction nothing is kept or looked up: what it has written is in no entry yet, and may
    still be undone.
    """
    if shelf.in_transaction():
        return None
    family, found = _WHERE.take_now(campaign, lambda: _where(campaign))
    return _position(campaign, family, found, known_by)


def _where(campaign: str) -> tuple[Family, Mapping[str, Tip]]:
    """The campaigns next to a campaign, and the last entries of all of them and of the host. Two queries."""
    family = family_of(campaign)
    return family, _tips((campaign, *family.codes))


_WHERE: ShelfOfNow[tuple[Family, Mapping[str, Tip]]] = ShelfOfNow(64)


def positions_of(
    families: Mapping[str, Family], *, known_by: datetime
) -> dict[str, Position | None]:
    """The same of several campaigns, each with those next to it. One query."""
    if shelf.in_transaction():
        return dict.fromkeys(families)
    codes = {one for code, family in families.items() for one in (code, *family.codes)}
    found = _tips(codes)
    return {code: _position(code, family, found, known_by) for code, family in families.items()}


def _tips(campaigns: Iterable[str]) -> dict[str, Tip]:
    return tips((HOST_TREE, *map(campaign_tree, sorted(campaigns))))


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
    """A campaign as it stands. One small query, or three."""
    return As(code, known_by, position_of(code, known_by=known_by))


class CampaignShelf(Shelf[Value]):
    """A shelf of what is made of campaigns as they stand."""

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
