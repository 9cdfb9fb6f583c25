"""Signing in by the organisation's own service, against one on this machine: the whole way, and everything that is refused."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from tests.door import in_full
from tests.openid_provider import CLIENT, SECRET, Service, key, service
from tusoi.organisation.actions import add_account
from tusoi.organisation.entry import organisations_own
from tusoi.organisation.models import Account
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db
OUT, DOOR = "/vao/qua/co-quan/", "/vao/?why=organisation"


@pytest.fixture(scope="module")
def running() -> Iterator[Service]:
    with service() as found:
        yield found


@pytest.fixture
def theirs(settings: Settings, running: Service) -> Iterator[Service]:
    with running.as_it_should_be() as found:
        settings.FULL_SIGN_IN = True
        settings.OIDC_ADDRESS = found.address
        app = settings.ORGANISATIONS_OWN | {
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": found.address},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
        }
        yield found


@pytest.fixture
def lan() -> Account:
    return add_account("Lan")


def comes_back(client: Client, theirs: Service, *, onward: str = "/") -> str:
    """Out to the service, signed in there, and back: where the door leads."""
    asked = client.get(OUT, {"next": onward})
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith(f"{theirs.address}/authorize?")
    return str(client.get(theirs.sent_back(asked.headers["Location"])).headers["Location"])


def is_nobody(client: Client) -> bool:
    """Whether no session was opened, and nothing of the service's word was kept."""
    return (
        client.get("/tai-khoan/").headers["Location"].startswith("/vao/?")
        and not SocialAccount.objects.exists()
    )


def test_the_whole_way_ends_at_the_page_that_was_asked_for(theirs: Service, lan: Account) -> None:
    _elsewhere, telephone = in_full(lan)
    client = Client()
    assert client.get("/vao/").status_code == 200
    assert comes_back(client, theirs, onward="/thu-nhac/").startswith("/vao/buoc-hai/?next=")
    # The service stands for the password alone: the second factor is asked here.
    assert client.get("/thu-nhac/").headers["Location"].startswith("/vao/buoc-hai/")
    with time_machine.travel(now() + timedelta(minutes=1)):  # a code is good once
        sent = {"code": telephone.code(), "next": "/thu-nhac/"}
        assert client.post("/vao/buoc-hai/", sent).headers["Location"] == "/thu-nhac/"
        assert client.get("/thu-nhac/").status_code == 200
    bound = SocialAccount.objects.get()
    assert (bound.user, bound.uid, bound.extra_data) == (lan, "7", {})


def test_from_the_first_time_on_the_number_counts(theirs: Service, lan: Account) -> None:
    mai = add_account("Mai")
    assert comes_back(Client(), theirs).startswith("/vao/buoc-hai/")
    theirs.name = "Mai"
    client = Client()
    assert comes_back(client, theirs).startswith("/vao/buoc-hai/")
    assert client.session["_auth_user_id"] == str(lan.pk) != str(mai.pk)
    theirs.name, theirs.number = "Lan", "8"
    assert comes_back(Client(), theirs) == DOOR
    assert SocialAccount.objects.get().extra_data == {}


def test_somebody_without_an_account_here_gets_none(theirs: Service, lan: Account) -> None:
    theirs.name = "Không có"
    client = Client()
    assert comes_back(client, theirs) == DOOR
    assert is_nobody(client)
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    "spoilt",
    [
        {"nonce": "cua-mot-lan-khac"},
        {"nonce": None},
        {"aud": "he-thong-khac"},
        {"aud": None},
        {"iss": "https://id.noi-khac.vn"},
        {"iss": None},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"sub": None},
    ],
    ids=lambda said: "{}={}".format(*next(iter(said.items()))),
)
def test_a_token_with_a_wrong_claim_opens_nothing(
    theirs: Service, lan: Account, spoilt: dict[str, Any]
) -> None:
    theirs.spoilt = spoilt
    client = Client()
    assert comes_back(client, theirs) == DOOR
    assert is_nobody(client)


def test_a_token_that_another_key_signed_opens_nothing(theirs: Service, lan: Account) -> None:
    theirs.published = key()
    client = Client()
    assert comes_back(client, theirs) == DOOR
    assert is_nobody(client)


@pytest.mark.parametrize("header", [{"alg": "none"}, {"alg": "HS256"}, {"kid": "2"}, {"kid": ""}])
def test_a_token_signed_by_nobody_or_with_the_secret_opens_nothing(
    theirs: Service, lan: Account, header: dict[str, str]
) -> None:
    theirs.header = header
    client = Client()
    assert comes_back(client, theirs) == DOOR
    assert is_nobody(client)


def test_the_token_and_what_is_said_of_the_user_are_of_one_person(
    theirs: Service, lan: Account
) -> None:
    theirs.about_the_user = {"sub": "8"}
    client = Client()
    assert comes_back(client, theirs) == DOOR
    assert is_nobody(client)


def test_a_way_back_is_good_in_its_own_session_and_once(theirs: Service, lan: Account) -> None:
    owner, thief = Client(), Client()
    back = theirs.sent_back(owner.get(OUT).headers["Location"])
    # Somebody else's browser is led along the way back: their session never went out by that state.
    assert thief.get(back).headers["Location"] == DOOR
    assert thief.get(back.replace("state=", "state=x")).headers["Location"] == DOOR
    assert thief.get(back.partition("&state=")[0]).headers["Location"] == DOOR
    assert is_nobody(thief)
    assert owner.get(back).headers["Location"].startswith("/vao/buoc-hai/")
    assert Client().get(back).headers["Location"] == DOOR
    assert owner.get(back).headers["Location"] == DOOR


def test_a_code_of_another_way_out_is_not_taken(theirs: Service, lan: Account) -> None:
    """A stolen code is put in with a state of one's own: the nonce is that of the state it was given for."""
    owner, thief = Client(), Client()
    stolen = theirs.sent_back(owner.get(OUT).headers["Location"])
    own = theirs.sent_back(thief.get(OUT).headers["Location"])
    code, own_code = (one.partition("code=")[2].partition("&")[0] for one in (stolen, own))
    # Even if the service itself took no heed of the proof that goes with a code.
    theirs.given[code]["code_challenge"] = theirs.given[own_code]["code_challenge"]
    assert thief.get(own.replace(own_code, code)).headers["Location"] == DOOR
    assert is_nobody(thief)


def test_whoever_refuses_at_the_service_comes_back_to_the_door(theirs: Service) -> None:
    client = Client()
    back = theirs.sent_back(client.get(OUT).headers["Location"]).partition("?")
    state = back[2].partition("state=")[2]
    answer = client.get(f"{back[0]}?error=access_denied&state={state}")
    assert answer.headers["Location"] == DOOR


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/.well-known/openid-configuration", b"<html>Dang bao tri</html>"),
        ("/.well-known/openid-configuration", b"{}"),
    ],
)
def test_a_service_that_speaks_nonsense_is_said_to_be_away(
    theirs: Service, path: str, said: bytes
) -> None:
    theirs.answers[path] = said
    client = Client()
    assert client.get(OUT).headers["Location"] == "/vao/?why=away"
    assert "không trả lời" in client.get("/vao/?why=away").content.decode()


def test_a_service_that_is_away_is_said_to_be(settings: Settings) -> None:
    with service() as gone:
        address = gone.address
    app = settings.ORGANISATIONS_OWN | {"settings": {"server_url": address}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    assert Client().get(OUT).headers["Location"] == "/vao/?why=away"


@pytest.mark.parametrize("path", ["/token", "/userinfo", "/jwks"])
@pytest.mark.parametrize("said", [b"<html>", b"{}", b"null", b'["access_token"]'])
def test_nonsense_on_the_way_back_opens_nothing(
    theirs: Service, lan: Account, path: str, said: bytes
) -> None:
    theirs.answers[path] = said
    client = Client()
    assert comes_back(client, theirs) == DOOR
    assert is_nobody(client)


def test_where_no_nonce_is_asked_for_a_stolen_code_is_seen(
    theirs: Service, lan: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A seeded fault: what these tests hold would fail without it."""
    monkeypatch.setattr(organisations_own, "_nonce", lambda _state: "luc nao cung the")
    with pytest.raises(AssertionError):
        test_a_code_of_another_way_out_is_not_taken(theirs, lan)
