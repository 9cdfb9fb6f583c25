"""How many things are to be put right, and how far they are."""

from datetime import date

from tusoi.figures.disclosure.whom import Whom
from tusoi.figures.figure import Figure, Parts, Row, Rows, Sum
from tusoi.figures.records import ItemKnown, Records
from tusoi.remediation.rules.stage import STAGES, is_overdue, stage_on
from tusoi.values.wording import Wording, same


def count(records: Records, as_of: date) -> Parts:
    """All of the campaign's items agreed by the day, their groups, their stages, and those overdue."""
    agreed = [item for item in records.items if item.when.surely_by(as_of) and not item.of_plan]
    groups = [group for group in records.solution_groups if group.when.surely_by(as_of)]
    return {
        "total": _rows(agreed),
        "groups": tuple(
            Row(same(f"{group.number}. {group.title}"), group.provenance) for group in groups
        ),
        "by_stage": {
            stage: _rows([item for item in agreed if stage_on(item.life, as_of) == stage])
            for stage in STAGES
        },
        "overdue": _rows([item for item in agreed if is_overdue(item.life, as_of)]),
    }


def _rows(items: list[ItemKnown]) -> Rows:
    return tuple(
        Row(_ITEM.filled(number=same(item.number)), item.provenance, unit=item.owner_unit)
        for item in items
    )


_ITEM = Wording(vi="việc số {number}", en="item {number}")
FIGURE = Figure(
    code="remediation_items",
    title=Wording(vi="Việc khắc phục", en="Remediation items"),
    definition=Wording(
        vi="Số việc khắc phục đã đề ra của đợt, số nhóm giải pháp, số việc theo bước đã đến (dự kiến, đang làm, báo xong, đã xác minh), và số việc quá hạn. Chưa xác minh thì chưa xong. Việc trong kế hoạch riêng của từng đơn vị tính ở số liệu về kế hoạch khắc phục.",
        en="The campaign's items agreed, their solution groups, how far they are (planned, in progress, claimed, verified), and those overdue. Nothing is done before it is verified. Items of the units' own plans count with the remedy plans.",
    ),
    source=Wording(
        vi="Cách đếm của báo cáo sơ kết đợt kiểm điểm năm 2012 tại TP Hồ Chí Minh; bước và quá hạn do phần mềm suy ra từ ngày.",
        en="The way of counting of the interim report on the 2012 campaign in Ho Chi Minh City; stages and overdue are derived from days.",
    ),
    count=count,
    counts=Whom.THINGS,
    sums=(Sum("remediation_items.total", ("remediation_items.by_stage.*",)),),
)
