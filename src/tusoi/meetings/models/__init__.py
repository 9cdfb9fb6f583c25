"""What happened in a meeting: its sessions, what was noted in the room, the minutes."""

from tusoi.meetings.models.room import Attendance, RoomOpened, SessionTallied, Speech
from tusoi.meetings.models.sessions import Conference, GroupAttended, MinutesSigned, Session

__all__ = [
    "Attendance",
    "Conference",
    "GroupAttended",
    "MinutesSigned",
    "RoomOpened",
    "Session",
    "SessionTallied",
    "Speech",
]
