"""The charts a form may name. Each is a function from sources to blocks: the chart and a table of its numbers.

To add one: a function in a file of its subject, and its name below. A chart with nothing to show leaves
nothing behind.
"""

from collections.abc import Callable

from tusoi.reports.charts.items import items_by_group
from tusoi.reports.charts.progress import progress_over_time
from tusoi.reports.charts.signs import signs_by_depth
from tusoi.reports.document import Block
from tusoi.reports.tables.sources import Sources

CHARTS: dict[str, Callable[[Sources], tuple[Block, ...]]] = {
    "progress_over_time": progress_over_time,
    "items_by_group": items_by_group,
    "signs_by_depth": signs_by_depth,
}
