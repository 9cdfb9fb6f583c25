"""The first page: the campaigns one may enter; nobody signed in is shown the way in."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tusoi.campaigns.access import reach_of, seen_by
from tusoi.campaigns.asked import asker_on
from tusoi.campaigns.queries import CampaignView, campaign_views
from tusoi.desk.my_desk import desk_of
from tusoi.exchange.start import may_start
from tusoi.organisation.access import Asker, NotSignedIn, Right
from tusoi.site.demonstration import cast
from tusoi.values.clock import now, today


def _open_to(asker: Asker, views: Sequence[CampaignView]) -> Iterator[CampaignView]:
    """Those of the campaigns in which the asker sees something; host by host, in their order."""
    by_host: dict[str, list[CampaignView]] = {}
    for view in views:
        by_host.setdefault(view.host, []).append(view)
    seen = {
        code: reach
        for found in by_host.values()
        for code, reach in seen_by(asker, found, on=today()).items()
    }
    yield from (view for view in views if view.code in seen)


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
    open_to = list(_open_to(asker, views))
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
