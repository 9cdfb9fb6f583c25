"""Template words in both languages, side by side: `{% say "Vietnamese" "English" %}` and `{{ wording|in:lang }}`."""

from datetime import date, datetime
from typing import Any

from django import template
from django.http import QueryDict

from tusoi.figures.disclosure.words import Said
from tusoi.values.day import When, show_day
from tusoi.values.moment import ZONE
from tusoi.values.origin import ORIGIN_WORDING, UNDATED, Origin
from tusoi.values.share import Share, show_number
from tusoi.values.wording import Wording

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], vi: str, en: str) -> str:
    """One text of a page, in the page's language."""
    return en if context.get("lang") == "en" else vi


@register.filter(name="in")
def in_language(wording: Wording | None, lang: str) -> str:
    """A wording in the page's language; nothing of nothing."""
    return "" if wording is None else wording.in_(lang)


@register.filter
def said(text: Wording | str, lang: str) -> str:
    """A wording in the page's language; a plain text as it stands."""
    return text.in_(lang) if isinstance(text, Wording) else str(text)


@register.simple_tag(takes_context=True)
def in_other_language(context: dict[str, Any]) -> str:
    """The address of this very page, with all it was asked for, in the other language."""
    request = context.get("request")  # the page of a breakdown is shown without one
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query["lang"] = context["other_lang"]
    return f"?{query.urlencode()}"


@register.filter
def origin(value: Origin, lang: str) -> str:
    """Where a row comes from, in words."""
    return ORIGIN_WORDING[value].in_(lang)


@register.filter
def undated(value: date, lang: str) -> str:
    """What is said of a row whose day is not stated."""
    return UNDATED.filled(day=value).in_(lang)


@register.filter
def day(value: date | None, lang: str) -> str:
    """A day as the language writes it."""
    return "" if value is None else show_day(value, lang)


@register.filter
def when(value: When | None, lang: str) -> str:
    """The day something happened, or that the record does not state it; nothing of what has not happened."""
    if value is None:
        return ""
    return show_day(value.day, lang) if value.stated else UNDATED.filled(day=value.day).in_(lang)


@register.filter
def week(value: str, lang: str) -> str:
    """An ISO week as the reader's language writes it: of "2012-W49" “tuần 49 năm 2012”."""
    year, _, number = value.partition("-W")
    return f"tuần {int(number)} năm {year}" if lang == "vi" else f"week {int(number)} of {year}"


@register.filter
def moment(value: datetime, lang: str) -> str:
    """A moment in the organisation's zone: day as the language writes it, then the time."""
    local = value.astimezone(ZONE)
    return f"{show_day(local.date(), lang)} {local:%H:%M}"


@register.filter
def hour(value: datetime) -> str:
    """The time of day of a moment in the organisation's zone, where the day is known already."""
    return f"{value.astimezone(ZONE):%H:%M}"


@register.filter
def number(value: int | Share, lang: str) -> str:
    """A whole number, or a part of one, as the language groups it."""
    return value.text(lang) if isinstance(value, Share) else show_number(value, lang)


@register.filter
def told(value: Said, lang: str) -> str:
    """A number as the reader is told it: exact, about so many, or "*"."""
    return value.text(lang)
