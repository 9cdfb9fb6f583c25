"""What every answer says to the browser: pages, files, style and script, and whatever went wrong; by HTTP and by HTTPS.

`test_matrix.py` holds each address to the same sets, whoever asks.
"""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.matrix.addresses import STATIC
from tests.matrix.answers import EXPECTED, header_faults
from tusoi.organisation.actions import add_account
from tusoi.site.headers import HSTS_SECONDS, SETS, Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def https(settings: Settings) -> None:
    """The settings as TUSOI_HTTPS=1 makes them; `test_unsafe.py` starts a process that way."""
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = HSTS_SECONDS, True
    for cookie, name in (("SESSION", "sessionid"), ("CSRF", "csrftoken"), ("LANGUAGE", "lang")):
        setattr(settings, f"{cookie}_COOKIE_NAME", f"__Host-{name}")
        setattr(settings, f"{cookie}_COOKIE_SECURE", True)


@pytest.fixture
def hoa() -> Client:
    """Hoa's browser, who may start the first campaign."""
    client = Client(raise_request_exception=False)
    client.force_login(add_account("Hoa"))
    return client


def faults(response: Any, kind: str = "page", *, https: bool = False) -> list[str]:
    return list(header_faults(response, kind, https=https))


def test_the_sets_are_declared_once_and_for_every_kind() -> None:
    assert set(SETS) == set(Kind)
    assert {kind.value for kind in Kind} == set(EXPECTED)
    for kind, told in SETS.items():
        assert "unsafe" not in told["Content-Security-Policy"], kind
        assert "frame-ancestors 'none'" in told["Content-Security-Policy"], kind


@pytest.mark.parametrize(
    ("address", "method", "status"),
    [
        ("/", "get", 302),
        ("/vao/", "get", 200),
        ("/vao/?lang=en", "get", 200),
        ("/vao/", "post", 422),
        ("/khong-co/", "get", 404),
        ("/vao", "get", 301),
        ("/static/khong-co.css", "get", 404),
        ("/ra/", "get", 405),
        ("/dot/khong-co/", "get", 302),
        (f"/vao/?{'a=b&' * 3_000}", "get", 400),
        ("/vao/%00/", "get", 404),
    ],
)
def test_whatever_is_answered_to_nobody_is_a_page_by_its_headers(
    address: str, method: str, status: int
) -> None:
    response = getattr(Client(raise_request_exception=False), method)(address)
    assert (response.status_code, faults(response)) == (status, [])


def test_a_form_that_is_not_ours_is_refused_as_a_page() -> None:
    response = Client(enforce_csrf_checks=True).post("/vao/", {"name": "Hoa"})
    assert (response.status_code, faults(response)) == (403, [])


def test_what_broke_is_a_page_by_its_headers(hoa: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tusoi.desk.my_pages.asker_on", lambda *_: 1 / 0)
    response = hoa.get("/ban-lam-viec/")
    assert (response.status_code, faults(response)) == (500, [])


def test_a_file_to_be_kept_is_an_attachment_that_runs_nothing(hoa: Client) -> None:
    response = hoa.get("/ho-so-cua-toi/tai-ve/")
    assert (response.status_code, faults(response, "file")) == (200, [])


@pytest.mark.parametrize("path", STATIC)
def test_style_script_and_type_are_for_our_own_pages(path: str) -> None:
    response = Client().get(f"/static/{path}")
    assert (response.status_code, faults(response, "static")) == (200, [])
    assert not response.cookies


@pytest.mark.usefixtures("https")
def test_by_https_browsers_are_told_to_come_in_no_other_way(hoa: Client) -> None:
    def asked(address: str, kind: str = "page") -> list[str]:
        return faults(hoa.get(address, secure=True), kind, https=True)

    assert asked("/vao/?lang=en") == asked("/khong-co/") == asked("/mo-dot/") == []
    assert asked("/ho-so-cua-toi/tai-ve/", "file") == []
    assert asked("/static/site/base.css", "static") == []


@pytest.mark.usefixtures("https")
def test_by_https_cookies_are_of_this_name_alone(hoa: Client) -> None:
    hoa.get("/vao/?lang=en", secure=True)
    hoa.get("/mo-dot/", secure=True)
    assert {"__Host-csrftoken", "__Host-lang"} <= set(hoa.cookies) - {"sessionid"}
    assert all(one["secure"] for name, one in hoa.cookies.items() if name.startswith("__Host-"))


@pytest.mark.usefixtures("https")
def test_by_http_one_is_led_to_https() -> None:
    response = Client().get("/vao/")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/vao/")
    assert faults(response, https=True) == []


def test_a_header_that_is_dropped_or_loosened_is_seen(hoa: Client) -> None:
    response = hoa.get("/vao/")
    for name in EXPECTED["page"]:
        kept = response.headers[name]
        del response.headers[name]
        assert any(name in fault for fault in faults(response))
        response.headers[name] = f"{kept}; unsafe-inline"
        assert any(name in fault for fault in faults(response))
        response.headers[name] = kept
    response.headers["Server"] = "tusoi"
    assert faults(response) == ["Server stands on a page"]
