"""What the inspectorate concluded and whose responsibility is serious, recorded on a page."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    binh,
    dung,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    reach_for,
)
from tusoi.campaigns.actions import BeforeCampaign, DayAhead, review_of
from tusoi.campaigns.models import campaign_tree
from tusoi.discipline.actions import (
    NoInspectionAwaited,
    NotYetConcluded,
    OutOfOrder,
    UnknownPost,
    record_conclusion,
    settle_responsibilities,
)
from tusoi.discipline.models import InspectionStep, ResponsibilitySettled
from tusoi.discipline.queries import InspectionView, inspections
from tusoi.ledger.actions import Told
from tusoi.ledger.queries import head
from tusoi.organisation.access import NotThere
from tusoi.values.clock import now, today
from tusoi.values.day import When

pytestmark = pytest.mark.django_db

DEC_18, DEC_19, DEC_20 = (date(2012, 12, day) for day in (18, 19, 20))


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def known(unit: str = "A47") -> InspectionView:
    review = review_of(reach_for(dung()), unit)
    return inspections(HCMC_CAMPAIGN, known_by=now())[review]


def entries() -> int:
    return head(campaign_tree(HCMC_CAMPAIGN)).size


def test_the_conclusion_is_one_fact_and_one_line_under_the_key_a_return_would_give_it() -> None:
    before = entries()
    assert record_conclusion(reach_for(dung()), "A47", DEC_18) == Told(new=1)
    assert entries() == before + 1
    fact = InspectionStep.objects.get(key="A47|inspection-concluded")
    assert (fact.day, fact.day_stated, fact.origin) == (DEC_18, True, "record")
    assert (fact.load, fact.source_file, fact.source_row) == (None, "", None)
    assert known().concluded == When(DEC_18)


def test_recorded_twice_it_stands_once() -> None:
    record_conclusion(reach_for(dung()), "A47", DEC_18)
    before = entries()
    assert record_conclusion(reach_for(dung()), "A47", DEC_18) == Told(same=1)
    assert entries() == before


def test_a_unit_that_waits_for_nobody_has_no_conclusion() -> None:
    with pytest.raises(NoInspectionAwaited) as refused:
        record_conclusion(reach_for(dung()), "B29", DEC_18)
    assert "Đơn vị B29 không chờ kết luận thanh tra nào" in refused.value.wording.vi
    assert "Unit B29 waits for no inspectorate" in refused.value.wording.en


def test_a_day_to_come_is_refused() -> None:
    before = entries()
    with pytest.raises(DayAhead) as refused:
        record_conclusion(reach_for(dung()), "A47", today() + timedelta(days=1))
    assert "chưa đến" in refused.value.wording.vi
    assert "has not come yet" in refused.value.wording.en
    assert entries() == before


def test_the_responsibilities_follow_the_conclusion() -> None:
    with pytest.raises(NotYetConcluded) as missing:
        settle_responsibilities(reach_for(dung()), "A47", DEC_20)
    assert "hãy ghi ngày kết luận trước" in missing.value.wording.vi
    record_conclusion(reach_for(dung()), "A47", DEC_19)
    with pytest.raises(OutOfOrder) as early:
        settle_responsibilities(reach_for(dung()), "A47", DEC_18)
    assert "18/12/2012" in early.value.wording.vi
    assert "19/12/2012" in early.value.wording.vi
    settle_responsibilities(reach_for(dung()), "A47", DEC_19)
    with pytest.raises(OutOfOrder) as late:
        record_conclusion(reach_for(dung()), "A47", DEC_20)
    assert "lies after the day on which" in late.value.wording.en


def test_it_is_not_settled_before_the_campaign() -> None:
    with pytest.raises(BeforeCampaign):
        settle_responsibilities(reach_for(dung()), "A47", date(2012, 9, 9))


def test_whose_responsibility_is_serious_is_told_by_post() -> None:
    record_conclusion(reach_for(dung()), "A47", DEC_18)
    before = entries()
    told = settle_responsibilities(reach_for(dung()), "A47", DEC_19, ["A47/BT"])
    assert told == Told(new=2)
    assert entries() == before + 1
    assert known().settled == When(DEC_19)
    assert known().serious_posts == ("A47/BT",)
    assert ResponsibilitySettled.objects.get().key == "A47|responsibility-A47/BT"
    assert settle_responsibilities(reach_for(dung()), "A47", DEC_19, ["A47/BT"]) == Told(same=2)
    assert entries() == before + 1


def test_said_again_without_a_post_that_post_is_free() -> None:
    record_conclusion(reach_for(dung()), "A47", DEC_18)
    settle_responsibilities(reach_for(dung()), "A47", DEC_19, ["A47/BT"])
    moment = now()
    told = settle_responsibilities(reach_for(dung()), "A47", DEC_19, ["A47/PBT"])
    assert told == Told(new=1, changed=1, same=1)
    assert known().serious_posts == ("A47/PBT",)
    review = review_of(reach_for(dung()), "A47")
    before = inspections(HCMC_CAMPAIGN, known_by=moment)[review]
    assert before.serious_posts == ("A47/BT",), "what was believed then still shows"


@pytest.mark.parametrize("post", ["A47/XX", "B02/BT", "BT"])
def test_a_post_that_nobody_in_the_unit_holds_is_refused(post: str) -> None:
    record_conclusion(reach_for(dung()), "A47", DEC_18)
    before = entries()
    with pytest.raises(UnknownPost) as refused:
        settle_responsibilities(reach_for(dung()), "A47", DEC_19, ["A47/BT", post])
    assert f"giữ chức vụ {post};" in refused.value.wording.vi
    assert "A47/BT, A47/PBT" in refused.value.wording.en
    assert known().settled is None
    assert entries() == before


def test_only_the_inspection_commission_records_it() -> None:
    for reach in (reach_for(lan()), reach_for(binh()), reach_for(mai())):
        with pytest.raises(NotThere):
            record_conclusion(reach, "A47", DEC_18)
        with pytest.raises(NotThere):
            settle_responsibilities(reach, "A47", DEC_18)
    with pytest.raises(NotThere):
        record_conclusion(reach_for(dung()), "Z99", DEC_18)
