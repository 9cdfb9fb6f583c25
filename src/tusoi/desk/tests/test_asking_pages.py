"""The pages of opinions asked for: a body is invited, answers by its link, signed in or through a clerk, and is heard."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.cast import (
    at_noon,
    binh,
    dung,
    figures_kept,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    minh,
    thao,
)
from tests.pages import text
from tusoi.campaigns.models import campaign_tree
from tusoi.desk.asking.shown import units_found
from tusoi.ledger.queries import head
from tusoi.opinions.asking import answering
from tusoi.opinions.asking.queries import answer_to, invitations_on, links_of, topics_asked
from tusoi.organisation.models import Account

pytestmark = pytest.mark.django_db

CAMPAIGN, UNIT = "hcmc-2012", "A47"
PAGE = f"/dot/{CAMPAIGN}/don-vi/{UNIT}/moi-gop-y/"
ONE = f"{PAGE}A47.GM01/"
DEC_18, DEC_28, DEC_29 = date(2012, 12, 18), date(2012, 12, 28), date(2012, 12, 29)
CELL = {
    "kind": "cell",
    "giver": "Chi bộ khu phố 3",
    "post": "",
    "due_on": "2012-12-28",
    "body_unit": "",
}
SAID = {"strengths_T1": "Đoàn kết, sâu sát", "faults_T1": "Chậm xử lý đơn thư", "seen": ""}


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        for player in (mai, lan, dung, thao, minh, binh):
            player()
        yield


@pytest.fixture(autouse=True)
def on_18_december() -> Iterator[None]:
    with at_noon(DEC_18):
        yield


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def invite(**changed: str) -> Any:
    return as_(mai()).post(PAGE, CELL | changed)


def link() -> str:
    """The address of the link that a first invitation was given."""
    as_(mai()).post(ONE, {"do": "link"})
    word = links_of(CAMPAIGN, ["A47.GM01"])["A47.GM01"].word
    return reverse("answer-by-link", args=[word])


def lines() -> int:
    return head(campaign_tree(CAMPAIGN)).size


def test_a_body_is_invited_once_and_shows_as_not_answered() -> None:
    assert invite().status_code == 302
    before = lines()
    again = as_(mai()).post(PAGE, CELL, follow=True)
    assert "không có gì thay đổi" in text(again)
    assert lines() == before
    page = text(as_(mai()).get(PAGE))
    for shown in ("A47.GM01", "Chi bộ khu phố 3", "chưa góp ý", "0/1"):
        assert shown in page
    assert "Chi bộ khu phố 3" in text(as_(mai()).get(f"/dot/{CAMPAIGN}/moi-gop-y/"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"giver": ""}, "phải điền"),
        ({"giver": "x" * 1_000_000}, "nhiều nhất"),
        ({"giver": "a\x00b"}, "U+0000"),
        ({"kind": "khac"}, "Hãy chọn"),
        ({"due_on": "2012-12-17"}, "đã qua"),
        ({"due_on": "2999-01-01"}, "quá xa"),
        ({"post": "KHONG"}, "không ai giữ chức vụ"),
        ({"body_unit": "ZZ9"}, "Không có đơn vị"),
        ({"body_unit": "A47"}, "không mời chính"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused_in_a_sentence(
    changed: dict[str, str], sentence: str
) -> None:
    before = lines()
    response = invite(**changed)
    assert (response.status_code, lines()) == (422, before)
    assert sentence in text(response)


def test_the_unit_itself_is_not_invited_under_its_name_either() -> None:
    page = text(as_(mai()).get(PAGE))
    name = page.split("<title>")[1].split(" – ")[1]
    response = invite(giver=f" {name.upper()} ")
    assert response.status_code == 422
    assert "không mời chính" in text(response)


def test_by_its_link_a_body_answers_without_an_account_and_changes_its_answer() -> None:
    invite()
    address, browser = link(), Client()
    page = text(browser.get(address))
    readers, form = page.index("Người đọc được"), page.index("<textarea")
    assert readers < form, "who reads it is said before the first field"
    assert browser.post(address, SAID).status_code == 302
    page = text(browser.get(address))
    assert "Chậm xử lý đơn thư" in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    changed = {**SAID, "faults_T1": "Chậm xử lý hai đơn thư", "seen": seen}
    assert browser.post(address, changed).status_code == 302
    stands = answer_to(CAMPAIGN, "A47.GM01")
    assert [one.faults for one in stands.points] == ["Chậm xử lý hai đơn thư"]
    assert len(stands.versions) == 2
    office = text(as_(mai()).get(ONE))
    assert "Các lần gửi" in office
    assert "gửi qua đường liên kết" in office


def test_the_word_of_the_link_is_kept_nowhere_and_no_cache_keeps_the_page() -> None:
    invite()
    address = link()
    word = address.rstrip("/").rsplit("/", 1)[1]
    assert len(word) == 26
    from django.apps import apps

    for row in apps.get_model("opinions.InvitationLink").objects.all():
        assert word not in str(row.__dict__)
    response = Client().get(address)
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "same-origin", "stricter, a browser would send no Origin"
    assert not response.cookies.get("sessionid")


def test_what_is_sent_twice_is_one_answer() -> None:
    invite()
    address = link()
    Client().post(address, SAID)
    before = lines()
    again = Client().post(address, SAID, follow=True)
    assert "không có gì thay đổi" in text(again)
    assert lines() == before


def test_two_of_one_body_at_once_lose_nothing() -> None:
    invite()
    address = link()
    assert Client().post(address, SAID).status_code == 302
    other = Client().post(address, {"faults_T2": "Họp hình thức", "seen": ""})
    assert other.status_code == 422
    page = text(other)
    assert "Người khác của nơi được mời" in page
    assert "Chậm xử lý đơn thư" in page, "what stands is shown"
    assert ">Họp hình thức</textarea>" in page, "what was typed is kept"
    seen = page.split('name="seen" value="')[1].split('"')[0]
    both = {**SAID, "faults_T2": "Họp hình thức", "seen": seen}
    assert Client().post(address, both).status_code == 302
    assert len(answer_to(CAMPAIGN, "A47.GM01").points) == 2


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Chưa có ý kiến nào"),
        ({"faults_T1": " \n "}, "Chưa có ý kiến nào"),
        ({"faults_T1": "\u202e \u2066"}, "Chưa có ý kiến nào"),
        ({"faults_T1": "x" * 1_000_000}, "tối đa là 2"),
        ({"faults_T1": "a\x00b"}, "U+0000"),
        ({"faults_KHONG": "Lạ"}, "không có nội dung"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    sent: dict[str, str], sentence: str
) -> None:
    invite()
    address = link()
    before = lines()
    response = Client().post(address, {**sent, "seen": ""})
    assert (response.status_code, lines()) == (422, before)
    assert sentence in text(response)


def test_marks_that_turn_the_writing_are_taken_out() -> None:
    invite()
    Client().post(link(), {"faults_T1": "tốt\u202eok", "seen": ""})
    assert answer_to(CAMPAIGN, "A47.GM01").points[0].faults == "tốtok"


def test_after_the_due_day_the_link_shows_and_takes_nothing() -> None:
    invite()
    address = link()
    with at_noon(DEC_28):
        assert Client().post(address, SAID).status_code == 302
    with at_noon(DEC_29):
        page = text(Client().get(address))
        assert "Hạn góp ý đã qua" in page
        assert "<textarea" not in page
        before = lines()
        late = Client().post(address, {**SAID, "faults_T1": "Muộn"})
        assert (late.status_code, lines()) == (422, before)
        assert "đã qua" in text(late)
        assert as_(mai()).post(ONE, {"do": "link"}).status_code == 422


def test_a_link_revoked_or_replaced_says_so_and_one_never_given_is_not_there() -> None:
    invite()
    first = link()
    second = link()
    assert first != second
    replaced = Client().get(first)
    assert replaced.status_code == 410
    assert "đã bị thu hồi hoặc đã được thay" in text(replaced)
    as_(mai()).post(ONE, {"do": "revoke"})
    assert Client().get(second).status_code == 410
    assert Client().post(second, SAID).status_code == 410
    assert Client().get("/thu-moi/abcdefghijklmnopqrstuvwxyz/").status_code == 404
    again = as_(mai()).post(ONE, {"do": "revoke"}, follow=True)
    assert "không có gì thay đổi" in text(again)


def test_a_link_revoked_while_its_answer_is_on_the_way_takes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    invite()
    address = link()
    before_the_act = topics_asked

    def taken_back_meanwhile(*asked: Any, **how: Any) -> Any:
        as_(mai()).post(ONE, {"do": "revoke"})
        return before_the_act(*asked, **how)

    monkeypatch.setattr(answering, "topics_asked", taken_back_meanwhile)
    refused = Client().post(address, SAID)
    assert refused.status_code == 422
    assert "đã bị thu hồi hoặc đã được thay" in text(refused)
    assert answer_to(CAMPAIGN, "A47.GM01").points == ()


def test_a_clerk_enters_a_letter_under_the_clerks_own_name_even_after_the_due_day() -> None:
    invite()
    with at_noon(DEC_29):
        entry = f"{ONE}ghi/"
        sent = {**SAID, "via": "letter", "received_on": "2012-12-27"}
        late = as_(mai()).post(entry, {**sent, "received_on": "2012-12-29"})
        assert late.status_code == 422
        assert "không nằm trong thời gian góp ý" in text(late)
        assert "Chậm xử lý đơn thư" in text(late)
        ahead = as_(mai()).post(entry, {**sent, "received_on": "2012-12-30"})
        assert ahead.status_code == 422
        assert as_(mai()).post(entry, sent).status_code == 302
        page = text(as_(mai()).get(PAGE))
        assert "thư, do cán bộ nhập (Mai)" in page


def test_an_invited_unit_answers_signed_in_and_has_it_on_its_desk() -> None:
    invite(body_unit="B02", kind="collective", giver="Tập thể B02")
    desk = text(as_(binh()).get("/ban-lam-viec/"))
    assert "Góp ý cho A47 theo thư mời" in desk
    address = f"/dot/{CAMPAIGN}/don-vi/B02/duoc-moi/A47.GM01/"
    assert address in desk
    assert as_(binh()).post(address, SAID).status_code == 302
    assert "Góp ý cho A47" not in text(as_(binh()).get("/ban-lam-viec/"))
    assert as_(lan()).get(address).status_code == 404
    assert "đăng nhập rồi gửi" in text(as_(mai()).get(ONE))
    assert "đã góp ý" in text(as_(binh()).get(f"/dot/{CAMPAIGN}/don-vi/B02/duoc-moi/"))


def test_the_head_reads_each_answer_as_the_guidance_says_and_a_member_none() -> None:
    invite()
    Client().post(link(), SAID)
    page = text(as_(lan()).get(PAGE))
    assert "Chậm xử lý đơn thư" in page
    assert '<form class="form"' not in page
    assert as_(minh()).get(PAGE).status_code == 404
    assert as_(thao()).get(PAGE).status_code == 404
    assert as_(lan()).get(ONE).status_code == 404


def test_the_office_reminds_those_whose_day_is_near() -> None:
    invite()
    assert "nơi chưa góp ý" not in text(as_(mai()).get("/ban-lam-viec/"))
    with at_noon(date(2012, 12, 26)):
        assert "Nhắc 1 nơi chưa góp ý" in text(as_(mai()).get("/ban-lam-viec/"))


def test_coverage_counts_by_kind_and_names_nobody_in_the_figure() -> None:
    invite()
    invite(giver="Mặt trận Tổ quốc phường", kind="front")
    Client().post(link(), SAID)
    page = text(as_(mai()).get(f"/dot/{CAMPAIGN}/moi-gop-y/"))
    assert "1/2" in page
    figure = text(as_(mai()).get(f"/dot/{CAMPAIGN}/so-lieu/voices/"))
    assert "chi bộ" in figure
    assert "Chi bộ khu phố 3" not in figure


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_letter_comes_down_with_its_link(form: str) -> None:
    invite()
    link()
    response = as_(mai()).get(f"{ONE}thu/{form}/")
    assert response.status_code == 200
    assert response.content[:2] in (b"PK", b"%P")
    assert as_(mai()).get(f"{ONE}thu/xlsx/").status_code == 404


def test_of_the_ledger_no_entry_holds_a_name_or_a_word() -> None:
    from tusoi.ledger.models import Entry

    invite()
    Client().post(link(), SAID)
    bodies = " ".join(Entry.objects.values_list("body", flat=True))
    for said in ("khu phố", "Chậm xử lý", "sâu sát"):
        assert said not in bodies
    assert "A47.GM01" in bodies
    assert invitations_on(CAMPAIGN, UNIT)[0].answered is not None


def test_an_answer_by_link_stands_under_nobodys_name_who_signed_in() -> None:
    invite()
    Client().post(link(), SAID)
    by_nobody = "nơi được mời, không ai đăng nhập; đường liên kết do Mai cấp"
    ledger = text(as_(dung()).get(f"/dot/{CAMPAIGN}/so-doi-chung/"))
    assert ledger.count(by_nobody) == 1
    assert "cách gửi: gửi qua đường liên kết, không ai đăng nhập" in ledger
    voices = text(as_(mai()).get(f"/dot/{CAMPAIGN}/don-vi/{UNIT}/van-de/"))
    assert "gửi qua đường liên kết, không ai đăng nhập" in voices


def test_what_a_clerk_entered_says_so_and_names_the_clerk_among_the_voices() -> None:
    invite()
    as_(mai()).post(f"{ONE}ghi/", {**SAID, "via": "letter", "received_on": "2012-12-18"})
    voices = text(as_(mai()).get(f"/dot/{CAMPAIGN}/don-vi/{UNIT}/van-de/"))
    assert "thư, do cán bộ nhập: Mai" in voices


def test_a_units_opinions_are_found_by_its_name_among_all_units() -> None:
    address = f"/dot/{CAMPAIGN}/moi-gop-y/"
    assert "/don-vi/A47/moi-gop-y/" not in text(as_(mai()).get(address))
    for sought in ("a47", "A47"):
        assert "/don-vi/A47/moi-gop-y/" in text(as_(mai()).get(address, {"don-vi": sought}))
    for sought in ("xã không có", "\x00", "x" * 5_000):
        assert "Không có đơn vị nào" in text(as_(mai()).get(address, {"don-vi": sought}))
    own = text(as_(lan()).get(address, {"don-vi": "quan"}))
    assert own.count("/moi-gop-y/") <= 3, "a head finds no other unit"


def test_of_many_units_some_are_listed_and_the_rest_counted() -> None:
    names = {f"P{n:04}": f"Phường {n}" for n in range(5_000)}
    found = units_found(names, set(names), "")
    assert (len(found.listed), found.not_listed) == (200, 4_800)
    assert units_found(names, (), "phuong 4999").listed == (("P4999", "Phường 4999"),)
    assert units_found(names, {"P0007"}, " ").listed == (("P0007", "Phường 7"),)
