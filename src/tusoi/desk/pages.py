"""The staff's pages: the wall, a unit's file and its acts, working groups, the ledger."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.campaigns.queries import tree_of, work_tree_of
from tusoi.campaigns.tallies import KeptStages, owing_on
from tusoi.campaigns.typed import NotAsAsked, Typed
from tusoi.desk.acts import Act, Shown, act_called, open_acts
from tusoi.desk.bundle.kind import may_ask
from tusoi.desk.chart import chart_of_the_wall
from tusoi.desk.found import receipt_for, unit_found
from tusoi.desk.last_time import LastTime, last_time
from tusoi.desk.ledger_words import shown_keys, shown_role
from tusoi.desk.levels import levels_of
from tusoi.desk.lists import groups_of
from tusoi.desk.unit import UnitPage
from tusoi.desk.wall import wall_of
from tusoi.figures.disclosed import reader_in
from tusoi.figures.engine import figures_of, figures_unless_large, gates_of, known_of
from tusoi.figures.figure_set import FigureSet
from tusoi.gates.gate import GateClosed
from tusoi.gates.queries import Gatekeeper
from tusoi.ledger.checking import discrepancies_of
from tusoi.ledger.queries import LedgerLine, head, last_lines
from tusoi.opinions.asking.said import BY_LINK, Via
from tusoi.organisation.access import NotThere, Right
from tusoi.organisation.queries import account_names
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording, same

LINES_SHOWN = 200
"""How many of the ledger's lines its page lists; the check reads them all."""
WALL_AT_MOST = 5_000
"""Units of which every record is read for one page; of more, the tree shows what is kept."""


@require_safe
def wall(request: HttpRequest, code: str) -> HttpResponse:
    """Every unit a cell by the stage of its review, what stands open and why, progress over time.

    Where there are more units than a page can hold, whoever sees all of them is led to the tree.
    """
    asked = asked_of(request, code)
    if asked.units is None and owing_on(KeptStages(code), asked.as_of) > WALL_AT_MOST:
        return redirect(reverse("tree", args=[code]) + asked.query)
    figures = _figures(asked)
    reads = asked.reach.units(Right.SEE_REVIEW)
    shown = wall_of(
        figures,
        _gates(asked),
        group=request.GET.get("nhom", ""),
        query=asked.query,
        lang=asked.lang,
        reads=reads,
        reader=reader_in(asked.reach),
    )
    share = figures.share("units_reviewed")
    return render(
        request,
        "desk/wall.html",
        {
            "figures": figures,
            "wall": shown,
            "share": share,
            "percent": share.percent_text(asked.lang),
            "to_fill": not share.part and asked.reach.may(Right.EXCHANGE),
            "chart": chart_of_the_wall(figures, asked.lang),
            "levels": levels_of(asked, figures),
        },
    )


@require_safe
def unit(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """A unit's file: what was promised last time, dates, gates, topics, verdict, cases, items, and whose move it is."""
    page = unit_found(asked_of(request, code), unit)
    then = last_time(page)
    shown = {
        "page": page,
        "acts": open_acts(page),
        "last_time": then if isinstance(then, LastTime) else None,
        "no_last_time": then if isinstance(then, Wording) else None,
        "keeps_units": page.asked.reach.may(Right.EXCHANGE),
    }
    return render(request, "desk/unit.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, code: str, unit: str, slug: str) -> HttpResponse:
    """One act on a unit: its form; sent, the room's action, then back to the unit's file with a receipt.

    It is of today and of all that is known: an address that asks for another day leads to the one without.
    """
    asked, found = asked_of(request, code), act_called(slug)
    if found is None:
        raise NotThere
    asked.reach.require(found.right, unit)
    if asked.query:
        # Judged by a day or a knowledge of the past, a redo would be a first session, a verdict too early.
        return redirect("act", code=code, unit=unit, slug=slug)
    page = unit_found(asked, unit)
    if request.method != "POST":
        return render(request, _template(found), _form(page, found))
    typed = Typed(request.POST)
    try:
        told = found.do(asked.reach, page, typed)
    except Refused as refused:
        if isinstance(refused, NotThere):
            raise
        shown = _form(page, found, typed=request.POST, refused=refused)
        return render(request, _template(found), shown, status=422)
    messages.success(request, receipt_for(told, found.title).in_(asked.lang))
    return redirect("unit", code=code, unit=unit)


def _template(found: Act) -> str:
    return f"desk/acts/{found.slug}.html"


def _form(
    page: UnitPage, found: Act, *, typed: QueryDict | None = None, refused: Refused | None = None
) -> dict[str, object]:
    """What an act's template shows: the form, and where it was refused what was typed and why."""
    sent = typed if typed is not None else QueryDict()
    said = {name: str(value) for name, value in sent.items()}
    faults = refused.faults if isinstance(refused, NotAsAsked) else {}
    return {
        "page": page,
        "act": found,
        "typed": said,
        "ticked": [value for _, values in sent.lists() for value in values],
        "refused": refused,
        "faults": faults,
        "gates_closed": refused.refusals if isinstance(refused, GateClosed) else (),
        "offered": found.offered(page),
        **found.choices(page, Shown(said, faults, refused)),
    }


@require_safe
def levels(request: HttpRequest, code: str) -> HttpResponse:
    """The campaign's place in a cascade: its topics, and its figures with those of the campaigns below."""
    asked = asked_of(request, code)
    if asked.units is None:  # of a large campaign, in no cascade, there is nothing to add up
        figures = figures_unless_large(code, as_of=asked.as_of, known_by=asked.known_by)
    else:
        figures = _figures(asked)
    shown = levels_of(asked, figures, with_topics=True)
    return render(request, "desk/levels.html", {"levels": shown, "figures": figures})


@require_safe
def groups(request: HttpRequest, code: str) -> HttpResponse:
    """The working groups, their units with stage and verdict."""
    asked = asked_of(request, code)
    campaign, units = asked.campaign, asked.units
    known = known_of(
        code,
        known_by=asked.known_by,
        units=units,
        named=lambda records, _: {unit for group in records.groups for unit in group.units},
    )
    records = known.records if units is None else known.records.within(units)
    groups = groups_of(campaign, records, asked.as_of)
    shown = {"groups": groups, "reads_minutes": may_ask(asked.reach)}
    return render(request, "desk/groups.html", shown)


@require_safe
def ledger(request: HttpRequest, code: str) -> HttpResponse:
    """The campaign's ledger: its lines, its root; with `?xet=1` every recorded row is held against it."""
    asked = asked_of(request, code)
    asked.reach.require(Right.SEE_LEDGER)
    tree = tree_of(code)
    asked_to_check = request.GET.get("xet") == "1"
    lines = last_lines(tree, most=LINES_SHOWN)
    names = account_names(line.by for line in lines)
    return render(
        request,
        "desk/ledger.html",
        {
            "head": head(tree),
            "work": head(work_tree_of(code)),
            "lines": [
                {
                    "line": line,
                    "name": _recorder(line, names.get(line.by, "")),
                    "keys": shown_keys(line.keys, asked.campaign),
                    "roles": [shown_role(role, asked.campaign) for role in line.roles],
                }
                for line in lines
            ],
            "checked": asked_to_check,
            "found": discrepancies_of(tree, work_tree_of(code)) if asked_to_check else [],
        },
    )


def _recorder(line: LedgerLine, name: str) -> Wording:
    """Who recorded an entry, by the name of their account; of an answer by link, that nobody signed in for it."""
    return BY_LINK.filled(name=name) if line.keys.get("via") == Via.LINK else same(name)


def _figures(asked: Asked) -> FigureSet:
    return figures_of(
        asked.campaign.code, as_of=asked.as_of, known_by=asked.known_by, units=asked.units
    )


def _gates(asked: Asked) -> Gatekeeper:
    return gates_of(asked.campaign.code, known_by=asked.known_by, units=asked.units)
