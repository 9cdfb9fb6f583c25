"""The page of how long a unit's review keeps what names who spoke, and of the holds that suspend that."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.typed import Typed
from tusoi.desk.found import EMPTY, Form, done, receipt, unit_found
from tusoi.desk.unit import UnitPage
from tusoi.ledger.actions import Told
from tusoi.meetings.holds import holds_of, lift_hold, set_hold
from tusoi.organisation.roles import Right

SET, LIFT = ACTS = ("set", "lift")
NUMBERS = tuple(str(number) for number in range(1, 1000))


@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """Every hold there was; sent, one is set or lifted. For the inspection commission alone: a hold may speak of a case."""
    asked = asked_of(request, code)
    asked.reach.require(Right.RECORD_INSPECTION, unit)
    if asked.query:
        return redirect("retention", code=code, unit=unit)
    page = unit_found(asked, unit)
    if request.method != "POST":
        return _page(request, asked, page, EMPTY)
    told = done(request.POST, "hold", lambda typed: _act(asked, page, typed))
    if isinstance(told, Form):
        return _page(request, asked, page, told, status=422)
    messages.success(request, receipt(told).in_(asked.lang))
    return redirect("retention", code=code, unit=unit)


def _act(asked: Asked, page: UnitPage, typed: Typed) -> Told:
    what, reason = typed.one_of("what", ACTS), typed.text("reason", wanted=True)
    if what != LIFT:
        typed.check()
        return set_hold(asked.reach, page.unit, reason)
    number = typed.one_of("number", NUMBERS)
    typed.check()
    return lift_hold(asked.reach, page.unit, int(number), reason)


def _page(
    request: HttpRequest, asked: Asked, page: UnitPage, form: Form, *, status: int = 200
) -> HttpResponse:
    holds = holds_of(asked.reach, page.unit)
    standing = next((one for one in holds if one.stands), None)
    shown = {"page": page, "holds": holds, "standing": standing, "form": form}
    return render(request, "desk/retention.html", shown, status=status)
