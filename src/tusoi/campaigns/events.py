"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

REASON_STATED = Event(
    code="reason_stated",
    wording=Wording(
        vi="ghi lý do một đơn vị chưa kiểm điểm",
        en="a reason was stated why a unit has not held its review",
    ),
    keys=("campaign", "unit"),
)
CHAIR_NAMED = Event(
    code="chair_named",
    wording=Wording(
        vi="cử người chủ trì kiểm điểm của một đơn vị",
        en="a chair was named for a unit's review",
    ),
    keys=("campaign", "unit", "post"),
)
READ = Event(
    code="read",
    wording=Wording(
        vi="mở đọc điều ghi về một tập thể hoặc một người",
        en="what is said of a collective or a person was opened",
    ),
    keys=("campaign", "unit", "what"),
)
EVENTS = (REASON_STATED, CHAIR_NAMED, READ)
