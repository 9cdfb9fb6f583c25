"""The table beside a chart: the same numbers, for whoever reads them rather than sees them."""

from collections.abc import Sequence
from itertools import zip_longest

from tusoi.reports.document import Align, Cell, Chart, Column, Table, TableRow
from tusoi.reports.tables.sources import Sources
from tusoi.reports.templatetags.figures import lower_first
from tusoi.values.wording import Wording

_NUMBERS = Wording(vi="Số liệu của {chart}", en="Numbers of the {chart}")
_LONG = 12
"""Rows from which a table of days is laid out in three columns of days."""
_FOLDS = 3


def table_of(sources: Sources, chart: Chart, *, label_share: int) -> Table:
    """Every number of a chart; a long run of days stands in three columns beside each other."""
    rows: list[tuple[Cell, ...]] = [
        (label, *(sources.numbers.number(one.values[place]) for one in chart.series))
        for place, label in enumerate(chart.labels)
    ]
    folds = _FOLDS if chart.kind == "steps" and len(rows) > _LONG else 1
    return Table(
        caption=sources.say(_NUMBERS).format(chart=lower_first(chart.caption)),
        columns=_columns(chart, label_share) * folds,
        rows=tuple(TableRow(cells) for cells in _folded(rows, folds)),
        of_chart=chart.code,
    )


def _columns(chart: Chart, label_share: int) -> tuple[Column, ...]:
    share = (100 - label_share) // len(chart.series)
    numbers: Align = "right"
    return (
        Column(chart.axis, label_share),
        *(Column(one.name, share, numbers) for one in chart.series),
    )


def _folded(rows: Sequence[tuple[Cell, ...]], folds: int) -> list[tuple[Cell, ...]]:
    """The rows in so many stacks beside each other, read down each stack."""
    height = -(-len(rows) // folds)
    stacks = [rows[start : start + height] for start in range(0, len(rows), height)]
    empty: tuple[Cell, ...] = ("",) * len(rows[0])
    lines = zip_longest(*stacks, fillvalue=empty)
    missing = empty * (folds - len(stacks))
    return [tuple(cell for part in line for cell in part) + missing for line in lines]
