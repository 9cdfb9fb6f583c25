"""In how many units the groups saw each sign of an unsatisfactory review."""

from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Rows
from tusoi.figures.records import MarkKnown, Place, Records, UnitFile
from tusoi.values.wording import Wording, same

Seen = tuple[UnitFile, Place, MarkKnown]


def count(records: Records, as_of: date) -> Parts:
    """Per criterion of the guidance set: units in which it was seen, and those of them under deep review."""
    seen: dict[int, list[Seen]] = {sign: [] for sign in records.criteria}
    for file, place in records.owing(as_of):
        for mark in file.marks:
            if mark.seen and mark.when.surely_by(as_of) and mark.sign in seen:
                seen[mark.sign].append((file, place, mark))
    return {str(sign): _sign(found, as_of) for sign, found in seen.items()}


def _sign(seen: list[Seen], as_of: date) -> Parts:
    deep = [one for one in seen if one[0].deep_since and one[0].deep_since.surely_by(as_of)]
    return {"units": _rows(seen), "among_deep_reviews": _rows(deep)}


def _rows(seen: list[Seen]) -> Rows:
    return tuple(
        Row(same(place.name), mark.provenance, unit=file.unit) for file, place, mark in seen
    )


FIGURE = Figure(
    code="signs_seen",
    title=Wording(
        vi="Biểu hiện tổ công tác đã thấy (đơn vị / trong đó kiểm điểm sâu)",
        en="Signs seen (units / of them under deep review)",
    ),
    definition=Wording(
        vi="Với mỗi biểu hiện trong bộ tiêu chí của đợt: số đơn vị mà tổ công tác ghi là có thấy, và trong đó số đơn vị được gợi ý kiểm điểm sâu. Thấy một biểu hiện chưa có nghĩa là kiểm điểm không đạt.",
        en="For each criterion of the campaign's guidance: the units in which the group recorded it as seen, and those of them suggested for a review in depth. A sign seen does not by itself fail a review.",
    ),
    source=Wording(
        vi="Bộ tiêu chí của đợt.",
        en="The campaign's guidance set.",
    ),
    count=count,
    counts=Whom.ORGANISATIONS,
    rests_on=("criteria",),
)
