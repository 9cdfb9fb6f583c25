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
TOPIC_SUGGESTED = Event(
    code="topic_suggested",
    wording=Wording(
        vi="gợi ý một nội dung kiểm điểm cho một đơn vị",
        en="a topic was suggested to a unit",
    ),
    keys=("campaign", "unit", "topic"),
    decides_on="unit",
)
TOPIC_EXPLAINED = Event(
    code="topic_explained",
    wording=Wording(
        vi="giải trình một nội dung được gợi ý", en="an explanation of a suggested topic was given"
    ),
    keys=("campaign", "unit", "topic"),
    decides_on="unit",
)
EXPLANATIONS_REDONE = Event(
    code="explanations_redone",
    wording=Wording(
        vi="giải trình lại xong các nội dung được gợi ý",
        en="the explanations were done again",
    ),
    keys=("campaign", "unit"),
)
DRAFT_SAVED = Event(
    code="draft_saved",
    wording=Wording(
        vi="lưu một phiên bản nháp của bản tự kiểm điểm",
        en="a version of a self-review in the writing was kept",
    ),
    keys=("campaign", "unit", "version"),
    decides_on="unit",
)
DRAFT_COMMENTED = Event(
    code="draft_commented",
    wording=Wording(
        vi="góp ý vào bản nháp tự kiểm điểm của tập thể",
        en="somebody of the collective commented on the draft of its self-review",
    ),
    keys=("campaign", "unit"),
    decides_on="unit",
)
SELF_REVIEW_SUBMITTED = Event(
    code="self_review_submitted",
    wording=Wording(
        vi="nộp một bản tự kiểm điểm; từ đây bản này không đổi",
        en="a self-review was handed in; from now on it stands",
    ),
    keys=("campaign", "unit", "version"),
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
EVENTS = (
    SELF_REVIEW_READY,
    TOPIC_SUGGESTED,
    TOPIC_EXPLAINED,
    EXPLANATIONS_REDONE,
    DRAFT_SAVED,
    DRAFT_COMMENTED,
    SELF_REVIEW_SUBMITTED,
    EVIDENCE_RECORDED,
    EVIDENCE_ANSWERED,
)
