"""What was noted of one review in the room, read together for its minutes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tusoi.campaigns.models import Review
from tusoi.campaigns.queries import CampaignView, redos_of, topics_of
from tusoi.guidance.queries import guidance_set
from tusoi.meetings.minutes.draft import (
    OTHER,
    PERSON,
    POINT,
    TITLES,
    Counted,
    Point,
    Record,
    Sat,
    Spoken,
    There,
    plain,
    point_of,
)
from tusoi.meetings.models import Attendance, RoomOpened, Session, SessionTallied, Speech
from tusoi.meetings.rules.rounds import last_begun, last_round
from tusoi.organisation.models import Unit
from tusoi.organisation.queries import PostHeld, Posts, posts_held, standings
from tusoi.preparation.queries import topics_of_unit


def record_of(campaign: CampaignView, unit: str, *, known_by: datetime) -> Record | None:
    """What was noted of the unit's review, or of the last redo that has met; None while nobody has met.

    Reads this review's rows only; fourteen queries whatever the number of units.
    """
    review = _review(campaign, unit)
    about: dict[str, Any] = {"campaign": campaign.code, "review": review}
    met = list(Session.objects.known(known_by).filter(**about).order_by("day", "number"))
    number, sessions = _latest(campaign.code, review, met, known_by)
    if not sessions:
        return None
    days = {one.day for one in sessions}
    last = max(days)
    posts = posts_held(campaign.host, known_by=known_by, units=[unit])
    speeches = _speeches(about, days, number, known_by)
    counted = _counted(about, days, number, known_by)
    points = _points(campaign, unit, posts.in_unit(unit, last), speeches, counted, known_by)
    return Record(
        unit=unit,
        unit_name=_name(campaign, unit, last, known_by),
        campaign_title=campaign.title.vi,
        redo_number=number,
        sat=_sat(about, sessions, number, known_by, {one.day for one in counted}),
        there=_there(about, days, known_by),
        points=points,
        speeches=speeches,
        counted=counted,
        titles={one.reference: one.title for one in posts},
    )


def last_redo_begun(campaign: str, review: UUID) -> int:
    """The number of the last redo of a review that has met, or may have, 0 where none has. Three queries at most."""
    met = list(Session.objects.known().filter(campaign=campaign, review=review))
    again = any(one.redo for one in met)
    return last_begun(met, redos_of(campaign, review) if again else ())


def posts_of(campaign: CampaignView, unit: str, *, known_by: datetime) -> Posts:
    """The posts of one unit."""
    return posts_held(campaign.host, known_by=known_by, units=[unit])


def _review(campaign: CampaignView, unit: str) -> UUID:
    return Review.key_of(campaign.code, Unit.key_of(campaign.host, unit), "")


def _latest(
    campaign: str, review: UUID, met: Sequence[Session], known_by: datetime | None
) -> tuple[int, list[Session]]:
    """The number of the last redo that has met, 0 where none has, and its sessions."""
    again = any(one.redo for one in met)
    return last_round(met, redos_of(campaign, review, known_by=known_by) if again else ())


def _sat(
    about: Mapping[str, Any],
    sessions: Iterable[Session],
    number: int,
    known_by: datetime,
    counted: set[date],
) -> tuple[Sat, ...]:
    rooms = RoomOpened.objects.known(known_by).filter(**about, redo=bool(number))
    by_day = {one.day: one.secretary for one in rooms.order_by("told_at")}
    return tuple(
        Sat(
            one.day,
            one.chair,
            by_day.get(one.day, ""),
            in_room=one.day in by_day,
            closed=one.day not in by_day or one.day in counted,
        )
        for one in sessions
    )


def _there(about: Mapping[str, Any], days: set[date], known_by: datetime) -> tuple[There, ...]:
    rows = Attendance.objects.known(known_by).filter(**about, day__in=days)
    found = (There(one.day, one.post, one.present, one.guest, one.reason) for one in rows)
    return tuple(sorted(found, key=lambda one: (one.day, one.guest, one.post)))


def _speeches(
    about: Mapping[str, Any], days: set[date], number: int, known_by: datetime
) -> tuple[Spoken, ...]:
    rows = Speech.objects.known(known_by).filter(**about, redo=bool(number), day__in=days)
    return tuple(
        Spoken(one.speaker, one.how, one.kind, one.topic, one.about, one.gist)
        for one in rows.order_by("day", "spoken_at", "key")
    )


def _counted(
    about: Mapping[str, Any], days: set[date], number: int, known_by: datetime
) -> tuple[Counted, ...]:
    rows = SessionTallied.objects.known(known_by).filter(**about, redo=bool(number), day__in=days)
    columns = list(Counted.__dataclass_fields__)
    return tuple(
        Counted(**{name: getattr(one, name) for name in columns}) for one in rows.order_by("day")
    )


def _points(
    campaign: CampaignView,
    unit: str,
    posts: Sequence[PostHeld],
    speeches: Sequence[Spoken],
    counted: Sequence[Counted],
    known_by: datetime,
) -> tuple[Point, ...]:
    """The agenda: the collective's topics, what else was said of it, then the persons, the head first."""
    topics = _topics(campaign, unit, speeches, counted, known_by)
    spoken_of = {one.about for one in speeches}
    persons = sorted(
        (one for one in posts if one.owes_review or one.reference in spoken_of),
        key=lambda one: (one.rank != "head", not one.owes_review, one.post),
    )
    return (
        *(Point(point_of(code), title, topic=code) for code, title in topics),
        Point(OTHER, TITLES[OTHER].vi),
        *(
            Point(
                f"{POINT}post-{plain(one.post)}",
                PERSON.vi.format(post=f"{one.title} ({one.reference})"),
                about=one.reference,
            )
            for one in persons
        ),
    )


def _topics(
    campaign: CampaignView,
    unit: str,
    speeches: Sequence[Spoken],
    counted: Sequence[Counted],
    known_by: datetime,
) -> Iterator[tuple[str, str]]:
    """Topics with their wordings: those the campaign's reviews speak of, then those suggested to the collective.

    Where the day was counted, its agenda says which; else those that every review speaks of.
    """
    talked = {code for one in counted for code in one.topics} | {one.topic for one in speeches}
    spoken_of = topics_of(campaign, known_by=known_by)
    prescribed = {one.code: one.wording.vi for one in guidance_set(campaign.guidance_set).topics}
    for code, wording in (prescribed | {one.code: one.wording.vi for one in spoken_of}).items():
        if code in talked or (not counted and any(one.code == code for one in spoken_of)):
            yield code, wording
    for put in topics_of_unit(campaign, unit, known_by=known_by):
        if not put.seat:
            yield put.code, put.text


def _name(campaign: CampaignView, unit: str, on: date, known_by: datetime) -> str:
    rows = standings(campaign.host, known_by=known_by, units=[unit])
    return next((one.name for one in rows if one.period.includes(on)), unit)
