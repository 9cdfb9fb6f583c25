"""The pages of removals: words are found, proposed, confirmed by a second person, and gone on every page."""

import html
import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
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
)
from tests.pages import text
from tusoi.campaigns.actions import Seat
from tusoi.campaigns.models import Reading, ReasonStated
from tusoi.campaigns.reading import readings
from tusoi.campaigns.removing import propose_removal, removals
from tusoi.findings.models import Finding
from tusoi.guidance.forms import FormKind, form_of
from tusoi.organisation.models import Account
from tusoi.preparation.writing import save_draft, submit_self_review
from tusoi.reports.approval import draft_report
from tusoi.reports.queries import draft
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db
ALL = reverse("removals", args=[HCMC_CAMPAIGN])
ONE = reverse("removal", args=[HCMC_CAMPAIGN, 1])
FORM = {
    "decision": "12-QĐ/VPTU",
    "decided_on": "10/12/2012",
    "basis": "data_subject",
    "reason": "Người được nêu yêu cầu xóa.",
}


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def finding() -> Finding:
    return Finding.objects.filter(review__unit__code="A05").order_by("code")[0]


def new_of(row: Finding) -> str:
    return reverse("removal-new", args=[HCMC_CAMPAIGN, "findings.finding", row.pk])


def proposed() -> Finding:
    row = finding()
    propose_removal(
        reach_for(mai()),
        "findings.finding",
        row.pk,
        decision="12-QĐ/VPTU",
        decided_on=date(2012, 12, 10),
        basis="data_subject",
        reason="Người được nêu yêu cầu xóa.",
    )
    return row


def test_the_office_finds_the_words_of_a_unit_and_proposes_that_they_go() -> None:
    client, row = browser(mai()), finding()
    page = client.get(ALL, {"don_vi": "A05"})
    assert row.shortcoming in text(page)
    assert new_of(row) in page.content.decode()
    assert row.shortcoming in text(client.get(new_of(row)))
    assert client.post(new_of(row), FORM).status_code == 302
    assert "chờ người thứ hai" in text(client.get(ALL))
    assert finding().shortcoming == row.shortcoming


def test_a_form_that_says_too_little_comes_back_filled_and_proposes_nothing() -> None:
    client, row = browser(mai()), finding()
    page = client.post(new_of(row), FORM | {"reason": "", "basis": "", "decided_on": "31/02/2012"})
    assert page.status_code == 422
    assert "12-QĐ/VPTU" in page.content.decode()
    assert text(page).count("Ô này phải điền") == 2, "beside the field, and in the notice above"
    assert removals(HCMC_CAMPAIGN) == ()


def test_a_second_person_agrees_and_every_page_says_that_words_were_taken_out() -> None:
    row = proposed()
    client = browser(dung())
    shown = text(client.get(ONE))
    assert row.shortcoming in shown
    assert "[Đã xóa theo quyết định 12-QĐ/VPTU ngày 10/12/2012" in shown
    assert client.post(ONE, {"what": "agree"}).status_code == 302
    after = text(client.get(ONE))
    assert row.shortcoming not in after
    assert "số hàng mất lời: 1" in after
    unit = text(client.get(reverse("unit", args=[HCMC_CAMPAIGN, "A05"])))
    assert row.shortcoming not in unit
    assert "Đã xóa theo quyết định 12-QĐ/VPTU" in unit


def test_whoever_does_not_agree_says_why() -> None:
    proposed()
    client = browser(dung())
    assert client.post(ONE, {"what": "decline"}).status_code == 422
    assert client.post(ONE, {"what": "decline", "words": "Chưa đủ căn cứ."}).status_code == 302
    shown = text(client.get(ONE))
    assert "không đồng ý" in shown
    assert "Chưa đủ căn cứ." in shown


def test_whoever_proposed_is_told_that_another_confirms_and_has_no_button() -> None:
    proposed()
    client = browser(mai())
    assert "không tự xác nhận được" in text(client.get(ONE))
    assert client.post(ONE, {"what": "agree"}).status_code == 404


def test_the_auditor_sees_that_words_went_and_not_what_they_were_where_he_may_not_read_them() -> (
    None
):
    proposed()
    client = browser(khanh())
    assert "12-QĐ/VPTU" in text(client.get(ALL))
    assert client.get(ALL, {"don_vi": "A05"}).content.decode().count("removal-new") == 0
    assert "Tìm lời phải xóa" not in text(client.get(ALL))
    assert client.get(ONE).status_code == 200
    assert client.post(ONE, {"what": "agree"}).status_code == 404
    assert client.get(new_of(finding())).status_code == 404


def test_a_unit_reads_neither_the_list_nor_a_proposal() -> None:
    row = proposed()
    client = browser(lan())
    for address in (ALL, ONE, new_of(row)):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code in (404, 405)


def test_a_form_is_of_today() -> None:
    client = browser(mai())
    for address in (ALL, new_of(finding())):
        assert client.get(address, {"as_of": "2012-12-17"}).url == address  # type: ignore[attr-defined]


def test_a_name_that_no_unit_has_is_said_and_nothing_is_listed() -> None:
    page = browser(mai()).get(ALL, {"don_vi": "không có đơn vị này"})
    assert "Không có đơn vị nào mang mã hay tên ấy." in text(page)


def test_the_page_of_a_units_words_asks_as_much_of_any_unit() -> None:
    client = browser(mai())

    def asked(unit: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(ALL, {"don_vi": unit}).status_code == 200
        return len(queries)

    assert asked("A05") <= asked("A08") + 1 <= 100


def handed_in() -> None:
    """Of A47's self-review, a section that says what has to go."""
    saved = save_draft(
        reach_for(lan()), Seat("A47"), whole("Lời phải xóa khỏi hồ sơ này."), base=None
    )
    assert saved.version is not None
    submit_self_review(reach_for(lan()), Seat("A47"), saved.version.id)


def whole(words: str) -> dict[str, str]:
    form = form_of("nqtw4-2012", FormKind.COLLECTIVE)
    return {one.code: f"Đã làm & xong.\n{words}" for one in form.written if one.required}


def test_a_passage_is_found_proposed_and_gone_on_the_pages() -> None:
    handed_in()
    client = browser(mai())
    page = client.get(ALL, {"don_vi": "A47"})
    pattern = r'href="([^"]*preparation.selfreviewdraft[^"]*)"'
    address = html.unescape(re.findall(pattern, page.content.decode())[1])
    assert "?doan=" in address
    shown = client.get(address)
    assert "Lời phải xóa khỏi hồ sơ này." in text(shown)
    assert client.post(address, FORM).status_code == 302
    assert "đoạn của bản tự kiểm điểm" in text(client.get(ALL)).lower()
    other = browser(dung())
    assert other.post(ONE, {"what": "agree"}).status_code == 302
    assert "[Đã xóa theo quyết định 12-QĐ/VPTU" in text(other.get(ONE))


def test_that_words_were_read_to_remove_them_is_recorded_once_for_those_they_concern() -> None:
    row = finding()
    client = browser(mai())
    client.get(new_of(row))
    client.get(ALL, {"don_vi": "A05"})
    read = Reading.objects.filter(what="removal", review__unit__code="A05")
    assert read.filter(of_seat=row.review.seat, told_by=mai()).count() == 1
    proposed()
    browser(dung()).get(ONE)
    assert read.filter(of_seat=row.review.seat, told_by=dung()).count() == 1
    [*_, by] = readings(reach_for(mai()), "A05", row.review.seat)
    assert "xóa theo quyết định" in by.what.vi


def test_no_reading_is_recorded_of_words_that_were_not_shown() -> None:
    proposed()
    browser(khanh()).get(ALL)
    browser(lan()).get(ONE)
    assert not Reading.objects.filter(what="removal").exists()


def test_the_commission_proposes_only_what_hangs_on_a_persons_seat() -> None:
    handed_in()
    client = browser(dung())
    assert "Tìm lời phải xóa" in text(client.get(ALL))
    assert "removal-new" not in client.get(ALL, {"don_vi": "A47"}).content.decode()
    assert client.get(new_of(finding())).status_code == 404


def test_a_report_that_quotes_the_words_is_named_before_they_go() -> None:
    made = draft_report(reach_for(mai()), as_of=DEC_17, known_by=now())
    told = str(draft(HCMC_CAMPAIGN, made).content)
    row = next(one for one in ReasonStated.objects.exclude(reason="") if one.reason in told)
    client = browser(mai())
    address = reverse("removal-new", args=[HCMC_CAMPAIGN, "campaigns.reasonstated", row.pk])
    shown = client.get(address)
    assert reverse("draft", args=[HCMC_CAMPAIGN, made]) in shown.content.decode()
    assert "Báo cáo trích lời này" in text(shown)
    client.post(address, FORM)
    other = browser(dung())
    assert "Báo cáo trích lời này" in text(other.get(ONE))
    other.post(ONE, {"what": "agree"})
    assert "Báo cáo trích lời này" not in text(other.get(ONE))
    page = text(client.get(reverse("draft", args=[HCMC_CAMPAIGN, made])))
    assert row.reason not in page
    assert "đã xóa theo quyết định của hai người" in page
