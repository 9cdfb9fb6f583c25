"""The dared channel in a browser without scripts: three trustees make a key, somebody speaks up from a telephone, two open it, and the head finds nothing."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import HCMC_CAMPAIGN, lan, mai, mai_loads_the_seed, trustee
from tests.open_to_all import badly_laid_out, wrong_both_ways
from tusoi.organisation.models import Account
from tusoi.values.clock import today

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD, WORDS = "một mật khẩu đủ dài", "mưa nắng gạo muối đường"
NAMES = ("Hoa", "Dung", "Khanh")


@pytest.fixture
def site(live_server: LiveServer) -> str:
    mai_loads_the_seed()
    for account in (mai(), lan(), trustee()):
        account.set_password(PASSWORD)
        account.save()
    return str(live_server.url)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[str]:
    """The address of a trustees' room of its own process, its folder the test's."""
    command = [sys.executable, "-m", "tusoi.site.cli", "trustee", "--folder", str(tmp_path)]
    process = subprocess.Popen([*command, "--port", "8801"], stdout=subprocess.PIPE)
    assert process.stdout is not None
    found = re.search(r"http://\S+/", process.stdout.readline().decode())
    assert found
    yield found[0]
    process.kill()
    process.wait()


def screen(browser: Browser, width: int) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=False, accept_downloads=True
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    return page


def signed_in(browser: Browser, site: str, account: Account, address: str) -> Page:
    page = screen(browser, 1280)
    page.goto(f"{site}{address}")
    page.get_by_label("Tên tài khoản").fill(account.name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    return page


def looked_at(page: Page, name: str) -> None:
    """The page as it stands, held up in a window that runs scripts, for axe is one."""
    browser, address, shown = page.context.browser, page.url, page.content()
    assert browser is not None
    beside = browser.new_context().new_page()
    beside.route(
        lambda asked: asked == address,
        lambda route: route.fulfill(body=shown, content_type="text/html; charset=utf-8"),
    )
    beside.goto(address)
    assert wrong_both_ways(beside, name) == []
    beside.context.close()


def keys_and_a_ceremony(page: Page, room: str) -> None:
    page.goto(room)
    looked_at(page, "an empty room")
    page.fill("#name", "Hoa")
    page.fill("#passphrase", WORDS)
    page.get_by_role("button", name="Tạo khóa").click()
    expect(page.get_by_role("alert")).to_be_visible()
    looked_at(page, "a passphrase typed once")
    for name in NAMES:
        page.goto(room)
        page.fill("#name", name)
        page.fill("#passphrase", WORDS)
        page.fill("#again", WORDS)
        page.get_by_role("button", name="Tạo khóa").click()
        expect(page.get_by_role("status")).to_contain_text(".key.json")
    page.fill("#campaign", HCMC_CAMPAIGN)
    for box in page.locator("input[name=card]").all():
        box.check()
    page.get_by_role("button", name="Lập khóa").click()
    expect(page.get_by_role("status")).to_contain_text("Dấu khóa")
    looked_at(page, "a ceremony held")


def speak_up(page: Page, site: str) -> str:
    """From a telephone; gives the receipt."""
    page.goto(f"{site}/gop-y/{HCMC_CAMPAIGN}/")
    page.select_option("#unit", "A47")
    page.check("input[value=head]")
    page.fill("#words", "Chứng từ bến xe sắp bị tiêu hủy.")
    page.check("input[name=urgent]")
    page.get_by_role("button", name="Gửi ý kiến").click()
    assert page.context.cookies() == []
    return page.locator(".receipt").inner_text()


def test_from_a_ceremony_to_a_reply_by_receipt(
    site: str, room: str, browser: Browser, tmp_path: Path
) -> None:
    table, keeping = screen(browser, 1280), f"/dot/{HCMC_CAMPAIGN}/giu-khoa/"
    keys_and_a_ceremony(table, room)
    office = signed_in(browser, site, mai(), keeping)
    office.set_input_files("#channel", tmp_path / f"{HCMC_CAMPAIGN}.channel.json")
    office.fill("#opens_on", today().isoformat())
    office.fill("#closes_on", (today() + timedelta(days=20)).isoformat())
    office.get_by_role("button", name="Mở kênh", exact=True).click()
    expect(office.get_by_role("status")).to_contain_text("Đã mở kênh")
    phone = screen(browser, 360)
    receipt = speak_up(phone, site)
    office.get_by_role("button", name="Chuyển lô").click()
    expect(office.get_by_role("status")).to_contain_text("Đã chuyển lô 1")
    keeper = signed_in(browser, site, trustee(), keeping)
    with keeper.expect_download() as batch:
        keeper.get_by_role("link", name="Tải lô 1").click()
    batch.value.save_as(tmp_path / batch.value.suggested_filename)
    phone.goto(f"{site}/gop-y/{HCMC_CAMPAIGN}/lo/")
    with phone.expect_download() as prints:
        phone.get_by_role("link", name="Tải danh sách").click()
    prints.value.save_as(tmp_path / prints.value.suggested_filename)
    open_and_sign(table, room)
    keeper.set_input_files("#result", tmp_path / f"{HCMC_CAMPAIGN}-1.result.json")
    keeper.get_by_role("button", name="Nộp", exact=True).click()
    expect(keeper.get_by_role("status")).to_contain_text("Đã nhận kết quả")
    phone.goto(f"{site}/gop-y/{HCMC_CAMPAIGN}/ma-nhan/")
    phone.fill("#receipt", receipt)
    phone.get_by_role("button", name="Xem").click()
    expect(phone.get_by_text("Đã chuyển cơ quan kiểm tra.")).to_be_visible()
    destroy_and_sign(table, room, tmp_path)
    keeper.set_input_files("#record", tmp_path / f"{HCMC_CAMPAIGN}.destroyed.json")
    keeper.get_by_role("button", name="Nộp biên bản và hủy").click()
    expect(keeper.get_by_role("alert")).to_contain_text("trước ngày ấy không hủy")
    head = signed_in(browser, site, lan(), f"/dot/{HCMC_CAMPAIGN}/don-vi/A47/tom-luoc/")
    expect(head.get_by_text("Không có trang này")).to_be_visible()
    for page in (table, office, phone, keeper, head):
        page.context.close()


def open_and_sign(table: Page, room: str) -> None:
    """Two trustees open the batch, write a digest and a reply, and each signs."""
    table.goto(room)
    for number, name in ((1, "dung"), (2, "khanh")):
        table.select_option(f"#open-key-{number}", f"{name}.key.json")
        table.fill(f"#open-words-{number}", WORDS)
    table.get_by_role("button", name="So với danh sách rồi mở").click()
    expect(table.get_by_text("Chứng từ bến xe sắp bị tiêu hủy.")).to_be_visible()
    looked_at(table, "a batch on the table")
    table.fill("#topic-0", "T4")
    table.fill("#words-0", "Có người báo giấy tờ có thể bị hủy.")
    table.fill("#reply-0", "Đã chuyển cơ quan kiểm tra.")
    table.get_by_role("button", name="Ký", exact=True).click()
    expect(table.get_by_role("alert")).to_be_visible()
    looked_at(table, "signed without a passphrase")
    for name in ("dung", "hoa"):
        table.select_option("#key", f"{name}.key.json")
        table.fill("#passphrase", WORDS)
        table.get_by_role("button", name="Ký", exact=True).click()
    expect(table.get_by_role("status")).to_contain_text("Đủ chữ ký")
    looked_at(table, "a batch signed")
    for address in (table.url.partition("?")[0], room):
        table.goto(f"{address}?lang=en")
        looked_at(table, "in English")


def destroy_and_sign(table: Page, room: str, folder: Path) -> None:
    """Two trustees destroy the wraps in the room; without the tick nothing happens."""
    table.goto(room)
    for sure in (False, True):
        for number, name in ((1, "dung"), (2, "khanh")):
            table.select_option(f"#destroy-key-{number}", f"{name}.key.json")
            table.fill(f"#destroy-words-{number}", WORDS)
        if not sure:
            table.get_by_role("button", name="Hủy và ký").click()
            expect(table.get_by_role("alert")).to_contain_text("Chưa hủy gì")
            assert list(folder.glob("*.ceremony.json"))
    table.check("input[name=sure]")
    table.get_by_role("button", name="Hủy và ký").click()
    expect(table.get_by_role("status")).to_contain_text("2/2 người đã ký")
    assert not list(folder.glob("*.ceremony.json"))


def test_the_pages_fit_a_telephone(site: str, browser: Browser) -> None:
    from tests.cast import reach_for
    from tusoi.opinions.sealed.channel import ToOpen, open_channel
    from tusoi.opinions.sealed.tests.story import CEREMONY

    told = ToOpen(CEREMONY.campaign_key, 2, CEREMONY.trustees, today(), today(), {})
    open_channel(reach_for(mai()), told)
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    for part in ("", "ma-nhan/", "lo/", "?lang=en"):
        page.goto(f"{site}/gop-y/{HCMC_CAMPAIGN}/{part}")
        assert badly_laid_out(page) == [], part
    context.close()
