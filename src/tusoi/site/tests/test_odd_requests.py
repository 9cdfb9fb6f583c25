"""Requests as no page of ours sends them, and pages that nobody fills: a sentence each, and nothing left behind."""

import logging
from io import StringIO
from unittest.mock import Mock

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory

from tests.pages import text
from tusoi.organisation.actions import add_account
from tusoi.site.signs import InUtf8

pytestmark = pytest.mark.django_db

STARTED = {
    "host_name": "Huyện ủy Thử",
    "host": "huyen-uy-thu",
    "place": "Huyện Thử",
    "title": "Kiểm điểm cuối năm 2026",
    "code": "cuoi-nam-2026",
    "opens_on": "2026-11-01",
    "due_on": "2026-12-31",
    "guidance": "noi-bo-2026",
    "units": "X1; Xã Một; Khối xã",
}
WALL = "/dot/cuoi-nam-2026/"
FORM = "application/x-www-form-urlencoded"
MANY = "&".join(f"field{number}=1" for number in range(1_500))
"""A form of more fields than are read."""


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """What the program writes to standard error."""
    (handler,) = (one for one in logging.getLogger().handlers if one.get_name() == "stderr")
    stream = StringIO()
    monkeypatch.setattr(handler, "stream", stream)
    return stream


@pytest.fixture
def office() -> Client:
    """Whoever started the first campaign, at the browser."""
    client = Client(raise_request_exception=False)
    client.force_login(add_account("Hoa"))
    assert client.post("/mo-dot/", STARTED).status_code == 302
    return client


def test_the_first_reason_of_a_unit_of_a_started_campaign_can_be_stated(office: Client) -> None:
    address = f"{WALL}don-vi/X1/viec/ly-do/"
    assert office.get(address).status_code == 200
    assert office.post(address, {"reason": "chờ họp"}).status_code == 302
    assert "chờ họp" in text(office.get(address))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_address_with_too_many_questions_is_refused_in_the_readers_language(
    office: Client, lang: str
) -> None:
    office.cookies["lang"] = lang
    response = office.get(f"{WALL}?{'a=b&' * 3_000}")
    assert response.status_code == 400
    assert f'<html lang="{lang}">' in text(response)
    assert 'class="refusal"' in text(response)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("address", ["/vao/", f"{WALL}don-vi/X1/viec/ly-do/", f"{WALL}hoi-nghi/"])
def test_a_form_of_too_many_fields_is_a_sentence_and_one_line_of_the_log(
    told: StringIO, office: Client, address: str, lang: str
) -> None:
    office.cookies["lang"] = lang
    response = office.post(address, MANY, content_type=FORM)
    assert response.status_code == 400
    assert f'<html lang="{lang}">' in text(response)
    assert 'class="refusal"' in text(response)
    assert told.getvalue() == "request refused: TooManyFieldsSent\n"


@pytest.mark.parametrize("address", ["/vao/", "/cong-khai/", "/du-lieu/", "/gop-y/", "/khong-co/"])
@pytest.mark.parametrize("host", ["testserver", "la.example"])
def test_what_cannot_be_read_leaves_no_trace_of_ours_in_the_log(
    told: StringIO, address: str, host: str
) -> None:
    client = Client(raise_request_exception=False, headers={"host": host})
    response = client.get(f"{address}?{'a=b&' * 3_000}")
    assert response.status_code == 400
    said = response.json()["said"]["vi"] if address == "/du-lieu/" else text(response)
    assert "không đọc được" in said
    assert "Traceback" not in told.getvalue()
    assert "la.example" not in told.getvalue(), "nor what was sent"
    answered_at_a_door = address in ("/cong-khai/", "/du-lieu/", "/gop-y/")
    assert len(told.getvalue().splitlines()) == (0 if answered_at_a_door else 1)


def test_of_what_is_sent_to_the_way_in_without_a_trace_no_line_is_written(told: StringIO) -> None:
    Client().get(f"/gop-y/?{'a=b&' * 3_000}")
    Client().post("/gop-y/khong-co/", MANY, content_type=FORM)
    assert told.getvalue() == ""


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_refused_before_anybody_looks_is_refused_in_the_readers_language(lang: str) -> None:
    strange = Client(raise_request_exception=False, headers={"host": "la.example"})
    for response in (
        strange.get("/", {"lang": lang}),
        Client().generic("POST", f"/vao/?lang={lang}", b"x", "text/plain; charset=latin-1"),
    ):
        assert response.status_code == 400
        assert f'<html lang="{lang}">' in text(response)


@pytest.mark.parametrize("charset", ["hex", "utf-16", "raw_unicode_escape", "latin-1", "khong-co"])
@pytest.mark.parametrize("address", [f"{WALL}don-vi/X1/viec/ly-do/", "/cong-khai/", "/gop-y/"])
def test_what_says_it_is_no_utf_8_is_not_read(office: Client, address: str, charset: str) -> None:
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    response = office.generic("POST", address, b"x", content_type=kind)
    assert response.status_code == 400
    assert 'class="refusal"' in text(response)


def test_an_address_is_read_in_utf_8_whatever_what_is_sent_says(told: StringIO) -> None:
    """Asked of the application itself: the tests' own client makes its requests in Django's way."""
    application = WSGIHandler()
    application.request_class = InUtf8
    started = Mock()
    environ = RequestFactory().post("/vao/?lang=en", b"x", "text/plain").environ
    environ["CONTENT_TYPE"] = "text/plain; charset=hex"
    page = b"".join(application(environ, started)).decode()
    assert started.call_args.args[0] == "400 Bad Request"
    assert '<html lang="en">' in page
    assert told.getvalue() == ""


@pytest.mark.parametrize(
    "query", ["known_on=2000-01-01", "known_by=2000-01-01T07:00%2B07:00", "known_on=1900-01-01"]
)
def test_what_nobody_knew_yet_is_said_to_whoever_sees_it_now_and_to_nobody_else(
    office: Client, query: str
) -> None:
    response = office.get(f"{WALL}?{query}")
    assert response.status_code == 400
    assert "chưa có gì được nạp" in text(response)
    stranger = Client()
    stranger.force_login(add_account("Bình"))
    assert stranger.get(f"{WALL}?{query}").status_code == 404
    assert stranger.get(f"/dot/khong-co/?{query}").status_code == 404


@pytest.mark.parametrize("address", ["/ra/", "/vao/thu/mai/", f"{WALL}"])
def test_a_page_asked_for_as_it_cannot_be_says_so_and_shows_the_way(
    office: Client, address: str
) -> None:
    response = office.delete(address)
    assert response.status_code == 405
    assert response["Allow"]
    assert 'class="refusal"' in text(response)
    assert 'href="/"' in text(response)


@pytest.mark.parametrize("address", ["/", "/vao/", WALL, f"{WALL}bao-cao/tep/pdf/", "/khong-co/"])
def test_nothing_of_a_page_is_kept_by_the_browser(office: Client, address: str) -> None:
    assert "no-store" in office.get(address)["Cache-Control"]


def test_what_broke_is_told_to_whoever_runs_the_program(
    office: Client, told: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tusoi.desk.pages.last_time", lambda *_: 1 / 0)
    assert office.get(f"{WALL}don-vi/X1/").status_code == 500
    assert "ZeroDivisionError" in told.getvalue()
