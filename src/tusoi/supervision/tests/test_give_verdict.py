"""A working group's verdict, entered on a page: every sign marked, a reason, and nobody judging their own."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    binh,
    concluded,
    dung,
    hien,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    marked,
    reach_for,
    tuan,
    vinh,
)
from tusoi.campaigns.actions import (
    DayAhead,
    Seat,
    campaign_act,
    review_of,
    round_of,
    tell_by_hand,
    tell_redone,
)
from tusoi.campaigns.models import campaign_tree
from tusoi.campaigns.parts import Part
from tusoi.campaigns.queries import redo_of
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.ledger.actions import Told, act
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.ledger.source import Source, by_hand
from tusoi.meetings.actions import hold_session, name_chair
from tusoi.meetings.events import SESSION_HELD
from tusoi.organisation.access import NotThere
from tusoi.organisation.actions import TenureTold, tell_tenures
from tusoi.organisation.events import ACCOUNT_ADDED
from tusoi.supervision.actions import (
    ChairWasBarred,
    Conclusion,
    GroupInConflict,
    NotHeldYet,
    SeenWithoutEvidence,
    VerdictIncomplete,
    give_verdict,
)
from tusoi.supervision.models import Mark, Verdict
from tusoi.supervision.queries import (
    RoundJudged,
    VerdictGiven,
    cannot_tell_of,
    marks,
    rounds_of,
    verdicts,
)
from tusoi.supervision.rounds import NotRepeatedYet
from tusoi.supervision.sheet import ABOUT_WORDING, About, Judged, OneMark
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.origin import Origin

pytestmark = pytest.mark.django_db

DEC_18, DEC_19, DEC_20, DEC_21, DEC_22, DEC_23, DEC_24 = (
    date(2012, 12, day) for day in range(18, 25)
)
HELD = When(DEC_20)
NONE_SEEN = dict.fromkeys(range(1, 13), False)
WITH_ALL = 1 + 12 + 12 + 4
"""A verdict, its marks, their grounds, and what is judged of the three and the whole."""
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
    seen: Mapping[int, str] | None = None,
    parts: Collection[Part] = (),
    held_on: When | None = HELD,
) -> Told:
    return tuan_gives(concluded(word, reason, seen=seen, parts=parts), on, held_on=held_on)


def tuan_gives(conclusion: Conclusion, on: date = DEC_21, *, held_on: When | None = HELD) -> Told:
    return give_verdict(reach_for(tuan()), "A47", conclusion, on, held_on=held_on)


def given() -> tuple[VerdictGiven, ...]:
    review = review_of(reach_for(mai()), "A47")
    return verdicts(HCMC_CAMPAIGN, known_by=now()).get(review, ())


def entries() -> int:
    return head(campaign_tree(HCMC_CAMPAIGN)).size


def nothing_was_told(before: int) -> bool:
    return entries() == before and not Mark.objects.filter(key__startswith="A47|").exists()


def test_a_verdict_and_its_marks_are_one_line_and_twice_is_once() -> None:
    before = entries()
    assert tuans_verdict() == Told(new=WITH_ALL)
    assert entries() == before + 1
    (one,) = given()
    assert (one.verdict, one.redo, one.when) == ("meets", False, When(DEC_21))
    fact = Verdict.objects.get(key="A47|verdict")
    assert (fact.load, fact.source_file, fact.origin) == (None, "", "record")
    review = review_of(reach_for(mai()), "A47")
    own = [mark for mark in marks(HCMC_CAMPAIGN, known_by=now()) if mark.review == review]
    assert {mark.sign: mark.seen for mark in own} == NONE_SEEN
    assert Mark.objects.filter(key="A47|sign-12").count() == 1
    assert tuans_verdict() == Told(same=WITH_ALL)
    assert entries() == before + 1
    assert list(discrepancies()) == []


def test_what_is_corrected_takes_the_place_of_what_was_said() -> None:
    tuans_verdict()
    told = tuans_verdict("basically_meets", seen={3: "do cơ chế"})
    assert told == Told(changed=1 + 1 + 1 + 4, same=11 + 11)
    assert [one.verdict for one in given()] == ["basically_meets"]


def test_the_signs_that_are_not_marked_are_named() -> None:
    before = entries()
    some = {sign: mark for sign, mark in marked().items() if sign not in (4, 11)}
    with pytest.raises(VerdictIncomplete) as refused:
        tuan_gives(replace(concluded(), marks={**some, 11: OneMark("")}))
    assert "Chưa đánh dấu biểu hiện số 4, 11" in refused.value.wording.vi
    assert "sign 4, 11. A verdict needs a mark against each of the 12" in refused.value.wording.en
    assert nothing_was_told(before)


def test_a_sign_that_is_not_there_is_refused() -> None:
    with pytest.raises(VerdictIncomplete, match="no sign 13"):
        tuan_gives(replace(concluded(), marks={**marked(), 13: OneMark("not_seen")}))


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
    assert tuans_verdict(reason="").new == WITH_ALL


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
    assert tuans_verdict("redo").new == WITH_ALL + 1


def redone(*parts: Part, on: date = DEC_22) -> None:
    """The unit does those parts again, told as their rooms tell it."""
    reach = reach_for(lan())
    with campaign_act(reach, SESSION_HELD, unit="A47") as opened:
        for part in parts:
            tell_redone(opened, round_of(reach), "A47", part, on)


def rounds() -> tuple[RoundJudged, ...]:
    return rounds_of(HCMC_CAMPAIGN, review_of(reach_for(mai()), "A47"))


def test_a_redo_names_its_parts_and_opens_these_and_no_other() -> None:
    before = entries()
    with pytest.raises(VerdictIncomplete) as refused:
        tuan_gives(replace(concluded("redo"), parts=()))
    assert "phải nêu rõ phần nào làm lại" in refused.value.wording.vi
    assert nothing_was_told(before)
    tuans_verdict("redo", parts=[Part.EXPLANATIONS, Part.FINDINGS])
    assert entries() == before + 1
    opened = redo_of(HCMC_CAMPAIGN, review_of(reach_for(mai()), "A47"))
    assert {part: state.is_open for part, state in opened.items()} == {
        Part.EXPLANATIONS: True,
        Part.FINDINGS: True,
    }


def test_after_a_redo_the_next_verdict_comes_once_every_part_is_done_again() -> None:
    tuans_verdict("redo", parts=[Part.EXPLANATIONS, Part.COLLECTIVE_SESSION])
    redone(Part.EXPLANATIONS)
    with pytest.raises(NotRepeatedYet) as refused:
        tuans_verdict("meets", DEC_23)
    assert "yêu cầu kiểm điểm lại ngày 21/12/2012" in refused.value.wording.vi
    assert "chưa làm lại: buổi họp kiểm điểm tập thể." in refused.value.wording.vi
    hold_session(reach_for(lan()), "A47", DEC_22, chair=HEAD, redo=True)
    redone(Part.COLLECTIVE_SESSION)
    with pytest.raises(NotRepeatedYet, match="lies before the day on which the last part"):
        tuans_verdict("meets", DEC_21)
    told = tuans_verdict("meets", DEC_23, seen={3: "vẫn nêu do cơ chế"})
    assert told == Told(new=1 + 12 + 4, changed=1, same=11)
    assert [(one.verdict, one.redo) for one in given()] == [("redo", False), ("meets", True)]
    assert Verdict.objects.filter(key="A47|verdict-redo").count() == 1


def test_the_first_rounds_marks_and_words_stay_beside_the_second_ones() -> None:
    tuans_verdict("redo", seen={3: "do cơ chế", 5: "một số đồng chí"})
    redone(Part.FINDINGS)
    tuans_verdict("meets", DEC_23, seen={3: "vẫn nêu do cơ chế"})
    first, second = rounds()
    assert {sign for sign, mark in first.marks.items() if mark.word == "seen"} == {3, 5}
    assert first.marks[3].quote == "do cơ chế"
    assert second.marks[3].quote == "vẫn nêu do cơ chế"
    assert second.marks[5].word == "not_seen"
    assert (first.verdict, second.verdict) == ("redo", "meets")
    assert first.judgements[About.CONTENT].word == "redo"
    now_marked = {
        m.sign: m.seen
        for m in marks(HCMC_CAMPAIGN, known_by=now())
        if m.review == review_of(reach_for(mai()), "A47")
    }
    assert (now_marked[3], now_marked[5]) == (True, False)


def test_what_cannot_be_told_is_no_mark_and_stays_readable() -> None:
    tuans_verdict("redo", seen={3: "do cơ chế"})
    redone(Part.FINDINGS)
    unsure = {**marked(), 3: OneMark("cannot_tell", "biên bản không ghi")}
    tuan_gives(replace(concluded(), marks=unsure), DEC_23)
    review = review_of(reach_for(mai()), "A47")
    assert 3 not in {m.sign for m in marks(HCMC_CAMPAIGN, known_by=now()) if m.review == review}
    first, second = rounds()
    assert (first.marks[3].word, second.marks[3].word) == ("seen", "cannot_tell")
    assert second.marks[3].quote == "biên bản không ghi"
    assert cannot_tell_of(HCMC_CAMPAIGN)[review] == {3}
    assert review not in cannot_tell_of(HCMC_CAMPAIGN, as_of=DEC_23 - timedelta(days=1))
    assert list(discrepancies()) == []


def test_a_redo_said_otherwise_before_it_is_done_names_its_parts_anew() -> None:
    tuans_verdict("redo", parts=[Part.EXPLANATIONS, Part.FINDINGS])
    tuans_verdict("redo", DEC_22, parts=[Part.FINDINGS])
    (only,) = rounds()
    assert (only.parts, only.number) == ((Part.FINDINGS,), 1)


def test_a_second_redo_is_a_round_of_its_own() -> None:
    tuans_verdict("redo", parts=[Part.EXPLANATIONS])
    redone(Part.EXPLANATIONS)
    tuans_verdict("redo", DEC_23, parts=[Part.EXPLANATIONS, Part.FINDINGS])
    with pytest.raises(NotRepeatedYet):
        tuans_verdict("meets", DEC_24)
    redone(Part.EXPLANATIONS, Part.FINDINGS, on=DEC_24)
    tuans_verdict("meets", DEC_24)
    assert [(one.number, one.verdict, one.parts) for one in rounds()] == [
        (1, "redo", (Part.EXPLANATIONS,)),
        (2, "redo", (Part.EXPLANATIONS, Part.FINDINGS)),
        (3, "meets", ()),
    ]
    assert [(one.verdict, one.redo) for one in given()] == [("redo", False), ("meets", True)]
    assert list(discrepancies()) == []


def test_a_redo_that_a_workbook_told_without_parts_waits_for_a_repeated_session() -> None:
    review = round_of(reach_for(mai())).review(Seat("A47"))
    with campaign_act(reach_for(mai()), SESSION_HELD, unit="A47") as opened:
        fact = by_hand("A47", "verdict", DEC_21)
        tell_by_hand(opened, [Verdict(**fact, **review, verdict="redo", reason="sơ sài")])
    with pytest.raises(NotRepeatedYet) as refused:
        tuans_verdict("meets", DEC_23)
    assert "Hãy ghi buổi họp kiểm điểm lại trước" in refused.value.wording.vi
    hold_session(reach_for(lan()), "A47", DEC_22, chair=HEAD, redo=True)
    with pytest.raises(NotRepeatedYet, match="lies before the repeated session"):
        tuans_verdict("meets", DEC_21)
    assert tuans_verdict("meets", DEC_23).new == WITH_ALL
    assert [(one.number, one.verdict) for one in rounds()] == [(1, "redo"), (2, "meets")]


def test_a_sign_seen_without_a_quote_is_refused_by_its_number() -> None:
    before = entries()
    bare = {**marked(), 4: OneMark("seen", "  "), 7: OneMark("seen")}
    with pytest.raises(SeenWithoutEvidence) as refused:
        tuan_gives(replace(concluded(), marks=bare))
    assert "Biểu hiện số 4, 7 được ghi là có thấy nhưng chưa trích dẫn" in refused.value.wording.vi
    assert nothing_was_told(before)


def test_a_quote_of_two_megabytes_is_refused() -> None:
    with pytest.raises(VerdictIncomplete, match="2000000 characters"):
        tuans_verdict(seen={4: "a" * 2_000_000})


@pytest.mark.parametrize("missing", [About.CONTENT, About.PROCEDURE, About.QUALITY])
def test_each_of_the_three_is_judged_in_words(missing: About) -> None:
    for judged in (None, Judged("meets", " "), Judged("", "đủ")):
        given_three = dict(concluded().judgements)
        given_three.pop(missing)
        if judged is not None:
            given_three[missing] = judged
        with pytest.raises(VerdictIncomplete) as refused:
            tuan_gives(replace(concluded(), judgements=given_three))
        assert ABOUT_WORDING[missing].vi in refused.value.wording.vi


def test_a_repetition_under_another_chair_is_judged_by_its_own_sessions() -> None:
    settle_responsibilities(reach_for(dung()), "A47", DEC_19, [HEAD])
    tuans_verdict("redo", parts=[Part.COLLECTIVE_SESSION])
    name_chair(reach_for(mai()), "A47", DEPUTY)
    hold_session(reach_for(lan()), "A47", DEC_22, chair=DEPUTY, redo=True)
    redone(Part.COLLECTIVE_SESSION)
    assert tuans_verdict("meets", DEC_23).new == 1 + 12 + 4


def test_a_second_repetition_is_judged_by_its_own_sessions_whoever_chaired_the_first() -> None:
    """The first repetition's chair turns out to have been barred; the second had another."""
    tuans_verdict("redo", parts=[Part.COLLECTIVE_SESSION])
    hold_session(reach_for(lan()), "A47", DEC_22, chair=HEAD, redo=True)
    redone(Part.COLLECTIVE_SESSION)
    settle_responsibilities(reach_for(dung()), "A47", DEC_19, [HEAD])
    with pytest.raises(ChairWasBarred):
        tuans_verdict("meets", DEC_22)
    tuans_verdict("redo", DEC_22, parts=[Part.COLLECTIVE_SESSION])
    name_chair(reach_for(mai()), "A47", DEPUTY)
    hold_session(reach_for(lan()), "A47", DEC_23, chair=DEPUTY, redo=True)
    redone(Part.COLLECTIVE_SESSION, on=DEC_23)
    assert tuans_verdict("meets", DEC_23) == Told(new=12 + 4, changed=1, same=12)


def test_a_barred_chair_is_not_cured_by_other_parts() -> None:
    settle_responsibilities(reach_for(dung()), "A47", DEC_19, [HEAD])
    tuans_verdict("redo", parts=[Part.FINDINGS])
    redone(Part.FINDINGS)
    with pytest.raises(ChairWasBarred):
        tuans_verdict("meets", DEC_23)


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
    assert tuans_verdict().new == WITH_ALL


def test_only_the_group_that_the_unit_is_given_to_judges_it() -> None:
    for account in (lan(), binh(), mai(), dung(), hien(), vinh()):
        with pytest.raises(NotThere):
            give_verdict(reach_for(account), "A47", concluded(), DEC_21, held_on=HELD)
    with pytest.raises(NotThere):
        give_verdict(reach_for(tuan()), "A01", concluded(), DEC_21, held_on=HELD)
