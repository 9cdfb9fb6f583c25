"""The tables a form may name. Each is a function from sources to blocks; the folder's parts are joined here.

To add one: a function in the file of its subject, and its name below. A table with nothing to show says so
in a sentence instead of standing empty.
"""

from collections.abc import Callable

from tusoi.reports.document import Block
from tusoi.reports.tables.accounting import breaches, counting, printed, waivers
from tusoi.reports.tables.discipline import discipline
from tusoi.reports.tables.progress import progress, strength, unfinished
from tusoi.reports.tables.quality import signs, topics, verdicts
from tusoi.reports.tables.remediation import items, items_by_stage, solution_groups
from tusoi.reports.tables.sources import Sources

TABLES: dict[str, Callable[[Sources], tuple[Block, ...]]] = {
    "progress": progress,
    "strength": strength,
    "unfinished": unfinished,
    "verdicts": verdicts,
    "topics": topics,
    "discipline": discipline,
    "signs": signs,
    "items_by_stage": items_by_stage,
    "solution_groups": solution_groups,
    "items": items,
    "breaches": breaches,
    "waivers": waivers,
    "printed": printed,
    "counting": counting,
}
