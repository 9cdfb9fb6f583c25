"""On the page of roles one proposes and another approves; on that of relationships the two bodies declare."""

from collections.abc import Iterator
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
)
from tusoi.campaigns.actions import state_reason
from tusoi.organisation.actions import add_account
from tusoi.organisation.models import Account
from tusoi.organisation.queries import relations, roles_asked, roles_granted
from tusoi.values.clock import now

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
