"""Showing once more that it is still you, before an act that binds: the password, a code, a passkey."""

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest

from tusoi.organisation.entry import held
from tusoi.organisation.entry.factors import show_code, show_passkey
from tusoi.organisation.entry.tries import CODE, PASSWORD, tried
from tusoi.organisation.models import Account
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

PREFIX = "confirm-"
"""What the fields of a confirmation are called by, beside those of the form that waits."""


class NotConfirmed(Refused):
    """What was shown is not the account's."""


def password_of(request: HttpRequest, name: str, password: str) -> Account | None:
    """The account whose name and password these are; None where they are nobody's.

    Raises:
        TooManyTries: the account's door is shut.
    """

    def look(shown: HttpRequest) -> Account | None:
        shown.counted = True  # type: ignore[attr-defined]  # Django tells axes of a wrong one itself
        found = authenticate(shown, username=name, password=password)
        return found if isinstance(found, Account) else None

    return tried(request, PASSWORD, name, look)


def factor_of(request: HttpRequest, account: Account) -> bool:
    """Whether the form shows a second factor of the account: a passkey if there is one in it, else a code.

    Raises:
        TooManyTries: there were too many wrong codes.
    """
    credential = request.POST.get("credential") or request.POST.get(f"{PREFIX}credential", "")
    code = request.POST.get("code") or request.POST.get(f"{PREFIX}code", "")
    if credential:
        return bool(show_passkey(account, credential))
    return bool(tried(request, CODE, account.name, lambda _: show_code(account, code)))


def confirm(request: HttpRequest, account: Account) -> None:
    """Take the confirmation that the form carries; the session is fresh again.

    In a demonstration there is no password to ask for: one click is enough.

    Raises:
        NotConfirmed: it is none of the account's.
        TooManyTries: there were too many wrong ones.
    """
    password = request.POST.get(f"{PREFIX}password", "")
    if settings.DEMONSTRATION:
        good = True
    elif password:
        good = password_of(request, account.name, password) is not None
    else:
        good = factor_of(request, account)
    if not good:
        raise NotConfirmed(_NOT_CONFIRMED)
    held.confirm(request)


_NOT_CONFIRMED = Wording(
    vi="Mật khẩu hoặc mã không đúng; việc của bạn chưa được ghi. Xem lại bộ gõ rồi thử lại, những gì đã điền vẫn còn ở đây.",
    en="The password or the code is not right; your act is not recorded yet. Look at the keyboard and try again: all you filled in is still here.",
)
