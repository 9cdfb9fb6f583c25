"""Evidence files on an item's page: sent by whoever owes it, listed, given out as files to whoever sees the item."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    at_noon,
    binh,
    figures_kept,
    heading,
    kept_for_a_module,
    mai,
    mai_loads_the_seed,
    phuc,
    reach_for,
)
from tests.hostile import chance, png
from tusoi.organisation.models import Account
from tusoi.remediation.living import claim_item
from tusoi.remediation.models import EvidenceFile

pytestmark = pytest.mark.django_db

PAGE = f"/dot/{HCMC_CAMPAIGN}/khac-phuc/12/"
ADDRESS = f"{PAGE}minh-chung/"
JAN_20, FEB_5 = date(2013, 1, 20), date(2013, 2, 5)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker), figures_kept():
        mai_loads_the_seed()
        for who in (mai, phuc, binh):
            who()
        heading("B01")
        yield


def page_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def send(client: Client, name: str, content: bytes) -> Any:
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def owner() -> Client:
    return page_of(heading("B01"))


def test_a_file_is_sent_listed_and_given_out_as_a_file(owner: Client) -> None:
    with at_noon(JAN_20):
        assert send(owner, "Ảnh.png", png(chance(3))).status_code == 302
        page = owner.get(PAGE).content.decode()
        file = EvidenceFile.objects.get()
        for part in ("Ảnh.png", f"{ADDRESS}{file.pk}/", "20/01/2013", "1 (chưa báo)", "B01"):
            assert part in page
        claim_item(reach_for(heading("B01")), "12", "Biên bản")
    with at_noon(FEB_5):
        verifier = page_of(phuc())
        assert "Biên bản" in verifier.get(PAGE).content.decode()
        assert "(chưa báo)" not in verifier.get(PAGE).content.decode()
        given = verifier.get(f"{ADDRESS}{file.pk}/")
    assert given["Content-Disposition"] == "attachment; filename*=utf-8''%E1%BA%A2nh.png"
    assert given["Content-Type"] == "application/octet-stream"
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Content-Security-Policy"].endswith("sandbox")
    assert given.content.startswith(b"\x89PNG")


def test_a_refused_file_is_told_on_the_page_with_what_to_do(owner: Client) -> None:
    refused = send(owner, "bao-cao.docx", b"PK\x03\x04")
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "“bao-cao.docx” không thuộc loại được nhận" in page
    assert 'id="minh-chung" open' in page
    assert not EvidenceFile.objects.exists()


def test_a_form_without_a_file_is_told_so(owner: Client) -> None:
    refused = owner.post(ADDRESS)
    assert refused.status_code == 422
    assert "Chưa chọn tệp nào" in refused.content.decode()


def test_a_file_that_is_too_large_is_told_so_whether_it_is_read_or_not(
    owner: Client, settings: Any
) -> None:
    large = b"\xff\xd8\xff" + bytes(10 << 20)
    assert "10.0 MB" in send(owner, "a.jpg", large).content.decode()
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
    refused = send(owner, "a.jpg", large)
    assert refused.status_code == 422
    assert "nặng hơn 10 MB" in refused.content.decode()


def test_a_file_sent_twice_is_said_gently(owner: Client) -> None:
    send(owner, "a.txt", b"a")
    assert send(owner, "a.txt", b"a").status_code == 302
    assert "đã được ghi từ trước" in owner.get(PAGE).content.decode()
    assert EvidenceFile.objects.count() == 1


def test_whoever_sees_the_item_and_does_not_owe_it_has_no_form_and_sends_nothing() -> None:
    for account in (mai(), phuc()):
        client = page_of(account)
        assert ADDRESS not in client.get(PAGE).content.decode()
        assert send(client, "a.txt", b"a").status_code == 404
    assert not EvidenceFile.objects.exists()


def test_whoever_does_not_see_the_item_learns_nothing_of_its_files(owner: Client) -> None:
    send(owner, "a.txt", b"a")
    file, stranger = EvidenceFile.objects.get(), page_of(binh())
    there = stranger.get(f"{ADDRESS}{file.pk}/")
    absent = stranger.get(f"{ADDRESS}00000000-0000-4000-8000-000000000000/")
    assert (there.status_code, absent.status_code) == (404, 404)
    assert not there.has_header("Content-Disposition")
    assert TOKEN.sub("", there.content.decode()) == TOKEN.sub("", absent.content.decode())
    assert send(stranger, "a.txt", b"a").status_code == 404


def test_a_file_is_there_from_the_day_it_was_sent(owner: Client) -> None:
    with at_noon(JAN_20):
        send(owner, "a.txt", b"a")
        assert "a.txt" not in owner.get(f"{PAGE}?as_of=2013-01-10").content.decode()
        assert "a.txt" in owner.get(f"{PAGE}?as_of=2013-01-20").content.decode()
        assert ADDRESS + '"' not in owner.get(f"{PAGE}?as_of=2013-01-20").content.decode()
        assert send(owner, "b.txt", b"b").status_code == 302


def test_what_is_sent_to_another_day_leads_to_the_page_of_today(owner: Client) -> None:
    sent = owner.post(f"{ADDRESS}?as_of=2013-01-20", {"file": SimpleUploadedFile("a.txt", b"a")})
    assert (sent.status_code, sent["Location"]) == (302, PAGE)
    assert not EvidenceFile.objects.exists()
