"""What a session holds of its sign-in: the second factor, when somebody last confirmed, and the roles it was opened with."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tusoi.values.clock import now

KEY = "entry"
FRESH_FOR = timedelta(minutes=10)
"""How long a sign-in or a confirmation counts for acts that bind."""


def begin(request: HttpRequest, roles: Iterable[str]) -> None:
    """A password, a link or the organisation's own sign-in was right."""
    request.session[KEY] = {
        "second": False,
        "confirmed_at": now().timestamp(),
        "roles": sorted(roles),
    }


def wants_second_factor(request: HttpRequest) -> bool:
    """Whether the session is still half: nobody showed a second factor. The demonstration asks for none."""
    if not settings.FULL_SIGN_IN or settings.DEMONSTRATION:
        return False
    return not _held(request).get("second", False)


def pass_second_factor(request: HttpRequest) -> None:
    """A second factor was shown: the session is full, and has a new key."""
    request.session.cycle_key()
    _hold(request, second=True, confirmed_at=now().timestamp())


def is_fresh(request: HttpRequest) -> bool:
    """Whether somebody signed in or confirmed within the last minutes."""
    if not settings.FULL_SIGN_IN:
        return True
    confirmed_at = float(_held(request).get("confirmed_at", 0))
    return 0 <= now().timestamp() - confirmed_at < FRESH_FOR.total_seconds()


def confirm(request: HttpRequest) -> None:
    """Somebody showed just now that it is still them."""
    _hold(request, confirmed_at=now().timestamp())


def roles(request: HttpRequest) -> frozenset[str] | None:
    """The roles that the session was opened with or has seen come; None where it is bound to none."""
    said = _held(request).get("roles")
    return None if said is None else frozenset(said)


def bind_roles(request: HttpRequest, said: Iterable[str]) -> None:
    """Roles that came since: the session ends with these too."""
    _hold(request, roles=sorted(said))


def _held(request: HttpRequest) -> dict[str, Any]:
    return dict(request.session.get(KEY, {}))


def _hold(request: HttpRequest, **said: Any) -> None:
    request.session[KEY] = _held(request) | said
