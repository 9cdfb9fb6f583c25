"""Progress over time as the wall draws it: the chart of the report, ending where nothing more happened."""

from datetime import timedelta

from tusoi.figures.figure_set import FigureSet
from tusoi.figures.progress import progress_over_time
from tusoi.reports.charts.progress import progress_chart
from tusoi.reports.document import Chart

QUIET = timedelta(days=45)
"""Longer than this after the last change the chart is not drawn on: it would be one flat line."""


def chart_of_the_wall(figures: FigureSet, lang: str) -> Chart | None:
    """Progress from the campaign's first day to the day asked for; None while no unit owes a review."""
    since = min(figures.campaign.opens_on, figures.as_of)
    points = progress_over_time(figures.changes, until=figures.as_of, since=since)
    *before, last = points
    if last.due == 0:
        return None
    if before and last.day - max(before[-1].day, figures.campaign.due_on) > QUIET:
        points = tuple(before)
    return progress_chart(figures, points, lang=lang)
