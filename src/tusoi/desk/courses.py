"""Where reviews stand, put together from what is kept of a campaign: one unit's, or those of many in one go."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from tusoi.campaigns.handover import Acknowledged
from tusoi.campaigns.handovers import acknowledged, handovers_of
from tusoi.campaigns.queries import CampaignView
from tusoi.desk.course import Course, HandoverKnown, MinutesKnown, RoomKnown
from tusoi.figures.records import Records, UnitFile
from tusoi.figures.stages import held_by
from tusoi.gates.gate import Refusal
from tusoi.gates.queries import Gatekeeper
from tusoi.meetings.minutes.queries import MinutesBegun, minutes_begun
from tusoi.meetings.queries import RoomOfADay, rooms_opened
from tusoi.organisation.queries import PostHeld
from tusoi.supervision.queries import replied_on
from tusoi.supervision.settings import setting

Known = TypeVar("Known")


@dataclass(frozen=True, slots=True)
class InHand:
    """What is under way in reviews and in no figure: rooms, minutes being signed, replies, by the collective's review;
    and which handovers were acknowledged.
    """

    rooms: Mapping[UUID, tuple[RoomOfADay, ...]]
    minutes: Mapping[UUID, Mapping[int, MinutesBegun]]
    replied: Mapping[UUID, date]
    acknowledged: Mapping[tuple[str, str, date], Acknowledged]

    def of(self, review: UUID | None) -> dict[str, Any]:
        """What a course holds of it; nothing of a review that nothing was ever told of."""
        if review is None:
            return {}
        return {
            "rooms": tuple(
                RoomKnown(one.day, one.redo, one.secretary, one.is_closed)
                for one in self.rooms.get(review, ())
            ),
            "minutes": {
                redo: MinutesKnown(
                    one.version, one.signed, one.signed_on is not None, one.unanswered
                )
                for redo, one in self.minutes.get(review, {}).items()
            },
            "replied_on": self.replied.get(review),
        }


def in_hand(
    campaign: str, *, known_by: datetime, reviews: Collection[UUID] | None = None
) -> InHand:
    """What is under way in every review of a campaign, or in some. Eight queries."""
    return InHand(
        rooms=rooms_opened(campaign, known_by=known_by, reviews=reviews),
        minutes=minutes_begun(campaign, known_by=known_by, reviews=reviews),
        replied=replied_on(campaign, known_by=known_by, reviews=reviews),
        acknowledged=acknowledged(campaign, known_by=known_by),
    )


@dataclass(frozen=True)
class Courses:
    """The courses of a campaign's units as of a day, made as they are asked for; it asks the database nothing."""

    campaign: CampaignView
    records: Records
    keeper: Gatekeeper
    day: date
    in_hand: InHand

    def of(self, unit: str) -> Course | None:
        """Where the review of one unit stands; None where the campaign has no such unit."""
        file = self.records.file_of(unit)
        return None if file is None else self._of(file)

    def all_of(self, units: Collection[str] | None) -> Iterable[Course]:
        """Of the units that owe a review on the day, or ended and are answered for, those among `units` (None: all)."""
        for file in self.records.units:
            there = file.place_on(self.day) is not None or file.unit in self.answering
            if there and (units is None or file.unit in units):
                yield self._of(file)

    def posts_of(self, unit: str) -> tuple[PostHeld, ...]:
        """The tenures of a unit's posts on the day."""
        return self.keeper.posts.in_unit(unit, self.day)

    @cached_property
    def answering(self) -> Mapping[str, str]:
        """Of each unit that ended before the day, which answers for it."""
        return self.keeper.successions.answering(self.day)

    def answering_for(self, unit: str) -> str:
        """The unit that answers on the day for what is of a unit: itself, or its successor."""
        return self.answering.get(unit, unit)

    def not_held(self, units: Collection[str] | None) -> Iterable[str]:
        """The codes of those of the units (None: all) that owe a review on the day and have not held it."""
        for file, _ in self.records.owing(self.day):
            if (units is None or file.unit in units) and not held_by(file, self.day):
                yield file.unit

    def _of(self, file: UnitFile) -> Course:
        return Course(
            file=file,
            day=self.day,
            opens_on=self.campaign.opens_on,
            due_on=self.campaign.due_on,
            topics=self._topics.get(file.unit, ()),
            refusals=self._refusals(file),
            findings=self._findings.get(file.unit, ()),
            items=self._items.get(file.unit, ()),
            group=self._groups.get(file.unit, ""),
            invited=self._invited.get(file.unit, ()),
            invited_to=self._invited_to.get(file.unit, ()),
            issues=self._issues.get(file.unit, ()),
            waivers=self.keeper.asked_of(file.unit),
            reply_days=setting(self.campaign.supervision, "reply_days"),
            plan_days=self.campaign.remedy_plan_days,
            handovers=self._handovers.get(file.unit, ()),
            calendar=self.records.calendar,
            **self.in_hand.of(self.keeper.reviews.get(file.unit)),
        )

    def _refusals(self, file: UnitFile) -> tuple[Refusal, ...]:
        if held_by(file, self.day) or file.unit in self.answering:
            return ()
        return self.keeper.before_review(file.unit, self.day)

    @cached_property
    def _topics(self) -> Mapping[str, Any]:
        return _by_unit(self.records.topics, lambda one: one.unit)

    @cached_property
    def _findings(self) -> Mapping[str, Any]:
        return _by_unit(self.records.findings, lambda one: one.unit)

    @cached_property
    def _items(self) -> Mapping[str, Any]:
        return _by_unit(self.records.items, lambda one: one.owner_unit)

    @cached_property
    def _invited(self) -> Mapping[str, Any]:
        return _by_unit(self.records.invited, lambda one: one.unit)

    @cached_property
    def _invited_to(self) -> Mapping[str, Any]:
        return _by_unit(self.records.invited, lambda one: one.body_unit)

    @cached_property
    def _issues(self) -> Mapping[str, Any]:
        standing = (one for one in self.records.issues if one.stands_on(self.day))
        return _by_unit(standing, lambda one: one.unit)

    @cached_property
    def _groups(self) -> Mapping[str, str]:
        """The group that follows each unit; of one that is given to none, the group of a unit it answers for."""
        given = {unit: group.code for group in self.records.groups for unit in group.units}
        taken = {by: given[unit] for unit, by in self.answering.items() if unit in given}
        return {**taken, **given}

    @cached_property
    def handovers(self) -> tuple[HandoverKnown, ...]:
        """What changed hands since the campaign opened, and what of it was acknowledged."""
        found = handovers_of(
            self.keeper.successions, self.keeper.posts, since=self.campaign.opens_on, on=self.day
        )
        there = self.in_hand.acknowledged
        return tuple(HandoverKnown(one, there.get((one.unit, one.post, one.on))) for one in found)

    @cached_property
    def _handovers(self) -> Mapping[str, tuple[HandoverKnown, ...]]:
        return _by_unit(self.handovers, lambda one: one.handover.unit)


def _by_unit(
    known: Iterable[Known], unit_of: Callable[[Known], str]
) -> dict[str, tuple[Known, ...]]:
    found: dict[str, list[Known]] = {}
    for one in known:
        found.setdefault(unit_of(one), []).append(one)
    return {unit: tuple(rows) for unit, rows in found.items()}
