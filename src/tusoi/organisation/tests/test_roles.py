"""Roles hold on their days, over their units, and are told once; a password is long."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.cast import HCMC_HOST, kept_for_a_module, mai_loads_the_hospital, mai_loads_the_seed
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import HOST_TREE
from tusoi.ledger.queries import head
from tusoi.organisation.access import Right, asker_of, units_below
from tusoi.organisation.actions import (
    UnknownAccount,
    add_account,
    end_role,
    grant_role,
    set_password,
)
from tusoi.organisation.models import Standing
from tusoi.organisation.roles import RIGHTS, ROLE_WORDING, Role, RoleOver
from tusoi.values.refusal import Refused

pytestmark = pytest.mark.django_db

FIRST, LAST, AFTER = date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def test_a_role_holds_from_its_first_day_to_its_last() -> None:
    lan = add_account("Lan")
    over = RoleOver(HCMC_HOST, unit="A47")
    grant_role(Role.UNIT_HEAD, to=lan, over=over, since=FIRST, until=LAST, by=lan.pk)
    days = (date(2025, 12, 31), FIRST, LAST, AFTER)
    assert [len(asker_of(lan, on=day).grants) for day in days] == [0, 1, 1, 0]


def test_a_role_is_known_and_gone_at_once_where_roles_are_kept(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr("tusoi.ledger.shelf.in_transaction", lambda: False)
    lan, over = add_account("Lan"), RoleOver(HCMC_HOST, unit="A47")
    assert not asker_of(lan, on=AFTER).grants
    grant_role(Role.UNIT_HEAD, to=lan, over=over, since=FIRST, by=lan.pk)
    assert asker_of(lan, on=AFTER).grants
    with django_assert_num_queries(1):
        assert asker_of(lan, on=AFTER).grants
    end_role(Role.UNIT_HEAD, of=lan, over=over, until=LAST, by=lan.pk)
    assert not asker_of(lan, on=AFTER).grants
    assert asker_of(lan, on=LAST).grants


def test_a_role_granted_twice_stands_once_and_leaves_one_line() -> None:
    lan = add_account("Lan")
    for changes in (1, 0):
        size = head(HOST_TREE).size
        over = RoleOver(HCMC_HOST, unit="A47")
        told = grant_role(Role.UNIT_HEAD, to=lan, over=over, since=FIRST, by=lan.pk)
        assert (told.changes, head(HOST_TREE).size - size) == (changes, changes)
    assert len(asker_of(lan, on=AFTER).grants) == 1


def test_roles_over_two_hosts_stand_side_by_side() -> None:
    mai_loads_the_hospital()
    lan = add_account("Lan")
    for host in (HCMC_HOST, "benh-vien-song-xanh"):
        grant_role(Role.AUDITOR, to=lan, over=RoleOver(host), since=FIRST, by=lan.pk)
    assert {grant.host for grant in asker_of(lan, on=FIRST).grants} == {
        HCMC_HOST,
        "benh-vien-song-xanh",
    }


def test_a_role_ended_no_longer_opens_anything_the_day_after() -> None:
    lan = add_account("Lan")
    over = RoleOver(HCMC_HOST, unit="A47")
    grant_role(Role.UNIT_HEAD, to=lan, over=over, since=FIRST, by=lan.pk)
    end_role(Role.UNIT_HEAD, of=lan, over=over, until=LAST, by=lan.pk)
    assert asker_of(lan, on=LAST).grants
    assert not asker_of(lan, on=AFTER).grants
    with pytest.raises(Refused, match="no such role"):
        end_role(Role.UNIT_HEAD, of=lan, over=over, until=AFTER, by=lan.pk)
    assert not list(discrepancies())


@pytest.mark.parametrize(
    ("role", "over", "until", "sentence"),
    [
        (Role.UNIT_HEAD, RoleOver("khong-co", unit="A47"), None, "no host"),
        (Role.UNIT_HEAD, RoleOver(HCMC_HOST, unit="ZZ9"), None, "no unit"),
        (Role.UNIT_HEAD, RoleOver(HCMC_HOST), None, "names a unit"),
        (Role.GROUP_LEADER, RoleOver(HCMC_HOST), None, "working group"),
        (Role.AUDITOR, RoleOver(HCMC_HOST, group="T07"), None, "no other role"),
        (Role.GROUP_LEADER, RoleOver(HCMC_HOST, group="T07"), None, "a campaign"),
        (Role.DISCIPLINE_AUTHORITY, RoleOver(HCMC_HOST), None, "for a body"),
        (Role.INSPECTION, RoleOver(HCMC_HOST, body="standing_committee"), None, "for a body"),
        (Role.AUDITOR, RoleOver(HCMC_HOST), date(2025, 1, 1), "before it begins"),
    ],
)
def test_a_role_that_does_not_fit_is_refused_in_a_sentence(
    role: Role, over: RoleOver, until: date | None, sentence: str
) -> None:
    lan = add_account("Lan")
    with pytest.raises(Refused, match=sentence):
        grant_role(role, to=lan, over=over, since=FIRST, until=until, by=lan.pk)


def test_a_role_over_a_unit_reaches_all_that_stand_below_it_on_the_day() -> None:
    below = units_below(HCMC_HOST, ["TU"], on=date(2012, 12, 17))["TU"]
    assert len(below) == 137
    assert units_below(HCMC_HOST, ["A47"], on=date(2012, 12, 17)) == {"A47": {"A47"}}
    assert units_below(HCMC_HOST, [], on=date(2012, 12, 17)) == {}


def test_every_role_has_a_name_and_a_line_in_the_matrix() -> None:
    assert set(RIGHTS) == set(ROLE_WORDING) == set(Role)
    assert {right for rights in RIGHTS.values() for right in rights} == set(Right)


def test_whoever_judges_a_review_neither_holds_it_nor_names_its_chair() -> None:
    for rights in RIGHTS.values():
        assert not {Right.GIVE_VERDICT, Right.HOLD_SESSION} <= set(rights)
        assert not {Right.DRAFT_REPORT, Right.APPROVE_REPORT} <= set(rights)
        assert not {Right.NAME_CHAIR, Right.HOLD_SESSION} <= set(rights)


@pytest.mark.parametrize("password", ["ngắn quá", "", "a" * 14])
def test_a_short_password_is_refused(password: str) -> None:
    add_account("Lan")
    with pytest.raises(Refused, match="15 characters"):
        set_password("Lan", password)


def test_signing_in_opens_and_signing_out_closes() -> None:
    lan = add_account("Lan")
    over = RoleOver(HCMC_HOST, unit="A47")
    grant_role(Role.UNIT_HEAD, to=lan, over=over, since=FIRST, by=lan.pk)
    set_password("Lan", "một câu dài dễ nhớ của Lan")
    client = Client()
    wall = "/dot/hcmc-2012/"
    refused = client.post("/vao/", {"name": "Lan", "password": "sai", "next": wall})
    assert refused.status_code == 422
    assert "không đúng" in refused.content.decode()
    entered = client.post(
        "/vao/", {"name": " Lan ", "password": "một câu dài dễ nhớ của Lan", "next": wall}
    )
    assert entered["Location"] == wall
    assert client.get(wall).status_code == 200
    client.post("/ra/")
    assert client.get(wall).status_code == 302


def test_the_door_leads_on_to_this_site_alone() -> None:
    add_account("Lan")
    set_password("Lan", "một câu dài dễ nhớ của Lan")
    sent = {
        "name": "Lan",
        "password": "một câu dài dễ nhớ của Lan",
        "next": "https://khac.example/",
    }
    assert Client().post("/vao/", sent)["Location"] == "/"


def test_nobody_signs_in_who_has_no_password_and_a_name_unknown_reads_the_same() -> None:
    add_account("Lan")
    said = [
        Client().post("/vao/", {"name": name, "password": "x" * 20}).status_code
        for name in ("Lan", "Không ai")
    ]
    assert said == [422, 422]
    with pytest.raises(UnknownAccount):
        set_password("Không ai", "x" * 20)


def test_what_stands_below_a_unit_is_of_its_own_host() -> None:
    mai_loads_the_hospital()
    there = (
        Standing.objects.known().filter(unit__host="benh-vien-song-xanh").exclude(parent_code="")
    )
    above = {row.parent_code for row in there}
    assert above
    for unit in above:
        assert len(units_below("benh-vien-song-xanh", [unit], on=AFTER)[unit]) > 1
        assert units_below(HCMC_HOST, [unit], on=AFTER) == {unit: {unit}}
