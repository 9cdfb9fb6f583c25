"""The public's pages: campaigns, a campaign's board, an item, a report, the figures, and where open data lies.

Everything is answered to everybody alike, and the door keeps it (`doorway.py`).
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tusoi.board.answering import answer_question
from tusoi.board.queries import campaigns_published
from tusoi.board.rules.catalogue import FIGURES
from tusoi.board.shown import GROUND_WORDING, PIECE_WORDING, Board, PublicItem, board_of, found_in
from tusoi.campaigns.queries import campaign_views
from tusoi.figures.disclosed import Disclosed, Reader
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.kept import figures_kept
from tusoi.figures.outline import outline
from tusoi.organisation.access import NotThere, language_of
from tusoi.reports.queries import witnesses_of
from tusoi.text.forms import sort_key
from tusoi.values.clock import now, today
from tusoi.values.wording import LANGUAGES, Wording

SOUGHT_LONGEST = 200
STAGES = {
    "planned": Wording(vi="chưa bắt đầu", en="not begun"),
    "in_progress": Wording(vi="đang làm", en="in progress"),
    "claimed": Wording(vi="nơi làm báo xong, chờ xác minh", en="claimed, waits to be verified"),
    "verified": Wording(vi="đã xác minh", en="verified"),
    "overdue": Wording(vi="quá hạn", en="overdue"),
    "disputed": Wording(vi="người dân nói chưa xong", en="still not fixed, people say"),
}


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """The campaigns of which something is public."""
    published = campaigns_published()
    there = [one for one in campaign_views(known_by=now()) if one.code in published]
    return _shown(request, "board/campaigns.html", None, {"campaigns": there})


@require_safe
def board(request: HttpRequest, code: str) -> HttpResponse:
    """The board: every published item by area, those alone that are sought, and the reports."""
    board = _board(code)
    sought, only = request.GET.get("tim", "")[:SOUGHT_LONGEST], request.GET.get("buoc", "")
    there = [one for one in board.items if one.whole_taken is None and _is(one, only)]
    found = found_in(there, sought)
    shown = {
        "areas": _by_area(found, language_of(request)),
        "found": len(found),
        "gone": [one for one in board.items if one.whole_taken is not None],
        "sought": sought,
        "only": only if only in STAGES else "",
        "stages": STAGES,
        "counts": board.counts,
        "narrowed": bool(sought or only in STAGES),
    }
    return _shown(request, "board/board.html", board, shown)


@require_safe
def item(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One item: its words, the three views, every deadline it had, and the question where it is asked."""
    board = _board(code)
    shown = {
        "item": board.item(number),
        "stages": STAGES,
        "recorded": request.GET.get("da-ghi") == "1",
    }
    return _shown(request, "board/item.html", board, shown)


@require_POST
def answer(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One who is affected says that it is put right, or still is not; then back to the item."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise NotThere  # pressed by a page of another site, not by its reader
    answer_question(_board(code), number, request.POST.get("tra-loi", ""))
    lang = language_of(request)
    language = "&lang=en" if lang != LANGUAGES[0] else ""
    response = redirect(f"{reverse('public-item', args=[code, number])}?da-ghi=1{language}")
    response.status_code = 303
    return response


@require_safe
def report(request: HttpRequest, code: str, record: str) -> HttpResponse:
    """A published report, as it was approved: as of when, how counted, and by what it can be verified."""
    board = _board(code)
    found = board.report(record)
    document = None if found.whole_taken else found.document(language_of(request))
    shown = {"report": found, "document": document, "witnessed": witnesses_of(found.draft)}
    return _shown(request, "board/report.html", board, shown)


@require_safe
def figures(request: HttpRequest, code: str) -> HttpResponse:
    """The open figures, each with its definition: those of the report published last."""
    board = _board(code)
    found, lang = open_figures(board), language_of(request)
    shown = {
        "report": board.newest_report,
        "outlines": [
            (found.definition(one), list(outline(Disclosed(found, Reader.PUBLIC), one, lang)))
            for one in FIGURES
            if found and one in found.parts
        ],
    }
    return _shown(request, "board/figures.html", board, shown)


@require_safe
def open_data(request: HttpRequest, code: str) -> HttpResponse:
    """Where the board's data lies, in which forms, and under which licence."""
    shown = {"licence": settings.DATA_LICENCE, "address": settings.ADDRESS}
    return _shown(request, "board/open_data.html", _board(code), shown)


def open_figures(board: Board) -> FigureSet | None:
    """The figures of the report published last, counted as everywhere; None while no report is public."""
    newest = board.newest_report
    if newest is None:
        return None
    as_of, known_by = newest.draft.as_of, newest.draft.known_by
    return figures_kept(board.campaign.code, as_of=as_of, known_by=known_by)


def _board(code: str) -> Board:
    return board_of(code, as_of=today(), known_by=now())


def _is(item: PublicItem, only: str) -> bool:
    if only in ("overdue", "disputed"):
        return bool(getattr(item, only))
    return only not in STAGES or item.stage == only


def _by_area(items: Iterable[PublicItem], lang: str) -> list[tuple[str, list[PublicItem]]]:
    """By area, as the reader's language names it where somebody did, in the dictionary's order; those without one last."""

    def named(one: PublicItem) -> str:
        return (one.area_en if lang == "en" else "") or one.area

    def place(one: PublicItem) -> tuple[bool, str]:
        return not one.area, sort_key(named(one))

    there = sorted(items, key=place)  # the sort keeps the order of numbers within an area
    return [(named(found[0]), found) for found in (list(g) for _, g in groupby(there, key=place))]


def _shown(
    request: HttpRequest, template: str, board: Board | None, shown: Mapping[str, object]
) -> HttpResponse:
    lang = language_of(request)
    frame = {
        "board": board,
        "carry": "?lang=en" if lang != LANGUAGES[0] else "",
        "today": today(),
        "grounds": GROUND_WORDING,
        "pieces": PIECE_WORDING,
    }
    return render(request, template, {**frame, **shown})
