"""The topics of a unit as its page shows them: what the guidance asks, what the superior put, and the answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tusoi.campaigns.cascade import CampaignTopic
from tusoi.campaigns.queries import PartState, topics_of
from tusoi.campaigns.reading import record_reading
from tusoi.desk.preparing.frame import Frame
from tusoi.organisation.roles import Right
from tusoi.preparation.access import own_seats
from tusoi.preparation.causes import CAUSES
from tusoi.preparation.explaining import may_be_answered, part_of_explanations
from tusoi.preparation.queries import TopicPut, topics_of_unit
from tusoi.values.clock import today
from tusoi.values.wording import Wording
from tusoi.values.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class ShownTopic:
    """One topic with its answer, as far as the reader may see it, and whether the reader may answer it now."""

    topic: TopicPut
    to: str
    by: Wording
    cause: Wording | None
    owner: str
    is_overdue: bool
    was_late: bool
    may_answer: bool
    words_are_open: bool
    asked_again: bool
    redone: bool


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """Everything the page shows beside the unit's frame."""

    prescribed: tuple[CampaignTopic, ...]
    shown: tuple[ShownTopic, ...]
    part: PartState | None
    may_suggest: bool
    may_finish: bool

    @property
    def overdue(self) -> tuple[ShownTopic, ...]:
        """Those whose day has passed without an answer."""
        return tuple(one for one in self.shown if one.is_overdue)


def topics_page(frame: Frame) -> TopicsPage:
    """The topics of the unit, for whoever asks. A person's words are for that person and those who see self-reviews."""
    reach, campaign = frame.asked.reach, frame.asked.campaign
    put = topics_of_unit(campaign, frame.unit)
    part = part_of_explanations(reach, frame.unit)
    shown = tuple(_shown(frame, put, part))
    is_open = part is not None and part.is_open
    redone = any(one.redone for one in shown)
    return TopicsPage(
        prescribed=topics_of(campaign, known_by=frame.asked.known_by),
        shown=shown,
        part=part,
        may_suggest=reach.may(Right.SUGGEST_TOPIC, frame.unit),
        may_finish=is_open and redone and reach.may(Right.PREPARE, frame.unit),
    )


def record_readings(frame: Frame, page: TopicsPage) -> None:
    """Of each person whose words are open to a reader who is not that person, that they were read."""
    own = {held.seat for held in own_seats(frame.asked.reach, frame.unit)}
    seats = {one.topic.seat for one in page.shown if one.words_are_open and one.topic.answer}
    for seat in sorted(seats - own - {""}):
        record_reading(frame.asked.reach, frame.unit, "self_review", of_seat=seat)


def _shown(frame: Frame, put: tuple[TopicPut, ...], part: PartState | None) -> Iterator[ShownTopic]:
    reach = frame.asked.reach
    own = {held.seat for held in own_seats(reach, frame.unit)}
    if reach.may(Right.PREPARE, frame.unit):
        own.add("")
    sees_persons = reach.may(Right.SEE_SELF_REVIEWS, frame.unit)
    titles = {held.reference: held.title for held in frame.page.posts}
    calendar = frame.page.course.calendar
    for topic in put:
        answer = topic.answer
        yield ShownTopic(
            topic=topic,
            to=frame.title_of(topic.seat) if topic.seat else "",
            by=frame.asked.campaign.body(topic.suggested_by),
            cause=CAUSES.get(answer.cause) if answer else None,
            owner=titles.get(answer.owner, answer.owner) if answer else "",
            is_overdue=answer is None and _passed(topic.due_on, today(), calendar),
            was_late=answer is not None and _passed(topic.due_on, answer.when.day, calendar),
            may_answer=topic.seat in own and may_be_answered(topic, frame.held_on, part),
            words_are_open=not topic.seat or topic.seat in own or sees_persons,
            asked_again=part is not None and part.is_open,
            redone=answer is not None
            and part is not None
            and answer.redo_round == part.round_number,
        )


def _passed(due_on: date | None, day: date, calendar: WorkCalendar) -> bool:
    return due_on is not None and calendar.due(due_on) < day
