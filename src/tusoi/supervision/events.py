"""The acts of this room that the ledger records."""

from tusoi.ledger.event import Event
from tusoi.values.wording import Wording

VERDICT_GIVEN = Event(
    code="verdict_given",
    wording=Wording(
        vi="ghi kết luận của tổ công tác về chất lượng kiểm điểm của một đơn vị",
        en="a working group's verdict on the quality of a unit's review was recorded",
    ),
    keys=("campaign", "unit", "day", "round"),
    sworn=True,
)
SHEET_DRAFTED = Event(
    code="sheet_drafted",
    wording=Wording(
        vi="lưu nháp phiếu giám sát của tổ công tác",
        en="a working group's sheet was saved as a draft",
    ),
    keys=("campaign", "unit", "lines"),
    decides_on="unit",
)
GROUP_NOTED = Event(
    code="group_noted",
    wording=Wording(
        vi="ghi chú trong tổ công tác",
        en="one of a working group left a note for the others",
    ),
    keys=("campaign", "unit"),
    decides_on="unit",
)
DISSENT_RECORDED = Event(
    code="dissent_recorded",
    wording=Wording(
        vi="ghi ý kiến khác của một thành viên tổ công tác",
        en="a dissent of one of a working group was recorded",
    ),
    keys=("campaign", "unit", "round"),
)
VERDICT_REPLIED = Event(
    code="verdict_replied",
    wording=Wording(
        vi="đơn vị trả lời kết luận của tổ công tác",
        en="a unit replied to the working group's verdict",
    ),
    keys=("campaign", "unit", "round"),
)
CRITICISM_PUBLISHED = Event(
    code="criticism_published",
    wording=Wording(
        vi="công bố điều phê bình chưa được sửa",
        en="a criticism that was not cured in time was published",
    ),
    keys=("campaign", "unit", "round"),
    sworn=True,
)
SAMPLE_DRAWN = Event(
    code="sample_drawn",
    wording=Wording(
        vi="rút mẫu các cuộc kiểm điểm để đọc lại",
        en="a sample of judged reviews was drawn to be read again",
    ),
    keys=("campaign", "draw", "drawn", "root"),
)
READ_AGAIN = Event(
    code="read_again",
    wording=Wording(
        vi="ghi kết quả đọc lại của người đọc thứ hai",
        en="what a second reader found was recorded",
    ),
    keys=("campaign", "unit"),
)
EVENTS = (
    VERDICT_GIVEN,
    SHEET_DRAFTED,
    GROUP_NOTED,
    DISSENT_RECORDED,
    VERDICT_REPLIED,
    CRITICISM_PUBLISHED,
    SAMPLE_DRAWN,
    READ_AGAIN,
)
