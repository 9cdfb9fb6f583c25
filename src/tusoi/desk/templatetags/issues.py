"""What a unit's pages show of opinions and issues, within one's rights: `{% from_issues page "topic" %}`, `{% voices page %}`."""

from collections.abc import Iterator
from typing import Any

from django import template

from tusoi.desk.unit import UnitPage
from tusoi.figures.records import IssueKnown
from tusoi.issues.access import SENDING
from tusoi.organisation.roles import Right

register = template.Library()


@register.inclusion_tag("desk/issues/from_issues.html", takes_context=True)
def from_issues(context: template.Context, page: UnitPage, to: str) -> dict[str, Any]:
    """The codes of that kind on the page that an issue became, with the issue of each."""
    return {
        "found": list(_found(page, to)),
        "campaign": page.asked.campaign.code,
        "unit": page.unit,
        "lang": context["lang"],
    }


@register.inclusion_tag("desk/asking/doors.html", takes_context=True)
def voices(context: template.Context, page: UnitPage) -> dict[str, Any]:
    """The pages of opinions on the unit, of its issues, and of what it is invited to, as far as they are the reader's."""
    reach, unit = page.asked.reach, page.unit

    def may(*rights: Right) -> bool:
        return any(reach.may(right, unit) for right in rights)

    return {
        "opinions": may(Right.ASK_OPINIONS, Right.SEE_OPINIONS),
        "issues": may(Right.WORK_ISSUES, Right.SEE_OPINIONS, Right.ANSWER_ISSUE, *SENDING),
        "invited": may(Right.ANSWER_INVITATION) and bool(page.course.invited_to),
        "campaign": page.asked.campaign.code,
        "unit": unit,
        "lang": context["lang"],
    }


def _found(page: UnitPage, to: str) -> Iterator[dict[str, str]]:
    for issue in page.course.issues:
        for kind, code in issue.became:
            if kind == to and _may_see(page, issue):
                yield {"code": code, "issue": issue.code}


def _may_see(page: UnitPage, issue: IssueKnown) -> bool:
    """As `issues.access.may_see` has it, those apart who see an issue for what it says of themselves."""
    reach, unit = page.asked.reach, page.unit
    if reach.may(Right.WORK_ISSUES, unit):
        return True
    if not issue.given_post:
        return False
    rights = (Right.SEE_OPINIONS, *(() if issue.post else (Right.ANSWER_ISSUE, *SENDING)))
    return any(reach.may(right, unit) for right in rights)
