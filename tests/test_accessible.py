"""Every kind of page, in both languages, on a desk and on a telephone: nothing is out of anybody's reach."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.cast import dung, lan, mai, mai_loads_the_seed, tuan
from tests.open_to_all import broken_rules, cut_text, faults, out_of_reach, steep_lines, too_wide
from tests.walk import kind, named_pages, walk
from tusoi.organisation.models import Account

pytestmark = pytest.mark.browser

STARTS = ("/", "/dot/hcmc-2012/", "/dot/hcmc-2012/don-vi/A47/")
BESIDES = {
    "nothing there": "/khong-co/",
    "no such day": "/dot/hcmc-2012/?as_of=2012-02-31",
    "an early day": "/dot/hcmc-2012/?as_of=2012-11-15",
}
"""What nobody links to."""

READERS: tuple[Callable[[], Account] | None, ...] = (None, mai, lan, tuan, dung)
"""Nobody first; then those who between them may open every page."""

NO_PAGE = {"sign-out", "enter-as", "report-word"}
"""Addresses that show nothing of their own: they take something, or a file comes down."""

DESK, PHONE = (1280, 900), (360, 740)


def reader(who: Callable[[], Account] | None) -> Client:
    client = Client()
    if who:
        client.force_login(who())
    return client


def pages_open_to(client: Client) -> dict[str, str]:
    def read(address: str) -> str:
        answer = client.get(address, follow=True)
        html = answer["Content-Type"].startswith("text/html")
        return answer.content.decode() if html and answer.status_code < 500 else ""

    return walk(read, *STARTS)


def opened(browser: Browser, site: str, client: Client, size: tuple[int, int]) -> BrowserContext:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    cookies = client.cookies.values()
    context.add_cookies([{"name": one.key, "value": one.value, "url": site} for one in cookies])
    return context


@pytest.mark.django_db(transaction=True)
def test_every_page_is_open_to_everybody(live_server: LiveServer, browser: Browser) -> None:
    mai_loads_the_seed()
    seen: dict[str, str] = {}
    wrong: list[str] = []
    for who in READERS:
        client = reader(who)
        there = pages_open_to(client) | (BESIDES if who else {})
        new = {name: at for name, at in there.items() if name not in seen}
        seen |= new
        for size in (DESK, PHONE):
            context = opened(browser, live_server.url, client, size)
            wrong.extend(looked_at(context.new_page(), live_server.url, new))
            context.close()
    assert sorted(set(wrong)) == []
    assert named_pages() - {name.split()[0] for name in seen} <= NO_PAGE


def looked_at(page: Page, site: str, addresses: dict[str, str]) -> Iterator[str]:
    """What is wrong with each of the pages, in both languages."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for name, address in addresses.items():
        for lang in ("vi", "en"):
            page.goto(f"{site}{address}{'&' if '?' in address else '?'}lang={lang}")
            found = [*faults(page), *said]
            if lang == "vi":
                found += out_of_reach(page)
            width = page.viewport_size["width"] if page.viewport_size else 0
            yield from (f"{name} ({lang}, {width}): {fault}" for fault in found)
            said.clear()


# Each look can fail

GOOD = """<!doctype html><html lang="vi"><title>Trang</title>
<style>* {line-height: 1.6} :focus-visible {outline: 3px solid #000}</style>
<main><h1>ĐẲNG CẤP</h1><p><a href="#x">Đến cuối trang</a></p></main></html>"""


@pytest.mark.parametrize(
    ("look", "seed", "fault"),
    [
        (broken_rules, "<input>", "label"),
        (broken_rules, '<p style="color: #ccc">nhạt</p>', "color-contrast"),
        (too_wide, '<p style="width: 3000px">rộng</p>', "wider than the screen"),
        (cut_text, '<p style="overflow: hidden; height: 9px">ĐẲNG CẤP</p>', "text is cut"),
        (steep_lines, '<p style="line-height: 1.2">ĐẲNG CẤP</p>', "lines too low"),
        (out_of_reach, '<a href="#y" style="outline: none">y</a>', "focus is not shown"),
        (out_of_reach, '<button onfocus="this.blur()">z</button>', "Tab does not come to"),
    ],
)
def test_each_look_sees_its_fault(
    page: Page, look: Callable[[Page], list[str]], seed: str, fault: str
) -> None:
    page.set_content(GOOD)
    assert look(page) == []
    page.set_content(GOOD.replace("</main>", f"{seed}</main>"))
    assert any(fault in one for one in look(page))


def test_kinds_of_pages_are_told_apart_by_name_and_slug() -> None:
    assert kind("/dot/hcmc-2012/?as_of=2012-12-17") == "wall"
    assert kind("/khong-co/") == ""
