"""What happened in a meeting: its sessions, what was noted in the room, the minutes."""

from tusoi.meetings.models.holds import HoldLifted, RetentionHeld
from tusoi.meetings.models.minutes import (
    Capacity,
    CorrectionAnswered,
    Dissent,
    MinutesAddendum,
    MinutesCorrection,
    MinutesDrafted,
    MinutesSignature,
)
from tusoi.meetings.models.room import Attendance, RoomOpened, SessionTallied, Speech
from tusoi.meetings.models.sessions import (
    Conference,
    GroupAttended,
    MinutesSigned,
    RedoMinutesSigned,
    Session,
)

__all__ = [
    "Attendance",
    "Capacity",
    "Conference",
    "CorrectionAnswered",
    "Dissent",
    "GroupAttended",
    "HoldLifted",
    "MinutesAddendum",
    "MinutesCorrection",
    "MinutesDrafted",
    "MinutesSignature",
    "MinutesSigned",
    "RedoMinutesSigned",
    "RetentionHeld",
    "RoomOpened",
    "Session",
    "SessionTallied",
    "Speech",
]
