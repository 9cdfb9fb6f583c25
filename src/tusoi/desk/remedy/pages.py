"""The page of a unit's remedy plan: its items, recorded and amended, and the day on which it was adopted."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.access import Reach
from tusoi.campaigns.asked import asked_of
from tusoi.campaigns.seen import seen_by
from tusoi.campaigns.typed import Typed
from tusoi.desk.findings.shown import owners_offered, topics_offered
from tusoi.desk.found import EMPTY, Form, done, receipt, unit_found
from tusoi.desk.remedy.shown import (
    ItemShown,
    findings_offered,
    groups_offered,
    judged_on,
    may_plan,
    plan_shown,
)
from tusoi.desk.unit import UnitPage
from tusoi.figures.stages import held_on
from tusoi.ledger.actions import Told
from tusoi.organisation.roles import Right
from tusoi.remediation.actions import Planned, adopt_plan, plan_item
from tusoi.values.clock import today

ITEM, ADOPT = ACTS = ("item", "adopt")
FIELDS = ("title", "owner", "indicator", "group", "finding_code", "topic_code")


@require_http_methods(["GET", "HEAD", "POST"])
def remedy(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The unit's remedy plan; sent, an item is added or amended (`?sua=` names it), or the plan is adopted.

    What is sent is of today: an address that asks for another day leads to the one without.
    """
    asked = asked_of(request, code)
    page = unit_found(asked, unit)
    if request.method != "POST":
        return render(request, "desk/remedy.html", _shown(page, request.GET.get("sua", ""), EMPTY))
    asked.reach.require(Right.PLAN_REMEDY, unit)
    if asked.query:
        return redirect("remedy", code=code, unit=unit)
    which = request.POST.get("what", "")
    told = done(request.POST, which, lambda typed: _act(asked.reach, page, typed))
    if isinstance(told, Form):
        shown = _shown(page, request.POST.get("number", ""), told)
        return render(request, "desk/remedy.html", shown, status=422)
    messages.success(request, receipt(told).in_(asked.lang))
    return redirect("remedy", code=code, unit=unit)


def _act(reach: Reach, page: UnitPage, typed: Typed) -> Told:
    if typed.one_of("what", ACTS) == ADOPT:
        on = typed.day("adopted_on")
        typed.check()
        held, judged = held_on(page.file), judged_on(page)
        seen = typed.sent.get("seen")
        return adopt_plan(reach, page.unit, on, held_on=held, judged_on=judged, seen=seen)
    planned = Planned(
        title=typed.text("title", wanted=True),
        owner=typed.text("owner", longest=81),
        due=typed.day_or_none("due"),
        indicator=typed.text("indicator"),
        group=typed.text("group", longest=40),
        finding_code=typed.text("finding_code", longest=40),
        topic_code=typed.text("topic_code", longest=40),
    )
    amends = typed.text("amends", longest=40)
    typed.check()
    return plan_item(reach, page.unit, planned, held_on=held_on(page.file), amends=amends)


def _shown(page: UnitPage, amended: str, form: Form) -> dict[str, object]:
    plan, mine = plan_shown(page), may_plan(page)
    chosen = next((one for one in plan.items if one.item.number == amended), None) if mine else None
    typed = form.typed or (_as_typed(chosen) if chosen else {})
    return {
        "page": page,
        "plan": plan,
        "mine": mine,
        "open_now": held_on(page.file) is not None,
        "form": form,
        "typed": typed,
        "seen": seen_by(form.typed, form.refused, plan.seen),
        "adopted_on": typed.get("adopted_on") or today().isoformat(),
        "amended": chosen,
        "owners": owners_offered(page, typed.get("owner", "")),
        "findings": findings_offered(page) if mine else (),
        "topics": topics_offered(page, typed.get("topic_code", "")),
        "groups": groups_offered(page) if mine else (),
    }


def _as_typed(shown: ItemShown) -> Mapping[str, str]:
    """An item as it would have been typed, for the form that amends it."""
    one = shown.item
    said = {name: str(getattr(one, name)) for name in FIELDS}
    due = one.due_on.isoformat() if one.due_on else ""
    return {**said, "due": due, "amends": str(one.id), "number": one.number}
