"""Which units that owe a review have not held it, and whether a reason is stated."""

from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Sum
from tusoi.figures.records import Place, Records, UnitFile
from tusoi.figures.stages import held_by
from tusoi.values.wording import Wording, same

_NEXT_LOOK = Wording(vi="{reason}; xem lại ngày {day}", en="{reason}; next look on {day}")
NO_REASON = Wording(vi="chưa nêu lý do", en="no reason stated")


def count(records: Records, as_of: date) -> Parts:
    """Every unit not reviewed is in one of three: reason stated, reason missing, or not due yet."""
    open_units = [pair for pair in records.owing(as_of) if not held_by(pair[0], as_of)]
    stated = [pair for pair in open_units if _reason(pair[0], as_of)]
    silent = [pair for pair in open_units if not _reason(pair[0], as_of)]
    is_due = records.last_day <= as_of
    not_due = [] if is_due else silent
    missing = silent if is_due else []
    return {
        "count": tuple(_row(*pair, as_of) for pair in open_units),
        "reason_stated": tuple(_row(*pair, as_of) for pair in stated),
        "reason_missing": tuple(_row(*pair, as_of) for pair in missing),
        "not_due": tuple(_row(*pair, as_of) for pair in not_due),
    }


def _reason(file: UnitFile, as_of: date) -> str:
    if file.reason is None or not file.reason.when.surely_by(as_of):
        return ""
    return file.reason.text


def _row(file: UnitFile, place: Place, as_of: date) -> Row:
    reason = _reason(file, as_of)
    detail = Wording(vi=reason, en=reason) if reason else NO_REASON
    if reason and file.reason and file.reason.next_look:
        detail = _NEXT_LOOK.filled(reason=detail, day=file.reason.next_look)
    known = file.reason.provenance if reason and file.reason else place.provenance
    return Row(same(place.name), known, unit=file.unit, detail=detail)


FIGURE = Figure(
    code="units_not_reviewed",
    title=Wording(vi="Đơn vị chưa kiểm điểm", en="Units not reviewed"),
    definition=Wording(
        vi="Số đơn vị phải kiểm điểm mà chưa xong trong ngày đó: đã nêu lý do (đang chờ ai kết luận cũng là lý do), chưa nêu lý do, hoặc chưa nêu lý do nhưng chưa đến hạn. Hạn rơi vào ngày nghỉ là ngày làm việc kế tiếp.",
        en="Units that owe a review and have not held it that day: with a reason stated (waiting for a conclusion is one), without one, or without one while the day it is due has not passed. What is due on a day off is due on the next working day.",
    ),
    source=Wording(
        vi="Cách đếm của báo cáo sơ kết đợt kiểm điểm năm 2012 tại TP Hồ Chí Minh; đơn vị chưa xong phải có lý do và ngày xem lại.",
        en="The way of counting of the interim report on the 2012 campaign in Ho Chi Minh City; a unit not done has a reason and a next look.",
    ),
    count=count,
    counts=Whom.ORGANISATIONS,
    rests_on=("units",),
    sums=(
        Sum(
            "units_not_reviewed.count",
            (
                "units_not_reviewed.reason_stated",
                "units_not_reviewed.reason_missing",
                "units_not_reviewed.not_due",
            ),
        ),
        Sum("units_reviewed.due", ("units_reviewed.done", "units_not_reviewed.count")),
    ),
)
