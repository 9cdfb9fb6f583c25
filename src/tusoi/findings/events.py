"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

FINDING_RECORDED = Event(
    code="finding_recorded",
    wording=Wording(
        vi="ghi một khuyết điểm mà cuộc kiểm điểm của một đơn vị chỉ ra",
        en="a shortcoming that a unit's review found was recorded",
    ),
    keys=("campaign", "unit", "day"),
)
FINDING_AMENDED = Event(
    code="finding_amended",
    wording=Wording(
        vi="sửa một khuyết điểm đã ghi của một đơn vị",
        en="a shortcoming of a unit that stood on record was amended",
    ),
    keys=("campaign", "unit", "day"),
)
EVENTS = (FINDING_RECORDED, FINDING_AMENDED)
