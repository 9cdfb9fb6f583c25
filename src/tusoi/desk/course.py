"""Where one unit's review stands on a day: all that its path and the duties look at. Plain values: no Django, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tusoi.campaigns.handover import Acknowledged, Handover
from tusoi.campaigns.terms import REMEDY_PLAN_DAYS
from tusoi.figures.records import (
    FindingKnown,
    InvitedKnown,
    IssueKnown,
    ItemKnown,
    Leader,
    ReopenedPart,
    Sitting,
    TopicKnown,
    UnitFile,
    VerdictKnown,
)
from tusoi.figures.stages import Stage, first_session, held_on, stage_on, verdict_by
from tusoi.gates.gate import Refusal
from tusoi.gates.waiver import Waiver
from tusoi.meetings.rules.rounds import last_round
from tusoi.values.day import When, happened_by, if_by
from tusoi.values.workdays import EVERY_DAY, WorkCalendar


@dataclass(frozen=True, slots=True)
class RoomKnown:
    """A room that was opened for a session: its day, whose post takes the minutes, and whether it was closed."""

    day: date
    redo: bool
    secretary: str
    is_closed: bool


@dataclass(frozen=True, slots=True)
class MinutesKnown:
    """Minutes that are drafted (`version` 0: on paper alone), and by which post each capacity has signed them.

    `is_signed`: those of a redo are signed, here or on paper; whether those of the review are, its file says.
    `unanswered` is how many corrections wait for an answer: until then nobody signs.
    """

    version: int
    signed: Mapping[str, str]
    is_signed: bool = False
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class HandoverKnown:
    """What of the unit changed hands, and that it was acknowledged (None: not yet)."""

    handover: Handover
    acknowledged: Acknowledged | None = None


@dataclass(frozen=True)
class Course:
    """One unit's review as of a day. `due_on` is the campaign's.

    `group` is the working group that follows the unit ("" none). `minutes` are those drafted here, by the number
    of the redo (0: of the review itself). Within `reply_days` of a verdict the unit may reply, within
    `plan_days` it owes its remedy plan. `invited` are the bodies asked about the unit, `invited_to` the matters on
    which the unit itself is asked. `handovers` is what of the unit changed hands by the day: the whole of one that
    ended, or its posts; `calendar` is the host's working days. Nothing here says who is asking.
    """

    file: UnitFile
    day: date
    opens_on: date
    due_on: date
    topics: tuple[TopicKnown, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    findings: tuple[FindingKnown, ...] = ()
    items: tuple[ItemKnown, ...] = ()
    group: str = ""
    waivers: tuple[Waiver, ...] = ()
    rooms: tuple[RoomKnown, ...] = ()
    minutes: Mapping[int, MinutesKnown] = field(default_factory=dict)
    replied_on: date | None = None
    reply_days: int = 7
    plan_days: int = REMEDY_PLAN_DAYS
    invited: tuple[InvitedKnown, ...] = ()
    invited_to: tuple[InvitedKnown, ...] = ()
    issues: tuple[IssueKnown, ...] = ()
    handovers: tuple[HandoverKnown, ...] = ()
    calendar: WorkCalendar = EVERY_DAY

    @property
    def unit(self) -> str:
        """The unit's code."""
        return self.file.unit

    @property
    def stage(self) -> Stage:
        """The stage the review has reached."""
        return stage_on(self.file, self.day)

    @property
    def owes(self) -> bool:
        """Whether the unit owes a review on the day."""
        return self.file.place_on(self.day) is not None

    @property
    def held(self) -> When | None:
        """The day from which the review counts as held; None while it is open."""
        return if_by(held_on(self.file), self.day)

    @property
    def to_be_held(self) -> bool:
        """Whether the unit owes a review that is not held yet."""
        return self.owes and self.held is None

    @property
    def met(self) -> When | None:
        """The collective's first session; None while it has not met."""
        return if_by(first_session(self.file), self.day)

    @property
    def verdict(self) -> VerdictKnown | None:
        """The verdict that counts."""
        return verdict_by(self.file, self.day)

    @property
    def leaders(self) -> tuple[Leader, ...]:
        """The leaders in post on the day, each of whom owes a review."""
        return tuple(one for one in self.file.leaders if one.period.includes(self.day))

    @property
    def open_parts(self) -> tuple[ReopenedPart, ...]:
        """The parts that a verdict of redo opened again and that wait to be done again."""
        return tuple(one for one in self.reopened if not happened_by(one.redone, self.day))

    @property
    def reopened(self) -> tuple[ReopenedPart, ...]:
        """Every part that a redo had opened by the day, whether it is done again or not."""
        return tuple(one for one in self.file.reopened if happened_by(one.reopened, self.day))

    @property
    def last_round(self) -> tuple[int, list[Sitting]]:
        """The number of the last redo that had met by the day, 0 where none had, and the collective's sessions of it."""
        met = (one for one in self.file.sittings if happened_by(one.when, self.day))
        return last_round(met, self.reopened)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A judged review that was drawn for another group to read again, and was not read yet."""

    unit: str
    group: str
    drawn_on: date


@dataclass(frozen=True, slots=True)
class DraftOpen:
    """A report drafted and approved by nobody yet."""

    key: str
    drafted_by: UUID
    drafted_on: date


@dataclass(frozen=True, slots=True)
class CaseMove:
    """The next step of a case that is the asker's to take: its code, the step, since when, and by which day (None: none)."""

    code: str
    step: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class BatchToOpen:
    """A batch of sealed opinions that was released and not opened yet, and the day by which whoever wrote is answered."""

    number: int
    answer_by: date


@dataclass(frozen=True, slots=True)
class Whole:
    """What of a campaign as a whole waits for somebody, on a day. `cases` are those that whoever asks may know of."""

    day: date
    drafts: tuple[DraftOpen, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    cases: tuple[CaseMove, ...] = ()
    batches: tuple[BatchToOpen, ...] = ()
