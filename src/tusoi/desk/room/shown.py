"""What the pages of the room show: a room with its agenda, its people and its counts so far; a unit's sessions."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict

from tusoi.campaigns.parts import PART_WORDING, SESSION_PARTS, Part
from tusoi.campaigns.queries import redo_of
from tusoi.desk.unit import UnitPage
from tusoi.figures.records import Sitting
from tusoi.figures.stages import Stage
from tusoi.meetings.queries import RoomNoted, SpeechNoted
from tusoi.meetings.room import Room
from tusoi.meetings.rules.order import InPost
from tusoi.meetings.rules.summary import summary
from tusoi.meetings.rules.tally import (
    CRITICISM,
    HOW,
    KINDS,
    OTHER,
    UNASKED,
    Counts,
    Spoken,
    tally,
)
from tusoi.meetings.rules.words import HOW_WORDING, KIND_WORDING
from tusoi.values.clock import now, today
from tusoi.values.wording import Wording, same

LAST_SHOWN = 12
"""How many of the last speeches the room lists; with scripts as many."""
STATE_SPEECHES = 600
"""Speeches of one day that the room's script is told; a longer day is counted by the server alone."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the next tap is understood, as a form or an address says it."""

    how: str
    kind: str
    topic: str
    about: str

    def query(self) -> str:
        """The setting as an address carries it on."""
        query = QueryDict(mutable=True)
        query.update(asdict(self))
        return query.urlencode()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the collective in the room: the key on which they stand, whether they are there, how often they spoke."""

    in_post: InPost
    number: int
    present: bool | None
    reason: str
    said: int


@dataclass(frozen=True, slots=True)
class OnAgenda:
    """A topic of the agenda: its number, how often it was spoken to, and to whom it was put ("" the collective)."""

    number: int
    code: str
    text: Wording
    said: int
    suggested: bool
    to: str


@dataclass(frozen=True, slots=True)
class SpeechShown:
    """A speech of the list, in words."""

    speech: SpeechNoted
    speaker: str
    about: str
    how: Wording
    kind: Wording


@dataclass(frozen=True)
class RoomShown:
    """The room as its page shows it, with the setting of the next tap."""

    room: Room
    said: Mapping[str, str]

    @cached_property
    def counts(self) -> Counts:
        """What the session has come to so far."""
        noted = self.room.noted
        said = [Spoken(one.speaker, one.how, one.kind, one.topic) for one in noted.speeches]
        return tally(list(self.room.by_post), noted.present, said, tuple(self.room.prescribed))

    @property
    def is_closed(self) -> bool:
        """Whether its counts are told."""
        return self.room.noted.closed_at is not None

    @property
    def open_overnight(self) -> bool:
        """Whether it was left open on a day that is over, and noted that day: not one opened afterwards."""
        return not self.is_closed and self.room.day < today()

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The collective, head first, each with a key: 1 to 9."""
        noted = self.room.noted
        there = {one.post: one for one in noted.attendance}
        spoke = [one.speaker for one in noted.speeches]
        return tuple(
            Person(
                one,
                number,
                there[one.reference].present if one.reference in there else None,
                there[one.reference].reason if one.reference in there else "",
                spoke.count(one.reference),
            )
            for number, one in enumerate(self.room.people, start=1)
        )

    @property
    def unmarked(self) -> int:
        """How many of the collective are noted neither as there nor as absent."""
        return sum(one.present is None for one in self.people)

    @cached_property
    def current(self) -> InPost | None:
        """Whose review is sat now: the last moved to on this day; None: the collective's."""
        seats = self.room.sat_today
        return next((one for one in self.room.people if seats and one.seat == seats[-1]), None)

    @cached_property
    def reviewed(self) -> tuple[tuple[InPost, bool], ...]:
        """Those who owe a review of their own, in the order of the agenda, and whether it was sat on this day."""
        sat = self.room.sat_today
        return tuple((one, one.seat in sat) for one in self.room.people if one.seat)

    @property
    def out_of_order(self) -> tuple[InPost, ...]:
        """Those whose review came before the head's."""
        return tuple(one for one in self.room.people if one.seat in self.room.out_of_order)

    @cached_property
    def setting(self) -> Setting:
        """The setting of the next tap: as it was sent, else unasked, about whoever is reviewed."""
        usual_about = self.current.reference if self.current else ""
        about = self.said.get("about", usual_about)
        about = about if about in self.room.by_post else ""
        kind = self.said.get("kind", "")
        how, topic = self.said.get("how", ""), self.said.get("topic", "")
        return Setting(
            how=how if how in HOW else UNASKED,
            kind=kind if kind in KINDS else CRITICISM if about else OTHER,
            topic=topic if topic in {one.code for one in self.agenda} else "",
            about=about,
        )

    @cached_property
    def agenda(self) -> tuple[OnAgenda, ...]:
        """The topics in order: prescribed for every review, then suggested to the collective, then to persons."""
        prescribed = [(code, text, False, "") for code, text in self.room.prescribed.items()]
        reviews = self.room.reviews
        suggested = [
            (one.code, same(one.text), True, person.reference if person else "")
            for one, person in ((one, reviews[one.review]) for one in self.room.suggested)
        ]
        suggested.sort(key=lambda one: (one[3] != "", one[3], one[0]))
        topics = [one.topic for one in self.room.noted.speeches]
        return tuple(
            OnAgenda(number, code, text, topics.count(code), is_suggested, to)
            for number, (code, text, is_suggested, to) in enumerate(
                [*prescribed, *suggested], start=1
            )
        )

    @cached_property
    def last(self) -> tuple[SpeechShown, ...]:
        """The last speeches, the latest first."""
        return tuple(map(self.shown, reversed(self.room.noted.speeches[-LAST_SHOWN:])))

    @property
    def to_amend(self) -> SpeechShown | None:
        """The speech that the address, or a form that was refused, asks to amend."""
        key = self.said.get("sua", "") or self.said.get("amend", "")
        return next((self.shown(one) for one in self.room.noted.speeches if one.key == key), None)

    def shown(self, speech: SpeechNoted) -> SpeechShown:
        """A speech in words."""
        return SpeechShown(
            speech,
            self.title(speech.speaker),
            self.title(speech.about) if speech.about else "",
            HOW_WORDING[speech.how],
            KIND_WORDING[speech.kind],
        )

    def title(self, post: str) -> str:
        """What somebody in the room is called: title and post, or a guest's own words."""
        known = self.room.by_post.get(post)
        return f"{known.title} {post}" if known else post

    @property
    def summary(self) -> Wording | None:
        """The sentence of a room that is closed."""
        counts = self.room.noted.counts
        names = {one.code: str(one.number) for one in self.agenda}
        return summary_of(counts, names) if counts else None

    @cached_property
    def waiting_parts(self) -> tuple[tuple[Part, Wording], ...]:
        """In a redo, the sessions that wait to be done again."""
        if not self.room.noted.redo:
            return ()
        return session_parts(self.room.reach.campaign.code, self.room)

    @property
    def hows(self) -> Mapping[str, Wording]:
        """The ways of speaking, in words."""
        return HOW_WORDING

    @property
    def kinds(self) -> Mapping[str, Wording]:
        """The kinds of speech, in words."""
        return KIND_WORDING

    def state(self) -> dict[str, Any]:
        """What the room's script is told: the day's speeches, who is there, the moment by the server's clock."""
        noted = self.room.noted
        return {
            "now": now().isoformat(),
            "closed": self.is_closed,
            "about": self.current.reference if self.current else "",
            "counts": {name: getattr(self.counts, name) for name in SHOWN_COUNTS},
            "there": {one.post: one.present for one in noted.attendance},
            "guests": list(noted.guests),
            "speeches": [
                {
                    "key": one.key,
                    "speaker": one.speaker,
                    "how": one.how,
                    "kind": one.kind,
                    "topic": one.topic,
                    "about": one.about,
                    "gist": one.gist,
                    "at": one.spoken_at.isoformat(),
                }
                for one in noted.speeches[-STATE_SPEECHES:]
            ],
            "whole": len(noted.speeches) <= STATE_SPEECHES,
        }


SHOWN_COUNTS = (
    "called",
    "present",
    "spoke",
    "had_to_be_called_on",
    "unasked",
    "called_on",
    "written",
)


def session_parts(campaign: str, room: Room) -> tuple[tuple[Part, Wording], ...]:
    """The sessions of a redo that wait to be done again."""
    states = redo_of(campaign, room.review)
    return tuple(
        (part, PART_WORDING[part])
        for part in SESSION_PARTS
        if part in states and states[part].is_open
    )


def summary_of(counts: Counts, names: Mapping[str, str] | None = None) -> Wording:
    """The sentence that a session's counts make."""
    return summary(counts.spoke, counts.called, counts.had_to_be_called_on, counts.topics, names)


@dataclass(frozen=True, slots=True)
class SessionListed:
    """A day on which the collective sat, and its room, if one was opened."""

    sitting: Sitting
    room: RoomNoted | None

    @property
    def day(self) -> date:
        """The day, or the bound of one not stated."""
        return self.sitting.when.day

    @property
    def summary(self) -> Wording | None:
        """What it came to; None while nothing was counted."""
        counts = self.room.counts if self.room else None
        return summary_of(counts) if counts else None

    @property
    def left_open(self) -> bool:
        """Whether its room stands open on a day that is over."""
        return self.room is not None and self.room.closed_at is None and self.day < today()


def sessions_listed(page: UnitPage, rooms: tuple[RoomNoted, ...]) -> tuple[SessionListed, ...]:
    """The collective's sessions in order of their days, each with its room."""
    by_day = {room.day: room for room in rooms}
    return tuple(
        SessionListed(one, by_day.get(one.when.day) if one.when.stated else None)
        for one in sorted(page.file.sittings, key=lambda one: one.when.day)
    )


def is_redo(page: UnitPage) -> bool:
    """Whether the group asked for the review to be repeated."""
    return page.stage is Stage.TO_REDO


def is_judged(page: UnitPage, *, redo: bool) -> bool:
    """Whether the group has judged the round: the first by any verdict, a redo by the one on the repetition."""
    return page.stage is Stage.JUDGED or (not redo and page.stage is Stage.TO_REDO)


def may_open(page: UnitPage) -> bool:
    """Whether another session may be sat: before signature and verdict, or where the group asked for a redo."""
    if page.place is None or page.stage is Stage.JUDGED:
        return False
    return is_redo(page) or page.file.minutes is None
