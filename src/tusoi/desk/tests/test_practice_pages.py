"""Good practice on its pages: claimed, checked, found by words with and without marks, adopted, dropped."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    figures_kept,
    heading,
    kept_for_a_module,
    mai,
    mai_loads_the_seed,
    phuc,
    yen,
)
from tests.pages import text
from tusoi.organisation.models import Account

pytestmark = pytest.mark.django_db

LIST = f"/dot/{HCMC_CAMPAIGN}/cach-lam-hay/"
CODE = "B01.CL01"
PAGE = f"{LIST}{CODE}/"
JAN_10, JAN_20, FEB_5, MAR_4 = (
    date(2013, 1, 10),
    date(2013, 1, 20),
    date(2013, 2, 5),
    date(2013, 3, 4),
)
CLAIM = {
    "title": "Trả kết quả hồ sơ tại nhà",
    "words": "Mỗi tuần hai buổi",
    "result": "Trễ hạn từ 41 còn 6",
    "measured_by": "Sổ một cửa",
    "area": "Thủ tục hành chính",
    "comes_from": "item/12",
}


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        for unit in ("B01", "B02"):
            heading(unit)
        for who in (mai, phuc, yen):
            who()
        yield


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def sent(account: Account, address: str, **fields: Any) -> Any:
    return signed_in(account).post(address, fields)


def checked() -> None:
    with at_noon(JAN_10):
        assert sent(heading("B01"), LIST, **CLAIM).status_code == 302
    with at_noon(JAN_20):
        response = sent(phuc(), PAGE, do="kiem-tra", claim="1", looked_at="Đã xem sổ")
        assert response.status_code == 302


def test_before_it_is_checked_it_is_between_its_unit_and_the_checker() -> None:
    with at_noon(JAN_10):
        sent(heading("B01"), LIST, **CLAIM)
        for who, status in ((heading("B01"), 200), (phuc(), 200), (heading("B02"), 404)):
            assert signed_in(who).get(PAGE).status_code == status
        assert "Trả kết quả" not in text(signed_in(yen()).get(LIST))


def test_once_checked_everybody_in_the_campaign_reads_it_and_who_reads_no_review_not_where_it_came_from() -> (
    None
):
    checked()
    with at_noon(FEB_5):
        own, other = (text(signed_in(who).get(PAGE)) for who in (heading("B01"), yen()))
    assert "Mỗi tuần hai buổi" in other
    assert "Rút ra từ" in own
    assert "Rút ra từ" not in other


@pytest.mark.parametrize("words", ["tra ket qua", "TRẢ KẾT QUẢ", "thu tuc tuan"])
def test_it_is_found_by_words_with_and_without_marks(words: str) -> None:
    checked()
    with at_noon(FEB_5):
        assert CODE in text(signed_in(yen()).get(LIST, {"tim": words}))
        assert f">{CODE}<" not in text(signed_in(yen()).get(LIST, {"tim": "dat dai"}))
        assert f">{CODE}<" not in text(signed_in(yen()).get(LIST, {"linh-vuc": "Đất đai"}))


def test_another_unit_adopts_it_tells_that_it_failed_and_drops_it() -> None:
    checked()
    head = heading("B02")
    with at_noon(FEB_5):
        how = {"adopt_unit": "B02", "adopt_how": "Thử ở hai phường", "adopt_due": "2013-04-01"}
        assert sent(head, PAGE, do="ap-dung", **how).status_code == 302
    with at_noon(MAR_4):
        failed = {"result_unit": "B02", "outcome": "failed", "result_why": "Thiếu người"}
        assert sent(head, PAGE, do="ket-qua", told_B02="0", **failed).status_code == 302
        assert sent(head, PAGE, do="thoi", drop_unit="B02", drop_why="Không hợp").status_code == 302
        page = text(signed_in(yen()).get(PAGE))
    for said in ("Thử ở hai phường", "Thiếu người", "Không hợp", "đã thôi", "không có kết quả"):
        assert said in page


def test_a_result_before_adoption_is_refused_with_the_words_kept() -> None:
    checked()
    with at_noon(MAR_4):
        response = sent(
            heading("B02"),
            PAGE,
            do="ket-qua",
            result_unit="B02",
            outcome="worked",
            result_why="Lời của tôi",
            told_B02="0",
        )
    assert response.status_code == 422
    assert "không đang áp dụng" in text(response)
    assert "Lời của tôi" in text(response)


def test_an_unfilled_claim_comes_back_with_what_was_typed() -> None:
    with at_noon(JAN_10):
        response = sent(heading("B01"), LIST, **{**CLAIM, "measured_by": ""})
    assert response.status_code == 422
    assert "Mỗi tuần hai buổi" in text(response)


def test_whoever_speaks_for_no_unit_claims_nothing() -> None:
    with at_noon(JAN_10):
        assert sent(mai(), LIST, **CLAIM).status_code == 404
