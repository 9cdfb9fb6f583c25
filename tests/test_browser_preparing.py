"""A topic answered and a self-review written in a real browser: with scripts it saves itself, without them nothing is missing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import lan, mai, mai_loads_the_seed, reach_for, thao
from tusoi.guidance.forms import FormKind, form_of
from tusoi.organisation.models import Account
from tusoi.preparation.explaining import suggest_topic
from tusoi.preparation.queries import submissions_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "một mật khẩu đủ dài"
A47 = "/dot/hcmc-2012/don-vi/A47/"
EARLIER = "#section_earlier"


@pytest.fixture
def site(live_server: LiveServer) -> str:
    mai_loads_the_seed()
    suggest_topic(reach_for(mai()), "A47", "Quản lý đất công", deep=True)
    for account in (lan(), thao()):
        account.set_password(PASSWORD)
        account.save()
    return str(live_server.url)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=request.param
    )
    yield opened
    opened.close()


def entered(context: BrowserContext, site: str, account: Account, address: str) -> Page:
    page = context.new_page()
    page.goto(f"{site}{address}")
    page.get_by_label("Tên tài khoản").fill(account.name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    return page


def test_from_a_topic_to_a_self_review_handed_in(
    site: str, context: BrowserContext, tmp_path: Path
) -> None:
    page = entered(context, site, lan(), f"{A47}goi-y/")
    page.get_by_role("link", name=re.compile("^Giải trình")).click()
    page.get_by_label("chủ quan", exact=True).check()
    page.get_by_label("Ai chịu trách nhiệm").select_option("A47/PBT")
    page.get_by_label("Lời giải trình").fill("Tập thể kiểm tra ít.")
    page.get_by_role("button", name="Ghi lời giải trình").click()
    expect(page.get_by_text("Tập thể kiểm tra ít.")).to_be_visible()
    page.get_by_role("link", name="Mở bản tự kiểm điểm").click()
    for section in form_of("nqtw4-2012", FormKind.COLLECTIVE).written:
        page.locator(f"#section_{section.code}").fill(f"{section.help.vi}\n– Đã làm.")
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.get_by_text("Đã lưu bản nháp.")).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải bản Word theo mẫu").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    page.get_by_role("link", name="Nạp bản Word đã viết").click()
    page.get_by_label("Tệp Word (.docx)").set_input_files(file)
    page.get_by_role("button", name="Gửi lên và xem trước").click()
    expect(page.get_by_text("Tệp giống hệt bản đang có")).to_be_visible()
    page.get_by_role("link", name="Về bản tự kiểm điểm").click()
    page.get_by_role("button", name="Lưu và nộp").click()
    expect(page.get_by_text("Đã nộp bản tự kiểm điểm.")).to_be_visible()
    assert len(submissions_of(reach_for(lan()).campaign, "A47")) == 1


def test_a_draft_saves_itself_and_tells_when_another_saved_before(
    site: str, browser: Browser
) -> None:
    context, others = browser.new_context(), browser.new_context()
    page = entered(context, site, lan(), f"{A47}tu-kiem-diem/")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.locator(EARLIER).fill("Một.")
    page.locator("#section_scope").focus()
    expect(page.locator("#saved")).to_have_text(re.compile(r"^Đã lưu lúc \d\d:\d\d\.$"))
    other = entered(others, site, thao(), f"{A47}tu-kiem-diem/")
    expect(other.locator(EARLIER)).to_have_value("Một.")
    other.locator(EARLIER).fill("Một của Thảo.")
    other.get_by_role("button", name="Lưu bản nháp").click()
    expect(other.get_by_text("Đã lưu bản nháp.")).to_be_visible()
    page.locator(EARLIER).fill("Một của Lan.")
    page.locator("#section_scope").focus()
    expect(page.locator("#saved")).to_have_text(re.compile("^Thảo đã lưu bản nháp này"))
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.locator("ins")).to_have_text("Thảo")
    expect(page.locator(EARLIER)).to_have_value("Một của Lan.")
    page.locator(EARLIER).fill("Một của cả hai.")
    page.get_by_role("button", name="Lưu bản nháp").click()
    expect(page.get_by_text("Đã lưu bản nháp.")).to_be_visible()
    assert complaints == []
    context.close()
    others.close()
