"""The path bar, for every page of a unit's review, whichever room it is of: `{% load path %}{% path_bar unit "topics" %}`."""

from collections.abc import Mapping
from typing import Any

from django import template

from tusoi.campaigns.asked import Asked
from tusoi.desk.found import unit_found
from tusoi.desk.next_step import next_step
from tusoi.desk.path import path_of
from tusoi.desk.people import people_of
from tusoi.desk.unit import UnitPage

register = template.Library()


@register.inclusion_tag("desk/path.html", takes_context=True)
def path_bar(context: Mapping[str, Any], unit: str, here: str) -> Mapping[str, Any]:
    """The steps of the unit's review, the next one and whose move it is; the unit's records are kept between pages."""
    asked: Asked = context["request"].asked
    page = context.get("page")
    if not isinstance(page, UnitPage):
        page = unit_found(asked, unit)
    course, reach = page.course, asked.reach
    groups = [page.group.code] if page.group else []
    people = people_of(
        reach,
        unit,
        page.posts,
        answering=page.answering,
        above=page.above,
        groups=groups,
        on=page.day,
    )
    following = next_step(reach, course, people)
    return {
        "path_page": page,
        "here": here,
        "next": following,
        "steps": path_of(reach, course, here, following.page),
        "asked": asked,
        "lang": asked.lang,
    }
