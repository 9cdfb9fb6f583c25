"""The demonstration's open door: open where `tusoi demo` set it, and refused everywhere else."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from tests.cast import (
    BELOW,
    HCMC_CAMPAIGN,
    kept_for_a_module,
    mai,
    mai_loads_the_grassroots,
    mai_loads_the_seed,
)
from tusoi.organisation.actions import add_account, set_password
from tusoi.site.demonstration import cast, cast_the_players
from tusoi.site.safety.check import UnsafeConfiguration
from tusoi.site.safety.configured import CONFIGURED
from tusoi.site.safety.register import refuse_unsafe, unsafe

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai_loads_the_grassroots()
        cast_the_players(by=mai().pk)
        yield


@pytest.mark.parametrize("player", cast().players, ids=lambda player: player.slug)
def test_one_click_lets_each_of_the_cast_in(player: object, settings: Settings) -> None:
    settings.DEMONSTRATION = True
    client = Client()
    slug = getattr(player, "slug", "")
    assert f"/vao/thu/{slug}/" in client.get("/").content.decode()
    lands = BELOW if slug == "sau" else HCMC_CAMPAIGN
    inside = client.post(f"/vao/thu/{slug}/", follow=True)
    assert (inside.status_code, inside.redirect_chain[-1][0]) == (200, f"/dot/{lands}/")


def test_outside_a_demonstration_the_door_is_no_page_at_all() -> None:
    client = Client()
    assert client.get("/").status_code == 302
    assert client.post("/vao/thu/mai/").status_code == 404
    assert client.get("/dot/hcmc-2012/").status_code == 302


def test_nobody_who_is_not_of_the_cast_is_let_in(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    add_account("Hoa")
    for slug in ("hoa", "demo", "khong-co"):
        assert Client().post(f"/vao/thu/{slug}/").status_code == 404


def test_the_door_is_refused_where_somebody_has_a_password(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    assert spoken() == []
    set_password("Mai", "một câu dài dễ nhớ của Mai")
    assert spoken() == ["demonstration-real"]
    with pytest.raises(UnsafeConfiguration, match="password"):
        refuse_unsafe()
    assert Client().post("/vao/thu/mai/").status_code == 404


def test_the_door_is_refused_where_other_machines_reach_it(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    settings.ALLOWED_HOSTS = ["localhost", "tusoi.example.vn"]
    settings.HTTPS = True
    assert "demonstration-reached" in spoken()
    settings.DEMONSTRATION = False
    assert "demonstration-reached" not in spoken()


def spoken() -> list[str]:
    """The codes of what speaks against a start as the settings are, the folder of the tests apart."""
    return [found.code for found in unsafe(CONFIGURED) if found.code != "home-open"]
