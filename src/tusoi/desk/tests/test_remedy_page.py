"""The page of a unit's remedy plan: when it is owed, its items, its adoption; refused kindly."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    at_noon,
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
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.ledger.queries import head
from tusoi.meetings.actions import hold_session
from tusoi.organisation.models import Account
from tusoi.remediation.living import ask_due_move, decide_due_move
from tusoi.supervision.actions import give_verdict
from tusoi.values.clock import today
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

PAGE = "/dot/hcmc-2012/don-vi/A47/khac-phuc/"
DEC_18, DEC_19, DEC_20 = (date(2012, 12, day) for day in (18, 19, 20))


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, lan, dung, thao, tuan):
            player()
        yield


def held(*, judged: bool = False) -> None:
    record_conclusion(reach_for(dung()), "A47", DEC_18)
    settle_responsibilities(reach_for(dung()), "A47", DEC_19, ())
    seats = ("A47-01", "A47-02")
    hold_session(reach_for(lan()), "A47", DEC_20, chair="A47/BT", leaders=seats, prepared_on=DEC_19)
    if judged:
        group, on = reach_for(tuan()), date(2012, 12, 27)
        give_verdict(group, "A47", concluded("meets"), on, held_on=When(DEC_20))


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def send(**changed: str) -> Any:
    due = (today() + timedelta(days=60)).isoformat()
    item = {"what": "item", "title": "Rà soát vi phạm", "owner": "A47/PBT", "due": due}
    return as_(thao()).post(PAGE, item | changed)


def adopt(on: str = "2013-01-05") -> Any:
    return as_(lan()).post(PAGE, {"what": "adopt", "adopted_on": on})


def lines() -> int:
    return head(campaign_tree("hcmc-2012")).size


def test_before_the_review_is_held_the_page_says_so() -> None:
    page = text(as_(thao()).get(PAGE))
    assert "chưa kiểm điểm xong" in page
    assert '<form class="form"' not in page


def test_items_are_added_amended_and_the_plan_is_adopted() -> None:
    held(judged=True)
    page = text(as_(thao()).get(PAGE))
    assert "quá hạn" in page
    assert "11/01/2013" in page, "fifteen days after the verdict"
    assert send().status_code == 302
    page = text(as_(thao()).get(PAGE))
    for shown in ("A47.KP01", "Rà soát vi phạm", "A47/PBT", "dự kiến"):
        assert shown in page
    form = text(as_(thao()).get(PAGE, {"sua": "A47.KP01"}))
    (amends,) = [line for line in form.split("<") if 'name="amends"' in line]
    row = amends.split('value="')[1].split('"')[0]
    assert send(amends=row, title="Rà soát hết", number="A47.KP01").status_code == 302
    assert adopt().status_code == 302
    page = text(as_(mai()).get(PAGE))
    assert "Rà soát hết" in page
    assert "đã thông qua" in page
    assert "Rà soát hết" in text(as_(mai()).get(PAGE.replace("khac-phuc/", "")))
    assert "Rà soát hết" not in text(as_(mai()).get("/dot/hcmc-2012/khac-phuc/"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "phải điền"),
        ({"title": "x" * 2_000_000}, "nhiều nhất"),
        ({"due": ""}, "Chưa có hạn hoàn thành"),
        ({"due": "2012-12-31"}, "đã qua"),
        ({"due": "hôm qua"}, "không phải một ngày"),
        ({"owner": ""}, "Chưa có người chịu trách nhiệm"),
        ({"owner": "B02/BT"}, "không phải chức vụ"),
        ({"group": "99"}, "nhóm giải pháp"),
        ({"finding_code": "KD99"}, "không có khuyết điểm"),
        ({"what": "xóa"}, "chưa điền đúng"),
    ],
)
def test_a_refusal_gives_the_form_back_with_what_was_typed(
    changed: dict[str, str], sentence: str
) -> None:
    held()
    before = lines()
    response = send(**changed)
    assert (response.status_code, lines()) == (422, before)
    assert sentence in text(response)
    if "title" not in changed:
        assert ">Rà soát vi phạm</textarea>" in text(response)


def test_a_plan_without_items_is_refused_and_a_form_sent_twice_is_recorded_once() -> None:
    held()
    response = adopt()
    assert response.status_code == 422
    assert "chưa có việc nào" in text(response)
    send()
    before = lines()
    assert send().status_code == 302
    assert lines() == before


def test_the_plan_shows_the_deadline_that_two_people_set_from_that_day_on() -> None:
    jan_10, feb_5, mar_1 = date(2013, 1, 10), date(2013, 2, 5), date(2013, 3, 1)
    file = PAGE.replace("khac-phuc/", "")

    def due(address: str, **asked: str) -> list[str]:
        return re.findall("20/02/2013|01/03/2013", text(as_(mai()).get(address, asked)))

    with at_noon(jan_10):
        held(judged=True)
        assert send(due="2013-02-20").status_code == 302
        ask_due_move(reach_for(lan()), "A47.KP01", mar_1, "Chờ kinh phí")
        assert due(PAGE) == ["20/02/2013"], "what is proposed does not stand yet"
    with at_noon(feb_5):
        decide_due_move(reach_for(mai()), "A47.KP01", 1, approved=True)
        assert due(PAGE) == due(file) == ["01/03/2013"]
        for address in (PAGE, file):
            assert due(address, as_of="2013-01-10") == ["20/02/2013"]
