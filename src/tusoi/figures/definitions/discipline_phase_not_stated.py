"""Cases decided of which neither days nor the record say whether they came before a review or through it."""

from datetime import date

from tusoi.figures.cases import decided, rows
from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts
from tusoi.figures.records import Records
from tusoi.values.wording import Wording


def count(records: Records, as_of: date) -> Parts:
    """Their number."""
    return {"total": rows(decided(records, as_of, phase=""), records)}


FIGURE = Figure(
    code="discipline_phase_not_stated",
    title=Wording(vi="Kỷ luật chưa rõ trước hay qua kiểm điểm", en="Discipline, phase not stated"),
    definition=Wording(
        vi="Số vụ việc đã có quyết định mà cả ngày tháng lẫn văn bản không cho biết trước hay qua kiểm điểm.",
        en="Cases decided of which neither the days nor the record say whether they came before or through a review.",
    ),
    source=Wording(
        vi="Của phần mềm, để không vụ việc nào bị bỏ sót.", en="Ours, so that no case is left out."
    ),
    count=count,
    counts=Whom.DISCLOSED,
)
