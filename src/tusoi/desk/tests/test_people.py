"""Whose move it is: names where the reader may know them, the post's title where not."""

from datetime import date
from uuid import uuid4

import pytest

from tusoi.desk.duty import Waiting
from tusoi.desk.people import People
from tusoi.ledger.source import Provenance
from tusoi.organisation.queries import AccountWithRole, PostHeld
from tusoi.organisation.roles import OF_A_GROUP, Right, Role
from tusoi.values.origin import Origin
from tusoi.values.period import Period
from tusoi.values.wording import same

TOLD = Provenance("chuc-vu.xlsx", 2, Origin.RECORD)
SINCE = Period(date(2010, 1, 1))
POSTS = (
    PostHeld("A47", "BT", "Bí thư", "head", "A47-01", SINCE, TOLD),
    PostHeld("A47", "PBT", "Phó bí thư", "leader", "A47-02", SINCE, TOLD),
)


def account(
    name: str, role: Role, *, unit: str = "", group: str = "", post: str = ""
) -> AccountWithRole:
    return AccountWithRole(uuid4(), name, role, unit, group, post)


LAN = account("Lan", Role.UNIT_HEAD, unit="A47")
MINH = account("Minh", Role.MEMBER, unit="A47", post="PBT")
THAO = account("Thảo", Role.UNIT_OFFICE, unit="A47")
TUAN = account("Tuấn", Role.GROUP_LEADER, group="T07")
MAI = account("Mai", Role.CAMPAIGN_OFFICE)
DUNG = account("Dung", Role.INSPECTION)
ALL = (LAN, MINH, THAO, TUAN, MAI, DUNG)


def who(
    right: Right,
    waiting: Waiting | None = None,
    *,
    accounts: tuple[AccountWithRole, ...] = ALL,
    knows_all: bool = False,
    knows_the_unit: bool = True,
) -> str:
    people = People("A47", "A47", accounts, POSTS, knows_all, knows_the_unit)
    return people.who(right, waiting or Waiting(same("…"))).en


def test_those_of_the_unit_and_its_group_know_each_other_and_the_office() -> None:
    assert who(Right.HOLD_SESSION) == "Lan, Thảo"
    assert who(Right.GIVE_VERDICT) == "Tuấn"
    assert who(Right.NAME_CHAIR) == "Mai"


def test_the_inspection_is_named_only_to_whoever_sees_the_whole() -> None:
    assert who(Right.RECORD_INSPECTION) == "inspection commission"
    assert who(Right.RECORD_INSPECTION, knows_all=True) == "Dung"


def test_whoever_is_of_another_unit_reads_titles_alone() -> None:
    assert who(Right.HOLD_SESSION, knows_the_unit=False) == "Bí thư, A47"
    assert who(Right.NAME_CHAIR, knows_the_unit=False) == "Mai"


def test_a_seat_is_its_holders_alone() -> None:
    assert who(Right.REVIEW_ONESELF, Waiting(same("…"), seat="A47-02")) == "Minh"
    assert who(Right.REVIEW_ONESELF, Waiting(same("…"), seat="A47-01")) == "Lan"


def test_where_nobody_has_an_account_the_post_stands() -> None:
    own = Waiting(same("…"), seat="A47-02")
    assert who(Right.REVIEW_ONESELF, own, accounts=(MAI,)) == "Phó bí thư, A47"
    assert who(Right.HOLD_SESSION, accounts=()) == "Bí thư, A47"
    assert who(Right.GIVE_VERDICT, accounts=()) == "working-group leader"


def test_what_the_duty_says_comes_before_a_title() -> None:
    said = Waiting(same("…"), whose=same("the competent body"))
    assert who(Right.RECORD_INSPECTION, said) == "the competent body"


def test_a_capacity_is_for_its_roles_and_not_for_those_who_sign_in_another() -> None:
    assert who(Right.SIGN_MINUTES, Waiting(same("…"), roles=OF_A_GROUP)) == "Tuấn"
    seated = (Role.UNIT_HEAD, Role.MEMBER)
    one = Waiting(same("…"), roles=seated, not_posts=("A47/BT",))
    assert who(Right.SIGN_MINUTES, one) == "Minh"
    assert who(Right.SIGN_MINUTES, Waiting(same("…"), post="A47/PBT")) == "Minh"


@pytest.mark.parametrize(("count", "said"), [(3, "N0, N1, N2"), (6, "N0, N1, N2 and 3 more")])
def test_a_few_names_stand_and_the_others_are_counted(count: int, said: str) -> None:
    many = tuple(account(f"N{number}", Role.UNIT_OFFICE, unit="A47") for number in range(count))
    assert who(Right.HOLD_SESSION, accounts=many) == said


def test_a_role_over_a_unit_above_is_no_role_in_this_one() -> None:
    above = account("Trên", Role.UNIT_HEAD, unit="A00")
    assert who(Right.HOLD_SESSION, accounts=(above,)) == "Bí thư, A47"
