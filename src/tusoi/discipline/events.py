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
SEALED_ACT = Event(
    code="sealed_act",
    wording=Wording(
        vi="ghi một việc giữ kín của cơ quan kiểm tra, kỷ luật",
        en="something sealed was recorded by the bodies of inspection and discipline",
    ),
    keys=("campaign",),
)
SEALED_READ = Event(
    code="sealed_read",
    wording=Wording(vi="mở đọc một hồ sơ giữ kín", en="a sealed file was opened"),
    keys=("campaign",),
)
CASE_DECIDED = Event(
    code="case_decided",
    wording=Wording(
        vi="ghi quyết định kỷ luật của một vụ việc",
        en="the disciplinary decision of a case was recorded",
    ),
    keys=("campaign", "case", "day"),
    sworn=True,
)
CASE_CORRECTED = Event(
    code="case_corrected",
    wording=Wording(
        vi="ghi việc sửa một quyết định kỷ luật",
        en="the correction of a disciplinary decision was recorded",
    ),
    keys=("campaign", "case", "day"),
)
BODY_LEVEL_TOLD = Event(
    code="body_level_told",
    wording=Wording(
        vi="ghi cấp của một cơ quan và nơi nhận khiếu nại",
        en="a body's level, and who hears appeals against it, were recorded",
    ),
    keys=("campaign", "body"),
)
EVENTS = (
    INSPECTION_CONCLUDED,
    RESPONSIBILITIES_SETTLED,
    SERIOUSNESS_RECORDED,
    SEALED_ACT,
    SEALED_READ,
    CASE_DECIDED,
    CASE_CORRECTED,
    BODY_LEVEL_TOLD,
)
