"""Going through the door as people do: for tests that have it set in full."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from tusoi.organisation.actions import set_password
from tusoi.organisation.entry.links import link_for
from tusoi.organisation.models import Account
from tusoi.values.clock import now

PASSWORD = "một câu dài dễ nhớ"
STEP = 30
"""Seconds for which a code application shows one code."""


@dataclass
class Telephone:
    """A code application that took a secret over."""

    secret: str = ""

    def code(self, *, steps: int = 0) -> str:
        """What it shows now, or some steps of half a minute from now."""
        counter = int(now().timestamp()) // STEP + steps
        return str(format_hotp_value(hotp_value(self.secret, counter)))

    def wrong_codes(self) -> Iterator[str]:
        """Six digits each that it shows neither now nor in the two minutes around."""
        shown = {self.code(steps=one) for one in range(-2, 3)}
        return (one for one in map("{:06}".format, range(10**6)) if one not in shown)


def link_of(account: Account) -> str:
    """The path of a one-time link."""
    return urlsplit(link_for(account)).path


def signs_in(client: Client, account: Account, password: str = PASSWORD, onward: str = "/") -> str:
    """Where the door leads after name and password."""
    sent = {"name": account.name, "password": password, "next": onward}
    return client.post(reverse("sign-in"), sent).headers.get("Location", "")


def sets_up_an_application(client: Client) -> tuple[Telephone, tuple[str, ...]]:
    """The picture is scanned, the code typed; gives the telephone and the paper codes that were shown."""
    page = client.get(reverse("application"))
    telephone = Telephone(page.context["to_scan"].secret.replace(" ", ""))
    shown = client.post(reverse("application"), {"code": telephone.code()})
    return telephone, shown.context["codes"]


def in_full(account: Account) -> tuple[Client, Telephone]:
    """Somebody with a password and a code application, signed in in full."""
    set_password(account.name, PASSWORD)
    client = Client()
    signs_in(client, account)
    telephone, _codes = sets_up_an_application(client)
    return client, telephone
