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
ITEM_GIVEN = Event(
    code="item_given",
    wording=Wording(
        vi="giao một việc khắc phục cho một đơn vị, một chức vụ",
        en="an item was given to a unit and a post",
    ),
    keys=("campaign", "item", "unit"),
)
NATURE_STATED = Event(
    code="nature_stated",
    wording=Wording(
        vi="ghi việc khắc phục nhằm kết quả hay việc làm, và sức mạnh của biện pháp",
        en="what an item is to bring about and how strong the remedy is was recorded",
    ),
    keys=("campaign", "item", "kind", "strength"),
)
ITEM_CLAIMED = Event(
    code="item_claimed",
    wording=Wording(vi="đơn vị báo đã xong một việc", en="an item was claimed done"),
    keys=("campaign", "item", "unit", "claim"),
)
EVIDENCE_ADDED = Event(
    code="evidence_added",
    wording=Wording(
        vi="gửi kèm một tệp minh chứng, đã làm sạch, cho một việc",
        en="an evidence file, written anew, was added to an item",
    ),
    keys=("campaign", "item", "unit", "claim", "size"),
)
CLAIM_RETURNED = Event(
    code="claim_returned",
    wording=Wording(
        vi="người xác minh trả lại một việc đã báo xong, nêu lý do",
        en="a claim was returned by its verifier, with reasons",
    ),
    keys=("campaign", "item", "unit", "claim"),
)
CLAIM_VERIFIED = Event(
    code="claim_verified",
    wording=Wording(
        vi="xác minh một việc đã báo xong", en="a claim was verified by somebody independent"
    ),
    keys=("campaign", "item", "unit", "claim"),
)
DUE_MOVE_ASKED = Event(
    code="due_move_asked",
    wording=Wording(
        vi="đề nghị lùi hoặc đổi hạn một việc", en="another deadline of an item was proposed"
    ),
    keys=("campaign", "item", "move", "day"),
)
DUE_MOVED = Event(
    code="due_moved",
    wording=Wording(
        vi="người thứ hai đồng ý đổi hạn một việc",
        en="a second person approved another deadline of an item",
    ),
    keys=("campaign", "item", "move"),
)
DUE_MOVE_REFUSED = Event(
    code="due_move_refused",
    wording=Wording(
        vi="người thứ hai không đồng ý đổi hạn một việc",
        en="a second person refused another deadline of an item",
    ),
    keys=("campaign", "item", "move"),
)
ITEM_MEASURED = Event(
    code="item_measured",
    wording=Wording(
        vi="ghi một giá trị đo được của một việc", en="a value of an item's indicator was recorded"
    ),
    keys=("campaign", "item", "day"),
)
BACKLOG_COUNTED = Event(
    code="backlog_counted",
    wording=Wording(
        vi="ghi số tồn, mới, đã giải quyết của một việc tồn đọng trong một kỳ",
        en="what a register counted of a backlog over a period was recorded",
    ),
    keys=("campaign", "item", "day"),
)
ITEM_RECURRED = Event(
    code="item_recurred",
    wording=Wording(
        vi="mở lại một việc đã xác minh thành việc tái diễn",
        en="a verified item came back as another item",
    ),
    keys=("campaign", "item", "recurs", "unit"),
)
FELT_ASKED = Event(
    code="felt_asked",
    wording=Wording(
        vi="bắt đầu hỏi người chịu ảnh hưởng về một việc đã xác minh",
        en="those affected are asked about a verified item from now on",
    ),
    keys=("campaign", "item", "claim"),
)
FELT_COUNTED = Event(
    code="felt_counted",
    wording=Wording(
        vi="ghi số trả lời của người chịu ảnh hưởng, không kèm gì về người trả lời",
        en="how those affected answered was counted, with nothing of whoever did",
    ),
    keys=("campaign", "day"),
)
FELT_ON_RECORD = Event(
    code="felt_on_record",
    wording=Wording(
        vi="nơi đã góp ý trả lời việc bắt nguồn từ ý kiến ấy đã xong chưa",
        en="an invited body said whether what came of its answer is put right",
    ),
    keys=("campaign", "item", "invitation"),
)
PRACTICE_CLAIMED = Event(
    code="practice_claimed",
    wording=Wording(vi="nêu một cách làm hay", en="a good practice was claimed"),
    keys=("campaign", "practice", "unit", "claim"),
)
PRACTICE_CHECKED = Event(
    code="practice_checked",
    wording=Wording(
        vi="người ở nơi khác kiểm tra xong một cách làm hay",
        en="a good practice was checked by somebody independent",
    ),
    keys=("campaign", "practice", "unit", "claim"),
)
PRACTICE_RETURNED = Event(
    code="practice_returned",
    wording=Wording(
        vi="trả lại một cách làm hay đã nêu, có lý do",
        en="a claimed good practice was returned, with reasons",
    ),
    keys=("campaign", "practice", "unit", "claim"),
)
PRACTICE_ADOPTED = Event(
    code="practice_adopted",
    wording=Wording(
        vi="một đơn vị khác áp dụng một cách làm hay",
        en="a good practice was adopted by another unit",
    ),
    keys=("campaign", "practice", "unit", "adoption"),
)
PRACTICE_RESULT = Event(
    code="practice_result",
    wording=Wording(
        vi="ghi kết quả áp dụng một cách làm hay",
        en="what came of adopting a good practice was recorded",
    ),
    keys=("campaign", "practice", "unit", "adoption"),
)
PRACTICE_DROPPED = Event(
    code="practice_dropped",
    wording=Wording(
        vi="thôi áp dụng một cách làm hay ở một đơn vị",
        en="a unit dropped a good practice it had adopted",
    ),
    keys=("campaign", "practice", "unit", "adoption"),
)
EVENTS = (
    ITEM_PLANNED,
    PLAN_ADOPTED,
    ITEM_GIVEN,
    NATURE_STATED,
    ITEM_CLAIMED,
    EVIDENCE_ADDED,
    CLAIM_RETURNED,
    CLAIM_VERIFIED,
    DUE_MOVE_ASKED,
    DUE_MOVED,
    DUE_MOVE_REFUSED,
    ITEM_MEASURED,
    BACKLOG_COUNTED,
    ITEM_RECURRED,
    FELT_ASKED,
    FELT_COUNTED,
    FELT_ON_RECORD,
    PRACTICE_CLAIMED,
    PRACTICE_CHECKED,
    PRACTICE_RETURNED,
    PRACTICE_ADOPTED,
    PRACTICE_RESULT,
    PRACTICE_DROPPED,
)
