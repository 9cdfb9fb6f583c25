"""Style and script come packed, and the sheets of every page as one; what is in them is what the rooms' own sheets say."""

import gzip
import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.pages import text
from tusoi.site import sheets
from tusoi.site.sheets import TOGETHER

BROWSER = "gzip, deflate, br, zstd"
FONT = "vendor/noto-sans/noto-sans-vietnamese-wght-normal.woff2"


def got(name: str, takes: str = "", has: str = "") -> Any:
    headers = {"Accept-Encoding": takes, "If-None-Match": has}
    return Client(headers={one: said for one, said in headers.items() if said}).get(
        f"/static/{name}"
    )


@pytest.mark.parametrize("name", [*TOGETHER, "site/base.css", "meetings/room.js"])
def test_whoever_takes_gzip_gets_it_and_waits_for_less_than_half(name: str) -> None:
    plain, packed = got(name), got(name, BROWSER)
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2
    assert packed["Content-Encoding"] == "gzip"
    assert not plain.has_header("Content-Encoding")
    for one in (plain, packed):
        assert one["Content-Length"] == str(len(one.content))
        assert one["Cache-Control"] == "max-age=3600, public"
        assert one["Vary"] == "Accept-Encoding"
        assert re.fullmatch(r'text/(css|javascript); charset="utf-8"', one["Content-Type"])


def test_who_has_it_is_told_that_it_still_holds() -> None:
    (name, *_) = TOGETHER
    again = got(name, BROWSER, got(name, BROWSER)["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "max-age=3600, public"
    assert got(name, BROWSER, got(name)["ETag"]).status_code == 200


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", [*TOGETHER, "site/base.css", "meetings/room.js", FONT])
def test_whoever_sends_something_to_a_sheet_is_told_in_a_sentence(name: str, lang: str) -> None:
    client = Client()
    client.cookies["lang"] = lang
    for refused in (client.post(f"/static/{name}", {"a": "1"}), client.delete(f"/static/{name}")):
        assert refused.status_code == 404
        assert f'<html lang="{lang}">' in text(refused)
        assert 'class="refusal"' in text(refused)


@pytest.mark.parametrize("name", TOGETHER)
def test_what_goes_out_together_is_each_sheet_in_its_order(name: str) -> None:
    whole = got(name).content
    for part in TOGETHER[name]:
        one = got(part).content
        assert whole.startswith(one), part
        whole = whole[len(one) + 1 :]
    assert whole == b""


@pytest.mark.parametrize("name", TOGETHER)
def test_every_address_in_a_sheet_leads_somewhere_from_where_it_is_served(name: str) -> None:
    named = re.findall(r'url\("(?!data:)([^"]+)"\)', got(name).content.decode())
    for one in named:
        assert one.startswith("../"), one
        assert got(one.removeprefix("../")).status_code == 200, one
    if name == "site/every-page.css":
        assert len(named) == 6


def test_other_ways_of_asking_are_refused_and_type_is_not_packed_again() -> None:
    assert Client().post("/static/site/every-page.css").status_code == 404
    head = Client(headers={"Accept-Encoding": BROWSER}).head("/static/site/every-page.css")
    assert (head.status_code, head.content) == (200, b"")
    font = got("vendor/noto-sans/noto-sans-vietnamese-wght-normal.woff2", BROWSER)
    assert (font.status_code, font.has_header("Content-Encoding")) == (200, False)


def test_before_a_page_shows_anything_it_asks_for_at_most_three_sheets() -> None:
    """Ten, six at a time, were what a slow telephone waited for longest."""
    page = render_to_string("site/sheets.html")
    assert re.findall(r'href="/static/([^"]+)"', page) == ["site/every-page.css"]
    entry = Client().get("/vao/").content.decode()
    assert len(re.findall(r'rel="stylesheet" href="[^"]+">', entry)) <= 3


def test_a_sheet_that_is_not_there_is_named_when_the_program_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(TOGETHER, "site/every-page.css", ("site/base.css", "site/khong-co.css"))
    with pytest.raises(FileNotFoundError, match=r"site/every-page\.css: site/khong-co\.css"):
        sheets.SheetsMiddleware(lambda _: None)


def test_the_text_of_a_document_falls_back_to_no_type_that_is_there_in_bold_alone() -> None:
    """The headings' serif comes in one weight: a report set in it would be bold from end to end."""
    bold = set(
        re.findall(
            r'font-family: "([^"]+)";\s*font-weight: 600', got("site/base.css").content.decode()
        )
    )
    (set_in,) = re.findall(
        r"\.report \{[^}]*font: ([^;]+);", got("reports/document.css").content.decode()
    )
    assert bold
    assert not any(name in set_in for name in bold)
