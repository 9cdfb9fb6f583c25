"""Signing in and out."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tusoi.text.forms import tidy
from tusoi.values.wording import Wording


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


def _onward(request: HttpRequest) -> str:
    """The page asked for before signing in, if it is one of ours; else the first page."""
    said = request.POST.get("next") or request.GET.get("next") or "/"
    # Without its slash it would be read as the name of a page, and there is none of most names.
    ours = said.startswith("/") and url_has_allowed_host_and_scheme(said, allowed_hosts=None)
    return said if ours else "/"


_NOT_KNOWN = Wording(
    vi="Tên hoặc mật khẩu không đúng. Xem lại chữ hoa, chữ thường và bộ gõ rồi thử lại; nếu quên, nhờ người quản trị đặt lại.",
    en="The name or the password is not right. Look at capitals and the keyboard and try again; if it is forgotten, ask the administrator to set it anew.",
)
