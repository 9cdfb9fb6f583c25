"""A working group's verdict, entered on a page: every sign marked, a reason, and nobody judging their own."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    binh,
    dung,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
    tuan,
)
from tusoi.campaigns.actions import DayAhead, review_of
from tusoi.campaigns.models import campaign_tree
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.ledger.actions import Told, act
from tusoi.ledger.queries import discrepancies, head
from tusoi.ledger.source import Source
from tusoi.meetings.actions import hold_session, name_chair
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import TenureTold, tell_tenures
from tusoi.organisation.events import ACCOUNT_ADDED
from tusoi.supervision.actions import (
    ChairWasBarred,
    GroupInConflict,
    NotHeldYet,
    NotRepeatedYet,
    VerdictIncomplete,
    give_verdict,
)
from tusoi.supervision.models import Mark, Verdict
from tusoi.supervision.queries import VerdictGiven, marks, verdicts
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.origin import Origin

pytestmark = pytest.mark.django_db

DEC_18, DEC_19, DEC_20, DEC_21, DEC_22, DEC_23 = (date(2012, 12, day) for day in range(18, 24))
HELD = When(DEC_20)
NONE_SEEN = dict.fromkeys(range(1, 13), False)
HEAD, DEPUTY = "A47/BT", "A47/PBT"


@pytest.fixture(scope="module", autouse=True)
def held(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A47 has waited, is cleared, and has held its review on 20 December."""
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        record_conclusion(reach_for(dung()), "A47", DEC_18)
        settle_responsibilities(reach_for(dung()), "A47", DEC_19)
        hold_session(
            reach_for(lan()),
            "A47",
            DEC_20,
            chair=HEAD,
            leaders=("A47-01", "A47-02"),
            prepared_on=DEC_19,
        )
        yield


def tuans_verdict(
    word: str = "meets",
    on: date = DEC_21,
    *,
    reason: str = "Chỉ rõ địa chỉ",
    seen: Mapping[int, bool] = NONE_SEEN,
    held_on: When | None = HELD,
) -> Told:
    return give_verdict(
        reach_for(tuan()), "A47", word, on, reason=reason, marks=seen, held_on=held_on
    )


def given() -> tuple[VerdictGiven, ...]:
    review = review_of(reach_for(mai()), "A47")
    return verdicts(HCMC_CAMPAIGN, known_by=now()).get(review, ())


def entries() -> int:
    return head(campaign_tree(HCMC_CAMPAIGN)).size


def nothing_was_told(before: int) -> bool:
    return entries() == before and not Mark.objects.filter(key__startswith="A47|").exists()


def test_a_verdict_and_its_marks_are_one_line_and_twice_is_once() -> None:
    before = entries()
    assert tuans_verdict() == Told(new=13)
    assert entries() == before + 1
    (one,) = given()
    assert (one.verdict, one.redo, one.when) == ("meets", False, When(DEC_21))
    fact = Verdict.objects.get(key="A47|verdict")
    assert (fact.load, fact.source_file, fact.origin) == (None, "", "record")
    review = review_of(reach_for(mai()), "A47")
    own = [mark for mark in marks(HCMC_CAMPAIGN, known_by=now()) if mark.review == review]
    assert {mark.sign: mark.seen for mark in own} == NONE_SEEN
    assert Mark.objects.filter(key="A47|sign-12").count() == 1
    assert tuans_verdict() == Told(same=13)
    assert entries() == before + 1
    assert list(discrepancies()) == []


def test_what_is_corrected_takes_the_place_of_what_was_said() -> None:
    tuans_verdict()
    told = tuans_verdict("basically_meets", seen={**NONE_SEEN, 3: True})
    assert told == Told(changed=2, same=11)
    assert [one.verdict for one in given()] == ["basically_meets"]


def test_the_signs_that_are_not_marked_are_named() -> None:
    before = entries()
    some = {sign: True for sign in NONE_SEEN if sign not in (4, 11)}
    with pytest.raises(VerdictIncomplete) as refused:
        tuans_verdict(seen=some)
    assert "Chưa đánh dấu biểu hiện số 4, 11" in refused.value.wording.vi
    assert "sign 4, 11. A verdict needs a mark against each of the 12" in refused.value.wording.en
    assert nothing_was_told(before)


def test_a_sign_that_is_not_there_is_refused() -> None:
    with pytest.raises(VerdictIncomplete, match="no sign 13"):
        tuans_verdict(seen={**NONE_SEEN, 13: False})


@pytest.mark.parametrize("word", ["basically_meets", "redo"])
def test_a_verdict_short_of_good_says_why(word: str) -> None:
    before = entries()
    with pytest.raises(VerdictIncomplete) as refused:
        tuans_verdict(word, reason="  ")
    assert "phải nêu căn cứ" in refused.value.wording.vi
    assert nothing_was_told(before)


def test_a_good_verdict_may_be_without_words_but_not_without_end() -> None:
    with pytest.raises(VerdictIncomplete, match="2001 characters"):
        tuans_verdict(reason="a" * 2_001)
    assert tuans_verdict(reason="").new == 13


def test_there_are_three_verdicts() -> None:
    with pytest.raises(VerdictIncomplete, match="meets, basically_meets, redo"):
        tuans_verdict("excellent")


def test_a_review_that_is_not_held_by_then_has_no_verdict() -> None:
    before = entries()
    with pytest.raises(NotHeldYet) as missing:
        tuans_verdict(held_on=None)
    assert "chưa kiểm điểm xong" in missing.value.wording.vi
    with pytest.raises(NotHeldYet) as early:
        tuans_verdict(on=DEC_19)
    assert "19 December 2012, lies before" in early.value.wording.en
    with pytest.raises(DayAhead):
        tuans_verdict(on=today() + timedelta(days=1))
    assert nothing_was_told(before)


def test_a_chair_found_barred_afterwards_leaves_only_a_redo() -> None:
    settle_responsibilities(reach_for(dung()), "A47", DEC_19, [HEAD])
    before = entries()
    for word in ("meets", "basically_meets"):
        with pytest.raises(ChairWasBarred) as refused:
            tuans_verdict(word)
        assert "A47/BT chủ trì, người không được chủ trì" in refused.value.wording.vi
        assert "can only be redo" in refused.value.wording.en
    assert nothing_was_told(before)
    assert tuans_verdict("redo").new == 13


def test_after_a_redo_the_next_verdict_is_on_the_repetition() -> None:
    tuans_verdict("redo")
    with pytest.raises(NotRepeatedYet) as refused:
        tuans_verdict("meets", DEC_23)
    assert "yêu cầu kiểm điểm lại ngày 21/12/2012" in refused.value.wording.vi
    hold_session(reach_for(lan()), "A47", DEC_22, chair=HEAD, redo=True)
    with pytest.raises(NotRepeatedYet, match="lies before the repeated session"):
        tuans_verdict("meets", DEC_21)
    told = tuans_verdict("meets", DEC_23, seen={**NONE_SEEN, 3: True})
    assert told == Told(new=1, changed=1, same=11)
    assert [(one.verdict, one.redo) for one in given()] == [("redo", False), ("meets", True)]
    assert Verdict.objects.filter(key="A47|verdict-redo").count() == 1


def test_a_repetition_under_another_chair_is_judged_by_its_own_sessions() -> None:
    settle_responsibilities(reach_for(dung()), "A47", DEC_19, [HEAD])
    tuans_verdict("redo")
    name_chair(reach_for(mai()), "A47", DEPUTY)
    hold_session(reach_for(lan()), "A47", DEC_22, chair=DEPUTY, redo=True)
    assert tuans_verdict("meets", DEC_23).new == 1


def serving_in_both(unit: str) -> None:
    """The group's leader turns out to hold a post in a unit."""
    posts = (("TU", "UV06"), (unit, "TV"))
    told = [
        TenureTold(
            where,
            post,
            "Ủy viên",
            "member",
            "UV-06",
            "",
            None,
            None,
            Source(f"{where}/{post}#", "nhan-su.xlsx", 9, Origin.RECORD),
        )
        for where, post in posts
    ]
    with act(ACCOUNT_ADDED, by=mai().pk) as opened:
        tell_tenures(opened, HCMC_HOST, told, loads=())


def test_a_group_does_not_judge_a_unit_in_which_one_of_its_people_serves() -> None:
    serving_in_both("A47")
    before = entries()
    with pytest.raises(GroupInConflict) as refused:
        tuans_verdict()
    assert "Tổ T07 có người giữ chức vụ A47/TV" in refused.value.wording.vi
    assert "ask the campaign office to give the unit to another group" in refused.value.wording.en
    assert nothing_was_told(before)


def test_a_post_in_another_of_its_units_does_not_matter() -> None:
    serving_in_both("A07")
    assert tuans_verdict().new == 13


def test_only_the_group_that_the_unit_is_given_to_judges_it() -> None:
    for account in (lan(), binh(), mai(), dung()):
        with pytest.raises(NotThere):
            give_verdict(
                reach_for(account),
                "A47",
                "meets",
                DEC_21,
                reason="",
                marks=NONE_SEEN,
                held_on=HELD,
            )
    with pytest.raises(NotThere):
        give_verdict(
            reach_for(tuan()),
            "A01",
            "meets",
            DEC_21,
            reason="",
            marks=NONE_SEEN,
            held_on=HELD,
        )
