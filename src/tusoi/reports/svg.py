"""A chart as SVG: one drawing for the page, for Typst's PDF and for Word's picture.

Presentation attributes only, so that the strict policy holds and every renderer draws alike. Series are told
apart by pattern and by the numbers beside them, not by colour alone. Lengths are in units of the drawing,
whose width is that of the text on paper.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from xml.sax.saxutils import escape, quoteattr

from tusoi.reports.document import Chart, Fill, Mark, Series
from tusoi.values.day import show_day
from tusoi.values.share import show_number

WIDTH = 560
_SIZE = 13
_LINE = 19
_INK, _QUIET, _RULE = "#1d2429", "#4a555c", "#c4ccd1"
_PLAIN: dict[str, str] = {"solid": "#7a1f2b", "dashed": "#1d2429"}
_PATTERNS: dict[str, str] = {
    "hatched": '<path d="M0 6L6 0M-1 1L1 -1M5 7L7 5" stroke="#35576b" stroke-width="1.4"/>',
    "dotted": '<circle cx="3" cy="3" r="1" fill="#4a555c"/>',
    "crossed": '<path d="M0 6L6 0M0 0L6 6" stroke="#6b5518" stroke-width="1"/>',
}
_FONTS = "Times New Roman, Tinos, Liberation Serif, serif"
_STEPS_HIGH, _LEFT, _RIGHT = 210, 46, 44
_BAR, _BAR_GAP = 18, 10
_QUIET_LONG, _QUIET_SHARE = timedelta(days=45), 0.2
"""A time without change that may be drawn shorter, and the share of the width that is left to it."""
_STRIDES = (1, 2, 5, 7, 14, 21, 30, 60, 91, 182, 365)


def svg_of(chart: Chart) -> str:
    """The drawing, with title and description for those who do not see it."""
    drawn, height = _steps(chart) if chart.kind == "steps" else _stacked(chart)
    named = f"chart-{chart.code}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="img" aria-labelledby="{named}-title {named}-says" lang={quoteattr(chart.lang)}>'
        f'<title id="{named}-title">{escape(chart.caption)}</title>'
        f'<desc id="{named}-says">{escape(chart.says)}</desc>'
        f"<defs>{''.join(_patterns(chart))}</defs>"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
        f'<g font-family="{_FONTS}" font-size="{_SIZE}" fill="{_INK}">{"".join(drawn)}</g></svg>'
    )


# Progress over days


def _steps(chart: Chart) -> tuple[list[str], int]:
    """Series as steps over days, marks as upright lines, the legend below."""
    shown = (*chart.days, *(mark.day for mark in chart.marks))
    first, last = min(shown), max(shown)
    top = 20 + _LINE * len(chart.marks)
    bottom = top + _STEPS_HIGH
    most = max(1, *(value for series in chart.series for value in series.values))
    numbers = _numbers_wide(most, chart.lang)
    scale = _Scale(first, last, top, bottom, most, numbers, _quiet_from(shown))
    legend, height = _legend(chart, bottom + 2 * _LINE)
    drawn = [*_grid(scale, chart), *_day_ticks(scale, bottom, chart.lang), *_marks(scale, chart)]
    drawn += _break_of(scale)
    for series in reversed(chart.series):
        drawn += _step_line(scale, chart, series)
    return [*drawn, *legend], height


class _Scale:
    """Where a day and a number lie in the drawing."""

    def __init__(
        self,
        first: date,
        last: date,
        top: int,
        bottom: int,
        most: int,
        numbers: int,
        quiet_from: date | None,
    ) -> None:
        self.first, self.last, self.top, self.bottom = first, last, top, bottom
        self.quiet_from = quiet_from
        self.left, self.right = max(_LEFT, numbers), WIDTH - max(_RIGHT, numbers)
        tens = int("1".ljust(len(str(most)), "0"))
        self.stride = next(
            one for one in (tens // 5, tens // 2, tens, 2 * tens) if one and one * 5 >= most
        )
        self.most = -(-most // self.stride) * self.stride

    def x(self, day: date) -> float:
        left, right, first, last = self.left, self.right, self.first, self.last
        if self.quiet_from:
            knee = left + (right - left) * (1 - _QUIET_SHARE)
            if day > self.quiet_from:
                left, first = round(knee), self.quiet_from
            else:
                right, last = round(knee), self.quiet_from
        days = (last - first).days or 1
        return round(left + (right - left) * (day - first).days / days, 1)

    def y(self, value: int) -> float:
        return round(self.bottom - (self.bottom - self.top) * value / self.most, 1)


def _quiet_from(shown: Sequence[date]) -> date | None:
    """The day before the last of them, where the time between is long and longer than all before: it is drawn shorter."""
    *before, last = sorted(set(shown))
    if not before or before[-1] == before[0] or last - before[-1] <= _QUIET_LONG:
        return None
    return before[-1] if last - before[-1] > before[-1] - before[0] else None


def _break_of(scale: _Scale) -> Iterator[str]:
    """Two strokes through the axis where it is drawn shorter."""
    if scale.quiet_from is None:
        return
    x, y = (scale.x(scale.quiet_from) + scale.right) / 2, scale.bottom
    for across in (x - 3, x + 3):
        yield _straight(across - 3, y + 6, across + 3, y - 6, _INK, 1.5)


def _grid(scale: _Scale, chart: Chart) -> Iterator[str]:
    for value in range(0, scale.most + 1, scale.stride):
        y = scale.y(value)
        yield _straight(scale.left, y, scale.right, y, _RULE if value else _INK, 1)
        yield _text(scale.left - 6, y + 4, show_number(value, chart.lang), "end", _QUIET)


def _day_ticks(scale: _Scale, bottom: int, lang: str) -> Iterator[str]:
    span = ((scale.quiet_from or scale.last) - scale.first).days
    stride = next((one for one in _STRIDES if span / one <= 6), 365 * (span // 2190 + 1))
    with_year = scale.first.year != scale.last.year
    at = [scale.first + timedelta(days=days) for days in range(0, span + 1, stride)]
    for day in [*at, *([scale.last] if scale.quiet_from else [])]:
        yield _straight(scale.x(day), bottom, scale.x(day), bottom + 5, _INK, 1)
        yield _text(scale.x(day), bottom + _LINE, _short(day, lang, with_year), "middle", _QUIET)


def _short(day: date, lang: str, with_year: bool) -> str:
    if lang == "en":
        number, month, year = show_day(day, "en").split()
        return f"{number} {month[:3]}" + (f" {year}" if with_year else "")
    return f"{day:%d/%m}" + (f"/{day.year}" if with_year else "")


def _marks(scale: _Scale, chart: Chart) -> Iterator[str]:
    """The lines first, then their texts on white: of two days close together one's line passes the other's text."""
    said = [
        (scale.x(mark.day), _LINE * (place + 1) - 3, mark) for place, mark in enumerate(chart.marks)
    ]
    for place, (x, y, _) in enumerate(said):
        yield _straight(x, y + 5, x, scale.bottom, _INK, 1, "2 3" if place else "7 4")
    for x, y, mark in said:
        start, anchor = _within(x, mark, scale.right)
        wide = _wide(mark.text)
        left = start - wide if anchor == "end" else start
        yield f'<rect x="{left:g}" y="{y - 12:g}" width="{wide:g}" height="16" fill="#fff"/>'
        yield _text(start, y, mark.text, anchor)


def _within(x: float, mark: Mark, right: int) -> tuple[float, str]:
    """Where a mark's text is hung and by which end, so that it stays inside the drawing."""
    wide = _wide(mark.text) + 6
    if x - wide < 2:
        return x + 4, "start"
    if x > WIDTH / 2 or x + wide > WIDTH:
        return (WIDTH - 2 if x >= right else x - 4), "end"
    return x + 4, "start"


def _step_line(scale: _Scale, chart: Chart, series: Series) -> Iterator[str]:
    points = list(zip(chart.days, series.values, strict=True))
    path = [f"M{scale.x(points[0][0])} {scale.y(points[0][1])}"]
    for (_, before), (day, value) in pairwise(points):
        path.append(f"L{scale.x(day)} {scale.y(before)}L{scale.x(day)} {scale.y(value)}")
    dashed = ' stroke-dasharray="6 3"' if series.fill == "dashed" else ""
    thick = 1.5 if dashed else 2.5
    yield (
        f'<path d="{"".join(path)}" fill="none" stroke="{_PLAIN[series.fill]}"'
        f' stroke-width="{thick}" stroke-linejoin="round"{dashed}/>'
    )
    day, value = points[-1]
    # The whole stands above its line, the part below: they may lie close together. At nought it stays off the days.
    y = scale.y(value) - 4 if dashed else min(scale.y(value) + 12, scale.bottom - 4)
    yield _text(scale.x(day) + 6, y, show_number(value, chart.lang), "start", _INK, bold=not dashed)


# Bars


def _stacked(chart: Chart) -> tuple[list[str], int]:
    """A bar for each label: short labels stand left of it, long ones above."""
    short = all(_wide(label) <= 40 for label in chart.labels)
    left = _LEFT if short else 4
    totals = [sum(column) for column in zip(*(s.values for s in chart.series), strict=True)]
    most = max(1, *totals)
    room = WIDTH - left - max(_RIGHT, _numbers_wide(most, chart.lang))
    drawn: list[str] = []
    y = 6
    for place, label in enumerate(chart.labels):
        if short:
            drawn.append(_text(left - 8, y + 14, label, "end"))
        else:
            for line in _wrapped(label, WIDTH - 8):
                drawn.append(_text(left, y + 13, line, "start"))
                y += _LINE
        x = float(left)
        for series in chart.series:
            width = room * series.values[place] / most
            whole = series.values[place] == totals[place]
            drawn += _segment(
                x, y, width, series.values[place], series.fill, chart, named=not whole
            )
            x += width
        total = show_number(totals[place], chart.lang)
        drawn.append(_text(round(x + 6, 1), y + 14, total, "start", bold=True))
        y += _BAR + _BAR_GAP
    drawn.append(_straight(left, 2, left, y - _BAR_GAP + 4, _INK, 1) if short else "")
    legend, height = _legend(chart, y + 6)
    return [*drawn, *legend], height


def _segment(
    x: float, y: float, width: float, value: int, fill: Fill, chart: Chart, *, named: bool
) -> Iterator[str]:
    """A part of a bar, with its number where there is room and the bar's own does not say it."""
    if not value:
        return
    yield (
        f'<rect x="{round(x, 1)}" y="{y}" width="{round(width, 1)}" height="{_BAR}"'
        f' fill="{_paint(fill, chart)}" stroke="{_INK}" stroke-width="0.8"/>'
    )
    shown = show_number(value, chart.lang)
    if not named or _wide(shown) + 8 > width:
        return
    middle, half = round(x + width / 2, 1), round(_wide(shown) / 2 + 2, 1)
    if fill != "solid":
        yield f'<rect x="{middle - half}" y="{y + 2}" width="{2 * half}" height="{_BAR - 4}" fill="#ffffff"/>'
    yield _text(middle, y + 14, shown, "middle", "#ffffff" if fill == "solid" else _INK)


# What both share


def _legend(chart: Chart, top: int) -> tuple[list[str], int]:
    """The series with their patterns, in as many lines as they need; and where the drawing ends."""
    drawn: list[str] = []
    x, y = 4.0, top
    for series in chart.series:
        width = 26 + _wide(series.name) + 18
        if x > 4 and x + width > WIDTH:
            x, y = 4.0, y + _LINE
        drawn.append(_key(x, y, series, chart))
        drawn.append(_text(x + 26, y + 13, series.name, "start"))
        x += width
    return drawn, y + _LINE + 6


def _key(x: float, y: float, series: Series, chart: Chart) -> str:
    if chart.kind == "steps":
        dashed = "6 3" if series.fill == "dashed" else ""
        thick = 1.5 if dashed else 2.5
        return _straight(x, y + 9, x + 20, y + 9, _PLAIN[series.fill], thick, dashed)
    return (
        f'<rect x="{x}" y="{y + 2}" width="20" height="13" fill="{_paint(series.fill, chart)}"'
        f' stroke="{_INK}" stroke-width="0.8"/>'
    )


def _patterns(chart: Chart) -> Iterator[str]:
    """Each pattern the chart uses; their names hold the chart's, for several may stand on one page."""
    for fill in dict.fromkeys(series.fill for series in chart.series):
        if fill in _PATTERNS:
            yield (
                f'<pattern id="chart-{chart.code}-{fill}" width="6" height="6" patternUnits="userSpaceOnUse">'
                f'<rect width="6" height="6" fill="#ffffff"/>{_PATTERNS[fill]}</pattern>'
            )


def _paint(fill: Fill, chart: Chart) -> str:
    return _PLAIN.get(fill) or f"url(#chart-{chart.code}-{fill})"


def _text(
    x: float,
    y: float,
    text: str,
    anchor: str,
    colour: str = _INK,
    *,
    bold: bool = False,
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}"{weight}>'
        f"{escape(text)}</text>"
    )


def _straight(
    x1: float, y1: float, x2: float, y2: float, colour: str, thick: float, dashes: str = ""
) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}"'
        f' stroke-width="{thick}"{dashed}/>'
    )


def _wide(text: str) -> float:
    """About how wide a text is drawn, rather too wide than too narrow."""
    return sum(0.76 if letter.isupper() else 0.54 for letter in text) * _SIZE


def _numbers_wide(most: int, lang: str) -> int:
    """The room that numbers up to the largest need beside the drawing, in bold of a wide letter where ours are not at hand."""
    return 10 + ceil(0.7 * _SIZE * len(show_number(most, lang)))


def _wrapped(text: str, room: float) -> Sequence[str]:
    """The text in lines that fit."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _wide(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
