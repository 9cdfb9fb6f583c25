"""Progress: who has held the review, how surely, and who has not."""

from tusoi.figures.definitions.units_not_reviewed import NO_REASON
from tusoi.reports.document import Block, Table, TableRow
from tusoi.reports.tables.sources import CODE, SHARE_OF_ALL, TOTAL, UNIT, Sources, numbered, row
from tusoi.values.wording import Wording

_STRENGTHS = {
    "declared": Wording(vi="Đơn vị báo đã kiểm điểm", en="Declared by the unit"),
    "minutes_signed": Wording(vi="Có biên bản đã ký", en="Minutes signed"),
    "group_attended": Wording(vi="Có {group} dự", en="Attended by the {group}"),
}

_NOT_DUE = Wording(vi="chưa đến hạn", en="not yet due")


def progress(sources: Sources) -> tuple[Block, ...]:
    """Due, done and share per block of the campaign, with the total."""
    blocks = sources.figures.campaign.blocks
    if sources.numbers.value("units_reviewed.due") == 0:
        return ()
    rows = [
        _progress_row(sources, f"units_reviewed.blocks.{code}", sources.say(title))
        for code, title in blocks.items()
    ]
    rows.append(_progress_row(sources, "units_reviewed", sources.say(TOTAL), strong=True))
    return (
        Table(
            caption=sources.say(Wording(vi="Tiến độ kiểm điểm theo khối", en="Progress by block")),
            columns=sources.columns(
                (Wording(vi="Khối", en="Block"), 45, "left"),
                (Wording(vi="Phải kiểm điểm", en="Due"), 15, "right"),
                (Wording(vi="Đã kiểm điểm", en="Done"), 15, "right"),
                (Wording(vi="Đã/phải", en="Done/due"), 13, "right"),
                (SHARE_OF_ALL, 12, "right"),
            ),
            rows=tuple(rows),
        ),
    )


def _progress_row(sources: Sources, path: str, title: str, *, strong: bool = False) -> TableRow:
    numbers = sources.numbers
    due, done = numbers.cell(f"{path}.due"), numbers.cell(f"{path}.done")
    return row(title, due, done, numbers.shown(path), numbers.percent_cell(path), strong=strong)


def strength(sources: Sources) -> tuple[Block, ...]:
    """How surely the reviews counted as done are known to be done."""
    numbers, done = sources.numbers, "units_reviewed.done"
    if numbers.value(done) == 0:
        return ()
    rows = []
    group = sources.guidance.words.working_group
    for key, title in _STRENGTHS.items():
        path = f"units_reviewed.strength.{key}"
        said = sources.say(title.filled(group=group))
        rows.append(row(said, numbers.cell(path), numbers.percent_cell(path, done)))
    return (
        Table(
            caption=sources.say(
                Wording(
                    vi="Mức độ xác nhận việc kiểm điểm", en="How the reviews held are confirmed"
                )
            ),
            columns=sources.columns(
                (Wording(vi="Mức độ", en="Strength"), 60, "left"),
                (Wording(vi="Số đơn vị", en="Units"), 20, "right"),
                (Wording(vi="Trên số đã kiểm điểm", en="Of those done"), 20, "right"),
            ),
            rows=tuple(rows),
            note=sources.say(
                Wording(
                    vi="Hai mức sau là phần của mức đầu và có thể trùng nhau, nên không cộng.",
                    en="The last two are parts of the first and may overlap, so they are not added up.",
                )
            ),
        ),
    )


def unfinished(sources: Sources) -> tuple[Block, ...]:
    """Units that have not held the review, by name, with the reason they gave or that they gave none."""
    figures = sources.figures
    rows = figures.few_rows("units_not_reviewed.count")
    if rows is None:
        return sources.too_many("units_not_reviewed.count")
    if not rows and sources.numbers.value("units_reviewed.due") == 0:
        return ()
    if not rows:
        return sources.nothing(
            Wording(
                vi="Không còn đơn vị nào chưa hoàn thành kiểm điểm.",
                en="No unit is left that has not completed the review.",
            )
        )
    early = set(figures.rows("units_not_reviewed.not_due"))
    lines = [
        (
            unit.unit,
            sources.say(unit.label),
            sources.say(_NOT_DUE if unit in early else unit.detail or NO_REASON),
        )
        for unit in rows
    ]
    return (
        Table(
            caption=sources.say(
                Wording(
                    vi="Đơn vị chưa hoàn thành kiểm điểm",
                    en="Units that have not completed the review",
                )
            ),
            columns=sources.columns(
                (Wording(vi="STT", en="No."), 9, "center"),
                (CODE, 12, "left"),
                (UNIT, 36, "left"),
                (Wording(vi="Lý do; ngày xem lại", en="Reason; next look"), 45, "left"),
            ),
            rows=numbered(lines),
        ),
    )
