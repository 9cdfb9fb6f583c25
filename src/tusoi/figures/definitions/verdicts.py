"""The working groups' verdicts on the collectives' reviews."""

from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Sum
from tusoi.figures.records import Place, Records, UnitFile
from tusoi.figures.stages import is_void, last_verdict, verdict_by
from tusoi.values.wording import Wording, same


def count(records: Records, as_of: date) -> Parts:
    """Every unit that owes a review is in one of four; a verdict that a barred chair voids is not yet one."""
    parts: dict[str, list[Row]] = {"meets": [], "basically_meets": [], "redo": [], "not_yet": []}
    for file, place in records.owing(as_of):
        verdict = verdict_by(file, as_of)
        parts[verdict.verdict if verdict else "not_yet"].append(_row(file, place, as_of))
    return {word: tuple(rows) for word, rows in parts.items()}


def _row(file: UnitFile, place: Place, as_of: date) -> Row:
    verdict = last_verdict(file, as_of)
    name = same(place.name)
    if verdict is None:
        return Row(name, place.provenance, unit=file.unit)
    detail = _VOID if is_void(file, verdict) else None
    return Row(name, verdict.provenance, unit=file.unit, detail=detail)


_VOID = Wording(
    vi="kết luận đã ghi không được tính: người chủ trì không được chủ trì",
    en="the recorded verdict does not count: the chair was barred",
)
FIGURE = Figure(
    code="verdicts",
    title=Wording(vi="Kết luận của tổ công tác", en="Verdicts"),
    definition=Wording(
        vi="Kết luận về chất lượng kiểm điểm của tập thể từng đơn vị phải kiểm điểm. Kiểm điểm dưới sự chủ trì của người không được chủ trì thì không được tính là đạt hay cơ bản đạt.",
        en="Verdicts on the quality of the collective's review, of every unit that owes one. A review held under a barred chair counts neither as meeting nor as basically meeting requirements.",
    ),
    source=Wording(
        vi="Kết luận của từng tổ về chất lượng kiểm điểm của tập thể.",
        en="Each group's verdict on the quality of the collective's review.",
    ),
    count=count,
    counts=Whom.ORGANISATIONS,
    rests_on=("criteria",),
    sums=(Sum("units_reviewed.due", ("verdicts.*",)),),
)
