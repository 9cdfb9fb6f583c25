"""COI-12: no verdict without a mark, with its ground, against each listed sign. Supervision's verdict demands it."""

from tusoi.organisation.conflicts.rule import ConflictRule
from tusoi.values.wording import Wording

RULE = ConflictRule(
    code="COI-12",
    name=Wording(vi="Đối chiếu từng biểu hiện", en="Every sign is looked at"),
    source=Wording(
        vi="Đợt kiểm điểm năm 2012: mười hai biểu hiện kiểm điểm chưa đạt; nhiều tổ kết luận giống hệt nhau là dấu hiệu cần nêu, không giấu.",
        en="The 2012 campaign: twelve signs of an unsatisfactory review; many groups reaching one identical conclusion is a signal to show, not to hide.",
    ),
    sentence=Wording(
        vi="Như kết luận của tổ công tác: mỗi biểu hiện có một dấu, biểu hiện có thấy thì có trích dẫn. Mức giống nhau giữa các tổ hiện ở trang Đồng đều.",
        en="As a group's verdict says: a mark against each sign, and a quote where it is seen. How alike the groups judge stands on the page Consistency.",
    ),
    enforced=("supervision/actions.py", "supervision/second.py", "supervision/spread.py"),
)
