"""The sealed channel on the desk: what comes to the issue desk and when, what the giver learns, who is told of retaliation."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    dung,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
    trustee,
)
from tusoi.issues.queries import digests_on
from tusoi.issues.receiving import receive_digests
from tusoi.issues.working import ToRaise, raise_issue
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.opinions.sealed.batches import release_batch
from tusoi.opinions.sealed.protocol.receipt import Receipt
from tusoi.opinions.sealed.results import take_result
from tusoi.opinions.sealed.room.files import Folder
from tusoi.opinions.sealed.tests.story import (
    AFTER,
    BY_RECEIPT,
    DURING,
    SIX,
    channel_opens,
    kept,
    key_files,
    laid_open,
    send,
    signed,
    take_away,
    ten_are_kept,
    written,
)
from tusoi.organisation.access import NotThere

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def channel(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (trustee, lan, dung, khanh):
            player()
        with at_noon(DURING):
            channel_opens()
            yield


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    held = Folder(tmp_path)
    key_files(held)
    return held


def test_the_commission_is_led_from_the_report_to_a_case_and_nobody_else_is(folder: Folder) -> None:
    receipt = kept(SIX[0])
    talk = send({}, address=BY_RECEIPT, receipt=str(receipt))
    send(talk.hidden, address=BY_RECEIPT, words="Bị chuyển việc.", retaliation="1")
    release_batch(reach_for(mai()))
    take_away(folder, 1)
    table = laid_open(folder, 1)
    table.write(0, topic="A47", words="Bị chuyển việc sau khi góp ý.", reply="")
    take_result(reach_for(trustee()), signed(table))
    address = reverse("sealed-retaliation", args=[HCMC_CAMPAIGN])
    client = Client()
    client.force_login(dung())
    page = client.get(address).content.decode()
    assert f"{reverse('case-open', args=[HCMC_CAMPAIGN])}?unit=A47" in page
    for who in (lan(), mai(), trustee(), khanh()):
        client.force_login(who)
        assert client.get(address).status_code == 404


def test_a_batch_waits_on_the_desk_of_those_who_keep_the_key_until_it_is_opened(
    folder: Folder,
) -> None:
    desk = Client()
    desk.force_login(trustee())
    said = "ở và trả lời lô ý kiến niêm phong số 1"
    kept(SIX[0], urgent="1")
    assert said not in desk.get("/ban-lam-viec/").content.decode()
    release_batch(reach_for(mai()))
    page = desk.get("/ban-lam-viec/").content.decode()
    assert said in page
    assert reverse("sealed-trustees", args=[HCMC_CAMPAIGN]) in page
    for other in (mai(), lan(), dung()):
        client = Client()
        client.force_login(other)
        assert said not in client.get("/ban-lam-viec/").content.decode()
    take_away(folder, 1)
    table = laid_open(folder, 1)
    table.write(0, topic="A47", words="Nhận xét còn nể nang.", reply="")
    take_result(reach_for(trustee()), signed(table))
    assert said not in desk.get("/ban-lam-viec/").content.decode()


def test_digests_come_to_the_issue_desk_after_the_close_and_where_five_stand(
    folder: Folder,
) -> None:
    ten_are_kept()
    for words in SIX[:3]:
        kept(words, unit="B02")
    release_batch(reach_for(mai()))
    take_result(reach_for(trustee()), written(folder))
    assert receive_digests(reach_for(trustee())) == Told()
    with at_noon(AFTER):
        with pytest.raises(NotThere):
            receive_digests(reach_for(lan()))
        told = receive_digests(reach_for(mai()))
        at_the_desk = digests_on(HCMC_CAMPAIGN, "A47")
        assert len(at_the_desk) == told.new >= 5
        assert digests_on(HCMC_CAMPAIGN, "B02") == ()
        assert receive_digests(reach_for(mai())) == Told()
        assert list(discrepancies()) == []


def test_the_giver_reads_by_receipt_what_became_of_it_and_no_other(folder: Folder) -> None:
    receipt = kept(SIX[0])
    ten_are_kept(*SIX[1:])
    release_batch(reach_for(mai()))
    assert "bản tóm lược" not in by_receipt(receipt)
    take_result(reach_for(trustee()), written(folder))
    assert "Chưa chuyển đến nơi tổng hợp vấn đề" in by_receipt(receipt)
    with at_noon(AFTER):
        receive_digests(reach_for(mai()))
        page = by_receipt(receipt)
        assert "Đã đến nơi tổng hợp vấn đề" in page
        found = re.search(r"<strong>(YK-[0-9a-f]+)</strong>", page)
        assert found is not None
        said = ToRaise("Nể nang trong nhận xét cán bộ.", (f"digest:{found[1]}",))
        raise_issue(reach_for(mai()), "A47", said)
        assert "đã thành một phần của vấn đề" in by_receipt(receipt)


def by_receipt(receipt: Receipt) -> str:
    return send({}, address=BY_RECEIPT, receipt=str(receipt)).page
