"""The first page in a real browser, without scripts: read, followed to its rows, on a desk and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.cast import mai_loads_the_seed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(live_server: LiveServer) -> str:
    mai_loads_the_seed()
    return str(live_server.url)


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture(params=[(1280, 900), (360, 740)], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, complaints: list[str]) -> Iterator[Page]:
    width, height = request.param
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=False
    )
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text))
    yield opened
    context.close()


def test_from_the_first_page_to_the_rows_and_the_report(
    site: str, page: Page, complaints: list[str]
) -> None:
    page.goto(site)
    assert page.get_by_role("link", name="133/136").first.is_visible()
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="133/136").first.click()
    assert page.get_by_text("kiem-diem.xlsx:").first.is_visible()
    page.go_back()
    page.get_by_role("link", name="Read the interim report").click()
    assert page.get_by_text("133/136").first.is_visible()
    assert complaints == []


def test_no_page_is_wider_than_the_screen(site: str, page: Page) -> None:
    for address in ("/", "/dot/hcmc-2012/so-lieu/verdicts/", "/dot/hcmc-2012/bao-cao/"):
        page.goto(site + address)
        box = page.locator("body").bounding_box()
        size = page.viewport_size
        assert box is not None
        assert size is not None
        assert box["width"] <= size["width"]
