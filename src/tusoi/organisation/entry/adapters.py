"""What django-allauth asks of this house: secrets encrypted, accounts made by us alone."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from tusoi.organisation.entry.entering import enter, refused_at_the_door, show_in
from tusoi.organisation.models import Account


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """Secrets of factors lie encrypted with a key that comes from the signing key."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode("ascii")).decode()

    def get_totp_issuer(self) -> str:
        return "Tự Soi"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Tự Soi"}


def _box() -> Fernet:
    """The box for secrets; without the signing key it does not open, and factors are set up anew."""
    key = salted_hmac("tusoi.factors", "1", secret=settings.SECRET_KEY, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody makes an account for themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class OrganisationAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Sign-in by the organisation's own service: it says who somebody is, never that there is an account.

    On the first time the account is found by its name in the claim of `TUSOI_OIDC_CLAIM` and bound to the service's own
    number for the person; from then on the number alone counts. Nothing else that the service says is kept.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        account = self._bound(sociallogin) if sociallogin.is_existing else self._bind(sociallogin)
        if account is None:
            raise ImmediateHttpResponse(refused_at_the_door("organisation"))
        enter(request, account)
        raise ImmediateHttpResponse(show_in(request, sociallogin.get_redirect_url(request) or "/"))

    def _bound(self, sociallogin: SocialLogin) -> Account:
        SocialAccount.objects.filter(pk=sociallogin.account.pk).update(extra_data={})
        return Account.objects.get(pk=sociallogin.account.user_id)

    def _bind(self, sociallogin: SocialLogin) -> Account | None:
        told = sociallogin.account.extra_data
        said = {**told.get("id_token", {}), **told.get("userinfo", {})}
        name = str(said.get(settings.OIDC_CLAIM) or "")
        account = Account.objects.called(name)
        if account is None or SocialAccount.objects.filter(user=account).exists():
            return None
        bound = SocialAccount(user=account, extra_data={})
        bound.provider, bound.uid = sociallogin.account.provider, sociallogin.account.uid
        bound.save()
        return account

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        raise ImmediateHttpResponse(refused_at_the_door("organisation"))
