"""What is to be put right: items by stage, by group of solutions, by area."""

from tusoi.reports.document import Block, Paragraph, Table
from tusoi.reports.tables.sources import SHARE_OF_ALL, TOTAL, Sources, row
from tusoi.values.wording import Wording

STAGE_TITLES = {
    "planned": Wording(vi="Đã xác định", en="Planned"),
    "in_progress": Wording(vi="Đang thực hiện", en="In progress"),
    "claimed": Wording(vi="Đơn vị báo đã xong", en="Claimed done"),
    "verified": Wording(vi="Đã được xác minh", en="Verified"),
}
_ITEMS = Wording(vi="Số đầu việc", en="Items")
_NOT_STATED = Wording(vi="chưa nêu", en="not stated")
_GROUPS = Wording(vi="Nhóm giải pháp: {names}.", en="Groups of solutions: {names}.")
_TOLD_BY = Wording(
    vi="Nguồn về nhóm giải pháp: {documents}.", en="Source of the groups: {documents}."
)


def items_by_stage(sources: Sources) -> tuple[Block, ...]:
    """Items by how far they are; the sum is every item."""
    numbers, total = sources.numbers, "remediation_items.total"
    if numbers.value(total) == 0:
        return ()
    rows = []
    for key, title in STAGE_TITLES.items():
        path = f"remediation_items.by_stage.{key}"
        rows.append(row(sources.say(title), numbers.cell(path), numbers.percent_cell(path, total)))
    rows.append(
        row(
            sources.say(TOTAL), numbers.cell(total), numbers.percent_cell(total, total), strong=True
        )
    )
    return (
        Table(
            caption=sources.say(
                Wording(vi="Đầu việc khắc phục theo giai đoạn", en="Work items by stage")
            ),
            columns=sources.columns(
                (Wording(vi="Giai đoạn", en="Stage"), 60, "left"),
                (_ITEMS, 20, "right"),
                (SHARE_OF_ALL, 20, "right"),
            ),
            rows=tuple(rows),
            note=sources.say(
                Wording(
                    vi="“Đơn vị báo đã xong” chưa phải là đã được xác minh.",
                    en="“Claimed done” has not been verified yet.",
                )
            ),
        ),
    )


def solution_groups(sources: Sources) -> tuple[Block, ...]:
    """The groups of solutions by name, with the documents that tell of them."""
    groups = sources.figures.few_rows("remediation_items.groups")
    if not groups:
        return ()
    told = dict.fromkeys(line.provenance.citation for line in groups if line.provenance.citation)
    names = _GROUPS.filled(names="; ".join(sources.say(line.label) for line in groups))
    blocks = [Paragraph(sources.say(names))]
    if told:
        note = _TOLD_BY.filled(documents="; ".join(told))
        blocks.append(Paragraph(sources.say(note), kind="note"))
    return tuple(blocks)


def items(sources: Sources) -> tuple[Block, ...]:
    """Every item with its unit and the stage it has reached."""
    lines = sources.figures.few_rows("remediation_items.total")
    if lines is None:
        return sources.too_many("remediation_items.total")
    if not lines:
        return sources.nothing(
            Wording(
                vi="Hồ sơ chưa ghi đầu việc khắc phục nào.", en="The record holds no work item yet."
            )
        )
    reached = {
        line: sources.say(title)
        for stage, title in STAGE_TITLES.items()
        for line in sources.figures.rows(f"remediation_items.by_stage.{stage}")
    }
    overdue = set(sources.figures.rows("remediation_items.overdue"))
    # The rows of a figure name an item by its number; the report is for those who read its title too.
    titles = {one.provenance: f"{one.number}. {one.title}" for one in sources.figures.records.items}
    late = sources.say(Wording(vi="; quá hạn", en="; overdue"))
    return (
        Table(
            caption=sources.say(Wording(vi="Đầu việc khắc phục", en="Work items")),
            columns=sources.columns(
                (Wording(vi="Đầu việc", en="Item"), 58, "left"),
                (Wording(vi="Đơn vị chủ trì", en="Owner"), 17, "left"),
                (Wording(vi="Giai đoạn", en="Stage"), 25, "left"),
            ),
            rows=tuple(
                row(
                    titles.get(line.provenance) or sources.say(line.label),
                    line.unit or sources.say(_NOT_STATED),
                    reached.get(line, "") + (late if line in overdue else ""),
                )
                for line in lines
            ),
        ),
    )
