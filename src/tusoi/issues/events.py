"""The acts of this room that the ledger records. Codes and days, never a word of an issue."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

DIGESTS_RECEIVED = Event(
    code="digests_received",
    wording=Wording(
        vi="nhận các bản tóm lược ý kiến, chưa kiểm chứng",
        en="digests of opinions, unverified, were received",
    ),
    keys=("campaign",),
)
ISSUE_RAISED = Event(
    code="issue_raised",
    wording=Wording(
        vi="nêu một vấn đề cần tiếp thu, giải trình từ các ý kiến",
        en="an issue to accept or explain was raised from opinions",
    ),
    keys=("campaign", "unit", "issue"),
)
ISSUES_MERGED = Event(
    code="issues_merged",
    wording=Wording(vi="gộp một vấn đề vào vấn đề khác", en="an issue was merged into another"),
    keys=("campaign", "unit", "issue", "into"),
)
ISSUE_SPLIT = Event(
    code="issue_split",
    wording=Wording(vi="tách một vấn đề", en="an issue was split"),
    keys=("campaign", "unit", "issue"),
)
ISSUE_GIVEN = Event(
    code="issue_given",
    wording=Wording(
        vi="giao một vấn đề cho một chức vụ tiếp thu, giải trình",
        en="an issue was given to a post to accept or explain",
    ),
    keys=("campaign", "unit", "issue", "post"),
)
ISSUE_REPLIED = Event(
    code="issue_replied",
    wording=Wording(
        vi="người được nói đến trả lời về một vấn đề",
        en="whoever an issue names replied to it",
    ),
    keys=("campaign", "unit", "issue"),
)
ISSUE_ANSWERED = Event(
    code="issue_answered",
    wording=Wording(
        vi="tiếp thu hoặc giải trình một vấn đề", en="an issue was accepted or explained"
    ),
    keys=("campaign", "unit", "issue", "outcome"),
)
ISSUE_SENT_ON = Event(
    code="issue_sent_on",
    wording=Wording(
        vi="đưa một vấn đề thành gợi ý, khuyết điểm hoặc việc khắc phục",
        en="an issue became a suggested topic, a finding or an item",
    ),
    keys=("campaign", "unit", "issue", "to", "topic"),
)
EVENTS = (
    DIGESTS_RECEIVED,
    ISSUE_RAISED,
    ISSUES_MERGED,
    ISSUE_SPLIT,
    ISSUE_GIVEN,
    ISSUE_REPLIED,
    ISSUE_ANSWERED,
    ISSUE_SENT_ON,
)
