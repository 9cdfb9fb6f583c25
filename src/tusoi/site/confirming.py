"""Acts that bind are confirmed: whoever signed in a while ago shows once more that it is still them.

Which acts these are stands here, and nowhere else. The form that was sent waits on the page that asks, field by field,
and goes on as it was sent: nothing typed is lost, and nothing of it is kept on the server meanwhile.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from tusoi.organisation.access import Account
from tusoi.organisation.entry import held
from tusoi.organisation.entry.confirming import PREFIX, confirm
from tusoi.organisation.entry.factors import factors_of, passkey_to_show
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

Binds = Callable[[Mapping[str, Any], QueryDict], bool]
"""Whether a form sent to an address binds, by the parts of the address and what was sent."""


def _always(_parts: Mapping[str, Any], _sent: QueryDict) -> bool:
    return True


def _slug(*slugs: str) -> Binds:
    return lambda parts, _sent: parts.get("slug") in slugs


def _field(name: str, *words: str) -> Binds:
    """One of the words stands in a field; without a word: the field is there at all."""
    return lambda _parts, sent: sent.get(name) in words if words else name in sent


BINDING: Mapping[str, Binds] = {
    "act": _slug("ket-luan", "trach-nhiem", "nghiem-trong", "bien-ban"),
    "minutes": _field("viec", "ky"),
    "supervision": _field("conclude"),
    "second-reading": _field("conclude"),
    "gates": _field("what", "allow"),
    "case-act": _slug(
        "ket-luan", "thong-bao", "bieu-quyet", "quyet-dinh", "giai-quyet", "sua", "phuc-hoi"
    ),
    # Not with a record that two trustees have signed: a file cannot wait here.
    "sealed-trustees": _field("act", "destroy"),
    "item": _field("do", "xac-minh", "tra-lai", "dong-y-han"),
    "practice": _field("do", "kiem-tra", "tra-lai"),
    "handovers": _always,
    "draft-approve": _always,
    "publication": _field("what", "agree"),
    "removal": _field("what", "agree"),
    "role-decide": _always,
    "relation-back": _always,
    "retention": _field("what", "lift"),
    "application": _always,
    "passkeys": _always,
    "paper-codes": _always,
    "change-password": _always,
    "resets": _always,
}
"""By the name of the address. Signing, concluding, giving notice, deciding, approving, allowing, lifting; and changing one's own factors."""


class ConfirmMiddleware:
    """Asks before a form that binds goes on, where the session is not fresh."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        """The page that asks; None lets the form go on."""
        account = getattr(request, "user", None)
        if not isinstance(account, Account) or not _asks(request, kwargs):
            return None
        if not any(name.startswith(PREFIX) for name in request.POST):
            return _page(request, account)
        try:
            confirm(request, account)
        except Refused as refused:
            return _page(request, account, refused.wording)
        request.POST = _waiting(request)  # type: ignore[assignment]
        return None


def _asks(request: HttpRequest, parts: Mapping[str, Any]) -> bool:
    """Whether this is a form that binds, in a session that is full and no longer fresh."""
    binds = BINDING.get(request.resolver_match.url_name or "") if request.resolver_match else None
    if request.method != "POST" or binds is None or not binds(parts, request.POST):
        return False
    return not held.wants_second_factor(request) and not held.is_fresh(request)


def _page(request: HttpRequest, account: Account, error: Wording | None = None) -> HttpResponse:
    theirs = factors_of(account)
    shown = {
        "waiting": [(name, one) for name, said in _waiting(request).lists() for one in said],
        "error": error,
        "factors": theirs,
        "password": account.has_usable_password(),
        "options": passkey_to_show(account) if theirs.passkeys else "",
        "demonstration": settings.DEMONSTRATION,
    }
    return render(request, "organisation/entry/confirm.html", shown, status=422)


def _waiting(request: HttpRequest) -> QueryDict:
    """What was sent, without what confirms it."""
    waiting = request.POST.copy()
    for name in list(waiting):
        if name.startswith(PREFIX) or name == "csrfmiddlewaretoken":
            del waiting[name]
    return waiting
