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
EVIDENCE_RECORDED = Event(
    code="evidence_recorded",
    wording=Wording(
        vi="ghi minh chứng cho một nội dung kiểm điểm của một đơn vị",
        en="evidence was recorded on a topic of a unit's review",
    ),
    keys=("campaign", "unit", "day"),
)
EVIDENCE_ANSWERED = Event(
    code="evidence_answered",
    wording=Wording(
        vi="ghi ngày trả lời điều dân nêu ở một đơn vị",
        en="the day was recorded on which what people raised at a unit was answered",
    ),
    keys=("campaign", "unit", "day"),
)
EVENTS = (SELF_REVIEW_READY, EVIDENCE_RECORDED, EVIDENCE_ANSWERED)
