"""The first page: the campaigns one may enter; nobody signed in is shown the way in."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tusoi.campaigns.access import Reach, reaches_into
from tusoi.campaigns.asked import asker_on
from tusoi.campaigns.queries import campaign_views
from tusoi.desk.my_desk import desk_of
from tusoi.exchange.start import may_start
from tusoi.organisation.access import Asker, NotSignedIn, Right, RoleEnded
from tusoi.organisation.roles import Role
from tusoi.site.demonstration import cast
from tusoi.values.clock import now, today


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """The desk for whoever has something waiting; else the campaigns the reader may enter, or the one. Nobody yet: the sign-in page, or the cast."""
    try:
        asker = asker_on(request)
    except RoleEnded:
        raise
    except NotSignedIn:
        if settings.DEMONSTRATION:
            return render(request, "site/cast.html", {"cast": cast()})
        return redirect("sign-in")
    reaches = reaches_into(asker, campaign_views(known_by=now()), on=today())
    open_to = [reach.campaign for reach in reaches]
    started_here = may_start(asker)
    if open_to and not started_here and _goes_to_the_desk(asker, reaches):
        return redirect("my-desk")
    if len(open_to) == 1 and not started_here:
        return redirect("wall", code=open_to[0].code)
    administers = any(grant.role is Role.ADMINISTRATOR for grant in asker.grants)
    shown = {"campaigns": open_to, "may_start": started_here, "administers": administers}
    return render(request, "site/campaigns.html", shown)


def _goes_to_the_desk(asker: Asker, reaches: Sequence[Reach]) -> bool:
    """Whether somebody begins at the desk: whoever watches no campaign as a whole, and has something waiting there."""
    watches = any(reach.may(Right.SEE_WHOLE) for reach in reaches)
    return not watches and bool(desk_of(asker, on=today(), known_by=now()).lines)
