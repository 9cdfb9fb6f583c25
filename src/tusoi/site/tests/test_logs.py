"""Logs as one JSON object a line, with nothing of anybody in them: what leaks is sought by marks, and a talkative one is found."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from tusoi.site import logs
from tusoi.site.language import LanguageMiddleware

pytestmark = pytest.mark.django_db
MARK, CLIENT = "DAU-KIN-9917", "203.0.113.78"


@pytest.fixture
def written(settings: Any) -> Iterator[io.StringIO]:
    """What the program writes, as the setting has it written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.OneObjectALine())
    settings.MIDDLEWARE = ["tusoi.site.logs.RequestLogMiddleware", *settings.MIDDLEWARE]
    root, requests = logging.getLogger(), logging.getLogger(logs.REQUESTS)
    was = requests.level
    root.addHandler(handler)
    requests.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    requests.setLevel(was)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def visitor() -> Client:
    headers = {"user-agent": MARK, "x-forwarded-for": CLIENT, "cookie": f"sessionid={MARK}"}
    client = Client(headers=headers, REMOTE_ADDR=CLIENT)
    client.raise_request_exception = False
    return client


def broken(_itself: object, _request: HttpRequest) -> HttpResponse:
    raise ValueError(f"cannot read {MARK}")


def visit_everything() -> None:
    """A page, a code in an address, a query, a refused form, a fault, a forged name, and the way in without a trace."""
    who = visitor()
    who.get("/", {"q": MARK})
    who.get(f"/dot/{MARK}/don-vi/{MARK}/")
    who.get(f"/{MARK}/")
    who.post("/vao/", {"name": MARK, "password": MARK})
    Client(enforce_csrf_checks=True, REMOTE_ADDR=CLIENT).post("/vao/", {"name": MARK})
    who.get("/", headers={"host": MARK})
    who.get("/gop-y/hcmc-2012/", {"q": MARK})
    who.post("/gop-y/hcmc-2012/", {"text": MARK})
    who.get("/gop-y/")


def traces(stream: io.StringIO) -> set[str]:
    told = stream.getvalue()
    return {one for one in (MARK, CLIENT, "gop-y") if one in told}


def test_nothing_of_a_visitor_is_in_a_line_and_nothing_at_all_of_the_way_in(
    written: io.StringIO,
) -> None:
    visit_everything()
    assert traces(written) == set()
    told = lines(written)
    requests = [one for one in told if one["from"] == logs.REQUESTS]
    assert len(requests) == 6
    assert {"method": "GET", "route": "dot/<code:code>/don-vi/<str:unit>/"}.items() <= requests[
        1
    ].items()
    assert set(requests[0]) == {"at", "level", "from", "said", "method", "route", "status", "ms"}


def test_a_fault_tells_its_class_and_places_and_not_what_it_says(
    written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LanguageMiddleware, "__call__", broken)
    assert visitor().get("/", {"q": MARK}).status_code == 500
    assert traces(written) == set()
    (fault,) = [one for one in lines(written) if one["level"] == "error"]
    assert (fault["fault"], fault["route"]) == ("ValueError", "")
    assert any("broken" in one for one in fault["where"])


def test_a_library_that_fills_its_sentence_is_told_with_its_blanks(written: io.StringIO) -> None:
    logging.getLogger("allauth").warning("no account %s from %s", MARK, CLIENT)
    assert traces(written) == set()
    assert lines(written)[0]["said"] == "no account %s from %s"


def test_a_line_that_fills_in_what_others_say_would_be_found(
    written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault is seeded: were sentences filled and addresses whole, the marks would show."""
    monkeypatch.setattr(logs, "_said", lambda record: {"said": record.getMessage()})
    monkeypatch.setattr(logs, "PREFIX", "/nowhere/")
    monkeypatch.setattr(
        logs.logger, "info", lambda *_, extra: logging.getLogger("x").warning(str(extra))
    )
    monkeypatch.setattr(logs, "route_of", lambda request: request.get_full_path())
    visit_everything()
    assert traces(written) == {MARK, "gop-y"}
