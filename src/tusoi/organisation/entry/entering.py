"""Going in: a session is opened for an account, in halves; and where somebody is led from the door."""

from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from tusoi.organisation.access import asker_of
from tusoi.organisation.entry import held
from tusoi.organisation.models import Account
from tusoi.values.clock import today

BACKEND = "django.contrib.auth.backends.ModelBackend"


def enter(request: HttpRequest, account: Account) -> None:
    """Open a session for an account that has shown its first factor; it has a key of its own from here on."""
    login(request, account, backend=BACKEND)
    held.begin(request, (grant.said for grant in asker_of(account, on=today()).grants))
    UserSession.objects.create_from_request(request)


def pass_second_factor(request: HttpRequest) -> None:
    """The session is full from here on, and has another key."""
    before = request.session.session_key
    held.pass_second_factor(request)
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def show_in(request: HttpRequest, onward: str) -> HttpResponse:
    """On to the page that was asked for, through the second step where it is wanted."""
    if held.wants_second_factor(request):
        return redirect(leading("second-step", onward))
    return redirect(onward)


def onward_of(request: HttpRequest) -> str:
    """The page asked for before signing in, if it is one of ours; else the first page."""
    said = request.POST.get("next") or request.GET.get("next") or "/"
    # Without its slash it would be read as the name of a page, and there is none of most names.
    ours = said.startswith("/") and url_has_allowed_host_and_scheme(said, allowed_hosts=None)
    return said if ours else "/"


def leading(page: str, onward: str) -> str:
    """The address of a page of the door that leads on to another."""
    return reverse(page) + (f"?{urlencode({'next': onward})}" if onward != "/" else "")


def refused_at_the_door(why: str) -> HttpResponse:
    """Back to the sign-in page, which says why."""
    return redirect(f"{reverse('sign-in')}?{urlencode({'why': why})}")
