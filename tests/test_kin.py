"""Kin is declared by either body and counts at once; to take it back needs both, and frees only what begins later."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
import time_machine
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_HOST,
    another_of_the_commission,
    concluded,
    dung,
    hien,
    kept_for_a_module,
    khanh,
    lan,
    mai,
    mai_loads_the_seed,
    minh,
    reach_for,
    tuan,
)
from tusoi.campaigns.granting import RoleWanted, propose_role
from tusoi.campaigns.queries import groups
from tusoi.campaigns.relations import (
    Kin,
    NoRelation,
    OtherBodysTurn,
    OwnRelation,
    UnknownPerson,
    declare_relation,
    take_back_relation,
)
from tusoi.discipline.actions import settle_responsibilities
from tusoi.discipline.handling import CaseToOpen, open_case
from tusoi.discipline.rules.forms import Subject
from tusoi.gates.actions import ask_waiver, decide_waiver
from tusoi.ledger.checking import discrepancies
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import add_account, grant_role
from tusoi.organisation.conflicts.rule import InConflict
from tusoi.organisation.kinship import Body, Kinship, Relation
from tusoi.organisation.models import Account
from tusoi.organisation.queries import relations
from tusoi.organisation.roles import Role, RoleOver
from tusoi.supervision.actions import give_verdict
from tusoi.supervision.drafting import dissent
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.period import ALWAYS
from tusoi.values.refusal import Refused

pytestmark = pytest.mark.django_db
HELD = When(date(2013, 1, 25))


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        for player in (mai, dung, tuan, hien, minh):
            player()
        yield


def tuan_is_married_in_a47() -> Relation:
    declare_relation(reach_for(mai()), Kin("Tuấn", Kinship.SPOUSE, "A47/PBT"))
    return known()


def known() -> Relation:
    [one] = relations(HCMC_HOST, known_by=now())
    return one


def tuan_judges() -> int:
    verdict = concluded("redo", seen={3: "do cơ chế"})
    return give_verdict(reach_for(tuan()), "A47", verdict, date(2013, 2, 5), held_on=HELD).changes


def both_take_back(one: Relation) -> None:
    take_back_relation(reach_for(mai()), one.one, one.other, "ghi nhầm")
    take_back_relation(reach_for(dung()), one.one, one.other, "đã xác minh")


def in_days(days: int) -> time_machine.travel:
    return time_machine.travel(now() + timedelta(days=days), tick=True)


def test_what_one_body_declares_counts_at_once() -> None:
    tuan_is_married_in_a47()
    with pytest.raises(InConflict, match="kin") as refused:
        tuan_judges()
    assert refused.value.rule.code == "COI-3"
    assert "vợ hoặc chồng" in refused.value.wording.vi
    with pytest.raises(InConflict):
        dissent(reach_for(tuan()), "A47", "tôi thấy đạt")


def test_without_it_the_same_verdict_is_given() -> None:
    assert tuan_judges() > 0


def test_one_body_alone_does_not_lift_it() -> None:
    one = tuan_is_married_in_a47()
    take_back_relation(reach_for(mai()), one.one, one.other, "ghi nhầm")
    with in_days(40), pytest.raises(InConflict, match="only one body has taken this back"):
        tuan_judges()


def test_lifted_by_both_it_does_not_free_what_was_given_before() -> None:
    both_take_back(tuan_is_married_in_a47())
    assert known().lifted_on == today()
    with in_days(40), pytest.raises(InConflict, match="frees only what begins after that day"):
        tuan_judges()


def test_a_relationship_removed_just_before_an_assignment_still_stands_in_its_way() -> None:
    add_account("Ngọc")
    declare_relation(reach_for(dung()), Kin("Ngọc", Kinship.CHILD, "A47/BT"))
    both_take_back(known())
    over = RoleOver(HCMC_HOST, group="T07", campaign="hcmc-2012")
    wanted = RoleWanted("Ngọc", Role.GROUP_MEMBER, over, today())
    with pytest.raises(InConflict, match="taken back on"):
        propose_role(reach_for(mai()), wanted)
    with in_days(1):
        assert propose_role(reach_for(mai()), wanted).changes == 1


def test_declared_again_it_counts_again() -> None:
    both_take_back(tuan_is_married_in_a47())
    with in_days(3):
        tuan_is_married_in_a47()
        assert known().taken_back_by == {}
        assert not list(discrepancies())


def test_a_relationship_binds_from_its_day() -> None:
    kin = Kin("Tuấn", Kinship.SPOUSE, "A47/PBT", today())
    declare_relation(reach_for(mai()), kin)
    assert known().since == today()
    declare_relation(reach_for(mai()), Kin("Tuấn", Kinship.SPOUSE, "A47/PBT"))
    assert known().since == ALWAYS
    declare_relation(reach_for(mai()), kin)
    assert known().since == ALWAYS, "no body moves it later by itself"


def test_the_same_declaration_twice_is_one_however_it_is_turned() -> None:
    by = reach_for(mai())
    assert declare_relation(by, Kin("Tuấn", Kinship.PARENT, "A47/PBT")).changes == 1
    assert declare_relation(by, Kin("A47/PBT", Kinship.CHILD, "Tuấn")).changes == 0
    assert declare_relation(reach_for(dung()), Kin("A47/PBT", Kinship.CHILD, "Tuấn")).changes == 1
    assert known().declared_by == frozenset(Body)


@pytest.mark.parametrize(
    ("kin", "kind"),
    [
        (Kin("Tuấn", Kinship.SPOUSE, "Tuấn"), NoRelation),
        (Kin("A47/PBT", Kinship.SPOUSE, "A47/PBT"), NoRelation),
        (Kin("Tuấn", Kinship.SPOUSE, "không có ai"), UnknownPerson),
        (Kin("", Kinship.SPOUSE, "Tuấn"), UnknownPerson),
        (Kin("Tuấn", Kinship.SPOUSE, "A47/KHONG"), UnknownPerson),
        (Kin("Tuấn", Kinship.SPOUSE, "A47/PBT", date(2999, 1, 1)), NoRelation),
        (Kin("Tuấn", Kinship.SPOUSE, "A47/PBT", date(1800, 1, 1)), NoRelation),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(kin: Kin, kind: type[Refused]) -> None:
    with pytest.raises(kind) as refused:
        declare_relation(reach_for(mai()), kin)
    assert refused.value.wording.vi != refused.value.wording.en
    assert relations(HCMC_HOST, known_by=now()) == ()


def test_nobody_declares_or_takes_back_their_own() -> None:
    with pytest.raises(OwnRelation):
        declare_relation(reach_for(mai()), Kin("Mai", Kinship.SPOUSE, "A47/PBT"))
    declare_relation(reach_for(dung()), Kin("Mai", Kinship.SPOUSE, "A47/PBT"))
    one = known()
    with pytest.raises(OwnRelation):
        take_back_relation(reach_for(mai()), one.one, one.other, "không phải")


def test_a_body_takes_back_once_and_the_second_hand_is_another_s() -> None:
    one = tuan_is_married_in_a47()
    by = reach_for(dung())
    assert take_back_relation(by, one.one, one.other, "ghi nhầm").changes == 1
    assert take_back_relation(by, one.one, one.other, "ghi nhầm").changes == 0
    with pytest.raises(OtherBodysTurn):
        take_back_relation(reach_for(another_of_the_commission()), one.one, one.other, "khác")
    with pytest.raises(NoRelation, match="Write why"):
        take_back_relation(reach_for(mai()), one.one, one.other, "  ")
    take_back_relation(reach_for(mai()), one.one, one.other, "đồng ý")
    with pytest.raises(NoRelation, match="nothing left"):
        take_back_relation(reach_for(mai()), one.one, one.other, "lần nữa")
    with pytest.raises(NotThere):
        take_back_relation(reach_for(mai()), one.one, "ai đó", "x")


def test_only_the_two_bodies_declare() -> None:
    for account in (lan(), minh(), tuan(), khanh()):
        with pytest.raises(NotThere):
            declare_relation(reach_for(account), Kin("Tuấn", Kinship.SPOUSE, "A47/PBT"))


def test_kin_decides_no_waiver_settles_nothing_and_opens_no_case() -> None:
    declare_relation(reach_for(mai()), Kin("Dung", Kinship.SIBLING, "A47/PBT"))
    ask_waiver(reach_for(mai()), "A47", "G2", "kéo dài", today())
    commission = reach_for(dung())
    with pytest.raises(InConflict):
        decide_waiver(commission, "A47", "G2", 1, allowed=True, words="được")
    with pytest.raises(InConflict):
        settle_responsibilities(commission, "A47", date(2013, 1, 15))
    case = CaseToOpen("VV1", Subject.OFFICIAL, "A47", "căn cứ", "PBT")
    with pytest.raises(InConflict):
        open_case(commission, case, today())
    other = CaseToOpen("VV2", Subject.OFFICIAL, "A47", "căn cứ", "UV1")
    assert open_case(commission, other, today()).changes == 1


def test_a_group_is_bound_by_the_kin_of_those_it_names() -> None:
    """Hiền's own account is no kin; the person who leads the group, by the post it names, is."""
    group_leader = _leader_of("T07")
    declare_relation(reach_for(mai()), Kin(group_leader, Kinship.PARENT, "A47/BT"))
    with pytest.raises(InConflict, match="Somebody of group T07"):
        dissent(reach_for(hien()), "A47", "tôi thấy đạt")


def _leader_of(group: str) -> str:
    return next(one.leader for one in groups("hcmc-2012", known_by=now()) if one.code == group)


def test_whoever_serves_in_the_unit_judges_nothing_there() -> None:
    over = RoleOver(HCMC_HOST, unit="A47")
    account: Account = tuan()
    key: UUID = account.pk
    grant_role(Role.UNIT_OFFICE, to=account, over=over, since=date(2012, 1, 1), by=key)
    with pytest.raises(InConflict, match="serving there"):
        tuan_judges()
