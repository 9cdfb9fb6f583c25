"""The page of what a unit's review found: shown with or without an address, recorded, amended, refused kindly."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    concluded,
    dung,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
    thao,
    tuan,
)
from tests.pages import text
from tusoi.campaigns.models import campaign_tree
from tusoi.campaigns.parts import Part
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.ledger.queries import head
from tusoi.meetings.actions import hold_session, sign_minutes
from tusoi.organisation.models import Account
from tusoi.supervision.actions import give_verdict
from tusoi.values.clock import today
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

PAGE = "/dot/hcmc-2012/don-vi/A47/khuyet-diem/"
DEC_18, DEC_19, DEC_20 = (date(2012, 12, day) for day in (18, 19, 20))
SLOW = {"shortcoming": "Chậm xử lý vi phạm", "owner": "A47/PBT", "address": "đội 3"}
SENT = {**SLOW, "cause": "subjective", "seat": "", "topic_code": "", "on": "2012-12-20"}


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, lan, dung, thao):
            player()
        yield


def met() -> None:
    record_conclusion(reach_for(dung()), "A47", DEC_18)
    settle_responsibilities(reach_for(dung()), "A47", DEC_19, ())
    seats = ("A47-01", "A47-02")
    hold_session(reach_for(lan()), "A47", DEC_20, chair="A47/BT", leaders=seats, prepared_on=DEC_19)


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def send(**changed: str) -> Any:
    return as_(thao()).post(PAGE, SENT | changed)


def lines() -> int:
    return head(campaign_tree("hcmc-2012")).size


def test_before_any_session_the_page_says_so_and_takes_nothing() -> None:
    page = text(as_(thao()).get(PAGE))
    assert "chưa họp kiểm điểm" in page
    assert '<form class="form"' not in page
    before = lines()
    response = send()
    assert (response.status_code, lines()) == (422, before)
    assert "đội 3" in text(response), "nothing typed is lost"


def test_a_finding_is_recorded_shown_and_amended() -> None:
    met()
    assert 'value="2012-12-20"' in text(as_(thao()).get(PAGE)), "the day of the last session"
    assert send().status_code == 302
    page = text(as_(thao()).get(PAGE))
    for shown in ("A47.KD01", "Chậm xử lý vi phạm", "chủ quan", "A47/PBT", "đội 3"):
        assert shown in page
    form = text(as_(thao()).get(PAGE, {"sua": "A47.KD01"}))
    (amends,) = [line for line in form.split("<") if 'name="amends"' in line]
    row = amends.split('value="')[1].split('"')[0]
    assert send(amends=row, address="đội 4", code="A47.KD01").status_code == 302
    assert "đội 4" in text(as_(mai()).get(PAGE))
    second = send(amends=row, address="đội 5", code="A47.KD01")
    assert second.status_code == 422
    assert "đã được người khác sửa" in text(second)
    assert ">đội 5</textarea>" in text(second)


def test_a_page_of_a_chosen_day_has_no_form_that_would_lose_what_is_typed() -> None:
    met()
    assert '<form class="form"' in text(as_(thao()).get(PAGE))
    for query in ({"as_of": today().isoformat()}, {"known_on": today().isoformat()}):
        assert '<form class="form"' not in text(as_(thao()).get(PAGE, query))


def test_a_finding_without_an_address_is_plainly_shown_so() -> None:
    met()
    assert send(owner="", address="").status_code == 302
    assert "chưa có địa chỉ" in text(as_(mai()).get(PAGE))
    assert "no address" in text(as_(mai()).get(PAGE, {"lang": "en"}))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"shortcoming": ""}, "phải điền"),
        ({"shortcoming": "x" * 2_000_000}, "nhiều nhất"),
        ({"shortcoming": "a\x00b"}, "U+0000"),
        ({"owner": "A47/KHONG"}, "không ai giữ chức vụ"),
        ({"topic_code": "GY99"}, "Không có nội dung gợi ý"),
        ({"cause": "khác"}, "không phải một loại nguyên nhân"),
        ({"seat": "B02-01"}, "không có cá nhân"),
        ({"on": "2012-12-19"}, "trước buổi họp đầu tiên"),
        ({"on": ""}, "phải điền"),
    ],
)
def test_a_refusal_gives_the_form_back_with_what_was_typed(
    changed: dict[str, str], sentence: str
) -> None:
    met()
    before = lines()
    response = send(**changed)
    assert (response.status_code, lines()) == (422, before)
    assert sentence in text(response)
    assert ">đội 3</textarea>" in text(response)


def test_after_the_minutes_no_form_is_shown() -> None:
    met()
    sign_minutes(reach_for(lan()), "A47", date(2012, 12, 21))
    page = text(as_(thao()).get(PAGE))
    assert "Biên bản đã ký" in page
    assert '<form class="form"' not in page


def test_a_redo_that_asks_for_the_findings_takes_more_than_one_until_the_group_judges() -> None:
    met()
    sign_minutes(reach_for(lan()), "A47", date(2012, 12, 21))
    group, held = reach_for(tuan()), When(DEC_20)
    redo = concluded("redo", parts=[Part.FINDINGS])
    give_verdict(group, "A47", redo, date(2012, 12, 22), held_on=held)
    for shortcoming in ("Chậm xử lý", "Không kiểm tra", "Không trả lời"):
        assert '<form class="form"' in text(as_(thao()).get(PAGE))
        assert send(shortcoming=shortcoming).status_code == 302
    give_verdict(group, "A47", concluded("meets"), today(), held_on=held)
    assert '<form class="form"' not in text(as_(thao()).get(PAGE))
    assert send(shortcoming="Thêm một").status_code == 422


def test_the_form_sent_twice_is_one_finding() -> None:
    met()
    send()
    before = lines()
    again = as_(thao()).post(PAGE, SENT, follow=True)
    assert "không có gì thay đổi" in text(again)
    assert lines() == before
