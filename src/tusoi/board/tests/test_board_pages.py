"""The public's pages: for everybody alike, without an account, a cookie or a script, and never a person's name."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from tests.cast import at_noon, kept_for_a_module, lan, mai_loads_the_seed
from tests.matrix.answers import header_faults
from tests.outside import everybody_vouches, three_outside
from tusoi.board import pages
from tusoi.board.answering import Gathered
from tusoi.board.kept import put_away
from tusoi.board.limits import MADE, SENT
from tusoi.board.rules.standing import Piece, PublicWords
from tusoi.board.shown import Board, board_of
from tusoi.board.tests.told import (
    WORDS,
    asked_about,
    came_back_as,
    proposed,
    published,
    published_report,
    taken_back,
    withdrawn,
)
from tusoi.figures import engine, kept
from tusoi.organisation.models import Account, Tenure
from tusoi.remediation.living import FeltCount
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db

BOARD = "/cong-khai/hcmc-2012/"
ITEM = f"{BOARD}viec/1/"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def shown(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status, response.content.decode()[:2_000]
    assert not response.cookies
    return response.content.decode()


def test_nothing_is_there_before_something_is_published() -> None:
    proposed()
    assert shown(BOARD, 404).replace("hcmc-2012", "") == shown("/cong-khai/khong-co/", 404).replace(
        "khong-co", ""
    )
    assert "Chưa có gì" in shown("/cong-khai/")


def test_what_two_persons_published_is_there_in_the_publics_words() -> None:
    published()
    page = shown(BOARD)
    assert WORDS.title in page
    assert WORDS.owner in page
    assert "Đợt" in shown("/cong-khai/") or "Kiểm điểm" in shown("/cong-khai/")
    assert "Việc số 1" in shown(ITEM)
    shown(f"{BOARD}viec/2/", 404)
    for address in (BOARD, ITEM, f"{BOARD}du-lieu/", f"{BOARD}so-lieu/", "/cong-khai/"):
        assert 'lang="en"' in shown(f"{address}?lang=en")


def test_the_licence_of_the_open_data_is_led_to() -> None:
    published()
    page = shown(f"{BOARD}du-lieu/")
    assert "<strong>CC BY 4.0, <a " in page
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in page


def test_a_search_finds_with_marks_and_without() -> None:
    published()
    published("2", PublicWords("Chống ngập vùng trũng", "Đô thị", "Giám đốc Sở Xây dựng"))
    for sought in ("chậm triển", "cham trien", "DAT DAI", "tai nguyen 1"):
        page = shown(f"{BOARD}?tim={sought}")
        assert WORDS.title in page, sought
        assert "Chống ngập" not in page, sought
    assert "Không có việc nào như vậy" in shown(f"{BOARD}?tim=khong-thay")
    assert "Chống ngập" in shown(f"{BOARD}?buoc=planned")
    assert "Chống ngập" not in shown(f"{BOARD}?buoc=verified")


def test_what_was_taken_back_is_gone_and_the_page_says_so_and_when() -> None:
    published()
    taken_back(Piece.OWNER)
    for page in (shown(BOARD), shown(ITEM)):
        assert WORDS.owner not in page
        assert WORDS.title in page
        assert "đã rút lại ngày" in page
        assert "có thông tin về cá nhân" in page
        assert "có tên người" not in page
    taken_back(Piece.WHOLE)
    for page in (shown(BOARD), shown(ITEM)):
        assert WORDS.title not in page
        assert "đã rút lại ngày" in page


def test_a_report_is_there_as_it_was_approved_without_the_names_of_who_approved_it() -> None:
    record = published_report()
    page = shown(f"{BOARD}bao-cao/{record}/")
    assert "133/136" in page
    assert "Dung" not in page
    assert "Mai," not in page
    assert "SHA-256" in page
    shown(f"{BOARD}bao-cao/{'0' * 32}/", 404)


def test_a_report_says_whether_witnesses_outside_vouch_for_it_as_soon_as_they_do(
    settings: Settings, tmp_path: Path
) -> None:
    settings.HOME, settings.BOARD_LOOKS_AGAIN_AFTER = tmp_path / "home", 0
    settings.HOME.mkdir()
    record = published_report()
    page = f"{BOARD}bao-cao/{record}/"
    assert "Người làm chứng" not in shown(page), "nobody was named"
    three = three_outside(settings.HOME, tmp_path)
    put_away()
    waiting = shown(page)
    assert "chờ người làm chứng" in waiting
    assert "mới được xác nhận bởi 0/3" in waiting
    everybody_vouches(three, at=1_800_000_000)
    vouched = shown(page)
    assert (
        "đã được xác nhận bởi 2/3 người làm chứng ở ngoài cơ quan: inspection, superior" in vouched
    )
    assert "vouched for by 2/3 witnesses outside the office" in shown(f"{page}?lang=en")


def test_the_figures_are_those_of_the_published_report() -> None:
    published()
    assert "133/136" not in shown(f"{BOARD}so-lieu/")
    published_report()
    assert "133/136" in shown(f"{BOARD}so-lieu/")


def test_of_a_large_campaign_they_are_counted_once_for_all_processes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    published_report()
    of_a_small_one = shown(f"{BOARD}so-lieu/")
    monkeypatch.setattr(engine, "LARGE", 100)
    monkeypatch.setattr(engine, "_read", None)  # nothing reads all of it
    engine.forget()
    put_away()
    assert shown(f"{BOARD}so-lieu/") == of_a_small_one
    monkeypatch.setattr(kept, "figures_in_pieces", None)
    engine.forget()
    put_away()
    assert shown(f"{BOARD}so-lieu/") == of_a_small_one
    assert "133" in shown("/du-lieu/v1/campaigns/hcmc-2012/figures.csv")


def test_no_page_names_a_person() -> None:
    lan()
    Account.objects.filter(name="Lan").update(name="Nguyễn Thị Canary")
    Tenure.objects.filter(unit__code="A47").update(holder_name="Nguyễn Thị Canary", holder="CANARY")
    published()
    record = published_report()
    for address in every_page(record):
        for lang in ("vi", "en"):
            page = shown(f"{address}?lang={lang}")
            for named in ("Canary", "CANARY", "Dung", "Mai"):
                assert not re.search(rf"\b{named}\b", page), (address, named)


def every_page(record: str) -> tuple[str, ...]:
    data = "/du-lieu/v1/campaigns"
    inner = (
        "items",
        "items/1",
        "items.csv",
        "reports",
        f"reports/{record}",
        "figures",
        "figures.csv",
    )
    return (
        *("/cong-khai/", BOARD, ITEM, f"{BOARD}bao-cao/{record}/", f"{BOARD}so-lieu/"),
        *(f"{BOARD}du-lieu/", data, f"{data}/hcmc-2012"),
        *(f"{data}/hcmc-2012/{one}" for one in inner),
    )


def test_a_page_is_made_once_until_something_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    put_away()
    made: list[str] = []

    def counted(code: str, **when: Any) -> Board:
        made.append(code)
        return board_of(code, **when)

    monkeypatch.setattr(pages, "board_of", counted)
    first, second = Client().get(BOARD), Client().get(f"{BOARD}?khac=1&lang=")
    assert (
        made == ["hcmc-2012"] * 2
    )  # an empty language is another address, what nobody reads is none
    assert first.content == second.content
    assert Client().get(f"{BOARD}?khac=2").content == first.content
    assert len(made) == 2
    same = Client(headers={"If-None-Match": first["ETag"]}).get(BOARD)
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])
    taken_back(Piece.OWNER)
    third = Client(headers={"If-None-Match": first["ETag"]}).get(BOARD)
    assert third.status_code == 200
    assert third["ETag"] != first["ETag"]
    assert len(made) == 3


def test_what_is_public_says_so_to_whoever_stands_between() -> None:
    published()
    for address, kind in (
        (BOARD, "public"),
        (ITEM, "public"),
        (f"{BOARD}?tim=x", "public"),
        ("/cong-khai/", "public"),
        ("/du-lieu/v1/campaigns/hcmc-2012/items", "data"),
        ("/du-lieu/v1/campaigns/hcmc-2012/items.csv", "data"),
    ):
        client = Client()
        client.cookies["sessionid"] = "khong-co"
        response = client.get(address)
        assert (response.status_code, list(header_faults(response, kind))) == (200, []), address
        again = Client(headers={"If-None-Match": response["ETag"]}).get(address)
        assert (again.status_code, list(header_faults(again, kind))) == (304, []), address
    for address in (f"{BOARD}viec/9/", "/du-lieu/v1/khong-co", "/cong-khai/khong-co/"):
        assert list(header_faults(Client().get(address), "page")) == []
    assert Client().put(BOARD).status_code == 405
    assert Client().head(BOARD).status_code == 200


def test_what_breaks_is_told_without_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    put_away()
    monkeypatch.setattr(pages, "board_of", lambda *_, **__: 1 / 0)
    assert Client().get(f"{BOARD}?tim=hong").status_code == 500
    assert Client().get("/du-lieu/v1/campaigns/hcmc-2012?q=hong").status_code == 200


def test_too_many_pages_at_once_are_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    assert Client().get(BOARD).status_code == 200
    monkeypatch.setattr(MADE, "_left", 0.0)
    monkeypatch.setattr(MADE, "_rate", 0.0)
    assert Client().get(f"{BOARD}?tim=moi").status_code == 429
    assert Client().get(BOARD).status_code == 200


def test_one_press_counts_where_the_question_is_open_and_keeps_nothing_of_the_person(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.BOARD_COUNTS_AFTER = 0
    published()
    address = f"{ITEM}tra-loi/"

    def pressed(said: str, **headers: str) -> Any:
        return Client(headers=headers).post(address, f"tra-loi={said}", content_type=FORM)

    assert "tra-loi" not in shown(ITEM)
    assert pressed("chua").status_code == 422
    asked_about("1")
    assert "Vẫn chưa xong" in shown(ITEM)
    for said in ("chua", "chua", "roi"):
        SENT.fill()
        response = pressed(said)
        assert (response.status_code, response["Location"]) == (303, f"{ITEM}?da-ghi=1")
        assert not response.cookies
    page = shown(f"{ITEM}?da-ghi=1")
    assert "Đã nhận câu trả lời" in page
    assert "Có người chịu ảnh hưởng nói việc này vẫn chưa xong" in page
    item = Client().get("/du-lieu/v1/campaigns/hcmc-2012/items/1").json()
    assert (item["said_put_right"], item["said_still_not"], item["disputed"]) == (None, None, True)
    assert pressed("khac").status_code == 422
    assert Client().post(address, {"tra-loi": "chua"}).status_code == 413
    assert pressed("chua", **{"Sec-Fetch-Site": "cross-site"}).status_code == 404
    assert Client().get(address).status_code == 405
    monkeypatch.setattr(SENT, "_left", 0.0)
    monkeypatch.setattr(SENT, "_rate", 0.0)
    assert pressed("chua").status_code == 429


def test_presses_are_gathered_and_told_together(settings: Settings) -> None:
    settings.BOARD_COUNTS_AFTER = 3_600
    gathered = Gathered()
    try:
        for said in ("chua", "chua", "roi"):
            gathered.add("hcmc-2012", "1", said)
        assert gathered._counts == {"hcmc-2012": {"1": FeltCount(1, 2)}}
        assert gathered._timer is not None
    finally:
        if gathered._timer is not None:
            gathered._timer.cancel()


ENGLISH = PublicWords(
    *(WORDS.title, WORDS.area, WORDS.owner),
    *("Land of stalled projects is taken back", "Land", "Director of Natural Resources"),
)


def test_the_english_page_shows_english_words_and_says_where_there_are_none() -> None:
    published("1", ENGLISH)
    published("2", PublicWords("Chống ngập vùng trũng", "Đô thị", "Giám đốc Sở Xây dựng"))
    for page in (shown(f"{BOARD}?lang=en"), shown(f"{ITEM}?lang=en")):
        assert ENGLISH.title_en in page
        assert ENGLISH.owner_en in page
        assert ENGLISH.title not in page
    assert shown(f"{BOARD}?lang=en").count("(in Vietnamese)") == 1
    assert "(in Vietnamese)" not in shown(f"{ITEM}?lang=en")
    other = shown(f"{BOARD}viec/2/?lang=en")
    assert "(in Vietnamese)" in other
    assert '<span lang="vi">Chống ngập vùng trũng</span>' in other
    for page in (shown(BOARD), shown(ITEM)):
        assert ENGLISH.title_en not in page
        assert "in Vietnamese" not in page
    assert ENGLISH.title_en in shown(f"{BOARD}?lang=en&tim=stalled")


def test_what_is_taken_back_goes_in_both_languages() -> None:
    published("1", ENGLISH)
    taken_back(Piece.TITLE)
    for address in (BOARD, ITEM):
        assert ENGLISH.title_en not in shown(f"{address}?lang=en")
        assert ENGLISH.owner_en in shown(f"{address}?lang=en")


def test_an_item_that_the_record_took_back_says_so_and_is_not_counted() -> None:
    published()
    published("2")
    withdrawn()
    assert board_of("hcmc-2012", as_of=today(), known_by=now()).counts["total"] == 1
    page = shown(ITEM)
    assert "Hồ sơ của đợt kiểm điểm không còn việc này nữa" in page
    assert "Ba cách nhìn" not in page
    assert "no longer has this item" in shown(f"{ITEM}?lang=en")
    assert "không còn trong hồ sơ" in shown(BOARD)
    item = Client().get("/du-lieu/v1/campaigns/hcmc-2012/items/1").json()
    assert (item["out_of_record"], item["withdrawn"], item["stage"]) == (True, False, None)


def test_an_item_that_came_back_is_named_by_its_new_number_where_that_is_public() -> None:
    published()
    asked_about("1")
    came_back_as("1", "2")
    assert "Việc này đã tái diễn và đang được làm lại" in shown(ITEM)
    assert "làm lại thành việc số" not in shown(ITEM)
    item = Client().get("/du-lieu/v1/campaigns/hcmc-2012/items/1").json()
    assert (item["came_back"], item["came_back_as"]) == (True, [])
    published("2")
    assert "làm lại thành việc số 2" in " ".join(shown(ITEM).split())


def test_the_open_figures_are_those_of_the_report_published_last() -> None:
    published_report(date(2012, 12, 17))
    with at_noon(today() + timedelta(days=3)):
        last = published_report(date(2012, 12, 10))
        newest = board_of("hcmc-2012", as_of=today(), known_by=now()).newest_report
    assert newest is not None
    assert newest.record == last
