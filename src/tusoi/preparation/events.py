"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

SELF_REVIEW_READY = Event(
    code="self_review_ready",
    wording=Wording(
        vi="ghi ngày bản tự kiểm điểm của một đơn vị hoàn thành",
        en="the day was recorded on which a unit's self-review was ready",
    ),
    keys=("campaign", "unit", "day"),
)
EVENTS = (SELF_REVIEW_READY,)
