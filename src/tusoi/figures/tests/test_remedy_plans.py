"""A unit's remedy plan: items in a range of its own, owed after the verdict, counted apart from the campaign's."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import (
    HCMC_CAMPAIGN,
    HCMC_HOST,
    binh,
    concluded,
    dung,
    kept_for_a_module,
    lan,
    mai,
    mai_loads_the_seed,
    minh,
    reach_for,
    thao,
    tuan,
)
from tusoi.campaigns.actions import DayAhead
from tusoi.campaigns.models import Review, campaign_tree
from tusoi.discipline.actions import record_conclusion, settle_responsibilities
from tusoi.figures.engine import figures_of
from tusoi.figures.figure_set import FigureSet
from tusoi.findings.actions import Said, record_finding
from tusoi.ledger.actions import Told
from tusoi.ledger.checking import discrepancies
from tusoi.ledger.queries import head
from tusoi.meetings.actions import hold_session
from tusoi.organisation.access import NotThere
from tusoi.organisation.models import Account, Unit
from tusoi.remediation.actions import (
    DueMissing,
    ItemChangedMeanwhile,
    ItemNotUsable,
    OwnerElsewhere,
    PlanEmpty,
    Planned,
    TooEarly,
    adopt_plan,
    plan_item,
)
from tusoi.remediation.models import Item, PlanItem, RemedyPlan
from tusoi.remediation.queries import ItemOfPlan, items_of
from tusoi.remediation.rules.plan import is_of_a_plan, owed_by
from tusoi.supervision.actions import give_verdict
from tusoi.values.clock import now, today
from tusoi.values.day import When
from tusoi.values.refusal import Refused

pytestmark = pytest.mark.django_db

DEC_18, DEC_19, DEC_20, DEC_27 = (date(2012, 12, day) for day in (18, 19, 20, 27))
HELD = When(DEC_20)


@pytest.fixture(scope="module", autouse=True)
def seed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with kept_for_a_module(django_db_blocker):
        mai_loads_the_seed()
        yield


def soon() -> date:
    return today() + timedelta(days=60)


def clean_up(**changed: Any) -> Planned:
    planned = Planned("Rà soát mọi vi phạm tồn đọng", "A47/PBT", soon(), "không còn vụ quá hạn")
    return replace(planned, **changed)


def plan(planned: Planned | None = None, *, held_on: When | None = HELD, amends: str = "") -> Told:
    return plan_item(
        reach_for(thao()), "A47", planned or clean_up(), held_on=held_on, amends=amends
    )


def adopt(on: date = DEC_27, *, held_on: When | None = HELD) -> Told:
    return adopt_plan(reach_for(lan()), "A47", on, held_on=held_on, judged_on=None)


def there() -> tuple[ItemOfPlan, ...]:
    review = Review.key_of(HCMC_CAMPAIGN, Unit.key_of(HCMC_HOST, "A47"), "")
    return items_of(HCMC_CAMPAIGN, "A47", review)


def entries() -> int:
    return head(campaign_tree(HCMC_CAMPAIGN)).size


def figures(as_of: date | None = None) -> FigureSet:
    return figures_of(HCMC_CAMPAIGN, as_of=as_of or today(), known_by=now())


def judged(on: date) -> None:
    """A47 has met, and its group says that the review meets requirements."""
    record_conclusion(reach_for(dung()), "A47", DEC_18)
    settle_responsibilities(reach_for(dung()), "A47", DEC_19, ())
    seats = ("A47-01", "A47-02")
    hold_session(reach_for(lan()), "A47", DEC_20, chair="A47/BT", leaders=seats, prepared_on=DEC_19)
    record_finding(reach_for(thao()), "A47", Said("Chậm xử lý"), DEC_20)
    give_verdict(reach_for(tuan()), "A47", concluded("meets"), on, held_on=HELD)


def test_items_stand_in_the_units_own_range_and_leave_the_campaigns_52_alone() -> None:
    before = entries()
    assert plan() == Told(new=2), "the item, and what it answers"
    plan(clean_up(title="Công khai tiến độ hằng tháng"))
    assert [one.number for one in there()] == ["A47.KP01", "A47.KP02"]
    assert entries() == before + 2
    assert figures().value("remediation_items.total") == 52
    assert figures().value("remedy_plans.plan_items.total") == 2
    assert list(discrepancies()) == []


def test_a_plan_is_owed_after_the_verdict_and_late_after_fifteen_days() -> None:
    judged(DEC_27)

    def part(day: date, name: str) -> set[str]:
        return {one.unit for one in figures(day).rows(f"remedy_plans.{name}")}

    assert owed_by(DEC_27, 15) == date(2013, 1, 11)
    assert "A47" not in part(date(2012, 12, 26), "owed")
    assert "A47" in part(DEC_27, "owed") & part(date(2013, 1, 11), "missing.not_due")
    assert "A47" in part(date(2013, 1, 12), "missing.overdue")
    plan()
    adopt(date(2013, 1, 5))
    assert "A47" in part(date(2013, 1, 12), "there")
    assert "A47" in part(date(2013, 1, 4), "missing.not_due")


def test_an_item_names_the_finding_it_answers() -> None:
    judged(DEC_27)
    plan(clean_up(finding_code="A47.KD01"))
    (one,) = there()
    assert (one.finding_code, one.topic_code) == ("A47.KD01", "")
    assert Item.objects.get(number="A47.KP01").comes_from == "A47.KD01"
    assert PlanItem.objects.get().item == "A47.KP01"


def test_a_form_sent_twice_is_one_item_and_one_adoption() -> None:
    plan()
    before = entries()
    assert plan() == Told(same=1)
    assert entries() == before
    assert adopt() == Told(new=1)
    assert adopt() == Told(same=1)
    assert entries() == before + 1
    assert adopt(date(2012, 12, 28)) == Told(changed=1)
    assert RemedyPlan.objects.known().get().day == date(2012, 12, 28)


def test_an_amended_item_keeps_its_number_and_the_second_of_two_learns_of_the_first() -> None:
    plan()
    (stood,) = there()
    assert plan(clean_up(title="Một"), amends=str(stood.id)).changed == 1
    with pytest.raises(ItemChangedMeanwhile):
        plan(clean_up(title="Hai"), amends=str(stood.id))
    assert [(one.number, one.title) for one in there()] == [("A47.KP01", "Một")]


def test_once_the_plan_is_adopted_a_deadline_is_not_moved_by_one_alone() -> None:
    plan()
    (stood,) = there()
    assert plan(clean_up(due=soon() + timedelta(days=1)), amends=str(stood.id)).changed == 1
    adopt()
    (stood,) = there()
    with pytest.raises(DueMissing, match="The plan was adopted"):
        plan(clean_up(due=soon() + timedelta(days=9)), amends=str(stood.id))
    kept = clean_up(title="Rà soát hết", due=stood.due_on)
    assert plan(kept, amends=str(stood.id)).changed == 1


@pytest.mark.parametrize(
    ("refusal", "changed"),
    [
        (ItemNotUsable, {"title": " "}),
        (ItemNotUsable, {"title": "x" * 2_000_000}),
        (ItemNotUsable, {"indicator": "x" * 2_001}),
        (ItemNotUsable, {"group": "99"}),
        (ItemNotUsable, {"finding_code": "KD99"}),
        (ItemNotUsable, {"topic_code": "GY99"}),
        (DueMissing, {"due": None}),
        (DueMissing, {"due": date(2012, 12, 31)}),
        (DueMissing, {"due": date(9999, 12, 31)}),
        (OwnerElsewhere, {"owner": ""}),
        (OwnerElsewhere, {"owner": "B02/BT"}),
        (OwnerElsewhere, {"owner": "A47/KHONG"}),
    ],
)
def test_an_item_that_cannot_be_is_refused_in_a_sentence(
    refusal: type[Refused], changed: dict[str, Any]
) -> None:
    before = entries()
    with pytest.raises(refusal) as refused:
        plan(clean_up(**changed))
    assert len(refused.value.wording.vi) < 600
    assert (entries(), there()) == (before, ())


def test_a_plan_without_items_is_not_adopted() -> None:
    with pytest.raises(PlanEmpty):
        adopt()
    assert not RemedyPlan.objects.exists()


def test_nothing_is_planned_before_the_review_is_held_nor_adopted_before_or_ahead() -> None:
    with pytest.raises(TooEarly):
        plan(held_on=None)
    plan()
    for refusal, on, held in (
        (TooEarly, DEC_27, None),
        (TooEarly, DEC_19, HELD),
        (DayAhead, date(2999, 1, 1), HELD),
    ):
        with pytest.raises(refusal):
            adopt(on, held_on=held)
    assert not RemedyPlan.objects.exists()


@pytest.mark.parametrize("account", [binh, minh, mai, tuan])
def test_whoever_may_not_plan_finds_nothing_there(account: Callable[[], Account]) -> None:
    with pytest.raises(NotThere):
        plan_item(reach_for(account()), "A47", clean_up(), held_on=HELD)
    with pytest.raises(NotThere):
        adopt_plan(reach_for(account()), "A47", DEC_27, held_on=HELD, judged_on=None)


def test_an_items_number_says_whose_it_is() -> None:
    assert is_of_a_plan("A47.KP01", "A47")
    assert not is_of_a_plan("A47.KP01", "B02")
    assert not is_of_a_plan("52", "A47")
    assert not is_of_a_plan("A47.KP01", "")


def test_a_finding_counts_at_once_with_an_address_or_without() -> None:
    before = figures().share("findings_with_address")
    judged(DEC_27)
    found = figures().share("findings_with_address")
    assert (found.part, found.whole) == (before.part, before.whole + 1)
