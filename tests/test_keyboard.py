"""The room and the sheet without a mouse: everything is come to in the order it is read, and what has the focus is seen."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import HCMC_CAMPAIGN, lan, mai_loads_the_seed, reach_for, thao, tuan
from tests.in_the_room import DEC_19, DEC_20, DEC_21, cleared, met
from tusoi.campaigns.actions import review_of
from tusoi.meetings.queries import noted_in_room
from tusoi.meetings.room import open_room
from tusoi.organisation.models import Account
from tusoi.supervision.queries import rounds_of
from tusoi.values.clock import now, today

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A47 = f"/dot/{HCMC_CAMPAIGN}/don-vi/A47/"
SCRIPT = Path(__file__).parent.parent / "src/tusoi/meetings/static/meetings/room.js"
AS_FAR_AS = 90
"""More stops than any of these pages has between two that are wanted."""


def entered(context: BrowserContext, site: str, who: Account, address: str) -> Page:
    client = Client()
    client.force_login(who)
    for one in client.cookies.values():
        context.add_cookies([{"name": one.key, "value": one.value, "url": site}])
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")  # or the page is still gliding when it is looked at
    page.goto(site + address)
    return page


def tab_to(page: Page, wanted: str, key: str = "Tab") -> None:
    """Press Tab until the focus is there; on the way it is always seen."""
    for _ in range(AS_FAR_AS):
        page.keyboard.press(key)
        assert page.evaluate(_SEEN) == "", "the focus is not seen"
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"Tab does not come to {wanted}")


_SEEN = """() => {
  const at = document.activeElement;
  if (at === document.body) return "";
  const box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const drawn = at.matches(".pick input") ? getComputedStyle(at.parentElement) : style;
  const outline = [style, drawn].some(one => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2);
  const inside = box.bottom > 0 && box.top < innerHeight;
  const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), Math.max(box.top, 0) + Math.min(box.height / 2, 10));
  const covered = top && top.closest(".in-sight") && !at.closest(".in-sight");
  return outline && inside && !covered ? "" : at.outerHTML.slice(0, 160);
}"""
"""What has the focus, where it has no outline, is out of sight or lies under the counts; else nothing."""


def spoken() -> list[tuple[str, str, str]]:
    review = review_of(reach_for(thao()), "A47")
    (room,) = noted_in_room(HCMC_CAMPAIGN, review, known_by=now())
    return [(one.speaker, one.how, one.gist) for one in room.speeches]


def test_a_session_is_kept_without_a_mouse(
    live_server: LiveServer, context: BrowserContext
) -> None:
    mai_loads_the_seed()
    cleared()
    reach = reach_for(thao())
    open_room(reach, "A47", DEC_21, chair="A47/BT", secretary="Thảo", prepared_on=DEC_19)
    page = entered(context, live_server.url, thao(), f"{A47}hop/2012-12-21/")
    tab_to(page, "input[name=how]")
    page.keyboard.press("ArrowRight")
    tab_to(page, "#topic")
    page.keyboard.press("ArrowDown")
    tab_to(page, ".gist summary")
    page.keyboard.press("Enter")
    tab_to(page, "#gist")
    page.keyboard.type("Nêu hai việc chậm")
    tab_to(page, ".person[data-post='A47/UV9']", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-count=spoke]")).to_have_text("1")
    tab_to(page, "button[name=all_there]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-count=present]")).to_have_text("11")
    tab_to(page, ".away summary")
    page.keyboard.press("Enter")
    tab_to(page, ".away input")
    page.keyboard.type("ốm")
    tab_to(page, "button[name=away]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-count=present]")).to_have_text("10")
    expect(page.locator("#line-text")).to_have_text("Đã gửi hết; mọi mục đã được lưu.")
    tab_to(page, "button[name=close]")
    page.keyboard.press("Enter")
    expect(page.locator("#summary")).to_contain_text("1/11")
    assert spoken() == [("A47/UV9", "called_on", "Nêu hai việc chậm")]


def test_the_sheet_is_filled_without_a_mouse(
    live_server: LiveServer, context: BrowserContext
) -> None:
    mai_loads_the_seed()
    cleared()
    met(DEC_20)
    page = entered(context, live_server.url, tuan(), f"{A47}giam-sat/")
    tab_to(page, ".jumps a[href='#sign-1']")
    for number in range(1, 13):
        tab_to(page, f"#sign_{number}_seen")
        page.keyboard.press("ArrowRight")
        expect(page.locator(f"#sign_{number}_not_seen")).to_be_checked()
    tab_to(page, "button[name=draft]:focus")
    page.keyboard.press("Enter")
    expect(page.locator("details.sign[open]")).to_have_count(0)
    expect(page.locator(".jumps a.done")).to_have_count(12)
    tab_to(page, "#sign-12 > summary")
    page.keyboard.press("Enter")
    expect(page.locator("#sign_12_not_seen")).to_be_visible()
    for about in ("content", "procedure", "quality", "whole"):
        tab_to(page, f"#judged_{about}_meets")
        page.keyboard.press("Space")
        tab_to(page, f"#words_{about}")
        page.keyboard.type("Đã đọc")
    said = "ngày {0.day} tháng {0.month} năm {0.year}".format(today())
    expect(page.locator("#on + .day-said")).to_have_text(said)
    tab_to(page, "button[name=conclude]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã ghi kết luận của tổ.")).to_be_visible()
    (judged,) = rounds_of(HCMC_CAMPAIGN, review_of(reach_for(lan()), "A47"))
    assert (judged.verdict, len(judged.marks)) == ("meets", 12)


def test_every_key_that_the_room_knows_stands_on_its_page(client: Client) -> None:
    mai_loads_the_seed()
    cleared()
    met(date(2012, 12, 20), closed=False)
    client.force_login(thao())
    page = client.get(f"{A47}hop/2012-12-20/").content.decode()
    told = set(re.findall(r"<kbd>(\w)</kbd>", page))
    known = re.findall(
        r"^    (\w): ",
        SCRIPT.read_text(encoding="utf-8").split("const KEYS")[1].split("};")[0],
        re.MULTILINE,
    )
    assert told == {*map(str.upper, known), "1", "9"}
