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
UNIT_ENDED = Event(
    code="unit_ended",
    wording=Wording(
        vi="ghi một đơn vị kết thúc và đơn vị kế thừa",
        en="a unit ended, and who answers for it was recorded",
    ),
    keys=("campaign", "unit", "day", "successors"),
)
POST_HANDED_OVER = Event(
    code="post_handed_over",
    wording=Wording(vi="ghi một chức vụ sang người khác", en="a post changed hands"),
    keys=("campaign", "unit", "post", "day"),
)
HANDOVER_ACKNOWLEDGED = Event(
    code="handover_acknowledged",
    wording=Wording(
        vi="nhận bàn giao việc còn dở", en="what was left open was taken over and acknowledged"
    ),
    keys=("campaign", "unit", "post", "open"),
)
UNIT_ADDED = Event(
    code="unit_added",
    wording=Wording(vi="thêm một đơn vị vào danh mục", en="a unit was added to the register"),
    keys=("campaign", "unit", "day"),
)
UNIT_AMENDED = Event(
    code="unit_amended",
    wording=Wording(
        vi="sửa tên, khối hoặc cách liên hệ của một đơn vị",
        en="a unit's name, block or contact was corrected",
    ),
    keys=("campaign", "unit"),
)
REMOVAL_PROPOSED = Event(
    code="removal_proposed",
    wording=Wording(
        vi="đề nghị xóa hẳn lời của một hàng đã ghi",
        en="it was proposed that the words of a recorded row go for good",
    ),
    keys=("campaign", "unit", "number", "basis"),
)
REMOVAL_DECIDED = Event(
    code="removal_decided",
    wording=Wording(
        vi="người thứ hai quyết định về việc xóa hẳn lời của một hàng đã ghi",
        en="a second person decided whether the words of a recorded row go for good",
    ),
    keys=("campaign", "unit", "number", "agreed", "rows"),
    sworn=True,
)
EVENTS = (
    REASON_STATED,
    CHAIR_NAMED,
    READ,
    UNIT_ENDED,
    POST_HANDED_OVER,
    HANDOVER_ACKNOWLEDGED,
    UNIT_ADDED,
    UNIT_AMENDED,
    REMOVAL_PROPOSED,
    REMOVAL_DECIDED,
)
