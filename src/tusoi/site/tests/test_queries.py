"""How often each page asks the database: the same whatever the number of units, and less where nothing was written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from bench.measure_growth import write
from tests.cast import (
    figures_kept,
    kept_for_a_module,
    mai,
    mai_loads_the_hospital,
    mai_loads_the_seed,
)
from tusoi.exchange.actions import load_folder
from tusoi.figures import engine
from tusoi.organisation.actions import grant_role
from tusoi.organisation.roles import Role, RoleOver

pytestmark = pytest.mark.django_db

CAMPAIGNS = {"hcmc-2012": "A47", "hospital-2026": "KHOA-NHI"}
"""136 units and 12; a unit of each."""

QUERIES: dict[str, tuple[int, int]] = {
    "": (43, 8),
    "don-vi/UNIT/": (43, 8),
    "so-lieu/": (41, 6),
    "so-lieu/units_reviewed/": (41, 6),
    "to-cong-tac/": (41, 6),
    "khac-phuc/": (41, 6),
    "bao-cao/": (43, 8),
    "hoi-nghi/": (6, 6),
    "bang/": (5, 5),
    "so-doi-chung/": (8, 8),
}
"""By page: asked for the first time after something was written, and again."""


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


@pytest.mark.slow
def test_a_page_asks_as_often_for_5000_units(tmp_path: Path) -> None:
    write(tmp_path / "do", 5_000)
    office = mai()
    load_folder(tmp_path / "do", by=office.pk)
    over = RoleOver("do")
    grant_role(Role.CAMPAIGN_OFFICE, to=office, over=over, since=date(2012, 1, 1), by=office.pk)
    client = Client()
    client.force_login(office)
    for page, expected in QUERIES.items():
        address = f"/dot/do/{page.replace('UNIT', 'U000001')}"
        engine.forget()
        assert (asked(client, address), asked(client, address)) == expected, page


@pytest.mark.parametrize("page", QUERIES)
@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_a_page_asks_as_often_for_twelve_units_as_for_136(campaign: str, page: str) -> None:
    client = Client()
    client.force_login(mai())
    address = f"/dot/{campaign}/{page.replace('UNIT', CAMPAIGNS[campaign])}"
    engine.forget()
    assert (asked(client, address), asked(client, address)) == QUERIES[page]
