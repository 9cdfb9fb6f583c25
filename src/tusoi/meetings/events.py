"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

SESSION_HELD = Event(
    code="session_held",
    wording=Wording(
        vi="ghi một buổi họp kiểm điểm của một đơn vị",
        en="a session of a unit's review was recorded",
    ),
    keys=("campaign", "unit", "day", "leaders"),
)
MINUTES_SIGNED = Event(
    code="minutes_signed",
    wording=Wording(
        vi="ghi ngày ký biên bản kiểm điểm của một đơn vị",
        en="the day was recorded on which the minutes of a unit's review were signed",
    ),
    keys=("campaign", "unit", "day"),
)
EVENTS = (SESSION_HELD, MINUTES_SIGNED)
