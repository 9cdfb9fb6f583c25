"""Cases decided that were found and concluded before the unit's review."""

from datetime import date

from tusoi.figures.cases import by_authority, decided, rows
from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Sum
from tusoi.figures.records import Records
from tusoi.values.wording import Wording


def count(records: Records, as_of: date) -> Parts:
    """All, and by the body that decided."""
    cases = decided(records, as_of, phase="before")
    return {"total": rows(cases, records), "by_authority": by_authority(cases, records)}


FIGURE = Figure(
    code="discipline_before_review",
    title=Wording(vi="Kỷ luật trước kiểm điểm", en="Discipline before review"),
    definition=Wording(
        vi="Số vụ việc đã có quyết định, được phát hiện hoặc kết luận trước buổi kiểm điểm đầu tiên của đơn vị; nơi không nêu ngày thì theo văn bản ghi. Tổng là số cộng của phần mềm.",
        en="Cases decided that were found or concluded before the first session of the unit's review; where no days are stated, as the record says. The total is a sum of ours.",
    ),
    source=Wording(
        vi="Cách đếm của báo cáo sơ kết đợt kiểm điểm năm 2012 tại TP Hồ Chí Minh: theo cơ quan quyết định.",
        en="The way of counting of the interim report on the 2012 campaign in Ho Chi Minh City: by deciding body.",
    ),
    count=count,
    counts=Whom.DISCLOSED,
    rests_on=("case_terms",),
    sums=(Sum("discipline_before_review.total", ("discipline_before_review.by_authority.*",)),),
)
