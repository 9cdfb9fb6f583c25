"""The acts as forms: refused in a sentence with nothing lost, recorded once, and seen at once."""

from collections.abc import Iterator
from datetime import date
from html import unescape
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
    tuan,
)
from tests.pages import text
from tusoi.campaigns.models import campaign_tree
from tusoi.campaigns.parts import Part
from tusoi.desk.acts import ACTS
from tusoi.findings.actions import Said, record_finding
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.organisation.models import Account
from tusoi.supervision.actions import give_verdict
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

HELD = When(date(2013, 1, 25))
A47 = "/dot/hcmc-2012/don-vi/A47/"
SESSION = {
    "prepared_on": "2013-01-20",
    "on": "2013-01-25",
    "chair": "A47/PBT",
    "leaders": ["A47-01", "A47-02"],
}
VERDICT = {
    **{f"sign_{number}": "not_seen" for number in range(1, 13)},
    **{f"judged_{about}": "meets" for about in ("content", "procedure", "quality", "whole")},
    **{f"words_{about}": "đủ" for about in ("content", "procedure", "quality")},
    "on": "2013-02-01",
    "conclude": "1",
}


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, lan, dung, tuan):
            player()
        yield


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def send(account: Account, slug: str, sent: dict[str, Any]) -> Any:
    return as_(account).post(f"{A47}viec/{slug}/", sent)


def lines() -> int:
    return head(campaign_tree("hcmc-2012")).size


def cleared() -> None:
    """The inspectorate has concluded, the head's responsibility is serious, the deputy is named to chair."""
    for account, slug, sent in (
        (dung(), "ket-luan", {"on": "10/01/2013"}),
        (dung(), "trach-nhiem", {"on": "2013-01-15", "serious": "A47/BT"}),
        (mai(), "chu-tri", {"post": "A47/PBT"}),
    ):
        assert send(account, slug, sent).status_code == 302


def test_the_whole_way_of_a_held_unit_leaves_one_line_an_act() -> None:
    before = lines()
    cleared()
    assert send(lan(), "hop", SESSION).status_code == 302
    assert send(lan(), "bien-ban", {"on": "2013-01-28"}).status_code == 302
    assert as_(tuan()).post(f"{A47}giam-sat/", VERDICT).status_code == 302
    assert lines() == before + 6
    page = text(as_(lan()).get(A47, {"lang": "en"}))
    for shown in ("judged", "A47/PBT", "meets requirements"):
        assert shown in page
    assert not list(discrepancies())


def test_the_minutes_of_a_repeated_review_signed_on_paper_go_by_the_same_form() -> None:
    cleared()
    assert send(lan(), "hop", SESSION).status_code == 302
    assert send(lan(), "bien-ban", {"on": "2013-01-28"}).status_code == 302
    redo = concluded("redo", parts=[Part.COLLECTIVE_SESSION])
    give_verdict(reach_for(tuan()), "A47", redo, date(2013, 2, 1), held_on=HELD)
    nothing = "Hiện không cần làm việc này"
    assert nothing in text(as_(lan()).get(f"{A47}viec/bien-ban/"))
    assert send(lan(), "hop", {"on": "2013-02-05", "chair": "A47/PBT"}).status_code == 302
    assert "Ngày ký biên bản kiểm điểm lại" in text(as_(lan()).get(f"{A47}viec/bien-ban/"))
    early = send(lan(), "bien-ban", {"on": "2013-02-04"})
    assert early.status_code == 422
    assert "đứng trước ngày họp cuối" in text(early)
    assert send(lan(), "bien-ban", {"on": "2013-02-06"}).status_code == 302
    assert nothing in text(as_(lan()).get(f"{A47}viec/bien-ban/"))
    assert "06/02/2013" in text(as_(lan()).get(f"{A47}bien-ban/"))
    assert "soạn biên bản phần làm lại" not in text(as_(lan()).get("/ban-lam-viec/"))
    assert not list(discrepancies())
    redo = concluded("redo", parts=[Part.FINDINGS])
    give_verdict(reach_for(tuan()), "A47", redo, date(2013, 2, 7), held_on=HELD)
    record_finding(reach_for(lan()), "A47", Said("Chậm"), date(2013, 1, 25), judged=True, redo=True)
    assert nothing in text(as_(lan()).get(f"{A47}viec/bien-ban/")), "nobody met again"
    assert "soạn biên bản phần làm lại" not in text(as_(lan()).get("/ban-lam-viec/"))


def test_a_session_is_refused_while_a_gate_stands_before_it_and_what_was_typed_is_kept() -> None:
    before = lines()
    response = send(lan(), "hop", SESSION)
    assert response.status_code == 422
    assert "đang chờ cơ quan thanh tra" in text(response)
    assert "Người tháo gỡ" in text(response)
    assert 'value="2013-01-25"' in text(response)
    assert text(response).count("checked") == 2
    assert lines() == before


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"on": "2013-01-19"}, "20/01/2013"),
        ({"on": "2999-01-01"}, "chưa đến"),
        ({"on": "31/02/2013"}, "không phải một ngày"),
        ({"on": ""}, "phải điền"),
        ({"chair": ""}, "phải điền"),
        ({"chair": "A47/KHONG"}, "A47/KHONG"),
        ({"chair": "A47/BT"}, "phải có người khác được cử chủ trì"),
        ({"prepared_on": ""}, "phải điền"),
    ],
)
def test_a_session_that_cannot_be_is_refused_in_a_sentence(
    changed: dict[str, str], sentence: str
) -> None:
    cleared()
    before = lines()
    response = send(lan(), "hop", SESSION | changed)
    assert response.status_code == 422
    assert sentence in text(response)
    assert lines() == before


@pytest.mark.parametrize(
    ("account", "slug", "sent"),
    [
        (mai, "ly-do", {"reason": "chờ Thanh tra", "next_look": "2099-01-15"}),
        (mai, "chu-tri", {"post": "A47/PBT"}),
        (dung, "ket-luan", {"on": "2013-01-10"}),
    ],
)
def test_a_form_sent_twice_is_recorded_once(
    account: object, slug: str, sent: dict[str, Any]
) -> None:
    who = account()  # type: ignore[operator]
    client = as_(who)
    client.post(f"{A47}viec/{slug}/", sent)
    before = lines()
    again = client.post(f"{A47}viec/{slug}/", sent, follow=True)
    assert again.status_code == 200
    assert lines() == before
    assert "không có gì thay đổi" in text(again)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"reason": "chờ \x00Thanh tra"}, "U+0000"),
        ({"reason": "chờ Thanh tra\x1b[31m"}, "U+001B"),
        ({"reason": "chờ Thanh tra", "next_look": "9999-12-31"}, "quá xa"),
        ({"reason": "chờ Thanh tra", "next_look": "0001-01-01"}, "không ở sau hôm nay"),
    ],
)
def test_a_reason_that_no_workbook_could_give_back_is_not_recorded(
    sent: dict[str, str], sentence: str
) -> None:
    before = lines()
    response = send(mai(), "ly-do", sent)
    assert (response.status_code, lines()) == (422, before)
    assert sentence in text(response)


def test_a_day_before_all_records_is_refused() -> None:
    response = send(dung(), "ket-luan", {"on": "0001-01-01"})
    assert response.status_code == 422
    assert "trước năm 1900" in text(response)


def test_a_session_sent_twice_is_recorded_once() -> None:
    cleared()
    client = as_(lan())
    client.post(f"{A47}viec/hop/", SESSION)
    before = lines()
    again = client.post(f"{A47}viec/hop/", SESSION, follow=True)
    assert (again.status_code, lines()) == (200, before)


@pytest.mark.parametrize("query", ["as_of=2012-12-17", "known_on=2012-12-17"])
def test_an_act_is_of_today_whatever_day_the_address_asks_for(query: str) -> None:
    before, address = lines(), f"{A47}viec/ly-do/"
    response = as_(mai()).post(f"{address}?{query}", {"reason": "chờ Thanh tra"})
    assert (response.status_code, response["Location"]) == (302, address)
    assert lines() == before


def test_every_act_has_its_form() -> None:
    for act in ACTS:
        for account in (mai(), lan(), dung(), tuan()):
            response = as_(account).get(f"{A47}viec/{act.slug}/", {"lang": "en"})
            assert response.status_code in (200, 404)
            if response.status_code == 200:
                assert act.title.en in unescape(text(response))


def test_what_is_not_to_be_done_now_says_so_instead_of_a_form() -> None:
    page = text(as_(dung()).get(f"{A47}viec/trach-nhiem/"))
    assert "Hiện không cần làm việc này" in page
    assert '<form class="form"' not in page


def test_after_the_minutes_are_signed_no_session_is_added_and_no_reason_stated() -> None:
    cleared()
    send(lan(), "hop", SESSION)
    send(lan(), "bien-ban", {"on": "2013-01-28"})
    before = lines()
    another = send(lan(), "hop", {"on": "2013-03-01", "chair": "A47/PBT"})
    assert another.status_code == 422
    assert "Biên bản kiểm điểm của A47 đã ký" in text(another)
    reason = send(lan(), "ly-do", {"reason": "chưa rõ"})
    assert reason.status_code == 422
    assert "đã kiểm điểm từ ngày 25/01/2013" in text(reason)
    assert lines() == before


def test_after_the_verdict_no_session_is_added_even_without_signed_minutes() -> None:
    cleared()
    send(lan(), "hop", SESSION)
    as_(tuan()).post(f"{A47}giam-sat/", VERDICT)
    another = send(lan(), "hop", {"on": "2013-03-01", "chair": "A47/PBT"})
    assert another.status_code == 422
    assert "đã kết luận" in text(another)
