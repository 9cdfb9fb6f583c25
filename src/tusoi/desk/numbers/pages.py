"""Figures on pages. Of a large campaign whoever sees all units is told what was counted last, and may have it counted anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tusoi.campaigns.asked import Asked, asked_of
from tusoi.errands.followed import followed, tried_again
from tusoi.figures.disclosed import Disclosed, reader_in
from tusoi.figures.engine import figures_unless_large, is_counted_apart
from tusoi.figures.errand import ask_for_count, being_counted, count_of, said_of
from tusoi.figures.figure import Sum
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.kept import Kept, newest_count
from tusoi.figures.labels import campaign_names, part_name
from tusoi.figures.outline import Line, outline
from tusoi.guidance.queries import guidance_set
from tusoi.organisation.roles import Right
from tusoi.values.moment import show_moment
from tusoi.values.wording import Wording

ROWS_BESIDE_OTHERS = 25
ROWS_A_PAGE = 300


@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest, code: str) -> HttpResponse:
    """Every figure with its parts, and what documents print held against them; sent, a large campaign is counted anew."""
    asked = asked_of(request, code)
    if request.method == "POST":
        return _count_anew(asked)
    found = _at_hand(asked)
    if found is not None:
        return _figures_page(request, asked, found, {"breaches": found.rows("breaches.count")})
    kept = newest_count(code, as_of=asked.as_of, known_by=asked.known_by)
    if kept is None:
        return _not_counted(request, asked)
    return _figures_page(
        request, asked, kept.figures, {"apart": True, "errands": being_counted(asked.reach)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def being_made(request: HttpRequest, code: str, id: UUID) -> HttpResponse:  # noqa: A002
    """How far the counting is that a reader asked for, and on to the figures once it is done; sent, what stopped is tried again."""
    asked = asked_of(request, code)
    errand = count_of(asked.reach, id)
    if request.method == "POST":
        return tried_again(request, errand, asked.lang)
    if errand.done_at is not None:
        return redirect(_address(code, *said_of(errand)))
    day, _ = said_of(errand)
    return followed(request, "desk/numbers/being_counted.html", errand, {"day": day})


@require_safe
def figure(request: HttpRequest, code: str, path: str) -> HttpResponse:
    """A number's definition, source, basis, the sums it is held against, and the rows behind it."""
    asked = asked_of(request, code)
    found = _at_hand(asked, unchecked=True)
    if found is not None:
        return _figure_page(request, asked, found, path, kept=None)
    kept = newest_count(code, as_of=asked.as_of, known_by=asked.known_by)
    if kept is None:
        return _not_counted(request, asked)
    return _figure_page(request, asked, kept.figures, path, kept=kept)


def _at_hand(asked: Asked, *, unchecked: bool = False) -> FigureSet | None:
    """The figures within what the reader sees; None where that is all of a campaign that is counted beside the pages."""
    return figures_unless_large(
        asked.campaign.code,
        as_of=asked.as_of,
        known_by=asked.known_by,
        units=asked.units,
        unchecked=unchecked,
    )


def _count_anew(asked: Asked) -> HttpResponse:
    """The counting of the page's day goes into the queue, if the campaign is one that is counted so."""
    asked.reach.require(Right.SEE)
    code = asked.campaign.code
    if not is_counted_apart(code):
        return redirect(_address(code, asked.as_of))
    errand, _ = ask_for_count(asked.reach, asked.lang, as_of=asked.as_of, moment=asked.moment)
    return redirect("figures-made", code=code, id=errand)


def _address(code: str, day: date, moment: datetime | None = None) -> str:
    asked_for = {"as_of": day.isoformat()}
    if moment is not None:
        asked_for["known_by"] = show_moment(moment)
    return f"{reverse('figures', args=[code])}?{urlencode(asked_for)}"


def _not_counted(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Of this day nothing was counted: the page says so, and offers to have it counted."""
    shown = {"errands": being_counted(asked.reach)}
    return render(request, "desk/numbers/not_counted.html", shown)


def _figures_page(
    request: HttpRequest, asked: Asked, found: FigureSet, more: Mapping[str, object]
) -> HttpResponse:
    told = Disclosed(found, reader_in(asked.reach))
    return render(
        request,
        "desk/numbers/figures.html",
        {
            "figures": found,
            "outlines": [list(outline(told, one, asked.lang)) for one in found.parts],
            "guidance": guidance_set(asked.campaign.guidance_set),
            **more,
        },
    )


def _figure_page(
    request: HttpRequest, asked: Asked, found: FigureSet, path: str, *, kept: Kept | None
) -> HttpResponse:
    told = Disclosed(found, reader_in(asked.reach))
    first = path.split(".")[0]
    definition = found.definition(first)
    leaves = found.leaves(path)
    lines = {line.path: line for line in outline(told, first, asked.lang)}
    sums = [_sum_shown(declared, found) for declared in definition.sums]
    sealed = definition.sealed and not asked.reach.may(Right.SEE_CASES)
    open_leaves = [] if sealed else [leaf for leaf in leaves if not told.is_protected(leaf)]
    shown = {leaf: _rows_shown(found, kept, leaf, len(leaves), request) for leaf in open_leaves}
    owing = kept.units if kept else {file.unit for file in found.records.units}
    return render(
        request,
        "desk/numbers/figure.html",
        {
            "figures": found,
            "apart": kept is not None,
            "definition": definition,
            "basis": told.basis(first if kept else path),
            "sealed": sealed,
            "rule": told.rule(first),
            "sums": sums,
            "leaves": [
                {
                    "path": leaf,
                    "name": _leaf_name(leaf, lines, found),
                    "value": told.said(leaf).text(asked.lang),
                    **shown.get(leaf, {}),
                }
                for leaf in leaves
            ],
            "owing": owing,
            "joined": f"{asked.query}&" if asked.query else "?",
            "printed": [one for one in found.printed if one.path.split(".")[0] == first],
        },
    )


def _rows_shown(
    found: FigureSet, kept: Kept | None, leaf: str, leaves: int, request: HttpRequest
) -> dict[str, object]:
    """The rows of one number: beside others the first few and how many more, alone a page of them. Of what was counted apart beside others none."""
    asked_for = request.GET.get("trang")
    if kept is None:
        rows = found.rows(leaf)
        if leaves > 1:
            more = max(0, len(rows) - ROWS_BESIDE_OTHERS)
            return {"rows": rows[:ROWS_BESIDE_OTHERS], "more": more}
        page = Paginator(rows, ROWS_A_PAGE).get_page(asked_for)
        return {"rows": page.object_list, "page": page}
    if leaves > 1:
        return {"more": found.counted(leaf)}
    place = Paginator(range(kept.pages(leaf)), 1).get_page(asked_for)
    return {"rows": kept.rows(leaf, place.number), "page": place}


@dataclass(frozen=True, slots=True)
class _SumShown:
    """A sum that must agree, in words, and by the paths of its numbers."""

    words: Wording
    code: str


def _sum_shown(declared: Sum, figures: FigureSet) -> _SumShown:
    whole = _path_in_words(declared.whole, figures)
    parts = [_path_in_words(one, figures) for one in declared.parts]
    words = Wording(
        vi=f"{whole.vi} = {' + '.join(one.vi for one in parts)}",
        en=f"{whole.en} = {' + '.join(one.en for one in parts)}",
    )
    return _SumShown(words, f"{declared.whole} = {' + '.join(declared.parts)}")


def _path_in_words(path: str, figures: FigureSet) -> Wording:
    """A number by the title of its figure and the names of its parts; "*" is every part of a level."""
    code, *parts = path.split(".")
    names = campaign_names(figures.campaign)
    named = [_EACH if one == "*" else part_name(one, names) for one in parts]
    title = figures.definition(code).title
    return Wording(
        vi=f"{title.vi} ({', '.join(one.vi for one in named)})" if named else title.vi,
        en=f"{title.en} ({', '.join(one.en for one in named)})" if named else title.en,
    )


_EACH = Wording(vi="cộng lại", en="added up")


def _leaf_name(leaf: str, lines: Mapping[str, Line], figures: FigureSet) -> Wording:
    """What a number is called: as in the outline, with its figure's part above it where that says more."""
    names = campaign_names(figures.campaign)
    *above, last = leaf.split(".")
    own = lines[leaf].name if leaf in lines else part_name(last, names)
    outer = lines.get(".".join(above))
    if outer is None or outer.depth == 0:
        return own
    return Wording(vi=f"{outer.name.vi}: {own.vi}", en=f"{outer.name.en}: {own.en}")
