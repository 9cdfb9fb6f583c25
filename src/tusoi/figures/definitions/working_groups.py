"""How many working groups there are, and how many have given a verdict."""

from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Rows
from tusoi.figures.records import GroupKnown, Records
from tusoi.figures.stages import last_verdict
from tusoi.values.wording import Wording, same


def count(records: Records, as_of: date) -> Parts:
    """All groups formed by the day, and those of them with at least one verdict on a unit of theirs."""
    formed = [group for group in records.groups if group.when.surely_by(as_of)]
    judged = {file.unit for file in records.units if last_verdict(file, as_of) is not None}
    with_verdict = [group for group in formed if judged.intersection(group.units)]
    return {"count": _rows(formed), "with_verdict": _rows(with_verdict)}


def _rows(groups: list[GroupKnown]) -> Rows:
    return tuple(
        Row(same(group.code), group.provenance, detail=same(", ".join(group.units)))
        for group in groups
    )


FIGURE = Figure(
    code="working_groups",
    title=Wording(vi="Tổ công tác", en="Working groups"),
    definition=Wording(
        vi="Số tổ công tác đã lập, và trong đó số tổ đã có ít nhất một kết luận về đơn vị được giao.",
        en="Working groups formed, and those of them that have given at least one verdict on a unit they were given.",
    ),
    source=Wording(
        vi="Cách đếm của báo cáo sơ kết đợt kiểm điểm năm 2012 tại TP Hồ Chí Minh.",
        en="The way of counting of the interim report on the 2012 campaign in Ho Chi Minh City.",
    ),
    count=count,
    counts=Whom.ORGANISATIONS,
    rests_on=("units",),
    once=True,
    share=("with_verdict", "count"),
)
