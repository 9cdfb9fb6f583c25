"""How often each page asks the database: the same whatever the number of units, and less where nothing was written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from bench import country
from tests.cast import (
    figures_kept,
    kept_for_a_module,
    mai,
    mai_loads_the_hospital,
    mai_loads_the_seed,
)
from tusoi.organisation.actions import add_account, grant_role
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver

pytestmark = pytest.mark.django_db

CAMPAIGNS = {"hcmc-2012": "A47", "hospital-2026": "KHOA-NHI"}
"""136 units and 12; a unit of each."""
HOSTS = {"thanh-uy-tphcm": "A47", "benh-vien-song-xanh": "KHOA-NHI"}
"""The hosts of both, with the same units."""

QUERIES: dict[str, tuple[int, int]] = {
    "": (70, 9),
    "don-vi/UNIT/": (79, 14),
    "don-vi/UNIT/goi-y/": (86, 21),
    "don-vi/UNIT/tu-kiem-diem/": (94, 29),
    "don-vi/UNIT/dieu-kien/": (80, 15),
    "don-vi/UNIT/hop/": (83, 18),
    "don-vi/UNIT/bien-ban/": (90, 25),
    "don-vi/UNIT/khuyet-diem/": (80, 15),
    "don-vi/UNIT/giam-sat/": (94, 29),
    "don-vi/UNIT/khac-phuc/": (84, 19),
    "so-lieu/": (70, 5),
    "so-lieu/units_reviewed/": (70, 5),
    "to-cong-tac/": (69, 5),
    "khac-phuc/": (70, 6),
    "dong-deu/": (72, 8),
    "cac-cap-duoi/": (70, 5),
    "bao-cao/": (72, 11),
    "hoi-nghi/": (8, 6),
    "bang/": (10, 8),
    "so-doi-chung/": (10, 8),
}
"""By page of the campaign, for its office: asked for the first time after something was written, and again."""
MORE = {
    ("hospital-2026", "don-vi/UNIT/"): 2,
    ("hospital-2026", "don-vi/UNIT/khuyet-diem/"): 4,
    ("hospital-2026", "don-vi/UNIT/bien-ban/"): 17,
    (country.CODE, "don-vi/UNIT/bien-ban/"): 17,
    (country.CODE, "don-vi/UNIT/khuyet-diem/"): 2,
}
"""What is asked beside: for the round before, which the hospital names; for a redo of what is closed; of a review that has met."""
OUTSIDE: dict[tuple[str, Role], tuple[int, int]] = {
    ("/ban-lam-viec/", Role.UNIT_HEAD): (83, 19),
    ("/ho-so-cua-toi/", Role.UNIT_HEAD): (107, 43),
    ("/ban-lam-viec/", Role.CAMPAIGN_OFFICE): (78, 15),
    ("/ho-so-cua-toi/", Role.CAMPAIGN_OFFICE): (6, 5),
}
"""The pages outside a campaign, by whose they are: the head of one unit, the campaign's office.

Of 5,000 units `bench/measure_path.py` holds their number to that of 136.
"""


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        mai_loads_the_hospital()
        office, over = mai(), RoleOver("benh-vien-song-xanh")
        grant_role(Role.CAMPAIGN_OFFICE, to=office, over=over, since=date(2012, 1, 1), by=office.pk)
        yield


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def signed_in(role: Role, host: str, unit: str = "") -> Client:
    """A browser of somebody who has that role over the unit ("" the host), and no other."""
    account = add_account(f"{role}/{host}/{unit}")
    over = RoleOver(host, unit=unit)
    grant_role(role, to=account, over=over, since=date(2012, 1, 1), by=account.pk)
    client = Client()
    client.force_login(account)
    return client


def both_times(client: Client, address: str) -> tuple[int, int]:
    """Something is written, then nothing is."""
    add_account(f"Người thứ {Account.objects.count()}")
    return asked(client, address), asked(client, address)


def expected_of(campaign: str, page: str) -> tuple[int, int]:
    more, (first, again) = MORE.get((campaign, page), 0), QUERIES[page]
    return first + more, again + more


@pytest.mark.slow
def test_a_page_asks_as_often_for_5000_units(tmp_path: Path) -> None:
    client = Client()
    client.force_login(country.load(tmp_path / "nuoc", 5_000))
    counted = {
        page: both_times(client, f"/dot/{country.CODE}/{page.replace('UNIT', country.UNIT)}")
        for page in QUERIES
    }
    assert counted == {page: expected_of(country.CODE, page) for page in QUERIES}


@pytest.mark.parametrize("page", QUERIES)
@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_a_page_asks_as_often_for_twelve_units_as_for_136(campaign: str, page: str) -> None:
    client = Client()
    client.force_login(mai())
    address = f"/dot/{campaign}/{page.replace('UNIT', CAMPAIGNS[campaign])}"
    assert both_times(client, address) == expected_of(campaign, page)


@pytest.mark.parametrize("host", HOSTS)
def test_a_page_outside_asks_as_often_for_twelve_units_as_for_136(host: str) -> None:
    assert outside(host, HOSTS[host]) == OUTSIDE


def outside(host: str, unit: str) -> dict[tuple[str, Role], tuple[int, int]]:
    """How often each page outside a campaign asks, for the head of a unit and for the office of its host."""
    clients = {
        Role.UNIT_HEAD: signed_in(Role.UNIT_HEAD, host, unit),
        Role.CAMPAIGN_OFFICE: signed_in(Role.CAMPAIGN_OFFICE, host),
    }
    return {(page, role): both_times(clients[role], page) for page, role in OUTSIDE}
