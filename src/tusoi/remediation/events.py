"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

ITEM_PLANNED = Event(
    code="item_planned",
    wording=Wording(
        vi="ghi hoặc sửa một việc trong kế hoạch khắc phục của một đơn vị",
        en="an item of a unit's remedy plan was recorded or amended",
    ),
    keys=("campaign", "unit"),
)
PLAN_ADOPTED = Event(
    code="plan_adopted",
    wording=Wording(
        vi="ghi ngày thông qua kế hoạch khắc phục của một đơn vị",
        en="the day was recorded on which a unit's remedy plan was adopted",
    ),
    keys=("campaign", "unit", "day"),
)
EVENTS = (ITEM_PLANNED, PLAN_ADOPTED)
