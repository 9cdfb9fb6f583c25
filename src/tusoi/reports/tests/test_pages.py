"""The report's pages: read by who sees the whole, drafted by one, approved by another, compared, taken to a conference."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_17,
    HCMC_CAMPAIGN,
    dung,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
    tuan,
)
from tests.pages import text
from tusoi.ledger.models import Entry
from tusoi.meetings.queries import conferences
from tusoi.organisation.models import Account
from tusoi.remediation.models import Item
from tusoi.reports.approval import draft_report
from tusoi.reports.formats import FORMATS
from tusoi.reports.queries import drafts
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

REPORT, CONFERENCES = f"/dot/{HCMC_CAMPAIGN}/bao-cao/", f"/dot/{HCMC_CAMPAIGN}/hoi-nghi/"
SEND = {"as_of": "2012-12-17", "known_by": "2012-12-17T17:00:00+07:00"}


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, dung, khanh, lan, tuan):
            player()
        yield


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def drafted() -> str:
    key = draft_report(reach_for(mai()), as_of=DEC_17, known_by=now())
    return f"{REPORT}ban/{key}/"


def addresses() -> list[str]:
    one = drafted()
    files = [f"{here}tep/{code}/" for here in (REPORT, one) for code in FORMATS]
    return [REPORT, CONFERENCES, one, f"{one}doi-chieu/", *files]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_page_and_file_opens_for_who_sees_the_whole_and_for_nobody_else(lang: str) -> None:
    readers, strangers = [mai(), dung(), khanh()], [lan(), tuan()]
    for address in addresses():
        for reader in readers:
            response = browser(reader).get(address, {"lang": lang})
            assert response.status_code == 200, address
            if "/tep/" not in address:
                assert f'<html lang="{lang}">' in text(response)
                assert "style=" not in text(response)
        for stranger in strangers:
            assert browser(stranger).get(address).status_code == 404, address
        assert Client().get(address).status_code == 302


def test_each_file_comes_in_its_format_under_its_name() -> None:
    begins = {"html": b"<!DOCTYPE html>", "docx": b"PK", "pdf": b"%PDF-1.7", "xlsx": b"PK"}
    for here in (REPORT, drafted()):
        for code, form in FORMATS.items():
            response = browser(khanh()).get(f"{here}tep/{code}/")
            assert response["Content-Type"] == form.content_type
            assert (
                f'filename="bao-cao-hcmc-2012-2012-12-17.{code}"' in response["Content-Disposition"]
            )
            assert response.content.startswith(begins[code])
        assert browser(khanh()).get(f"{here}tep/exe/").status_code == 404


def test_the_office_drafts_and_another_approves_and_the_mark_goes() -> None:
    made = browser(mai()).post(REPORT, SEND)
    assert made.status_code == 302
    address = made["Location"]
    assert "DỰ THẢO" in text(browser(mai()).get(address))
    assert "Phê duyệt văn bản này" not in text(browser(mai()).get(address))
    assert "Phê duyệt văn bản này" in text(browser(dung()).get(address))
    assert browser(dung()).post(f"{address}duyet/").status_code == 302
    page = text(browser(khanh()).get(address))
    assert "DỰ THẢO" not in page
    assert "Phê duyệt: Dung" in page
    assert "Phê duyệt văn bản này" not in text(browser(dung()).get(address))


def test_a_form_sent_twice_makes_one_draft_and_one_approval() -> None:
    first, second = (browser(mai()).post(REPORT, SEND)["Location"] for _ in range(2))
    assert first == second
    for _ in range(2):
        assert browser(dung()).post(f"{first}duyet/").status_code == 302
    assert len(drafts(HCMC_CAMPAIGN)) == 1
    assert Entry.objects.filter(body__contains='"report_').count() == 2


@pytest.mark.parametrize(
    "sent",
    [
        {"as_of": "", "known_by": SEND["known_by"]},
        {"as_of": "2012-02-31", "known_by": SEND["known_by"]},
        {"as_of": "2100-01-01", "known_by": SEND["known_by"]},
        {"as_of": "2012-12-17", "known_by": "2012-12-17T17:00"},
        {"as_of": "2012-12-17", "known_by": "2100-12-17T17:00:00+07:00"},
        {},
    ],
)
def test_what_cannot_be_drafted_is_refused_in_a_sentence(sent: dict[str, str]) -> None:
    response = browser(mai()).post(REPORT, sent)
    assert response.status_code == 422
    assert 'role="alert"' in text(response)
    assert drafts(HCMC_CAMPAIGN) == ()


def test_writing_is_for_those_who_may_and_says_nothing_to_others() -> None:
    address = drafted()
    for who in (dung(), khanh(), lan()):
        assert browser(who).post(REPORT, SEND).status_code == 404
        assert browser(who).post(CONFERENCES, CONFERENCE).status_code == 404
    for who in (mai(), khanh(), lan()):
        assert browser(who).post(f"{address}duyet/").status_code in (404, 422)
    assert drafts(HCMC_CAMPAIGN)[0].approval is None
    strange = f"{REPORT}ban/00000000-0000-4000-8000-000000000000/"
    assert browser(dung()).get(strange).status_code == 404
    assert browser(dung()).post(f"{strange}duyet/").status_code == 404


def test_a_draft_of_one_campaign_is_not_there_in_another() -> None:
    address = drafted().replace(HCMC_CAMPAIGN, "hospital-2026")
    assert browser(mai()).get(address).status_code == 404


def test_the_comparison_says_that_nothing_differs_or_what_does() -> None:
    address = f"{drafted()}doi-chieu/"
    assert "Không có chỗ nào khác" in text(browser(khanh()).get(address))
    Item._default_manager.filter(number="52").update(told_at=now())
    page = text(browser(khanh()).get(address))
    assert "remediation_items.total" in page
    assert "<td>52</td>" in page
    assert "<td>51</td>" in page


CONFERENCE = {
    "on": "2012-12-20",
    "chair": "Bí thư Thành ủy",
    "conclusion": "Đợt kiểm điểm <b>đạt</b>",
    "instructions": "Ba đơn vị còn lại làm xong\n\nCông khai danh mục",
}


def test_a_conference_is_recorded_and_shown_with_its_report() -> None:
    key = drafted().rstrip("/").rpartition("/")[2]
    assert browser(mai()).post(CONFERENCES, {**CONFERENCE, "report": key}).status_code == 302
    answer = browser(khanh()).get(CONFERENCES)
    page = text(answer)
    assert "Bí thư Thành ủy" in page
    assert "&lt;b&gt;đạt&lt;/b&gt;" in answer.content.decode()
    assert "<li>Công khai danh mục</li>" in page
    assert f"/ban/{key}/" in page
    assert 'name="chair"' not in page


def test_a_conference_over_a_report_that_is_not_there_is_not_recorded_without_it() -> None:
    sent = {**CONFERENCE, "report": "00000000-0000-4000-8000-000000000000"}
    assert browser(mai()).post(CONFERENCES, sent).status_code == 404
    assert conferences(HCMC_CAMPAIGN, known_by=now()) == ()


@pytest.mark.parametrize("field", ["on", "chair", "conclusion"])
def test_a_conference_that_lacks_something_is_refused_and_nothing_typed_is_lost(field: str) -> None:
    response = browser(mai()).post(CONFERENCES, {**CONFERENCE, field: " "})
    assert response.status_code == 422
    assert 'role="alert"' in text(response)
    assert "Ba đơn vị còn lại làm xong" in text(response)
    assert conferences(HCMC_CAMPAIGN, known_by=now()) == ()


def test_the_second_of_two_who_record_a_new_day_is_told_of_the_first() -> None:
    office = browser(mai())
    seen = carried(office.get(CONFERENCES))
    assert seen == []
    first = {**CONFERENCE, "seen": seen}
    second = {**first, "chair": "Phó Bí thư", "conclusion": "Đạt một phần"}
    assert office.post(CONFERENCES, first).status_code == 302
    lacking = office.post(CONFERENCES, {**second, "conclusion": " "})
    assert carried(lacking) == [], "refused for something else, it has not been told yet"
    told = office.post(CONFERENCES, second)
    assert told.status_code == 422
    assert "người khác đã ghi hội nghị ngày 20/12/2012, chủ trì là Bí thư Thành ủy" in text(told)
    assert "Đạt một phần" in text(told), "what was typed is there still"
    assert len(conferences(HCMC_CAMPAIGN, known_by=now())) == 1
    assert office.post(CONFERENCES, {**second, "seen": carried(told)}).status_code == 302
    assert [one.chair for one in conferences(HCMC_CAMPAIGN, known_by=now())] == ["Phó Bí thư"]
    assert len(carried(office.get(CONFERENCES))) == 1


def test_as_known_by_a_moment_that_is_past_no_conference_is_recorded() -> None:
    past = now().isoformat()
    assert 'name="chair"' in text(browser(mai()).get(CONFERENCES))
    assert 'name="chair"' not in text(browser(mai()).get(CONFERENCES, {"known_by": past}))


def carried(answer: Any) -> list[str]:
    """What the form carries as seen."""
    return re.findall(r'name="seen" value="([^"]*)"', answer.content.decode())


def test_the_report_page_draws_its_charts_and_says_that_the_signs_are_provisional() -> None:
    page = text(browser(khanh()).get(REPORT))
    assert page.count('role="img"') == 4, "three charts and the square"
    assert "chưa tìm được nguyên văn" in page


@pytest.mark.parametrize(("address", "most"), [(REPORT, 71), (CONFERENCES, 15)])
def test_the_number_of_queries_does_not_grow_with_drafts(address: str, most: int) -> None:
    reader = browser(khanh())

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            reader.get(address)
        return len(queries)

    drafted()
    before = asked()
    for _ in range(3):
        drafted()
    assert asked() == before <= most


def test_every_fault_of_a_conference_is_told_at_its_field() -> None:
    sent = {"on": "", "chair": "", "conclusion": "x" * 4_001, "instructions": "Việc thứ nhất"}
    answer = browser(mai()).post(CONFERENCES, sent)
    page = text(answer)
    assert answer.status_code == 422
    assert page.count('class="fault"') == 3
    assert page.count('aria-invalid="true"') == 3
    assert "Dài 4.001 ký tự; nhiều nhất 4.000" in page
    assert 'aria-describedby="on_hint on_fault"' in page
    assert "Việc thứ nhất</textarea>" in page
    assert f"{'x' * 4_001}</textarea>" in page
