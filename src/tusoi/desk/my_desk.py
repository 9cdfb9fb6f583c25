"""What waits for one reader, in every campaign they take part in: computed from the facts, stored nowhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tusoi.campaigns.access import Reach, reach_of
from tusoi.campaigns.queries import CampaignView, campaign_views
from tusoi.campaigns.seats import seats_of
from tusoi.desk.addresses import address_of
from tusoi.desk.course import Course, DraftOpen, Whole
from tusoi.desk.courses import Courses
from tusoi.desk.duty import Duty, Waiting
from tusoi.desk.register import duties
from tusoi.desk.wall import natural
from tusoi.figures.engine import Known, known_of
from tusoi.organisation.access import Asker, Right
from tusoi.organisation.roles import OF_A_UNIT
from tusoi.reports.queries import drafts
from tusoi.values.moment import ZONE
from tusoi.values.wording import Wording


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One thing that waits for the reader: what, in which unit ("" the whole campaign), since when, due when.

    `seat`: it is theirs by that seat alone.
    """

    duty: Duty
    what: Wording
    campaign: CampaignView
    unit: str
    unit_name: str
    since: date | None
    due_on: date | None
    days_late: int
    url: str
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """How many units that the reader follows from above are past their day without a review held."""

    campaign: CampaignView
    units: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits, what is overdue longest first; how many units are late below; the campaigns open to the reader."""

    lines: tuple[DeskLine, ...]
    behind: tuple[Behind, ...]
    campaigns: tuple[CampaignView, ...]

    @property
    def late(self) -> int:
        """How many of the lines are past their due day."""
        return sum(1 for line in self.lines if line.days_late)


def desk_of(asker: Asker, *, on: date, known_by: datetime) -> Desk:
    """The reader's desk on a day. The number of queries does not depend on how many units there are."""
    lines: list[DeskLine] = []
    behind: list[Behind] = []
    open_to: list[CampaignView] = []
    for campaign in campaign_views(known_by=known_by):
        reach = reach_of(asker, campaign, on=on)
        if reach.units() == frozenset():
            continue
        open_to.append(campaign)
        known = known_of(campaign.code, known_by=known_by)
        courses = Courses(campaign, known.records, known.gates, on)
        lines.extend(lines_of(reach, courses, known))
        late = _late_below(reach, courses)
        if late:
            behind.append(Behind(campaign, late))
    return Desk(tuple(sorted(lines, key=_urgency)), tuple(behind), tuple(open_to))


def lines_of(reach: Reach, courses: Courses, known: Known) -> Iterator[DeskLine]:
    """What waits for the reader in one campaign; three queries where they may approve a report, else none."""
    mine = [duty for duty in duties() if any(_somewhere(reach, right) for right in duty.rights)]
    for course in courses.all_of(_units(reach, mine)):
        seats = _Seats(reach, course, known)
        for duty in mine:
            for waiting in duty.waits(course):
                if reach.may(waiting.right or duty.right, course.unit) and seats.fit(waiting):
                    yield _line(reach.campaign, course, duty, waiting)
    yield from _of_the_whole(reach, mine, courses.day)


def _of_the_whole(reach: Reach, mine: Iterable[Duty], day: date) -> Iterator[DeskLine]:
    """What of the campaign as a whole waits for the reader; whoever did the first half may not do the second."""
    asked = [duty for duty in mine if duty.of_the_whole and reach.may(duty.right)]
    if not asked:
        return
    whole = Whole(day, tuple(_open_drafts(reach.campaign.code)))
    for duty in asked:
        for waiting in duty.waits(whole):
            if waiting.not_by != reach.asker.id:
                yield _line(reach.campaign, whole, duty, waiting)


def _open_drafts(campaign: str) -> Iterator[DraftOpen]:
    """The newest draft, unless it is approved: what was drafted before it is past."""
    for draft in drafts(campaign)[:1]:
        if draft.approval is None:
            day = draft.drafted_at.astimezone(ZONE).date()
            yield DraftOpen(str(draft.id), draft.drafted_by, day)


@dataclass(frozen=True)
class _Seats:
    """By which seats the reader sits in one unit's collective, looked up when a line asks."""

    reach: Reach
    course: Course
    known: Known

    def fit(self, waiting: Waiting) -> bool:
        """Whether the line is for whoever has the right, or for a seat that is the reader's."""
        if not waiting.seat:
            return True
        posts, unit = self.known.gates.posts, self.course.unit
        sat = seats_of(self.reach, unit, posts, self.course.day)
        return any(held.seat == waiting.seat for held in sat)


def _somewhere(reach: Reach, right: Right) -> bool:
    return reach.units(right) != frozenset()


def _units(reach: Reach, mine: Iterable[Duty]) -> frozenset[str] | None:
    """The units over which the reader has any right that a duty asks for; None: all."""
    found: frozenset[str] = frozenset()
    for right in {right for duty in mine if duty.waiting for right in duty.rights}:
        units = reach.units(right)
        if units is None:
            return None
        found |= units
    return found


def _late_below(reach: Reach, courses: Courses) -> int:
    """The units the reader sees, their own apart, whose review is not held although its day has passed."""
    if courses.day <= courses.campaign.due_on:
        return 0
    grants = reach.asker.grants_in(reach.campaign.host, reach.campaign.code)
    own = {grant.unit for grant in grants if grant.role in OF_A_UNIT}
    return sum(1 for unit in courses.not_held(reach.units()) if unit not in own)


def _line(campaign: CampaignView, facts: Course | Whole, duty: Duty, waiting: Waiting) -> DeskLine:
    unit, name = (facts.unit, facts.file.name) if isinstance(facts, Course) else ("", "")
    return DeskLine(
        duty=duty,
        what=waiting.what,
        campaign=campaign,
        unit=unit,
        unit_name=name,
        since=waiting.since,
        due_on=waiting.due_on,
        days_late=waiting.days_late(facts.day),
        url=address_of(campaign.code, unit, duty, waiting),
        seat=waiting.seat,
    )


def _urgency(line: DeskLine) -> tuple[object, ...]:
    """What is overdue longest first, then what has waited longest; alike, by unit and turn."""
    return (
        -line.days_late,
        line.since or date.max,
        line.campaign.code,
        natural(line.unit),
        line.duty.place,
    )
