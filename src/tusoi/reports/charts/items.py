"""Items to put right, by solution group and by how far they are."""

from collections import Counter

from tusoi.figures.records import ItemKnown
from tusoi.remediation.rules.stage import STAGES, stage_on
from tusoi.reports.charts.beside import table_of
from tusoi.reports.document import Block, Chart, Fill, Series
from tusoi.reports.tables.remediation import STAGE_TITLES
from tusoi.reports.tables.sources import Sources
from tusoi.values.wording import Wording


def items_by_group(sources: Sources) -> tuple[Block, ...]:
    """A bar for each solution group that has items, those without a group last."""
    figures, records = sources.figures, sources.figures.records
    agreed = (item for item in records.items if item.when.surely_by(figures.as_of))
    items = [item for item in agreed if not item.of_plan]
    if not items:
        return ()
    titles = {
        group.number: f"{group.number}. {group.title}"
        for group in records.solution_groups
        if group.when.surely_by(figures.as_of)
    }
    reached = Counter((_group(item, titles), stage_on(item.life, figures.as_of)) for item in items)
    groups = [group for group in (*titles, "") if any(reached[group, one] for one in STAGES)]
    chart = Chart(
        code="items",
        kind="stacked",
        caption=sources.say(_CAPTION),
        says=sources.say(_SAYS.filled(items=len(items), groups=len(groups))),
        axis=sources.say(Wording(vi="Nhóm giải pháp", en="Group of solutions")),
        labels=tuple(titles.get(group, sources.say(_WITHOUT)) for group in groups),
        series=tuple(
            Series(
                sources.say(STAGE_TITLES[stage]),
                tuple(reached[group, stage] for group in groups),
                fill,
            )
            for stage, fill in _FILLS.items()
        ),
        lang=sources.lang,
    )
    return (chart, table_of(sources, chart, label_share=44))


def _group(item: ItemKnown, titles: dict[str, str]) -> str:
    return item.group if item.group in titles else ""


_FILLS: dict[str, Fill] = {
    "planned": "dotted",
    "in_progress": "hatched",
    "claimed": "crossed",
    "verified": "solid",
}
_CAPTION = Wording(
    vi="Biểu đồ đầu việc khắc phục theo nhóm giải pháp",
    en="Chart: work items by group of solutions",
)
_SAYS = Wording(
    vi="{items} đầu việc khắc phục, chia theo {groups} nhóm; mỗi thanh chia theo giai đoạn đã đến.",
    en="Work items: {items}, in groups: {groups}; each bar is parted by the stage reached.",
)
_WITHOUT = Wording(vi="Chưa nêu nhóm", en="No group stated")
