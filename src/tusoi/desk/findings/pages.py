"""The page of what a unit's review found: shortcoming, cause, who is answerable and where; recorded and amended."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.access import Reach
from tusoi.campaigns.asked import asked_of
from tusoi.campaigns.typed import Typed
from tusoi.desk.findings.shown import (
    FindingShown,
    causes_offered,
    findings_shown,
    judging,
    may_record,
    owners_offered,
    seats_offered,
    topics_offered,
    why_closed,
)
from tusoi.desk.found import EMPTY, Form, done, receipt, unit_found
from tusoi.desk.last_time import LastTime, last_time
from tusoi.desk.unit import UnitPage
from tusoi.findings.actions import Said, record_finding
from tusoi.ledger.actions import Told
from tusoi.organisation.roles import Right

FIELDS = ("seat", "shortcoming", "cause", "owner", "address", "topic_code")


@require_http_methods(["GET", "HEAD", "POST"])
def findings(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """What the unit's review found; sent, a finding is recorded, or amended where `?sua=` names it.

    What is sent is of today: an address that asks for another day leads to the one without.
    """
    asked = asked_of(request, code)
    page = unit_found(asked, unit, right=Right.SEE_REVIEW)
    if request.method != "POST":
        return render(
            request, "desk/findings.html", _shown(page, request.GET.get("sua", ""), EMPTY)
        )
    asked.reach.require(Right.RECORD_FINDING, unit)
    if asked.query:
        return redirect("findings", code=code, unit=unit)
    told = done(request.POST, "finding", lambda typed: _record(asked.reach, page, typed))
    if isinstance(told, Form):
        shown = _shown(page, request.POST.get("code", ""), told)
        return render(request, "desk/findings.html", shown, status=422)
    messages.success(request, receipt(told).in_(asked.lang))
    return redirect("findings", code=code, unit=unit)


def _record(reach: Reach, page: UnitPage, typed: Typed) -> Told:
    on = typed.day("on")
    said = Said(
        shortcoming=typed.text("shortcoming", wanted=True),
        seat=typed.text("seat", longest=40),
        cause=typed.text("cause", longest=20),
        owner=typed.text("owner", longest=81),
        address=typed.text("address"),
        topic_code=typed.text("topic_code", longest=40),
    )
    amends = typed.text("amends", longest=40)
    typed.check()
    return record_finding(reach, page.unit, said, on, amends=amends, **judging(page))


def _shown(page: UnitPage, amended: str, form: Form) -> dict[str, object]:
    then = last_time(page)
    last = then if isinstance(then, LastTime) else None
    shown = findings_shown(page, last)
    mine, closed = may_record(page), why_closed(page)
    chosen = next((one for one in shown if one.finding.code == amended), None) if mine else None
    typed = form.typed or (_as_typed(chosen) if chosen else _afresh(page))
    return {
        "page": page,
        "findings": shown,
        "without_address": sum(not one.finding.has_address for one in shown),
        "last_time": last,
        "mine": mine,
        "closed": closed,
        "form": form,
        "typed": typed,
        "amended": chosen,
        "seats": seats_offered(page),
        "causes": causes_offered(),
        "owners": owners_offered(page, typed.get("owner", "")),
        "topics": topics_offered(page, typed.get("topic_code", "")),
    }


def _as_typed(shown: FindingShown) -> Mapping[str, str]:
    """A finding as it would have been typed, for the form that amends it."""
    one = shown.finding
    said = {name: str(getattr(one, name)) for name in FIELDS}
    return {**said, "on": one.when.day.isoformat(), "amends": str(one.id), "code": one.code}


def _afresh(page: UnitPage) -> Mapping[str, str]:
    """An empty form, of the day of the last session."""
    days = [sitting.when.day for sitting in page.file.sittings if sitting.when.stated]
    return {"on": max(days).isoformat()} if days else {}
