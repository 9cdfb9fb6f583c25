"""The story of 17 December 2012, as the article tells it.

Mai loads the three returns in the order in which they were told: on 16 November, on 3 December and on
17 December 2012, each at five in the afternoon. Then she asks.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    DEC_3,
    DEC_17,
    FIRST,
    LAST,
    MICROSECOND,
    NOV_15,
    SECOND,
    kept_for_a_module,
    mai_loads_the_seed,
)
from tusoi.campaigns.queries import UnknownCampaign, campaign_view
from tusoi.figures.engine import figures_of
from tusoi.figures.figure_set import FigureSet
from tusoi.figures.tests.explained import numbers_and_their_rows
from tusoi.figures.text import explanation
from tusoi.gates.queries import Gatekeeper, gatekeeper
from tusoi.guidance.queries import guidance_set
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import heads
from tusoi.reports.actions import write_report
from tusoi.values.origin import Origin

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def figures(as_of: date = DEC_17, known_by: datetime = LAST) -> FigureSet:
    return figures_of("hcmc-2012", as_of=as_of, known_by=known_by)


@pytest.fixture(scope="module")
def now(seed: None) -> FigureSet:
    return figures()


# The figures of 17 December


def test_133_of_136_units_have_held_their_review(now: FigureSet) -> None:
    assert str(now.share("units_reviewed")) == "133/136"
    assert str(now.share("units_reviewed.blocks.A")) == "67/68"
    assert str(now.share("units_reviewed.blocks.B")) == "66/68"
    assert now.share("units_reviewed").percent_text("vi") == "97,79%"


def test_three_have_not_and_only_one_says_why(now: FigureSet) -> None:
    assert now.value("units_not_reviewed.count") == 3
    assert now.value("units_not_reviewed.reason_stated") == 1
    assert now.value("units_not_reviewed.reason_missing") == 2
    assert now.value("units_not_reviewed.not_due") == 0

    said = {row.unit: row.detail.vi for row in now.rows("units_not_reviewed.count") if row.detail}
    assert said == {
        "A47": "chờ kết luận thanh tra, làm rõ trách nhiệm từng cá nhân rồi mới kiểm điểm",
        "B29": "chưa nêu lý do",
        "B51": "chưa nêu lý do",
    }


def test_the_one_reason_stated_is_the_records_and_the_silence_of_the_others_is_not(
    now: FigureSet,
) -> None:
    (stated,) = now.rows("units_not_reviewed.reason_stated")
    assert stated.provenance.origin is Origin.RECORD
    assert "Sài Gòn Giải Phóng" in stated.provenance.citation
    missing = now.rows("units_not_reviewed.reason_missing")
    assert {row.provenance.origin for row in missing} == {Origin.RECONSTRUCTION}


def test_ten_cases_were_decided_before_the_reviews_four_and_six(now: FigureSet) -> None:
    assert now.value("discipline_before_review.total") == 10
    assert now.value("discipline_before_review.by_authority.standing_committee") == 4
    assert now.value("discipline_before_review.by_authority.inspection_commission") == 6
    assert now.value("discipline_before_review.by_authority.not_stated") == 0


def test_five_were_decided_through_them_one_organisation_and_four_members(now: FigureSet) -> None:
    assert now.value("discipline_through_review.total") == 5
    assert now.value("discipline_through_review.organisations") == 1
    assert now.value("discipline_through_review.members") == 4
    assert now.value("discipline_through_review.by_authority.standing_committee") == 4
    assert now.value("discipline_through_review.by_authority.inspection_commission") == 0


def test_of_the_member_in_hoc_mon_the_record_does_not_say_who_decided(now: FigureSet) -> None:
    (case,) = now.rows("discipline_through_review.by_authority.not_stated")
    assert case.unit == "A24"
    assert gates().name_on("A24", DEC_17) == "Huyện ủy Hóc Môn"
    assert case.detail is not None
    assert case.detail.vi == "cơ quan quyết định chưa nêu"


def test_hoc_mon_held_its_review_on_a_day_that_is_not_stated(now: FigureSet) -> None:
    (unit,) = [row for row in now.rows("units_reviewed.done") if row.unit == "A24"]
    assert unit.detail is not None
    assert unit.detail.vi == "đã kiểm điểm, ngày chưa nêu"
    assert "A24" not in {row.unit for row in figures(as_of=DEC_3).rows("units_reviewed.done")}


def test_forty_groups_watched(now: FigureSet) -> None:
    assert now.value("working_groups.count") == 40
    assert 0 < now.value("working_groups.with_verdict") <= 40


def test_every_unit_has_a_verdict_or_none_yet(now: FigureSet) -> None:
    words = ("meets", "basically_meets", "redo", "not_yet")
    assert sum(now.value(f"verdicts.{word}") for word in words) == 136


def test_the_twelve_signs_are_provisional_and_say_so(now: FigureSet) -> None:
    issued = guidance_set(now.campaign.guidance_set)
    assert [one.number for one in issued.criteria] == list(range(1, 13))
    assert len(now.paths("signs_seen")) == 2 * 12
    assert issued.provisional
    assert issued.provisional_notice is not None
    assert "tạm" in issued.provisional_notice.vi


def test_fifty_two_items_in_six_groups_will_put_things_right(now: FigureSet) -> None:
    assert now.value("remediation_items.total") == 52
    assert now.value("remediation_items.groups") == 6
    sources = {row.provenance.citation for row in now.rows("remediation_items.groups")}
    assert all("29-3-2013" in source for source in sources), sources


def test_everything_the_article_prints_agrees(now: FigureSet) -> None:
    assert len(now.printed) >= 8
    assert [(one.path, one.why.vi) for one in now.printed if one.agrees is not True] == []


# Other days, and what was known on them


def test_on_15_november_fewer_had_been_held(now: FigureSet) -> None:
    then = figures(as_of=NOV_15)
    assert str(then.share("units_reviewed")) == "61/136"
    assert then.value("units_not_reviewed.not_due") == 74
    assert then.value("units_not_reviewed.reason_stated") == 1
    assert then.value("units_not_reviewed.reason_missing") == 0
    assert then.value("discipline_before_review.total") == 0
    assert then.value("remediation_items.total") == 0
    assert {one.agrees for one in then.printed} == {None}


@pytest.mark.parametrize(
    ("as_of", "known_by", "held"),
    [
        (NOV_15, FIRST, "57/136"),
        (NOV_15, SECOND, "61/136"),
        (NOV_15, LAST, "61/136"),
        (DEC_3, FIRST, "59/136"),
        (DEC_3, SECOND, "98/136"),
        (DEC_3, LAST, "99/136"),
        (DEC_17, LAST, "133/136"),
    ],
)
def test_a_figure_is_as_of_a_day_and_as_known_by_a_moment(
    as_of: date, known_by: datetime, held: str
) -> None:
    assert str(figures(as_of, known_by).share("units_reviewed")) == held


def test_a_return_told_at_a_moment_is_known_by_that_moment_and_not_a_microsecond_earlier() -> None:
    assert figures(NOV_15, FIRST).value("units_reviewed.done") == 57
    with pytest.raises(UnknownCampaign) as refused:
        figures(NOV_15, FIRST - MICROSECOND)
    assert "hcmc-2012" in refused.value.wording.vi
    assert "chưa có đợt nào được nạp" in refused.value.wording.vi
    assert figures(NOV_15, SECOND - MICROSECOND).value("units_reviewed.done") == 57


def test_what_was_told_late_is_missing_from_the_first_return_and_b17_stood_in_it_a_day_early() -> (
    None
):
    def held(known_by: datetime) -> set[str]:
        return {row.unit for row in figures(NOV_15, known_by).rows("units_reviewed.done")}

    assert held(LAST) - held(FIRST) <= {"A27", "A50", "B31", "B36", "B68"}
    assert held(FIRST) - held(LAST) <= {"B17"}


# Every number can be followed, and the form of the answer is a contract


@pytest.mark.parametrize(("as_of", "known_by"), [(NOV_15, FIRST), (DEC_3, LAST), (DEC_17, LAST)])
def test_the_rows_under_every_number_come_to_that_number(as_of: date, known_by: datetime) -> None:
    asked = figures(as_of, known_by)
    for code in asked.parts:
        for path, printed, rows in numbers_and_their_rows(asked, code):
            assert (path, printed, rows) == (path, asked.counted(path), asked.counted(path))


CONTRACT = """
units_reviewed: done due blocks.A.done blocks.A.due blocks.B.done blocks.B.due
    strength.declared strength.minutes_signed strength.group_attended
units_not_reviewed: count reason_stated reason_missing not_due
discipline_before_review: total by_authority.standing_committee by_authority.inspection_commission
    by_authority.not_stated
discipline_through_review: total organisations members by_authority.standing_committee
    by_authority.inspection_commission by_authority.not_stated
working_groups: count with_verdict
verdicts: meets basically_meets redo not_yet
topics_suggested: asked answered owner_named
findings_with_address: named all
opinions_asked: invited answered issues
remediation_items: total groups by_stage.planned by_stage.in_progress by_stage.claimed
    by_stage.verified overdue
breaches: count
"""


def promised() -> Iterator[str]:
    code = ""
    for word in CONTRACT.split():
        if word.endswith(":"):
            code = word.removesuffix(":")
        else:
            yield f"{code}.{word}"
    for sign in range(1, 13):
        yield from (f"signs_seen.{sign}.units", f"signs_seen.{sign}.among_deep_reviews")


def test_the_figures_in_json_have_every_key_of_the_contract(now: FigureSet) -> None:
    told = json.loads(json.dumps(now.as_json("vi")))
    assert list(told)[:4] == ["campaign", "as_of", "known_by", "figures"]
    assert told["campaign"] == "hcmc-2012"
    assert told["as_of"] == "2012-12-17"
    assert told["known_by"] == "2012-12-17T17:00+07:00"
    for path in promised():
        found = told["figures"]
        for step in path.split("."):
            found = found[step]
        assert found == now.counted(path), path
    assert all("basis" in figure for figure in told["figures"].values())
    assert {code for code, figure in told["figures"].items() if "printed" in figure} == {
        one.path.split(".")[0] for one in now.printed
    }


# The unit that waits


def gates(known_by: datetime = LAST) -> Gatekeeper:
    return gatekeeper(campaign_view("hcmc-2012", known_by=known_by), known_by=known_by)


def test_the_unit_that_waits_is_told_what_is_missing_and_who_can_clear_it() -> None:
    (refusal,) = gates().before_review("A47", DEC_17)
    assert refusal.gate == "G2"
    assert refusal.sentence.vi == (
        "Đơn vị A47 chưa được kiểm điểm: đang chờ cơ quan thanh tra; "
        "còn thiếu kết luận thanh tra và việc làm rõ trách nhiệm từng cá nhân."
    )
    assert refusal.sentence.en.startswith("Đơn vị A47 may not hold its review yet: it waits for")
    assert refusal.sentence.en.endswith(
        "the inspectorate's conclusion and the settling of each person's responsibility."
    )
    assert "cơ quan thanh tra" in refusal.who_can_clear.vi
    assert "the inspectorate" in refusal.who_can_clear.en


def test_no_day_to_look_again_is_recorded_so_none_is_made_up() -> None:
    (refusal,) = gates().before_review("A47", DEC_17)
    assert refusal.next_look is None


def test_nothing_stands_before_the_two_that_say_nothing() -> None:
    assert gates().before_review("B29", DEC_17) == ()
    assert gates().before_review("B51", DEC_17) == ()


# The breach


def test_a12_held_its_review_under_a_barred_chair_and_its_verdict_does_not_count(
    now: FigureSet,
) -> None:
    breaches = now.rows("breaches.count")
    assert {row.unit for row in breaches} == {"A12"}
    assert sorted(row.detail.vi for row in breaches if row.detail) == ["G1", "G3", "G3"]
    (void,) = [row for row in now.rows("verdicts.not_yet") if row.unit == "A12"]
    assert void.detail is not None
    assert "không được tính" in void.detail.vi
    assert "A12" not in {row.unit for row in now.rows("verdicts.meets")}


def test_until_the_seriousness_was_told_a12_had_only_broken_discipline_first() -> None:
    then = figures(known_by=LAST - MICROSECOND)
    assert [row.detail.vi for row in then.rows("breaches.count") if row.detail] == ["G1"]
    assert "A12" in {row.unit for row in then.rows("verdicts.meets")}


def test_the_first_return_knew_of_no_breach() -> None:
    assert figures(NOV_15, FIRST).value("breaches.count") == 0


def test_a05_was_repeated_under_another_chair_and_then_basically_met(now: FigureSet) -> None:
    assert "A05" in {row.unit for row in now.rows("verdicts.basically_meets")}
    assert "A05" in {row.unit for row in figures(DEC_3, SECOND).rows("verdicts.redo")}


# The report, and what can be proved of it


def test_mai_writes_the_report_with_the_figures_unbroken(now: FigureSet, tmp_path: Path) -> None:
    page, word, *_ = write_report(now, out=tmp_path, lang="vi")
    text = page.read_text(encoding="utf-8")
    for number in ("133/136", "67/68", "66/68"):
        assert number in text
    assert word.stat().st_size > 5_000


def test_every_row_stands_as_it_was_recorded() -> None:
    assert {head.tree for head in heads()} == {"host", "campaign/hcmc-2012"}
    assert list(discrepancies()) == []


def test_a_row_whose_day_the_record_does_not_state_says_so(now: FigureSet) -> None:
    said = "\n".join(explanation(now, "discipline_before_review.total", "vi"))
    assert said.count("ngày chưa nêu, không muộn hơn 17/12/2012") == 10
