"""The room in a real browser: with scripts and without, by touch and by keys, with the network cut and come back."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.sessions.models import Session as Login
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import HCMC_CAMPAIGN, dung, lan, mai_loads_the_seed, reach_for, thao
from tusoi.campaigns.actions import review_of
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.ledger.checking import discrepancies
from tusoi.meetings.queries import RoomNoted, noted_in_room
from tusoi.meetings.room import open_room
from tusoi.organisation.models import Account
from tusoi.values.clock import now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SESSIONS = f"/dot/{HCMC_CAMPAIGN}/don-vi/A47/hop/"
ROOM = f"{SESSIONS}2012-12-20/"
DEC_20 = date(2012, 12, 20)
DESK, PHONE = (1280, 900), (360, 740)


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """A47 may meet."""
    mai_loads_the_seed()
    record_conclusion(reach_for(dung()), "A47", date(2012, 12, 18))
    settle_responsibilities(reach_for(dung()), "A47", date(2012, 12, 19))
    return str(live_server.url)


@pytest.fixture
def room(site: str) -> str:
    """The room of 20 December is open."""
    prepared = date(2012, 12, 19)
    reach = reach_for(thao())
    open_room(reach, "A47", DEC_20, chair="A47/BT", secretary="Thảo", prepared_on=prepared)
    return site + ROOM


class Opened:
    """Browsers of the cast; what the pages complain of is kept."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def page(
        self,
        account: Account,
        address: str,
        *,
        scripts: bool = True,
        size: tuple[int, int] = DESK,
    ) -> Page:
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts
        )
        self.contexts.append(context)
        sign_in(context, account, address)
        page = context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.goto(address)
        return page


def sign_in(context: BrowserContext, account: Account, address: str) -> None:
    client, site = Client(), address.partition("/dot/")[0]
    client.force_login(account)
    for one in client.cookies.values():
        context.add_cookies([{"name": one.key, "value": one.value, "url": site}])


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    all_opened = Opened(browser)
    yield all_opened
    for context in all_opened.contexts:
        context.close()


def noted() -> RoomNoted:
    review = review_of(reach_for(thao()), "A47")
    (found,) = noted_in_room(HCMC_CAMPAIGN, review, known_by=now())
    return found


def spoken() -> list[tuple[str, str]]:
    return [(one.speaker.partition("/")[2], one.how) for one in noted().speeches]


def tap(page: Page, post: str) -> None:
    page.locator(f'.person[data-post="A47/{post}"]').click()


def note_absent(page: Page, post: str) -> None:
    person = page.locator(f'.attendance [data-post="A47/{post}"]')
    person.get_by_text("Vắng…").click()
    person.get_by_role("button", name="Ghi vắng").click()


def expect_count(page: Page, name: str, number: int) -> None:
    expect(page.locator(f'[data-count="{name}"]')).to_have_text(str(number))


def expect_all_sent(page: Page) -> None:
    expect(page.locator("#line-text")).to_have_text("Đã gửi hết; mọi mục đã được lưu.")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_session_from_its_opening_to_its_sentence(
    site: str, opened: Opened, scripts: bool, size: tuple[int, int]
) -> None:
    page = opened.page(thao(), site + SESSIONS, scripts=scripts, size=size)
    page.get_by_label("Ngày họp", exact=True).fill("2012-12-20")
    page.get_by_label("Ngày bản tự kiểm điểm").fill("2012-12-19")
    page.get_by_role("button", name="Mở phòng họp").click()
    page.get_by_role("button", name="Tất cả còn lại có mặt").click()
    tap(page, "UV1")
    expect_count(page, "spoke", 1)
    page.locator("label.pick", has_text="được chỉ định").click()
    page.get_by_label("Nội dung").select_option("T1")
    tap(page, "UV2")
    expect_count(page, "had_to_be_called_on", 1)
    tap(page, "UV3")
    expect_count(page, "spoke", 3)
    page.locator("#said li").first.get_by_role("button", name="Rút lại").click()
    expect_count(page, "spoke", 2)
    page.get_by_role("button", name="Chuyển sang kiểm điểm người này Bí thư").click()
    expect(page.locator("#now")).to_contain_text("A47/BT")
    expect(page.get_by_label("Nói về ai")).to_have_value("A47/BT")
    page.locator("label.pick", has_text="tự giác").click()
    tap(page, "BT")
    expect_count(page, "spoke", 3)
    if scripts:
        expect_all_sent(page)
    page.get_by_role("button", name="Đóng phòng họp").click()
    expect(page.locator("#summary")).to_contain_text("3/11 người phát biểu; 1 người phải chỉ định")
    assert spoken() == [("UV1", "unasked"), ("UV2", "called_on"), ("BT", "unasked")]
    assert noted().speeches[-1].kind == "self_criticism"
    assert len(noted().present) == 11
    assert list(discrepancies()) == []
    assert opened.complaints == []


def test_nothing_is_lost_when_the_network_goes_and_comes_back(room: str, opened: Opened) -> None:
    page = opened.page(thao(), room)
    tap(page, "UV1")
    expect_all_sent(page)
    page.context.set_offline(True)
    page.keyboard.press("c")
    for post in ("UV2", "UV3", "UV2"):
        tap(page, post)
    note_absent(page, "UV9")
    expect(page.locator("#line-text")).to_contain_text("Mất mạng. Cứ ghi tiếp: 4 mục")
    expect_count(page, "spoke", 3)
    expect(page.locator("#said .tag")).to_have_count(3)
    assert len(spoken()) == 1
    page.context.set_offline(False)
    expect_all_sent(page)
    page.reload()
    expect_count(page, "spoke", 3)
    assert [post for post, _ in spoken()] == ["UV1", "UV2", "UV3", "UV2"]
    assert noted().absent == {"A47/UV9"}
    assert [one for one in opened.complaints if "ERR_INTERNET_DISCONNECTED" not in one] == []


def test_leaving_with_something_unsent_is_warned_of_and_a_reload_sends_it(
    room: str, opened: Opened
) -> None:
    page = opened.page(thao(), room)
    warned: list[str] = []

    def stay_or_go(dialog: Dialog) -> None:
        warned.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay_or_go)
    page.context.set_offline(True)
    tap(page, "UV4")
    tap(page, "UV5")
    expect(page.locator("#line-text")).to_contain_text("2 mục")
    page.route("**/ghi/", lambda route: route.abort())
    page.context.set_offline(False)
    page.reload()
    assert warned == ["beforeunload"]
    assert spoken() == []
    expect_count(page, "spoke", 2)
    page.unroute("**/ghi/")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect_all_sent(page)
    assert sorted(spoken()) == [("UV4", "unasked"), ("UV5", "unasked")]


def test_a_batch_whose_answer_was_lost_is_told_once(room: str, opened: Opened) -> None:
    page = opened.page(thao(), room)
    answers = []

    def lose_the_first(route: object) -> None:
        fetched = route.fetch()  # type: ignore[attr-defined]
        answers.append(fetched.status)
        if len(answers) == 1:
            route.abort()  # type: ignore[attr-defined]
        else:
            route.fulfill(response=fetched)  # type: ignore[attr-defined]

    page.route("**/ghi/", lose_the_first)
    tap(page, "UV6")
    expect_all_sent(page)
    assert answers[:2] == [200, 200]
    assert spoken() == [("UV6", "unasked")]


def test_after_signing_in_again_what_waited_is_sent(room: str, opened: Opened) -> None:
    page = opened.page(thao(), room)
    Login.objects.all().delete()
    tap(page, "UV7")
    expect(page.locator("#line-text")).to_contain_text("1 mục vẫn giữ trong máy này; đăng nhập lại")
    expect(page.get_by_role("link", name="Đăng nhập lại")).to_be_visible()
    sign_in(page.context, lan(), room)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#line-text")).to_contain_text("Người khác đang đăng nhập")
    assert spoken() == []
    sign_in(page.context, thao(), room)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect_all_sent(page)
    assert spoken() == [("UV7", "unasked")]


def test_what_the_server_refuses_stays_with_its_sentence_and_one_click_mends_it(
    room: str, opened: Opened
) -> None:
    page = opened.page(thao(), room)
    note_absent(page, "UV8")
    expect_all_sent(page)
    tap(page, "UV8")
    tap(page, "UV1")
    expect(page.locator("#refusals")).to_contain_text("A47/UV8 đang ghi là vắng mặt")
    expect_count(page, "spoke", 1)
    page.reload()
    page.get_by_role("button", name="Đánh dấu có mặt rồi ghi").click()
    expect(page.locator("#refusals")).to_be_hidden()
    expect_count(page, "spoke", 2)
    expect_all_sent(page)
    assert {post for post, _ in spoken()} == {"UV1", "UV8"}
    assert "A47/UV8" in noted().present


def test_a_page_opened_while_notes_are_sent_is_answered(room: str, opened: Opened) -> None:
    page = opened.page(thao(), room)
    answers = page.evaluate("""async () => {
      const taps = setInterval(() => document.querySelector(".person").click(), 50);
      const pages = Array.from({ length: 20 }, () => fetch(location.pathname));
      const answers = (await Promise.all(pages)).map((answer) => answer.status);
      clearInterval(taps);
      return answers;
    }""")
    expect_all_sent(page)
    assert set(answers) == {200}
    assert not opened.complaints


def test_two_secretaries_at_once_are_both_counted(room: str, opened: Opened) -> None:
    one, two = opened.page(thao(), room), opened.page(lan(), room)
    tap(one, "UV1")
    tap(two, "UV2")
    tap(one, "UV3")
    for page in (one, two):
        expect_all_sent(page)
    for page in (one, two):
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect_count(page, "spoke", 3)
    assert len(spoken()) == 3


def test_the_room_is_led_by_keys_alone(room: str, opened: Opened) -> None:
    page = opened.page(thao(), room)
    for key in ("c", "2", "u", "d", "t", "p", "3", "z"):
        page.keyboard.press(key)
    expect_all_sent(page)
    assert spoken() == [("PBT", "called_on")]
    page.keyboard.press("1")
    expect_count(page, "spoke", 2)
    expect_all_sent(page)
    speech = noted().speeches[-1]
    assert (speech.kind, speech.topic, speech.about) == ("self_criticism", "T1", "A47/BT")
    page.get_by_label("Đại diện cấp trên").press_sequentially("c12")
    assert len(noted().speeches) == 2
    page.get_by_label("Dùng phím tắt").uncheck()
    page.locator("body").press("3")
    expect_count(page, "spoke", 2)


def test_a_gist_is_added_later_and_a_guest_speaks(room: str, opened: Opened) -> None:
    page = opened.page(thao(), room)
    page.get_by_label("Đại diện cấp trên").fill("Tổ công tác T07")
    page.get_by_role("button", name="Ghi khách").click()
    page.locator(".person.guest").click()
    expect(page.locator("#said li")).to_have_count(1)
    page.get_by_role("button", name="Sửa, ghi tóm tắt").click()
    page.locator(".amending textarea").fill("đề nghị nêu rõ địa chỉ")
    page.get_by_role("button", name="Ghi lại").click()
    expect(page.locator(".said-gist")).to_have_text("đề nghị nêu rõ địa chỉ")
    expect_all_sent(page)
    (speech,) = noted().speeches
    assert (speech.speaker, speech.gist) == ("Tổ công tác T07", "đề nghị nêu rõ địa chỉ")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_enter_after_a_reason_notes_that_one_absent_and_nobody_present(
    room: str, opened: Opened, scripts: bool
) -> None:
    page = opened.page(thao(), room, scripts=scripts)
    row = page.locator("#attendance [data-post='A47/UV9']")
    row.locator("summary").click()
    row.locator("input").fill("đi công tác")
    row.locator("input").press("Enter")
    expect(row.locator("[data-there-word]")).to_have_text("vắng")
    if scripts:
        expect_all_sent(page)
    assert noted().absent == {"A47/UV9"}
    assert not noted().present


@pytest.mark.slow
def test_a_queue_of_ten_thousand_is_sent_to_the_end(room: str, opened: Opened) -> None:
    page = opened.page(thao(), room)
    page.route("**/ghi/", lambda route: route.abort())
    page.evaluate(FILL, 10_000)
    page.unroute("**/ghi/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#line-text")).to_contain_text("Đã gửi hết", timeout=600_000)
    assert len(spoken()) == 10_000


FILL = """many => {
  const prefix = `tusoi-room/${document.getElementById("room").dataset.key}/`;
  for (let n = 1; n <= many; n++) {
    const key = crypto.randomUUID(), at = new Date().toISOString();
    const said = {what: "speech", key, at, speaker: "A47/UV1", how: "unasked", kind: "other"};
    localStorage.setItem(`${prefix}${String(n).padStart(15, "0")}-${key}`, JSON.stringify(said));
  }
}"""
