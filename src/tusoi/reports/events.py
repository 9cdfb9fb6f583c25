"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

REPORT_DRAFTED = Event(
    code="report_drafted",
    wording=Wording(vi="soạn dự thảo báo cáo", en="a report was drafted"),
    keys=("campaign", "as_of"),
)
REPORT_APPROVED = Event(
    code="report_approved",
    wording=Wording(
        vi="phê duyệt báo cáo; từ đây văn bản không đổi",
        en="a report was approved; its text is frozen",
    ),
    keys=("campaign", "as_of"),
    sworn=True,
)
EVENTS = (REPORT_DRAFTED, REPORT_APPROVED)
