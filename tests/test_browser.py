"""The site in a real browser without scripts, on a desk and on a telephone: in, from a number to its rows, out."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import mai, mai_loads_the_seed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "một mật khẩu đủ dài"


@pytest.fixture
def site(live_server: LiveServer) -> str:
    mai_loads_the_seed()
    account = mai()
    account.set_password(PASSWORD)
    account.save()
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


def sign_in(page: Page) -> None:
    page.get_by_label("Tên tài khoản").fill("Mai")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def go_to_section(page: Page, name: str) -> None:
    """On a telephone the sections unfold first."""
    folded = page.locator(".sections summary")
    if folded.is_visible():
        folded.click()
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()


def test_from_the_door_to_the_rows_behind_a_number_and_out_again(
    site: str, page: Page, complaints: list[str]
) -> None:
    page.goto(f"{site}/dot/hcmc-2012/")
    sign_in(page)
    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name="133/136").click()
    expect(page.get_by_text("kiem-diem.xlsx:").first).to_be_visible()
    go_to_section(page, "Report")
    expect(page.get_by_text("133/136").first).to_be_visible()
    go_to_section(page, "Progress")
    page.get_by_role("link", name="A47:").click()
    expect(page.get_by_text("Who can clear it").first).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{site}/dot/hcmc-2012/")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert complaints == []


def test_the_newest_days_of_the_chart_are_seen_first_and_the_others_by_pushing_it(
    site: str, page: Page
) -> None:
    page.goto(f"{site}/dot/hcmc-2012/?as_of=2012-12-17")
    sign_in(page)
    chart, told = page.locator(".chart"), page.locator(".to-push")
    box, newest = chart.bounding_box(), chart.get_by_text("133", exact=True).bounding_box()
    assert box is not None
    assert newest is not None
    assert box["x"] < newest["x"]
    assert newest["x"] + newest["width"] < box["x"] + box["width"]
    hidden, seen = chart.evaluate("it => [it.scrollWidth, it.clientWidth]")
    assert told.is_visible() is (hidden > seen)


def test_a_notice_has_the_focus_and_leads_to_the_field(site: str, page: Page) -> None:
    page.goto(f"{site}/dot/hcmc-2012/don-vi/A47/viec/chu-tri/")
    sign_in(page)
    page.locator("#post").fill(" ")
    page.locator("main form button").click()
    notice = page.locator(".named-faults")
    expect(notice).to_be_focused()
    notice.get_by_role("link").click()
    expect(page.locator("#post")).to_be_focused()


def test_the_other_language_keeps_the_day_asked_for(site: str, page: Page) -> None:
    page.goto(f"{site}/dot/hcmc-2012/?as_of=2012-11-15")
    sign_in(page)
    shown = page.locator(".share a").inner_text()
    page.get_by_role("link", name="English").click()
    assert "as_of=2012-11-15" in page.url
    assert page.locator(".share a").inner_text() == shown != "133/136"


def test_whoever_leaves_a_half_filled_form_is_asked_first(site: str, browser: Browser) -> None:
    """With scripts: by the language link, too. What is sent is sent, and an untouched form asks nothing."""
    context = browser.new_context()
    page, asked = context.new_page(), []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto(f"{site}/dot/hcmc-2012/hoi-nghi/")
    sign_in(page)
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert asked == []
    page.locator("#conclusion").fill("Đạt yêu cầu")
    page.locator(".switch").click(no_wait_after=True)
    expect(page.locator("#conclusion")).to_have_value("Đạt yêu cầu")
    assert asked == ["beforeunload"]
    page.locator("#chair").fill("Bí thư")
    page.locator("#on").fill("2012-12-20")
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("status").first).to_be_visible()
    assert asked == ["beforeunload"]
    context.close()
