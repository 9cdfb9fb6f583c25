"""The first pages: the campaigns, one campaign's figures, the rows behind a number, the report.

Until roles are granted they are served on this machine only (`tusoi serve` binds to loopback).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tusoi.campaigns.queries import campaign_codes, campaign_view
from tusoi.figures.engine import FigureSet, figures_of, figures_unchecked
from tusoi.figures.labels import part_name
from tusoi.figures.outline import Line, outline
from tusoi.gates.gate import Refusal
from tusoi.gates.queries import gatekeeper
from tusoi.guidance.queries import guidance_set
from tusoi.reports.actions import interim_document, ledger_line, word_file
from tusoi.site.language import language_of
from tusoi.values.clock import now
from tusoi.values.moment import parse_moment
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BESIDE_THE_PROGRESS = ("units_reviewed", "units_not_reviewed")
"""Figures that the campaign's page shows in its head and so leaves out of its list."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The day and the moment a page is asked for; `said_known_by` as it was typed, `query` to carry both on in links."""

    as_of: date
    known_by: datetime
    said_known_by: str
    query: str


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """The campaigns there are; with one alone, that one."""
    known_by = now()
    codes = campaign_codes()
    if len(codes) == 1:
        return redirect("campaign", code=codes[0])
    views = [campaign_view(code, known_by=known_by) for code in codes]
    return render(request, "site/campaigns.html", {"campaigns": views})


@require_safe
def campaign(request: HttpRequest, code: str) -> HttpResponse:
    """A campaign's progress, what stands open and why, and every other figure."""
    asked = _asked(request, code)
    figures = figures_of(code, as_of=asked.as_of, known_by=asked.known_by)
    lang = language_of(request)
    others = [one for one in figures.parts if one not in BESIDE_THE_PROGRESS]
    return render(
        request,
        "site/campaign.html",
        {
            "figures": figures,
            "asked": asked,
            "share": figures.share("units_reviewed"),
            "percent": figures.share("units_reviewed").percent_text(lang),
            "progress": _below("units_reviewed", figures, lang),
            "open_units": figures.rows("units_not_reviewed.count"),
            "open_lines": _below("units_not_reviewed", figures, lang),
            "refusals": _refusals(figures),
            "outlines": [list(outline(figures, one, lang)) for one in others],
            "breaches": figures.rows("breaches.count"),
            "notice": guidance_set(figures.campaign.guidance_set).provisional_notice,
        },
    )


@require_safe
def figure(request: HttpRequest, code: str, path: str) -> HttpResponse:
    """A number's definition, the sums it is held against, and the rows behind it."""
    asked = _asked(request, code)
    figures = figures_unchecked(code, as_of=asked.as_of, known_by=asked.known_by)
    figures.rows(path)
    first = path.split(".")[0]
    lines = {line.path: line for line in outline(figures, first, language_of(request))}
    return render(
        request,
        "site/figure.html",
        {
            "figures": figures,
            "asked": asked,
            "definition": figures.definition(first),
            "basis": figures.basis(path),
            "leaves": [
                {
                    "path": leaf,
                    "name": _leaf_name(leaf, lines, figures),
                    "value": figures.value(leaf),
                    "rows": figures.rows(leaf),
                }
                for leaf in figures.leaves(path)
            ],
            "printed": [one for one in figures.printed if one.path.split(".")[0] == first],
        },
    )


@require_safe
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The interim report as a page."""
    asked = _asked(request, code)
    figures = figures_of(code, as_of=asked.as_of, known_by=asked.known_by)
    lang = language_of(request)
    witness = ledger_line(figures, lang=lang)
    document = interim_document(figures, lang=lang, ledger_line=witness)
    shown = {"figures": figures, "asked": asked, "document": document}
    return render(request, "site/report.html", shown)


@require_safe
def report_word(request: HttpRequest, code: str) -> HttpResponse:
    """The interim report as a Word file."""
    asked = _asked(request, code)
    figures = figures_of(code, as_of=asked.as_of, known_by=asked.known_by)
    lang = language_of(request)
    witness = ledger_line(figures, lang=lang)
    name, content = word_file(figures, lang=lang, ledger_line=witness)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=WORD, headers=headers)


def _leaf_name(leaf: str, lines: Mapping[str, Line], figures: FigureSet) -> Wording:
    """What a number is called: as in the outline, with its figure's part above it where that says more."""
    names = {**figures.campaign.blocks, **figures.campaign.bodies}
    *above, last = leaf.split(".")
    own = lines[leaf].name if leaf in lines else part_name(last, names)
    outer = lines.get(".".join(above))
    if outer is None or outer.depth == 0:
        return own
    return Wording(vi=f"{outer.name.vi}: {own.vi}", en=f"{outer.name.en}: {own.en}")


def _asked(request: HttpRequest, code: str) -> Asked:
    """The day and moment in the address, else the campaign's own day and now.

    Raises:
        Refused: either is not written as it should be.
    """
    said_day, said_moment = request.GET.get("as_of", ""), request.GET.get("known_by", "")
    # A plus sign in an address arrives as a space; in a moment it can only have been a plus.
    known_by = parse_moment(said_moment.strip().replace(" ", "+")) if said_moment else now()
    try:
        as_of = date.fromisoformat(said_day) if said_day else _own_day(code, known_by)
    except ValueError:
        raise Refused(_NO_DAY.filled(day=said_day[:40])) from None
    query = request.GET.copy()
    query.pop("lang", None)
    return Asked(as_of, known_by, said_moment, query.urlencode())


def _own_day(code: str, known_by: datetime) -> date:
    return campaign_view(code, known_by=known_by).as_of


def _below(code: str, figures: FigureSet, lang: str) -> list[Line]:
    """A figure's lines without its own."""
    return list(outline(figures, code, lang))[1:]


def _refusals(figures: FigureSet) -> dict[str, tuple[Refusal, ...]]:
    """What stands before each review not held, by unit."""
    gates = gatekeeper(figures.campaign, known_by=figures.known_by)
    units = (row.unit for row in figures.rows("units_not_reviewed.count"))
    return {unit: gates.before_review(unit, figures.as_of) for unit in units}


_NO_DAY = Wording(
    vi="“{day}” không phải một ngày viết như 2012-12-17.",
    en="“{day}” is not a day written like 2012-12-17.",
)
