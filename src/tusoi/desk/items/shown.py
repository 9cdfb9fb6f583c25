"""The items that a reader sees, as of a day: filtered, grouped, and how far each is."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tusoi.campaigns.asked import Asked
from tusoi.desk.page_number import page_number
from tusoi.desk.wall import natural
from tusoi.figures.labels import part_name
from tusoi.figures.records import ItemKnown, Records
from tusoi.organisation.queries import names_on
from tusoi.remediation.access import SEES, sees
from tusoi.remediation.queries import by_number
from tusoi.remediation.rules.stage import (
    due_on,
    is_disputed,
    is_overdue,
    returned_on,
    stage_on,
)
from tusoi.values.wording import Wording, same

A_PAGE = 100
"""Items on one page of the list."""


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item on a day: how far it is, the deadline as it stood, and what calls for somebody."""

    item: ItemKnown
    unit_name: str
    day: date

    @property
    def stage(self) -> str:
        """The stage it has reached."""
        return stage_on(self.item.life, self.day)

    @property
    def stage_wording(self) -> Wording:
        """The same in words."""
        return part_name(self.stage, {})

    @property
    def tag(self) -> str:
        """The colour of the stage: claimed is not done, and waits."""
        return {"verified": "good", "claimed": "wait"}.get(self.stage, "")

    @property
    def due_on(self) -> date | None:
        """By when it was due, as it stood on the day."""
        return due_on(self.item.life, self.day)

    @property
    def overdue(self) -> bool:
        """Whether it is late."""
        return is_overdue(self.item.life, self.day)

    @property
    def returned(self) -> bool:
        """Whether the last claim was returned."""
        return returned_on(self.item.life, self.day) is not None

    @property
    def disputed(self) -> bool:
        """Whether those affected say that it still is not put right."""
        return is_disputed(self.item.life, self.day)


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing a list may be narrowed to."""

    word: str
    name: Wording
    passes: Callable[[ItemShown], bool]


FILTERS = (
    Filter("", Wording(vi="Tất cả", en="All"), lambda one: True),
    Filter("qua-han", Wording(vi="Quá hạn", en="Overdue"), lambda one: one.overdue),
    Filter(
        "cho-xac-minh",
        Wording(vi="Chờ xác minh", en="Waits to be verified"),
        lambda one: one.stage == "claimed",
    ),
    Filter("tra-lai", Wording(vi="Bị trả lại", en="Returned"), lambda one: one.returned),
    Filter(
        "chua-khac-phuc",
        Wording(
            vi="Người dân nói vẫn chưa khắc phục", en="Those affected say: still not put right"
        ),
        lambda one: one.disputed,
    ),
)
CAMPAIGNS, PLANS = "dot", "don-vi"
SCOPES: Mapping[str, Wording] = {
    CAMPAIGNS: Wording(vi="Việc của đợt", en="The campaign's own"),
    PLANS: Wording(vi="Việc trong kế hoạch của đơn vị", en="Of the units' plans"),
}
GROUP, AREA, OWNER = "nhom", "linh-vuc", "chu-tri"
ORDERS: Mapping[str, Wording] = {
    GROUP: Wording(vi="Nhóm giải pháp", en="Solution group"),
    AREA: Wording(vi="Lĩnh vực", en="Area"),
    OWNER: Wording(vi="Đơn vị chủ trì", en="Owner"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """How the list is asked for: which items, narrowed to what, under which headings."""

    scope: str = CAMPAIGNS
    only: Filter = FILTERS[0]
    order: str = GROUP
    page: int = 1

    @classmethod
    def of(cls, said: Mapping[str, str]) -> "Chosen":
        """What an address says; a word that there is not counts as none."""
        only = next((one for one in FILTERS if one.word == said.get("loc")), FILTERS[0])
        scope, order = said.get("viec", ""), said.get("theo", "")
        return cls(
            scope if scope in SCOPES else CAMPAIGNS,
            only,
            order if order in ORDERS else GROUP,
            page_number(said.get("trang", "")),
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the list, and the items under it."""

    name: Wording
    items: tuple[ItemShown, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list: how many there are in all, and under each filter."""

    headings: tuple[Heading, ...]
    total: int
    counts: tuple[tuple[Filter, int], ...]
    page: int
    pages: int


def listed(asked: Asked, records: Records, chosen: Chosen) -> Listed:
    """The items agreed by the day that are the reader's to see. One query, for the names of the owners of those on the page."""
    there = [
        one for one in seen_items(asked, records) if one.item.of_plan == (chosen.scope == PLANS)
    ]
    found = sorted(
        (one for one in there if chosen.only.passes(one)),
        key=lambda one: by_number(one.item.number),
    )
    headed = sorted(found, key=lambda one: _place(one, records, chosen.order))
    pages = max(1, -(-len(headed) // A_PAGE))
    page = min(max(1, chosen.page), pages)
    here = _named(asked, headed[(page - 1) * A_PAGE : page * A_PAGE])
    return Listed(
        tuple(_headings(here, records, chosen.order)),
        len(headed),
        tuple((one, sum(1 for item in there if one.passes(item))) for one in FILTERS),
        page,
        pages,
    )


def _named(asked: Asked, found: Collection[ItemShown]) -> list[ItemShown]:
    """The same items with their owners' names."""
    campaign, owners = asked.campaign, {one.item.owner_unit for one in found}
    names = names_on(campaign.host, owners, campaign.as_of, known_by=asked.known_by)
    return [replace(one, unit_name=names.get(one.item.owner_unit, one.unit_name)) for one in found]


def seen_items(asked: Asked, records: Records) -> Iterator[ItemShown]:
    """The items agreed by the day that are the reader's to see."""
    names = {file.unit: file.name for file in records.units}
    for item in records.items:
        if item.when.surely_by(asked.as_of) and sees(asked.reach, item.owner_unit):
            name = names.get(item.owner_unit, item.owner_unit)
            yield ItemShown(item, name, asked.as_of)


def lists_items(asked: Asked) -> bool:
    """Whether the reader sees the items of any unit."""
    return any(asked.reach.units(right) != frozenset() for right in SEES)


def _place(one: ItemShown, records: Records, order: str) -> tuple[object, ...]:
    """The turn of an item's heading; those without one come last."""
    if order == AREA:
        return (not one.item.area, one.item.area)
    if order == OWNER:
        return (not one.item.owner_unit, natural(one.item.owner_unit))
    known = [group.number for group in records.solution_groups]
    group = one.item.group
    return (not group, known.index(group) if group in known else len(known), group)


def _headings(found: Iterable[ItemShown], records: Records, order: str) -> Iterator[Heading]:
    under: dict[str, list[ItemShown]] = {}
    for one in found:
        said = {AREA: one.item.area, OWNER: one.item.owner_unit}.get(order, one.item.group)
        under.setdefault(said, []).append(one)
    titles = {one.number: same(f"{one.number}. {one.title}") for one in records.solution_groups}
    for said, items in under.items():
        if not said:
            name = _NOWHERE[order]
        elif order == OWNER:
            name = same(f"{said} – {items[0].unit_name}")
        else:
            name = titles.get(said, same(said)) if order == GROUP else same(said)
        yield Heading(name, tuple(items))


_NOWHERE: Mapping[str, Wording] = {
    GROUP: Wording(vi="Không thuộc nhóm nào", en="In no group"),
    AREA: Wording(vi="Chưa nêu lĩnh vực", en="No area stated"),
    OWNER: Wording(vi="Chưa giao đơn vị nào", en="Given to no unit"),
}
