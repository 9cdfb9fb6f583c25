"""What is kept goes out in the form that its reader takes, with its length and a tag of that form's own."""

import gzip
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoDbBlocker

from tests.cast import kept_for_a_module, mai, mai_loads_the_seed
from tests.matrix.answers import header_faults
from tusoi.board.answer import WORTH_PACKING, answer_of, takes_gzip
from tusoi.board.tests.told import published
from tusoi.board.tokens import give_token
from tusoi.values.clock import today

pytestmark = pytest.mark.django_db

BOARD = "/cong-khai/hcmc-2012/"
DATA = "/du-lieu/v1/campaigns/hcmc-2012"
BROWSER = "gzip, deflate, br, zstd"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        published()
        yield


def got(address: str, takes: str = "", has: str = "") -> Any:
    headers = {"Accept-Encoding": takes, "If-None-Match": has}
    return Client(headers={name: said for name, said in headers.items() if said}).get(address)


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("", False),
        (BROWSER, True),
        ("GZIP", True),
        ("x-gzip", True),
        ("br, gzip ; q = 0.5", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("*", True),
        ("*;q=0", False),
        ("identity;q=0, *;q=0", False),
        ("deflate, br", False),
        ("gzip;q=0.5, identity", False),
        ("gzip;q=0.5, identity;q=0.5", True),
        ("gzip;q=2, identity;q=0.1", False),
        ("gzip;q=a", False),
        ("gzip;;q=1", False),
        ("gzip2", False),
        (",,;,q=1", False),
        ("gzip;q=١", False),
    ],
)
def test_gzip_goes_to_whoever_takes_it(accepted: str, packed: bool) -> None:
    assert takes_gzip(accepted) is packed


@pytest.mark.parametrize("address", [BOARD, f"{BOARD}?lang=en", "/du-lieu/v1/openapi.json"])
def test_both_forms_are_one_answer(address: str) -> None:
    plain, packed = got(address), got(address, BROWSER)
    assert gzip.decompress(packed.content) == plain.content == got(address, "gzip;q=0").content
    assert not plain.has_header("Content-Encoding")
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    for one in (plain, packed):
        kind = "data" if address.startswith("/du-lieu/") else "public"
        assert list(header_faults(one, kind)) == []
        assert one["Vary"] == "Accept-Encoding"
        assert one["Content-Length"] == str(len(one.content))
    assert packed["ETag"] != plain["ETag"]


def test_who_returns_is_told_that_nothing_changed_by_the_tag_of_the_form_they_have() -> None:
    plain, packed = got(BOARD)["ETag"], got(BOARD, BROWSER)["ETag"]
    for takes, tag in (("", plain), (BROWSER, packed)):
        for has in (tag, f"W/{tag}", f'"khac", {tag}', f"{plain},{packed}", "*"):
            again = got(BOARD, takes, has)
            assert (again.status_code, again.content) == (304, b""), (takes, has)
            assert (again["ETag"], again["Vary"]) == (tag, "Accept-Encoding")
            assert not {"Content-Type", "Content-Encoding", "Content-Length"} & set(again.headers)
    for takes, has in (("", packed), (BROWSER, plain), ("", '"khac"'), ("", plain.strip('"'))):
        assert got(BOARD, takes, has).status_code == 200, (takes, has)


def test_what_is_small_or_packed_already_goes_as_it_is_to_everybody() -> None:
    def made(content: bytes, kind: str) -> HttpResponse:
        return HttpResponse(content, content_type=kind)

    asks = RequestFactory(headers={"Accept-Encoding": BROWSER}).get(BOARD)
    text, much = "text/html; charset=utf-8", b"a" * WORTH_PACKING
    for content, kind in ((much[1:], text), (much, "application/zip"), (b"", text)):
        response = answer_of(made(content, kind)).to(asks)
        assert (response.content, response.has_header("Vary")) == (content, False)
    assert answer_of(made(much, text)).to(asks)["Content-Encoding"] == "gzip"


def test_nothing_is_packed_but_what_is_the_same_for_everybody() -> None:
    """A form's token or a session beside what a reader sent could be guessed from the length (BREACH)."""
    office, public = Client(headers={"Accept-Encoding": BROWSER}), got(f"{BOARD}viec/1/", BROWSER)
    office.force_login(mai())
    word = give_token("hcmc-2012", "Cổng", until=today(), by=mai().pk)
    bearer = {"Authorization": f"Bearer {word}"}
    for address in ("/dot/hcmc-2012/", "/dot/hcmc-2012/cong-khai/", "/gop-y/", "/vao/"):
        assert not office.get(address).has_header("Content-Encoding"), address
    told = office.get("/du-lieu/v1/office/hcmc-2012/items", headers=bearer)
    assert (told.status_code, told.has_header("Content-Encoding")) == (200, False)
    page = gzip.decompress(public.content).decode()
    assert "csrfmiddlewaretoken" not in page
    assert not public.cookies
    signed_in = office.get(f"{BOARD}viec/1/")
    assert (signed_in.content, signed_in["ETag"]) == (public.content, public["ETag"])


@pytest.fixture
def connection_kept() -> Iterator[None]:
    """Whoever asks as a server does would end the connection, and the test's transaction with it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("connection_kept")
@pytest.mark.parametrize("address", [BOARD, f"{DATA}/items", f"{BOARD}viec/9/", "/gop-y/", "/vao/"])
def test_head_is_answered_as_get_without_the_body(address: str) -> None:
    """Asked as a server asks: Django's own client leaves the body out by itself."""

    def asked(method: str) -> tuple[str, dict[str, str], bytes]:
        told: list[Any] = []
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "HTTP_ACCEPT_ENCODING": BROWSER,
        }
        response = application(environ, lambda status, headers, *_: told.extend((status, headers)))
        return told[0], dict(told[1]), b"".join(response)

    application: Any = WSGIHandler()
    status, headers, body = asked("GET")
    assert headers["Content-Length"] == str(len(body)) != "0"
    again, same, none = asked("HEAD")
    passing = {settings.CSRF_COOKIE_NAME, "Set-Cookie"}
    assert (again, none) == (status, b"")
    assert {k: v for k, v in same.items() if k not in passing} == {
        k: v for k, v in headers.items() if k not in passing
    }
