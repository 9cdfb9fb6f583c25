"""On the page of roles one proposes and another approves; on that of relationships the two bodies declare."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    dung,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
    thao,
    yen,
)
from tusoi.campaigns.actions import state_reason
from tusoi.organisation.actions import add_account, end_role
from tusoi.organisation.models import Account
from tusoi.organisation.queries import (
    posts_held,
    relations,
    roles_asked,
    roles_granted,
    standings,
)
from tusoi.text.forms import fold
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db
ROLES = reverse("roles", args=[HCMC_CAMPAIGN])
RELATIONS = reverse("relations", args=[HCMC_CAMPAIGN])
ASKED = {"name": "Ngọc", "role": "unit_office", "unit": "A47", "since": "2026-01-01"}
KIN = {"one": "Ngọc", "kinship": "spouse", "other": "A47/PBT"}


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, dung, thao, khanh, lan):
            player()
        add_account("Ngọc")
        yield


def by(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def said(response: Any) -> str:
    return str(response.content.decode())


def test_proposed_by_one_and_approved_by_another_on_the_page() -> None:
    assert by(thao()).post(ROLES, ASKED).status_code == 302
    own = said(by(thao()).get(ROLES))
    assert "chờ một người khác" in own
    [asked] = roles_asked(HCMC_HOST, known_by=now())
    decide = reverse("role-decide", args=[HCMC_CAMPAIGN, asked.key])
    assert decide not in own
    office = by(mai())
    assert decide in said(office.get(ROLES))
    assert office.post(decide, {"answer": "approve"}).status_code == 302
    after = said(office.get(ROLES, {"tim": "ngọc"}))
    assert "Thảo đề nghị, Mai phê duyệt" in after


def test_a_role_from_before_anybody_could_approve_is_marked_so() -> None:
    assert "khi chưa có người phê duyệt" in said(by(mai()).get(ROLES))


@pytest.mark.parametrize("typed", ["thảo", "thao", "THA\u0309O"])
def test_a_name_is_found_however_its_marks_are_typed(typed: str) -> None:
    rows = said(by(mai()).get(ROLES, {"tim": typed})).partition("<tbody>")[2]
    rows = rows.partition("</tbody>")[0]
    assert "Thảo" in rows
    assert "Dung" not in rows


def test_what_was_typed_comes_back_with_the_refusal() -> None:
    response = by(mai()).post(ROLES, {**ASKED, "name": "Mai"})
    assert response.status_code == 422
    assert "COI-8" in said(response)
    assert 'value="A47"' in said(response)
    nobody = by(mai()).post(ROLES, {**ASKED, "name": "Ai đó", "unit": "B02"})
    assert nobody.status_code == 422
    assert "Không có tài khoản" in said(nobody)


def test_a_unit_s_office_sees_and_proposes_for_its_unit_alone() -> None:
    assert "Mai" not in said(by(thao()).get(ROLES)).partition("<main")[2]
    response = by(thao()).post(ROLES, {**ASKED, "unit": "B02"})
    assert response.status_code == 422
    assert "không thuộc phạm vi của bạn" in said(response)


def ends(name: str) -> None:
    held = next(one for one in roles_granted(HCMC_HOST) if one.name == name)
    yesterday = today() - timedelta(days=1)
    end_role(held.role, of=dung(), over=held.over, until=yesterday, by=mai().pk)


def test_the_form_says_who_could_approve_by_name_where_the_reader_knows_it() -> None:
    office = said(by(mai()).get(ROLES))
    assert "Ai phê duyệt được vai trò của đơn vị do bạn đề nghị: Dung." in office
    assert "Ai phê duyệt được các vai trò khác: Dung." in office
    unit = said(by(thao()).get(ROLES))
    by_role = "cơ quan thường trực đợt kiểm điểm, Ủy ban Kiểm tra"
    assert f"Ai phê duyệt được vai trò của đơn vị do bạn đề nghị: {by_role}." in unit
    assert "các vai trò khác:" not in unit


def test_where_nobody_could_approve_the_form_and_what_waits_say_so() -> None:
    by(mai()).post(ROLES, {**ASKED, "role": "auditor", "unit": ""})
    assert "chờ một người khác: Dung" in said(by(mai()).get(ROLES))
    ends("Dung")
    page = said(by(mai()).get(ROLES))
    assert page.count("hôm nay chưa ai") == 2
    assert "hiện chưa ai phê duyệt được" in page
    assert "nobody could approve it today" in said(by(mai()).get(ROLES, {"lang": "en"}))
    # Mai is of the campaign office: a unit's role that its own office proposes, she could still approve.
    assert "hôm nay chưa ai" not in said(by(thao()).get(ROLES))


@pytest.mark.parametrize(
    ("unit", "post", "taken"),
    [
        ("a47", "pbt", "A47/PBT"),
        ("Đảng ủy A47", "PBT", "A47/PBT"),
        ("dang uy a47", "phó bí thư", "A47/PBT"),
    ],
)
def test_a_unit_and_a_post_are_found_by_what_people_call_them(
    unit: str, post: str, taken: str
) -> None:
    name = unit_name("A47")
    sent = {**ASKED, "role": "member", "unit": unit.replace("Đảng ủy A47", name), "post": post}
    if unit.startswith("dang"):
        sent["unit"] = fold(name)
    if post.startswith("phó"):
        sent["post"] = fold(post_title("A47", "PBT"))
    response = by(mai()).post(ROLES, sent)
    assert response.status_code == 302, said(response)
    [asked] = roles_asked(HCMC_HOST, known_by=now())
    assert f"{asked.over.unit}/{asked.over.post}" == taken


def test_a_part_of_a_name_offers_those_that_have_it_and_takes_the_one_chosen() -> None:
    part = "VI a47"
    office, sent = by(mai()), {**ASKED, "unit": part}
    offered = office.post(ROLES, sent)
    assert offered.status_code == 422
    assert not roles_asked(HCMC_HOST, known_by=now())
    assert 'name="unit_is" value="A47"' in said(offered)
    assert f"{unit_name('A47')} (A47)" in said(offered)
    # Chosen from another list: what stands in the field counts.
    assert office.post(ROLES, {**sent, "unit_is": "KHONG-CO"}).status_code == 422
    # The post is still to be chosen: the unit that was chosen stands in its field.
    still = office.post(ROLES, {**sent, "role": "member", "unit_is": "A47", "post": "bí"})
    assert still.status_code == 422
    assert 'name="unit" value="A47"' in said(still)
    assert 'name="post_is" value="PBT"' in said(still)
    assert office.post(ROLES, {**sent, "unit_is": "A47"}).status_code == 302
    [asked] = roles_asked(HCMC_HOST, known_by=now())
    assert asked.over.unit == "A47"


def test_a_unit_s_office_is_offered_no_other_unit() -> None:
    page = said(by(thao()).get(ROLES))
    assert 'name="unit" value="A47"' in page
    response = by(thao()).post(ROLES, {**ASKED, "unit": "vị B"})
    assert response.status_code == 422
    assert "unit_is" not in said(response)
    assert by(thao()).post(ROLES, {**ASKED, "unit": "A47", "unit_is": "B02"}).status_code == 302
    [asked] = roles_asked(HCMC_HOST, known_by=now())
    assert asked.over.unit == "A47"


def test_many_units_that_fit_are_counted_and_not_all_listed() -> None:
    response = said(by(mai()).post(ROLES, {**ASKED, "unit": "a"}))
    assert response.count('name="unit_is"') == 12
    assert "Có nhiều mục khớp" in response


def test_a_post_that_the_unit_has_not_is_refused_in_its_field() -> None:
    response = by(mai()).post(ROLES, {**ASKED, "role": "member", "post": "XYZ"})
    assert response.status_code == 422
    assert "Đơn vị này không có chức vụ ấy" in said(response)
    assert 'value="XYZ"' in said(response)


def unit_name(code: str) -> str:
    rows = standings(HCMC_HOST, known_by=now(), units=[code])
    return next(row.name for row in rows if row.period.includes(today()))


def post_title(unit: str, post: str) -> str:
    held = posts_held(HCMC_HOST, known_by=now(), units=[unit])
    return next(one.title for one in held.in_unit(unit, today()) if one.post == post)


def test_whoever_only_looks_gets_no_form() -> None:
    page = said(by(khanh()).get(ROLES))
    assert "Đề nghị một vai trò" not in page
    assert by(khanh()).post(ROLES, ASKED).status_code == 404
    assert "Khai một quan hệ" not in said(by(khanh()).get(RELATIONS))


def test_whoever_ends_the_own_last_role_is_led_to_the_first_page() -> None:
    account = thao()
    held = next(one for one in roles_granted(HCMC_HOST) if one.name == "Thảo")
    response = by(account).post(reverse("role-end", args=[HCMC_CAMPAIGN, held.key]))
    assert response.status_code == 302
    assert response["Location"] == reverse("campaigns")
    assert by(account).get(ROLES).status_code == 404


def test_kin_declared_and_taken_back_on_the_page() -> None:
    office, commission = by(mai()), by(dung())
    assert office.post(RELATIONS, KIN).status_code == 302
    assert "Ngọc" in said(office.get(RELATIONS))
    [one] = relations(HCMC_HOST, known_by=now())
    back = {"one": one.one, "other": one.other, "reason": "ghi nhầm"}
    address = reverse("relation-back", args=[HCMC_CAMPAIGN])
    assert office.post(address, back).status_code == 302
    assert "chờ bên kia, vẫn tính" in said(commission.get(RELATIONS))
    assert office.post(address, {**back, "reason": "x"}).status_code == 422
    assert commission.post(address, back).status_code == 302
    assert "không còn tính cho việc mới" in said(commission.get(RELATIONS))


def test_a_relation_with_oneself_comes_back_with_its_sentence() -> None:
    response = by(mai()).post(RELATIONS, {**KIN, "other": "Ngọc"})
    assert response.status_code == 422
    assert "cùng một người" in said(response)
    assert 'value="Ngọc"' in said(response)


def test_the_ledger_s_page_shows_an_auditor_by_which_role_an_act_was_done() -> None:
    state_reason(reach_for(lan()), "A47", "chờ kết luận")
    page = said(by(khanh()).get(reverse("ledger", args=[HCMC_CAMPAIGN])))
    assert "người đứng đầu đơn vị" in page
    assert '<span class="code">A47</span>' in page


def test_the_page_asks_as_many_queries_whatever_it_lists(
    django_assert_max_num_queries: Any,
) -> None:
    office = by(mai())
    for page in (ROLES, RELATIONS):
        with django_assert_max_num_queries(25):
            office.get(page)


def test_a_body_is_called_by_the_name_that_the_campaign_gives_it() -> None:
    yen()
    for lang, over in (
        ("vi", "cho cơ quan Ủy ban Kiểm tra Thành ủy"),
        ("en", "for the body Inspection Commission of the city Party committee"),
    ):
        assert f">{over}<" in said(by(mai()).get(ROLES, {"lang": lang}))
