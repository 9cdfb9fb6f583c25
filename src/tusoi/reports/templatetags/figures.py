"""The figure tags: the only way a number enters a report's sentence.

A template that uses them has `numbers` (tusoi.reports.numbers.Numbers) and `lang` in its context, and
`printed`, the paths of the figures that a document prints.
"""

from datetime import date, datetime
from importlib import resources

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tusoi.reports.document import Chart
from tusoi.reports.numbers import Numbers
from tusoi.reports.root import square
from tusoi.reports.svg import svg_of
from tusoi.reports.unbroken import pieces
from tusoi.values.day import show_day, show_head_day
from tusoi.values.moment import ZONE

register = template.Library()


def _numbers(context: Context) -> Numbers:
    numbers = context["numbers"]
    if not isinstance(numbers, Numbers):
        raise TypeError("the figure tags need `numbers` in the context")
    return numbers


@register.simple_tag(takes_context=True)
def figure(context: Context, path: str) -> str:
    """A figure's number: "133/136" where it is done out of due, "10" elsewhere."""
    return _numbers(context).shown(path)


@register.simple_tag(takes_context=True)
def share(context: Context, part: str, whole: str) -> str:
    """One figure's number out of another's: "38/52"."""
    return str(_numbers(context).share(part, whole))


@register.simple_tag(takes_context=True)
def percent(context: Context, part: str, whole: str = "") -> str:
    """Per cent of a figure that holds done and due, or of one number out of another."""
    return _numbers(context).percent(part, whole)


@register.simple_tag(takes_context=True)
def count(context: Context, path: str, one: str, many: str) -> str:
    """A number with its noun, for languages that tell one from many: "1 case", "10 cases"."""
    numbers = _numbers(context)
    return f"{numbers.shown(path)} {one if numbers.is_one(path) else many}"


@register.simple_tag(takes_context=True)
def some(context: Context, path: str) -> bool:
    """Whether a figure's number is not nought; for `{% some … as there_are %}{% if there_are %}`."""
    return _numbers(context).there_are(path)


@register.simple_tag(takes_context=True)
def own_sum(context: Context, path: str, remark: str) -> str:
    """The remark that a sum is the program's own, unless a document prints that figure."""
    return "" if path in context["printed"] else remark


@register.simple_tag(takes_context=True)
def day(context: Context, on: date) -> str:
    """A day in running text."""
    return show_day(on, context["lang"])


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime) -> str:
    """A moment in running text, in the organisation's zone: "17:00 ngày 16/11/2012"."""
    local = at.astimezone(ZONE)
    joined = " on " if context["lang"] == "en" else " ngày "
    return f"{local:%H:%M}{joined}{show_day(local.date(), context['lang'])}"


@register.simple_tag(takes_context=True)
def head_day(context: Context, on: date) -> str:
    """A day as a document's head writes it: "ngày 05 tháng 02 năm 2026", "5 February 2026"."""
    return show_head_day(on, context["lang"])


@register.filter
def lower_first(text: str) -> str:
    """A title inside a sentence: its first letter small, unless it begins with an abbreviation."""
    if text[:2].isupper():
        return text
    return text[:1].lower() + text[1:]


@register.filter
def unbroken(text: object) -> SafeString:
    """HTML in which shares and days never break across lines; everything is escaped."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<span class="unbroken">{}</span>', piece) if kept else piece,)
            for piece, kept in pieces(str(text))
        ),
    )


@register.simple_tag
def drawing(chart: Chart) -> SafeString:
    """A chart as SVG."""
    return mark_safe(svg_of(chart))  # noqa: S308 - svg_of escapes every text it is given


@register.simple_tag
def scan_square(text: str) -> SafeString:
    """What a phone reads, as SVG."""
    return mark_safe(square(text))  # noqa: S308 - squares alone are drawn of the text


@register.simple_tag
def report_sheet() -> SafeString:
    """The report's style sheet, whole, for a file that has to stand alone."""
    sheet = resources.files("tusoi.reports") / "static" / "reports" / "document.css"
    return mark_safe(sheet.read_text(encoding="utf-8"))  # noqa: S308 - our own file, nobody's input
