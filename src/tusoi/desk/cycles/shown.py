"""What the pages of two campaigns, one after the other, show: what is open from last time, what came again."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from tusoi.campaigns.asked import Asked
from tusoi.campaigns.queries import members
from tusoi.desk.items.shown import ItemShown
from tusoi.desk.last_time import Before, Repeat, repeats, texts
from tusoi.figures.engine import is_counted_apart, known_of, lists_of
from tusoi.figures.records import ItemKnown, Records, TopicKnown
from tusoi.organisation.queries import names_on
from tusoi.organisation.roles import Right
from tusoi.remediation.rules.stage import moved_on
from tusoi.text.forms import fold
from tusoi.values.day import When


class OfUnit(Protocol):
    """Whatever names its unit."""

    @property
    def unit(self) -> str:
        """The unit's code."""


T = TypeVar("T", bound=OfUnit)


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item of last time that is not verified on the day, and the day on which it got as far as it is."""

    shown: ItemShown
    reached: When | None


@dataclass(frozen=True, slots=True)
class UnitsOpen:
    """The open items of one unit; `is_here` says whether the campaign of now has a unit of that code."""

    unit: str
    name: str
    is_here: bool
    items: tuple[OpenItem, ...]


@dataclass(frozen=True, slots=True)
class TopicAgain:
    """A topic put to the same unit in both campaigns, in the same words."""

    now: TopicKnown
    then: TopicKnown


@dataclass(frozen=True, slots=True)
class CameAgain:
    """What was named in both campaigns for the same unit, and items that came back: listed with both origins, never a score."""

    findings: tuple[Repeat, ...]
    topics: tuple[TopicAgain, ...]
    items_then: tuple[ItemKnown, ...]
    items_now: tuple[ItemKnown, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(map(len, (self.findings, self.topics, self.items_then, self.items_now)))


@dataclass(frozen=True, slots=True)
class BothTimes:
    """The records of both campaigns, of more units than the reader reads; `lists_alone`: of a large one no unit's file, topic or finding."""

    then: Records
    is_now: Records
    lists_alone: bool


def both_times(asked: Asked, before: Before) -> BothTimes:
    """What is known of both. Of a large campaign, for whoever sees all of it, the lists in which few units stand."""
    known_by = asked.known_by
    sees = {
        before.campaign.code: before.reach.units(Right.SEE_REVIEW),
        asked.campaign.code: asked.units,
    }
    lists_alone = any(units is None and is_counted_apart(code) for code, units in sees.items())

    def read(code: str) -> Records:
        if lists_alone:
            return lists_of(code, known_by=known_by)
        return known_of(code, known_by=known_by, units=sees[code]).records

    return BothTimes(read(before.campaign.code), read(asked.campaign.code), lists_alone)


def open_items(asked: Asked, before: Before, then: Records) -> list[UnitsOpen]:
    """The items of last time that are not verified by the end of the day, by unit; those of no unit come last. Two queries."""
    may, host, known_by = _reads(asked, before), asked.campaign.host, asked.known_by
    owners = {item.owner_unit for item in then.items}
    names = names_on(host, owners, before.campaign.as_of, known_by=known_by)
    there = members(asked.campaign.code, known_by=known_by, units=owners)
    here, found = {one.unit for one in there}, defaultdict[str, list[OpenItem]](list)
    for item in then.items:
        shown = ItemShown(item, names.get(item.owner_unit, item.owner_unit), asked.as_of)
        agreed = item.when.surely_by(asked.as_of)
        if agreed and shown.stage != "verified" and may(item.owner_unit):
            found[item.owner_unit].append(OpenItem(shown, moved_on(item.life, asked.as_of)))
    return [
        UnitsOpen(unit, names.get(unit, unit), unit in here, tuple(found[unit]))
        for unit in sorted(found, key=lambda one: (not one, one))
    ]


def came_again(asked: Asked, before: Before, then: Records, now: Records) -> CameAgain:
    """What reads alike in both campaigns for one unit, and items that came back; whether it is the same, people say. No query."""
    may, day = _reads(asked, before), asked.as_of
    topics_now, topics_then = _by_unit(now.topics, may), _by_unit(then.topics, may)
    findings_then = _by_unit(then.findings, may)
    findings: list[Repeat] = []
    for unit, theirs in _by_unit(now.findings, may).items():
        ours = texts(topics_now.get(unit, ())), texts(topics_then.get(unit, ()))
        findings += repeats(theirs, ours[0], findings_then.get(unit, ()), ours[1], day)
    topics = [
        TopicAgain(one, other)
        for unit, theirs in topics_now.items()
        for one in theirs
        for other in topics_then.get(unit, ())
        if one.text and fold(one.text) == fold(other.text)
    ]
    return CameAgain(
        tuple(findings), tuple(topics), _back(then, asked, may), _back(now, asked, may)
    )


def _back(records: Records, asked: Asked, may: Callable[[str], bool]) -> tuple[ItemKnown, ...]:
    return tuple(
        one
        for one in records.items
        if one.life.recurs and may(one.owner_unit) and one.when.surely_by(asked.as_of)
    )


def _reads(asked: Asked, before: Before) -> Callable[[str], bool]:
    """Whether the reader reads a unit's review, now and then."""
    see = Right.SEE_REVIEW
    return lambda unit: asked.reach.may(see, unit) and before.reach.may(see, unit)


def _by_unit(rows: Iterable[T], may: Callable[[str], bool]) -> Mapping[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for one in rows:
        if may(one.unit):
            found[one.unit].append(one)
    return found
