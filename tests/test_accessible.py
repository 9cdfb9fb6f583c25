"""Every kind of page, in both languages, on a desk and on a telephone: nothing is out of anybody's reach."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from tests.cast import (
    DEC_17,
    HCMC,
    HCMC_CAMPAIGN,
    concluded,
    dung,
    heading,
    lan,
    mai,
    mai_loads_the_grassroots,
    mai_loads_the_seed,
    phuc,
    reach_for,
    reading_for,
    sau,
    tuan,
)
from tests.in_a_case import CasePage, case_pages
from tests.in_the_room import DEC_20, DEC_21, met
from tests.open_to_all import (
    badly_laid_out,
    broken_rules,
    cut_text,
    out_of_reach,
    steep_lines,
    too_wide,
)
from tests.walk import kind, named_pages, walk
from tusoi.campaigns.actions import Seat
from tusoi.campaigns.handing_over import hand_over_post
from tusoi.campaigns.models import Review
from tusoi.campaigns.removing import propose_removal
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.errands.folder import put_together
from tusoi.errands.models import Errand
from tusoi.meetings.minutes.correcting import ask_correction
from tusoi.meetings.minutes.writing import draw_minutes, write_section
from tusoi.organisation.models import Account
from tusoi.preparation.explaining import suggest_topic
from tusoi.preparation.models import SuggestedTopic
from tusoi.preparation.writing import save_draft
from tusoi.remediation.living import give_item
from tusoi.remediation.practices.acting import check_practice, claim_practice
from tusoi.remediation.practices.record import Said
from tusoi.reports.approval import draft_report
from tusoi.supervision.actions import give_verdict
from tusoi.supervision.queries import drawn_to_read
from tusoi.supervision.replies import reply_to_verdict
from tusoi.supervision.second import draw_sample
from tusoi.values.clock import now
from tusoi.values.day import When

pytestmark = pytest.mark.browser

STARTS = (
    "/vao/",
    "/dot/hcmc-2012/",
    "/dot/hcmc-2012/don-vi/A47/",
    "/dot/hcmc-2012/so-lieu/units_not_reviewed/",  # a small one of its kind
    "/dot/hcmc-2012-grassroots/don-vi/A22X/",
)
BESIDES = {
    "nothing there": "/khong-co/",
    "no such day": "/dot/hcmc-2012/?as_of=2012-02-31",
    "open-below chosen": "/dot/hcmc-2012/mo-cap-duoi/?duoi=A23",
    "last-time": "/dot/hcmc-2012/dot-truoc/",
    "compare": "/dot/hcmc-2012-grassroots/so-sanh/?voi=hcmc-2012",
    "roll-up below": "/dot/hcmc-2012-grassroots/cac-cap-duoi/",
    "checkpoints": "/so-cai/",
    "search": "/dot/hcmc-2012/tim/?q=quan",
    "tree-of": "/dot/hcmc-2012/cay/A24/",
    "removals of a unit": "/dot/hcmc-2012/xoa-loi/?don_vi=A05",
}
"""What nobody links to."""


def head_of_a21() -> Account:
    """Whoever heads A21, which has met and may write its minutes."""
    return heading("A21")


READERS = (mai, lan, tuan, dung, sau, head_of_a21)
"""Those who between them may open every page."""

NO_PAGE = {
    "checkpoint",
    "sign-out",
    "enter-as",
    "report-file",
    "draft-file",
    "draft-approve",
    "review-files-file",
    "search-json",
    "alive",
    "ready",
    "exchange-export",
    "exchange-blank",
    "everything-file",
    "exchange-annotated",
    "items-download",
    "items-write",
    "units-download",
    "units-write",
    "unit-write",
    "item-file",
    "item-file-add",
    "compare-csv",
    "tree-json",
    "tree-of-json",
    "self-review-file",
    "own-review-file",
    "minutes-file",
    "room-notes",
    "my-file-download",
    "my-file-word",
    "draft-comment",
    "relation-back",
    "role-decide",
    "role-end",
    "invitation-letter",
    "second-step",
    "new-password",
    "paper-codes",
    "sessions-of-mine",
    "openid_connect_login",
    "openid_connect_callback",
    "sealed-batch",
    "sealed-prints",
    "public-answer",
    "data-openapi",
    "data-campaigns",
    "data-campaign",
    "data-items",
    "data-item",
    "data-items-csv",
    "data-items-xlsx",
    "data-reports",
    "data-report",
    "data-figures",
    "data-figures-csv",
    "data-figures-xlsx",
    "office-figures",
    "office-items",
    "office-units",
}
"""Addresses that show nothing of their own here: they lead on, take something, or a file comes down. Those of the door are looked at as people come through it (`test_browser_sign_in.py`)."""

SUPERVISED = {"criticism", "group-note", "second-reading", "verdict-reply"}
OF_A_CASE = {"case", "case-act", "case-bodies", "case-open", "retention"}
SEALED = {
    "sealed-give",
    "sealed-dialogue",
    "sealed-lists",
    "sealed-digests",
    "sealed-retaliation",
}
PUBLIC = {"public", "public-board", "public-item", "public-report", "public-figures", "public-data"}
"""Pages of what is published: `test_browser_board.py`."""
VOICES = {
    "answer-by-link",
    "invitation",
    "invitation-entry",
    "invited",
    "invited-answer",
    "issue",
    "resets",
}
"""Pages of a channel that is open, and of opinions asked for, issues and a reset: `test_accessible_voices.py`."""
IN_A_TEST_OF_ITS_OWN = {"room"} | SUPERVISED | OF_A_CASE | SEALED | VOICES | PUBLIC
"""Pages that somebody first has to bring about; the tests after the walk do."""

DESK, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=360, height=740)
MOST_TOLD = 60


def reader(who: Callable[[], Account]) -> Client:
    return signed_in(who())


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def pages_open_to(client: Client, known: Collection[str]) -> dict[str, str]:
    def read(address: str) -> str:
        answer = client.get(address)
        html = answer.headers.get("Content-Type", "").startswith("text/html")
        shown = answer.status_code == 200 and "Content-Disposition" not in answer.headers
        return answer.content.decode() if html and shown else ""

    return walk(read, *STARTS, known=known)


def opened(browser: Browser, site: str, client: Client) -> BrowserContext:
    context = browser.new_context()
    cookies = client.cookies.values()
    context.add_cookies([{"name": one.key, "value": one.value, "url": site} for one in cookies])
    return context


def mai_has_been_at_work(client: Client) -> dict[str, str]:
    """Where stands what she left: a draft, a return sent up, one with a fault."""
    draft = draft_report(reach_for(mai()), as_of=DEC_17, known_by=now())
    give_item(reach_for(mai()), "9", "A02", "A02/BT")
    hand_over_post(reach_for(mai()), "A02/BT", date(2013, 2, 1), "CB-9")
    first, other = SuggestedTopic.objects.filter(review__unit__code="A05").order_by("code")[:2]
    table = SuggestedTopic._meta.label_lower
    decided = {"decision": "12-QĐ/VPTU", "basis": "authority", "reason": "Có dữ liệu cá nhân."}
    propose_removal(reach_for(mai()), table, first.pk, decided_on=DEC_17, **decided)
    return {
        "removal": reverse("removal", args=[HCMC_CAMPAIGN, 1]),
        "removal-new": reverse("removal-new", args=[HCMC_CAMPAIGN, table, other.pk]),
        "draft": reverse("draft", args=[HCMC_CAMPAIGN, draft]),
        "handover": reverse("handover", args=[HCMC_CAMPAIGN, "A02"]),
        "draft-compare": reverse("draft-compare", args=[HCMC_CAMPAIGN, draft]),
        **files_put_together(),
        **draft_being_made(),
        **figures_being_counted(),
        **everything_being_written(),
        "exchange-sent": sent_up(client, suggested_on(date(2012, 9, 30))),
        "exchange-sent faulty": sent_up(client, suggested_on("31/02/2012")),
    }


def files_put_together() -> dict[str, str]:
    """Where she follows review files: being made, stopped, there, and gone."""
    why = {"vi": "Đĩa của máy đã đầy.", "en": "The machine’s disk is full."}
    half: dict[str, Any] = {"pieces": 136}
    moment = now()
    found = {}
    for name, how_far in {
        "review-files-made": half,
        "review-files-made stopped": {**half, "failed_at": moment, "why": why},
        "review-files-made there": {**half, "done_at": moment},
        "review-files-made gone": {**half, "done_at": moment},
    }.items():
        whose = {"kind": "review-files", "campaign_code": HCMC_CAMPAIGN, "asked_by": mai()}
        errand = Errand.objects.create(**whose, lang="vi", asked_at=moment, **how_far)
        if name.endswith("there"):
            put_together(errand.pk, [], {"00-danh-muc.txt": b""})
        found[name] = reverse("review-files-made", args=[HCMC_CAMPAIGN, errand.pk])
    return found


def draft_being_made() -> dict[str, str]:
    """Where she follows the draft of a large campaign's report: waiting, being made, and stopped."""
    why = {"vi": "Đĩa của máy đã đầy.", "en": "The machine’s disk is full."}
    whose = {"kind": "report-draft", "campaign_code": HCMC_CAMPAIGN, "asked_by": mai()}
    half: dict[str, Any] = {"pieces": 27}
    found = {}
    for name, how_far in {
        "report-made waiting": {"pieces": None},
        "report-made": half,
        "report-made stopped": {**half, "failed_at": now(), "why": why},
    }.items():
        errand = Errand.objects.create(**whose, **how_far, lang="vi", asked_at=now())
        found[name] = reverse("report-made", args=[HCMC_CAMPAIGN, errand.pk])
    return found


def figures_being_counted() -> dict[str, str]:
    """Where she follows the counting of a large campaign's figures."""
    whose = {"kind": "figures-count", "campaign_code": HCMC_CAMPAIGN, "asked_by": mai()}
    wanted = {"as_of": "2012-12-17", "known_by": now().isoformat(), "past": False}
    errand = Errand.objects.create(**whose, wanted=wanted, pieces=27, lang="vi", asked_at=now())
    return {"figures-made": reverse("figures-made", args=[HCMC_CAMPAIGN, errand.pk])}


def everything_being_written() -> dict[str, str]:
    """Where she asks for everything as text, which only a large campaign's page leads to, and follows it: being written, and there."""
    whose = {"kind": "everything", "campaign_code": HCMC_CAMPAIGN, "asked_by": mai()}
    wanted = {"known_by": now().isoformat(), "past": True}
    found = {"everything": reverse("everything", args=[HCMC_CAMPAIGN])}
    for name, done_at in {"everything-made": None, "everything-made there": now()}.items():
        errand = Errand.objects.create(
            **whose, wanted=wanted, pieces=12, lang="vi", asked_at=now(), done_at=done_at
        )
        if done_at:
            put_together(errand.pk, [], {"don-vi.csv": b""})
        found[name] = reverse("everything-made", args=[HCMC_CAMPAIGN, errand.pk])
    return found


def minutes_are_drawn() -> dict[str, str]:
    """Where A21 writes its minutes: drawn from the record, corrected once, one section written."""
    reach = reach_for(head_of_a21())
    draw_minutes(reach, "A21")
    write_section(reach, "A21", "closing", "Kết thúc lúc 17 giờ.", base=1)
    ask_correction(reach, "A21", "closing", "Muộn hơn.", version=2)
    a21 = [HCMC_CAMPAIGN, "A21"]
    return {
        "minutes drawn": reverse("minutes", args=a21),
        "minutes-section": reverse("minutes-section", args=[*a21, "closing"]),
        "minutes-version": reverse("minutes-version", args=[*a21, 0, 2]),
    }


def lan_has_been_writing() -> dict[str, str]:
    """Her pages of a topic put to her unit and of two self-reviews begun."""
    suggest_topic(reach_for(mai()), "A47", "Quản lý đất công", deep=True)
    found = {"explanation": reverse("explanation", args=[HCMC_CAMPAIGN, "A47", "A47-GY1"])}
    for whose, about in ((Seat("A47"), "self-review"), (Seat("A47", "A47-01"), "own-review")):
        save_draft(reach_for(lan()), whose, {"earlier": "Đã làm."}, base=None)
        args = [HCMC_CAMPAIGN, "A47", *filter(None, [whose.holder])]
        found[f"{about} writing"] = reverse(about, args=args)
        found[f"{about}-word"] = reverse(f"{about}-word", args=args)
        found[f"{about}-version"] = reverse(f"{about}-version", args=[*args, 1])
    return found


def sent_up(client: Client, workbook: bytes) -> str:
    file = SimpleUploadedFile("goi-y.xlsx", workbook)
    return str(client.post(reverse("exchange", args=[HCMC_CAMPAIGN]), {"file": file})["Location"])


def suggested_on(day: date | str) -> bytes:
    """The seed's suggested topics, the first of them suggested on another day."""
    book, kept = openpyxl.load_workbook(HCMC / "goi-y.xlsx"), BytesIO()
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[1] if cell.value == "Ngày gợi ý")
    sheet.cell(row=2, column=column, value=day)
    book.save(kept)
    return kept.getvalue()


@pytest.mark.django_db(transaction=True)
def test_every_page_is_open_to_everybody(
    live_server: LiveServer, browser: Browser, settings: Any, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    mai_loads_the_seed()
    mai_loads_the_grassroots()
    claim_practice(reach_for(lan()), "A47", Said("Cách làm", "Đã làm", "Kết quả", "Sổ"))
    check_practice(reach_for(phuc()), "A47.CL01", 1, "Đã xem")
    seen: dict[str, str] = {}
    wrong: list[str] = []
    for who in READERS:
        client = reader(who)
        new = {} if seen else BESIDES | mai_has_been_at_work(client)
        if who is head_of_a21:
            new |= minutes_are_drawn()
        new |= lan_has_been_writing() if who is lan else {}
        new |= pages_open_to(client, known={*seen, *new})
        seen |= new
        context = opened(browser, live_server.url, client)
        for name, address in new.items():
            page = context.new_page()
            found = looked_at(page, live_server.url + address)
            wrong.extend(f"{name}: {fault}" for fault in found)
            page.close()
        context.close()
    assert not wrong, "\n".join(["", *dict.fromkeys(wrong[:MOST_TOLD])])
    assert named_pages() - {name.split()[0] for name in seen} == NO_PAGE | IN_A_TEST_OF_ITS_OWN


A47 = f"/dot/{HCMC_CAMPAIGN}/don-vi/A47/"


def lan_is_in_the_room(client: Client) -> dict[str, str]:
    """The room of a day still open, with a speech to amend, and that of an earlier day closed."""
    record_conclusion(reach_for(dung()), "A47", date(2012, 12, 18))
    settle_responsibilities(reach_for(dung()), "A47", date(2012, 12, 19))
    opening = {"chair": "A47/BT", "secretary": "Thảo", "prepared_on": "2012-12-19"}
    closed, still_open = f"{A47}hop/2012-12-20/", f"{A47}hop/2012-12-21/"
    for day, room in (("2012-12-20", closed), ("2012-12-21", still_open)):
        assert client.post(f"{A47}hop/", {"on": day, **opening})["Location"] == room
        client.post(room, {"guest": "Tổ công tác T07"})
        client.post(room, {"away": "A47/UV9", "reason:A47/UV9": "đi công tác"})
        client.post(room, {"speaker": "A47/UV1", "topic": "T1", "gist": "nêu hai ý"})
        client.post(room, {"move": "A47/PBT"})
    client.post(closed, {"close": "1"})
    state = client.post(f"{still_open}ghi/", '{"entries": [], "state": true}', "application/json")
    key = state.json()["state"]["speeches"][0]["key"]
    return {
        "sessions": f"{A47}hop/",
        "room": still_open,
        "room amending": f"{still_open}?sua={key}",
        "room closed": closed,
        "no room": f"{A47}hop/2012-12-22/",
    }


@pytest.mark.django_db(transaction=True)
def test_the_room_is_open_to_everybody(live_server: LiveServer, browser: Browser) -> None:
    mai_loads_the_seed()
    client = reader(lan)
    pages = lan_is_in_the_room(client)
    context = opened(browser, live_server.url, client)
    wrong: list[str] = []
    for name, address in pages.items():
        page = context.new_page()
        wrong.extend(f"{name}: {fault}" for fault in looked_at(page, live_server.url + address))
        page.close()
    context.close()
    assert not wrong, "\n".join(["", *dict.fromkeys(wrong[:MOST_TOLD])])


SHEET, SECOND = f"{A47}giam-sat/", f"/dot/{HCMC_CAMPAIGN}/doc-lai/"


def marked(*signs: int, seen: int = 3) -> dict[str, str]:
    """The marks of these signs as a sheet sends them; one is seen, with its quote."""
    told = {f"sign_{number}": "not_seen" for number in signs} | {f"sign_{seen}": "seen"}
    quote = {f"quote_{seen}": "do cơ chế", f"whence_{seen}": "minutes", f"place_{seen}": "trang 3"}
    return told | quote


def a47_has_met() -> None:
    record_conclusion(reach_for(dung()), "A47", date(2012, 12, 18))
    settle_responsibilities(reach_for(dung()), "A47", date(2012, 12, 19))
    met(DEC_20)


def the_group_judges() -> tuple[Account, dict[str, str]]:
    """Tuấn's sheet with five signs marked in a draft, and the page of notes."""
    a47_has_met()
    reader(tuan).post(SHEET, {**marked(1, 2, 4, 5), "draft": "1"})
    return tuan(), {"supervision drafted": SHEET, "group-note": f"{SHEET}ghi-chu/"}


def the_unit_is_told_to_redo() -> tuple[Account, dict[str, str]]:
    """Lan's reply to a redo; the sheet with what it criticised."""
    conclusion = concluded("redo", seen={3: "do cơ chế"})
    give_verdict(reach_for(tuan()), "A47", conclusion, DEC_21, held_on=When(DEC_20))
    reply_to_verdict(reach_for(lan()), "A47", "Đơn vị tiếp thu.")
    return lan(), {"supervision judged": SHEET, "verdict-reply": f"{SHEET}tra-loi/"}


def the_office_looks() -> tuple[Account, dict[str, str]]:
    """What Mai may publish of it, and the plan of a unit told to redo."""
    return mai(), {"criticism": f"{SHEET}cong-bo/", "remedy judged": f"{A47}khac-phuc/"}


def a_second_reader_is_drawn() -> tuple[Account, dict[str, str]]:
    """A review that is to be read again, still blank; whose and by whom is chance."""
    draw_sample(reach_for(mai()))
    who, page = drawn_first()
    return who, {"second-reading": page}


def the_second_reader_has_read() -> tuple[Account, dict[str, str]]:
    """The same, handed in."""
    who, page = drawn_first()
    whole = {"judged_whole": "meets", "words_whole": "Đã đọc", "conclude": "1"}
    sent = signed_in(who).post(page, {**marked(*range(1, 13)), **whole})
    assert sent.status_code == 302
    return who, {"second-reading done": page}


def drawn_first() -> tuple[Account, str]:
    """The first review that was drawn: who reads it, and where."""
    one = next(one for one in drawn_to_read(HCMC_CAMPAIGN) if one.reader_group)
    unit = Review.objects.get(pk=one.review).unit.code
    return reading_for(one.reader_group), f"{SECOND}{unit}/"


MOMENTS = (
    the_group_judges,
    the_unit_is_told_to_redo,
    the_office_looks,
    a_second_reader_is_drawn,
    the_second_reader_has_read,
)


@pytest.mark.django_db(transaction=True)
def test_the_pages_of_supervision_are_open_to_everybody(
    live_server: LiveServer, browser: Browser
) -> None:
    mai_loads_the_seed()
    wrong: list[str] = []
    seen: set[str] = set()
    for moment in MOMENTS:
        who, pages = moment()
        context = opened(browser, live_server.url, signed_in(who))
        for name, address in pages.items():
            page = context.new_page()
            wrong.extend(f"{name}: {fault}" for fault in looked_at(page, live_server.url + address))
            page.close()
        context.close()
        seen |= {name.split()[0] for name in pages}
    assert not wrong, "\n".join(["", *dict.fromkeys(wrong[:MOST_TOLD])])
    assert seen >= SUPERVISED


@pytest.mark.django_db(transaction=True)
def test_a_case_is_open_to_everybody_from_its_opening_to_its_end(
    live_server: LiveServer, browser: Browser
) -> None:
    mai_loads_the_seed()
    wrong: list[str] = []
    seen = set()
    hold = CasePage("retention", dung, f"{A47}giu-lai/")
    for one in (hold, *case_pages()):
        seen.add(one.name.split()[0])
        context = opened(browser, live_server.url, reader(one.reader))
        page = context.new_page()
        faults = looked_at(page, live_server.url + one.address)
        wrong.extend(f"{one.name}: {fault}" for fault in faults)
        context.close()
    assert not wrong, "\n".join(["", *dict.fromkeys(wrong[:MOST_TOLD])])
    assert seen >= OF_A_CASE


def looked_at(page: Page, address: str) -> Iterator[str]:
    """What is wrong with a page: each language is laid out in both widths, and once asked by the rules."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for lang, (first, second) in {"vi": (DESK, PHONE), "en": (PHONE, DESK)}.items():
        page.set_viewport_size(first)
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={lang}")
        found = [*broken_rules(page), *badly_laid_out(page)]
        if first is DESK:
            found += out_of_reach(page)
        yield from (f"({lang}, {first['width']}) {fault}" for fault in found)
        page.set_viewport_size(second)
        yield from (f"({lang}, {second['width']}) {fault}" for fault in badly_laid_out(page))
    yield from (f"(sent empty) {fault}" for fault in sent_empty(page))
    yield from (text for text in said if "status of 4" not in text)


def sent_empty(page: Page) -> list[str]:
    """What is wrong with the page that a form answers with when nothing is filled in; a folded form is opened first."""
    button = page.locator("main form[method=post]:has(.field) button[type=submit]")
    if button.count() != 1:
        return []
    page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
    page.evaluate("document.querySelector('main form[method=post]').noValidate = true")
    button.click()
    return [*broken_rules(page), *badly_laid_out(page)]


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
