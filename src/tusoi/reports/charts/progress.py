"""Progress over time: units whose review counts as held, day by day, against those that owe one."""

from collections.abc import Iterator, Sequence
from datetime import date

from tusoi.figures.figure_set import FigureSet
from tusoi.figures.progress import ProgressPoint
from tusoi.figures.progress import progress_over_time as steps
from tusoi.reports.charts.beside import table_of
from tusoi.reports.document import Block, Chart, Mark, Series
from tusoi.reports.tables.sources import Sources
from tusoi.values.day import show_day
from tusoi.values.wording import Wording


def progress_over_time(sources: Sources) -> tuple[Block, ...]:
    """The steps from the day the campaign opens to the day of the figures, with the due day pointed out."""
    points = _points(sources.figures)
    if points[-1].due == 0:
        return ()
    chart = progress_chart(sources.figures, points, lang=sources.lang)
    return (chart, table_of(sources, chart, label_share=46))


def progress_chart(figures: FigureSet, points: Sequence[ProgressPoint], *, lang: str) -> Chart:
    """The chart of some steps; there is at least one."""
    last = points[-1]
    said = _SAYS.filled(
        first=points[0].day,
        day=last.day,
        done=last.done,
        due=last.due,
        due_on=figures.campaign.due_on,
    )
    return Chart(
        code="progress",
        kind="steps",
        caption=_CAPTION.in_(lang),
        says=said.in_(lang),
        axis=_DAY.in_(lang),
        labels=tuple(show_day(point.day, lang) for point in points),
        series=(
            Series(_DONE.in_(lang), tuple(point.done for point in points), "solid"),
            Series(_DUE.in_(lang), tuple(point.due for point in points), "dashed"),
        ),
        days=tuple(point.day for point in points),
        marks=tuple(_marks(figures.campaign.due_on, last.day, lang)),
        lang=lang,
    )


def _marks(due_on: date, until: date, lang: str) -> Iterator[Mark]:
    if due_on == until:
        yield Mark(due_on, _BOTH.filled(day=due_on).in_(lang))
        return
    yield Mark(due_on, _DUE_ON.filled(day=due_on).in_(lang))
    yield Mark(until, _AS_OF.filled(day=until).in_(lang))


def _points(figures: FigureSet) -> tuple[ProgressPoint, ...]:
    since = min(figures.campaign.opens_on, figures.as_of)
    return steps(figures.changes, until=figures.as_of, since=since)


_CAPTION = Wording(
    vi="Biểu đồ tiến độ kiểm điểm theo thời gian", en="Chart: progress of the review over time"
)
_SAYS = Wording(
    vi="Từ ngày {first} đến ngày {day}, số đơn vị đã kiểm điểm lên đến {done} trong {due} đơn vị phải kiểm điểm; hạn là ngày {due_on}.",
    en="From {first} to {day} the units that held their review rose to {done} of {due} that owe one; the due day is {due_on}.",
)
_DAY = Wording(vi="Ngày", en="Day")
_DONE = Wording(vi="Đã kiểm điểm", en="Review held")
_DUE = Wording(vi="Phải kiểm điểm", en="Review owed")
_DUE_ON = Wording(vi="Hạn: {day}", en="Due: {day}")
_AS_OF = Wording(vi="Tính đến: {day}", en="As of: {day}")
_BOTH = Wording(vi="Hạn và ngày tính: {day}", en="Due and as of: {day}")
