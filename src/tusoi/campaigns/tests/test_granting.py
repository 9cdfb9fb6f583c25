"""A role takes two persons; it ends at once; nobody grants one to oneself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    another_of_the_commission,
    dung,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    minh,
    reach_for,
    thao,
    tuan,
)
from tusoi.campaigns.access import Reach
from tusoi.campaigns.actions import state_reason
from tusoi.campaigns.granting import (
    AskedAlready,
    NoSuchGroup,
    ProposalDecided,
    RoleThere,
    RoleWanted,
    WordsWanted,
    decide_role,
    end_role_now,
    propose_role,
)
from tusoi.campaigns.models import campaign_tree
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.models import HOST_TREE
from tusoi.ledger.queries import last_lines
from tusoi.organisation.access import NotThere, asker_of
from tusoi.organisation.actions import (
    TwoApproveHere,
    UnknownAccount,
    add_account,
    end_role,
    grant_by_command,
    grant_role,
)
from tusoi.organisation.conflicts.rule import InConflict
from tusoi.organisation.models import Account
from tusoi.organisation.queries import roles_asked, roles_granted
from tusoi.organisation.roles import Role, RoleOver
from tusoi.values.clock import now, today
from tusoi.values.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        mai()
        dung()
        yield


def wanted(
    role: Role = Role.UNIT_OFFICE, name: str = "Ngọc", *, unit: str = "A47", group: str = ""
) -> RoleWanted:
    campaign = HCMC_CAMPAIGN if group else ""
    over = RoleOver(HCMC_HOST, unit=unit, group=group, campaign=campaign)
    return RoleWanted(name, role, over, today())


def ngoc() -> Account:
    return add_account("Ngọc")


def proposed(by: Reach, what: RoleWanted) -> UUID:
    assert propose_role(by, what).changes == 1
    return roles_asked(HCMC_HOST, known_by=now())[-1].key


def grants_of(account: Account) -> list[str]:
    return [grant.label for grant in asker_of(account, on=today()).grants]


def test_nobody_has_a_role_before_a_second_person_approves() -> None:
    account = ngoc()
    key = proposed(reach_for(thao()), wanted())
    assert grants_of(account) == []
    assert decide_role(reach_for(mai()), key, approved=True).changes == 2
    assert grants_of(account) == ["unit_office:A47"]
    assert not list(discrepancies())


def test_the_entry_of_an_approval_says_by_which_role() -> None:
    ngoc()
    decide_role(reach_for(mai()), proposed(reach_for(thao()), wanted()), approved=True)
    line = last_lines(HOST_TREE, most=1)[0]
    assert line.roles == ("campaign_office:",)
    assert line.event.en == "a role was approved and so granted"


def test_whoever_proposed_does_not_approve() -> None:
    ngoc()
    key = proposed(reach_for(mai()), wanted())
    with pytest.raises(InConflict, match="did the first part") as refused:
        decide_role(reach_for(mai()), key, approved=True)
    assert refused.value.rule.code == "COI-8"


def test_two_accounts_of_one_person_are_one_person() -> None:
    ngoc()
    other = add_account("Mai khác")
    over = RoleOver(HCMC_HOST, unit="A47", post="UV3")
    for account in (mai(), other):
        grant_role(Role.MEMBER, to=account, over=over, since=date(2012, 1, 1), by=account.pk)
    grant_role(Role.CAMPAIGN_OFFICE, to=other, over=RoleOver(HCMC_HOST), since=today(), by=other.pk)
    key = proposed(reach_for(mai()), wanted(unit="B02"))
    with pytest.raises(InConflict, match="two accounts of one person"):
        decide_role(reach_for(other), key, approved=True)


def test_nobody_proposes_or_approves_a_role_of_their_own() -> None:
    with pytest.raises(InConflict, match="about yourself"):
        propose_role(reach_for(mai()), wanted(name="Mai"))
    over = RoleOver(HCMC_HOST)
    own = proposed(reach_for(mai()), RoleWanted("Dung", Role.CAMPAIGN_OFFICE, over, today()))
    with pytest.raises(InConflict, match="about yourself"):
        decide_role(reach_for(dung()), own, approved=True)
    assert decide_role(reach_for(another_of_the_commission()), own, approved=True).changes == 2


def test_the_same_proposal_twice_is_one() -> None:
    ngoc()
    by = reach_for(thao())
    assert propose_role(by, wanted()).changes == 1
    assert propose_role(by, wanted()).changes == 0
    with pytest.raises(AskedAlready, match="waits for approval"):
        propose_role(reach_for(mai()), wanted())


def test_a_role_that_stands_is_not_proposed_again() -> None:
    ngoc()
    decide_role(reach_for(mai()), proposed(reach_for(thao()), wanted()), approved=True)
    with pytest.raises(RoleThere):
        propose_role(reach_for(thao()), wanted())


def test_of_two_who_decide_at_once_the_second_is_told_what_the_first_decided() -> None:
    account = ngoc()
    key = proposed(reach_for(thao()), wanted())
    first, second = reach_for(dung()), reach_for(mai())
    assert decide_role(first, key, approved=True).changes == 2
    assert decide_role(first, key, approved=True).changes == 0
    with pytest.raises(ProposalDecided, match="approved"):
        decide_role(second, key, approved=False, words="không cần")
    assert len(grants_of(account)) == 1


def test_a_refusal_says_why_and_the_role_may_be_proposed_again() -> None:
    account = ngoc()
    key = proposed(reach_for(thao()), wanted())
    with pytest.raises(WordsWanted):
        decide_role(reach_for(mai()), key, approved=False)
    assert decide_role(reach_for(mai()), key, approved=False, words="đã đủ người").changes == 1
    assert grants_of(account) == []
    again = proposed(reach_for(thao()), wanted())
    decide_role(reach_for(mai()), again, approved=True)
    assert grants_of(account) == ["unit_office:A47"]


@pytest.mark.parametrize(
    "role", [Role.INSPECTION, Role.CAMPAIGN_OFFICE, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_a_privileged_role_is_approved_by_the_commission_alone(role: Role) -> None:
    ngoc()
    key = proposed(reach_for(mai()), wanted(role, unit=""))
    other = add_account("Mai nữa")
    grant_role(Role.CAMPAIGN_OFFICE, to=other, over=RoleOver(HCMC_HOST), since=today(), by=other.pk)
    with pytest.raises(NotThere):
        decide_role(reach_for(other), key, approved=True)
    assert decide_role(reach_for(dung()), key, approved=True).changes == 2


def test_a_unit_s_office_proposes_for_its_unit_alone() -> None:
    ngoc()
    for what in (wanted(unit="B02"), wanted(Role.INSPECTION, unit="")):
        with pytest.raises(NotThere):
            propose_role(reach_for(thao()), what)
    for account in (lan(), minh(), tuan(), khanh(), dung()):
        with pytest.raises(NotThere):
            propose_role(reach_for(account), wanted())


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        (wanted(name="Ai đó"), UnknownAccount),
        (wanted(unit="ZZ9"), Refused),
        (wanted(unit=""), Refused),
        (replace(wanted(), until=date(2000, 1, 1)), Refused),
        (wanted(Role.GROUP_MEMBER, unit="", group="T99"), NoSuchGroup),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    what: RoleWanted, kind: type[Refused]
) -> None:
    ngoc()
    with pytest.raises(kind):
        propose_role(reach_for(mai()), what)
    assert roles_asked(HCMC_HOST, known_by=now()) == ()


def test_nobody_joins_a_group_that_was_given_their_unit() -> None:
    minh()
    with pytest.raises(InConflict, match="Minh, serving there, may not assess") as refused:
        propose_role(reach_for(mai()), wanted(Role.GROUP_MEMBER, "Minh", unit="", group="T07"))
    assert refused.value.rule.code == "COI-3"


def test_whoever_left_the_unit_lately_does_not_join_the_group_either() -> None:
    account = ngoc()
    over = RoleOver(HCMC_HOST, unit="A47")
    left = today() - timedelta(days=365)
    grant_role(
        Role.UNIT_OFFICE, to=account, over=over, since=date(2012, 1, 1), by=account.pk, until=left
    )
    with pytest.raises(InConflict, match="within the last 36 months"):
        propose_role(reach_for(mai()), wanted(Role.GROUP_MEMBER, unit="", group="T07"))


def test_an_auditor_holds_nothing_else_and_an_administrator_neither() -> None:
    khanh()
    with pytest.raises(InConflict, match="cannot audit"):
        propose_role(reach_for(mai()), wanted(name="Khánh"))
    quang = add_account("Quang")
    grant_role(Role.ADMINISTRATOR, to=quang, over=RoleOver(HCMC_HOST), since=today(), by=quang.pk)
    with pytest.raises(InConflict, match="cannot administer"):
        propose_role(reach_for(mai()), wanted(name="Quang"))
    with pytest.raises(InConflict, match="cannot administer"):
        grant_role(Role.INSPECTION, to=quang, over=RoleOver(HCMC_HOST), since=today(), by=quang.pk)


def test_a_role_ended_lets_do_nothing_from_that_moment() -> None:
    stale = reach_for(thao())
    held = next(one for one in roles_granted(HCMC_HOST) if one.name == "Thảo")
    assert end_role_now(reach_for(dung()), held.key).changes == 1
    assert grants_of(thao_again()) == []
    with pytest.raises(InConflict, match="has just ended") as refused:
        state_reason(stale, "A47", "chờ kết luận")
    assert refused.value.rule.code == "COI-11"
    with pytest.raises(NotThere):
        state_reason(reach_for(thao_again()), "A47", "chờ kết luận")


def thao_again() -> Account:
    """Thảo as she is, without a role granted anew."""
    return Account.objects.get(name="Thảo")


def test_a_role_that_began_today_is_as_if_it_had_never_been() -> None:
    account = ngoc()
    decide_role(reach_for(mai()), proposed(reach_for(thao()), wanted()), approved=True)
    held = next(one for one in roles_granted(HCMC_HOST) if one.name == "Ngọc")
    end_role_now(reach_for(mai()), held.key)
    assert grants_of(account) == []
    with pytest.raises(NotThere):
        end_role_now(reach_for(mai()), held.key)
    assert not list(discrepancies())


def test_a_role_is_ended_by_whoever_may_approve_it_or_by_its_holder() -> None:
    tuan()
    held = next(one for one in roles_granted(HCMC_HOST) if one.name == "Tuấn")
    for account in (mai(), lan(), khanh()):
        with pytest.raises(NotThere):
            end_role_now(reach_for(account), held.key)
    assert end_role_now(reach_for(tuan()), held.key).changes == 1


def test_the_command_grants_only_while_nobody_can_approve() -> None:
    account = ngoc()
    over = RoleOver(HCMC_HOST, unit="A47")

    def granted() -> int:
        return grant_by_command(
            Role.UNIT_OFFICE, to=account, over=over, since=today(), by=account.pk
        ).changes

    with pytest.raises(TwoApproveHere, match="granted by two persons"):
        granted()
    yesterday = today() - timedelta(days=1)
    end_role(Role.INSPECTION, of=dung(), over=RoleOver(HCMC_HOST), until=yesterday, by=account.pk)
    assert granted() == 1
    assert last_lines(HOST_TREE, most=1)[0].event.en == (
        "a role was granted while nobody could approve it"
    )


def test_one_person_with_both_roles_is_not_two() -> None:
    account = ngoc()
    yesterday = today() - timedelta(days=1)
    host = RoleOver(HCMC_HOST)
    mai_once = mai()
    end_role(Role.INSPECTION, of=dung(), over=host, until=yesterday, by=account.pk)
    grant_role(Role.INSPECTION, to=mai_once, over=host, since=today(), by=account.pk)
    over = RoleOver(HCMC_HOST, unit="A47")
    told = grant_by_command(Role.UNIT_OFFICE, to=account, over=over, since=today(), by=account.pk)
    assert told.changes == 1


def test_every_act_keeps_the_role_by_which_it_was_done() -> None:
    state_reason(reach_for(lan()), "A47", "chờ kết luận")
    assert last_lines(campaign_tree(HCMC_CAMPAIGN), most=1)[0].roles == ("unit_head:A47",)
