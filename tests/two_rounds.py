"""Two campaigns of the hospital, one after the other, and somebody who reads them."""

from datetime import date

from django.test import Client

from tests.cast import EXAMPLES, HOSPITAL, OCT_20, five_o_clock, mai_loads
from tusoi.organisation.actions import add_account, grant_role
from tusoi.organisation.roles import Role, RoleOver

HOST = "benh-vien-song-xanh"
ON = {"as_of": "2026-10-20"}
"""The day on which they are read."""


def mai_loads_both() -> None:
    """The campaign of 2025 as told at its end, then that of 2026."""
    before = (EXAMPLES / "hospital-2025", five_o_clock(date(2026, 6, 30)))
    mai_loads([before, (HOSPITAL, five_o_clock(OCT_20))])


def reader(role: Role = Role.CAMPAIGN_OFFICE, *, unit: str = "", campaign: str = "") -> Client:
    """A browser of somebody who has that role alone."""
    account = add_account(f"{role}{unit}{campaign}")
    over = RoleOver(HOST, unit=unit, campaign=campaign)
    grant_role(role, to=account, over=over, since=date(2012, 1, 1), by=account.pk)
    client = Client()
    client.force_login(account)
    return client
