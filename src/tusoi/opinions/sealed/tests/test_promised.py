"""By which day a dared opinion is answered, and who sees that it is late: whoever has the receipt, and the trustees."""

from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    kept_for_a_module,
    mai,
    mai_loads_the_seed,
    reach_for,
    trustee,
)
from tests.pages import text
from tusoi.opinions.sealed.batches import release_batch
from tusoi.opinions.sealed.promised import Owed, answer_by, monday_of, owed
from tusoi.opinions.sealed.protocol.receipt import Receipt
from tusoi.opinions.sealed.results import take_result
from tusoi.opinions.sealed.room.files import Folder
from tusoi.opinions.sealed.tests.story import (
    BY_RECEIPT,
    CLOSES,
    DURING,
    channel_opens,
    give,
    kept,
    key_files,
    send,
    written,
)
from tusoi.values.day import show_day

pytestmark = pytest.mark.django_db
DUE, DAY_AFTER = date(2013, 3, 3), date(2013, 3, 4)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai()
        with at_noon(DURING):
            channel_opens()
        yield


def one_waits() -> Receipt:
    with at_noon(DURING):
        return kept("Đơn thư của dân để ba tháng chưa trả lời.")


def by_receipt(receipt: Receipt) -> str:
    return unescape(send({}, BY_RECEIPT, receipt=str(receipt)).page)


def trustees_page() -> str:
    client = Client()
    client.force_login(trustee())
    return text(client.get(reverse("sealed-trustees", args=[HCMC_CAMPAIGN])))


def answered(number: int, tmp_path: Path) -> None:
    key_files(folder := Folder(tmp_path))
    take_result(reach_for(trustee()), written(folder, number))


@pytest.mark.parametrize(
    ("week", "monday", "due"),
    [
        ("2012-W49", date(2012, 12, 3), date(2013, 3, 3)),
        ("2013-W01", date(2012, 12, 31), date(2013, 3, 31)),
        ("2012-W48", date(2012, 11, 26), date(2013, 2, 26)),
        ("2023-W48", date(2023, 11, 27), date(2024, 2, 27)),
        ("2009-W49", date(2009, 11, 30), date(2010, 2, 28)),
        ("2020-W53", date(2020, 12, 28), date(2021, 3, 28)),
    ],
)
def test_three_months_run_from_the_first_day_of_the_week(
    week: str, monday: date, due: date
) -> None:
    assert monday_of(week) == monday
    assert answer_by(week) == due


def test_an_answer_is_overdue_from_the_day_after_until_it_is_given() -> None:
    late = Owed(1, 10, DUE, date(2013, 3, 6))
    days = [date(2013, 3, day) for day in range(2, 8)]
    assert [late.is_overdue_on(day) for day in days] == [False, False, True, True, False, False]
    never = Owed(1, 10, DUE, None)
    assert [never.is_overdue_on(day) for day in days] == [False, False, True, True, True, True]
    in_time = Owed(1, 10, DUE, DUE)
    assert not any(in_time.is_overdue_on(day) for day in days)


def test_the_page_with_the_receipt_acknowledges_and_says_by_when_it_is_answered() -> None:
    with at_noon(DURING):
        page = give("Đất công ở bến xe cho thuê không qua đấu giá.").page
    assert "Trang này báo là ý kiến đã được nhận" in page
    assert show_day(DUE, "vi") in page


def test_the_receipt_says_the_day_and_the_day_after_that_it_is_overdue() -> None:
    receipt = one_waits()
    with at_noon(DUE):
        page = by_receipt(receipt)
        assert "Phải có phản hồi chậm nhất ngày" in page
        assert "Đã quá hạn phản hồi" not in page
        assert "Quá hạn phản hồi" not in trustees_page()
    with at_noon(DAY_AFTER):
        assert "Đã quá hạn phản hồi" in by_receipt(receipt)
        assert "ý kiến chưa chuyển thành lô" in trustees_page()


def test_the_trustees_see_which_batch_is_overdue_until_its_result_is_there(
    tmp_path: Path,
) -> None:
    receipt = one_waits()
    with at_noon(date(2012, 12, 21)):
        number = release_batch(reach_for(mai()))
        assert f"phản hồi chậm nhất {show_day(DUE, 'vi')}" in trustees_page()
    [one] = owed(HCMC_CAMPAIGN)
    assert one == Owed(number, 1, DUE, None)
    with at_noon(DAY_AFTER):
        assert f"lô {number}, hạn {show_day(DUE, 'vi')}" in trustees_page()
        answered(number, tmp_path)
        assert "Quá hạn phản hồi" not in trustees_page()
        page = by_receipt(receipt)
        assert "Đã quá hạn phản hồi" not in page
        assert "Phải có phản hồi" not in page
    [one] = owed(HCMC_CAMPAIGN)
    assert one.answered_on == DAY_AFTER


def test_nothing_is_owed_where_nothing_is_kept() -> None:
    assert owed(HCMC_CAMPAIGN) == ()
    with at_noon(CLOSES):
        assert "Quá hạn phản hồi" not in trustees_page()
