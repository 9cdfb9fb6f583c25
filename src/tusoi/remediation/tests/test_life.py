"""The life of an item, act by act: claimed, verified or returned by somebody independent, its deadline moved by two, felt."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    another_of_the_office,
    at_noon,
    binh,
    dung,
    five_o_clock,
    heading,
    kept_for_a_module,
    khanh,
    loc,
    mai,
    mai_loads_the_seed,
    phuc,
    player,
    reach_for,
)
from tusoi.campaigns.actions import DayAhead
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import grant_role
from tusoi.organisation.conflicts.rule import InConflict
from tusoi.organisation.models import Account
from tusoi.organisation.roles import Role, RoleOver
from tusoi.remediation.life import ItemLife, Kind, Nature, Strength
from tusoi.remediation.lives import lives
from tusoi.remediation.living import (
    ClaimedAlready,
    DueNotUsable,
    FeltCount,
    MeasureNotUsable,
    MoveWaits,
    NatureStated,
    NothingClaimed,
    NotMeasured,
    NotVerifiedYet,
    OwnerEnded,
    TooEarlyToAsk,
    WordsNotUsable,
    ask_affected,
    ask_due_move,
    claim_item,
    count_felt,
    decide_due_move,
    give_item,
    measure_item,
    reopen_item,
    return_claim,
    state_nature,
    verify_claim,
)
from tusoi.remediation.models import ClaimAnswered, FeltCounted, ItemClaimed
from tusoi.remediation.rules.stage import felt_on, is_disputed, is_overdue, stage_on
from tusoi.values.clock import now, today

pytestmark = pytest.mark.django_db

ITEM, UNIT = "12", "B01"
"""An item of the seed: B01/PBT answers for it, by 28 January 2013."""
JAN_20, JAN_28, JAN_29 = (date(2013, 1, day) for day in (20, 28, 29))
FEB_5, FEB_10, MAR_1, MAR_4 = (
    date(2013, 2, 5),
    date(2013, 2, 10),
    date(2013, 3, 1),
    date(2013, 3, 4),
)
OUTCOME = NatureStated(
    Nature(Kind.OUTCOME, Strength.CHANGES_RULE, "vụ"), baseline="120", target="12,5"
)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def life(number: str = ITEM) -> ItemLife:
    return lives(HCMC_CAMPAIGN, known_by=now())[number]


def head() -> Account:
    return heading(UNIT)


def claimed(day: date = JAN_20) -> None:
    with at_noon(day):
        claim_item(reach_for(head()), ITEM, "Biên bản bàn giao số 3")


def verified(day: date = MAR_4) -> None:
    claimed(JAN_20)
    with at_noon(day):
        verify_claim(reach_for(phuc()), ITEM, 1, "Đã xem hồ sơ")


def test_claimed_returned_claimed_again_and_verified_are_each_kept_in_order() -> None:
    claimed(JAN_20)
    with at_noon(FEB_5):
        return_claim(reach_for(phuc()), ITEM, 1, "Thiếu biên bản")
    with at_noon(MAR_1):
        claim_item(reach_for(head()), ITEM, "Biên bản bổ sung")
    with at_noon(MAR_4):
        verify_claim(reach_for(phuc()), ITEM, 2, "Đã xem tại chỗ")
    one = life()
    said = [
        (c.number, c.when.day, c.answer and (c.answer.verified, c.answer.when.day))
        for c in one.claims
    ]
    assert said == [(1, JAN_20, (False, FEB_5)), (2, MAR_1, (True, MAR_4))]
    stages = [stage_on(one, day) for day in (JAN_20, FEB_5, MAR_1, MAR_4)]
    assert stages == ["claimed", "in_progress", "claimed", "verified"]
    assert list(discrepancies()) == []


def test_what_was_known_earlier_stays_what_it_was() -> None:
    claimed(JAN_20)
    then = lives(HCMC_CAMPAIGN, known_by=five_o_clock(JAN_20))[ITEM]
    verify_claim(reach_for(phuc()), ITEM, 1, "Đã xem hồ sơ")
    assert lives(HCMC_CAMPAIGN, known_by=five_o_clock(JAN_20))[ITEM] == then
    assert life() != then


def test_of_two_who_claim_at_once_one_wins_and_the_other_is_told() -> None:
    claimed()
    other = player("B01/PBT", unit=UNIT, post="PBT")
    with pytest.raises(ClaimedAlready, match="waits for its verifier"):
        claim_item(reach_for(other), ITEM, "Tôi cũng báo xong")
    assert ItemClaimed.objects.count() == 1


def test_a_claim_sent_twice_is_one_claim() -> None:
    claimed()
    assert claim_item(reach_for(head()), ITEM, " Biên bản bàn giao số 3 ") == Told(same=1)
    assert ItemClaimed.objects.count() == 1


def test_whoever_sits_by_the_answerable_post_claims_and_another_of_the_collective_does_not() -> (
    None
):
    with pytest.raises(NotThere):
        claim_item(reach_for(player("B01/UV1", unit=UNIT, post="UV1")), ITEM, "xong")
    told = claim_item(reach_for(player("B01/PBT", unit=UNIT, post="PBT")), ITEM, "xong")
    assert told == Told(new=1)


@pytest.mark.parametrize("who", [binh, mai, dung, khanh, phuc])
def test_nobody_else_claims(who: object) -> None:
    with pytest.raises(NotThere):
        claim_item(reach_for(who()), ITEM, "xong")  # type: ignore[operator]


@pytest.mark.parametrize("who", [binh, mai, dung, khanh, head])
def test_only_a_verifier_verifies(who: object) -> None:
    claimed()
    with pytest.raises(NotThere):
        verify_claim(reach_for(who()), ITEM, 1, "xong")  # type: ignore[operator]


def verifying_as_well(account: Account) -> Account:
    grant_role(
        Role.VERIFIER, to=account, over=RoleOver(HCMC_HOST), since=date(2012, 1, 1), by=account.pk
    )
    return account


def test_whoever_owes_an_item_or_claimed_it_does_not_verify_it() -> None:
    claimed()
    with pytest.raises(InConflict, match="you are the one who owes it") as caught:
        verify_claim(reach_for(verifying_as_well(head())), ITEM, 1, "xong")
    assert caught.value.rule.code == "COI-5"
    owner = verifying_as_well(player("B01/PBT", unit=UNIT, post="PBT"))
    with pytest.raises(InConflict, match="you are the one who owes it"):
        return_claim(reach_for(owner), ITEM, 1, "chưa xong")
    assert not ClaimAnswered.objects.exists()


def test_nobody_of_the_owners_unit_verifies() -> None:
    claimed()
    of_the_unit = verifying_as_well(player("B01/UV1", unit=UNIT, post="UV1"))
    with pytest.raises(InConflict, match="of the unit that owes it"):
        verify_claim(reach_for(of_the_unit), ITEM, 1, "xong")


def test_an_answer_without_reasons_is_none() -> None:
    claimed()
    with pytest.raises(WordsNotUsable):
        return_claim(reach_for(phuc()), ITEM, 1, "  ")
    with pytest.raises(WordsNotUsable):
        verify_claim(reach_for(phuc()), ITEM, 1, "x" * 2001)


def test_a_claim_is_answered_once() -> None:
    claimed()
    assert return_claim(reach_for(phuc()), ITEM, 1, "Thiếu") == Told(new=1)
    assert return_claim(reach_for(phuc()), ITEM, 1, "Thiếu") == Told(same=1)
    with pytest.raises(NothingClaimed, match="was returned"):
        verify_claim(reach_for(loc()), ITEM, 1, "Đủ")
    with pytest.raises(NothingClaimed, match="no claim"):
        verify_claim(reach_for(loc()), ITEM, 2, "Đủ")


def test_what_is_verified_is_not_claimed_again() -> None:
    verified()
    with pytest.raises(ClaimedAlready, match="verified as done"):
        claim_item(reach_for(head()), ITEM, "xong lần nữa")


def test_an_outcome_has_a_unit_and_a_target_and_is_claimed_by_a_value() -> None:
    reach = reach_for(head())
    with pytest.raises(MeasureNotUsable, match="unit of measure"):
        state_nature(reach, ITEM, NatureStated(Nature(Kind.OUTCOME, Strength.TRAINS), target="3"))
    with pytest.raises(MeasureNotUsable, match="has a target"):
        state_nature(reach, ITEM, NatureStated(Nature(Kind.OUTCOME, Strength.TRAINS, "vụ")))
    bad = NatureStated(Nature(Kind.OUTCOME, Strength.TRAINS, "vụ"), target="1.234.567")
    with pytest.raises(MeasureNotUsable, match="is no number"):
        state_nature(reach, ITEM, bad)
    assert state_nature(reach, ITEM, OUTCOME) == Told(new=1)
    assert state_nature(reach, ITEM, OUTCOME) == Told(same=1)
    assert life().nature == Nature(
        Kind.OUTCOME, Strength.CHANGES_RULE, "vụ", Decimal(120), Decimal("12.5")
    )
    with pytest.raises(NotMeasured):
        claim_item(reach, ITEM, "xong")
    measure_item(reach, ITEM, "14,0", today(), "Báo cáo số 7")
    assert claim_item(reach, ITEM, "xong") == Told(new=1)
    assert [(one.value, one.read_from) for one in life().measures] == [
        (Decimal(14), "Báo cáo số 7")
    ]


def test_a_value_told_again_for_a_day_takes_its_place_and_none_is_told_ahead() -> None:
    reach = reach_for(head())
    with pytest.raises(NotMeasured):
        measure_item(reach, ITEM, "1", MAR_1, "sổ")
    state_nature(reach, ITEM, OUTCOME)
    measure_item(reach, ITEM, "90", MAR_1, "sổ")
    assert measure_item(reach, ITEM, "90", MAR_1, "sổ") == Told(same=1)
    measure_item(reach, ITEM, "80", MAR_1, "sổ")
    measure_item(reach, ITEM, "70,5", MAR_4, "sổ")
    assert [str(one.value) for one in life().measures] == ["80", "70.5"]
    with pytest.raises(DayAhead):
        measure_item(reach, ITEM, "1", date(2199, 1, 1), "sổ")
    with pytest.raises(MeasureNotUsable):
        measure_item(reach, ITEM, "nhiều", MAR_1, "sổ")


def test_a_deadline_is_moved_by_two_with_a_reason_and_the_first_stays_on_view() -> None:
    with at_noon(FEB_5):
        ask_due_move(reach_for(head()), ITEM, MAR_1, "Chờ kinh phí")
        assert life().due_on == JAN_28
        with pytest.raises(NotThere):
            decide_due_move(reach_for(head()), ITEM, 1, approved=True)
    with at_noon(FEB_10):
        assert decide_due_move(reach_for(mai()), ITEM, 1, approved=True) == Told(new=1)
    one = life()
    assert [(d.due_on, d.since, d.reason) for d in one.deadlines] == [
        (JAN_28, date(2012, 12, 17), ""),
        (MAR_1, FEB_10, "Chờ kinh phí"),
    ]
    overdue = [
        is_overdue(one, day)
        for day in (JAN_28, JAN_29, date(2013, 2, 9), FEB_10, MAR_1, date(2013, 3, 2))
    ]
    assert overdue == [False, True, True, False, False, True]


def test_whoever_proposed_a_deadline_does_not_approve_it() -> None:
    with at_noon(FEB_5):
        ask_due_move(reach_for(mai()), ITEM, MAR_1, "Chờ kinh phí")
        with pytest.raises(InConflict) as caught:
            decide_due_move(reach_for(mai()), ITEM, 1, approved=True)
        assert caught.value.rule.code == "COI-8"
        decide_due_move(reach_for(another_of_the_office()), ITEM, 1, approved=True)
        with pytest.raises(MoveWaits, match="was approved"):
            decide_due_move(reach_for(mai()), ITEM, 1, approved=False, words="không")


def test_a_deadline_is_not_past_not_the_same_and_not_proposed_twice() -> None:
    with at_noon(FEB_5):
        reach = reach_for(head())
        with pytest.raises(DueNotUsable, match="is past"):
            ask_due_move(reach, ITEM, date(2013, 2, 4), "trễ")
        with pytest.raises(DueNotUsable, match="too far"):
            ask_due_move(reach, ITEM, date(2201, 2, 4), "trễ")
        ask_due_move(reach, ITEM, MAR_1, "trễ")
        assert ask_due_move(reach, ITEM, MAR_1, "trễ") == Told(same=1)
        with pytest.raises(MoveWaits, match="not decided yet"):
            ask_due_move(reach, ITEM, MAR_4, "trễ hơn")
        with pytest.raises(WordsNotUsable):
            decide_due_move(reach_for(mai()), ITEM, 1, approved=False)
        decide_due_move(reach_for(mai()), ITEM, 1, approved=False, words="Không có lý do")
        assert life().due_on == JAN_28
        assert ask_due_move(reach, ITEM, MAR_4, "trễ hơn") == Told(new=1)
    with at_noon(JAN_20), pytest.raises(DueNotUsable, match="stands"):
        ask_due_move(reach_for(heading("A01")), "24", JAN_28, "x")


def test_an_item_is_given_to_a_unit_that_stands_and_a_post_that_is_held() -> None:
    with pytest.raises(OwnerEnded, match="Nobody holds"):
        give_item(reach_for(mai()), "1", "A47", "A47/KHAC")
    with pytest.raises(NotThere):
        give_item(reach_for(mai()), "1", "ZZ9", "ZZ9/BT")
    with pytest.raises(NotThere):
        give_item(reach_for(heading("A47")), "1", "A47", "A47/BT")
    assert give_item(reach_for(mai()), "1", "A47", "A47/BT") == Told(changed=1)
    assert give_item(reach_for(mai()), "1", "A47", "A47/BT") == Told(same=1)
    assert life("1").owner == "A47/BT"
    assert claim_item(reach_for(heading("A47")), "1", "xong") == Told(new=1)


def test_those_affected_are_asked_from_four_weeks_after_and_no_day_earlier() -> None:
    with pytest.raises(NotVerifiedYet):
        ask_affected(reach_for(mai()), ITEM)
    verified(MAR_4)
    with at_noon(date(2013, 3, 31)), pytest.raises(TooEarlyToAsk, match="1 April 2013"):
        ask_affected(reach_for(mai()), ITEM)
    with at_noon(date(2013, 4, 1)):
        assert ask_affected(reach_for(mai()), ITEM) == Told(new=1)
        assert ask_affected(reach_for(mai()), ITEM) == Told(same=1)


def test_what_is_felt_is_counted_by_day_and_nobody_is_asked_about_what_is_not_verified() -> None:
    by = mai().pk
    verified(MAR_4)
    assert count_felt(HCMC_CAMPAIGN, {ITEM: FeltCount(still_not=1)}, by=by) == Told()
    with at_noon(date(2013, 4, 1)):
        ask_affected(reach_for(mai()), ITEM)
        count_felt(
            HCMC_CAMPAIGN, {ITEM: FeltCount(2, 1), "13": FeltCount(1), "ZZ": FeltCount(1)}, by=by
        )
        count_felt(HCMC_CAMPAIGN, {ITEM: FeltCount(1, 1)}, by=by)
    with at_noon(date(2013, 4, 2)):
        count_felt(HCMC_CAMPAIGN, {ITEM: FeltCount(still_not=1)}, by=by)
    one = life()
    assert [(felt.when.day.day, felt.put_right, felt.still_not) for felt in one.felt] == [
        (1, 3, 2),
        (2, 0, 1),
    ]
    assert felt_on(one, date(2013, 4, 1)) == (3, 2)
    assert is_disputed(one, date(2013, 4, 1))
    assert FeltCounted.objects.known().count() == 2


def test_what_comes_back_is_another_item_of_the_same_owner_that_another_verifies() -> None:
    with pytest.raises(NotVerifiedYet, match="not verified"):
        reopen_item(reach_for(dung()), ITEM, MAR_4, "vẫn còn")
    verified(MAR_4)
    due = date(2013, 6, 30)
    with at_noon(date(2013, 4, 20)):
        with pytest.raises(NotThere):
            reopen_item(reach_for(head()), ITEM, due, "vẫn còn")
        assert reopen_item(reach_for(dung()), ITEM, due, "vẫn còn").new == 2
        assert reopen_item(reach_for(dung()), ITEM, due, "vẫn còn") == Told(same=1)
        with pytest.raises(NotVerifiedYet, match=r"B01\.TD01"):
            reopen_item(reach_for(mai()), ITEM, due, "lý do khác")
        back = life("B01.TD01")
        assert (back.recurs, back.owner, back.due_on) == (ITEM, "B01/PBT", due)
        assert list(life().recurred_as) == ["B01.TD01"]
        assert stage_on(life(), today()) == "verified"
        claim_item(reach_for(head()), "B01.TD01", "xong lần hai")
        with pytest.raises(InConflict, match="before it was reopened"):
            verify_claim(reach_for(phuc()), "B01.TD01", 1, "đã xem")
        assert verify_claim(reach_for(loc()), "B01.TD01", 1, "đã xem") == Told(new=1)


def test_the_lives_of_a_campaign_are_read_in_thirteen_queries(
    django_assert_num_queries: object,
) -> None:
    verified()
    with django_assert_num_queries(13):  # type: ignore[operator]
        assert len(lives(HCMC_CAMPAIGN, known_by=now())) == 52
    with django_assert_num_queries(13):  # type: ignore[operator]
        assert set(lives(HCMC_CAMPAIGN, known_by=now(), numbers=[ITEM])) == {ITEM}
