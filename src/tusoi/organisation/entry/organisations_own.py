"""The organisation's own sign-in (OpenID Connect): out to its service, and back with what that says of who it is.

django-allauth holds the state, proves the code (PKCE) and reads the ID token's issuer, audience and time. It takes the
token unsigned, for it came over a connection of our own, and knows no nonce. Both are asked here, as is that the token and
what the service says of the user speak of one person.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import get_random_string, salted_hmac
from django.views.decorators.http import require_safe

from tusoi.organisation.access import NotThere
from tusoi.organisation.entry.entering import onward_of, refused_at_the_door

NOT_AS_PROMISED = (OSError, AttributeError, LookupError, TypeError, ValueError)
"""What a service that is away, or answers what no service should, comes to. A failed request is an OSError."""


@require_safe
def go(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Out to the service; it is told a nonce that belongs to this one way out.

    Raises:
        NotThere: no such service is set.
    """
    provider = _service(request, provider_id)
    state = get_random_string(32)
    try:
        with _as_promised():
            out: HttpResponseBase = provider.redirect(
                request,
                process=AuthProcess.LOGIN,
                next_url=onward_of(request),
                state_id=state,
                auth_params={"nonce": _nonce(state)},
            )
    except OAuth2Error:
        return refused_at_the_door("away")
    return out


@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from the service. `OrganisationAdapter` then opens a session, or the door says why not.

    Raises:
        NotThere: no such service is set.
    """
    _service(request, provider_id)
    told = _Told(request, provider_id)
    try:
        with _as_promised():
            told.access_token_url  # noqa: B018  what the service says of itself is asked for once, here
    except OAuth2Error:
        return refused_at_the_door("away")
    back: HttpResponseBase = OAuth2CallbackView.adapter_view(told)(request)
    return back


@contextmanager
def _as_promised() -> Iterator[None]:
    """Whatever the service does wrong is one fault, which allauth leads to the door.

    Raises:
        OAuth2Error: it is away, or answers what no service should.
    """
    try:
        yield
    except NOT_AS_PROMISED as fault:
        raise OAuth2Error(type(fault).__name__) from fault


class _Told(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth carries no types
    """What the service says of somebody, believed only as far as it is proved."""

    def parse_token(self, data: Any) -> SocialToken:
        with _as_promised():
            return super().parse_token(data)

    @_as_promised()
    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Who the ID token speaks of.

        Raises:
            OAuth2Error: there is no token, another key signed it, it is another's or too old, or its nonce went out with
                another state; the service says of the user that it is somebody else; it does not answer as it should.
        """
        claims = self._claims(app, kwargs["response"].get("id_token") or "")
        if claims.get("nonce") != _nonce(request.GET.get("state", "")):
            raise OAuth2Error("nonce")
        userinfo = self._fetch_user_info(token.token)
        if userinfo.get("sub") != claims["sub"]:
            raise OAuth2Error("sub")
        said = {"userinfo": userinfo, "id_token": claims}
        login: SocialLogin = self.get_provider().sociallogin_from_response(request, said)
        return login

    def _claims(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if "exp" not in claims:
            raise OAuth2Error("exp")
        return claims


def _service(request: HttpRequest, name: str) -> Any:
    try:
        return get_adapter().get_provider(request, name)
    except SocialApp.DoesNotExist:
        raise NotThere from None


def _nonce(state: str) -> str:
    """The nonce of a way out. Nothing keeps it: the state is one session's, is good once, and is looked at first."""
    return salted_hmac("tusoi.nonce", state, algorithm="sha256").hexdigest()
