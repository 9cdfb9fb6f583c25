"""The first page: the campaigns one may enter; nobody signed in is shown the way in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tusoi.campaigns.access import reach_of
from tusoi.campaigns.asked import asked_of, asker_on
from tusoi.campaigns.queries import campaign_views
from tusoi.exchange.start import may_start
from tusoi.figures.engine import figures_of
from tusoi.organisation.access import NotSignedIn, Right
from tusoi.reports.actions import interim_document, ledger_line, word_file
from tusoi.site.demonstration import CAST
from tusoi.values.clock import now, today

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """The campaigns the reader may enter; with one alone, that one. Nobody yet: the sign-in page, or the cast."""
    try:
        asker = asker_on(request)
    except NotSignedIn:
        if settings.DEMONSTRATION:
            return render(request, "site/cast.html", {"cast": CAST})
        return redirect("sign-in")
    views = campaign_views(known_by=now())
    open_to = [view for view in views if reach_of(asker, view, on=today()).units() != frozenset()]
    started_here = may_start(asker)
    if len(open_to) == 1 and not started_here:
        return redirect("wall", code=open_to[0].code)
    return render(request, "site/campaigns.html", {"campaigns": open_to, "may_start": started_here})


@require_safe
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The interim report as a page."""
    asked = asked_of(request, code, of_the_return=True)
    asked.reach.require(Right.SEE_WHOLE)
    figures = figures_of(code, as_of=asked.as_of, known_by=asked.known_by)
    witness = ledger_line(figures, lang=asked.lang)
    document = interim_document(figures, lang=asked.lang, ledger_line=witness)
    return render(request, "site/report.html", {"figures": figures, "document": document})


@require_safe
def report_word(request: HttpRequest, code: str) -> HttpResponse:
    """The interim report as a Word file."""
    asked = asked_of(request, code, of_the_return=True)
    asked.reach.require(Right.SEE_WHOLE)
    figures = figures_of(code, as_of=asked.as_of, known_by=asked.known_by)
    witness = ledger_line(figures, lang=asked.lang)
    name, content = word_file(figures, lang=asked.lang, ledger_line=witness)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=WORD, headers=headers)
