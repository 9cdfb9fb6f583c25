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


def test_whoever_sent_a_form_without_a_session_is_told_that_it_is_not_recorded() -> None:
    sent = Client().post("/dot/hcmc-2012/ban-giao/", {"what": "end"}, follow=True)
    page = sent.content.decode()
    assert "điều vừa gửi chưa được ghi" in page
    assert 'name="next" value="/dot/hcmc-2012/ban-giao/"' in page
    assert "chưa được ghi" not in Client().get("/dot/hcmc-2012/", follow=True).content.decode()
