"""A chart on a sheet of its own: a native table of its numbers, and a native chart drawn from that table."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from tusoi.reports.document import Chart
from tusoi.reports.workbook.sheets import Book, Value, writable

_TOP = 2
_PATTERNS = {
    "hatched": {"pattern": "wide_upward_diagonal", "fg_color": "#35576B", "bg_color": "#FFFFFF"},
    "dotted": {"pattern": "percent_10", "fg_color": "#4A555C", "bg_color": "#FFFFFF"},
    "crossed": {"pattern": "large_grid", "fg_color": "#6B5518", "bg_color": "#FFFFFF"},
}


def add_chart(book: Book, chart: Chart) -> None:
    """Caption, table and chart; the sentence that says what it shows stands below the caption."""
    sheet = book.sheet(chart.caption)
    sheet.write_string(0, 0, writable(chart.caption), book.title)
    sheet.write_string(1, 0, writable(chart.says))
    rows = _days(chart) if chart.kind == "steps" else _bars(chart)
    book.table(sheet, _TOP, [chart.axis, *(one.name for one in chart.series)], rows)
    drawn = _drawn(book, chart, sheet.get_name(), len(rows))
    place = {"object_position": 2, "description": writable(chart.says)}
    sheet.insert_chart(_TOP, len(chart.series) + 2, drawn, place)


_DAY_BY_DAY = 400
"""Days up to which each has a row; of a longer time those have one on which a number changed, and the day before each."""


def _days(chart: Chart) -> list[list[Value]]:
    """A row for each day, the numbers holding from one day given to the next: a workbook's lines have no steps."""
    first, last, one_day = chart.days[0], chart.days[-1], timedelta(days=1)
    if (last - first).days < _DAY_BY_DAY:
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    else:
        days = sorted({first, *chart.days[1:], *(day - one_day for day in chart.days[1:])})
    rows: list[list[Value]] = []
    place = 0
    for day in days:
        if place + 1 < len(chart.days) and chart.days[place + 1] <= day:
            place += 1
        rows.append([day, *(one.values[place] for one in chart.series)])
    return rows


def _bars(chart: Chart) -> list[list[Value]]:
    return [
        [label, *(one.values[place] for one in chart.series)]
        for place, label in enumerate(chart.labels)
    ]


def _drawn(book: Book, chart: Chart, sheet: str, rows: int) -> Any:
    steps = chart.kind == "steps"
    drawn = book.file.add_chart(
        {"type": "line"} if steps else {"type": "bar", "subtype": "stacked"}
    )
    for place, one in enumerate(chart.series, start=1):
        drawn.add_series(
            {
                "name": [sheet, _TOP, place],
                "categories": [sheet, _TOP + 1, 0, _TOP + rows, 0],
                "values": [sheet, _TOP + 1, place, _TOP + rows, place],
                **_look(one.fill),
            }
        )
    drawn.set_title({"name": writable(chart.caption), "name_font": {"size": 12}})
    drawn.set_legend({"position": "bottom"})
    if steps:
        form = "dd/mm" if chart.lang == "vi" else "d mmm"
        drawn.set_x_axis({"date_axis": True, "num_format": form, "major_unit": 14})
    else:
        drawn.set_y_axis({"reverse": True})
        drawn.set_x_axis({"major_gridlines": {"visible": True}, **_whole(chart)})
    drawn.set_size({"width": 720, "height": _height(chart.labels, steps=steps)})
    return drawn


def _whole(chart: Chart) -> dict[str, Any]:
    """A scale of whole numbers: a program left to itself parts three units into halves."""
    most = max(sum(bar) for bar in zip(*(one.values for one in chart.series), strict=True))
    return {"major_unit": 1, "num_format": "0"} if most <= 12 else {"num_format": "0"}


def _height(labels: Sequence[str], *, steps: bool) -> int:
    return 380 if steps else 160 + 34 * len(labels)


def _look(fill: str) -> dict[str, Any]:
    if fill in _PATTERNS:
        return {"pattern": _PATTERNS[fill], "border": {"color": "#1D2429"}}
    if fill == "dashed":
        return {"line": {"color": "#1D2429", "width": 1.5, "dash_type": "dash"}}
    return {"fill": {"color": "#7A1F2B"}, "line": {"color": "#7A1F2B", "width": 2.5}}
