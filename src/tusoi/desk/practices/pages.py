"""The pages of good practice: the list, and one practice with its acts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.typed import Typed
from tusoi.desk.fields import Drawn, Field, choose, drawn
from tusoi.desk.found import EMPTY, Form, done, receipt_for
from tusoi.desk.practices.acts import (
    ACTS,
    PracticeAct,
    PracticeSeen,
    act_called,
    said_fields,
    said_in,
)
from tusoi.desk.practices.shown import (
    PracticeShown,
    about_shown,
    accounts_in,
    adoptions_shown,
    names_of,
    narrowed,
    origin_shown,
    practices_seen,
)
from tusoi.figures.engine import known_of
from tusoi.ledger.actions import Told
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import account_names
from tusoi.organisation.roles import Right
from tusoi.remediation.practices.acting import claim_practice
from tusoi.values.wording import Wording, same

Units = tuple[tuple[str, str], ...]


@require_http_methods(["GET", "HEAD", "POST"])
def practices(request: HttpRequest, code: str) -> HttpResponse:
    """The practices that the reader sees, searched by words and by area; sent, one is claimed for a unit."""
    asked = asked_of(request, code)

    units = _units(asked)
    if request.method != "POST":
        return render(request, "desk/practices/practices.html", _list(request, asked, units, EMPTY))
    if not units:
        raise NotThere
    if asked.query:
        return redirect("practices", code)
    told = done(request.POST, "claim", lambda typed: _claim(asked, units, typed))
    if isinstance(told, Form):
        shown = _list(request, asked, units, told)
        return render(request, "desk/practices/practices.html", shown, status=422)
    messages.success(request, receipt_for(told, CLAIM).in_(asked.lang))
    return redirect("practices", code)


@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: HttpRequest, code: str, practice: str) -> HttpResponse:
    """One practice: what it says, every claim and answer, who adopted it with which result; sent, one of its acts.

    What is sent is of today: an address that asks for another day leads to the one without.
    """
    asked = asked_of(request, code)
    shown = next((one for one in practices_seen(asked) if one.practice.code == practice), None)
    if shown is None:
        raise NotThere
    seen = PracticeSeen(asked, shown.practice, _units(asked))
    if request.method != "POST":
        return render(request, "desk/practices/practice.html", _one(seen, shown, EMPTY))
    act = act_called(request.POST.get("do", ""))
    if act is None or not act.is_theirs(seen):
        raise NotThere
    if asked.query:
        return redirect("practice", code, practice)
    told = done(request.POST, act.slug, lambda typed: act.do(seen, typed))
    if isinstance(told, Form):
        return render(request, "desk/practices/practice.html", _one(seen, shown, told), status=422)
    messages.success(request, receipt_for(told, act.title).in_(asked.lang))
    return redirect("practice", code, practice)


def _units(asked: Asked) -> Units:
    """The units of the campaign for which the reader speaks, with their names. No query."""
    speaks = asked.reach.units(Right.PLAN_REMEDY)
    known = known_of(asked.campaign.code, known_by=asked.known_by, units=speaks)
    return tuple(
        (file.unit, file.name)
        for file in known.records.units
        if asked.reach.may(Right.PLAN_REMEDY, file.unit)
    )


def _claim(asked: Asked, units: Units, typed: Typed) -> Told:
    unit = units[0][0] if len(units) == 1 else typed.one_of("unit", [one for one, _ in units])
    said = said_in(typed)
    typed.check()
    return claim_practice(asked.reach, unit, said)


def _claim_fields(asked: Asked, units: Units) -> list[Field]:
    if len(units) == 1:
        return said_fields(asked, units[0][0])
    named = [(unit, same(f"{name} ({unit})")) for unit, name in units]
    return [choose("unit", "Đơn vị", "Unit", named), *said_fields(asked, "")]


def _list(request: HttpRequest, asked: Asked, units: Units, form: Form) -> dict[str, object]:
    there = practices_seen(asked)
    words, area = request.GET.get("tim", "")[:200], request.GET.get("linh-vuc", "")[:300]
    claims = bool(units) and not asked.query
    fields = drawn(_claim_fields(asked, units), form.typed, form.faults) if claims else []
    return {
        "found": narrowed(there, words, area),
        "total": len(there),
        "areas": sorted({one.practice.said.area for one in there} - {""}),
        "words": words,
        "area": area,
        "kept": [(name, asked_for) for name, asked_for in request.GET.items() if name in _KEPT],
        "claims": claims,
        "claim": CLAIM,
        "fields": fields,
        "refused": form.refused,
    }


def _one(seen: PracticeSeen, shown: PracticeShown, form: Form) -> dict[str, object]:
    asked, practice = seen.asked, seen.practice
    names = names_of(asked, {one.unit for one in practice.adoptions} | {practice.unit})
    acts = (
        [] if asked.query else [one for one in ACTS if one.is_open(seen) or one.slug == form.which]
    )
    people = account_names(accounts_in(practice))
    return {
        "shown": shown,
        "practice": practice,
        "said": practice.said,
        "about": about_shown(asked, practice),
        "origin": origin_shown(asked, practice),
        "claims": [
            (one, people.get(one.by, ""), people.get(one.answer.by, "") if one.answer else "")
            for one in reversed(practice.claims)
        ],
        "adoptions": adoptions_shown(practice, names, asked.as_of),
        "people": people,
        "told": [(one.unit, len(one.results)) for one in practice.adoptions if not one.dropped],
        "acts": [_act(seen, one, form) for one in acts],
        "refused": form.refused,
    }


def _act(seen: PracticeSeen, act: PracticeAct, form: Form) -> dict[str, object]:
    sent = form.which == act.slug
    return {"act": act, "fields": _fields(seen, act, form if sent else EMPTY), "is_sent": sent}


def _fields(seen: PracticeSeen, act: PracticeAct, form: Form) -> list[Drawn]:
    said = seen.practice.said
    offered = {name: getattr(said, name) for name in said.__slots__}
    for name, units in (
        ("adopt_unit", seen.could_adopt),
        ("result_unit", seen.adopting),
        ("drop_unit", seen.could_drop),
    ):
        offered[name] = units[0] if len(units) == 1 else ""
    return drawn(act.fields(seen), form.typed or offered, form.faults)


_KEPT = ("as_of", "known_on", "known_by")
CLAIM = Wording(vi="Nêu một cách làm hay", en="Claim a good practice")
