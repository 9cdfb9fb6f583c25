"""The page of a unit's gates: how each stands, the way to clear it, and waivers asked, decided and withdrawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.access import Reach
from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.typed import Typed
from tusoi.desk.found import (
    EMPTY,
    Form,
    done,
    figures_for,
    held_for_good,
    receipt,
    unit_found,
)
from tusoi.desk.gates.shown import form_key, gates_shown
from tusoi.desk.unit import UnitPage
from tusoi.gates.actions import ask_waiver, decide_waiver, withdraw_waiver
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere
from tusoi.organisation.roles import Right

ASK, ALLOW, REFUSE, WITHDRAW = ACTS = ("ask", "allow", "refuse", "withdraw")
NUMBERS = tuple(str(number) for number in range(1, 1000))
"""How often a gate of one review may have been asked to be waived."""


@require_http_methods(["GET", "HEAD", "POST"])
def gates(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """Every gate before the unit's review; sent, a waiver is asked, allowed, refused or withdrawn.

    What is sent is of today: an address that asks for another day leads to the one without.
    """
    asked = asked_of(request, code)
    page = unit_found(asked, unit)
    if request.method != "POST":
        return render(request, "desk/gates.html", _shown(asked, page, EMPTY))
    if not any(asked.reach.may(right, unit) for right in (Right.ASK_WAIVER, Right.ALLOW_WAIVER)):
        raise NotThere
    if asked.query:
        return redirect("gates", code=code, unit=unit)
    which = form_key(request.POST.get("gate", ""), request.POST.get("number", ""))
    told = done(request.POST, which, lambda typed: _act(asked.reach, page, typed))
    if isinstance(told, Form):
        return render(request, "desk/gates.html", _shown(asked, page, told), status=422)
    messages.success(request, receipt(told).in_(asked.lang))
    return redirect("gates", code=code, unit=unit)


def _act(reach: Reach, page: UnitPage, typed: Typed) -> Told:
    """The waiver's act that the form asks for."""
    what, gate = typed.one_of("what", ACTS), typed.text("gate", wanted=True, longest=20)
    words = typed.text("words", wanted=True)
    if what == ASK:
        until = typed.day("until")
        typed.check()
        held = held_for_good(page)
        return ask_waiver(reach, page.unit, gate, words, until, held_on=held, order=page.order)
    said = typed.one_of("number", NUMBERS)
    typed.check()
    number = int(said)
    if what == WITHDRAW:
        return withdraw_waiver(reach, page.unit, gate, number, words=words)
    return decide_waiver(
        reach, page.unit, gate, number, allowed=what == ALLOW, words=words, order=page.order
    )


def _shown(asked: Asked, page: UnitPage, form: Form) -> dict[str, object]:
    _, keeper = figures_for(asked, page.unit, units=asked.units)
    shown = gates_shown(page, keeper)
    keys = {one.ask_key for one in shown} | {one.key for gate in shown for one in gate.waivers}
    return {"page": page, "gates": shown, "form": form, "stray": form.which not in keys}
