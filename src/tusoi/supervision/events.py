"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

VERDICT_GIVEN = Event(
    code="verdict_given",
    wording=Wording(
        vi="ghi kết luận của tổ công tác về chất lượng kiểm điểm của một đơn vị",
        en="a working group's verdict on the quality of a unit's review was recorded",
    ),
    keys=("campaign", "unit", "day"),
)
EVENTS = (VERDICT_GIVEN,)
