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
CONFERENCE_HELD = Event(
    code="conference_held",
    wording=Wording(vi="ghi một hội nghị của đợt", en="a conference of the campaign was recorded"),
    keys=("campaign", "day", "instructions"),
)
EVENTS = (SESSION_HELD, MINUTES_SIGNED, CONFERENCE_HELD)
