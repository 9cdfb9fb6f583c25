"""One unit of the tree with those directly below it, each with how many at or below it had reached each stage."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse

from tusoi.campaigns.asked import Asked
from tusoi.campaigns.tallies import NOTHING, Own, Split, Stages, added
from tusoi.campaigns.tallying import Counts
from tusoi.desk.wall import natural
from tusoi.figures.reached import STAGE_SAID
from tusoi.figures.shelf import CampaignShelf, standing
from tusoi.figures.tallied import stages_of
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import UnitStanding, standings
from tusoi.values.clock import ticking
from tusoi.values.share import Share
from tusoi.values.wording import Wording, same

LINES_A_PAGE = 50
KEPT_FOR = 60.0
"""Seconds that a page is kept at most."""
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The counts of one line, by stage in the order of the table."""

    counts: Counts

    @property
    def by_stage(self) -> dict[str, int]:
        """Each stage's count by its code."""
        return dict(zip(STAGE_SAID, self.counts, strict=True))

    @property
    def columns(self) -> list[tuple[Wording, int]]:
        """Each stage's name and count."""
        return [(STAGE_SAID[stage], count) for stage, count in self.by_stage.items()]

    @property
    def share(self) -> Share:
        """Units reviewed of units that owe a review."""
        return Share(self.by_stage["held"], self.by_stage["owing"])


@dataclass(frozen=True, slots=True)
class Line:
    """A unit at or below which something is counted. `below` leads to its own page in the tree, `own` to its file; "" none."""

    unit: str
    name: str
    below: str
    own: str
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Crumb:
    """A unit on the way from the top."""

    unit: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class TreePage:
    """What the page shows of one unit, or, with `unit` "", of all that the reader sees."""

    unit: str
    name: str
    crumbs: tuple[Crumb, ...]
    totals: Numbers
    own: Own | None
    blocks: tuple[tuple[Wording, Numbers], ...]
    levels: tuple[tuple[int, Numbers], ...]
    page: Page[str]
    lines: tuple[Line, ...]

    @property
    def stages(self) -> tuple[Wording, ...]:
        """The heads of the columns."""
        return tuple(STAGE_SAID.values())


@dataclass(frozen=True, slots=True)
class _Found:
    """The counts below some units, whoever the reader is: by unit, and over all of them by block and by level."""

    below: Mapping[str, Counts]
    own: Mapping[str, Own]
    split: Sequence[Split]

    @property
    def total(self) -> Counts:
        return added(counts for _, _, counts in self.split)

    @property
    def blocks(self) -> dict[str, Counts]:
        return _sums((block, counts) for block, _, counts in self.split)

    @property
    def levels(self) -> dict[int, Counts]:
        return _sums((level, counts) for _, level, counts in self.split)

    def at_or_below(self, unit: str) -> Counts:
        """What is counted of a unit itself and all below it."""
        own = self.own.get(unit)
        return added((self.below.get(unit, NOTHING), own.counts if own else NOTHING))


def tree_page(asked: Asked, unit: str, page: str) -> TreePage:
    """The page of a unit; without one that of the unit at the top, or of all that the reader sees.

    Kept for whoever sees all, for as long as the campaign stands as it stood, and no longer than a minute: the counts may be
    worked out anew without anything being recorded. Else at most thirteen queries, whatever the number of units; without a
    unit and within bounds one more for each 500 in them.

    Raises:
        NotThere: there is no such unit, or the reader does not see all below it.
    """
    if asked.units is not None:
        return _made(asked, unit, page)
    named = tuple(asked.campaign.blocks.items())  # read before where the campaign stands
    minute = int(ticking() // KEPT_FOR)
    about = (unit, page, asked.as_of, asked.query, named, minute)
    at = standing(asked.campaign.code, asked.known_by)
    return _PAGES.take_at(at, about, lambda: _made(asked, unit, page))


_PAGES: CampaignShelf[TreePage] = CampaignShelf(64)


def _made(asked: Asked, unit: str, page: str) -> TreePage:
    stages = stages_of(asked.campaign.code, known_by=asked.moment)
    trees = asked.reach.trees()
    if not unit and trees is None:
        tops = stages.tops()
        unit = tops[0] if len(tops) == 1 else ""
    path, own = _path(asked, unit) if unit else [], None
    if unit:
        _refuse_unseen(asked, unit, path, trees)
        own = next(iter(stages.of([unit], asked.as_of)), None)
        found = _below(stages, unit, own, asked.as_of)
    else:
        found = _at_the_top(stages, asked, trees)
    codes = sorted(
        (one for one in {*found.below, *found.own} if asked.units is None or one in asked.units),
        key=natural,
    )
    shown = Paginator(codes, LINES_A_PAGE).get_page(page)
    return _page(asked, unit, path, found, shown, own)


def _page(
    asked: Asked,
    unit: str,
    path: Sequence[str],
    found: _Found,
    shown: Page[str],
    own: Own | None,
) -> TreePage:
    names = _names(asked, {*shown.object_list, *path})
    lines = tuple(_line(asked, code, names, found) for code in shown.object_list)
    return TreePage(
        unit=unit,
        name=names.get(unit, unit),
        crumbs=tuple(_crumbs(asked, path, names)),
        totals=Numbers(found.total),
        own=own,
        blocks=tuple(
            (asked.campaign.blocks.get(code, same(code)), Numbers(counts))
            for code, counts in sorted(found.blocks.items())
        ),
        levels=tuple((level, Numbers(counts)) for level, counts in sorted(found.levels.items())),
        page=shown,
        lines=lines,
    )


def as_json(asked: Asked, found: TreePage) -> dict[str, Any]:
    """The page as a program reads it: every count by the stage's code, the children a page at a time."""
    return {
        "campaign": asked.campaign.code,
        "as_of": asked.as_of.isoformat(),
        "tree_of": asked.as_of.isoformat(),
        "known_by": asked.known_by.isoformat(timespec="seconds"),
        "unit": found.unit,
        "name": found.name,
        "path": [crumb.unit for crumb in found.crumbs],
        "stages": list(STAGE_SAID),
        "totals": found.totals.by_stage,
        "own": Numbers(found.own.counts).by_stage if found.own else None,
        "by_block": {name.in_(asked.lang): numbers.by_stage for name, numbers in found.blocks},
        "by_level": {str(level): numbers.by_stage for level, numbers in found.levels},
        "children": [
            {"unit": one.unit, "name": one.name, "has_below": bool(one.below)}
            | {"counts": one.numbers.by_stage}
            for one in found.lines
        ],
        "page": found.page.number,
        "pages": found.page.paginator.num_pages,
    }


def _below(stages: Stages, unit: str, own: Own | None, day: date) -> _Found:
    """What stands directly below a unit; its own review is in the sums by block and by level."""
    below = _sums((place.node, counts) for place, counts in stages.below([unit], day))
    itself = [_split(own)] if own else []
    return _Found(below, _by_unit(stages.own([unit], day)), [*stages.within([unit], day), *itself])


def _at_the_top(stages: Stages, asked: Asked, trees: Collection[str] | None) -> _Found:
    """The tops, each with what is below it; of a reader within bounds the units all of whose tree they see, and the others."""
    day = asked.as_of
    if trees is None:
        tops, own = list(stages.tops()), stages.own([""], day)
    else:
        tops = _topmost(asked, trees)
        seen = stages.of(asked.units or (), day)
        own = [one for one in seen if not set(one.above) & set(tops)]
    found = [(place.parent, counts) for place, counts in stages.below(tops, day)]
    found += [(one.parent, one.counts) for one in stages.own(tops, day)]
    return _Found(_sums(found), _by_unit(own), [*stages.within(tops, day), *map(_split, own)])


def _topmost(asked: Asked, trees: Collection[str]) -> list[str]:
    """Those of some units that stand below none of the others on the day."""
    known = _standing_on(asked, trees)
    paths = {unit: known[unit].path.strip("/").split("/") for unit in trees if unit in known}
    return sorted(unit for unit in trees if not set(paths.get(unit, ())[:-1]) & set(trees))


def _by_unit(own: Iterable[Own]) -> dict[str, Own]:
    return {one.unit: one for one in own}


def _split(own: Own) -> Split:
    return own.block, own.level, own.counts


def _sums(counts: Iterable[tuple[Key, Counts]]) -> dict[Key, Counts]:
    found: dict[Key, list[Counts]] = defaultdict(list)
    for key, some in counts:
        found[key].append(some)
    return {key: added(some) for key, some in found.items()}


def _refuse_unseen(
    asked: Asked, unit: str, path: Collection[str], trees: Collection[str] | None
) -> None:
    """Let pass whoever sees the unit and all below it, by the tree of today and by that of the day."""
    if trees is None:
        return
    seen = asked.units is None or unit in asked.units
    if not seen or not set(path) & set(trees):
        raise NotThere


def _path(asked: Asked, unit: str) -> list[str]:
    """The codes from the top down to a unit on the day, or where it stood last or first.

    Raises:
        NotThere: no such unit is known.
    """
    standing = _standing_on(asked, {unit}).get(unit)
    if standing is None:
        raise NotThere
    return standing.path.strip("/").split("/")


def _standing_on(asked: Asked, units: Collection[str]) -> dict[str, UnitStanding]:
    """Where some units stand on the day, else where they stood last before it, else first. One query."""
    rows = standings(asked.campaign.host, known_by=asked.known_by, units=units) if units else ()
    found: dict[str, UnitStanding] = {}
    for row in rows:
        if row.code not in found or row.period.since <= asked.as_of:
            found[row.code] = row
    return found


def _names(asked: Asked, units: Collection[str]) -> dict[str, str]:
    return {code: row.name for code, row in _standing_on(asked, units).items()}


def _line(asked: Asked, code: str, names: Mapping[str, str], found: _Found) -> Line:
    campaign, query = asked.campaign.code, asked.query
    return Line(
        unit=code,
        name=names.get(code, code),
        below=_address("tree-of", campaign, code) + query if code in found.below else "",
        own=_address("unit", campaign, code) + query if code in found.own else "",
        numbers=Numbers(found.at_or_below(code)),
    )


def _crumbs(asked: Asked, path: Sequence[str], names: Mapping[str, str]) -> Iterable[Crumb]:
    """The units above that the reader may open, and the unit itself."""
    trees = asked.reach.trees()
    first = 0
    if trees is not None:
        first = next((place for place, code in enumerate(path) if code in trees), len(path))
    for code in path[first:]:
        url = _address("tree-of", asked.campaign.code, code) + asked.query
        yield Crumb(code, names.get(code, code), url)


def _address(name: str, campaign: str, unit: str) -> str:
    return reverse(name, kwargs={"code": campaign, "unit": unit})


def joined(asked: Asked, **more: object) -> str:
    """The day and the moment asked for, and more."""
    return f"{asked.query}&{urlencode(more)}" if asked.query else f"?{urlencode(more)}"
