"""Good practice that travels: claimed, checked by somebody independent, adopted by others with a result, dropped where it failed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    at_noon,
    heading,
    kept_for_a_module,
    mai,
    mai_loads_the_seed,
    phuc,
    player,
    reach_for,
)
from tusoi.ledger.checking import discrepancies
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import grant_role
from tusoi.organisation.conflicts.rule import InConflict
from tusoi.organisation.roles import Role, RoleOver
from tusoi.remediation.living import DueNotUsable, WordsNotUsable
from tusoi.remediation.practices.acting import (
    AdoptedAlready,
    ClaimStands,
    NotAdopted,
    NotChecked,
    NotFailed,
    NothingToCheck,
    OwnPractice,
    PracticeNotUsable,
    ResultMeanwhile,
    adopt_practice,
    check_practice,
    claim_practice,
    drop_adoption,
    return_practice,
    tell_result,
)
from tusoi.remediation.practices.reading import practices
from tusoi.remediation.practices.record import Outcome, Practice, Said, as_of
from tusoi.values.clock import now

pytestmark = pytest.mark.django_db

UNIT, OTHER, THIRD, CODE = "B01", "B02", "A47", "B01.CL01"
JAN_8, JAN_10, JAN_20, FEB_5, MAR_4, APR_1 = (
    date(2013, 1, 8),
    date(2013, 1, 10),
    date(2013, 1, 20),
    date(2013, 2, 5),
    date(2013, 3, 4),
    date(2013, 4, 1),
)
SAID = Said(
    title="Trả kết quả hồ sơ nhà đất tại nhà",
    words="Mỗi tuần hai buổi, cán bộ mang kết quả đến nhà người cao tuổi",
    result="Hồ sơ trễ hạn giảm từ 41 còn 6",
    measured_by="Sổ một cửa, quý IV năm 2012",
    area="Thủ tục hành chính",
    about="sign/3",
    comes_from="item/12",
)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def practice(code: str = CODE) -> Practice:
    return practices(HCMC_CAMPAIGN, known_by=now())[code]


def claimed(day: date = JAN_10) -> None:
    with at_noon(day):
        claim_practice(reach_for(heading(UNIT)), UNIT, SAID)


def checked(day: date = JAN_20) -> None:
    claimed()
    with at_noon(day):
        check_practice(reach_for(phuc()), CODE, 1, "Đã đối chiếu sổ một cửa")


def adopted(day: date = FEB_5) -> None:
    checked()
    with at_noon(day):
        adopt_practice(reach_for(heading(OTHER)), CODE, OTHER, "Làm thử ở hai phường", APR_1)


def test_returned_with_reasons_claimed_again_and_checked_each_stays_on_record() -> None:
    claimed()
    with at_noon(JAN_20):
        return_practice(reach_for(phuc()), CODE, 1, "Chưa nêu số trễ hạn trước đó")
    with at_noon(FEB_5):
        better = replace(SAID, result="Từ 41 còn 6 hồ sơ trễ hạn")
        claim_practice(reach_for(heading(UNIT)), UNIT, better, code=CODE)
        check_practice(reach_for(phuc()), CODE, 2, "Đã đối chiếu")
    one = practice()
    assert [(c.number, c.answer and c.answer.checked) for c in one.claims] == [
        (1, False),
        (2, True),
    ]
    assert one.said == better
    earlier = as_of(one, JAN_10)
    assert earlier is not None
    assert earlier.said == SAID
    assert earlier.waits
    assert as_of(one, JAN_8) is None
    assert not list(discrepancies())


def test_a_unit_does_not_check_its_own_practice_by_whatever_role() -> None:
    head = heading(UNIT)
    claimed()
    over = RoleOver(HCMC_HOST)
    grant_role(Role.VERIFIER, to=head, over=over, since=date(2012, 1, 1), by=mai().pk)
    with at_noon(JAN_20), pytest.raises(InConflict, match="may not check it") as refused:
        check_practice(reach_for(head), CODE, 1, "Tự thấy tốt")
    assert "Hãy để người ở nơi khác kiểm tra" in refused.value.wording.vi
    assert practice().waits


def test_somebody_of_the_same_unit_does_not_check_it_either() -> None:
    claimed()
    other = player("B01/PBT", unit=UNIT, post="PBT")
    over = RoleOver(HCMC_HOST)
    grant_role(Role.VERIFIER, to=other, over=over, since=date(2012, 1, 1), by=mai().pk)
    with at_noon(JAN_20), pytest.raises(InConflict, match="may not check it"):
        check_practice(reach_for(other), CODE, 1, "Tốt")


def test_whoever_does_not_verify_or_plan_finds_nothing() -> None:
    claimed()
    with at_noon(JAN_20):
        with pytest.raises(NotThere):
            check_practice(reach_for(mai()), CODE, 1, "Tốt")
        with pytest.raises(NotThere):
            claim_practice(reach_for(heading(OTHER)), UNIT, SAID)
        with pytest.raises(NotThere):
            adopt_practice(reach_for(heading(OTHER)), CODE, OTHER, "Làm theo", APR_1)
        with pytest.raises(NotThere):
            claim_practice(reach_for(heading(UNIT)), UNIT, SAID, code="B01.CL09")


def test_claimed_twice_in_the_same_words_is_told_once() -> None:
    claimed()
    with at_noon(JAN_10):
        assert claim_practice(reach_for(heading(UNIT)), UNIT, SAID).same == 1
    assert list(practices(HCMC_CAMPAIGN, known_by=now())) == [CODE]


def test_what_waits_or_was_checked_is_not_claimed_again() -> None:
    checked()
    with at_noon(FEB_5), pytest.raises(ClaimStands):
        claim_practice(reach_for(heading(UNIT)), UNIT, replace(SAID, title="Khác"), code=CODE)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (replace(SAID, title="  "), WordsNotUsable),
        (replace(SAID, measured_by=""), WordsNotUsable),
        (replace(SAID, words="a" * 2_001), WordsNotUsable),
        (replace(SAID, title="a" * 301), WordsNotUsable),
        (replace(SAID, about="sign/99"), PracticeNotUsable),
        (replace(SAID, comes_from="item/8"), PracticeNotUsable),
        (replace(SAID, comes_from="review/A47"), PracticeNotUsable),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_written(said: Said, why: type) -> None:
    with at_noon(JAN_10), pytest.raises(why):
        claim_practice(reach_for(heading(UNIT)), UNIT, said)
    assert practices(HCMC_CAMPAIGN, known_by=now()) == {}


def test_an_answer_given_twice_is_told_once_and_another_answer_is_refused() -> None:
    checked()
    with at_noon(FEB_5):
        again = check_practice(reach_for(phuc()), CODE, 1, "Đã đối chiếu sổ một cửa")
        assert again.same == 1
        with pytest.raises(NothingToCheck):
            return_practice(reach_for(phuc()), CODE, 1, "Thôi, trả lại")


def test_nobody_adopts_what_was_not_checked() -> None:
    claimed()
    verifier_and_head = heading(OTHER)
    over = RoleOver(HCMC_HOST)
    grant_role(Role.VERIFIER, to=verifier_and_head, over=over, since=date(2012, 1, 1), by=mai().pk)
    with at_noon(JAN_20), pytest.raises(NotChecked):
        adopt_practice(reach_for(verifier_and_head), CODE, OTHER, "Làm theo", APR_1)


def test_a_unit_does_not_adopt_its_own_practice() -> None:
    checked()
    with at_noon(FEB_5), pytest.raises(OwnPractice, match="does not adopt its own"):
        adopt_practice(reach_for(heading(UNIT)), CODE, UNIT, "Làm tiếp", APR_1)


def test_of_two_who_adopt_for_one_unit_at_once_the_second_is_told() -> None:
    adopted()
    other = player("B02/PBT", unit=OTHER, post="PBT")
    over = RoleOver(HCMC_HOST, unit=OTHER)
    grant_role(Role.UNIT_OFFICE, to=other, over=over, since=date(2012, 1, 1), by=mai().pk)
    with at_noon(MAR_4):
        with pytest.raises(AdoptedAlready):
            adopt_practice(reach_for(other), CODE, OTHER, "Làm cả quận", APR_1)
        same = adopt_practice(reach_for(other), CODE, OTHER, "Làm thử ở hai phường", APR_1)
    assert same.same == 1
    assert len(practice().adoptions) == 1


def test_a_day_that_is_past_is_no_day_for_a_result() -> None:
    checked()
    with at_noon(FEB_5), pytest.raises(DueNotUsable):
        adopt_practice(reach_for(heading(OTHER)), CODE, OTHER, "Làm thử", JAN_20)


def test_a_result_before_adoption_is_refused() -> None:
    checked()
    with at_noon(MAR_4):
        with pytest.raises(NotAdopted):
            tell_result(reach_for(heading(OTHER)), CODE, OTHER, Outcome.WORKED, "Tốt", seen=0)
        with pytest.raises(NotAdopted):
            drop_adoption(reach_for(heading(OTHER)), CODE, OTHER, "Không hợp")


def test_a_later_result_stands_beside_the_earlier_one_and_the_second_of_two_is_told() -> None:
    adopted()
    head = heading(OTHER)
    with at_noon(MAR_4):
        tell_result(reach_for(head), CODE, OTHER, Outcome.WORKED, "Giảm một nửa", seen=0)
        again = tell_result(reach_for(head), CODE, OTHER, Outcome.WORKED, "Giảm một nửa", seen=0)
        assert again.same == 1
        with pytest.raises(ResultMeanwhile):
            tell_result(reach_for(head), CODE, OTHER, Outcome.FAILED, "Không giảm", seen=0)
    with at_noon(APR_1):
        tell_result(reach_for(head), CODE, OTHER, Outcome.IN_PART, "Rồi lại tăng", seen=1)
    (adoption,) = practice().adoptions
    assert [one.outcome for one in adoption.results] == [Outcome.WORKED, Outcome.IN_PART]
    assert adoption.result is not None
    assert adoption.result.outcome is Outcome.IN_PART


def test_it_is_dropped_only_where_it_failed_and_the_record_stays() -> None:
    adopted()
    head = heading(OTHER)
    with at_noon(MAR_4):
        with pytest.raises(NotFailed):
            drop_adoption(reach_for(head), CODE, OTHER, "Không hợp")
        tell_result(reach_for(head), CODE, OTHER, Outcome.FAILED, "Không đủ người", seen=0)
        drop_adoption(reach_for(head), CODE, OTHER, "Không hợp với huyện")
        assert drop_adoption(reach_for(head), CODE, OTHER, "Không hợp với huyện").same == 1
        with pytest.raises(NotAdopted):
            tell_result(reach_for(head), CODE, OTHER, Outcome.WORKED, "Tốt", seen=1)
    (adoption,) = practice().adoptions
    assert adoption.dropped is not None
    assert adoption.result is not None
    assert practice().is_checked
    with at_noon(APR_1):
        later = date(2013, 9, 1)
        adopt_practice(reach_for(head), CODE, OTHER, "Thử lại, có thêm người", later)
    assert [one.number for one in practice().adoptions] == [1, 2]


def test_whoever_keeps_the_items_may_drop_for_a_unit_and_others_may_not() -> None:
    adopted()
    with at_noon(MAR_4):
        tell_result(reach_for(heading(OTHER)), CODE, OTHER, Outcome.FAILED, "Hỏng", seen=0)
        with pytest.raises(NotThere):
            drop_adoption(reach_for(heading(THIRD)), CODE, OTHER, "Thôi")
        drop_adoption(reach_for(mai()), CODE, OTHER, "Huyện đề nghị thôi")
    assert practice().adoptions[0].dropped is not None


def test_a_result_that_was_due_and_not_told_waits() -> None:
    adopted()
    (adoption,) = practice().adoptions
    assert not adoption.waits_on(APR_1)
    assert adoption.waits_on(date(2013, 4, 2))
