"""What a search finds: passages of one kind, twenty on a page, out of those that the asker could open."""

from dataclasses import dataclass
from datetime import date, datetime

from tusoi.campaigns.access import Reach
from tusoi.search.engines import Hit, Where, count_found, hits
from tusoi.search.kinds import ONLY_NOW, Kind, units_read
from tusoi.search.sources import scope_of
from tusoi.text.words import Sought

A_PAGE = 20
MOST = 1_000
"""So many results are counted and can be turned to; who finds more says more."""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of what was found. `count` is how many there are, at most `MOST`: then `is_more` says that there are more."""

    found: tuple[Hit, ...]
    count: int
    is_more: bool
    page: int
    pages: int


NOTHING = FoundPage((), 0, False, 1, 1)


@dataclass(frozen=True, slots=True)
class Moment:
    """As of which day, and as known by which moment (None: now)."""

    as_of: date
    known_by: datetime | None


def search(
    reach: Reach, kind: Kind, sought: Sought, at: Moment, *, page: int = 1, a_page: int = A_PAGE
) -> FoundPage:
    """Passages in which all words stand: first where they stand next to each other as typed, then all others; the newest first.

    Units are found by every name they ever bore, whatever the day. At most four queries; none where the asker reads nothing of the kind.
    """
    units = units_read(reach, kind)
    if not sought or units == frozenset() or (at.known_by and kind in ONLY_NOW):
        return NOTHING
    of_units = kind is Kind.UNIT
    scope = scope_of(kind, reach.campaign.host if of_units else reach.campaign.code)
    where = Where(scope, kind, units, None if of_units else at.as_of, at.known_by)
    there = count_found(sought, where, together=None, most=MOST + 1)
    count = min(there, MOST)
    pages = max(1, -(-count // a_page))
    page = min(max(1, page), pages)
    first = (page - 1) * a_page
    found = _hits(sought, where, first, min(a_page, count - first)) if count else []
    return FoundPage(tuple(found), count, there > MOST, page, pages)


def _hits(sought: Sought, where: Where, first: int, count: int) -> list[Hit]:
    if sought.is_plain:
        return hits(sought, where, together=None, first=first, count=count)
    found = hits(sought, where, together=True, first=first, count=count)
    if len(found) == count:
        return found
    before = first + len(found)
    if first and not found:
        before = count_found(sought, where, together=True, most=MOST)
    rest = max(0, first - before)
    return found + hits(sought, where, together=False, first=rest, count=count - len(found))
