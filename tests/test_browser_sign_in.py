"""The door in a browser: a passkey and a code application under the strict policy, on a desk and on a telephone."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.cast import HCMC_CAMPAIGN, dung, lan, mai, mai_loads_the_seed
from tests.door import PASSWORD, Telephone, link_of
from tests.open_to_all import badly_laid_out, broken_rules
from tusoi.discipline.models import InspectionStep
from tusoi.organisation.entry import held
from tusoi.organisation.entry.resets import ask_reset

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=360, height=740)
PICTURES = os.environ.get("TUSOI_PICTURES")
"""A folder, if somebody wants to look at each page as it was."""
WALL = f"/dot/{HCMC_CAMPAIGN}/"


@pytest.fixture(autouse=True)
def in_earnest(settings: Settings) -> None:
    settings.FULL_SIGN_IN = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class Visit:
    """One browser at the door; everything the console says is kept, and every page is looked at."""

    def __init__(self, page: Page, site: str, size: ViewportSize) -> None:
        self.page, self.site, self.size = page, site, size
        self.said: list[str] = []
        self.wrong: list[str] = []
        page.set_viewport_size(size)
        page.on("console", lambda message: self.said.append(message.text))

    def goes(self, address: str) -> None:
        self.page.goto(self.site + address)

    def looks(self, name: str, *, again: bool = True) -> None:
        """The page as it stands is whole; one that may be asked for again is looked at in English too."""
        self._look(f"{name}-vi")
        if again:
            here = self.page.url
            self.page.goto(f"{here}{'&' if '?' in here else '?'}lang=en")
            self._look(f"{name}-en")
            self.page.goto(f"{here}{'&' if '?' in here else '?'}lang=vi")

    def _look(self, name: str) -> None:
        found = [*broken_rules(self.page), *badly_laid_out(self.page)]
        self.wrong += [f"{name} ({self.size['width']}): {one}" for one in found]
        if PICTURES:
            file = Path(PICTURES) / f"{name}-{self.size['width']}.png"
            self.page.screenshot(path=file, full_page=True)

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def signs_in(self, name: str) -> None:
        self.goes(reverse("sign-in"))
        self.page.fill("#name", name)
        self.page.fill("#password", PASSWORD)
        self.presses("Đăng nhập")

    def is_clean(self) -> None:
        assert not self.wrong, "\n".join(self.wrong)
        assert [one for one in self.said if "status of 4" not in one] == []


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def visit(request: Any, live_server: LiveServer, browser: Browser) -> Iterator[Visit]:
    mai_loads_the_seed()
    context = browser.new_context(locale="vi-VN")
    yield Visit(context.new_page(), live_server.url, request.param)
    context.close()


def holds_a_passkey(visit: Visit) -> None:
    """The browser has an authenticator of its own, which says yes to whatever it is asked."""
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def opens_the_link(visit: Visit, who: Callable[[], Any]) -> None:
    visit.goes(link_of(who()))
    visit.looks("new-password")
    visit.page.fill("#password", PASSWORD)
    visit.page.fill("#again", PASSWORD)
    visit.presses("Đặt mật khẩu và vào")
    visit.looks("account-half")


def test_a_code_application_from_the_link_to_the_next_sign_in(visit: Visit) -> None:
    visit.goes(reverse("sign-in"))
    visit.looks("sign-in")
    visit.goes(reverse("forgotten"))
    visit.looks("forgotten")
    opens_the_link(visit, lan)
    visit.page.get_by_role("link", name="Ứng dụng tạo mã trên điện thoại").click()
    visit.looks("application")
    telephone = Telephone((visit.page.locator(".secret").text_content() or "").replace(" ", ""))
    picture = visit.page.locator(".to-scan").bounding_box()
    assert picture is not None
    assert picture["width"] > 150
    visit.page.fill("#code", next(telephone.wrong_codes()))
    visit.presses("Xong")
    visit.looks("application-refused", again=False)
    visit.page.fill("#code", telephone.code())
    visit.presses("Xong")
    visit.looks("paper-codes", again=False)
    paper = visit.page.locator(".paper-codes li").first.text_content() or ""
    visit.page.get_by_role("link", name="Tôi đã chép xong").click()
    visit.goes(WALL)
    assert visit.page.url == visit.site + WALL
    visit.goes(reverse("account"))
    visit.looks("account")
    visit.page.get_by_role("button", name="Thoát").click()
    visit.signs_in("Lan")
    visit.looks("second-step")
    visit.page.fill("#code", next(telephone.wrong_codes()))
    visit.presses("Xác nhận")
    visit.looks("second-step-refused", again=False)
    visit.page.fill("#code", paper)
    visit.presses("Xác nhận")
    visit.goes(WALL)
    assert visit.page.url == visit.site + WALL
    visit.is_clean()


def test_a_passkey_is_made_shown_and_confirms_an_act(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    holds_a_passkey(visit)
    opens_the_link(visit, dung)
    visit.page.get_by_role("link", name="Khóa (passkey)").click()
    visit.looks("passkeys-none")
    visit.page.fill("#name", "Máy ở cơ quan")
    visit.presses("Thêm khóa")
    visit.page.get_by_role("link", name="Tôi đã chép xong").click()
    visit.page.get_by_role("button", name="Thoát").click()
    visit.signs_in("Dung")
    visit.looks("second-step-passkey")
    visit.presses("Dùng khóa")
    visit.page.wait_for_url(lambda url: "/vao/" not in url)
    visit.goes(reverse("passkeys"))
    visit.looks("passkeys")
    ask_reset(lan(), by=mai())
    visit.goes(reverse("resets"))
    visit.looks("resets")
    visit.goes(f"{WALL}don-vi/A47/viec/ket-luan/")
    visit.page.fill("[name=on]", "2013-01-10")
    monkeypatch.setattr(held, "FRESH_FOR", timedelta(0))
    visit.page.locator("main form button[type=submit]").first.click()
    visit.looks("confirm", again=False)
    visit.presses("Xác nhận bằng khóa")
    expect(visit.page.get_by_role("heading", name="Xác nhận là bạn")).to_have_count(0)
    assert InspectionStep.objects.filter(review__unit__code="A47", step="concluded").exists()
    visit.goes(reverse("change-password"))
    visit.looks("change-password")
    visit.is_clean()


def test_without_a_passkey_to_show_the_page_says_so(visit: Visit) -> None:
    opens_the_link(visit, dung)
    visit.page.get_by_role("link", name="Khóa (passkey)").click()
    visit.page.evaluate("delete window.PublicKeyCredential")
    visit.presses("Thêm khóa")
    expect(visit.page.get_by_text("không dùng được khóa ở địa chỉ này")).to_be_visible()
    visit.looks("passkeys-impossible", again=False)
    visit.is_clean()
