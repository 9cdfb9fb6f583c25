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
    """The desk for whoever has something waiting; else the campaigns the reader may enter, or the one. Nobody yet: the sign-in page, or the cast."""
    try:
        asker = asker_on(request)
    except NotSignedIn:
        if settings.DEMONSTRATION:
            return render(request, "site/cast.html", {"cast": cast()})
        return redirect("sign-in")
    views = campaign_views(known_by=now())
    open_to = list(_open_to(asker, views))
    started_here = may_start(asker)
    if open_to and not started_here and _goes_to_the_desk(asker, open_to):
        return redirect("my-desk")
    if len(open_to) == 1 and not started_here:
        return redirect("wall", code=open_to[0].code)
    return render(request, "site/campaigns.html", {"campaigns": open_to, "may_start": started_here})


def _goes_to_the_desk(asker: Asker, open_to: Sequence[CampaignView]) -> bool:
    """Whether somebody begins at the desk: whoever watches no campaign as a whole, and has something waiting there."""
    watches = any(reach_of(asker, view, on=today()).may(Right.SEE_WHOLE) for view in open_to)
    return not watches and bool(desk_of(asker, on=today(), known_by=now()).lines)
