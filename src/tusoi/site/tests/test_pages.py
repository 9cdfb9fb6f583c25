"""The pages as the campaign's office reads them: what they show, in both languages, and what they refuse."""

import re
from collections.abc import Iterator
from html import escape

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_HOST,
    dung,
    kept_for_a_module,
    mai,
    mai_loads_the_hospital,
    mai_loads_the_seed,
)
from tests.pages import text
from tusoi.organisation.actions import add_account, grant_role
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import today

pytestmark = pytest.mark.django_db

WALL = "/dot/hcmc-2012/"
OPEN = (
    WALL,
    "/dot/hcmc-2012/don-vi/A47/",
    "/dot/hcmc-2012/don-vi/A12/",
    "/dot/hcmc-2012/so-lieu/",
    "/dot/hcmc-2012/so-lieu/units_reviewed/",
    "/dot/hcmc-2012/to-cong-tac/",
    "/dot/hcmc-2012/khac-phuc/",
    "/dot/hcmc-2012/bao-cao/",
    "/dot/hcmc-2012/so-doi-chung/",
    "/dot/hcmc-2012/don-vi/A47/viec/ly-do/",
    "/mo-dot/",
)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai_loads_the_hospital()
        mai()
        yield


@pytest.fixture
def office() -> Client:
    """Mai's browser."""
    client = Client(raise_request_exception=False)
    client.force_login(mai())
    return client


@pytest.mark.parametrize("address", OPEN)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_page_answers_in_both_languages(office: Client, address: str, lang: str) -> None:
    response = office.get(address, {"lang": lang})
    assert response.status_code == 200
    assert f'<html lang="{lang}">' in text(response)


@pytest.mark.parametrize("address", OPEN)
def test_every_page_is_held_to_the_strict_policy(office: Client, address: str) -> None:
    policy = office.get(address)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_wall_shows_the_progress_and_who_is_missing_and_why(office: Client) -> None:
    page = text(office.get(WALL))
    for shown in ("133/136", "67/68", "66/68", "97,79%", "A47", "B29", "B51"):
        assert shown in page
    assert "chờ kết luận thanh tra, làm rõ trách nhiệm từng cá nhân rồi mới kiểm điểm" in page
    assert page.count("chưa nêu lý do") >= 2


def test_a_units_file_says_what_stands_before_its_review_and_who_can_clear_it(
    office: Client,
) -> None:
    page = text(office.get("/dot/hcmc-2012/don-vi/A47/", {"lang": "en"}))
    assert "Who can clear it" in page
    assert "the inspectorate (its conclusion)" in page
    assert "Who must act" in page


def test_an_earlier_day_and_moment_show_what_was_known_then(office: Client) -> None:
    asked = f"{WALL}?as_of=2012-11-15&known_by=2012-11-16T17:00%2B07:00"
    assert "57/136" in text(office.get(asked))


def test_a_page_as_known_on_a_day_knows_all_of_that_day(office: Client) -> None:
    assert "57/136" in text(office.get(f"{WALL}?as_of=2012-11-15&known_on=2012-11-16"))


def test_a_number_leads_to_its_rows_with_file_and_row(office: Client) -> None:
    page = text(office.get("/dot/hcmc-2012/so-lieu/discipline_through_review/", {"lang": "en"}))
    assert "ky-luat.xlsx:" in page
    assert "record" in page


def test_many_rows_come_a_few_beside_other_numbers_and_page_by_page_alone(office: Client) -> None:
    whole = text(office.get("/dot/hcmc-2012/so-lieu/units_reviewed/"))
    assert "Xem tất cả các hàng (133)" in whole
    assert "B68" not in whole
    alone = text(office.get("/dot/hcmc-2012/so-lieu/units_reviewed.done/"))
    assert alone.count('data-label="Tính"') == 133
    assert "B68" in alone


def test_the_rows_of_open_cases_are_for_the_inspection_commission(office: Client) -> None:
    address = "/dot/hcmc-2012/so-lieu/cases_known.undecided/"
    assert "KLA12" not in text(office.get(address))
    commission = Client()
    commission.force_login(dung())
    assert "KLA12" in text(commission.get(address))


def test_every_page_that_prints_the_signs_says_that_the_list_is_provisional(
    office: Client,
) -> None:
    for address in ("/dot/hcmc-2012/so-lieu/", "/dot/hcmc-2012/bao-cao/"):
        assert "chưa tìm được nguyên văn" in text(office.get(address))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/dot/khong-co/", 404),
        ("/dot/khong-co/bao-cao/", 404),
        ("/dot/hcmc-2012/so-lieu/khong-co/", 404),
        ("/dot/hcmc-2012/so-lieu/units_reviewed..done/", 404),
        ("/khong-co/", 404),
        (f"{WALL}?as_of=31/02/2012", 400),
        (f"{WALL}?as_of=2012-12-17&known_by=hôm-qua", 400),
        (f"{WALL}?known_by=2012-11-16T17:00", 400),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_cannot_be_shown_is_refused_in_a_sentence(
    office: Client, address: str, status: int, lang: str
) -> None:
    joined = "&" if "?" in address else "?"
    response = office.get(f"{address}{joined}lang={lang}")
    assert response.status_code == status
    assert 'class="refusal"' in text(response)
    assert "Traceback" not in text(response)


def test_the_language_chosen_is_kept(office: Client) -> None:
    office.get(WALL, {"lang": "en"})
    assert "Progress" in text(office.get(WALL))


STARTED = {
    "host_name": "Huyện ủy Thử",
    "host": "huyen-uy-thu",
    "place": "Huyện Thử",
    "title": "Kiểm điểm cuối năm 2026",
    "code": "cuoi-nam-2026",
    "opens_on": "2026-11-01",
    "due_on": "2026-12-31",
    "guidance": "noi-bo-2026",
    "units": "X1; Xã Một; Khối xã\nX2\tXã Hai\tKhối xã\nP1; Phòng Một; Khối cơ quan",
}


def test_a_campaign_started_on_a_page_has_an_empty_wall_of_its_own(office: Client) -> None:
    response = office.post("/mo-dot/", STARTED, follow=True)
    page = text(response)
    assert response.redirect_chain == [("/dot/cuoi-nam-2026/", 302)]
    for shown in ("0/3", "X1", "X2", "P1", "Khối xã", "Khối cơ quan", "Việc tiếp theo"):
        assert shown in page


LONG = "Một tên dài. " * 50
TWELVE = "\n".join(f"X {at}; Xã {at}" for at in range(12))


@pytest.mark.parametrize(
    ("field", "said", "vi", "en"),
    [
        ("code", "hcmc-2012", "Đã có đợt mã “hcmc-2012”", "a campaign “hcmc-2012” already"),
        ("host", "benh-vien-song-xanh", "đã có người phụ trách", "has an office of its own"),
        ("due_on", "31/02/2026", "không phải một ngày", "is not a day"),
        ("due_on", "2026-10-31", "đứng trước ngày bắt đầu", "before the day the campaign opens"),
        ("opens_on", "0026-11-01", "từ năm 1900", "from 1900"),
        ("code", "cuối năm", "Ô này cần một mã", "This takes a code"),
        ("host", "huyện ủy", "Ô này cần một mã", "This takes a code"),
        ("title", "\u200b", "Ô này cần một dòng chữ", "This takes a text"),
        ("units", "", "phải điền", "must be filled in"),
        ("units", "X1", "Dòng 1 (“X1”) không đúng dạng", "Line 1 (“X1”) is not code"),
        ("units", "X1\n\nX2", "Dòng 3 (“X2”) không đúng dạng", "Line 3 (“X2”) is not code"),
        ("units", "X1; Một\n\nX1; Hai", "Dòng 3 (“X1”): mã này đã có ở dòng 1", "stands in line 1"),
        ("units", "X1; Một\n\u04251; Hai", "giống hệt mã “X1” nhưng", "looks like “X1”, and"),
        ("units", "X1; Một\nCQ; Hai", "Dòng 2 (“CQ”): mã CQ dành cho", "Line 2 (“CQ”): CQ is"),
        ("units", "X 1; Một", "Dòng 1 (“X 1”): Mã “X 1” có dấu cách", "Line 1 (“X 1”): The code"),
        ("units", f"X1; {LONG}", "Dòng 1 (“X1”): Nội dung dài", "Line 1 (“X1”): The text has"),
        ("units", f"X1; Một; {LONG}", "Có tên khối không đúng", "The name of a block"),
        ("units", TWELVE, "Còn các dòng 11-12 cũng sai", "Lines 11-12 are wrong as well"),
    ],
)
def test_a_campaign_that_cannot_be_started_is_refused_beside_the_field_and_nothing_typed_is_lost(
    office: Client, field: str, said: str, vi: str, en: str
) -> None:
    for lang, sentence in (("en", en), ("vi", vi)):
        response = office.post(f"/mo-dot/?lang={lang}", STARTED | {field: said})
        assert response.status_code == 422
        page = text(response)
        assert sentence in beside(page, field)
        assert ".xlsx" not in page
        assert ".toml" not in page
        assert len(re.findall('class="fault"', page)) == 1
        assert all(escape(typed) in page for typed in (STARTED | {field: said}).values())
    assert office.get("/dot/cuoi-nam-2026/").status_code == 404


def beside(page: str, field: str) -> str:
    """What the page tells beside a field."""
    told = re.search(rf'<p class="fault" id="{field}_fault">(.*?)</p>', page, re.DOTALL)
    return told.group(1) if told else ""


def test_whoever_administers_is_told_what_the_role_is_and_not_to_wait_for_themselves() -> None:
    account = add_account("Quản trị trang đầu")
    over = RoleOver(host=HCMC_HOST)
    grant_role(Role.ADMINISTRATOR, to=account, over=over, since=today(), by=account.pk)
    client = Client()
    client.force_login(account)
    page = text(client.get("/"))
    assert "Bạn là người quản trị máy" in page
    assert "vai trò này không xem đợt nào" in page
    assert "Khi người quản trị máy giao vai trò" not in page


def test_sums_that_must_agree_are_told_in_words(office: Client) -> None:
    page = text(office.get("/dot/hcmc-2012/so-lieu/units_reviewed/"))
    agrees = page.partition("Phải khớp</dt>")[2].partition("</dd>")[0]
    words, _, code = agrees.partition("<br>")
    assert "(đã kiểm điểm) = " in words
    assert "theo khối" in words
    assert "units_reviewed" not in words
    assert "units_reviewed.done = units_reviewed.blocks.*.done" in code


def test_a_field_that_is_refused_names_its_hint_and_its_fault() -> None:
    client = Client()
    client.force_login(mai())
    page = text(client.post("/dot/hcmc-2012/ban-giao/", {"what": "end", "unit": "khong-co"}))
    assert 'aria-invalid="true" aria-describedby="unit_hint unit_fault"' in page


def test_where_no_opinions_are_taken_a_link_leads_away() -> None:
    answer = Client().get("/gop-y/khong-co/")
    assert answer.status_code == 404
    assert '<a href="/?lang=vi">' in text(answer)
