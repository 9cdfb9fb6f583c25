"""Signing in leads on to the page that was asked for, if it is one of ours."""

import pytest
from django.test import Client
from django.urls import reverse

from tusoi.organisation.actions import add_account, set_password

pytestmark = pytest.mark.django_db

PASSWORD = "một câu dài dễ nhớ"


@pytest.mark.parametrize(
    ("said", "led_to"),
    [
        ("/dot/hcmc-2012/?as_of=2012-12-17", "/dot/hcmc-2012/?as_of=2012-12-17"),
        ("", "/"),
        ("khong-co", "/"),
        ("ledger", "/"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
    ],
)
def test_one_is_led_on_to_a_page_of_ours_alone(said: str, led_to: str) -> None:
    add_account("Lan")
    set_password("Lan", PASSWORD)
    sent = {"name": "Lan", "password": PASSWORD, "next": said}
    response = Client().post(reverse("sign-in"), sent)
    assert (response.status_code, response["Location"]) == (302, led_to)
