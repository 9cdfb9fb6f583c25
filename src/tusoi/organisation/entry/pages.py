"""The pages of the door: signing in, the second step, a forgotten password, one's factors and sessions, resets."""

from typing import Any
from uuid import UUID

from allauth.socialaccount.adapter import get_adapter as organisation_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tusoi.organisation.access import (
    Account,
    NotThere,
    SecondFactorWanted,
    account_of,
    asker_in,
    language_of,
    signed_in,
)
from tusoi.organisation.actions import account_called, set_password
from tusoi.organisation.entry import factors, held
from tusoi.organisation.entry.confirming import factor_of, password_of
from tusoi.organisation.entry.entering import (
    enter,
    leading,
    onward_of,
    pass_second_factor,
    show_in,
)
from tusoi.organisation.entry.links import account_of_link, mail_link
from tusoi.organisation.entry.resets import allow_reset, resets_waiting
from tusoi.organisation.entry.tries import CODE, LINK, TooManyTries, remember_browser, tried
from tusoi.organisation.queries import contact_of
from tusoi.organisation.roles import Right
from tusoi.text.forms import tidy
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; then the second step, and on to the page that was asked for."""
    onward = onward_of(request)
    shown: dict[str, Any] = {"onward": onward, "organisation": _organisations_own(request)}
    if request.method != "POST":
        shown["error"] = WHY.get(request.GET.get("why", ""))
        return render(request, "organisation/sign_in.html", shown)
    name = tidy(request.POST.get("name", ""))[:80]
    try:
        account = password_of(request, name, request.POST.get("password", ""))
    except TooManyTries as shut:
        return _again(request, "organisation/sign_in.html", shown | {"name": name}, shut)
    if account is None:
        shown |= {"name": name, "error": _NOT_KNOWN}
        return render(request, "organisation/sign_in.html", shown, status=422)
    enter(request, account)
    return show_in(request, onward)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The session ends here."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    return redirect("sign-in")


@require_http_methods(BOTH)
def second_step(request: HttpRequest) -> HttpResponse:
    """A code or a passkey beside the password; whoever has neither yet is led to set one up."""
    account, onward = signed_in(request), onward_of(request)
    if not held.wants_second_factor(request):
        return redirect(onward)
    theirs = factors.factors_of(account)
    if not theirs.any:
        return redirect(leading("account", onward))
    shown = {"onward": onward, "factors": theirs}
    if request.method != "POST":
        return _second_step(request, account, shown)
    try:
        good = factor_of(request, account)
    except TooManyTries as shut:
        return _second_step(request, account, shown | {"error": shut.wording}, 422)
    if not good:
        return _second_step(request, account, shown | {"error": _NOT_SHOWN}, 422)
    return _let_in(request, account, onward)


def _second_step(
    request: HttpRequest, account: Account, shown: dict[str, Any], status: int = 200
) -> HttpResponse:
    if shown["factors"].passkeys:
        shown["options"] = factors.passkey_to_show(account)
    return render(request, "organisation/entry/second_step.html", shown, status=status)


def _let_in(request: HttpRequest, account: Account, onward: str) -> HttpResponse:
    """The session is full; the browser is known from now on."""
    pass_second_factor(request)
    response = redirect(onward)
    remember_browser(request, response, account.name)
    return response


@require_http_methods(BOTH)
def forgotten(request: HttpRequest) -> HttpResponse:
    """A link by mail to whoever has an address on record; the answer is the same for every name."""
    name = tidy(request.POST.get("name", ""))[:80]
    if request.method != "POST":
        return render(request, "organisation/entry/forgotten.html")
    if not name:
        return _again(request, "organisation/entry/forgotten.html", {}, Refused(_NAME_WANTED))

    def send(_shown: HttpRequest) -> None:
        account = account_called(name)
        if account is not None:
            mail_link(account)

    try:
        tried(request, LINK, name, send)  # each counts: nobody's mailbox is filled
    except TooManyTries as shut:
        return _again(request, "organisation/entry/forgotten.html", {"name": name}, shut)
    return render(request, "organisation/entry/forgotten.html", {"sent": True, "name": name})


@require_http_methods(BOTH)
def new_password(request: HttpRequest, about: str, token: str) -> HttpResponse:
    """The page of a one-time link: the account's holder sets its password, and goes in."""
    account = account_of_link(about, token)
    page = "organisation/entry/new_password.html"
    if account is None:
        return render(request, page, {"spent": True}, status=404)
    if request.method != "POST":
        return render(request, page, {"account": account})
    password = request.POST.get("password", "")
    try:
        if password != request.POST.get("again", ""):
            raise Refused(_NOT_THE_SAME)
        set_password(account.name, password)
    except Refused as refused:
        return _again(request, page, {"account": account}, refused)
    account.refresh_from_db()
    enter(request, account)
    return show_in(request, "/")


# One's own account


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """One's factors and sessions; whoever has no second factor yet is led through setting one up."""
    mine, half = _at_home(request), held.wants_second_factor(request)
    shown = {
        "factors": factors.factors_of(mine),
        "half": half,
        "sessions": _sessions(mine),
        "contact": contact_of(mine),
        "may_reset": not half and _may_reset(request),
        "onward": onward_of(request),
        "demonstration": settings.DEMONSTRATION,
    }
    return render(request, "organisation/entry/account.html", shown)


@require_http_methods(BOTH)
def application(request: HttpRequest) -> HttpResponse:
    """A picture for the code application to scan, and the first code from it."""
    mine, onward = _at_home(request), onward_of(request)
    shown = {"onward": onward, "to_scan": factors.to_scan(mine)}
    page = "organisation/entry/application.html"
    if request.method != "POST":
        return render(request, page, shown)
    code = request.POST.get("code", "")
    try:
        good = tried(
            request,
            CODE,
            mine.name,
            lambda _: factors.take_over_application(request, mine, code),
        )
    except TooManyTries as shut:
        return _again(request, page, shown, shut)
    if not good:
        return _again(request, page, shown, Refused(_NOT_THE_CODE))
    return _set_up(request, mine, onward, _APPLICATION_ADDED)


@require_http_methods(BOTH)
def passkeys(request: HttpRequest) -> HttpResponse:
    """One's passkeys: another one, or one less."""
    mine, onward = _at_home(request), onward_of(request)
    if request.method != "POST":
        return _passkeys(request, mine, onward)
    if away := request.POST.get("away", ""):
        try:
            gone = factors.take_passkey_away(mine, int(away) if away.isdecimal() else 0)
        except Refused as refused:
            return _passkeys(request, mine, onward, refused.wording)
        if gone:
            _say(request, _PASSKEY_GONE)
        return redirect("passkeys")
    name = tidy(request.POST.get("name", ""))[:60] or _A_PASSKEY.in_(language_of(request))
    if not factors.add_passkey(mine, name, request.POST.get("credential", "")):
        return _passkeys(request, mine, onward, _NO_PASSKEY)
    return _set_up(request, mine, onward, _PASSKEY_ADDED)


def _passkeys(
    request: HttpRequest, mine: Account, onward: str, error: Wording | None = None
) -> HttpResponse:
    shown = {
        "onward": onward,
        "factors": factors.factors_of(mine),
        "options": factors.passkey_to_make(mine),
        "error": error,
        "named": request.POST.get("name", "")[:60],
    }
    page = "organisation/entry/passkeys.html"
    return render(request, page, shown, status=422 if error else 200)


@require_POST
def paper_codes(request: HttpRequest) -> HttpResponse:
    """New paper codes, shown on this page and never again."""
    mine = _at_home(request)
    if not factors.has_second_factor(mine):
        return redirect("account")
    return _paper(request, mine, onward_of(request))


def _set_up(request: HttpRequest, mine: Account, onward: str, said: Wording) -> HttpResponse:
    """A factor was added. With the first come paper codes, and the session is full from here on."""
    _say(request, said)
    if factors.factors_of(mine).codes_left is not None:
        return redirect("account")
    if held.wants_second_factor(request):
        pass_second_factor(request)
    response = _paper(request, mine, onward)
    remember_browser(request, response, mine.name)
    return response


def _paper(request: HttpRequest, mine: Account, onward: str) -> HttpResponse:
    shown = {"codes": factors.new_paper_codes(mine), "onward": onward}
    return render(request, "organisation/entry/paper_codes.html", shown)


@require_POST
def sessions(request: HttpRequest) -> HttpResponse:
    """End one of one's other sessions, or all of them."""
    mine = _at_home(request)
    others = [one for one in UserSession.objects.purge_and_list(mine) if not one.is_current()]
    which = request.POST.get("which", "")
    ended = [one for one in others if which in ("all", str(one.pk))]
    for one in ended:
        one.end()
    _say(request, _ENDED.filled(count=len(ended)))
    return redirect("account")


@require_http_methods(BOTH)
def change_password(request: HttpRequest) -> HttpResponse:
    """Another password for oneself; every other session ends. The demonstration's cast has none, or its door would shut."""
    mine = _at_home(request)
    if settings.DEMONSTRATION:
        raise NotThere
    page = "organisation/entry/change_password.html"
    if request.method != "POST":
        return render(request, page)
    password = request.POST.get("password", "")
    try:
        if password != request.POST.get("again", ""):
            raise Refused(_NOT_THE_SAME)
        set_password(mine.name, password)
    except Refused as refused:
        return _again(request, page, {}, refused)
    mine.refresh_from_db()
    before = request.session.session_key
    update_session_auth_hash(request, mine)
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)
    _say(request, _PASSWORD_CHANGED)
    return redirect("account")


@require_http_methods(BOTH)
def resets(request: HttpRequest) -> HttpResponse:
    """For the inspection commission: who lost every factor, and waits for a second person to let them set up new ones."""
    account_of(request)
    if not _may_reset(request):
        raise NotThere
    asker, error = asker_in(request), None
    if request.method == "POST":
        try:
            theirs = allow_reset(_key(request), by=asker)
        except NotThere:
            raise
        except Refused as refused:
            error = refused.wording
        else:
            mailed = mail_link(theirs)
            _say(request, (_RESET_MAILED if mailed else _RESET_TOLD).filled(name=theirs.name))
            return redirect("resets")
    shown = {"waiting": resets_waiting(asker), "error": error}
    return render(request, "organisation/entry/resets.html", shown, status=422 if error else 200)


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("request", ""))
    except ValueError:
        raise NotThere from None


def _at_home(request: HttpRequest) -> Account:
    """Whose account it is: a full session, or a half one of somebody who has no second factor to show yet.

    Raises:
        NotSignedIn: nobody is signed in.
        SecondFactorWanted: there is a factor, and it was not shown.
    """
    try:
        return account_of(request)
    except SecondFactorWanted:
        mine = signed_in(request)
        if factors.has_second_factor(mine):
            raise
        return mine


def _sessions(mine: Account) -> list[dict[str, Any]]:
    return [
        {
            "id": one.pk,
            "since": one.created_at,
            "browser": one.user_agent,
            "here": one.is_current(),
        }
        for one in reversed(UserSession.objects.purge_and_list(mine))
    ]


def _may_reset(request: HttpRequest) -> bool:
    return asker_in(request).may_anywhere(Right.RESET_FACTORS)


def _organisations_own(request: HttpRequest) -> dict[str, str] | None:
    """The organisation's own sign-in, by its name and address; None where none is set."""
    if not settings.OIDC_ADDRESS:
        return None
    provider = organisation_adapter().get_provider(request, settings.OIDC_NAME)
    address = provider.get_login_url(request, next=onward_of(request))
    return {"title": settings.OIDC_TITLE, "address": str(address)}


def _again(
    request: HttpRequest, page: str, shown: dict[str, Any], refused: Refused
) -> HttpResponse:
    return render(request, page, shown | {"error": refused.wording}, status=422)


def _say(request: HttpRequest, said: Wording) -> None:
    messages.success(request, said.in_(language_of(request)))


_NOT_KNOWN = Wording(
    vi="Tên hoặc mật khẩu không đúng. Xem lại chữ hoa, chữ thường và bộ gõ rồi thử lại; nếu quên, dùng “Quên mật khẩu” ở dưới.",
    en="The name or the password is not right. Look at capitals and the keyboard and try again; if it is forgotten, use “Forgotten password” below.",
)
_ORGANISATION_REFUSED = Wording(
    vi="Hệ thống đăng nhập của cơ quan chưa cho vào, hoặc ở đây không có tài khoản mang tên ấy. Đăng nhập bằng mật khẩu, hoặc hỏi người quản trị.",
    en="The organisation's sign-in did not let you in, or there is no account of that name here. Sign in with a password, or ask the administrator.",
)
_ROLE_ENDED = Wording(
    vi="Một vai trò của bạn vừa hết nên phiên làm việc đã đóng. Đăng nhập lại để làm tiếp với các vai trò còn lại.",
    en="A role of yours has ended, and so has the session. Sign in again to go on with the roles you have.",
)
_ORGANISATION_AWAY = Wording(
    vi="Hệ thống đăng nhập của cơ quan không trả lời. Thử lại sau ít phút, hoặc đăng nhập bằng mật khẩu.",
    en="The organisation's sign-in does not answer. Try again in a few minutes, or sign in with a password.",
)
_UNSENT = Wording(
    vi="Phiên đăng nhập đã hết; điều vừa gửi chưa được ghi. Đăng nhập rồi bấm nút quay lại của trình duyệt (thường là hai lần) đến trang có biểu mẫu: phần lớn trình duyệt còn giữ chữ đã gõ ở đó.",
    en="You were signed out; what you just sent is not recorded. Sign in, then press the browser's back button (mostly twice) until you see the form: most browsers still have there what you typed.",
)
WHY = {
    "organisation": _ORGANISATION_REFUSED,
    "away": _ORGANISATION_AWAY,
    "role": _ROLE_ENDED,
    "unsent": _UNSENT,
}
"""Why somebody comes back to the door, by the word in the address."""
_NOT_SHOWN = Wording(
    vi="Mã hoặc khóa này không đúng, hoặc mã đã dùng rồi. Chờ mã mới (30 giây đổi một lần) rồi thử lại.",
    en="This code or key is not right, or the code was used already. Wait for the next code (there is a new one every 30 seconds) and try again.",
)
_NOT_THE_CODE = Wording(
    vi="Mã chưa đúng. Xem giờ của điện thoại có đúng không, rồi gõ mã đang hiện trong ứng dụng.",
    en="That is not the code. See whether the telephone's clock is right, then type the code the application shows now.",
)
_NO_PASSKEY = Wording(
    vi="Chưa thêm được khóa: trình duyệt chưa đưa khóa nào, hoặc khóa này không nhận được. Thử lại, hoặc dùng ứng dụng tạo mã.",
    en="No passkey was added: the browser gave none, or this one cannot be taken. Try again, or use a code application.",
)
_NAME_WANTED = Wording(vi="Hãy ghi tên tài khoản.", en="Write the account's name.")
_NOT_THE_SAME = Wording(
    vi="Hai lần gõ mật khẩu không giống nhau; hãy gõ lại cả hai ô.",
    en="The two passwords are not the same; type both again.",
)
_A_PASSKEY = Wording(vi="Khóa của tôi", en="My passkey")
_APPLICATION_ADDED = Wording(vi="Ứng dụng tạo mã đã sẵn sàng.", en="The code application is ready.")
_PASSKEY_ADDED = Wording(vi="Đã thêm khóa.", en="The passkey was added.")
_PASSKEY_GONE = Wording(vi="Đã bỏ khóa.", en="The passkey was taken away.")
_PASSWORD_CHANGED = Wording(
    vi="Đã đổi mật khẩu; các phiên khác đã đóng.",
    en="The password was changed; all other sessions have ended.",
)
_ENDED = Wording(vi="Số phiên đã đóng: {count}.", en="Sessions ended: {count}.")
_RESET_MAILED = Wording(
    vi="Đã xóa các cách xác nhận và mật khẩu của {name}; đường dẫn đặt lại đã gửi đến địa chỉ thư của người ấy.",
    en="The factors and the password of {name} are gone; a link to set them anew is on its way to their mail address.",
)
_RESET_TOLD = Wording(
    vi="Đã xóa các cách xác nhận và mật khẩu của {name}. Tài khoản chưa có địa chỉ thư: người quản trị in đường dẫn bằng lệnh tusoi account password.",
    en="The factors and the password of {name} are gone. The account has no mail address: the administrator prints a link with tusoi account password.",
)
