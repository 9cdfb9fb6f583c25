"""The first page: the campaigns one may enter; nobody signed in is shown the way in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tusoi.campaigns.access import reach_of
from tusoi.campaigns.asked import asker_on
from tusoi.campaigns.queries import CampaignView, campaign_views
from tusoi.desk.my_desk import desk_of
from tusoi.exchange.start import may_start
from tusoi.organisation.access import Asker, NotSignedIn, Right
from tusoi.site.demonstration import cast
from tusoi.values.clock import now, today


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """The campaigns the reader may enter; with one alone, the desk or that one's wall. Nobody yet: the sign-in page, or the cast."""
    try:
        asker = asker_on(request)
    except NotSignedIn:
        if settings.DEMONSTRATION:
            return render(request, "site/cast.html", {"cast": cast()})
        return redirect("sign-in")
    views = campaign_views(known_by=now())
    open_to = [view for view in views if reach_of(asker, view, on=today()).units() != frozenset()]
    started_here = may_start(asker)
    if len(open_to) == 1 and not started_here:
        return _onto(asker, open_to[0])
    return render(request, "site/campaigns.html", {"campaigns": open_to, "may_start": started_here})


def _onto(asker: Asker, campaign: CampaignView) -> HttpResponse:
    """The one campaign of a reader: its wall for whoever watches the whole, else the desk if anything waits there."""
    watches = reach_of(asker, campaign, on=today()).may(Right.SEE_WHOLE)
    if not watches and desk_of(asker, on=today(), known_by=now()).lines:
        return redirect("my-desk")
    return redirect("wall", code=campaign.code)
