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
from tusoi.organisation.entry.tries import UNKNOWN
from tusoi.organisation.models import Account
from tusoi.values.clock import today

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""What a browser says of itself, and its name: in this order, for each says of itself to be the next as well."""
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
BACKEND = "django.contrib.auth.backends.ModelBackend"


def enter(request: HttpRequest, account: Account) -> None:
    """Open a session for an account that has shown its first factor; it has a key of its own from here on."""
    login(request, account, backend=BACKEND)
    held.begin(request, (grant.said for grant in asker_of(account, on=today()).grants))
    _list_session(request, account)


def _list_session(request: HttpRequest, account: Account) -> None:
    """The session stands on its holder's own list: since when, in which browser. No address of a machine is kept."""
    if not request.session.session_key:
        request.session.save()
    UserSession.objects.purge_and_list(account)
    UserSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": account,
            "ip": UNKNOWN,
            "user_agent": browser_named(request.META.get("HTTP_USER_AGENT", "")),
        },
    )


def browser_named(said: str) -> str:
    """A browser and the machine's system by their names; "" of one that says neither. The versions are not kept."""
    browser = next((name for sign, name in BROWSERS if sign in said), "")
    system = next((name for sign, name in SYSTEMS if sign in said), "")
    return ", ".join(filter(None, (browser, system)))


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
