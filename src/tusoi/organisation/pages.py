"""Signing in and out; where one's weekly mail goes."""

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tusoi.organisation.access import account_of
from tusoi.organisation.actions import tell_contact
from tusoi.organisation.queries import contact_of
from tusoi.text.forms import tidy
from tusoi.values.refusal import Refused
from tusoi.values.wording import LANGUAGES, Wording


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; then on to the page that was asked for."""
    onward = _onward(request)
    if request.method != "POST":
        return render(request, "organisation/sign_in.html", {"onward": onward})
    name = tidy(request.POST.get("name", ""))[:80]
    account = authenticate(request, username=name, password=request.POST.get("password", ""))
    if account is None:
        shown = {"onward": onward, "name": name, "error": _NOT_KNOWN}
        return render(request, "organisation/sign_in.html", shown, status=422)
    login(request, account)
    return redirect(onward)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The session ends here."""
    logout(request)
    return redirect("sign-in")


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Where the reader's own weekly mail goes, and in which language; nobody else's."""
    account = account_of(request)
    known = contact_of(account)
    if request.method != "POST":
        shown = {"email": known.email if known else "", "language": known.language if known else ""}
        return render(request, "organisation/contact.html", shown)
    email, language = request.POST.get("email", "")[:400], request.POST.get("language", "")
    try:
        tell_contact(account, email, language, by=account.pk)
    except Refused as refused:
        again = {"email": email, "language": language, "fault": refused.wording}
        return render(request, "organisation/contact.html", again, status=422)
    said = _MAIL_TO.filled(email=tidy(email)) if tidy(email) else _NO_MAIL
    messages.success(request, said.in_(str(getattr(request, "lang", LANGUAGES[0]))))
    return redirect("contact")


def _onward(request: HttpRequest) -> str:
    """The page asked for before signing in, if it is one of ours; else the first page."""
    said = request.POST.get("next") or request.GET.get("next") or "/"
    # Without its slash it would be read as the name of a page, and there is none of most names.
    ours = said.startswith("/") and url_has_allowed_host_and_scheme(said, allowed_hosts=None)
    return said if ours else "/"


_MAIL_TO = Wording(
    vi="Thư nhắc hằng tuần sẽ gửi đến {email}.", en="The weekly mail goes to {email}."
)
_NO_MAIL = Wording(vi="Sẽ không gửi thư nhắc cho bạn.", en="No weekly mail will be sent to you.")
_NOT_KNOWN = Wording(
    vi="Tên hoặc mật khẩu không đúng. Xem lại chữ hoa, chữ thường và bộ gõ rồi thử lại; nếu quên, nhờ người quản trị đặt lại.",
    en="The name or the password is not right. Look at capitals and the keyboard and try again; if it is forgotten, ask the administrator to set it anew.",
)
