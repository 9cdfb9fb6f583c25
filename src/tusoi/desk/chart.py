"""Progress over time as the wall draws it: the chart of the report, carried to the day asked for."""

from tusoi.figures.figure_set import FigureSet
from tusoi.figures.progress import progress_over_time
from tusoi.reports.charts.progress import progress_chart
from tusoi.reports.document import Chart


def chart_of_the_wall(figures: FigureSet, lang: str) -> Chart | None:
    """Progress from the campaign's first day to the day asked for; None while no unit owes a review."""
    since = min(figures.campaign.opens_on, figures.as_of)
    points = progress_over_time(figures.changes, until=figures.as_of, since=since)
    if points[-1].due == 0:
        return None
    return progress_chart(figures, points, lang=lang)
