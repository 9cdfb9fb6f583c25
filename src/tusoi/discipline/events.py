"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

INSPECTION_CONCLUDED = Event(
    code="inspection_concluded",
    wording=Wording(
        vi="ghi kết luận của cơ quan thanh tra mà một đơn vị chờ",
        en="the inspectorate's conclusion that a unit waited for was recorded",
    ),
    keys=("campaign", "unit", "day"),
)
RESPONSIBILITIES_SETTLED = Event(
    code="responsibilities_settled",
    wording=Wording(
        vi="ghi việc làm rõ trách nhiệm từng cá nhân sau thanh tra",
        en="each person's responsibility was recorded as settled after an inspection",
    ),
    keys=("campaign", "unit", "day", "serious"),
)
SERIOUSNESS_RECORDED = Event(
    code="seriousness_recorded",
    wording=Wording(
        vi="ghi một vụ việc là nghiêm trọng so với cương vị",
        en="a case was recorded as serious relative to the office",
    ),
    keys=("campaign", "case", "day"),
)
EVENTS = (INSPECTION_CONCLUDED, RESPONSIBILITIES_SETTLED, SERIOUSNESS_RECORDED)
