"""The pages of what is being put right: the list, and one item with its acts."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.desk.fields import Drawn, drawn
from tusoi.desk.found import EMPTY, Form, done, receipt_for
from tusoi.desk.items.acts import NEXT, ItemAct, ItemSeen, act_called, acts_open
from tusoi.desk.items.evidence import SENT, evidence_shown, upload_of
from tusoi.desk.items.felt import felt_shown
from tusoi.desk.items.origins import origins_of, units_named
from tusoi.desk.items.said import accounts_in, claims_shown, deadlines_shown
from tusoi.desk.items.shown import (
    ORDERS,
    SCOPES,
    Chosen,
    listed,
    lists_items,
    seen_items,
)
from tusoi.figures.engine import known_of, lists_of
from tusoi.figures.records import Records
from tusoi.gates.queries import Gatekeeper
from tusoi.organisation.access import NotThere
from tusoi.organisation.queries import account_names, posts_held, successions
from tusoi.organisation.roles import Right
from tusoi.remediation.access import may_claim
from tusoi.remediation.evidence.limits import FILES, LARGEST, MIB
from tusoi.remediation.evidence.store import (
    add_evidence,
    evidence_content,
    evidence_of,
    takes_evidence,
)
from tusoi.remediation.life import KIND_WORDING, STRENGTH_WORDING
from tusoi.remediation.queries import backlog_on
from tusoi.remediation.rules.measure import written
from tusoi.remediation.rules.stage import (
    asked_on,
    claim_on,
    question_due,
    verified_since,
    waiting_move,
)
from tusoi.values.refusal import Refused


@require_safe
def items(request: HttpRequest, code: str) -> HttpResponse:
    """What is to be put right by the units whose items the reader sees: filtered, under headings, a hundred on a page."""
    asked = asked_of(request, code)
    if not lists_items(asked):
        raise NotThere
    chosen = Chosen.of(request.GET.dict())
    records = lists_of(code, known_by=asked.known_by)
    found = listed(asked, records, chosen)
    kept = "".join(f"&{part}" for part in asked.query.removeprefix("?").split("&") if part)
    shown = {"found": found, "chosen": chosen, "scopes": SCOPES, "orders": ORDERS, "kept": kept}
    shown["reads_last_time"] = asked.reach.units(Right.SEE_REVIEW) != frozenset()
    return render(request, "desk/items/items.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One item: what its owner, its verifier and those affected say, every deadline, where it comes from; sent, one of its acts.

    What is sent is of today: an address that asks for another day leads to the one without.
    """
    asked = asked_of(request, code)
    records = _records(asked, number)
    seen = _seen(asked, records, number)
    if request.method != "POST":
        return render(request, "desk/items/item.html", _one(seen, records, EMPTY))
    act = act_called(request.POST.get("do", ""))
    if act is None or not act.is_theirs(seen):
        raise NotThere
    if asked.query:
        return redirect("item", code, number)
    told = done(request.POST, act.slug, lambda typed: act.do(seen, typed))
    if isinstance(told, Form):
        return render(request, "desk/items/item.html", _one(seen, records, told), status=422)
    messages.success(request, receipt_for(told, act.title).in_(asked.lang))
    return redirect("item", code, number)


@require_POST
def add_file(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Take an evidence file for an item; one that is refused leads to the item's page again, with why."""
    asked = asked_of(request, code)
    records = _records(asked, number)
    seen = _seen(asked, records, number)
    if not may_claim(asked.reach, seen.life):
        raise NotThere
    if asked.query:
        return redirect("item", code, number)
    try:
        told = add_evidence(asked.reach, number, upload_of(request))
    except NotThere:
        raise
    except Refused as refused:
        shown = {**_one(seen, records, EMPTY), "file_refused": refused}
        return render(request, "desk/items/item.html", shown, status=422)
    messages.success(request, receipt_for(told, SENT).in_(asked.lang))
    return redirect("item", code, number)


@require_safe
def file(request: HttpRequest, code: str, number: str, id: UUID) -> HttpResponse:  # noqa: A002
    """An evidence file, to be kept as a file: the browser is given nothing that it would open within the site."""
    asked = asked_of(request, code)
    one, content = evidence_content(asked.reach, number, id, known_by=asked.known_by)
    given = {"Content-Disposition": content_disposition_header(True, one.name) or "attachment"}
    return HttpResponse(content, content_type="application/octet-stream", headers=given)


def _records(asked: Asked, number: str) -> Records:
    """What the reader sees of the item of a number with those that it recurs from or as."""

    def named(records: Records, _: Gatekeeper) -> Iterator[str]:
        for one in records.items:
            if number in (one.number, one.life.recurs, *one.life.recurred_as):
                yield from units_named(one)

    code, by, units = asked.campaign.code, asked.known_by, asked.units
    records = known_of(code, known_by=by, units=units, named=named).records
    return records if units is None else records.within(units)


def _seen(asked: Asked, records: Records, number: str) -> ItemSeen:
    shown = next((one for one in seen_items(asked, records) if one.item.number == number), None)
    if shown is None:
        raise NotThere
    return ItemSeen(asked, shown)


def _one(seen: ItemSeen, records: Records, form: Form) -> dict[str, object]:
    life, day, asked = seen.life, seen.shown.day, seen.asked
    waits, move = claim_on(life, day), waiting_move(life, day)
    acts = [] if asked.query else acts_open(seen, form.which)
    reads = asked.reach.may(Right.SEE_REVIEW, life.owner_unit)
    files = evidence_of(asked.campaign.code, seen.number, known_by=asked.known_by)
    names = account_names(accounts_in(life) | {one.by for one in files})
    there = {one.item.number for one in seen_items(asked, records)}
    return {
        "shown": seen.shown,
        "felt": felt_shown(asked, seen.shown),
        "item": seen.shown.item,
        "life": life,
        "reads": reads,
        "nature": life.nature,
        "kind": KIND_WORDING.get(life.nature.kind) if life.nature else None,
        "strength": STRENGTH_WORDING.get(life.nature.strength) if life.nature else None,
        "baseline": _said(written(life.nature.baseline), asked) if life.nature else "",
        "target": _said(written(life.nature.target), asked) if life.nature else "",
        "measures": [
            (one, _said(written(one.value), asked))
            for one in life.measures
            if one.when.surely_by(day)
        ],
        "backlog": backlog_on(asked.campaign.code, seen.number, day, known_by=asked.known_by),
        "claims": claims_shown(life, day, names),
        "files": evidence_shown(files, life, day, names),
        "takes_files": not asked.query and takes_evidence(asked.reach, life, day),
        "most_files": FILES,
        "largest": LARGEST // MIB,
        "waits": waits,
        "move": move,
        "move_by": names.get(move.asked_by, "") if move else "",
        "deadlines": deadlines_shown(life, day, names),
        "group": next(
            (one for one in records.solution_groups if one.number == seen.shown.item.group),
            None,
        ),
        "owner_title": _title(seen),
        "answering": _answering(seen),
        "verified": verified_since(life, day),
        "question": question_due(life, day),
        "asked_since": asked_on(life, day),
        "recurs": life.recurs if life.recurs in there else "",
        "recurred": [one for one in life.recurred_as if one in there],
        "origins": origins_of(asked, records, seen.shown.item),
        "acts": [_act(seen, one, form) for one in acts],
        "refused": form.refused,
        "typed": form.typed,
    }


def _act(seen: ItemSeen, act: ItemAct, form: Form) -> dict[str, object]:
    return {
        "act": act,
        "fields": _fields(seen, act, form),
        "is_open": form.which == act.slug or (act.slug in NEXT and not form.which),
        "is_sent": form.which == act.slug,
    }


def _fields(seen: ItemSeen, act: ItemAct, form: Form) -> list[Drawn]:
    sent = form if form.which == act.slug else EMPTY
    return drawn(act.fields, sent.typed or _offered(seen), sent.faults)


def _offered(seen: ItemSeen) -> dict[str, str]:
    """What stands in the fields before anybody types."""
    offered = {"measured_on": seen.shown.day.isoformat(), "unit": seen.life.owner_unit}
    offered["post"] = seen.life.owner.rpartition("/")[2]
    nature = seen.life.nature
    if nature is not None:
        offered |= {"kind": nature.kind.value, "strength": nature.strength.value}
        offered |= {"measured_in": nature.measured_in, "target": written(nature.target)}
        offered["baseline"] = written(nature.baseline)
    return offered


def _said(number: str, asked: Asked) -> str:
    """A measure as the reader's language writes it."""
    return number.replace(".", ",") if asked.lang == "vi" else number


def _answering(seen: ItemSeen) -> str:
    """The unit that answers for the item on the day where its owner ended; "" where it stands. One query; none for no unit."""
    unit, asked = seen.life.owner_unit, seen.asked
    if not unit:
        return ""
    after = successions(asked.campaign.host, known_by=asked.known_by)
    answering = after.successor_of(unit, seen.shown.day)
    return "" if answering == unit else answering


def _title(seen: ItemSeen) -> str:
    """The title of the post that answers for it, as of the day. One query; none for no unit."""
    unit, owner = seen.life.owner_unit, seen.life.owner
    if not unit:
        return ""
    posts = posts_held(seen.asked.campaign.host, known_by=seen.asked.known_by, units=[unit])
    held = posts.in_unit(unit, seen.shown.day)
    return next((one.title for one in held if one.reference == owner), "")
