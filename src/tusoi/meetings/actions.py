"""Telling sessions, signed minutes and the group's attendance."""

from collections.abc import Sequence
from dataclasses import dataclass

from tusoi.campaigns.actions import Round, Seat
from tusoi.ledger.actions import Act, Told
from tusoi.ledger.source import Source
from tusoi.meetings.models import GroupAttended, MinutesSigned, Session
from tusoi.values.day import When


@dataclass(frozen=True, slots=True)
class MeetingsTold:
    """A review's sessions in order of their days, its repeated sessions, and who chaired them.

    `minutes` and `attended` are None where the record has none.
    """

    seat: Seat
    sessions: tuple[When, ...]
    redo_sessions: tuple[When, ...]
    chair: str
    redo_chair: str
    minutes: When | None
    attended: When | None
    source: Source


def tell_meetings(opened: Act, told: Round, meetings: Sequence[MeetingsTold]) -> Told:
    """Bring into line the sessions held, the minutes signed and the group's attendance."""
    campaign = {"campaign": told.campaign}
    minutes = [
        MinutesSigned(**one.source.fact("minutes", one.minutes), **told.review(one.seat))
        for one in meetings
        if one.minutes is not None
    ]
    attended = [
        GroupAttended(**one.source.fact("attended", one.attended), **told.review(one.seat))
        for one in meetings
        if one.attended is not None
    ]
    return (
        opened.tell(_sessions(told, meetings), Session.objects.filter(**campaign))
        + opened.tell(minutes, MinutesSigned.objects.filter(**campaign))
        + opened.tell(attended, GroupAttended.objects.filter(**campaign))
    )


def _sessions(told: Round, meetings: Sequence[MeetingsTold]) -> list[Session]:
    return [
        Session(
            **one.source.fact(f"{'redo' if redo else 'session'}-{number}", when),
            **told.review(one.seat),
            number=number,
            redo=redo,
            chair=chair,
        )
        for one in meetings
        for redo, days, chair in (
            (False, one.sessions, one.chair),
            (True, one.redo_sessions, one.redo_chair or one.chair),
        )
        for number, when in enumerate(days, start=1)
    ]
