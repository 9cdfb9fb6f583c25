"""The page of a unit's gates: open or closed with its sentence, the way to clear it, waivers with their forms."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import dung, kept_for_a_module, khanh, lan, mai, mai_loads_the_seed, minh
from tests.pages import text
from tusoi.campaigns.models import campaign_tree
from tusoi.gates.models import WaiverAsked
from tusoi.ledger.queries import head
from tusoi.organisation.models import Account
from tusoi.values.clock import today

pytestmark = pytest.mark.django_db

PAGE = "/dot/hcmc-2012/don-vi/A47/dieu-kien/"
WHY = "Thanh tra kéo dài"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, lan, dung, khanh, minh):
            player()
        yield


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def ask(**changed: str) -> Any:
    until = (today() + timedelta(days=30)).isoformat()
    sent = {"what": "ask", "gate": "G2", "words": WHY, "until": until, **changed}
    return as_(mai()).post(PAGE, sent)


def decide(what: str, **changed: str) -> Any:
    sent = {"what": what, "gate": "G2", "number": "1", "words": "có căn cứ", **changed}
    return as_(dung()).post(PAGE, sent)


def lines() -> int:
    return head(campaign_tree("hcmc-2012")).size


def test_each_gate_says_whether_it_is_open_its_basis_and_who_can_clear_it() -> None:
    page = text(as_(khanh()).get(PAGE, {"lang": "en"}))
    for shown in ("G1", "G2", "G3", "closed", "it waits for", "Basis:", "Who can clear it"):
        assert shown in page
    assert page.count('class="tag good"') == 3
    assert "<form class=" not in page.replace('class="moment"', ""), "an auditor does nothing here"


def test_whoever_can_clear_a_gate_is_led_to_the_act() -> None:
    assert f"{PAGE.replace('dieu-kien/', '')}viec/ket-luan/" in text(as_(dung()).get(PAGE))
    assert "viec/ket-luan/" not in text(as_(lan()).get(PAGE))


def test_a_waiver_is_asked_allowed_shown_and_withdrawn() -> None:
    assert ask().status_code == 302
    assert "Đồng ý miễn" not in text(as_(mai()).get(PAGE)), "whoever asked does not decide"
    assert "Đồng ý miễn" in text(as_(dung()).get(PAGE))
    assert decide("allow").status_code == 302
    page = text(as_(minh()).get(PAGE))
    for shown in ("được miễn", WHY, "có căn cứ", "Mai", "Dung"):
        assert shown in page
    assert "Thu hồi việc miễn" in text(as_(dung()).get(PAGE))
    assert decide("withdraw").status_code == 302
    assert "đang vướng" in text(as_(minh()).get(PAGE))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"words": ""}, "phải điền"),
        ({"words": "x" * 2_000_000}, "nhiều nhất"),
        ({"until": "31/02/2027"}, "không phải một ngày"),
        ({"until": "2012-12-17"}, "đã qua"),
        ({"gate": "G1"}, "không có gì để miễn"),
        ({"gate": "G3"}, "không được miễn"),
        ({"gate": "G9"}, "Không có điều kiện"),
        ({"what": "xóa"}, "chưa điền đúng"),
    ],
)
def test_a_refusal_gives_the_form_back_with_what_was_typed(
    changed: dict[str, str], sentence: str
) -> None:
    before = lines()
    response = ask(**changed)
    assert (response.status_code, lines()) == (422, before)
    assert sentence in text(response)
    if changed.get("gate", "G2") in ("G1", "G2") and "words" not in changed:
        assert f">{WHY}</textarea>" in text(response)
    assert not WaiverAsked.objects.exists()


@pytest.mark.parametrize("number", ["", "0", "x", "999999", "2"])
def test_a_decision_on_no_waiver_is_refused(number: str) -> None:
    ask()
    before = lines()
    assert decide("allow", number=number).status_code == 422
    assert lines() == before


def test_a_form_sent_twice_is_recorded_once() -> None:
    ask()
    before = lines()
    again = as_(mai()).post(
        PAGE,
        {
            "what": "ask",
            "gate": "G2",
            "words": WHY,
            "until": (today() + timedelta(days=30)).isoformat(),
        },
        follow=True,
    )
    assert "không có gì thay đổi" in text(again)
    assert lines() == before


def test_an_address_of_the_past_shows_no_form_and_takes_nothing() -> None:
    before = lines()
    assert "Đề nghị miễn điều kiện này" not in text(as_(mai()).get(PAGE, {"as_of": "2012-12-17"}))
    chosen = {"as_of": today().isoformat()}
    assert "Đề nghị miễn điều kiện này" not in text(as_(mai()).get(PAGE, chosen))
    sent = {"what": "ask", "gate": "G2", "words": WHY, "until": "2099-01-01"}
    response = as_(mai()).post(f"{PAGE}?as_of=2012-12-17", sent)
    assert (response.status_code, response["Location"], lines()) == (302, PAGE, before)
