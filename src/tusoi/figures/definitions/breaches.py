"""What broke a gate or a rule and was only learnt afterwards."""

from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row
from tusoi.figures.records import Records
from tusoi.values.wording import Wording


def count(records: Records, as_of: date) -> Parts:
    """Breaches that had happened by the day."""
    happened = [breach for breach in records.breaches if breach.day <= as_of]
    return {
        "count": tuple(
            Row(
                breach.wording,
                breach.provenance,
                unit=breach.unit,
                detail=Wording(vi=breach.rule, en=breach.rule),
            )
            for breach in happened
        )
    }


FIGURE = Figure(
    code="breaches",
    title=Wording(vi="Trường hợp kiểm điểm khi chưa đủ điều kiện", en="Breaches"),
    definition=Wording(
        vi="Số lần một cuộc kiểm điểm, một kết luận hay một phân công đã rồi mà trái điều kiện hoặc quy tắc, tính đến ngày đó, theo những gì đã biết.",
        en="Reviews, verdicts and assignments of the past that broke a gate or a rule by that day, as far as is known.",
    ),
    source=Wording(vi="Các điều kiện của đợt.", en="The campaign's gates."),
    count=count,
    counts=Whom.THINGS,
)
