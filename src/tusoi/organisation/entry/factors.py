"""The second factors of an account: a code application, passkeys, and paper codes in their stead.

The arithmetic and the rows are django-allauth's, their secrets encrypted (`adapters`). A code of the application is
taken once: the step of time it stands for is kept with the factor, under a lock, so that no process takes it again.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    clear_totp_secret,
    format_hotp_value,
    get_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as passkeys
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from tusoi.organisation.models import Account
from tusoi.values.clock import now
from tusoi.values.refusal import Refused
from tusoi.values.wording import Wording

MOST_PASSKEYS = 10
SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class LastFactor(Refused):
    """Without it nobody could sign in any more."""


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as its owner sees it."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account can show beside its password; `codes_left` None: no paper codes were made."""

    application_since: datetime | None
    passkeys: tuple[Passkey, ...]
    codes_left: int | None

    @property
    def any(self) -> bool:
        """Whether there is a second factor; paper codes alone are none."""
        return self.application_since is not None or bool(self.passkeys)


def factors_of(account: Account) -> Factors:
    """The account's factors. One query."""
    application, codes, keys = None, None, []
    for row in Authenticator.objects.filter(user=account).order_by("created_at"):
        if row.type == Authenticator.Type.TOTP:
            application = row.created_at
        elif row.type == Authenticator.Type.WEBAUTHN:
            keys.append(Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at))
        else:
            codes = len(row.wrap().get_unused_codes())
    return Factors(application, tuple(keys), codes)


def has_second_factor(account: Account) -> bool:
    """Whether the account has a code application or a passkey. One query."""
    return bool(Authenticator.objects.filter(user=account, type__in=SECOND).exists())


# The code application


@dataclass(frozen=True, slots=True)
class ToScan:
    """What the application is to take over: the secret in groups of four, as an address it opens, as a picture of that."""

    secret: str
    address: str
    picture: str


def to_scan(account: Account) -> ToScan:
    """A secret for the account, the same until it is taken over; the picture is an address that holds an SVG."""
    secret = get_totp_secret()
    adapter = get_adapter()
    address = adapter.build_totp_url(account, secret)
    svg = adapter.build_totp_svg(address)
    picture = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode("ascii")
    return ToScan(
        " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)), address, picture
    )


@transaction.atomic
def take_over_application(request: HttpRequest, account: Account, code: str) -> bool | None:
    """Make the application the account's, in place of one it had, if its code is right; None where it is not."""
    secret = get_totp_secret()
    step = _step_of(secret, code)
    if step is None:
        return None
    Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).delete()
    row = TOTP.activate(account, secret).instance
    row.data["step"] = step
    row.save(update_fields=["data"])
    clear_totp_secret(request)
    return True


@transaction.atomic
def show_code(account: Account, code: str) -> bool | None:
    """Take a code of the application, or a paper code, once; None where it is none of the account's."""
    said = "".join(code.split())
    rows = Authenticator.objects.select_for_update().filter(user=account)
    for row in rows.exclude(type=Authenticator.Type.WEBAUTHN):
        taken = _takes(row, said) if row.type == Authenticator.Type.TOTP else _is_paper(row, said)
        if taken:
            row.last_used_at = now()
            row.save(update_fields=["last_used_at", "data"])
            return True
    return None


def _takes(row: Authenticator, code: str) -> bool:
    step = _step_of(decrypt(row.data["secret"]), code)
    if step is None or step <= row.data.get("step", 0):
        return False
    row.data["step"] = step
    return True


def _is_paper(row: Authenticator, code: str) -> bool:
    codes = RecoveryCodes(row)
    taken = bool(codes.validate_code(code))
    row.data = codes.instance.data
    return taken


def _step_of(secret: str, code: str) -> int | None:
    """The step of time whose code this is, among this one and its neighbours."""
    said = "".join(code.split())
    for step in yield_hotp_counters_from_time():
        if constant_time_compare(said, format_hotp_value(hotp_value(secret, step))):
            return int(step)
    return None


# Paper codes


@transaction.atomic
def new_paper_codes(account: Account) -> tuple[str, ...]:
    """Ten codes, each good once; those before are no longer. They are shown now and never again."""
    Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).delete()
    return tuple(
        f"{code[:4]} {code[4:]}" for code in RecoveryCodes.activate(account).generate_codes()
    )


# Passkeys


def passkey_to_make(account: Account) -> str:
    """What the browser needs to make a passkey, as JSON."""
    return json.dumps(_plain(passkeys.begin_registration(account, passwordless=False)))


def passkey_to_show(account: Account) -> str:
    """What the browser needs to show one of the account's passkeys, as JSON."""
    return json.dumps(_plain(passkeys.begin_authentication(account)))


def add_passkey(account: Account, name: str, credential: str) -> bool | None:
    """Keep the passkey that the browser made; None where it is not what was asked for."""
    held = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN)
    said = _read(credential)
    if said is None or held.count() >= MOST_PASSKEYS:
        return None
    try:
        passkeys.parse_registration_response(said)
        passkeys.complete_registration(said)
    except (ValidationError, ValueError, TypeError, KeyError):
        return None
    passkeys.WebAuthn.add(account, name, said)
    return True


def show_passkey(account: Account, credential: str) -> bool | None:
    """Take what the browser showed of a passkey; None where it is none of the account's."""
    said = _read(credential)
    if said is None:
        return None
    try:
        passkeys.parse_authentication_response(said)
        row = passkeys.complete_authentication(account, said)
    except (ValidationError, ValueError, TypeError, KeyError):
        return None
    row.last_used_at = now()
    row.save(update_fields=["last_used_at"])
    return True


def take_passkey_away(account: Account, key: int) -> bool:
    """Take a passkey away; False where there is no such one.

    Raises:
        LastFactor: it is the only second factor.
    """
    row = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN, pk=key)
    if not row.exists():
        return False
    if Authenticator.objects.filter(user=account, type__in=SECOND).exclude(pk=key).exists():
        row.delete()
        return True
    raise LastFactor(_LAST)


def take_all_away(account: Account) -> None:
    """No factor is left: the next to sign in sets them up anew."""
    Authenticator.objects.filter(user=account).delete()


def _read(credential: str) -> dict[str, Any] | None:
    try:
        said = json.loads(credential)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _plain(options: Any) -> Any:
    """The browser's options as plain JSON values."""
    if isinstance(options, Mapping):
        return {str(key): _plain(value) for key, value in options.items()}
    if isinstance(options, list | tuple):
        return [_plain(one) for one in options]
    return options


_LAST = Wording(
    vi="Đây là cách xác nhận thứ hai duy nhất của bạn; thêm một cách khác trước rồi hãy bỏ.",
    en="This is your only second factor; add another before you take it away.",
)
