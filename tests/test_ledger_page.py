"""The ledger's page says in words and in the reader's language what its entries hold in codes."""

import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import HCMC_CAMPAIGN, dung, kept_for_a_module, mai_loads_the_seed
from tests.pages import text
from tusoi.board.tests.told import published
from tusoi.campaigns.queries import campaign_view
from tusoi.desk.ledger_words import KEYS, UNSAID, shown_keys, shown_role
from tusoi.ledger.event import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        published()
        yield


def declared() -> Iterator[Event]:
    """Every act that a room may record, and so every key: an act writes none that it does not declare."""
    for app in apps.get_app_configs():
        if find_spec(f"{app.name}.events") is not None:
            yield from import_module(f"{app.name}.events").EVENTS


def test_every_key_that_an_act_may_write_has_a_name() -> None:
    written = {key for event in declared() for key in event.keys}
    assert len(written) > 40
    assert written - KEYS.keys() - set(UNSAID) == set()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", ("loại: việc khắc phục", "đồng ý: có", "số liệu đến: 17/12/2012")),
        ("en", ("kind: an item", "agreed: yes", "counted to: 17 December 2012")),
    ],
)
def test_codes_and_days_stand_in_words(lang: str, said: tuple[str, ...]) -> None:
    client = Client()
    client.force_login(dung())
    page = text(client.get(f"/dot/{HCMC_CAMPAIGN}/so-doi-chung/", {"lang": lang}))
    for one in said:
        assert f"<small>{one}</small>" in page
    particulars = " ".join(re.findall(r"<small>(.*?)</small>", page))
    assert not re.search(r"\d{4}-\d\d-\d\d", particulars)


def test_a_count_is_parted_and_a_body_is_called_by_its_name() -> None:
    campaign = campaign_view(HCMC_CAMPAIGN, known_by=None)
    [(_, size)] = shown_keys({"size": 1234567, "campaign": HCMC_CAMPAIGN}, campaign)
    assert (size.vi, size.en) == ("1.234.567", "1,234,567")
    [(_, body)] = shown_keys({"body": "inspection_commission"}, campaign)
    assert body == campaign.bodies["inspection_commission"]
    _, over = shown_role("discipline_authority:inspection_commission", campaign)
    assert over == campaign.bodies["inspection_commission"]
    _, unit = shown_role("unit_head:A47", campaign)
    assert unit.vi == "A47"
