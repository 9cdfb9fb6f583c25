"""Units found by code or name, whatever marks were typed: “quan 8”, “Quận 8” in either form of Unicode, “dang uy” for Đảng ủy.

Every name a unit ever bore is folded once and kept while the host's tree of the ledger stands still; a search looks
through all of them, so nothing is missed, and a unit outside the reader's rights is not looked at.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator

from tusoi.campaigns.asked import Asked
from tusoi.campaigns.tallies import Own
from tusoi.desk.wall import natural
from tusoi.figures.reached import STAGE_SAID
from tusoi.figures.shelf import Shelf, in_transaction
from tusoi.figures.tallied import stages_of
from tusoi.ledger.models import HOST_TREE
from tusoi.ledger.reading import tip
from tusoi.organisation.queries import Named, names_of_units
from tusoi.text.forms import fold
from tusoi.values.wording import Wording

FOUND_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Looked:
    """A name as it is looked through: the code and the name without marks."""

    named: Named
    folded: str


@dataclass(frozen=True, slots=True)
class UnitFound:
    """A unit that was found: its code, the name it bears last, an older one by which it was found, its review of the day."""

    unit: str
    name: str
    once: str
    own: Own | None

    @property
    def reached(self) -> Wording:
        """The last of the stages that its review has come to."""
        counts = self.own.counts if self.own else ()
        come = [
            STAGE_SAID[stage] for stage, count in zip(STAGE_SAID, counts, strict=False) if count
        ]
        return come[-1] if come[1:] else _NOT_BEGUN


def units_found(asked: Asked, sought: str, page: str) -> tuple[tuple[UnitFound, ...], Page[str]]:
    """Units in whose code and name all words stand, those whose code it is first. At most four queries."""
    words = fold(sought).split()
    looked = _looked_through(asked.campaign.host, None if asked.known_now else asked.known_by)
    last = {one.named.unit: one.named for one in looked} if words else {}
    by = {one.named.unit: one.named for one in _matching(looked, words, asked.units)}
    order = sorted(by, key=lambda unit: (fold(unit) != " ".join(words), natural(unit)))
    shown = Paginator(order, FOUND_A_PAGE).get_page(page)
    stages = stages_of(asked.campaign.code, known_by=None if asked.known_now else asked.known_by)
    own = {one.unit: one for one in stages.of(list(shown.object_list), asked.as_of)}
    found = tuple(
        UnitFound(
            unit,
            last[unit].name,
            by[unit].name if by[unit].name != last[unit].name else "",
            own.get(unit),
        )
        for unit in shown.object_list
    )
    return found, shown


def _matching(
    looked: Sequence[Looked], words: Collection[str], units: frozenset[str] | None
) -> Iterator[Looked]:
    """The names in which every word stands; the newest of a unit's names last."""
    if not words:
        return
    for one in looked:
        if (units is None or one.named.unit in units) and all(word in one.folded for word in words):
            yield one


_KEPT: Shelf[tuple[Looked, ...]] = Shelf(2)


def _looked_through(host: str, known_by: datetime | None) -> tuple[Looked, ...]:
    def make() -> tuple[Looked, ...]:
        return tuple(
            Looked(named, fold(f"{named.unit} {named.name}"))
            for named in names_of_units(host, known_by=known_by)
        )

    at = tip(HOST_TREE)
    if at is None or in_transaction():
        return make()
    return _KEPT.take((host, at, known_by), make, if_still=lambda: tip(HOST_TREE) == at)


_NOT_BEGUN = Wording(vi="chưa chuẩn bị", en="not begun")
