"""What waits for one reader, in every campaign they take part in: computed from the facts, stored nowhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from tusoi.campaigns.access import Reach, reaches_into
from tusoi.campaigns.queries import CampaignView, campaign_views, units_of
from tusoi.campaigns.tallies import KeptStages, late_on
from tusoi.desk.addresses import address_of
from tusoi.desk.cases.waiting import moves_of
from tusoi.desk.course import BatchToOpen, Course, DraftOpen, Drawn, Whole
from tusoi.desk.courses import Courses, in_hand
from tusoi.desk.duty import Duty, Waiting
from tusoi.desk.mine import fits, is_for
from tusoi.desk.register import duties
from tusoi.desk.wall import natural
from tusoi.figures.engine import Known, known_unless_large
from tusoi.opinions.sealed.promised import owed
from tusoi.organisation.access import Asker, Right
from tusoi.organisation.roles import OF_A_UNIT
from tusoi.reports.queries import drafts
from tusoi.supervision.queries import drawn_to_read, read_again_of
from tusoi.values.moment import ZONE
from tusoi.values.wording import Wording

UNITS_ASKED_FOR = 200
"""Of so many units what is under way is asked for one by one; of more, of the whole campaign."""


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One thing that waits for the reader: what, in which unit ("" the whole campaign), since when, due when.

    `of_a_seat`: it is theirs by a seat of their own, and nobody else's.
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
    of_a_seat: bool = False


@dataclass(frozen=True, slots=True)
class Behind:
    """How many units that the reader follows from above are past their day without a review held."""

    campaign: CampaignView
    units: int

    @property
    def said(self) -> Wording:
        """The same in words."""
        return (_ONE_BEHIND if self.units == 1 else _BEHIND).filled(units=self.units)


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits, what is overdue longest first; how many units are late below; the campaigns open to the reader.

    Of `too_large`, which the reader acts on as a whole, what waits in single units is not looked for.
    """

    lines: tuple[DeskLine, ...]
    behind: tuple[Behind, ...]
    campaigns: tuple[CampaignView, ...]
    too_large: tuple[CampaignView, ...] = ()

    @property
    def late(self) -> int:
        """How many of the lines are past their due day."""
        return sum(1 for line in self.lines if line.days_late)

    @property
    def said(self) -> Wording:
        """How much waits and how much of it is late, in words."""
        waiting = (_ONE if len(self.lines) == 1 else _SEVERAL).filled(count=len(self.lines))
        return _LATE.filled(waiting=waiting, late=self.late) if self.late else waiting

    @property
    def open(self) -> "Desk":
        """The desk without what is sealed."""
        return replace(self, lines=tuple(line for line in self.lines if not line.duty.sealed))


def desk_of(asker: Asker, *, on: date, known_by: datetime) -> Desk:
    """The reader's desk on a day. The number of queries does not depend on how many units there are."""
    lines: list[DeskLine] = []
    behind: list[Behind] = []
    too_large: list[CampaignView] = []
    reaches = reaches_into(asker, campaign_views(known_by=known_by), on=on)
    for reach in reaches:
        campaign = reach.campaign
        known = _known(reach, known_by)
        courses = courses_of(reach, known, on=on, known_by=known_by)
        lines.extend(lines_of(reach, courses))
        if known.is_large and _units(reach, duties()) is None:
            too_large.append(campaign)
        late = _late_below(reach, courses, known)
        if late:
            behind.append(Behind(campaign, late))
    return Desk(
        tuple(sorted(lines, key=_urgency)),
        tuple(behind),
        tuple(reach.campaign for reach in reaches),
        tuple(too_large),
    )


def courses_of(reach: Reach, known: Known, *, on: date, known_by: datetime) -> Courses:
    """The courses of the reader's campaign, with what is under way in the units they act in. Five queries."""
    units, keys = _units(reach, duties()), known.gates.reviews
    reviews: list[UUID] | None = [] if units is None and known.is_large else None
    if units is not None and len(units) <= UNITS_ASKED_FOR:
        reviews = [keys[unit] for unit in units if unit in keys]
    here = in_hand(reach.campaign.code, known_by=known_by, reviews=reviews)
    return Courses(reach.campaign, known.records, known.gates, on, here)


def lines_of(reach: Reach, courses: Courses) -> Iterator[DeskLine]:
    """What waits for the reader in one campaign.

    A fixed number of queries for what the campaign as a whole waits for: at most five, and those of its cases.
    """
    mine = [duty for duty in duties() if any(_somewhere(reach, right) for right in duty.rights)]
    for course in courses.all_of(_units(reach, mine)):
        for duty in mine:
            for waiting in duty.waits(course):
                if _is_mine(reach, courses, course.unit, duty, waiting):
                    yield _line(reach.campaign, course, duty, waiting)
    yield from _of_the_whole(reach, mine, courses)


def _is_mine(reach: Reach, courses: Courses, unit: str, duty: Duty, waiting: Waiting) -> bool:
    """Whether the reader has the right there and a role that the thing is for."""
    right = waiting.right or duty.right
    if not reach.may(right, unit) or waiting.not_by == reach.asker.id:
        return False
    grants = reach.asker.grants_in(reach.campaign.host, reach.campaign.code)
    posts, answering = courses.posts_of(unit), courses.answering_for(unit)
    return any(
        is_for(grant, waiting, unit, posts, answering=answering)
        for grant in grants
        if grant.extent(right) is not None
    )


def _of_the_whole(reach: Reach, mine: Iterable[Duty], courses: Courses) -> Iterator[DeskLine]:
    """What of the campaign as a whole waits for the reader; whoever did the first half may not do the second."""
    asked = [duty for duty in mine if duty.of_the_whole]
    if not asked:
        return
    whole = _whole(reach, courses)
    grants = reach.asker.grants_in(reach.campaign.host, reach.campaign.code)
    for duty in asked:
        may = [grant for grant in grants if grant.extent(duty.right) is not None]
        for waiting in duty.waits(whole):
            first = waiting.not_by == reach.asker.id
            if not first and any(fits(grant, waiting, "", ()) for grant in may):
                yield _line(reach.campaign, whole, duty, waiting)


def _whole(reach: Reach, courses: Courses) -> Whole:
    """What the campaign as a whole waits for, as far as the reader may act on it."""
    code = reach.campaign.code
    approves, reads = _somewhere(reach, Right.APPROVE_REPORT), _somewhere(reach, Right.READ_AGAIN)
    return Whole(
        courses.day,
        cases=tuple(moves_of(reach, courses.day)),
        drafts=tuple(_open_drafts(code)) if approves else (),
        drawn=tuple(_drawn(code)) if reads else (),
        batches=tuple(_unopened(code)) if _somewhere(reach, Right.HOLD_KEY) else (),
    )


def _open_drafts(campaign: str) -> Iterator[DraftOpen]:
    """The newest draft, unless it is approved: what was drafted before it is past. Three queries."""
    for draft in drafts(campaign)[:1]:
        if draft.approval is None:
            day = draft.drafted_at.astimezone(ZONE).date()
            yield DraftOpen(str(draft.id), draft.drafted_by, day)


def _drawn(campaign: str) -> Iterator[Drawn]:
    """The reviews drawn to be read again that nobody has read yet. Three queries."""
    read = read_again_of(campaign)
    unread = [one for one in drawn_to_read(campaign) if one.review not in read]
    units = units_of([one.review for one in unread]) if unread else {}
    for one in unread:
        yield Drawn(units[one.review], one.reader_group, one.when.day)


def _unopened(campaign: str) -> Iterator[BatchToOpen]:
    """The batches that the keepers of the key have not opened. Three queries."""
    for one in owed(campaign):
        if one.batch and one.answered_on is None:
            yield BatchToOpen(one.batch, one.by)


def _somewhere(reach: Reach, right: Right) -> bool:
    return reach.units(right) != frozenset()


def _units(reach: Reach, mine: Iterable[Duty]) -> frozenset[str] | None:
    """The units over which the reader has any right that a duty asks for; None: all."""
    return reach.units_of_any({right for duty in mine if duty.waiting for right in duty.rights})


def _known(reach: Reach, known_by: datetime) -> Known:
    """The records of the units in which a duty may be the reader's, and of those they see; of all units of a large campaign none."""
    mine, seen = _units(reach, duties()), reach.units()
    few = frozenset() if mine is None else mine
    units = None if mine is None or seen is None else mine | seen
    return known_unless_large(reach.campaign.code, known_by=known_by, units=units, few=few)


def _late_below(reach: Reach, courses: Courses, known: Known) -> int:
    """The units the reader sees, their own apart, whose review is not held although its day has passed."""
    if courses.day <= courses.records.last_day:
        return 0
    if known.is_large and reach.units() is None:
        return late_on(KeptStages(reach.campaign.code), courses.day)
    grants = reach.asker.grants_in(reach.campaign.host, reach.campaign.code)
    own = {grant.unit for grant in grants if grant.role in OF_A_UNIT}
    return sum(1 for unit in courses.not_held(reach.units()) if unit not in own)


def _line(campaign: CampaignView, facts: Course | Whole, duty: Duty, waiting: Waiting) -> DeskLine:
    unit, name = (facts.unit, facts.file.name) if isinstance(facts, Course) else (waiting.unit, "")
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
        of_a_seat=bool(waiting.seat or waiting.post),
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


_ONE = Wording(vi="1 việc chờ bạn", en="1 thing waits for you")
_SEVERAL = Wording(vi="{count} việc chờ bạn", en="{count} things wait for you")
_LATE = Wording(vi="{waiting}, {late} việc quá hạn", en="{waiting}, {late} overdue")
_ONE_BEHIND = Wording(
    vi="1 đơn vị quá hạn mà chưa kiểm điểm xong", en="1 unit past its day without a review held"
)
_BEHIND = Wording(
    vi="{units} đơn vị quá hạn mà chưa kiểm điểm xong",
    en="{units} units past their day without a review held",
)
