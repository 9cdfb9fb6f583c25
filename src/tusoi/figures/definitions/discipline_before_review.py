"""Cases decided that were found and concluded before the unit's review."""

from datetime import date

from tusoi.figures.cases import by_authority, decided, rows
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
        vi="Báo cáo sơ kết ngày 17-12-2012: Ban Thường vụ 4, Ủy ban Kiểm tra 6; không in tổng.",
        en="Interim report of 17 December 2012: Standing Committee 4, Inspection Commission 6; it prints no total.",
    ),
    count=count,
    sums=(Sum("discipline_before_review.total", ("discipline_before_review.by_authority.*",)),),
)
